//! The commonest numerals: one run of figures, or one number word, with nothing beside it that a
//! number could go on with.

use super::cursor::Cursor;
use super::{Exact, Form, Numeral};
use crate::lexicon::{NumberWord, suffix, vocabulary};
use crate::text::{Token, TokenKind};

/// The number that the token at `at` is by itself; none where that is not plain at once.
pub(super) fn read(c: Cursor<'_>, at: usize) -> Option<Numeral> {
    let token = c.get(at).filter(|_| c.words.is_none())?;
    match token.kind {
        TokenKind::Digits => figures(c, at, token),
        TokenKind::Word => word(c, at, token),
        _ => None,
    }
}

/// Figures of at most nine digits that stand by themselves.
fn figures(c: Cursor<'_>, at: usize, token: Token) -> Option<Numeral> {
    let alone = !token.is_non_ascii() && opens(c, at);
    if !alone || token.span.len() > 9 || goes_on(c, at + 1) {
        return None;
    }
    let digits = c.text.as_bytes()[token.span.range()].iter();
    let value = digits.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    Some(Numeral {
        plain: true,
        ..single(token, value, Form::Digits)
    })
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

fn single(token: Token, value: u32, form: Form) -> Numeral {
    Numeral {
        span: token.span,
        value: Exact::integer(value.into()),
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
    c.tokens[at].space_before()
        || at > 0
            && matches!(
                c.symbol(at - 1),
                Some('(' | '[' | '"' | '“' | '$' | '€' | '£' | '-' | '–')
            )
}

/// False if figures that end before `at` can only be a number by themselves.
fn goes_on(c: Cursor<'_>, at: usize) -> bool {
    let Some(next) = c.get(at) else { return false };
    match next.kind {
        TokenKind::Digits => true,
        TokenKind::Clitic => false,
        TokenKind::Symbol => {
            let mark = c.text.as_bytes()[next.span.start as usize];
            let ends = matches!(
                mark,
                b',' | b'.' | b';' | b':' | b')' | b'%' | b'"' | b'?' | b'!'
            );
            !ends || c.glued_digits(at + 1)
        }
        TokenKind::Word => {
            let word = next.of(c.text);
            !next.space_before()
                || vocabulary::meanings(c.text, next).number.is_some()
                || word.len() == 1
                || suffix(word).is_some()
        }
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
                    if let Some(plain) = read(c, at) {
                        assert_eq!(Some(plain), reader::in_full(c, at, style), "{text}");
                    }
                }
            }
        }
    }
}
