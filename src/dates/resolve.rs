//! From a meaning to days: against the reference where one is needed and given.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::lengths::add;
use super::mention::{Prefer, Settings};
use super::moment::{Counted, Day, Length, Moment, Pick, Year};
use super::period::Period;
use super::value;
use super::{hours, stage};
use crate::lexicon::Grain;

/// What a meaning comes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretch {
    pub value: String,
    pub start: Option<DateTime>,
    pub end: Option<DateTime>,
    pub is_time: bool,
}

/// A place in the calendar, found.
#[derive(Debug, Clone, Copy)]
enum Place {
    Period(Period),
    Instant(DateTime, Grain),
}

pub(super) fn moment(moment: &Moment, settings: &Settings) -> Stretch {
    let stretch = unstaged(moment, settings);
    match (moment.modifier, &moment.clock) {
        (Some(modifier), None) => match period(&moment.day, settings) {
            Some(period) if moment.half => stage::halve(stretch, period, modifier),
            Some(period) => stage::narrow(stretch, period, modifier),
            None => stretch,
        },
        (Some(modifier), Some(clock)) if clock.hour.is_none() => {
            stage::narrow_hours(stretch, modifier)
        }
        _ => stretch,
    }
}

fn unstaged(moment: &Moment, settings: &Settings) -> Stretch {
    let place = place(&moment.day, settings);
    match (place, &moment.clock) {
        (Some(Place::Period(period)), None) => whole(period),
        (Some(Place::Period(period)), Some(clock)) => hours::timed(period.start, clock),
        (Some(Place::Instant(instant, grain)), None) => instant_stretch(instant, grain),
        (Some(Place::Instant(instant, _)), Some(clock)) => hours::timed(instant.date(), clock),
        (None, Some(clock)) => match (&moment.day, settings.reference) {
            (Day::Any, Some(reference)) => {
                let clock = &hours::later_half(*clock, reference, settings.prefer);
                hours::timed(hours::clock_day(clock, reference, settings), clock)
            }
            (day, _) => Stretch {
                value: value::pattern(day) + &value::clock(clock),
                is_time: true,
                ..Stretch::default()
            },
        },
        (None, None) => Stretch {
            value: value::pattern(&fiscal_by_reference(&moment.day, settings)),
            is_time: is_clock_offset(&moment.day),
            ..Stretch::default()
        },
    }
}

/// A fiscal year has no days that the text tells, but its number follows from the reference.
fn fiscal_by_reference(day: &Day, settings: &Settings) -> Day {
    match (day, settings.reference) {
        (Day::Fiscal { year, part }, Some(reference)) if !matches!(year, Year::Is(_)) => {
            let by = if let Year::By(by) = year { *by } else { 0 };
            let year = Year::Is(reference.year().saturating_add(by));
            Day::Fiscal { year, part: *part }
        }
        _ => day.clone(),
    }
}

fn is_clock_offset(day: &Day) -> bool {
    match day {
        Day::Offset { grain, .. } => grain.is_clock(),
        Day::Shift { by, .. } => by.finest().is_some_and(Grain::is_clock) && by.total().is_some(),
        _ => false,
    }
}

fn whole(period: Period) -> Stretch {
    let midnight = |date: Date| date.at(0, 0, 0, 0);
    Stretch {
        value: period.value(),
        start: Some(midnight(period.start)),
        end: period.end().map(midnight),
        is_time: false,
    }
}

fn instant_stretch(instant: DateTime, grain: Grain) -> Stretch {
    let end = match grain {
        Grain::Second => instant.checked_add(1.second()),
        _ => instant.checked_add(1.minute()),
    };
    Stretch {
        value: value::instant(instant, grain),
        start: Some(instant),
        end: end.ok(),
        is_time: true,
    }
}

fn place(day: &Day, settings: &Settings) -> Option<Place> {
    match day {
        Day::Offset { grain, by } if grain.is_clock() => {
            let span = clock_span(*grain, i64::from(*by));
            let instant = settings.reference?.checked_add(span).ok()?;
            Some(Place::Instant(instant, Grain::Minute))
        }
        Day::Shift { by, back, from } => shifted(by, *back, from.as_deref(), settings),
        _ => period(day, settings).map(Place::Period),
    }
}

fn clock_span(grain: Grain, by: i64) -> jiff::Span {
    match grain {
        Grain::Hour => by.hours(),
        Grain::Minute => by.minutes(),
        _ => by.seconds(),
    }
}

/// The period that a day means; none where it needs a reference that is not given.
pub(super) fn period(day: &Day, settings: &Settings) -> Option<Period> {
    let reference = settings.reference.map(DateTime::date);
    match day {
        Day::Any | Day::Fiscal { .. } => None,
        Day::Known(period) => Some(*period),
        Day::Now => reference.map(Period::day),
        Day::Date {
            year,
            month: Some(month),
            day: None,
            ..
        } => yearly(*year, settings, |y| Period::month(y, *month)),
        Day::Date {
            year,
            month: Some(month),
            day: Some(day),
            weekday,
        } => dated(*year, *month, *day, *weekday, settings),
        Day::Date {
            day: Some(day),
            weekday,
            ..
        } => day_of_month(*day, *weekday, settings),
        Day::Date { .. } => None,
        Day::Part { nth: 0, year, .. } => reported_quarter(*year, settings),
        Day::Part { grain, nth, year } => {
            yearly(*year, settings, |y| Period::part(*grain, *nth, y))
        }
        Day::Named { rule, year } => yearly(*year, settings, |y| Period::named(*rule, y)),
        Day::Weekday { weekday, pick } => on_weekday(*weekday, *pick, settings),
        Day::Offset { grain, by } => Period::holding(*grain, reference?)?.moved(*by),
        Day::Holding { grain, day } => holding(*grain, period(day, settings)?.start),
        Day::From { day, shift } => {
            let from = period(shift, settings)?.start;
            let settings = Settings {
                reference: Some(from.at(0, 0, 0, 0)),
                prefer: Prefer::Future,
                ..settings.clone()
            };
            period(day, &settings)
        }
        Day::Nth { nth, of, within } => nth_of(*nth, *of, period(within, settings)?),
        Day::Shift { by, back, from } => match shifted(by, *back, from.as_deref(), settings)? {
            Place::Period(period) => Some(period),
            Place::Instant(instant, _) => Some(Period::day(instant.date())),
        },
    }
}

/// The week or weekend of a day; a Monday's or Tuesday's weekend is the one before it.
fn holding(grain: Grain, day: Date) -> Option<Period> {
    let early = grain == Grain::Weekend && day.weekday().to_monday_zero_offset() < 2;
    Period::holding(grain, day)?.moved(-i32::from(early))
}

/// The candidate that is meant by the reference and the setting; of two equally near the earlier.
fn choose(
    candidates: impl Iterator<Item = Period>,
    reference: Date,
    prefer: Prefer,
) -> Option<Period> {
    let key = |period: &Period| {
        let distance = period.distance(reference);
        let wrong_side = match prefer {
            Prefer::Past => period.start > reference,
            Prefer::Future => period.end().is_some_and(|end| end <= reference),
            Prefer::Nearest => false,
        };
        (wrong_side, distance)
    };
    candidates.min_by_key(key)
}

/// The period that `make` gives for the year that is meant. Four years each way reach a leap day.
fn yearly(year: Year, settings: &Settings, make: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    if let Year::Is(year) = year {
        return make(year);
    }
    let reference = settings.reference?.date();
    let now = reference.year();
    let mut all = (-4..=4).filter_map(|by| make(now.checked_add(by)?));
    match year {
        Year::By(by) => make(now.checked_add(by)?),
        Year::Last => all.rfind(|p| p.end().is_some_and(|end| end <= reference)),
        Year::Next => all.find(|p| p.start > reference),
        _ => choose(all, reference, settings.prefer),
    }
}

/// "The year-earlier quarter", "the 1988 quarter": the one that is reported at the reference, which
/// is the last one that is over, in the other year.
fn reported_quarter(year: Year, settings: &Settings) -> Option<Period> {
    let reference = settings.reference?.date();
    let last = Period::holding(Grain::Quarter, reference)?.moved(-1)?;
    let by = match year {
        Year::Is(year) => year.checked_sub(last.start.year())?,
        Year::By(by) => by,
        _ => 0,
    };
    last.moved(i32::from(by) * 4)
}

/// A day of a month; a weekday beside it decides between the years next to the reference.
fn dated(
    year: Year,
    month: u8,
    day: u8,
    weekday: Option<u8>,
    settings: &Settings,
) -> Option<Period> {
    let make = |y: i16| Date::new(y, month as i8, day as i8).ok().map(Period::day);
    if let (Year::Unknown, Some(weekday), Some(reference)) = (year, weekday, settings.reference) {
        let reference = reference.date();
        let fits = |p: &Period| p.start.weekday().to_monday_one_offset() == weekday as i8;
        let now = reference.year();
        let years = (now.saturating_sub(1)..=now.saturating_add(1)).filter_map(make);
        if let Some(found) = choose(years.filter(fits), reference, settings.prefer) {
            return Some(found);
        }
    }
    yearly(year, settings, make)
}

/// "The 15th", "Friday the 13th": of the months about the reference.
fn day_of_month(day: u8, weekday: Option<u8>, settings: &Settings) -> Option<Period> {
    let reference = settings.reference?.date();
    let first = reference.first_of_month();
    let months = if weekday.is_some() { -12..=12 } else { -1..=1 };
    let days = months.filter_map(|by: i64| {
        let month = first.checked_add(by.months()).ok()?;
        let date = Date::new(month.year(), month.month(), day as i8).ok()?;
        let fits = weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w as i8);
        fits.then(|| Period::day(date))
    });
    choose(days, reference, settings.prefer)
}

fn on_weekday(weekday: u8, pick: Pick, settings: &Settings) -> Option<Period> {
    let reference = settings.reference?.date();
    let monday = Period::holding(Grain::Week, reference)?;
    let in_week = |by: i32| {
        let day = monday.moved(by)?.start;
        let date = day.checked_add(i64::from(weekday - 1).days()).ok()?;
        Some(Period::day(date))
    };
    match pick {
        Pick::Generic => None,
        Pick::Week(by) => in_week(by),
        Pick::Last => (-1..=0).filter_map(in_week).rfind(|p| p.start < reference),
        Pick::Count(count) => {
            let this_week = in_week(0)?;
            // Of the days after the reference the first may lie in its own week.
            let passed = i32::from(this_week.start <= reference);
            let ahead = i32::from(this_week.start < reference);
            match count {
                1.. => in_week(i32::from(count) - 1 + passed),
                _ => in_week(i32::from(count) + ahead),
            }
        }
        Pick::Any => choose((-1..=1).filter_map(in_week), reference, settings.prefer),
    }
}

fn nth_of(nth: i8, of: Counted, within: Period) -> Option<Period> {
    let from_end = nth < 0;
    let index = i32::from(nth.unsigned_abs()) - 1;
    let last = within.end()?.yesterday().ok()?;
    let edge = if from_end { last } else { within.start };
    let by = if from_end { -index } else { index };
    let found = match of {
        Counted::Weekday(weekday) => {
            let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
            let direction = if from_end { -1 } else { 1 };
            let first = if edge.weekday() == weekday {
                edge
            } else {
                edge.nth_weekday(direction, weekday).ok()?
            };
            Period::day(first.checked_add(i64::from(by).weeks()).ok()?)
        }
        // A week belongs where its Thursday lies, a weekend where its Saturday does.
        Counted::Grain(grain @ (Grain::Week | Grain::Weekend)) => {
            let ahead = if grain == Grain::Week { 3 } else { 0 };
            let inside = |p: &Period| {
                let middle = p.start.checked_add(i64::from(ahead).days());
                middle.is_ok_and(|day| within.contains(day))
            };
            let here = Period::holding(grain, edge)?;
            let step = if from_end { -1 } else { 1 };
            let first = if inside(&here) {
                here
            } else {
                here.moved(step)?
            };
            first.moved(by)?
        }
        Counted::Grain(grain) => Period::holding(grain, edge)?.moved(by)?,
    };
    let tolerant = matches!(of, Counted::Grain(_));
    (tolerant || within.contains(found.start)).then_some(found)
}

/// How fine the result of a shift is.
fn shift_grain(unit: Grain) -> Grain {
    match unit {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::Month | Grain::Quarter => unit,
        Grain::Half => Grain::Month,
        Grain::Season => Grain::Month,
        Grain::Year | Grain::Decade | Grain::Century | Grain::Millennium => Grain::Year,
        _ => Grain::Day,
    }
}

fn shifted(by: &Length, back: bool, from: Option<&Moment>, settings: &Settings) -> Option<Place> {
    let total = by.total()?;
    let mut grain = shift_grain(by.finest()?);
    let base = match from {
        None => settings.reference?,
        Some(from) => {
            let settings = &Settings {
                // "a week from Monday" is the coming one.
                prefer: match from.day {
                    Day::Weekday { .. } if !back => Prefer::Future,
                    _ => Prefer::Nearest,
                },
                ..settings.clone()
            };
            if let (Day::Known(period), None) = (&from.day, &from.clock) {
                grain = grain.min(period.grain);
            } else if !grain.is_clock() {
                grain = Grain::Day;
            }
            moment(from, settings).start?
        }
    };
    let moved = add(base, total, back)?;
    if grain.is_clock() || from.is_some_and(|from| from.clock.is_some()) {
        return Some(Place::Instant(moved, grain.min(Grain::Minute)));
    }
    Period::holding(grain, moved.date()).map(Place::Period)
}

/// The end is resolved so that it does not lie before the start.
pub(super) fn interval(from: &Moment, to: &Moment, settings: &Settings) -> Stretch {
    let (past, later) = (
        last_before(from, to, settings),
        later_today(from, to, settings),
    );
    let (from, to) = (past.as_ref().unwrap_or(from), later.as_ref().unwrap_or(to));
    let first = moment(from, settings);
    let last = match first.start {
        Some(start) => not_before(to, start, settings),
        None => moment(to, settings),
    };
    let lasts = matches!(to.day, Day::Shift { .. }) && last.is_time;
    let by_clock = to.clock.is_some_and(|clock| clock.hour.is_some()) || lasts;
    // "2015-11 to June 2014": what ends before it begins has no end.
    let forwards = |end: &DateTime| first.start.is_some_and(|start| start <= *end);
    Stretch {
        value: format!("{}/{}", first.value, last.value),
        start: first.start,
        end: if by_clock { last.start } else { last.end }.filter(forwards),
        is_time: first.is_time,
    }
}

/// `eight o'clock` of "between now and eight o'clock", which in the afternoon is in the evening.
fn later_today(from: &Moment, to: &Moment, settings: &Settings) -> Option<Moment> {
    let now = settings
        .reference
        .filter(|_| matches!(from.day, Day::Now))?;
    let clock = to.clock.filter(|_| matches!(to.day, Day::Any))?;
    Some(Moment {
        clock: Some(hours::later_half(clock, now, Prefer::Future)),
        ..to.clone()
    })
}

/// `Monday` of "Monday to Friday last week": the last one before the picked day.
fn last_before(from: &Moment, to: &Moment, settings: &Settings) -> Option<Moment> {
    let (
        Day::Weekday {
            weekday,
            pick: Pick::Any,
        },
        Day::Weekday { pick, .. },
    ) = (&from.day, &to.day)
    else {
        return None;
    };
    let end = period(&to.day, settings)
        .filter(|_| *pick != Pick::Any)?
        .start;
    let days = i64::from(end.weekday().to_monday_one_offset()) - i64::from(*weekday);
    let day = end.checked_sub(days.rem_euclid(7).days()).ok()?;
    Some(Moment {
        day: Day::Known(Period::day(day)),
        ..from.clone()
    })
}

fn not_before(to: &Moment, earliest: DateTime, settings: &Settings) -> Stretch {
    let plain = moment(to, settings);
    let date = earliest.date();
    let mut again = to.clone();
    let later = |again: &Moment| {
        let found = moment(again, settings);
        found.start.is_some_and(|s| s >= earliest).then_some(found)
    };
    if matches!(to.day, Day::Any) {
        again.day = Day::Known(Period::day(date));
        return later(&again)
            .or_else(|| {
                again.day = Day::Known(Period::day(date.tomorrow().ok()?));
                later(&again)
            })
            .unwrap_or(plain);
    }
    if let Day::Weekday {
        weekday,
        pick: Pick::Any,
    } = to.day
    {
        let days = i64::from(weekday) - i64::from(date.weekday().to_monday_one_offset());
        if let Ok(day) = date.checked_add(days.rem_euclid(7).days()) {
            again.day = Day::Known(Period::day(day));
            return moment(&again, settings);
        }
    }
    for year in [date.year(), date.year().saturating_add(1)] {
        match again.day.year_mut() {
            Some(slot) if to_is_yearless(to) => *slot = Year::Is(year),
            _ => break,
        }
        if let Some(found) = later(&again) {
            return found;
        }
    }
    plain
}

fn to_is_yearless(moment: &Moment) -> bool {
    let mut day = moment.day.clone();
    day.year_mut().is_some_and(|year| *year == Year::Unknown)
}
