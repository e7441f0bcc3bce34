//! One number in figures: groups, decimal part, exponent.

use super::cursor::Cursor;
use super::{Exact, Style};
use crate::lexicon::NumberWord;
use crate::text::decimal_digit;

/// More digits than this are a code, not a number.
const MAX_DIGITS: usize = 1000;
/// So many groups of two may stand before the last of three (12,34,56,789).
const MAX_PAIRS: usize = 8;
const MAX_EXPONENT: i32 = 9999;

/// A number in figures.
pub(super) struct Literal {
    pub value: Exact,
    /// How many tokens it takes.
    pub tokens: usize,
    /// One run of digits, without separator, decimal part or exponent.
    pub plain: bool,
}

/// Reads the figures that begin at `at`.
pub(super) fn literal(c: Cursor<'_>, at: usize, style: Style) -> Option<Literal> {
    if c.glued(at) && at >= 2 && c.glued_symbol(at - 1) == Some('.') && c.is_digits(at - 2) {
        return None; // the middle of 1.2.3
    }
    let (whole, separator) = if c.is_digits(at) {
        groups(c, at, style)
    } else {
        let point = c.symbol(at) == Some(style.point()) && c.glued_digits(at + 1);
        if !point || (at > 0 && c.glued(at) && !opens(c, at - 1)) {
            return None;
        }
        (at, None)
    };
    let decimals = decimals(c, at, whole, separator, style)?;
    let end = decimals.map_or(whole, |digits| digits + 1);
    let (power, end) = exponent(c, at, end)?;
    Some(Literal {
        value: value(c, at, whole, decimals, power)?,
        tokens: end - at,
        plain: end == at + 1,
    })
}

/// A symbol after which a number may begin with its decimal point.
fn opens(c: Cursor<'_>, at: usize) -> bool {
    matches!(c.symbol(at), Some(s) if !matches!(s, '.' | ',' | ')' | ']' | '\'' | '’' | '"' | '”'))
}

/// The end of the digit groups from `at`, and what separates them.
fn groups(c: Cursor<'_>, at: usize, style: Style) -> (usize, Option<char>) {
    let first = c.digit_count(at);
    let alone = (at + 1, None);
    let Some((next, separator)) = next_group(c, at, None) else {
        return spaced(c, at, style).map_or(alone, |end| (end, Some(' ')));
    };
    if first > 3 || c.small_integer(at) == Some(0) {
        return alone;
    }
    if c.digit_count(next) == 2 && separator == ',' && !style.decimal_comma && first < 3 {
        return pairs(c, next).map_or(alone, |end| (end, Some(',')));
    }
    let mut last = at;
    let mut count = 0;
    while let Some((next, _)) = next_group(c, last, Some(separator)) {
        if c.digit_count(next) != 3 {
            break;
        }
        last = next;
        count += 1;
    }
    let other = if separator == '.' { ',' } else { '.' };
    let decimal_follows = c.glued_symbol(last + 1) == Some(other) && c.glued_digits(last + 2);
    let is_point = separator == style.point();
    if count == 0 || (is_point && count == 1 && !decimal_follows) {
        return alone;
    }
    (last + 1, Some(separator))
}

/// The end of groups that plain spaces part ("40 000", "1 234 567"). Without a currency two numbers
/// side by side are likelier, unless there are three groups or round hundreds.
fn spaced(c: Cursor<'_>, at: usize, style: Style) -> Option<usize> {
    let group = |at: usize| {
        let behind_space = c
            .get(at)
            .is_some_and(|t| t.space_before() && !t.newline_before());
        c.is_digits(at) && behind_space && c.digit_count(at) == 3
    };
    let count = (at + 1..at + MAX_PAIRS).take_while(|&i| group(i)).count();
    let end = at + 1 + count;
    let longer = c.is_digits(end) && !c.glued(end);
    let first = c.digit_count(at) <= 3 && c.small_integer(at) != Some(0);
    let after_digits = at > 0 && c.is_digits(at - 1);
    if count == 0 || longer || !first || after_digits {
        return None;
    }
    let round = c.small_integer(end - 1).is_some_and(|n| n % 100 == 0);
    (count > 1 || style.money || round).then_some(end)
}

/// The token of the digit group after the one at `at`, and its separator.
fn next_group(c: Cursor<'_>, at: usize, separator: Option<char>) -> Option<(usize, char)> {
    if let Some(symbol) = c.glued_symbol(at + 1) {
        let known = matches!(symbol, ',' | '.' | '\'' | '’');
        let same = separator.is_none_or(|s| s == symbol);
        return (known && same && c.glued_digits(at + 2)).then_some((at + 2, symbol));
    }
    let digits = c.is_digits(at + 1) && separator.is_none_or(|s| s == ' ');
    let narrow = |gap| matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}");
    (digits && narrow(c.gap(at + 1))).then_some((at + 1, ' '))
}

/// The end of Indian groups (12,34,567) whose first pair stands at `at`.
fn pairs(c: Cursor<'_>, mut at: usize) -> Option<usize> {
    for _ in 0..MAX_PAIRS {
        let (next, _) = next_group(c, at, Some(','))?;
        match c.digit_count(next) {
            2 => at = next,
            3 => return next_group(c, next, Some(',')).is_none().then_some(next + 1),
            _ => return None,
        }
    }
    None
}

/// The token of the digits behind the decimal point, if there is one after `whole`; none at all for
/// a chain of points (1.2.3).
fn decimals(
    c: Cursor<'_>,
    at: usize,
    whole: usize,
    separator: Option<char>,
    style: Style,
) -> Option<Option<usize>> {
    if whole == at {
        return Some(Some(at + 1));
    }
    let (Some(point), true) = (c.glued_symbol(whole), c.glued_digits(whole + 1)) else {
        return Some(None);
    };
    let chained = c.glued_symbol(whole + 2) == Some(point) && c.glued_digits(whole + 3);
    let decimal = match (point, separator) {
        ('.', Some('.')) | (',', Some(',')) => false,
        (',', Some(' ')) => style.decimal_comma || c.digit_count(whole + 1) <= 2,
        ('.' | ',', Some(_)) => point == style.point() || separator != Some(' '),
        ('.', None) if !style.decimal_comma => {
            if chained {
                return None;
            }
            true
        }
        (',', None) if style.decimal_comma => !chained,
        (',', None) => {
            let bracketed = at > 0 && matches!(c.symbol(at - 1), Some('[' | ','));
            let places = c.digit_count(whole + 1);
            // "2,5 million"
            let scaled = matches!(c.number_word(whole + 2), Some(NumberWord::Power(3..)));
            let decimals = places == 2 || (style.money || scaled) && places == 1;
            !chained && !bracketed && decimals && !pair_follows(c, whole)
        }
        ('.', None) => style.money && !chained && c.digit_count(whole + 1) == 2,
        ('·', None) => !chained,
        _ => false,
    };
    Some(decimal.then_some(whole + 1))
}

/// A third number behind a comma makes a list of "12,34, 56".
fn pair_follows(c: Cursor<'_>, whole: usize) -> bool {
    c.symbol(whole + 2) == Some(',') && c.is_digits(whole + 3)
}

/// The power of ten written after the figures (e23, × 10^23, ×10²³), and the end with it; none
/// where it is absurd.
fn exponent(c: Cursor<'_>, at: usize, end: usize) -> Option<(i32, usize)> {
    let found = if c.glued(end) && c.is_word(end, "e") {
        signed(c, end + 1)
    } else if matches!(c.symbol(end), Some('×' | '·' | '*' | '⋅')) || c.is_word(end, "x") {
        ten_to(c, end + 1)
    } else {
        None
    };
    let Some((power, end)) = found else {
        return Some((0, end));
    };
    (power.abs() <= MAX_EXPONENT && at < end).then_some((power, end))
}

/// "× 10^23" at `at`, and the token behind it.
pub(crate) fn times_ten(c: Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let times = matches!(c.symbol(at), Some('×' | '·' | '*' | '⋅')) || c.is_word(at, "x");
    let found = ten_to(c, at + 1).filter(|(power, _)| power.abs() <= MAX_EXPONENT);
    found.filter(|_| times)
}

/// The power of "2^10" behind its figures, and the end with it.
pub(super) fn raised(c: Cursor<'_>, end: usize) -> Option<(i32, usize)> {
    (c.glued_symbol(end) == Some('^'))
        .then(|| signed(c, end + 1))
        .flatten()
}

/// The power and the end of "10^23" at `at`.
fn ten_to(c: Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    if c.small_integer(at) != Some(10) || !c.glued(at + 1) {
        return None;
    }
    match c.symbol(at + 1)? {
        '^' => signed(c, at + 2),
        '-' | '−' | '–' => signed(c, at + 1),
        _ => superscript(c, at + 1),
    }
}

/// The value of "10^23" at `at`, which stands alone.
pub(super) fn power_of_ten(c: Cursor<'_>, at: usize) -> Option<Literal> {
    let caret = matches!(
        c.symbol(at + 1),
        Some(s) if s == '^' || s == '⁻' || superscript_digit(s).is_some()
    );
    let (power, end) = ten_to(c, at).filter(|_| caret)?;
    (power.abs() <= MAX_EXPONENT).then(|| Literal {
        value: Exact::decimal(1, power),
        tokens: end - at,
        plain: false,
    })
}

/// An optional sign and digits, all glued.
fn signed(c: Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let sign = c
        .glued_symbol(at)
        .filter(|s| matches!(s, '-' | '−' | '–' | '+'));
    let digits = at + usize::from(sign.is_some());
    let value = c.small_integer(digits).filter(|_| c.glued(digits))? as i32;
    let negative = sign.is_some_and(|s| s != '+');
    Some((if negative { -value } else { value }, digits + 1))
}

fn superscript(c: Cursor<'_>, mut at: usize) -> Option<(i32, usize)> {
    let negative = c.glued_symbol(at) == Some('⁻');
    at += usize::from(negative || c.glued_symbol(at) == Some('⁺'));
    let start = at;
    let mut value = 0;
    while let Some(digit) = c.glued_symbol(at).and_then(superscript_digit) {
        value = (value * 10 + digit).min(MAX_EXPONENT + 1);
        at += 1;
    }
    (at > start).then_some((if negative { -value } else { value }, at))
}

pub(super) fn superscript_digit(c: char) -> Option<i32> {
    match c {
        '\u{b9}' => Some(1),
        '\u{b2}' => Some(2),
        '\u{b3}' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(c as i32 - '⁰' as i32),
        _ => None,
    }
}

fn value(
    c: Cursor<'_>,
    at: usize,
    whole: usize,
    decimals: Option<usize>,
    power: i32,
) -> Option<Exact> {
    let figures = |from: usize, to: usize| {
        let tokens = c.tokens[from..to].iter().filter(|t| t.is_digits());
        tokens.flat_map(|t| t.of(c.text).chars().filter_map(decimal_digit))
    };
    let behind = decimals.map_or(0..0, |at| at..at + 1);
    let all = figures(at, whole).chain(figures(behind.start, behind.end));
    let places = figures(behind.start, behind.end).count();
    let mut coefficient: i128 = 0;
    let mut count = 0;
    for digit in all.clone() {
        count += usize::from(count > 0 || digit > 0);
        coefficient = coefficient.wrapping_mul(10).wrapping_add(i128::from(digit));
    }
    if count <= super::exact::MAX_COEFFICIENT_DIGITS {
        return Some(Exact::decimal(coefficient, power - places as i32));
    }
    if count > MAX_DIGITS || power != 0 {
        return None;
    }
    let mut long: String = all.filter_map(|d| char::from_digit(d, 10)).collect();
    if places > 0 {
        long.insert(long.len() - places, '.');
    }
    Some(Exact::Long(long.into()))
}
