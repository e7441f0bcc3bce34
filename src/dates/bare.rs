//! Hours alone: a figure or number word that only what stands beside it makes a time of the day
//! (`at 8`, `before 10 tomorrow morning`, `Monday 11-4`, `works 9 to 5`).

use super::moment::{Clock, Day, Moment};
use super::reader::{Found, Reader};
use super::zone::zone;
use super::{absolute, clock, compose, context, interval};
use crate::lexicon::Role;

/// Behind a cue an hour alone: the clause ends, or a day, a zone or a range follows.
pub(super) fn hour_alone(r: &Reader, end: usize, hour: u32) -> bool {
    if !(1..=12).contains(&hour) || !r.ends_free(end) && !r.is_dash(end) {
        return false;
    }
    // "at 6 (2008)" is a page.
    let page = r.symbol(end) == Some('(') && r.digits(end + 1).is_some();
    let or_day = r.is_any(end, &[Role::Or, Role::And]) && names_day(r, end + 1);
    or_day
        || r.ends_clause(end) && !page
        || names_day(r, end)
        || zone(r, end).is_some()
        || (r.is_any(end, &[Role::To, Role::And]) || r.is_dash(end)) && ends_at_hour(r, end + 1)
}

/// `11 on Monday` behind `10 to`: the second number of a range is an hour, and counts nothing.
fn ends_at_hour(r: &Reader, at: usize) -> bool {
    let Some((number, end)) = r.count(at) else {
        return false;
    };
    let Some(clock) = number.int.and_then(|hour| clock::new(hour, None, None)) else {
        return false;
    };
    let measured = matches!(r.symbol(end), Some('%' | '°' | '$' | '€' | '£'));
    r.ends_clause(end) && !measured
        || names_day(r, end)
        || zone(r, end).is_some()
        || clock::part_behind(r, end).is_some()
        || r.is(end, Role::Every)
        || clock::meridiem(r, clock, end).is_some()
        || clock::oclock(r, clock, end).is_some()
}

/// `10` of "before 10 tomorrow morning", `2` of "after 2 on Friday", `8` of "by 8 last night".
pub(super) fn hour_before_day(r: &Reader, at: usize) -> Found<Moment> {
    let bound = r.after_any(at, &[Role::Before, Role::After]);
    if !bound && !r.after_any(at, &[Role::By, Role::Approximate]) || at <= r.floor {
        return None;
    }
    let (number, end) = r.count(at).filter(|(n, _)| !n.ordinal)?;
    let hour = number.int.filter(|hour| (1..=12).contains(hour))?;
    let counts = context::is_plural(r, end + 1);
    let day = names_part(r, end) || bound && names_day(r, end) && !counts;
    let free = r.starts_free(at) && r.ends_free(end) && r.follows(end);
    (day && free).then(|| Some((Moment::at(clock::new(hour, None, None)?), end)))?
}

/// `tonight`, `tomorrow morning`, `last night`, `Friday evening`.
fn names_part(r: &Reader, at: usize) -> bool {
    let part = |at| r.word(at).is_some_and(|w| w.part.is_some() && !w.plural);
    let day = r.is_any(at, &[Role::This, Role::Last])
        || r.word(at)
            .is_some_and(|w| w.weekday.is_some() || w.deictic.is_some());
    day && (part(at) || part(at + 1) && r.follows(at + 1))
}

/// A day stands here, or `on` and a day.
fn names_day(r: &Reader, at: usize) -> bool {
    let word = |at| r.word(at).filter(|_| r.follows(at));
    let day = word(at).is_some_and(|w| w.weekday.is_some() || w.deictic.is_some());
    let on = r.is(at, Role::On)
        && word(at + 1).is_some_and(|w| w.weekday.is_some() || w.month.is_some());
    day || on
}

/// Two bare figures of one or two digits as the ends of a range: `11-4`, `3 to 8`.
fn figures(r: &Reader, at: usize) -> Found<(u32, u32)> {
    let (first, 1..=2) = r.digits(at)? else {
        return None;
    };
    let next = absolute::range_to(r, at, at + 1)?;
    let (last, 1..=2) = r
        .digits(next)
        .filter(|_| r.follows(next) && r.ends_free(next + 1))?
    else {
        return None;
    };
    Some(((first, last), next + 1))
}

fn hour(hour: u32) -> Moment {
    Moment::at(Clock {
        hour: Some(hour as u8),
        ..Clock::default()
    })
}

pub(super) fn two_figures(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let ((first, last), end) = figures(r, at)?;
    let valid = |hour: u32| (1..=12).contains(&hour);
    let free = r.ends_clause(end) || r.word(end).is_some_and(|w| w.unit.is_none());
    (valid(first) && valid(last) && free).then(|| (interval::share(hour(first), hour(last)), end))
}

/// `Monday 11-4`, `between 3 and 8 yesterday`: bare hours beside a day.
pub(super) fn between_hours(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let ((first, last), end) = figures(r, at)?;
    let valid = |hour: u32| (1..=24).contains(&hour);
    if !valid(first) || !valid(last) || r.unit(end).is_some() {
        return None;
    }
    let (to, end) = compose::complete(r, (hour(last), end));
    let dayed = !matches!(to.day, Day::Any) && context::is_between(r, at);
    dayed.then(|| (interval::share(hour(first), to), end))
}

/// `9-5` of "Mon-Fri 9-5", `9 to 5` of "Mondays: 9 to 5" and "daily 9-5": behind days that are told.
pub(super) fn opening_hours(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let mark = at > 0 && matches!(r.symbol(at - 1), Some(',' | ':'));
    let day = at.checked_sub(1 + usize::from(mark))?;
    let told = r
        .word(day)
        .is_some_and(|word| word.weekday.is_some() || word.frequency.is_some());
    let here = told && !r.tokens[at].newline_before() && !r.after_any(day, &[Role::Once]);
    here.then(|| two_figures(r, at)).flatten()
}

/// `works 9 to 5`, `open from ten to six on Sundays`, `a 9-to-5 job`: bare hours of work.
pub(super) fn working_hours(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let hour_at = |at: usize| {
        let (number, end) = r.count(at).filter(|(n, _)| !n.ordinal)?;
        let hour = number.int.filter(|hour| (1..=12).contains(hour))?;
        Some((hour, end))
    };
    let (first, end) = hour_at(at).filter(|_| r.starts_free(at))?;
    let hyphened = r.is_hyphen(end) && r.is(end + 1, Role::To) && r.is_hyphen(end + 2);
    let next = match hyphened {
        true => end + 3,
        false => absolute::range_to(r, at, end)?,
    };
    let (last, end) = hour_at(next).filter(|&(_, end)| r.follows(next) && r.ends_free(end))?;
    let opened = at - usize::from(r.after_any(at, &[Role::From]));
    let works = r.after_any(opened, &[Role::Working]) && !hyphened;
    let closed = r.ends_clause(end)
        || r.word(end).is_some_and(|word| {
            word.is_joining() || word.is(Role::Every) || word.frequency.is_some()
        });
    let noun = r.is(end, Role::Working) && r.follows(end);
    (works && closed || noun).then(|| (interval::share(hour(first), hour(last)), end))
}
