//! Dates with a month's name: `11 September 2001`, `Sept. 11`, `the 3rd of May`, `May 2015`.

use super::context;
use super::moment::{Day, Meaning, Moment, Year};
use super::reader::{Found, Reader};
use super::year;
use crate::lexicon::{Grain, Role, Word};

/// A date that begins with a month's name.
pub(super) fn month_first(r: &Reader, at: usize) -> Found<Moment> {
    let month = r.month(at)?;
    if let Some(found) = joined(r, at, month) {
        return Some(found);
    }
    let next = r.skip_symbol_glued(at + 1, '.');
    if let Some((day, ordinal, end)) = day_behind(r, next) {
        let (mut year, end) = year_behind(r, end);
        if year == Year::Unknown {
            year = listed_year(r, end);
        }
        let sure = ordinal || year != Year::Unknown;
        if sure || context::is_month_day(r, at, end) {
            return Some((Moment::on(dated(month, day, year)), end));
        }
    }
    if let Some((year, end)) = year::behind(r, next) {
        let (year, end) = with_era(r, year, end);
        return Some((Moment::on(Day::month(month, year)), end));
    }
    context::is_month(r, at).then(|| {
        let end = context::abbreviation_end(r, at);
        let year = listed_month_year(r, end);
        (Moment::on(Day::month(month, year)), end)
    })
}

/// The year behind a list of months that goes on at `at`: "June and July 1990".
fn listed_month_year(r: &Reader, at: usize) -> Year {
    let mut end = at;
    for _ in 0..MAX_MORE {
        let Some(name) = behind_list_mark(r, end).filter(|&name| r.month(name).is_some()) else {
            break;
        };
        end = context::abbreviation_end(r, name);
        if let Some(year) = year::four_digits(r, end).filter(|_| r.follows(end)) {
            return Year::Is(year);
        }
    }
    Year::Unknown
}

fn dated(month: u8, day: u8, year: Year) -> Day {
    match year {
        Year::Is(y) => Day::ymd(y, month, day).unwrap_or(Day::date(month, day, year)),
        _ => Day::date(month, day, year),
    }
}

/// The year behind a day and month, if one stands there.
fn year_behind(r: &Reader, at: usize) -> (Year, usize) {
    match year::behind(r, at) {
        Some((year, end)) => with_era(r, year, end),
        None => (Year::Unknown, at),
    }
}

fn with_era(r: &Reader, year: Year, end: usize) -> (Year, usize) {
    match (year, year::era(r, end)) {
        (Year::Is(year), Some((true, end))) => (Year::Is(1 - year), end),
        (_, Some((false, end))) => (year, end),
        _ => (year, end),
    }
}

/// The day behind a month: `3`, `3rd`, `the third`, `twenty nine`; whether it is an ordinal.
fn day_behind(r: &Reader, at: usize) -> Option<(u8, bool, usize)> {
    let at = at + usize::from(r.symbol(at) == Some(',') && r.is_ordinal_digits(at + 1));
    let next = r.skip(at, Role::The);
    if !r.follows(next) {
        return None;
    }
    let (day, ordinal, end) = day(r, next)?;
    let free = r.ends_free(end) || ordinal || r.is_dash(end) || r.glued_symbol(end) == Some('/');
    (free && r.glued_symbol(end) != Some(':')).then_some((day, ordinal, end))
}

/// A day of a month in figures or words.
pub(super) fn day(r: &Reader, at: usize) -> Option<(u8, bool, usize)> {
    if let Some((number, length)) = r.digits(at) {
        let ordinal = r.glued(at + 1) && r.is(at + 1, Role::NumeralSuffix);
        let valid = length <= 2 && (1..=31).contains(&number);
        return valid.then_some((number as u8, ordinal, at + 1 + usize::from(ordinal)));
    }
    if !r.is_number_word(at) {
        return None;
    }
    let (number, end) = r.count(at).filter(|(n, _)| n.words)?;
    let day = number.int.filter(|day| (1..=31).contains(day))?;
    Some((day as u8, number.ordinal, end))
}

/// A date that begins with the day: `11 September 2001`, `the 3rd of May`, `14april`, `third day
/// of October`; `3 to 5 May` is an interval.
pub(super) fn day_first(r: &Reader, at: usize) -> Found<Meaning> {
    let (first, ordinal, end) = day(r, at).filter(|_| r.starts_free(at))?;
    if let Some(found) = slashed(r, at, first) {
        return Some(found);
    }
    if let Some((month, end)) = month_behind(r, end, ordinal) {
        let (year, behind) = year_behind(r, end);
        let (year, behind) = match year {
            Year::Unknown => short_year(r, end).unwrap_or((year, behind)),
            _ => (year, behind),
        };
        let start = list_start(r, at);
        let doubtful = if start < at {
            counts_things(r, start, end)
        } else {
            r.is(end - 1, Role::GivenName) && r.after_any(at, &[Role::Counting])
        };
        let known = year != Year::Unknown || !doubtful;
        return known.then(|| {
            (
                Meaning::Moment(Moment::on(dated(month, first, year))),
                behind,
            )
        });
    }
    let second_at = range_to(r, at, end)?;
    let second_at = r.skip(second_at, Role::The);
    let (second, ordinal, end) = day(r, second_at).filter(|_| r.follows(second_at))?;
    let (month, end) = month_behind(r, end, ordinal)?;
    let (year, end) = year_behind(r, end);
    let from = Moment::on(dated(month, first, year));
    let to = Moment::on(dated(month, second, year));
    (first < second).then(|| (Meaning::Interval(Box::new((from, to))), end))
}

/// `15` of "31 Mar 15", where the clause ends.
fn short_year(r: &Reader, at: usize) -> Found<Year> {
    let (year, 2) = r.digits(at).filter(|_| r.follows(at) && !r.glued(at))? else {
        return None;
    };
    let closed = r.ends_clause(at + 1) && r.ends_free(at + 1) && r.symbol(at + 1) != Some(':');
    closed.then(|| (Year::Is(year::century_of(year)), at + 1))
}

/// How many more days stand behind the first one of a list, at most.
const MAX_MORE: usize = 4;

/// The token behind `,`, `and`, `or` or `, and`, where one of them stands.
pub(super) fn behind_list_mark(r: &Reader, at: usize) -> Option<usize> {
    let next = r.skip_symbol(at, ',');
    let next = r.skip(r.skip(next, Role::And), Role::Or);
    (next > at && r.follows(next)).then_some(next)
}

/// `18` of "18 and 19 June", "3, 4 and 5 May".
pub(super) fn listed_first(r: &Reader, at: usize) -> Found<Moment> {
    let (first, _, mut end) = day(r, at).filter(|_| r.starts_free(at) && r.digits(at).is_some())?;
    for _ in 0..MAX_MORE {
        let (_, ordinal, after) = day(r, behind_list_mark(r, end)?)?;
        if let Some((month, behind)) = month_behind(r, after, ordinal) {
            let (year, behind) = year_behind(r, behind);
            let end = at + 1 + usize::from(r.is_ordinal_digits(at));
            let doubtful = year == Year::Unknown && counts_things(r, at, behind);
            return (!doubtful).then(|| (Moment::on(dated(month, first, year)), end));
        }
        end = after;
    }
    None
}

/// "Sections 3 and 4 May apply": the month is a word too, the clause goes on, and nothing tells days.
fn counts_things(r: &Reader, first: usize, end: usize) -> bool {
    let guarded = r.word(end - 1).is_some_and(|month| month.guarded);
    let told = context::is_dated(r, first) || r.after_any(first, &[Role::The]);
    guarded && !r.ends_clause(end) && !told
}

/// The first day of a list that goes on at `at`: `3` of "3, 4 and 5".
fn list_start(r: &Reader, at: usize) -> usize {
    let mut first = at;
    for _ in 0..MAX_MORE {
        let Some(before) = before_list_mark(r, first).filter(|&it| day(r, it).is_some()) else {
            break;
        };
        first = before;
    }
    first
}

/// The day's token before `,`, `and`, `or` or `, and`; before its `th` if it has one.
pub(super) fn before_list_mark(r: &Reader, at: usize) -> Option<usize> {
    let joined = at > 0 && r.is_any(at - 1, &[Role::And, Role::Or]);
    let word = at - usize::from(joined);
    let comma = word > 0 && r.symbol(word - 1) == Some(',');
    let mark = word - usize::from(comma);
    let last = mark.checked_sub(1).filter(|_| mark < at)?;
    Some(last - usize::from(last > 0 && r.is_ordinal_digits(last - 1)))
}

/// The year behind a list of days that goes on at `at`: "May 3 and 4, 2015".
fn listed_year(r: &Reader, at: usize) -> Year {
    let mut end = at;
    for _ in 0..MAX_MORE {
        let Some((.., after)) = behind_list_mark(r, end).and_then(|next| day(r, next)) else {
            break;
        };
        if let (year @ Year::Is(_), _) = year_behind(r, after) {
            return year;
        }
        end = after;
    }
    Year::Unknown
}

/// `4` of "May 3 and 4", `5` of "May 3, 4 and 5": behind a day of a month that was read last.
pub(super) fn listed_last(r: &Reader, at: usize) -> Found<Moment> {
    let (day, _, end) = day(r, at).filter(|_| context::is_listed(r, at))?;
    let (known, ..) = self::day(r, before_list_mark(r, at)?)?;
    let name = list_start(r, at).checked_sub(1)?;
    let name = name.checked_sub(usize::from(r.symbol(name) == Some('.')))?;
    let month = r.month(name)?;
    let (mut year, behind) = year_behind(r, end);
    if year == Year::Unknown {
        year = listed_year(r, behind);
    }
    let verb = [Role::Was, Role::Ahead, Role::Be];
    let goes_on = |word: &Word| word.is_joining() || word.is_any(&verb);
    let goes_on = r.ends_clause(end) || r.word(end).is_some_and(goes_on);
    (known < day && (goes_on || behind > end))
        .then(|| (Moment::on(dated(month, day, year)), behind))
}

/// The token behind `to`, a dash, or the `and` of `between`.
pub(super) fn range_to(r: &Reader, first: usize, at: usize) -> Option<usize> {
    if !r.follows(at) {
        return None;
    }
    let dash = r.is_dash(at) && r.symbol(at) != Some('—');
    let and = r.is(at, Role::And) && context::is_between(r, first);
    (dash || r.is(at, Role::To) || and || is_iso_range(r, at)).then_some(at + 1)
}

/// The slash between two whole dates: `2015-03-28/2015-04-02`.
pub(super) fn is_iso_range(r: &Reader, at: usize) -> bool {
    r.glued_symbol(at) == Some('/')
        && r.glued_digits(at + 1)
            .is_some_and(|(_, length)| length == 4)
        && r.glued_symbol(at + 2) == Some('-')
}

/// `of May`, `May`, `day of May`; a name that is a word too needs a capital or more.
fn month_behind(r: &Reader, at: usize, ordinal: bool) -> Found<u8> {
    let mut next = at;
    if ordinal
        && r.unit(at)
            .is_some_and(|(unit, word)| unit.grain == Grain::Day && !word.plural)
    {
        next += 1;
    }
    next = r.skip(next, Role::Of);
    let word = r.word(next).filter(|_| r.follows(next))?;
    let month = word.month?;
    let token = r.token(next)?;
    let end = r.skip_symbol_glued(next + 1, '.').max(next + 1);
    let end = if context::continues(r, end) {
        end
    } else {
        next + 1
    };
    let doubtful = word.guarded && !token.is_capitalised() && next == at && !ordinal;
    let verb = doubtful && !r.ends_clause(next + 1) && r.digits(next + 1).is_none();
    (!verb).then_some((month, end))
}

/// `22/Jan/2019`, `22-Jan-2019`, `22-Jan`.
fn slashed(r: &Reader, at: usize, day: u8) -> Found<Meaning> {
    let separator = r.glued_symbol(at + 1).filter(|s| matches!(s, '/' | '-'))?;
    let month = r.month(at + 2).filter(|_| r.glued(at + 2))?;
    let year = r.glued_digits(at + 4);
    if r.glued_symbol(at + 3) == Some(separator)
        && let Some((number, length @ (2 | 4))) = year
    {
        let year = if length == 4 {
            number as i16
        } else {
            year::century_of(number)
        };
        return Some((
            Meaning::Moment(Moment::on(Day::ymd(year, month, day)?)),
            at + 5,
        ));
    }
    let (year, end) = year_behind(r, at + 3);
    Some((Meaning::Moment(Moment::on(dated(month, day, year))), end))
}

/// `Sep-23-2020`, `Dec/2018`, `Sep-2020`.
fn joined(r: &Reader, at: usize, month: u8) -> Found<Moment> {
    let separator = r.glued_symbol(at + 1).filter(|s| matches!(s, '/' | '-'))?;
    let (number, length) = r.glued_digits(at + 2)?;
    if length == 4 {
        let year = year::four_digits(r, at + 2).or_else(|| {
            let year = i16::try_from(number).ok()?;
            r.is_dash(at + 3).then_some(year)
        })?;
        return Some((Moment::on(Day::month(month, Year::Is(year))), at + 3));
    }
    let (year, 4) = r
        .glued_digits(at + 4)
        .filter(|_| r.glued_symbol(at + 3) == Some(separator))?
    else {
        return None;
    };
    let day = Day::ymd(year as i16, month, u8::try_from(number).ok()?)?;
    Some((Moment::on(day), at + 5))
}

/// `2019/aug/01`, `2019-aug-1`.
pub(super) fn year_month_day(r: &Reader, at: usize) -> Found<Moment> {
    let (year, 4) = r.digits(at)? else {
        return None;
    };
    let separator = r.glued_symbol(at + 1).filter(|s| matches!(s, '/' | '-'))?;
    let month = r.month(at + 2).filter(|_| r.glued(at + 2))?;
    let (day, 1..=2) = r
        .glued_digits(at + 4)
        .filter(|_| r.glued_symbol(at + 3) == Some(separator))?
    else {
        return None;
    };
    Some((Moment::on(Day::ymd(year as i16, month, day as u8)?), at + 5))
}

/// `on the 15th`: a day of no named month, behind a preposition and before the clause goes on.
pub(super) fn bare_day(r: &Reader, at: usize) -> Found<Moment> {
    let (day, true, end) = day(r, at)? else {
        return None;
    };
    let the = r.left(at).filter(|&left| r.is(left, Role::The))?;
    let cue = r.after_any(the, &[Role::On, Role::Due]) && r.digits(at).is_some();
    let closed = r.ends_clause(end) || r.is(end, Role::At);
    (cue && closed).then(|| {
        let day = Day::Date {
            year: Year::Unknown,
            month: None,
            day: Some(day),
            weekday: None,
        };
        (Moment::on(day), end)
    })
}
