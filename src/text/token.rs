use super::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`O'Brien`, `don't`), or single letters with periods
    /// (`U.S.`, `a.m.`).
    Word,
    /// The possessive or contracted `'s`, split from the word before it.
    Clitic,
    /// Decimal digits of one run; separators are symbols of their own.
    Digits,
    /// One character that is neither letter, digit nor white space.
    Symbol,
}

/// A view on a run of a text: what it is made of and where; it copies nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where the token stands, in bytes.
    pub span: Span,
    /// What the token is made of.
    pub kind: TokenKind,
    flags: u8,
    word_id: u16,
}

pub(super) const SPACE_BEFORE: u8 = 1;
pub(super) const NEWLINE_BEFORE: u8 = 2;
pub(super) const BLANK_LINE_BEFORE: u8 = 4;
pub(super) const CAPITALISED: u8 = 8;
pub(super) const HAS_LOWER: u8 = 16;
pub(super) const INNER_UPPER: u8 = 32;
pub(super) const DOTTED: u8 = 64;
pub(super) const NON_ASCII: u8 = 128;

impl Token {
    /// What a token's [`Token::word_id`] is at first, all bits of it set.
    pub(crate) const NO_WORD_ID: u16 = u16::MAX;

    /// A token of which no word is looked up yet; `flags` are those of this module.
    #[inline]
    pub(super) const fn new(span: Span, kind: TokenKind, flags: u8) -> Self {
        Self {
            span,
            kind,
            flags,
            word_id: Self::NO_WORD_ID,
        }
    }
    /// The token's text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
    /// The first character of a symbol.
    #[inline]
    pub fn symbol(self, text: &str) -> Option<char> {
        if self.kind != TokenKind::Symbol {
            return None;
        }
        match text.as_bytes()[self.span.start as usize] {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.of(text).chars().next(),
        }
    }
    /// The value and the count of a run of at most eight ASCII digits.
    #[inline]
    pub fn small_number(self, text: &str) -> Option<(u32, usize)> {
        let known = self.is_digits() && self.span.len() <= 8 && !self.is_non_ascii();
        known.then(|| {
            let digits = &text.as_bytes()[self.span.range()];
            let digit = |sum, &digit: &u8| sum * 10 + u32::from(digit - b'0');
            (digits.iter().fold(0, digit), digits.len())
        })
    }
    /// White space of any kind, or the text's start, stands before it.
    #[inline]
    pub const fn space_before(self) -> bool {
        self.flags & SPACE_BEFORE != 0
    }
    /// A line break, or the text's start, stands before it.
    #[inline]
    pub const fn newline_before(self) -> bool {
        self.flags & NEWLINE_BEFORE != 0
    }
    /// An empty line, or the text's start, stands before it.
    #[inline]
    pub const fn blank_line_before(self) -> bool {
        self.flags & BLANK_LINE_BEFORE != 0
    }
    /// Its first letter is upper case.
    #[inline]
    pub const fn is_capitalised(self) -> bool {
        self.flags & CAPITALISED != 0
    }
    /// It has a lower-case (or caseless) letter.
    #[inline]
    pub const fn has_lower(self) -> bool {
        self.flags & HAS_LOWER != 0
    }
    /// It has an upper-case letter after its first character (`NATO`, `McDonald`, `U.S.`).
    #[inline]
    pub const fn has_inner_upper(self) -> bool {
        self.flags & INNER_UPPER != 0
    }
    /// It is upper case throughout; a single capital counts.
    #[inline]
    pub const fn is_upper(self) -> bool {
        self.is_capitalised() && !self.has_lower()
    }
    /// It is single letters joined by periods (`U.S.`, `e.g.`).
    #[inline]
    pub const fn is_dotted(self) -> bool {
        self.flags & DOTTED != 0
    }
    /// It has a character outside ASCII.
    #[inline]
    pub const fn is_non_ascii(self) -> bool {
        self.flags & NON_ASCII != 0
    }
    /// The place of the token's word in a vocabulary; [`Token::NO_WORD_ID`] where it was not looked up.
    #[inline]
    pub(crate) const fn word_id(self) -> u16 {
        self.word_id
    }
    /// The same token, whose word is looked up.
    #[inline]
    pub(super) const fn with_id(mut self, id: u16) -> Self {
        self.word_id = id;
        self
    }
    /// It is a word.
    #[inline]
    pub fn is_word(self) -> bool {
        self.kind == TokenKind::Word
    }
    /// It is a run of digits.
    #[inline]
    pub fn is_digits(self) -> bool {
        self.kind == TokenKind::Digits
    }
    /// It is the symbol `c`.
    pub fn is_symbol(self, text: &str, c: char) -> bool {
        self.kind == TokenKind::Symbol && self.of(text).starts_with(c)
    }
}

/// The runs of tokens that empty lines part.
pub(crate) fn paragraphs(mut rest: &[Token]) -> impl Iterator<Item = &[Token]> {
    std::iter::from_fn(move || {
        let (_, others) = rest.split_first()?;
        let next = others.iter().position(|token| token.blank_line_before());
        let (paragraph, behind) = rest.split_at(next.map_or(rest.len(), |next| next + 1));
        rest = behind;
        Some(paragraph)
    })
}
