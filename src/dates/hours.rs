//! A time of the day on its day: which day and half of the day is meant, and its first and last moment.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::mention::{Prefer, Settings};
use super::moment::Clock;
use super::period::Period;
use super::resolve::Stretch;
use super::value;
use crate::lexicon::calendar;

/// An hour without a.m. or p.m. that has passed means the afternoon, where the next one is wanted.
pub(super) fn later_half(clock: Clock, reference: DateTime, prefer: Prefer) -> Clock {
    let (hour, minute) = (clock.hour.unwrap_or(12), clock.minute.unwrap_or(0));
    let time = |hour: u8| (hour as i8, minute as i8);
    let now = (reference.hour(), reference.minute());
    let open = prefer == Prefer::Future && !clock.settled && hour < 12;
    let hour = if open && time(hour) < now && time(hour + 12) >= now {
        Some(hour + 12)
    } else {
        clock.hour
    };
    Clock { hour, ..clock }
}

/// The day of a bare time: the reference's; with `Future` the next, if the time has passed.
pub(super) fn clock_day(clock: &Clock, reference: DateTime, settings: &Settings) -> Date {
    let today = reference.date();
    let (hour, minute) = (clock.hour.unwrap_or(23), clock.minute.unwrap_or(0));
    let passed = (hour as i8, minute as i8) < (reference.hour(), reference.minute());
    match settings.prefer {
        Prefer::Future if passed => today.tomorrow().unwrap_or(today),
        _ => today,
    }
}

/// A time of a day.
pub(super) fn timed(date: Date, clock: &Clock) -> Stretch {
    // The midnight that ends a day is the one that begins the next.
    let (date, clock) = match (clock.hour, date.tomorrow()) {
        (Some(24), Ok(next)) => (
            next,
            &Clock {
                hour: Some(0),
                ..*clock
            },
        ),
        _ => (date, clock),
    };
    let (start, end) = clock_bounds(date, clock);
    Stretch {
        value: Period::day(date).value() + &value::clock(clock),
        start,
        end,
        is_time: true,
    }
}

fn clock_bounds(date: Date, clock: &Clock) -> (Option<DateTime>, Option<DateTime>) {
    let hour_of = |hour: u8| {
        let midnight = date.at(0, 0, 0, 0);
        midnight.checked_add(i64::from(hour).hours()).ok()
    };
    let Some(hour) = clock.hour else {
        let part = clock.part.map(|part| &calendar().parts[part as usize]);
        let hours = part.map(|part| part.hours);
        return (
            hours.and_then(|h| hour_of(h[0])),
            hours.and_then(|h| hour_of(h[1])),
        );
    };
    let minutes = i64::from(clock.minute.unwrap_or(0)).minutes();
    let start = hour_of(hour).and_then(|start| start.checked_add(minutes).ok());
    let Some(second) = clock.second else {
        return (start, start.and_then(|s| s.checked_add(1.minute()).ok()));
    };
    let start = start.and_then(|s| s.checked_add(i64::from(second).seconds()).ok());
    (start, start.and_then(|s| s.checked_add(1.second()).ok()))
}
