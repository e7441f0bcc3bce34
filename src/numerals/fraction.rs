//! Parts of a whole, in figures (½, 1/2) and words (two thirds, a quarter).

use super::Exact;
use super::cursor::{Cursor, is_hyphen};
use super::words::{skip_hyphen, small};
use crate::lexicon::{Context, NumberWord, in_context, number_grammar};

/// A fraction and the first token behind it.
pub(super) type Part = (Exact, usize);

/// The value of ½ and its like.
fn vulgar(c: char) -> Option<(i128, i128)> {
    Some(match c {
        '\u{bd}' => (1, 2),
        '\u{bc}' => (1, 4),
        '\u{be}' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕'..='⅘' => (1 + i128::from(c as u32 - '⅕' as u32), 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// A vulgar fraction at `at`.
pub(super) fn sign(c: Cursor<'_>, at: usize) -> Option<Part> {
    let (numerator, denominator) = vulgar(c.symbol(at)?)?;
    Some((Exact::ratio(numerator, denominator), at + 1))
}

/// Figures, a slash and figures, all glued and no more of it: a fraction as it is written.
pub(super) fn slashed(c: Cursor<'_>, at: usize) -> Option<Part> {
    let (numerator, denominator) = slash_parts(c, at)?;
    Some((Exact::ratio(numerator.into(), denominator.into()), at + 3))
}

fn slash_parts(c: Cursor<'_>, at: usize) -> Option<(u32, u32)> {
    let is_slash = |symbol| matches!(symbol, '/' | '⁄' | '∕');
    let slash = c.glued_symbol(at + 1).is_some_and(is_slash) && c.glued(at + 2);
    let before = at > 0 && c.glued(at) && c.symbol(at - 1).is_some_and(|s| is_slash(s) || s == '.');
    let after = c
        .glued_symbol(at + 3)
        .is_some_and(|s| is_slash(s) || s == '-')
        && c.glued_digits(at + 4);
    let point = c
        .glued_symbol(at + 3)
        .is_some_and(|s| matches!(s, '.' | ','))
        && c.glued_digits(at + 4);
    if !slash || before || after || point {
        return None;
    }
    let denominator = c.small_integer(at + 2).filter(|&d| d > 1)?;
    Some((c.small_integer(at)?, denominator))
}

/// What follows a whole number in figures: ½, 1/2, -1/2.
pub(super) fn after_figures(c: Cursor<'_>, at: usize) -> Option<Part> {
    if !c.follows(at) {
        return None;
    }
    if let Some(part) = sign(c, at) {
        return Some(part);
    }
    let hyphen = c.glued_symbol(at).is_some_and(is_hyphen) && c.glued(at + 1);
    if !hyphen && c.glued(at) {
        return None;
    }
    let at = at + usize::from(hyphen);
    let (numerator, denominator) = slash_parts(c, at)?;
    let usual = matches!(denominator, 2..=10 | 12 | 16 | 32 | 64);
    (usual && (1..denominator).contains(&numerator))
        .then(|| slashed(c, at))
        .flatten()
}

/// "1 quarter", "2 thirds": figures that count parts.
pub(super) fn counted(c: Cursor<'_>, numerator: &Exact, at: usize) -> Option<Part> {
    let numerator = numerator.to_integer().filter(|n| (1..100).contains(n))?;
    let parts = match c.number_word(at)? {
        NumberWord::Part(parts) if numerator == 1 => parts,
        NumberWord::Parts(parts @ 3..) if numerator > 1 => parts,
        _ => return None,
    };
    (!c.glued(at) && c.follows(at)).then(|| (Exact::ratio(numerator, parts.into()), at + 1))
}

/// "and a half", "and three quarters", "and 2/3" behind a whole number.
pub(super) fn after_and(c: Cursor<'_>, at: usize) -> Option<Part> {
    let first = skip_hyphen(c, at);
    if c.number_word(first) != Some(NumberWord::And) || !c.follows(first + 1) {
        return None;
    }
    let at = skip_hyphen(c, first + 1);
    if c.is_digits(at) {
        return slashed(c, at).or_else(|| sign(c, at));
    }
    if let Some((part, end)) = in_words(c, at).or_else(|| quarters(c, at)) {
        return part.is_less(&Exact::integer(1)).then_some((part, end));
    }
    match c.number_word(at) {
        Some(NumberWord::Part(parts @ (2 | 4))) => Some((Exact::ratio(1, parts.into()), at + 1)),
        _ => None,
    }
}

/// "three quarter" before "hour".
fn quarters(c: Cursor<'_>, at: usize) -> Option<Part> {
    let (numerator, end) = small(c, at).filter(|&(numerator, _)| numerator < 4)?;
    let quarter = c.number_word(end) == Some(NumberWord::Part(4)) && !c.glued(end);
    quarter.then(|| (Exact::ratio(numerator, 4), end + 1))
}

/// "two thirds", "a quarter", "one half", from their first word.
pub(super) fn in_words(c: Cursor<'_>, at: usize) -> Option<Part> {
    if c.number_word(at) == Some(NumberWord::Article) {
        return denominator(c, 1, at + 1, true);
    }
    let (numerator, end) = small(c, at)?;
    denominator(c, numerator, end, false)
}

/// The denominator at `at` (a hyphen may stand before it) under `numerator`.
pub(super) fn denominator(
    c: Cursor<'_>,
    numerator: i128,
    at: usize,
    article: bool,
) -> Option<Part> {
    let parted = c.symbol(at).is_some_and(is_hyphen) && !c.glued(at) && !c.glued(at + 1);
    let hyphen = parted || skip_hyphen(c, at) > at;
    let at = skip_hyphen(c, at) + usize::from(parted);
    if (!hyphen && c.glued(at)) || !c.follows(at) || numerator == 0 {
        return None;
    }
    let one = numerator == 1;
    if let Some((whole, end)) = compound(c, at, one, article) {
        return Some((Exact::ratio(numerator, whole), end));
    }
    let whole = match c.number_word(at)? {
        NumberWord::Part(parts) if one || hyphen => i128::from(parts),
        NumberWord::Ordinal(parts @ 3..) if one && article => {
            (of_follows(c, at + 1) || opens_part(c, at)).then_some(parts.into())?
        }
        NumberWord::Ordinal(parts @ 3..) if one || hyphen => i128::from(parts),
        NumberWord::OrdinalPower(power) if one && of_follows(c, at + 1) => power_of_ten(power)?,
        NumberWord::Parts(parts) if !one => i128::from(parts),
        NumberWord::PartsPower(power) if !one => power_of_ten(power)?,
        _ => return None,
    };
    Some((Exact::ratio(numerator, whole), at + 1))
}

/// "twenty-fifths", or "twenty-fifth" under one: the denominator and the token behind it.
fn compound(c: Cursor<'_>, at: usize, one: bool, article: bool) -> Option<(i128, usize)> {
    let tens = match c.number_word(at)? {
        NumberWord::Small(tens) if tens >= 20 && tens % 10 == 0 => tens,
        _ => return None,
    };
    let at = skip_hyphen(c, at + 1);
    let ones = match c.number_word(at)? {
        NumberWord::Ordinal(ones @ 1..10) if one && (!article || of_follows(c, at + 1)) => ones,
        NumberWord::Parts(ones @ 1..10) if !one => ones,
        _ => return None,
    };
    Some(((tens + ones).into(), at + 1))
}

/// "by a third", "nearly a fifth": a part, from the ordinal at `at`.
fn opens_part(c: Cursor<'_>, at: usize) -> bool {
    let word = at.checked_sub(2).and_then(|before| c.word(before));
    word.is_some_and(|word| in_context(word, Context::BeforePart))
}

/// A part of something, or nothing that "a third" could be the attribute of.
fn of_follows(c: Cursor<'_>, at: usize) -> bool {
    c.is_in(at, &number_grammar().of) || c.word(at).is_none() && !c.is_digits(at)
}

fn power_of_ten(power: u16) -> Option<i128> {
    10_i128.checked_pow(power.into())
}
