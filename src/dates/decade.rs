//! Decades, and centuries that are written like them: `the 1990s`, `'90s`, `the nineties`, `the 1600s`.

use jiff::civil::DateTime;

use super::context;
use super::period::Period;
use super::reader::{Found, Reader};
use crate::lexicon::{Grain, Role};

/// `1990s`, `1990's`, `'90s`, `the 90s`, `the nineties`.
pub(super) fn decade(r: &Reader, at: usize) -> Found<Period> {
    if let Some(start) = r.word(at).and_then(|word| word.decade) {
        let cue = r.after_any(at, &[Role::The, Role::Early, Role::Late, Role::Mid])
            || context::is_hyphened_mid(r, at);
        let year = century_of(r, u32::from(start));
        return (cue && !is_age(r, at) && !is_temperature(r, at))
            .then(|| Some((decade_of(year)?, at + 1)))?;
    }
    let apostrophe = matches!(r.symbol(at), Some('\'' | '’' | '‘'));
    let digits = at + usize::from(apostrophe);
    if apostrophe && !r.glued(digits) {
        return None;
    }
    let (number, length) = r.digits(digits)?;
    let clitic = r.token(digits + 1)?.kind == crate::text::TokenKind::Clitic;
    let owner = clitic && owns(r, at, number, digits + 2);
    let plural = r.glued(digits + 1) && (r.is(digits + 1, Role::DecadeSuffix) || clitic && !owner);
    if !plural || !r.ends_free(digits + 2) || number % 10 != 0 || !r.starts_free(at) && !apostrophe
    {
        return None;
    }
    let year = match length {
        // "the 1600s": the years that begin so.
        4 if number % 100 == 0 && (1000..1900).contains(&number) => {
            if !names_century(r, at, digits + 2) {
                return None;
            }
            let century = Period {
                grain: Grain::Century,
                ..Period::year(number as i16)?
            };
            return Some((century, digits + 2));
        }
        4 if (1000..2200).contains(&number) => number as i16,
        2 if apostrophe || is_short_decade(r, at) && !is_temperature(r, at) => {
            let listed = listed_century(r, at).map(|century| century + number as i16);
            listed.unwrap_or_else(|| century_of(r, number))
        }
        _ => return None,
    };
    Some((decade_of(year)?, digits + 2))
}

/// `the 1600s`, `in late 1700s towns`, `the 1700s and 1800s`, but not "1000s of people".
fn names_century(r: &Reader, at: usize, end: usize) -> bool {
    let range = |at: usize| r.is_dash(at) || r.is(at, Role::To);
    let last = at > 1 && range(at - 1) && r.is(at - 2, Role::DecadeSuffix);
    let first = range(end) && r.is(end + 2, Role::DecadeSuffix);
    let cued = r.after_any(at, &[Role::The, Role::YearCue, Role::Early, Role::Late])
        || context::is_hyphened_mid(r, at)
        || context::is_listed(r, at);
    (cued || first || last) && !r.is(end, Role::Of)
}

/// `2020's first quarter`, `2030's goals`: the apostrophe makes no plural.
fn owns(r: &Reader, at: usize, year: u32, next: usize) -> bool {
    let the = r.after_any(at, &[Role::The, Role::Early, Role::Late, Role::Mid]);
    let noun = r.token(next).is_some_and(crate::text::Token::is_word)
        && r.word(next).is_none_or(|word| !word.is_joining());
    super::nth::part_of_year(r, next).is_some() || noun && year >= 2000 && !the
}

fn is_short_decade(r: &Reader, at: usize) -> bool {
    let cue = r.after_any(
        at,
        &[Role::The, Role::Early, Role::Late, Role::Mid, Role::And],
    );
    (cue || context::is_hyphened_mid(r, at)) && !is_age(r, at)
}

/// "In his early sixties": so old is he.
fn is_age(r: &Reader, at: usize) -> bool {
    let stage = |at: usize| super::compose::stage(r, at).is_some();
    let dash = at - usize::from(at > 0 && r.is_hyphen(at - 1));
    let first = dash - usize::from(dash > 0 && stage(dash - 1));
    r.after_any(first, &[Role::Possessive])
}

/// How far before a decade of degrees its word may stand.
const NEAR: usize = 8;

/// "Highs in the mid-60s", "from the upper 40s to the lower 50s".
fn is_temperature(r: &Reader, at: usize) -> bool {
    (at.saturating_sub(NEAR)..at)
        .rev()
        .take_while(|&at| !matches!(r.symbol(at), Some('.' | ';')))
        .any(|at| r.is(at, Role::Temperature))
}

/// The year in which a decade of two figures begins: the last one that had begun at the reference.
fn century_of(r: &Reader, two_digits: u32) -> i16 {
    /// Without a reference these alone are of this century.
    const LAST: i16 = 2010;
    let this = 2000 + two_digits as i16;
    let latest = r.settings.reference.map_or(LAST, DateTime::year);
    if this <= latest { this } else { this - 100 }
}

/// How many decades stand before one in a list, at most.
const MAX_LISTED: usize = 4;

/// The century of the decades before it: "the 1840s, '50s and '60s".
fn listed_century(r: &Reader, at: usize) -> Option<i16> {
    let mut first = at;
    for _ in 0..MAX_LISTED {
        let joined = r.after_any(first, &[Role::And, Role::Or, Role::To]);
        let word = first - usize::from(joined);
        let mark = word > 0 && (r.symbol(word - 1) == Some(',') || r.is_dash(word - 1));
        let end = word - usize::from(mark);
        let digits = end.checked_sub(2).filter(|_| end < first)?;
        if !r.is(end - 1, Role::DecadeSuffix) {
            return None;
        }
        match r.digits(digits)? {
            (year, 4) => return i16::try_from(year / 100 * 100).ok(),
            (_, 2) => first = digits - usize::from(digits > 0 && r.glued(digits)),
            _ => return None,
        }
    }
    None
}

fn decade_of(year: i16) -> Option<Period> {
    Some(Period {
        grain: Grain::Decade,
        ..Period::year(year)?
    })
}
