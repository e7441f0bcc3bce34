use crate::lexicon::{FewWords, Folded, NumberWord, vocabulary};
use crate::text::Token;

/// A text and its tokens, with bounds-checked looks at one token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// Number words of the user's, asked first.
    pub words: Option<&'a Folded<NumberWord>>,
}

impl<'a> Cursor<'a> {
    #[inline]
    pub fn get(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// No white space stands before the token.
    #[inline]
    pub fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| !t.space_before())
    }

    /// The token follows in the same paragraph.
    #[inline]
    pub fn follows(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| !t.blank_line_before())
    }

    #[inline]
    pub fn is_digits(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_digits)
    }

    #[inline]
    pub fn glued_digits(&self, at: usize) -> bool {
        self.glued(at) && self.is_digits(at)
    }

    /// The first character of the symbol at `at`.
    #[inline]
    pub fn symbol(&self, at: usize) -> Option<char> {
        self.tokens.get(at)?.symbol(self.text)
    }

    #[inline]
    pub fn glued_symbol(&self, at: usize) -> Option<char> {
        self.symbol(at).filter(|_| self.glued(at))
    }

    /// The word at `at`, without its case.
    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).is_some_and(|w| w.eq_ignore_ascii_case(word))
    }

    /// The word at `at` is one of `words`.
    #[inline]
    pub fn is_in(&self, at: usize, words: &FewWords) -> bool {
        let word = self.tokens.get(at).filter(|token| token.is_word());
        word.is_some_and(|word| words.has(&self.text.as_bytes()[word.span.range()]))
    }

    #[inline]
    pub fn word(&self, at: usize) -> Option<&'a str> {
        let token = self.get(at)?;
        token.is_word().then(|| token.of(self.text))
    }

    #[inline]
    pub fn number_word(&self, at: usize) -> Option<NumberWord> {
        let token = self.get(at)?;
        let own = self.words.filter(|_| token.is_word());
        match own.and_then(|words| words.get(token.of(self.text))) {
            Some(&own) => Some(own),
            None => vocabulary::meanings(self.text, token).number,
        }
    }

    /// How many decimal digits the token has.
    pub fn digit_count(&self, at: usize) -> usize {
        self.get(at).map_or(0, |token| {
            if token.is_non_ascii() {
                token.of(self.text).chars().count()
            } else {
                token.span.len() as usize
            }
        })
    }

    /// The value of a token of at most nine digits.
    pub fn small_integer(&self, at: usize) -> Option<u32> {
        if !self.is_digits(at) || self.digit_count(at) > 9 {
            return None;
        }
        let digits = self.get(at)?.of(self.text).chars();
        Some(
            digits
                .filter_map(crate::text::decimal_digit)
                .fold(0, |sum, digit| sum * 10 + digit),
        )
    }

    /// The white space between the token and the one before it.
    pub fn gap(&self, at: usize) -> &'a str {
        let before = self.tokens[at - 1].span.end as usize;
        &self.text[before..self.tokens[at].span.start as usize]
    }
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
