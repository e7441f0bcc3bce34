//! Which pieces belong to one moment, and the moment that two of them make.

use super::clock;
use super::moment::{Clock, Day, Moment, Pick, Year};
use super::reader::Reader;
use crate::lexicon::{Grain, Role};

/// A weekday as such, of any week.
fn any_weekday(day: &Day) -> bool {
    matches!(
        day,
        Day::Weekday {
            pick: Pick::Any,
            ..
        }
    )
}

/// The grain of a unit counted from the reference, and how many.
fn offset(day: &Day) -> Option<(Grain, i32)> {
    match day {
        Day::Offset { grain, by } => Some((*grain, *by)),
        _ => None,
    }
}

/// A second day piece belongs to the first: not "Monday, Tuesday", nor "May in 2001 Friday".
pub(super) fn fits(r: &Reader, first: &Moment, piece: &Moment, end: usize, next: usize) -> bool {
    let on = r.is(next.saturating_sub(1), Role::On) && next > end;
    let of = r.is_any(next.saturating_sub(1), &[Role::Of, Role::The]) && next > end;
    let (day, more) = (&first.day, &piece.day);
    match (offset(day), offset(more)) {
        (Some((Grain::Week, _)), _) if any_weekday(more) => {
            return on || next == end || r.is_dash(end);
        }
        (_, Some((Grain::Week, _))) if any_weekday(day) => return true,
        (Some((Grain::Month | Grain::Quarter, 0)), Some((Grain::Year, _))) => return true,
        _ => {}
    }
    match (day, more) {
        (Day::Any, day) => {
            first.clock.is_some() && (day.is_day() || of) && !matches!(day, Day::Shift { .. })
        }
        (
            Day::Weekday { .. }
            | Day::Offset {
                grain: Grain::Day, ..
            },
            day,
        ) => {
            matches!(day, Day::Known(p) if p.grain == Grain::Day)
                || matches!(day, Day::Date { day: Some(_), .. }) && !on
        }
        (Day::Known(p), day) => p.grain == Grain::Day && any_weekday(day) && !on,
        (Day::Date { day: Some(_), .. }, day) if any_weekday(day) => !on,
        (Day::Shift { from: None, .. }, day) => {
            let today = matches!(offset(day), Some((Grain::Day, -1..=1)));
            (today || any_weekday(day)) && next == end && r.is(end - 1, Role::Ago)
        }
        (Day::Named { year, .. } | Day::Date { year, .. } | Day::Part { year, .. }, day) => {
            *year == Year::Unknown && offset(day).is_some_and(|(grain, _)| grain == Grain::Year)
        }
        _ => false,
    }
}

/// One moment of two, where no slot is taken twice.
pub(super) fn merge(first: &Moment, second: &Moment) -> Option<Moment> {
    let day = merge_days(&first.day, &second.day)?;
    let clock = merge_clocks(first.clock, second.clock)?;
    if clock.is_some() && !matches!(day, Day::Any) && !day.is_day() {
        return None;
    }
    Some(Moment {
        day,
        clock,
        offset: first.offset.or(second.offset),
        modifier: first.modifier.or(second.modifier),
        half: if first.modifier.is_some() {
            first.half
        } else {
            second.half
        },
        ambiguous: first.ambiguous || second.ambiguous,
    })
}

fn merge_clocks(first: Option<Clock>, second: Option<Clock>) -> Option<Option<Clock>> {
    let (Some(a), Some(b)) = (first, second) else {
        return Some(first.or(second));
    };
    let (timed, part) = match (a, b) {
        (
            Clock {
                part: Some(part),
                hour: None,
                ..
            },
            timed,
        )
        | (
            timed,
            Clock {
                part: Some(part),
                hour: None,
                ..
            },
        ) => (timed, part),
        _ => return None,
    };
    timed.hour?;
    Some(Some(clock::in_part(timed, part)))
}

fn merge_days(first: &Day, second: &Day) -> Option<Day> {
    if let Some((Grain::Year, by)) = offset(second).filter(|_| !matches!(first, Day::Any)) {
        return in_year(first, by);
    }
    let day = match (first, second) {
        (Day::Any, day) | (day, Day::Any) => day.clone(),
        (
            Day::Weekday { weekday, .. },
            Day::Offset {
                grain: Grain::Week,
                by,
            },
        )
        | (
            Day::Offset {
                grain: Grain::Week,
                by,
            },
            Day::Weekday { weekday, .. },
        ) => Day::Weekday {
            weekday: *weekday,
            pick: Pick::Week(*by),
        },
        (Day::Weekday { .. } | Day::Offset { .. }, day) | (day, Day::Weekday { .. })
            if is_known_day(day) =>
        {
            day.clone()
        }
        (Day::Weekday { weekday, pick }, date @ Day::Date { .. }) if *pick == Pick::Any => {
            with_weekday(date, *weekday)?
        }
        (date @ Day::Date { .. }, Day::Weekday { weekday, .. }) => with_weekday(date, *weekday)?,
        (
            Day::Weekday { .. }
            | Day::Offset {
                grain: Grain::Day, ..
            },
            day @ Day::Date { day: Some(_), .. },
        ) => day.clone(),
        (
            Day::Shift {
                by,
                back,
                from: None,
            },
            day,
        ) => Day::Shift {
            by: by.clone(),
            back: *back,
            from: Some(Box::new(Moment::on(counted_from(day)?))),
        },
        _ => return None,
    };
    Some(day)
}

fn is_known_day(day: &Day) -> bool {
    matches!(day, Day::Known(period) if period.grain == Grain::Day)
}

/// A day of a month with the weekday that is told beside it.
fn with_weekday(date: &Day, on: u8) -> Option<Day> {
    let mut date = date.clone();
    match &mut date {
        Day::Date {
            day: Some(_),
            weekday,
            ..
        } => *weekday = Some(on),
        _ => return None,
    }
    Some(date)
}

/// What "ten years ago" is counted from before "today", "a week ago" before "Friday".
fn counted_from(day: &Day) -> Option<Day> {
    match day {
        Day::Weekday { weekday, .. } => Some(Day::Weekday {
            weekday: *weekday,
            pick: Pick::Last,
        }),
        Day::Offset { by: 0, .. } => Some(Day::Now),
        Day::Offset { .. } => Some(day.clone()),
        _ => None,
    }
}

/// A part of the year in another year: "the same quarter last year", "Easter next year".
fn in_year(day: &Day, by: i32) -> Option<Day> {
    if let Day::Offset { grain, by: 0 } = day {
        let each = if *grain == Grain::Month { 12 } else { 4 };
        return Some(Day::Offset {
            grain: *grain,
            by: by.checked_mul(each)?,
        });
    }
    let mut day = day.clone();
    *day.year_mut()? = Year::By(i16::try_from(by).ok()?);
    Some(day)
}
