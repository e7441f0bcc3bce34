//! Quarters, halves and weeks that a letter names: `Q3 2015`, `H1`, `3Q15`, `2018Q4`, `2015-W12`.

use super::moment::{Day, Moment, Year};
use super::named::part;
use super::reader::{Found, Reader};
use super::year;
use crate::lexicon::{Grain, Role};

/// `Q3 2015`, `Q3`, `H1 2015`.
pub(super) fn lettered(r: &Reader, at: usize) -> Found<Moment> {
    let (grain, nth) = numbered(r, at)?;
    // "Q1-Q3"
    let ends_range = at > 2 && r.is_hyphen(at - 1) && numbered(r, at - 3).is_some();
    if !r.starts_free(at) && !ends_range {
        return None;
    }
    let next = at + 2 + usize::from(r.is_dash(at + 2) && r.glued_digits(at + 3).is_some());
    if let Some((moment, end)) = year::fiscal(r, at + 2).filter(|_| r.follows(at + 2))
        && let Day::Fiscal { year, part: None } = moment.day
    {
        let part = Some((grain, nth));
        return Some((Moment::on(Day::Fiscal { year, part }), end));
    }
    let found = year::behind(r, next).filter(|(year, _)| matches!(year, Year::Is(_) | Year::By(_)));
    let (year, end) = match found {
        Some(found) => found,
        None if grain == Grain::Half || !r.ends_free(at + 2) => return None,
        None => (Year::Unknown, at + 2),
    };
    Some((part(grain, nth, year), end))
}

/// `2018Q4`, `2019 H2`, `2019-H2`.
pub(super) fn year_lettered(r: &Reader, at: usize) -> Found<Moment> {
    let (year, 4) = r.digits(at).filter(|_| r.starts_free(at))? else {
        return None;
    };
    let next = at + 1 + usize::from(r.is_dash(at + 1) || r.symbol(at + 1) == Some('/'));
    let year = Year::Is(i16::try_from(year).ok()?);
    if r.is(next, Role::IsoWeek)
        && r.glued(next)
        && let Some((nth @ 1..=53, 2)) = r.glued_digits(next + 1)
    {
        let free = r.ends_free(next + 2);
        return free.then(|| (part(Grain::Week, nth as u8, year), next + 2));
    }
    let (grain, nth) = numbered(r, next)?;
    r.ends_free(next + 2)
        .then(|| (part(grain, nth, year), next + 2))
}

/// `3Q15`, `1H 2015`, `4Q`: the number first.
pub(super) fn number_lettered(r: &Reader, at: usize) -> Found<Moment> {
    let (nth, 1) = r
        .digits(at)
        .filter(|_| r.starts_free(at) && r.glued(at + 1))?
    else {
        return None;
    };
    let (grain, most) = letter(r, at + 1).filter(|_| r.tokens[at + 1].is_upper())?;
    let (year, end) = match r.glued_digits(at + 2) {
        Some((year, 2)) => (Year::Is(year::century_of(year)), at + 3),
        Some(_) => (Year::Is(year::four_digits(r, at + 2)?), at + 3),
        None => match year::behind(r, at + 2) {
            Some((year @ Year::Is(_), end)) => (year, end),
            _ if grain == Grain::Quarter => (Year::Unknown, at + 2),
            _ => return None,
        },
    };
    let known = (1..=most).contains(&nth) && r.ends_free(end);
    known.then(|| (part(grain, nth as u8, year), end))
}

/// `Q3`, `H1`: the part of the year, and which one.
fn numbered(r: &Reader, at: usize) -> Option<(Grain, u8)> {
    let (grain, most) = letter(r, at)?;
    let (nth, length) = r.glued_digits(at + 1)?;
    (length == 1 && (1..=most).contains(&nth)).then_some((grain, nth as u8))
}

fn letter(r: &Reader, at: usize) -> Option<(Grain, u32)> {
    let word = r.word(at)?;
    if word.is(Role::QuarterLetter) {
        Some((Grain::Quarter, 4))
    } else if word.is(Role::HalfLetter) && r.token(at)?.is_upper() {
        Some((Grain::Half, 2))
    } else {
        None
    }
}
