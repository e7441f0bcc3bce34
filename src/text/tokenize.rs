//! One scan from a text to its tokens.

use super::chars::{Class, ascii_class, class_of};
use super::letters::ascii_letters;
use super::token::{
    BLANK_LINE_BEFORE, CAPITALISED, DOTTED, HAS_LOWER, INNER_UPPER, NEWLINE_BEFORE, NON_ASCII,
    SPACE_BEFORE,
};
use super::window::{Run, Window};
use super::{Span, Token, TokenKind};

/// Splits `text` into tokens, one pass, and appends them to `tokens`.
///
/// Tokens are fine: hyphens, separators inside numbers and glued units are tokens of their own,
/// told apart from free ones by [`Token::space_before`]. White space is no token.
///
/// ```
/// use textsift::text::tokenize;
/// let text = "Moscow’s U.S.-led 1,500km";
/// let mut tokens = Vec::new();
/// tokenize(text, &mut tokens);
/// let words: Vec<&str> = tokens.iter().map(|t| t.of(text)).collect();
/// assert_eq!(words, ["Moscow", "’s", "U.S.", "-", "led", "1", ",", "500", "km"]);
/// ```
///
/// # Panics
/// If `text` is longer than `u32::MAX` bytes.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokenize_with(text, &(), tokens);
}

/// Tells the ids of words while tokens are made of them: what is read once need not be fetched again.
pub(crate) trait WordIds {
    /// The id of a word of at most eight ASCII letters, the first of these bytes.
    fn short(&self, bytes: [u8; 8], length: usize) -> u16;
    /// The id of a longer word of ASCII letters, which begins with `first`.
    fn long(&self, first: [u8; 8], word: &[u8]) -> u16;
    /// The id of any other token, whose text begins `bytes`.
    fn other(&self, bytes: &[u8], token: Token) -> u16;
}

/// No ids.
impl WordIds for () {
    #[inline]
    fn short(&self, _: [u8; 8], _: usize) -> u16 {
        Token::NO_WORD_ID
    }

    #[inline]
    fn long(&self, _: [u8; 8], _: &[u8]) -> u16 {
        Token::NO_WORD_ID
    }

    #[inline]
    fn other(&self, _: &[u8], _: Token) -> u16 {
        Token::NO_WORD_ID
    }
}

/// The same as [`tokenize`] with the `ids` of the words.
pub(crate) fn tokenize_with(text: &str, ids: &impl WordIds, tokens: &mut Vec<Token>) {
    assert!(u32::try_from(text.len()).is_ok(), "a text of 4 GiB or more");
    tokens.reserve(text.len() / 5);
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        position: 0,
        window: Window::of(text.as_bytes(), 0),
    };
    let mut flags = SPACE_BEFORE | NEWLINE_BEFORE | BLANK_LINE_BEFORE;
    while let Some((class, width)) = {
        flags = scan.plain_words(flags, ids, tokens);
        scan.peek()
    } {
        let start = scan.position;
        let (kind, own) = match class {
            Class::Space | Class::Extend if class == Class::Space || flags & SPACE_BEFORE != 0 => {
                scan.position += width;
                flags |= SPACE_BEFORE;
                continue;
            }
            Class::Newline => {
                flags |= scan.newline(flags);
                continue;
            }
            Class::Lower | Class::Upper => scan.word(),
            Class::Digit => scan.digits(),
            _ => scan.symbol(start, width),
        };
        let span = Span::new(start as u32, scan.position as u32);
        let token = Token::new(span, kind, flags | own);
        tokens.push(token.with_id(ids.other(&scan.bytes[start..], token)));
        flags = 0;
    }
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    position: usize,
    window: Window,
}

impl Scan<'_> {
    #[inline]
    fn peek(&self) -> Option<(Class, usize)> {
        self.peek_at(self.position)
    }

    /// Takes words of ASCII letters, single spaces, and commas and periods before them, which is most of
    /// English, and returns the flags of what comes next. It leaves to [`Scan::word`] what may go on
    /// behind an apostrophe, a period or in other letters.
    #[inline]
    fn plain_words(&mut self, mut flags: u8, ids: &impl WordIds, tokens: &mut Vec<Token>) -> u8 {
        while let Some(word) = self.plain_word() {
            let end = self.position + word.length;
            let span = Span::new(self.position as u32, end as u32);
            let token = Token::new(span, TokenKind::Word, flags | word.flags);
            let id = match word.length {
                ..=8 => ids.short(word.first, word.length),
                _ => ids.long(word.first, &self.bytes[self.position..end]),
            };
            tokens.push(token.with_id(id));
            let [next, behind] = word.behind;
            if next == b' ' {
                self.position = end + 1;
                flags = SPACE_BEFORE;
                continue;
            }
            if behind != b' ' || !matches!(next, b',' | b'.') {
                self.position = end;
                return 0;
            }
            let span = Span::new(end as u32, end as u32 + 1);
            let token = Token::new(span, TokenKind::Symbol, 0);
            tokens.push(token.with_id(ids.other(&self.bytes[end..], token)));
            self.position = end + 2;
            flags = SPACE_BEFORE;
        }
        flags
    }

    /// The word of ASCII letters that begins here, if it cannot go on behind them.
    #[inline]
    fn plain_word(&mut self) -> Option<Run> {
        let mut run = self.window.run(self.position);
        if run.is_none() {
            self.window = Window::of(self.bytes, self.position);
            run = self.window.run(self.position);
        }
        run.filter(|run| run.length > 0 && !may_go_on(run.behind[0], run.length))
    }

    #[inline]
    fn peek_at(&self, position: usize) -> Option<(Class, usize)> {
        let byte = *self.bytes.get(position)?;
        if byte < 0x80 {
            return Some((ascii_class(byte), 1));
        }
        let c = self.text[position..].chars().next()?;
        Some((class_of(c), c.len_utf8()))
    }

    /// One line break; CR LF counts once. Returns the flags that it adds.
    fn newline(&mut self, flags: u8) -> u8 {
        let width = match self.bytes[self.position] {
            b'\r' if self.bytes.get(self.position + 1) == Some(&b'\n') => 2,
            byte if byte < 0x80 => 1,
            _ => self.peek().map_or(1, |(_, width)| width),
        };
        self.position += width;
        let blank = if flags & NEWLINE_BEFORE != 0 {
            BLANK_LINE_BEFORE
        } else {
            0
        };
        SPACE_BEFORE | NEWLINE_BEFORE | blank
    }

    fn symbol(&mut self, start: usize, width: usize) -> (TokenKind, u8) {
        self.position += width;
        let next = self.bytes.get(self.position);
        let plain = self.bytes[start].is_ascii() && self.bytes[start] != b'\'';
        if plain && next.is_none_or(u8::is_ascii) {
            return (TokenKind::Symbol, 0);
        }
        let mut flags = if self.bytes[start] < 0x80 {
            0
        } else {
            NON_ASCII
        };
        if self.extend() {
            flags |= NON_ASCII;
        }
        if let Some(end) = self.clitic_end(start, width) {
            self.position = end;
            return (TokenKind::Clitic, flags);
        }
        (TokenKind::Symbol, flags)
    }

    fn digits(&mut self) -> (TokenKind, u8) {
        let mut flags = 0;
        while let Some((Class::Digit | Class::Extend, width)) = self.peek() {
            flags |= if width > 1 { NON_ASCII } else { 0 };
            self.position += width;
        }
        (TokenKind::Digits, flags)
    }

    #[inline]
    fn extend(&mut self) -> bool {
        if self.bytes.get(self.position).is_none_or(u8::is_ascii) {
            return false;
        }
        let start = self.position;
        while let Some((Class::Extend, width)) = self.peek() {
            self.position += width;
        }
        self.position > start
    }

    fn word(&mut self) -> (TokenKind, u8) {
        let start = self.position;
        let mut flags = self.ascii_letters(true);
        loop {
            flags |= self.other_letters(start);
            match self.apostrophe_width() {
                Some(width) => self.position += width,
                None => break,
            }
            flags |= self.ascii_letters(false);
        }
        if self.bytes.get(self.position) == Some(&b'.')
            && let Some(end) = self.dotted_end(start)
        {
            while self.position < end {
                flags |= self.ascii_letters(false) | self.other_letters(start);
                self.position += usize::from(self.position < end);
            }
            flags |= DOTTED;
        }
        (TokenKind::Word, flags)
    }

    /// Passes over letters of which the next is not in ASCII.
    fn other_letters(&mut self, start: usize) -> u8 {
        let mut flags = 0;
        while self
            .bytes
            .get(self.position)
            .is_some_and(|byte| !byte.is_ascii())
        {
            let Some((class, width)) = self.peek() else {
                break;
            };
            let own = match class {
                Class::Lower => HAS_LOWER,
                Class::Upper if self.position == start => CAPITALISED,
                Class::Upper => INNER_UPPER,
                Class::Extend => 0,
                _ => break,
            };
            self.position += width;
            flags |= own | NON_ASCII | self.ascii_letters(false);
        }
        flags
    }

    /// Passes over ASCII letters, `first` those of a word.
    fn ascii_letters(&mut self, first: bool) -> u8 {
        let (length, flags) = ascii_letters(&self.bytes[self.position..], first);
        self.position += length;
        flags
    }

    /// The width of an apostrophe here, if a letter follows and it does not begin a clitic.
    #[inline]
    fn apostrophe_width(&self) -> Option<usize> {
        let width = apostrophe(&self.bytes[self.position..])?;
        let after = self.position + width;
        let (Class::Lower | Class::Upper, _) = self.peek_at(after)? else {
            return None;
        };
        self.clitic_end(self.position, width)
            .is_none()
            .then_some(width)
    }

    /// The end of `'s` that begins at `start`, right after a letter or digit.
    #[inline]
    fn clitic_end(&self, start: usize, width: usize) -> Option<usize> {
        apostrophe(&self.bytes[start..])?;
        let glued = self.text[..start]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let after = start + width;
        if !glued || !matches!(self.bytes.get(after), Some(b's' | b'S')) {
            return None;
        }
        let ends = !matches!(
            self.peek_at(after + 1),
            Some((
                Class::Lower | Class::Upper | Class::Digit | Class::Extend,
                _
            ))
        );
        ends.then_some(after + 1)
    }

    /// The end of a chain `X.Y.`, whose first period stands here, if the word from `start` is its first letter.
    fn dotted_end(&self, start: usize) -> Option<usize> {
        self.single_letter_end(start)
            .filter(|&end| end == self.position)?;
        let mut end = self.position;
        while self.bytes.get(end) == Some(&b'.') {
            match self.single_letter_end(end + 1) {
                Some(next) => end = next,
                None if end > self.position => return Some(end + 1),
                None => return None,
            }
        }
        (end > self.position).then_some(end)
    }

    /// The end of the letter at `position`, if no letter or digit follows it.
    fn single_letter_end(&self, position: usize) -> Option<usize> {
        let (Class::Lower | Class::Upper, width) = self.peek_at(position)? else {
            return None;
        };
        let end = position + width;
        match self.peek_at(end) {
            Some((Class::Lower | Class::Upper | Class::Digit | Class::Extend, _)) => None,
            _ => Some(end),
        }
    }
}

/// Whether a word of `length` ASCII letters may go on at the byte behind them.
#[inline]
fn may_go_on(next: u8, length: usize) -> bool {
    next == b'\'' || !next.is_ascii() || next == b'.' && length == 1
}

/// The width of an apostrophe that begins `bytes`: `'` or `’`.
#[inline]
fn apostrophe(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'\'', ..] => Some(1),
        [0xe2, 0x80, 0x99, ..] => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| t.of(text)).collect()
    }

    fn first(text: &str) -> Token {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens[0]
    }

    #[test]
    fn words_keep_inner_apostrophes_and_lose_clitics() {
        assert_eq!(
            words("O'Brien don’t it's Obama’s dogs'"),
            ["O'Brien", "don’t", "it", "'s", "Obama", "’s", "dogs", "'"]
        );
        assert_eq!(words("the 1990's"), ["the", "1990", "'s"]);
    }

    #[test]
    fn dotted_words_keep_their_periods() {
        assert_eq!(
            words("U.S.-led a.m. e.g., U.S.A"),
            ["U.S.", "-", "led", "a.m.", "e.g.", ",", "U.S.A"]
        );
        assert_eq!(
            words("plan B. And p.m.Then"),
            ["plan", "B", ".", "And", "p.m.", "Then"]
        );
        assert_eq!(
            words("J.K. Rowling's Ph.D."),
            ["J.K.", "Rowling", "'s", "Ph", ".", "D", "."]
        );
    }

    #[test]
    fn digits_letters_and_symbols_are_told_apart() {
        assert_eq!(
            words("50km €1,234.5 x²"),
            ["50", "km", "€", "1", ",", "234", ".", "5", "x", "²"]
        );
        assert_eq!(words("cafe\u{301} 👍🏽!"), ["cafe\u{301}", "👍🏽", "!"]);
    }

    #[test]
    fn flags_tell_case_and_white_space() {
        assert!(first("NATO").is_upper() && first("I").is_upper());
        assert!(first("U.S.").is_upper() && first("U.S.").is_dotted());
        assert!(first("McDonald").has_inner_upper() && !first("McDonald").is_upper());
        assert!(first("Élan").is_capitalised() && first("Élan").is_non_ascii());
        let mut tokens = Vec::new();
        tokenize("a\r\nb\n\nc d", &mut tokens);
        let lines: Vec<_> = tokens
            .iter()
            .map(|t| (t.newline_before(), t.blank_line_before()))
            .collect();
        assert_eq!(
            lines,
            [(true, true), (true, false), (true, true), (false, false)]
        );
    }

    proptest! {
        #[test]
        fn the_flags_of_a_word_are_those_of_its_letters(text in "([A-Za-zé'’. \u{301}É0-9]{0,24})*") {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens);
            for token in tokens.iter().filter(|token| token.is_word()) {
                let word = token.of(&text);
                let mut letters = word.chars().filter(|c| c.is_alphabetic());
                prop_assert_eq!(token.is_capitalised(), letters.next().is_some_and(char::is_uppercase));
                prop_assert_eq!(token.has_inner_upper(), letters.any(char::is_uppercase));
                prop_assert_eq!(token.has_lower(), word.chars().any(char::is_lowercase));
                prop_assert_eq!(token.is_non_ascii(), !word.replace('’', "'").is_ascii());
            }
        }

        #[test]
        fn tokens_are_sorted_on_boundaries_and_lose_only_white_space(text in "\\PC*|[a-zA-Z.'’ \\n0-9\u{301}]*") {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens);
            let mut end = 0;
            for token in &tokens {
                prop_assert!(!token.span.is_empty());
                prop_assert!(token.span.start >= end);
                let gap = &text[end as usize..token.span.start as usize];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || super::super::chars::is_extend(c)
                    || ('\u{1c}'..='\u{1f}').contains(&c)), "{gap:?}");
                end = token.span.end;
                prop_assert!(text.is_char_boundary(end as usize));
            }
        }
    }
}
