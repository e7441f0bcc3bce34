//! From one moment to another: `from 2001 to 2005`, `between May and July`, `May 3–5, 2015`,
//! `9–11 a.m.`, `2015/16`.

use super::mention::DateModifier;
use super::moment::{Clock, Day, Moment, Pick, Year};
use super::period::Period;
use super::reader::{Found, Reader};
use super::{absolute, bare, clock, compose, nth, year};
use crate::lexicon::{Grain, Role};

/// The other end, if `from`, which takes `first..end`, begins an interval.
pub(super) fn read(r: &Reader, first: usize, from: &Moment, end: usize) -> Found<(Moment, Moment)> {
    if let Some((ends, end)) = short_year(r, from, end) {
        return Some(to_other_short_year(r, first, &ends, end).unwrap_or((ends, end)));
    }
    let next = absolute::range_to(r, first, end)?;
    if !r.follows(next) || r.is_dash(end) && r.glued(end) != r.glued(next) && !r.glued(end) {
        return None;
    }
    let found = day_of_same_month(r, from, next)
        .or_else(|| hour_of_same_day(r, from, next))
        .or_else(|| other(r, from, next));
    let ((from, to), end) = found?;
    let (from, to) = share(from, to);
    ordered(&from, &to).then_some(((from, to), end))
}

/// `2015/16`, `1999-2000`, `1871 – 72`.
fn short_year(r: &Reader, from: &Moment, end: usize) -> Found<(Moment, Moment)> {
    let Day::Known(Period {
        grain: Grain::Year,
        start,
    }) = from.day
    else {
        return None;
    };
    if !r.is_dash(end) && r.glued_symbol(end) != Some('/') {
        return None;
    }
    let (number, 2) = r
        .digits(end + 1)
        .filter(|_| r.follows(end + 1) && r.ends_free(end + 2))?
    else {
        return None;
    };
    let (year, number) = (start.year(), number as i16);
    let last = year - year % 100 + number;
    let valid = last > year && from.clock.is_none() && (r.glued(end + 1) || r.is_dash(end));
    valid.then(|| Some(((from.clone(), Moment::on(Day::year(last)?)), end + 2)))?
}

/// `2014-15` behind `2012-13 to`: from the first year of the one to the last of the other.
fn to_other_short_year(
    r: &Reader,
    first: usize,
    (from, _): &(Moment, Moment),
    end: usize,
) -> Found<(Moment, Moment)> {
    let next = absolute::range_to(r, first, end).filter(|&next| r.follows(next))?;
    let (year, 4) = r.digits(next)? else {
        return None;
    };
    let other = Moment::on(Day::year(i16::try_from(year).ok()?)?);
    let ((_, to), end) = short_year(r, &other, next + 1)?;
    ordered(from, &to).then(|| ((from.clone(), to), end))
}

/// `May 3–5, 2015`, `July 13 through 15`, `April twenty-seventh to the third`.
fn day_of_same_month(r: &Reader, from: &Moment, next: usize) -> Found<(Moment, Moment)> {
    let (month, day) = match &from.day {
        Day::Date {
            month: Some(month),
            day: Some(day),
            year: Year::Unknown | Year::By(_),
            ..
        } => (*month, *day),
        _ => return None,
    };
    let next = r.skip(next, Role::The);
    let (second, ordinal, end) = absolute::day(r, next).filter(|_| r.follows(next))?;
    let free = r.ends_free(end) || ordinal;
    let of = r.skip(end, Role::Of);
    if !free
        || r.month(of).is_some()
        || r.glued_symbol(end) == Some(':')
        || r.is_any(end, &[Role::Am, Role::Pm])
        || r.unit(end).is_some() && !ordinal
    {
        return None;
    }
    let (year, end) = year::behind(r, end).unwrap_or((Year::Unknown, end));
    let mut first = from.clone();
    if let Some(slot) = first.day.year_mut().filter(|_| year != Year::Unknown) {
        *slot = year;
    }
    let to = if second > day { month } else { month % 12 + 1 };
    let last = known(Day::date(to, second, year));
    first.day = known(first.day);
    let closed = ordinal
        || r.is_dash(next - 1)
        || r.is(next - 1, Role::The)
        || r.ends_clause(end)
        || r.is(next - 1, Role::To);
    closed.then_some(((first, Moment::on(last)), end))
}

fn known(day: Day) -> Day {
    match day {
        Day::Date {
            year: Year::Is(year),
            month: Some(month),
            day: Some(date),
            ..
        } => Day::ymd(year, month, date).unwrap_or(day),
        _ => day,
    }
}

/// `9:30 - 11:00 on Thursday`, `2:00 to 2:30 pm`, `8am-3 yesterday afternoon`.
fn hour_of_same_day(r: &Reader, from: &Moment, next: usize) -> Found<(Moment, Moment)> {
    from.clock.filter(|clock| clock.hour.is_some())?;
    let bare = clock::read(r, next, true)?;
    let (to, end) = compose::complete(r, bare);
    Some(((from.clone(), to), end))
}

fn other(r: &Reader, from: &Moment, next: usize) -> Found<(Moment, Moment)> {
    let (to, end) = if matches!(from.day, Day::Now) {
        clock_behind(r, next)
    } else {
        None
    }
    .or_else(|| present(r, next))
    .or_else(|| staged(r, next))
    .or_else(|| same_year(r, from, next))
    .or_else(|| day_before_hours(r, from, next))
    .or_else(|| compose::day(r, next))?;
    let same = match (&from.day, &to.day) {
        (Day::Now, _) | (_, Day::Now) => true,
        (Day::Any, _) | (_, Day::Any) => from.clock.is_some() && to.clock.is_some(),
        (a, b) => {
            level(a) == level(b)
                || from.clock.is_none()
                    && to.clock.is_none()
                    && coarse(a)
                    && !matches!(b, Day::Weekday { .. } | Day::Offset { .. })
        }
    };
    let mut from = from.clone();
    // "from 2 pm till tomorrow 4:30 pm" begins today.
    let later = matches!(
        to.day,
        Day::Offset {
            grain: Grain::Day,
            by: 1..
        }
    );
    if later
        && to.clock.is_some()
        && matches!(from.day, Day::Any)
        && r.word(next)?.deictic.is_some()
    {
        from.day = Day::Offset {
            grain: Grain::Day,
            by: 0,
        };
    }
    same.then_some(((from, to), end))
}

/// `Friday` of "Monday through Friday, 8 a.m. to 4 p.m.": the hours are an interval of their own.
fn day_before_hours(r: &Reader, from: &Moment, at: usize) -> Found<Moment> {
    let (day, end) = super::named::weekday(r, at).filter(|_| from.clock.is_none())?;
    let next = r.skip_symbol(end, ',');
    let next = r.skip(next, Role::From);
    let clocks = two_clocks(r, next).is_some() || hours(r, next).is_some();
    clocks.then_some((day, end))
}

/// `eight o'clock` behind `between now and`.
fn clock_behind(r: &Reader, at: usize) -> Found<Moment> {
    let (moment, end) = clock::read(r, at, true)?;
    Some(compose::complete(r, (moment, end)))
}

/// `now`, `the present`, `date`.
fn present(r: &Reader, at: usize) -> Found<Moment> {
    let next = r.skip(at, Role::The);
    r.word(next)
        .filter(|word| word.is(Role::Present) && word.deictic.is_none())?;
    (r.ends_clause(next + 1) || r.word(next + 1).is_some())
        .then(|| (Moment::on(Day::Now), next + 1))
}

/// `the end of 2008`, `the middle of September`.
fn staged(r: &Reader, at: usize) -> Found<Moment> {
    let next = r.skip(at, Role::The);
    let word = r.word(next).filter(|_| r.is(next + 1, Role::Of))?;
    let modifier = if word.is(Role::Begin) {
        DateModifier::Early
    } else if word.is(Role::Middle) {
        DateModifier::Mid
    } else if word.is(Role::End) {
        DateModifier::Late
    } else {
        return None;
    };
    let (mut moment, end) = compose::day(r, next + 2).or_else(|| {
        let (day, end) = nth::period_at(r, next + 2)?;
        Some((Moment::on(day), end))
    })?;
    moment.modifier = Some(modifier);
    Some((moment, end))
}

/// The second of two years needs no context of its own.
fn same_year(r: &Reader, from: &Moment, at: usize) -> Found<Moment> {
    let Day::Known(Period {
        grain: Grain::Year, ..
    }) = from.day
    else {
        return None;
    };
    let early = || {
        let (year, 3) = r.digits(at)? else {
            return None;
        };
        let after = matches!(from.day, Day::Known(p) if p.start.year() < year as i16);
        (after && r.ends_free(at + 1) && r.ends_clause(at + 1)).then_some(year as i16)
    };
    let year = year::four_digits(r, at).or_else(early)?;
    let (bc, end) = year::era(r, at + 1).unwrap_or((false, at + 1));
    (!bc).then(|| Some((Moment::on(Day::year(year)?), end)))?
}

fn coarse(day: &Day) -> bool {
    matches!(day, Day::Known(p) if p.grain >= Grain::Month) || matches!(day, Day::Date { .. })
}

/// What can stand at both ends of one interval.
fn level(day: &Day) -> u8 {
    match day {
        Day::Any => 0,
        Day::Weekday { .. } => 1,
        Day::Known(period) if period.grain == Grain::Day => 2,
        Day::Date { day: Some(_), .. } | Day::Named { .. } | Day::Nth { .. } => 2,
        Day::Offset {
            grain: Grain::Day, ..
        } => 2,
        Day::Known(period) if period.grain == Grain::Month => 3,
        Day::Date { .. } => 3,
        Day::Part {
            grain: Grain::Season,
            ..
        } => 4,
        Day::Part { .. } => 5,
        Day::Known(period) => 6 + period.grain as u8,
        _ => 100,
    }
}

/// What is said once counts for both: the year, the day, a.m. and p.m., the zone.
pub(super) fn share(mut from: Moment, mut to: Moment) -> (Moment, Moment) {
    if let (Some(a), Some(b)) = (from.clock.as_mut(), to.clock.as_mut()) {
        share_half_day(a, b);
    }
    from.offset = from.offset.or(to.offset);
    if from.clock.is_some() && to.clock.is_some() {
        if matches!(from.day, Day::Any) {
            from.day = to.day.clone();
        } else if matches!(to.day, Day::Any) && matches!(from.day, Day::Known(_)) {
            to.day = from.day.clone();
        }
    }
    share_year(&mut from.day, &mut to.day);
    (from, to)
}

fn share_half_day(a: &mut Clock, b: &mut Clock) {
    let (Some(first), Some(last)) = (a.hour, b.hour) else {
        return;
    };
    if b.settled && !a.settled && last >= 12 {
        // "9.30–4.30 pm" begins in the morning, "2 to 4 pm" does not.
        let later = if first == 12 { 12 } else { first + 12 };
        if (later, a.minute) < (last, b.minute) {
            a.hour = Some(later);
        }
        a.settled = true;
    } else if a.settled && !b.settled && first >= 12 && last < 12 && last + 12 > first {
        b.hour = Some(last + 12);
        b.settled = true;
    } else if a.settled && !b.settled && first < 12 && last <= first {
        b.hour = Some(last + 12).filter(|&h| h < 24).or(Some(12));
    } else if !a.settled && !b.settled && last < first && last + 12 < 24 {
        b.hour = Some(last + 12);
    }
}

/// The year of one end, where the other has none: "Nov–Feb 2017" begins in 2016.
fn share_year(from: &mut Day, to: &mut Day) {
    let month_of = |day: &Day| match day {
        Day::Known(period) => Some(period.start.month() as u8),
        Day::Date { month, .. } => *month,
        _ => None,
    };
    let year_of = |day: &Day| match day {
        Day::Known(period) if period.grain <= Grain::Month => Some(period.start.year()),
        Day::Date {
            year: Year::Is(year),
            ..
        }
        | Day::Part {
            year: Year::Is(year),
            ..
        } => Some(*year),
        _ => None,
    };
    let later = matches!((month_of(from), month_of(to)), (Some(a), Some(b)) if a > b);
    if let Some(year) = year_of(to)
        && let Some(slot) = from.year_mut().filter(|slot| **slot == Year::Unknown)
    {
        *slot = Year::Is(if later { year - 1 } else { year });
        *from = known(from.clone());
    } else if let Some(year) = year_of(from)
        && let Some(slot) = to.year_mut().filter(|slot| **slot == Year::Unknown)
    {
        *slot = Year::Is(if later { year + 1 } else { year });
        *to = known(to.clone());
    }
}

/// Two known ends stand in their order.
fn ordered(from: &Moment, to: &Moment) -> bool {
    if from.clock.is_some()
        && to.clock.is_some()
        && !matches!((&from.day, &to.day), (Day::Known(_), Day::Known(_)))
    {
        return true;
    }
    match (&from.day, &to.day) {
        (Day::Known(a), Day::Known(b)) => {
            a.start < b.start || a.start == b.start && (from.clock.is_some() || b.grain > a.grain)
        }
        (
            Day::Weekday {
                weekday: a,
                pick: Pick::Any,
            },
            Day::Weekday { weekday: b, .. },
        ) => a != b,
        // "Waitangi Day - February 6": the same day twice.
        (Day::Named { .. }, Day::Date { .. } | Day::Known(_)) => false,
        _ => true,
    }
}

/// `5 to 6pm`, `9–11 a.m.`, `9.30-4.30pm`: an hour alone that the other end makes a time.
pub(super) fn hours(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let (number, end) = r.count(at).filter(|_| r.starts_free(at))?;
    let hour = number
        .int
        .filter(|h| (1..=24).contains(h) && !number.ordinal)?;
    let next = absolute::range_to(r, at, end)?;
    let cued = r.after_any(
        at,
        &[Role::At, Role::From, Role::Between, Role::Approximate],
    ) || at > 0
        && r.word(at - 1)
            .is_some_and(|w| w.weekday.is_some() || w.part.is_some());
    let (to, end) = clock::read(r, next, false).filter(|_| r.follows(next))?;
    let clock = to.clock.filter(|c| c.hour.is_some())?;
    if !clock.settled && (!cued || clock.hour? == 0) {
        return None;
    }
    let from = Moment::at(Clock {
        hour: Some(hour as u8),
        settled: hour > 12,
        ..Clock::default()
    });
    let (to, end) = compose::complete(r, (to, end));
    Some((share(from, to), end))
}

/// `from 9:30 to 11:00`, `, 1 - 3 pm`, `11-4` behind a day: the hours between which it lies.
pub(super) fn hours_behind(r: &Reader, day: &Moment, end: usize) -> Found<(Moment, Moment)> {
    if !day.day.is_day() || day.clock.is_some_and(|clock| clock.hour.is_some()) {
        return None;
    }
    let mut at = r.skip_symbol(end, ',');
    at = r.skip(at, Role::In);
    for role in [Role::From, Role::Between, Role::At, Role::Approximate] {
        at = r.skip(at, role);
    }
    if !r.follows(at) {
        return None;
    }
    let ((from, to), end) = hours(r, at)
        .or_else(|| two_clocks(r, at))
        .or_else(|| bare::two_figures(r, at))?;
    let part = day.clock.and_then(|clock| clock.part);
    let placed = |time: Moment| {
        let clock = match (time.clock, part) {
            (Some(clock), Some(part)) => Some(clock::in_part(clock, part)),
            (clock, _) => clock,
        };
        Moment {
            clock,
            offset: time.offset,
            ..day.clone()
        }
    };
    Some(((placed(from), placed(to)), end))
}

fn two_clocks(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let (from, end) = clock::read(r, at, true)?;
    let next = absolute::range_to(r, at, end).filter(|&next| r.follows(next))?;
    let (to, end) = clock::read(r, next, true)?;
    Some((share(from, to), end))
}
