//! Repeated times: `every Monday`, `daily`, `twice a week`, `Thursdays at 17.30`.

use super::moment::{Amount, Day, Length, Meaning, Moment};
use super::reader::{Found, Reader};
use super::value;
use super::{clock, context, nth};
use crate::lexicon::{Grain, Role, Word};
use crate::numerals::Exact;

/// A repeated time that begins here, as its TIMEX3 value.
pub(super) fn read(r: &Reader, at: usize) -> Found<String> {
    let (mut value, mut end) = every(r, at)
        .or_else(|| nth_of_every(r, at))
        .or_else(|| frequency(r, at))
        .or_else(|| plural_weekday(r, at))
        .or_else(|| times_a(r, at))?;
    if let Some((time, after)) = time_behind(r, end) {
        value = if value.starts_with('P') {
            time
        } else {
            value + &time
        };
        end = after;
    }
    Some((value, end))
}

/// `every Monday`, `each day`, `every other week`, `every 5 minutes`, `every second Friday`.
fn every(r: &Reader, at: usize) -> Found<String> {
    if !r.is(at, Role::Every) || !r.follows(at + 1) {
        return None;
    }
    let mut next = at + 1;
    let mut count = Exact::integer(1);
    if r.is(next, Role::Other) {
        count = Exact::integer(2);
        next += 1;
    } else if let Some((number, end)) = r
        .number(next, false)
        .filter(|(n, _)| n.count.int != Some(0))
    {
        count = number.value;
        next = end;
    }
    // "every single day"
    next = r.skip(next, Role::Single);
    let word = r.word(next).filter(|_| r.follows(next))?;
    repeated(r, next, word, count)
}

/// `first Monday of every month`, `1st of each month`.
fn nth_of_every(r: &Reader, at: usize) -> Found<String> {
    let (nth, end) = nth::position(r, at)?;
    let weekday = r
        .word(end)
        .and_then(|word| word.weekday.filter(|_| !word.plural));
    let of = end + usize::from(weekday.is_some());
    let month = r.is(of, Role::Of) && r.is(of + 1, Role::Every) && r.is_one(of + 2, Grain::Month);
    let value = match weekday {
        _ if !month => return None,
        Some(weekday) if nth > 0 => format!("XXXX-XX-WXX-{weekday}-#{nth}"),
        Some(weekday) => format!("XXXX-XX-WXX-{weekday}"),
        None if nth > 0 => format!("XXXX-XX-{nth:02}"),
        None => return None,
    };
    Some((value, of + 3))
}

fn repeated(r: &Reader, at: usize, word: &Word, count: Exact) -> Found<String> {
    if let Some(weekday) = word.weekday {
        let part = r
            .word(at + 1)
            .filter(|w| w.part.is_some() && r.follows(at + 1));
        let code = part_code(r, part);
        return Some((
            format!("XXXX-WXX-{weekday}{code}"),
            at + 1 + usize::from(part.is_some()),
        ));
    }
    if let Some(month) = word.month {
        return Some((format!("XXXX-{month:02}"), at + 1));
    }
    if let Some(unit) = word.unit.filter(|_| word.part.is_none()) {
        let unit = &r.calendar.units[usize::from(unit)];
        // "every second" is as rare as "every second counts" is not.
        let second = unit.grain == Grain::Second && !word.plural && count == Exact::integer(1);
        let count = if unit.grain == Grain::Quarter {
            let month = r.calendar.units.iter().find(|u| u.grain == Grain::Month)?;
            let thrice = Exact::integer((count.to_f64() * 3.0) as i128);
            value::length(&Length::of(Amount::Exact(thrice), month))
        } else {
            value::length(&Length::of(Amount::Exact(count), unit))
        };
        return (!second).then_some((count, at + 1));
    }
    if let Some(season) = word.season {
        return Some((
            format!("XXXX-{}", r.calendar.seasons[usize::from(season)].code),
            at + 1,
        ));
    }
    word.part
        .map(|_| (format!("XXXX-XX-XX{}", part_code(r, Some(word))), at + 1))
}

fn part_code(r: &Reader, word: Option<&Word>) -> String {
    let part = word.and_then(|w| w.part);
    part.map_or_else(String::new, |part| {
        format!("T{}", r.calendar.parts[usize::from(part)].code)
    })
}

/// `daily`, `annually`.
fn frequency(r: &Reader, at: usize) -> Found<String> {
    let index = r.word(at)?.frequency?;
    let token = r.token(at)?;
    // "twelve times annual earnings" counts the earnings.
    if r.after_any(at, &[Role::Times]) {
        return None;
    }
    // "The Daily Telegraph": a name.
    let name = token.is_capitalised()
        && (r
            .token(at + 1)
            .is_some_and(|t| t.is_word() && t.is_capitalised())
            || !context::begins_sentence(r, at));
    (!name).then(|| (r.calendar.frequencies[usize::from(index)].clone(), at + 1))
}

/// `Mondays`, `Friday mornings`, `weekends`.
fn plural_weekday(r: &Reader, at: usize) -> Found<String> {
    let word = r.word(at)?;
    let follows = r
        .word(at + 1)
        .filter(|w| w.plural && w.part.is_some() && r.follows(at + 1));
    match word.weekday {
        Some(weekday) if word.plural || follows.is_some() || is_listed(r, at) => {
            let end = at + 1 + usize::from(follows.is_some());
            Some((format!("XXXX-WXX-{weekday}{}", part_code(r, follows)), end))
        }
        _ if word.season.is_some() => {
            let lower = word.plural && !r.token(at)?.is_capitalised();
            lower.then(|| repeated(r, at, word, Exact::integer(1)))?
        }
        _ => {
            let (unit, word) = r.unit(at)?;
            let value = match unit.grain {
                Grain::Weekend => "XXXX-WXX-WE",
                Grain::BusinessDay => "P1BD",
                _ => return None,
            };
            word.plural.then(|| (value.into(), at + 1))
        }
    }
}

/// `Thursday` of "each Tuesday and Thursday": behind other weekdays that a word of repetition begins.
fn is_listed(r: &Reader, at: usize) -> bool {
    const LONGEST: usize = 6;
    let mut day = at;
    for _ in 0..LONGEST {
        if !context::is_listed(r, day) && day == at || day < 3 {
            return false;
        }
        let mut before = day - 1;
        while before > 0 && (r.symbol(before).is_some() || r.is_any(before, &[Role::And, Role::Or]))
        {
            before -= 1;
        }
        if day - before > 3 || r.word(before).is_none_or(|w| w.weekday.is_none()) {
            return false;
        }
        if before > 0 && r.is(before - 1, Role::Every) {
            return true;
        }
        day = before;
    }
    false
}

/// `twice a week`, `once every month`, `three times a year`.
fn times_a(r: &Reader, at: usize) -> Found<String> {
    let next = if r.is(at, Role::Once) {
        if let Some(found) = every(r, at + 1).or_else(|| frequency(r, at + 1)) {
            return Some(found);
        }
        at + 1
    } else {
        let (number, end) = r.count(at).or_else(|| {
            let vague = r.is_any(at, &[Role::Vague, Role::Few]);
            vague.then(|| (one(), at + 1))
        })?;
        let times = r.is(end, Role::Times) && !number.ordinal;
        if !times {
            return None;
        }
        end + 1
    };
    if !r.is_any(next, &[Role::Article, Role::Every, Role::Per]) || !r.follows(next) {
        return None;
    }
    let word = r
        .word(next + 1)
        .filter(|w| !w.plural && r.follows(next + 1))?;
    repeated(r, next + 1, word, Exact::integer(1))
}

fn one() -> super::reader::Count {
    super::reader::Count {
        int: Some(1),
        ordinal: false,
        words: true,
    }
}

/// `at 17.30`, `at 7 p.m.`, `6am` behind a repeated day.
fn time_behind(r: &Reader, end: usize) -> Found<String> {
    if !r.follows(end) {
        return None;
    }
    let next = r.skip(end, Role::At);
    let (moment, end) = clock::read(r, next, next > end)?;
    // "daily 9:00-17:00": the hours are an interval.
    let range = super::absolute::range_to(r, next, end)
        .is_some_and(|to| clock::read(r, to, true).is_some());
    if range {
        return None;
    }
    Some((value::clock(&moment.clock?), end))
}

/// `3 pm each day`: a time that is repeated.
pub(super) fn repeated_clock(r: &Reader, moment: &Moment, end: usize) -> Found<Meaning> {
    let clock = moment.clock.filter(|_| matches!(moment.day, Day::Any))?;
    let (value, end) = every(r, end).filter(|_| r.follows(end))?;
    let time = value::clock(&clock);
    let value = if value.starts_with('P') {
        time
    } else {
        value + &time
    };
    Some((Meaning::Set(value), end))
}
