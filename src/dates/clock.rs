//! Times of the day: `3 p.m.`, `15:30`, `noon`, `half past five`, `8 in the morning`, and their zones.

use super::bare;
use super::moment::{Clock, Moment};
use super::reader::{Found, Reader};
use super::zone::{numeric_zone, zone};
use crate::lexicon::{Grain, Role};

/// A time of the day with its zone. With a `cue` (at, or a day beside it) a bare hour is one too.
pub(super) fn read(r: &Reader, at: usize, cue: bool) -> Found<Moment> {
    let (clock, end) = if r.token(at)?.is_digits() {
        figures(r, at, cue).or_else(|| relative(r, at))?
    } else {
        relative(r, at)
            .or_else(|| named(r, at))
            .or_else(|| said(r, at, cue))?
    };
    let (clock, end) = with_part(r, clock, end);
    let (offset, end) = match zone(r, end) {
        Some((offset, end)) => (Some(offset), end),
        // "8 a.m. local time"
        None if r.is(end, Role::Local) && r.is(end + 1, Role::Time) => (None, end + 2),
        None => (None, end),
    };
    let moment = Moment {
        offset,
        ..Moment::at(clock)
    };
    Some((moment, end))
}

pub(super) fn new(hour: u32, minute: Option<u32>, second: Option<u32>) -> Option<Clock> {
    let valid = hour <= 24 && minute.is_none_or(|m| m < 60) && second.is_none_or(|s| s < 60);
    valid.then(|| Clock {
        hour: Some(hour as u8),
        minute: minute.map(|m| m as u8),
        second: second.map(|s| s as u8),
        part: None,
        settled: hour == 0 || hour > 12,
    })
}

/// Sets a.m. or p.m.
fn half_day(clock: Clock, later: bool) -> Option<Clock> {
    let hour = clock.hour?;
    let hour = match (hour, later) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    };
    Some(Clock {
        hour: Some(hour),
        settled: true,
        ..clock
    })
}

fn figures(r: &Reader, at: usize, cue: bool) -> Found<Clock> {
    let (hour, length) = r.digits(at)?;
    if !r.starts_free(at) && !is_iso_time(r, at) && !ends_range(r, at) {
        return None;
    }
    if length <= 2 {
        return colon(r, at, hour)
            .or_else(|| dotted(r, at, hour, cue))
            .or_else(|| lettered(r, at, hour, cue))
            .or_else(|| whole_hour(r, at, hour, cue));
    }
    if length == 6 && is_iso_time(r, at) {
        // "T101500"
        let clock = new(hour / 10_000, Some(hour / 100 % 100), Some(hour % 100))?;
        return Some((clock, at + 1));
    }
    joined(r, at, hour, length)
}

/// A dash is glued before the token, and a figure or a.m. before the dash.
fn ends_range(r: &Reader, at: usize) -> bool {
    at > 1
        && r.is_hyphen(at - 1)
        && (r.digits(at - 2).is_some() || r.is_any(at - 2, &[Role::Am, Role::Pm, Role::HourLetter]))
        && (at == 2 || r.glued_symbol(at - 3) != Some('-'))
}

/// The `T` of an ISO time stands before the token.
pub(super) fn is_iso_time(r: &Reader, at: usize) -> bool {
    at > 1
        && r.glued(at)
        && r.glued(at - 1)
        && r.is(at - 1, Role::IsoTime)
        && r.digits(at - 2).is_some()
}

/// `15:30`, `8:00:31 am`, `15:30:05.123`.
fn colon(r: &Reader, at: usize, hour: u32) -> Found<Clock> {
    if r.glued_symbol(at + 1) != Some(':') {
        return None;
    }
    let (minute, 2) = r.glued_digits(at + 2)? else {
        return None;
    };
    let (mut second, mut end) = (None, at + 3);
    if r.glued_symbol(end) == Some(':')
        && let Some((number, 2)) = r.glued_digits(end + 1)
    {
        (second, end) = (Some(number), end + 2);
        if r.glued_symbol(end) == Some('.') && r.glued_digits(end + 1).is_some() {
            end += 2;
        }
    }
    let clock = new(hour, Some(minute), second)?;
    if let Some(found) = meridiem(r, clock, end) {
        return Some(found);
    }
    let iso_zone = r.glued(end) && (r.is(end, Role::IsoZone) || numeric_zone(r, end).is_some());
    let range = r.is_dash(end);
    // "7:29 minutes ahead" is a length.
    if r.unit(end)
        .is_some_and(|(unit, word)| unit.grain.is_clock() && word.plural)
    {
        return None;
    }
    let free = r.ends_free(end) || super::absolute::is_iso_range(r, end);
    (free || iso_zone || range).then_some((clock, end))
}

/// `3.30 pm`, `at 9.30`.
fn dotted(r: &Reader, at: usize, hour: u32, cue: bool) -> Found<Clock> {
    if r.glued_symbol(at + 1) != Some('.') {
        return None;
    }
    if let Some((2, minute)) = r
        .glued_digits(at + 2)
        .map(|(number, length)| (length, number))
    {
        let clock = new(hour, Some(minute), None).filter(|_| (1..=24).contains(&hour))?;
        let end = at + 3;
        let found = meridiem(r, clock, end);
        return found.or_else(|| {
            let range = r.is_dash(end) && meridiem_behind_range(r, end + 1);
            let alone = cue && r.ends_clause(end) && r.ends_free(end) && hour <= 23;
            (alone || range).then_some((clock, end))
        });
    }
    // "9.am"
    let clock = new(hour, None, None)?;
    meridiem(r, clock, at + 2).filter(|_| r.glued(at + 2))
}

fn meridiem_behind_range(r: &Reader, at: usize) -> bool {
    (at + 1..at + 5).any(|at| r.is_any(at, &[Role::Am, Role::Pm]))
}

/// `15h30`, `15h`.
fn lettered(r: &Reader, at: usize, hour: u32, cue: bool) -> Found<Clock> {
    if !r.glued(at + 1) || !r.is(at + 1, Role::HourLetter) || hour > 24 {
        return None;
    }
    match r.glued_digits(at + 2) {
        // Written so, the hour is one of 24.
        Some((minute, 2)) => {
            let clock = Clock {
                settled: true,
                ..new(hour, Some(minute), None)?
            };
            Some((clock, at + 3))
        }
        Some(_) => None,
        // "2h" is a length, "15h" a time, and "8h GMT".
        None => {
            let clock = new(hour, None, None)?;
            (cue || hour > 12 || zone(r, at + 2).is_some() || r.is_dash(at + 2))
                .then_some((clock, at + 2))
        }
    }
}

/// `3 p.m.`, `8 o'clock`, `12 noon`; a bare hour behind a cue.
fn whole_hour(r: &Reader, at: usize, hour: u32, cue: bool) -> Found<Clock> {
    let clock = new(hour, None, None)?;
    let found = meridiem(r, clock, at + 1).or_else(|| oclock(r, clock, at + 1));
    let found = found.or_else(|| {
        // "3 in the a.m."
        let inside = r.is(at + 1, Role::In) && r.is(at + 2, Role::The);
        meridiem(r, clock, at + 3).filter(|_| inside)
    });
    if let Some(found) = found.filter(|_| hour <= 24) {
        return Some(found);
    }
    if hour == 12
        && let Some(named) = r.word(at + 1).and_then(|w| w.clock)
    {
        return Some((new(u32::from(named), None, None)?, at + 2));
    }
    // "At 9 12" may be two numbers.
    if let Some((minute @ (15 | 30 | 45), 2)) = r
        .digits(at + 1)
        .filter(|_| r.after_any(at, &[Role::At]) && !r.glued(at + 1) && r.ends_clause(at + 2))
    {
        return Some((new(hour, Some(minute), None)?, at + 2));
    }
    let part = part_behind(r, at + 1).is_some()
        && (1..=12).contains(&hour)
        && (cue || r.is(at + 1, Role::In));
    (part || cue && bare::hour_alone(r, at + 1, hour)).then_some((clock, at + 1))
}

/// `1140 a.m.`, `1500 hours`, `1030 GMT`.
fn joined(r: &Reader, at: usize, number: u32, length: usize) -> Found<Clock> {
    if !(3..=4).contains(&length) {
        return None;
    }
    let clock = new(number / 100, Some(number % 100), None)?;
    if let Some(found) = meridiem(r, clock, at + 1) {
        return Some(found);
    }
    if length == 4
        && r.is(at + 1, Role::Hours)
        && number < 2500
        && r.after_any(
            at,
            &[
                Role::At,
                Role::By,
                Role::From,
                Role::To,
                Role::Before,
                Role::After,
                Role::Between,
            ],
        )
    {
        return Some((clock, at + 2));
    }
    let part = part_behind(r, at + 1).is_some() && r.after_any(at, &[Role::At]);
    let zoned = length == 4 && zone(r, at + 1).is_some();
    (part || zoned).then_some((clock, at + 1))
}

/// `a.m.`, `PM`, `a m`, `p` behind an hour.
pub(super) fn meridiem(r: &Reader, clock: Clock, at: usize) -> Found<Clock> {
    let word = r
        .word(at)
        .filter(|_| r.follows(at) && r.token(at).is_some_and(|t| !t.newline_before()))?;
    let glued = r.glued(at);
    let (later, mut end) = if word.is(Role::Am) {
        (false, at + 1)
    } else if word.is(Role::Pm) {
        (true, at + 1)
    } else {
        let later = word.is(Role::ShortPm);
        if !later && !word.is(Role::ShortAm) {
            return None;
        }
        (later, spelt_meridiem(r, at, glued)?)
    };
    if clock.hour? > 12 && !later {
        return None;
    }
    // The period of "pm." ends the sentence, but for "p.m." in one token.
    if r.glued_symbol(end) == Some('.') && glued && continues_lower(r, end + 1) {
        end += usize::from(!r.token(end - 1)?.is_dotted());
    }
    Some((half_day(clock, later)?, end))
}

fn continues_lower(r: &Reader, at: usize) -> bool {
    r.token(at)
        .is_some_and(|t| t.is_word() && !t.is_capitalised() && !t.newline_before())
}

/// `a m`, `p . m .`, and `9:00a`.
fn spelt_meridiem(r: &Reader, at: usize, glued: bool) -> Option<usize> {
    let next = at + 1 + usize::from(r.symbol(at + 1) == Some('.'));
    if r.is(next, Role::MeridiemM) && r.follows(next) {
        let dotted = next > at + 1 && r.symbol(next + 1) == Some('.');
        return Some(next + 1 + usize::from(dotted));
    }
    let minutes = at > 1 && r.glued_symbol(at.checked_sub(2)?) == Some(':');
    (glued && minutes && r.ends_free(at + 1)).then_some(at + 1)
}

/// `8 o'clock`, and the a.m. behind it.
pub(super) fn oclock(r: &Reader, clock: Clock, at: usize) -> Found<Clock> {
    if !r.is(at, Role::Oclock) || clock.hour? > 12 {
        return None;
    }
    Some(meridiem(r, clock, at + 1).unwrap_or((clock, at + 1)))
}

/// `noon`, `midnight`; not `Chimes at Midnight`.
fn named(r: &Reader, at: usize) -> Found<Clock> {
    let hour = r.word(at)?.clock?;
    let token = r.token(at)?;
    if token.is_capitalised() && !token.is_upper() && !super::context::begins_sentence(r, at) {
        return None;
    }
    let clock = Clock {
        settled: true,
        ..new(u32::from(hour), None, None)?
    };
    Some((clock, at + 1))
}

/// `half past five`, `quarter to six`, `twenty minutes past 3pm`.
fn relative(r: &Reader, at: usize) -> Found<Clock> {
    let (minutes, end) = minutes(r, at)?;
    // "half-past six"
    let mut end = r.skip_hyphen(end);
    let word = r.word(end).filter(|_| r.follows(end))?;
    let past = word.is(Role::PastHour);
    if !past && !word.is(Role::ToHour) {
        return None;
    }
    end = r.skip_hyphen(end + 1);
    let (clock, end) = hour_behind(r, end)?;
    if clock.minute.is_some() {
        return None;
    }
    let hour = clock.hour?;
    let (hour, minute) = if past {
        (hour, minutes)
    } else {
        ((hour + 23) % 24, 60 - minutes)
    };
    let hour = if hour == 0 && !clock.settled {
        12
    } else {
        hour
    };
    Some((
        Clock {
            hour: Some(hour),
            minute: Some(minute),
            ..clock
        },
        end,
    ))
}

/// The minutes before `past` and `to`; figures need the word `minutes`, or an hour that is sure.
fn minutes(r: &Reader, at: usize) -> Found<u8> {
    let word = r.word(at);
    if word.is_some_and(|w| w.is(Role::Half)) {
        return Some((30, at + 1));
    }
    if r.is_one(at, Grain::Quarter) {
        return Some((15, at + 1));
    }
    let (number, end) = r.count(at).filter(|(n, _)| !n.ordinal)?;
    let minutes = number.int.filter(|m| (1..60).contains(m))? as u8;
    let unit = r
        .unit(end)
        .is_some_and(|(unit, _)| unit.grain == Grain::Minute);
    let sure = unit || minutes.is_multiple_of(5) && r.is_any(end, &[Role::PastHour, Role::ToHour]);
    let before = r.after_any(at, &[Role::At]) || at == 0 || unit || r.is(end, Role::Past);
    (sure && before).then_some((minutes, end + usize::from(unit)))
}

fn hour_behind(r: &Reader, at: usize) -> Found<Clock> {
    if !r.follows(at) {
        return None;
    }
    if let Some(found) = named(r, at) {
        return Some(found);
    }
    let (number, end) = r.count(at).filter(|(n, _)| !n.ordinal)?;
    let hour = number.int.filter(|h| (1..=24).contains(h))?;
    let clock = new(hour, None, None)?;
    if let Some(found) = meridiem(r, clock, end).or_else(|| oclock(r, clock, end)) {
        return Some(found);
    }
    if let Some((clock, end)) = lettered(r, at, hour, false) {
        return Some((clock, end));
    }
    let free = r.ends_clause(end)
        || part_behind(r, end).is_some()
        || r.word(end).is_some()
            && r.unit(end).is_none()
            && !r.is_any(end, &[Role::Rate, Role::Plural, Role::Per]);
    free.then_some((clock, end))
}

/// `seven p.m.`, `seven o'clock`; behind a cue `three twenty`, `eight`.
fn said(r: &Reader, at: usize, cue: bool) -> Found<Clock> {
    if !r.is_number_word(at) {
        return None;
    }
    let (number, end) = r.count(at).filter(|(n, _)| n.words && !n.ordinal)?;
    let hour = number.int?;
    let clock = new(hour, None, None).filter(|_| (1..=12).contains(&hour))?;
    if let Some(found) = meridiem(r, clock, end).or_else(|| oclock(r, clock, end)) {
        return Some(found);
    }
    if r.is_number_word(end)
        && r.follows(end)
        && let Some((minute, after)) = r.count(end).filter(|(n, _)| n.words && !n.ordinal)
        && let Some(minute) = minute.int.filter(|m| (10..60).contains(m))
    {
        let clock = new(hour, Some(minute), None)?;
        let found = meridiem(r, clock, after);
        let closed = cue && (r.ends_clause(after) || part_behind(r, after).is_some());
        return found.or(closed.then_some((clock, after)));
    }
    let part = part_behind(r, end).is_some() && (cue || r.is(end, Role::In));
    (part || cue && bare::hour_alone(r, end, hour)).then_some((clock, end))
}

/// `in the morning`, `at night` behind an hour: the index of the part, and the end.
pub(super) fn part_behind(r: &Reader, at: usize) -> Found<u8> {
    let next = if r.is(at, Role::In) && r.is(at + 1, Role::The) {
        at + 2
    } else if r.is(at, Role::At) {
        at + 1
    } else {
        return None;
    };
    let word = r.word(next).filter(|w| !w.plural && r.follows(next))?;
    // "3 in the AM"
    Some((word.part?, next + 1))
}

fn with_part(r: &Reader, clock: Clock, end: usize) -> (Clock, usize) {
    if r.is(end, Role::In)
        && r.is(end + 1, Role::The)
        && let Some(found) = meridiem(r, clock, end + 2)
    {
        return found;
    }
    match part_behind(r, end) {
        Some((part, end)) => (in_part(clock, part), end),
        None => (clock, end),
    }
}

/// The hour as it is meant in a part of the day: 8 in the evening is 20.
pub(super) fn in_part(clock: Clock, part: u8) -> Clock {
    let Some(hour) = clock.hour else {
        return Clock {
            part: Some(part),
            ..clock
        };
    };
    let part = &crate::lexicon::calendar().parts[usize::from(part)];
    let small_hours = part.hours[1] == 24 && hour < 5;
    let midnight = part.hours[1] == 24 && hour == 12;
    let hour = match hour {
        12 if !clock.settled && midnight => 24,
        // "midnight tonight"
        0 if clock.minute.is_none() && part.hours[1] == 24 => 24,
        12 if !clock.settled && part.hours[1] <= 12 => 0,
        1..=11 if part.later && !small_hours && !clock.settled => hour + 12,
        _ => hour,
    };
    Clock {
        hour: Some(hour),
        settled: true,
        ..clock
    }
}
