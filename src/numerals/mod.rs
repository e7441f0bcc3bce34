//! Floor 2: one number at one place, in digits or words, to its exact value.
//!
//! [`read`] is what numbers and dates share. From the token that it is given it takes the longest
//! run that is one number: figures with groups, decimals, fractions and exponents (`1,234.5`,
//! `12,34,567`, `2 1/2`, `6.02 × 10^23`), words (`two hundred and fifty`, `half a million`), both
//! (`2.5 million`, `250k`), and ordinals (`21st`, `twenty-first`).
//!
//! It looks at 64 tokens at most, never goes back, and computes in whole numbers: decimals keep
//! their zeros, thirds stay fractions, more than 38 digits stay digits, more than 1000 are no
//! number. It knows no context: whether "second" is a time or "one" a pronoun is its callers'
//! affair.

mod cursor;
mod digits;
mod exact;
mod fraction;
mod plain;
mod reader;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use cursor::{Cursor, is_hyphen};
pub(crate) use digits::times_ten;
pub use exact::Exact;

use crate::text::{Span, Token};

/// The longest run of tokens that one number may take.
const MAX_TOKENS: usize = 64;

/// How figures are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    /// `1.234,5` instead of `1,234.5`.
    pub decimal_comma: bool,
    /// A currency stands beside it: `12,50` is a decimal, `5m` are millions.
    pub money: bool,
    /// `1/2`, `two thirds`, `three quarters` are one number; else their first part alone.
    pub fractions: bool,
    /// "and" joins `one hundred and two`; off where it may part two numbers (`between ... and`).
    pub and: bool,
    /// "one fifty" is 150 and "quarter million" 250,000, where no clock or calendar reads them.
    pub spoken: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            decimal_comma: false,
            money: false,
            fractions: true,
            and: true,
            spoken: false,
        }
    }
}

impl Style {
    fn point(self) -> char {
        if self.decimal_comma { ',' } else { '.' }
    }
}

/// What a numeral is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Figures: `1,500`, `21st`, `½`.
    Digits,
    /// Words: `twenty-one`.
    Words,
    /// Both: `2.5 million`, `250k`.
    Mixed,
}

/// One number as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// From its sign or first figure to its last figure or word.
    pub span: Span,
    /// The exact value.
    pub value: Exact,
    /// How many tokens it takes, from the one it was read at.
    pub tokens: usize,
    /// What it is written in.
    pub form: Form,
    /// It is a place in an order: `21st`, `third`.
    pub ordinal: bool,
    /// It is stated as parts of a whole: `½`, `2 1/2`, `two thirds`.
    pub fraction: bool,
    /// The power of ten of the word or suffix at its end, where that multiplies all of it
    /// (`2.5 million`: 6), so that a range can share it.
    pub scale: Option<u16>,
    /// It begins with `a` or `an`: `a hundred`.
    pub article: bool,
    /// It begins with a power of ten without a number before it: `hundred dollars`.
    pub bare: bool,
    /// It is one run of digits and nothing else.
    pub plain: bool,
}

/// Reads the number that begins at `tokens[at]`, if one does.
///
/// ```
/// use textsift::numerals::{Style, read};
/// use textsift::text::tokenize;
/// let text = "two and a half million people";
/// let mut tokens = Vec::new();
/// tokenize(text, &mut tokens);
/// let numeral = read(text, &tokens, 0, Style::default()).unwrap();
/// assert_eq!(numeral.span.of(text), "two and a half million");
/// assert_eq!(numeral.value.to_string(), "2500000");
/// assert_eq!(numeral.tokens, 5);
/// ```
pub fn read(text: &str, tokens: &[Token], at: usize, style: Style) -> Option<Numeral> {
    let words = None;
    reader::read(
        Cursor {
            text,
            tokens,
            words,
        },
        at,
        style,
    )
}

/// The same in a text whose number words may be the user's.
pub(crate) fn read_at(c: Cursor<'_>, at: usize, style: Style) -> Option<Numeral> {
    reader::read(c, at, style)
}
