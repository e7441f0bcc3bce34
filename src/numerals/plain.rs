//! The commonest numerals: figures alone, in groups, with decimals or as an ordinal, or one number word,
//! with nothing beside it that a number could go on with.

use super::cursor::{Cursor, is_hyphen};
use super::{Exact, Form, Numeral, Style};
use crate::lexicon::{NumberWord, number_grammar as g, suffix, vocabulary};
use crate::text::{Token, TokenKind};

/// The number that the token at `at` begins; none where that is not plain at once.
pub(super) fn read(c: Cursor<'_>, at: usize, style: Style) -> Option<Numeral> {
    let token = c.get(at).filter(|_| c.words.is_none())?;
    match token.kind {
        TokenKind::Digits => figures(c, at, token, style),
        TokenKind::Word => word(c, at, token),
        _ => None,
    }
}

/// Figures of at most nine digits, or eighteen in groups or with decimals.
fn figures(c: Cursor<'_>, at: usize, token: Token, style: Style) -> Option<Numeral> {
    if token.is_non_ascii() || token.span.len() > MOST_DIGITS || !opens(c, at) {
        return None;
    }
    let value = digits(c, token, 0);
    let alone = || Numeral {
        plain: true,
        ..single(token, value.into(), Form::Digits)
    };
    match behind(c, at + 1) {
        Behind::End => Some(alone()),
        Behind::Ordinal if is_ordinal(c, at + 1, value) => Some(Numeral {
            tokens: 2,
            ordinal: true,
            span: token.span.cover(c.tokens[at + 1].span),
            ..alone()
        }),
        Behind::Comma if !style.decimal_comma && value > 0 => grouped(c, at, value),
        Behind::Point if !style.decimal_comma => decimal(c, at, value),
        _ => None,
    }
}

/// As many digits as a value of 64 bits holds twice.
const MOST_DIGITS: u32 = 9;

/// `before` with the digits of `token` behind it.
fn digits(c: Cursor<'_>, token: Token, before: u64) -> u64 {
    let digits = c.text.as_bytes()[token.span.range()].iter();
    digits.fold(before, |sum, digit| sum * 10 + u64::from(digit - b'0'))
}

/// 12,345 and 1,234,567, from their first group.
fn grouped(c: Cursor<'_>, at: usize, first: u64) -> Option<Numeral> {
    const MOST_GROUPS: usize = 5;
    let mut value = first;
    let mut last = at;
    for _ in 0..MOST_GROUPS {
        let group = c.get(last + 2).filter(|group| !group.is_non_ascii())?;
        if c.tokens[at].span.len() > 3 || group.span.len() != 3 {
            return None;
        }
        value = digits(c, group, value);
        last += 2;
        match behind(c, last + 1) {
            Behind::Comma => {}
            Behind::End => return Some(several(c, at, last, Exact::integer(value.into()))),
            _ => return None,
        }
    }
    None
}

/// 12.50, from its first figures.
fn decimal(c: Cursor<'_>, at: usize, whole: u64) -> Option<Numeral> {
    let places = c.get(at + 2).filter(|places| !places.is_non_ascii())?;
    let ends = matches!(behind(c, at + 3), Behind::End) && places.span.len() <= MOST_DIGITS;
    ends.then(|| {
        let value = digits(c, places, whole);
        let value = Exact::decimal(value.into(), -(places.span.len() as i32));
        several(c, at, at + 2, value)
    })
}

/// The number in figures that the tokens from `first` to `last` are.
fn several(c: Cursor<'_>, first: usize, last: usize, value: Exact) -> Numeral {
    let token = c.tokens[first];
    Numeral {
        span: token.span.cover(c.tokens[last].span),
        value,
        tokens: last + 1 - first,
        ..single(token, 0, Form::Digits)
    }
}

/// The suffix at `at` makes an ordinal of `value`; "15st 7lb" is a weight.
fn is_ordinal(c: Cursor<'_>, at: usize, value: u64) -> bool {
    !c.is_in(at, &g().stone) || value % 10 == 1 && value % 100 != 11
}

/// One word below a hundred, or one ordinal, and no number word behind it.
fn word(c: Cursor<'_>, at: usize, token: Token) -> Option<Numeral> {
    let (value, ordinal) = match c.number_word(at)? {
        NumberWord::Ordinal(value) => (value, true),
        NumberWord::Small(value) if !word_goes_on(c, at + 1) => (value, false),
        _ => return None,
    };
    Some(Numeral {
        ordinal,
        ..single(token, value.into(), Form::Words)
    })
}

fn single(token: Token, value: i128, form: Form) -> Numeral {
    Numeral {
        span: token.span,
        value: Exact::integer(value),
        tokens: 1,
        form,
        ordinal: false,
        fraction: false,
        scale: None,
        article: false,
        bare: false,
        plain: false,
    }
}

/// False if a number word that ends before `at` can only be a number by itself.
fn word_goes_on(c: Cursor<'_>, at: usize) -> bool {
    let Some(next) = c.get(at) else { return false };
    match next.kind {
        TokenKind::Digits => true,
        TokenKind::Clitic => false,
        TokenKind::Symbol => !matches!(
            c.text.as_bytes()[next.span.start as usize],
            b',' | b'.' | b';' | b':' | b')' | b'%' | b'"' | b'?' | b'!'
        ),
        TokenKind::Word => !next.space_before() || c.number_word(at).is_some(),
    }
}

/// Nothing before the figures at `at` is part of the same number.
fn opens(c: Cursor<'_>, at: usize) -> bool {
    let mark = || c.symbol(at - 1);
    c.tokens[at].space_before()
        || at > 0 && !matches!(mark(), Some('.' | ',' | '\'' | '’' | '·' | '/' | '⁄' | '∕'))
}

/// What stands behind figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// What no number goes on with.
    End,
    /// A comma, or a point, with figures glued to it.
    Comma,
    Point,
    /// `th` and its like.
    Ordinal,
    /// Anything else.
    Unclear,
}

/// What stands at `at` behind figures.
fn behind(c: Cursor<'_>, at: usize) -> Behind {
    let Some(next) = c.get(at) else {
        return Behind::End;
    };
    let ends = match next.kind {
        TokenKind::Digits => false,
        TokenKind::Clitic => true,
        TokenKind::Symbol => return behind_symbol(c, at, next),
        TokenKind::Word => {
            let word = next.of(c.text);
            let glued = !next.space_before();
            if glued && c.is_in(at, &g().ordinal_suffix) {
                return Behind::Ordinal;
            }
            let known = vocabulary::meanings(c.text, next).number.is_some();
            !known && word.len() > 1 && suffix(word).is_none()
        }
    };
    if ends { Behind::End } else { Behind::Unclear }
}

fn behind_symbol(c: Cursor<'_>, at: usize, next: Token) -> Behind {
    let Some(mark) = next.symbol(c.text) else {
        return Behind::Unclear;
    };
    let figures = c.glued_digits(at + 1);
    match mark {
        ',' | '.' if figures => match mark {
            _ if next.space_before() => Behind::Unclear,
            ',' => Behind::Comma,
            _ => Behind::Point,
        },
        ',' | '.' | ';' | ':' | ')' | '(' | ']' | '[' | '%' | '"' | '“' | '”' | '?' | '!' => {
            Behind::End
        }
        '–' | '—' if figures => Behind::End,
        // "2-1/2", "5-million"
        _ if is_hyphen(mark) && !next.space_before() => {
            let parts = figures && c.glued(at + 2) && c.symbol(at + 2).is_some();
            let word = c.glued(at + 1) && c.word(at + 1).is_some();
            match c.number_word(at + 1) {
                None if word || figures && !parts => Behind::End,
                _ => Behind::Unclear,
            }
        }
        _ => Behind::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerals::{Style, reader};
    use crate::text::tokenize;

    #[test]
    fn what_is_plain_is_the_same_in_full() {
        let texts = [
            "in 2015 ,",
            "5 apples",
            "10 (ten)",
            "12, 13",
            "12,13",
            "1.5",
            "1.",
            "7 k",
            "7 grand",
            "3 million",
            "2 thirds",
            "2 and a half",
            "40 000",
            "007 spies",
            "10^4",
            "5 x 10^3",
            "5%",
            "21st",
            "4 - 5",
            "4-5",
            "9 e",
            "8 p.m.",
            "999999999 of",
            "1999's",
            "6 ½",
            "5 point 2",
            "(5)",
            "($5 more",
            "2014–15 and 3-4 times",
            "“7 k”",
            "-5 (2015)",
            "two people, one's twenty-five",
            "five o six, seven, eight hundred",
            "the first, second-third and fourth hundred",
            "fifteen. Twenty % of ninety and a half",
            "one fifty",
            "one point two",
            "three quarters: four fifths",
            "two\nthree\n\nfour",
            "thirty (30) days",
            "1,234 people, 1,234,567.5, 0,123 and 1,23",
            "6.5 (41), 0.05. 1.2.3, 7.50% and 1.5 million",
            "20th, 1st, 15st 7lb, 21st-century",
            "65–15, 2019–20, 2-1/2, 3-4, 5-year, 5-million",
            "50km, 5e3, 10k, B747, 9/11, #5, 3-and-a-half",
        ];
        for text in texts {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            let words = None;
            let c = Cursor {
                text,
                tokens: &tokens,
                words,
            };
            for at in 0..tokens.len() {
                for money in [false, true] {
                    let style = Style {
                        money,
                        spoken: !money,
                        ..Style::default()
                    };
                    if let Some(plain) = read(c, at, style) {
                        assert_eq!(Some(plain), reader::in_full(c, at, style), "{text}");
                    }
                }
            }
        }
    }
}
