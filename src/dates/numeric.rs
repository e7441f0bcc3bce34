//! Dates in figures: `2001-09-11`, `9/11/2001`, `11.09.2001`, `2015-10`, `10/2015`, `20010911`.

use super::moment::{Day, Moment, Year};
use super::period::Period;
use super::reader::{Found, Reader};
use super::year::century_of;
use super::{absolute, context};
use crate::lexicon::{Grain, PhraseMeaning, Role};

pub(super) fn read(r: &Reader, at: usize) -> Found<Moment> {
    let slashed = || matches!(r.glued_symbol(at + 1), Some('/')) && ends_range(r, at);
    let iso = || at > 0 && absolute::is_iso_range(r, at - 1);
    let (first, length) = r
        .digits(at)
        .filter(|_| r.starts_free(at) || slashed() || iso())?;
    if length == 8 {
        return compact(r, at, first);
    }
    let separator = r
        .glued_symbol(at + 1)
        .filter(|s| matches!(s, '/' | '-' | '.' | '‑'))?;
    let second = r.glued_digits(at + 2)?;
    if r.glued_symbol(at + 3) == Some(separator)
        && let Some(third) = r.glued_digits(at + 4)
    {
        return three(r, at, separator, [(first, length), second, third]);
    }
    let range = separator == '/' && r.is_dash(at + 3) && r.glued_symbol(at + 5) == Some('/');
    if !r.ends_free(at + 3) && !range {
        return None;
    }
    match (length, second.1, separator) {
        (4, 2, '-' | '/') => year_month(first, second.0).map(|m| (m, at + 3)),
        (1..=2, 4, '-' | '/') => month_year(first, second.0).map(|m| (m, at + 3)),
        (1..=2, 1..=2, '/' | '-' | '.') => {
            yearless(r, at, separator, first, second.0).map(|m| (m, at + 3))
        }
        _ => None,
    }
}

/// `20010911`, of this century or the last.
fn compact(r: &Reader, at: usize, digits: u32) -> Found<Moment> {
    let year = digits / 10_000;
    let day = Day::ymd(
        year as i16,
        (digits / 100 % 100) as u8,
        (digits % 100) as u8,
    )?;
    let time = r.glued(at + 1) && r.is(at + 1, Role::IsoTime) && r.glued_digits(at + 2).is_some();
    let free = (1900..2100).contains(&year) && (r.ends_free(at + 1) || time);
    free.then(|| (Moment::on(day), at + 1))
}

type Figures = (u32, usize);

fn three(r: &Reader, at: usize, separator: char, parts: [Figures; 3]) -> Found<Moment> {
    let end = at + 5;
    let range = r.is_dash(end)
        && r.glued_digits(end + 1).is_some()
        && matches!(r.glued_symbol(end + 2), Some('/' | '.'));
    let iso = r.is(end, Role::IsoTime) && r.glued_digits(end + 1).is_some();
    let free = r.ends_free(end) || range || iso || absolute::is_iso_range(r, end);
    if !free {
        return None;
    }
    let [(a, a_length), (b, b_length), (c, c_length)] = parts;
    if a_length == 4 && b_length <= 2 && c_length <= 2 {
        let day = Day::ymd(a as i16, b as u8, c as u8)?;
        return Some((Moment::on(day), end));
    }
    if a_length > 2 || b_length > 2 {
        return None;
    }
    let year = match c_length {
        4 if c >= 1000 => c as i16,
        2 if separator != '.' || a_length == 2 && b_length == 2 => century_of(c),
        _ => return None,
    };
    let (month, day, ambiguous) = order(r, separator, a, b)?;
    let moment = Moment {
        ambiguous,
        ..Moment::on(Day::ymd(year, month, day)?)
    };
    Some((moment, end))
}

/// Month, day, and whether it could be the other way. Periods are written where the day is first.
fn order(r: &Reader, separator: char, a: u32, b: u32) -> Option<(u8, u8, bool)> {
    let day_first = r.settings.day_first || separator == '.';
    let (month, day) = match (a, b) {
        (13.., _) => (b, a),
        (_, 13..) => (a, b),
        _ if day_first => (b, a),
        _ => (a, b),
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let ambiguous = a <= 12 && b <= 12 && a != b;
    valid.then_some((month as u8, day as u8, ambiguous))
}

/// `2015-10`; `2015-16` are two years, and so is `2011-12`.
fn year_month(year: u32, month: u32) -> Option<Moment> {
    let next = (year + 1) % 100 == month;
    let plausible = (1000..2200).contains(&year) && (1..=12).contains(&month) && !next;
    plausible.then(|| {
        Some(Moment::on(Day::Known(Period::month(
            year as i16,
            month as u8,
        )?)))
    })?
}

/// `10/2015`.
fn month_year(month: u32, year: u32) -> Option<Moment> {
    let plausible = (1800..2200).contains(&year) && (1..=12).contains(&month);
    plausible.then(|| {
        Some(Moment::on(Day::Known(Period::month(
            year as i16,
            month as u8,
        )?)))
    })?
}

/// `9/11`: the day of history, or a day of a year not told where the context says so.
fn yearless(r: &Reader, at: usize, separator: char, a: u32, b: u32) -> Option<Moment> {
    // "the week of 5/4"
    let week = at > 1 && r.is(at - 1, Role::Of) && r.is_one(at - 2, Grain::Week);
    let due = r.after_any(at, &[Role::OnlyDue]) || context::beside_weekday(r, at) || week;
    if !due && let Some(day) = event(r, at) {
        return Some(Moment::on(day));
    }
    let beside = due
        || context::is_listed(r, at)
        || ends_range(r, at)
        || separator == '/' && context::is_numeric_day(r, at, at + 3);
    if !beside || separator != '/' && !context::beside_weekday(r, at) {
        return None;
    }
    let (month, day, ambiguous) = order(r, '/', a, b)?;
    // A day that no month has is a fraction.
    let exists = Day::ymd(2000, month, day).is_some();
    exists.then(|| Moment {
        ambiguous,
        ..Moment::on(Day::date(month, day, Year::Unknown))
    })
}

/// A day of history that is called by its figures.
fn event(r: &Reader, at: usize) -> Option<Day> {
    let first = r.of(at)?;
    let mut next = r.calendar.word(first)?.phrase;
    while let Some(index) = next {
        let phrase = &r.calendar.phrases[usize::from(index)];
        let mut all = (1..).zip(phrase.rest.iter());
        if let PhraseMeaning::Event(year, month, day) = phrase.meaning
            && all.all(|(ahead, word)| r.of(at + ahead) == Some(&**word))
        {
            return Day::ymd(year, month, day);
        }
        next = phrase.next;
    }
    None
}

/// The end of a range whose first end was just read ("3/4-3/9"); a whole number before the dash makes
/// a fraction of it ("4-1/4 cents").
fn ends_range(r: &Reader, at: usize) -> bool {
    let first = at > 2 && matches!(r.symbol(at - 3), Some('/' | '-' | '.'));
    first && r.is_dash(at - 1) && r.digits(at - 2).is_some() && r.glued(at)
}
