//! Lengths added to a moment, and the ends of those that lie before or after the reference.

use jiff::civil::{Date, DateTime, Weekday};

use super::mention::Settings;
use super::moment::{Anchor, Length, Total};
use super::period::Period;
use super::resolve::Stretch;
use super::value;
use crate::lexicon::Grain;

pub(super) fn add(base: DateTime, total: Total, back: bool) -> Option<DateTime> {
    let sign = if back { -1 } else { 1 };
    let span = jiff::Span::new()
        .try_months(total.months * sign)
        .and_then(|span| span.try_days(total.days * sign))
        .and_then(|span| span.try_seconds(total.seconds * sign));
    let moved = base.checked_add(span.ok()?).ok()?;
    add_business_days(moved, total.business_days, back)
}

/// More working days than this are no plan.
const MAX_BUSINESS_DAYS: i64 = 5000;

fn add_business_days(mut day: DateTime, mut count: i64, back: bool) -> Option<DateTime> {
    if count > MAX_BUSINESS_DAYS {
        return None;
    }
    while count > 0 {
        day = if back {
            day.yesterday()
        } else {
            day.tomorrow()
        }
        .ok()?;
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        count -= i64::from(!weekend);
    }
    Some(day)
}

/// A length that lies before or after the reference has its two ends.
pub(super) fn length(length: &Length, settings: &Settings) -> Stretch {
    let bounds = || {
        let reference = settings.reference?;
        let total = length.total()?;
        let by_clock = length.finest()?.is_clock();
        if length.anchor == Anchor::Within {
            let from = if by_clock {
                reference
            } else {
                reference.date().at(0, 0, 0, 0)
            };
            return Some((reference, add(from, total, false)?));
        }
        let midnight = reference.date().at(0, 0, 0, 0);
        if length.finest()? == Grain::Quarter {
            return whole_quarters(reference.date(), total, length.anchor);
        }
        match length.anchor {
            Anchor::None | Anchor::Within => None,
            Anchor::Past => {
                let end = if by_clock { reference } else { midnight };
                Some((add(end, total, true)?, end))
            }
            Anchor::Next => {
                let start = if by_clock {
                    reference
                } else {
                    midnight.tomorrow().ok()?
                };
                Some((start, add_until(start, total)?))
            }
        }
    };
    let bounds = bounds();
    Stretch {
        value: value::length(length),
        start: bounds.map(|(start, _)| start),
        end: bounds.map(|(_, end)| end),
        is_time: false,
    }
}

/// "The past two quarters" are those of the calendar.
fn whole_quarters(reference: Date, total: Total, anchor: Anchor) -> Option<(DateTime, DateTime)> {
    let quarter = Period::holding(Grain::Quarter, reference)?;
    let midnight = |date: Date| date.at(0, 0, 0, 0);
    match anchor {
        Anchor::None | Anchor::Within => None,
        Anchor::Past => {
            let end = midnight(quarter.start);
            Some((add(end, total, true)?, end))
        }
        Anchor::Next => {
            let start = midnight(quarter.end()?);
            Some((start, add(start, total, false)?))
        }
    }
}

/// The end of a length from `start` on; working days count the first day.
fn add_until(start: DateTime, total: Total) -> Option<DateTime> {
    if total.business_days == 0 {
        return add(start, total, false);
    }
    let eve = start.yesterday().ok()?;
    add(eve, total, false)?.tomorrow().ok()
}
