//! `early`, `mid` and `late` leave the value whole and narrow its ends: to a third of a month, week or
//! year, to half a decade or part of the day.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::mention::DateModifier;
use super::period::Period;
use super::resolve::Stretch;
use crate::lexicon::Grain;

/// The ends of the stage of a period.
pub(super) fn narrow(stretch: Stretch, period: Period, modifier: DateModifier) -> Stretch {
    let months = |first: i64, last: i64| (first.months(), last.months());
    let days = |first: i64, last: i64| (first.days(), last.days());
    let years = |first: i64, last: i64| (first.years(), last.years());
    let (first, last) = match (period.grain, modifier) {
        (Grain::Week, DateModifier::Mid) => days(2, 5),
        (Grain::Week, _) => days(3, 4),
        (Grain::Month, _) => days(10, 20),
        (Grain::Quarter | Grain::Season, _) => months(1, 2),
        (Grain::Half, _) => months(2, 4),
        (Grain::Year, _) => months(4, 8),
        (Grain::Decade, DateModifier::Mid) => years(3, 7),
        (Grain::Decade, _) => years(5, 5),
        (Grain::Century, _) => years(33, 67),
        _ => return stretch,
    };
    let at = |span| stretch.start.and_then(|start| start.checked_add(span).ok());
    let (start, end) = match modifier {
        DateModifier::Early => (stretch.start, at(first)),
        DateModifier::Mid => (at(first), at(last)),
        DateModifier::Late => (at(last), stretch.end),
        _ => return stretch,
    };
    Stretch {
        start,
        end,
        ..stretch
    }
}

/// The first or the second half of a period.
pub(super) fn halve(stretch: Stretch, period: Period, modifier: DateModifier) -> Stretch {
    let (Some(start), Some(end)) = (stretch.start, stretch.end) else {
        return stretch;
    };
    let span = match period.grain {
        Grain::Millennium => 500.years(),
        Grain::Century => 50.years(),
        Grain::Decade => 5.years(),
        Grain::Year => 6.months(),
        Grain::Quarter | Grain::Season => 45.days(),
        Grain::Month => 15.days(),
        _ => return stretch,
    };
    let middle = start.checked_add(span).ok().filter(|middle| *middle < end);
    match modifier {
        DateModifier::Early => Stretch {
            end: middle,
            ..stretch
        },
        _ => Stretch {
            start: middle,
            ..stretch
        },
    }
}

/// Half of a part of the day.
pub(super) fn narrow_hours(stretch: Stretch, modifier: DateModifier) -> Stretch {
    let middle = |start: DateTime, end: DateTime| {
        let hours = start.until(end).ok()?.get_hours();
        start.checked_add((i64::from(hours) / 2).hours()).ok()
    };
    let middle = stretch
        .start
        .zip(stretch.end)
        .and_then(|(start, end)| middle(start, end));
    match (modifier, middle) {
        (DateModifier::Early, Some(_)) => Stretch {
            end: middle,
            ..stretch
        },
        (DateModifier::Late, Some(_)) => Stretch {
            start: middle,
            ..stretch
        },
        _ => stretch,
    }
}
