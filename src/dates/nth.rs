//! What is counted within a longer period: `third quarter of 2015`, `first Monday of October`, `last
//! week of 2018`, `the first 2 weeks of 2021`.

use super::context::{self, Topic};
use super::lettered::lettered;
use super::mention::DateModifier;
use super::moment::{Counted, Day, Moment, Year};
use super::named::part;
use super::reader::{Found, Reader};
use super::{absolute, relative, year};
use crate::lexicon::{Grain, Role};

/// `third quarter of 2015`, `first-quarter`, `first half of the year`, `first Monday of October`,
/// `last week of 2018`, `the third day of October`, `20th of next month`.
pub(super) fn nth(r: &Reader, at: usize) -> Found<Moment> {
    let (nth, end) = position(r, at)?;
    if let Some(found) = year_part(r, end, nth) {
        return Some(found);
    }
    if let Some(found) = half_of(r, end, nth).or_else(|| listed_quarter(r, at, end, nth)) {
        return Some(found);
    }
    let next = r.skip_hyphen(end);
    if let Some(word) = r.word(next).filter(|_| r.follows(next))
        && let Some(of) = counted(r, word)
    {
        let (within, end) = within(r, next + 1, of)?;
        return Some((
            Moment::on(Day::Nth {
                nth,
                of,
                within: Box::new(within),
            }),
            end,
        ));
    }
    // "20th of the next month"
    if r.is(end, Role::Of) && nth > 0 {
        let (within, end) = period_at(r, end + 1)?;
        if matches!(
            within,
            Day::Offset {
                grain: Grain::Month,
                ..
            }
        ) {
            let of = Counted::Grain(Grain::Day);
            return Some((
                Moment::on(Day::Nth {
                    nth,
                    of,
                    within: Box::new(within),
                }),
                end,
            ));
        }
    }
    None
}

/// `first` and `second quarters` of "the first and second quarters of 2015".
fn listed_quarter(r: &Reader, at: usize, end: usize, nth: i8) -> Found<Moment> {
    const MAX_MORE: usize = 3;
    let quarters = |at: usize| {
        let unit = r.unit(at).filter(|_| r.follows(at));
        unit.is_some_and(|(unit, word)| unit.grain == Grain::Quarter && word.plural)
    };
    let ordinal = |at: usize| position(r, at).filter(|(nth, _)| (1..=4).contains(nth));
    if !(1..=4).contains(&nth) {
        return None;
    }
    let mut last = end;
    for _ in 0..MAX_MORE {
        if quarters(last) {
            break;
        }
        (_, last) = ordinal(absolute::behind_list_mark(r, last)?)?;
    }
    let listed = last > end || ordinal(absolute::before_list_mark(r, at)?).is_some();
    if !listed || !quarters(last) || context::topic(r, at, last + 1) == Some(Topic::Game) {
        return None;
    }
    let (year, behind) = year::behind(r, last + 1).unwrap_or((Year::Unknown, last + 1));
    let end = if last == end { behind } else { end };
    Some((part(Grain::Quarter, nth as u8, year), end))
}

/// `half of May`, `half of the 19th century` behind `first` or `second`.
fn half_of(r: &Reader, at: usize, nth: i8) -> Found<Moment> {
    let modifier = match nth {
        1 => DateModifier::Early,
        2 | -1 => DateModifier::Late,
        _ => return None,
    };
    if !r.is(at, Role::Half) || !r.is(at + 1, Role::Of) || !r.follows(at) {
        return None;
    }
    let the = r.skip(at + 2, Role::The);
    let (day, end) = period_at(r, at + 2).or_else(|| {
        let (moment, end) = year::read(r, the)?;
        Some((moment.day, end))
    })?;
    let moment = Moment {
        modifier: Some(modifier),
        half: true,
        ..Moment::on(day)
    };
    Some((moment, end))
}

/// `third` is 3, `last` -1, `second to last` -2, `third last` -3.
pub(super) fn position(r: &Reader, at: usize) -> Found<i8> {
    if r.is(at, Role::Final) || r.is(at, Role::Last) && !r.is(at, Role::Recent) {
        return Some((-1, at + 1));
    }
    let (number, end) = r.count(at)?;
    let nth = number.int.filter(|nth| (1..=53).contains(nth))? as i8;
    if !number.ordinal {
        // "20 of next month"
        let of =
            r.is(end, Role::Of) && relative::unit_offset(r, r.skip(end + 1, Role::The)).is_some();
        return (of && nth <= 31).then_some((nth, end));
    }
    let after = if r.is(end, Role::To) && r.is(end + 1, Role::Last) {
        end + 2
    } else if r.is(end, Role::Last) {
        end + 1
    } else {
        return Some((nth, end));
    };
    Some((-nth, after))
}

fn counted(r: &Reader, word: &crate::lexicon::Word) -> Option<Counted> {
    if let Some(weekday) = word.weekday.filter(|_| !word.plural) {
        return Some(Counted::Weekday(weekday));
    }
    let unit = &r.calendar.units[usize::from(word.unit.filter(|_| !word.plural)?)];
    matches!(
        unit.grain,
        Grain::Day | Grain::Week | Grain::Weekend | Grain::Month
    )
    .then_some(Counted::Grain(unit.grain))
}

/// `of October 2014`, `in this month`, `of 2018`.
fn within(r: &Reader, at: usize, of: Counted) -> Found<Day> {
    if !r.is_any(at, &[Role::Of, Role::In]) {
        return None;
    }
    let (day, end) = period_at(r, at + 1)?;
    let grain = match &day {
        Day::Known(period) => period.grain,
        Day::Date { day: None, .. } => Grain::Month,
        Day::Offset { grain, .. } => *grain,
        Day::Part { .. } => Grain::Quarter,
        _ => return None,
    };
    let shorter = match of {
        Counted::Weekday(_) => grain > Grain::Week,
        Counted::Grain(of) => grain > of,
    };
    shorter.then_some((day, end))
}

/// A month, a year, or one counted from the reference.
pub(super) fn period_at(r: &Reader, at: usize) -> Found<Day> {
    if !r.follows(at) {
        return None;
    }
    if let Some(month) = r.month(at) {
        let (moment, end) = absolute::month_first(r, at)
            .unwrap_or_else(|| (Moment::on(Day::month(month, Year::Unknown)), at + 1));
        return Some((moment.day, end));
    }
    if let Some(year) = year::four_digits(r, at) {
        return Some((Day::year(year)?, at + 1));
    }
    let next = r.skip(at, Role::The);
    if let Some((moment, end)) = relative::unit_offset(r, next) {
        return Some((moment.day, end));
    }
    if let Some((moment, end)) = lettered(r, next) {
        return Some((moment.day, end));
    }
    // "of the month": the reference's.
    let (unit, word) = r.unit(next).filter(|_| next > at && r.follows(next))?;
    let known = matches!(
        unit.grain,
        Grain::Week | Grain::Month | Grain::Quarter | Grain::Year | Grain::Decade | Grain::Century
    );
    (known && !word.plural).then_some((
        Day::Offset {
            grain: unit.grain,
            by: 0,
        },
        next + 1,
    ))
}

/// `quarter`, `half` behind an ordinal, and their year.
fn year_part(r: &Reader, at: usize, nth: i8) -> Found<Moment> {
    let next = r.skip_hyphen(at);
    let hyphen = next > at;
    if !r.follows(next) || nth < -1 {
        return None;
    }
    // "the last quarter of 1988", "the final quarter"
    let half = r.is(next, Role::Half);
    let last = nth == -1 && (half || r.is_one(next, Grain::Quarter));
    let reported = at > 0 && r.is(at - 1, Role::Final) && r.is(next + 1, Role::Reported);
    let ends = last && (r.is_any(next + 1, &[Role::Of, Role::In]) || reported);
    let nth = match ends {
        true if half => 2,
        true => 4,
        false => nth,
    };
    if nth < 1 {
        return None;
    }
    if r.is(next, Role::Fiscal) {
        let (moment, end) = year_part(&r.inner()?, next + 1, nth)?;
        return Some((fiscal_part(&moment.day)?, end));
    }
    let (grain, most) = if r.is(next, Role::Half) {
        (Grain::Half, 2)
    } else {
        if !r.is_one(next, Grain::Quarter) {
            return None;
        }
        (Grain::Quarter, 4)
    };
    if nth > most {
        return None;
    }
    let behind = fiscal_behind(r, next + 1, grain, nth as u8).or_else(|| {
        let (year, end) = year::behind(r, next + 1)?;
        Some((part(grain, nth as u8, year), end))
    });
    if let Some(found) = behind {
        return Some(found);
    }
    if r.is(next + 1, Role::Of)
        && let Some((
            Day::Offset {
                grain: Grain::Year,
                by,
            },
            end,
        )) = period_at(r, next + 2)
    {
        return Some((part(grain, nth as u8, Year::By(by as i16)), end));
    }
    let reported = hyphen && r.is(next + 1, Role::Reported);
    let bare = grain == Grain::Quarter && (hyphen || !r.is(next + 1, Role::Of)) || reported;
    // "in the first half imports rose"
    let led = at > 2 && r.is(at - 2, Role::The);
    let led = led && r.is_any(at - 3, &[Role::In, Role::For, Role::YearCue]);
    let half = grain == Grain::Half && led && !r.is(next + 1, Role::Of);
    if !bare && !half {
        return None;
    }
    let topic = context::topic(r, at, next + 1);
    let known = match grain {
        Grain::Quarter => topic != Some(Topic::Game),
        _ => reported || topic == Some(Topic::Report),
    };
    known.then(|| (part(grain, nth as u8, Year::Unknown), next + 1))
}

/// `third quarter`, `first half` without a year of its own.
pub(super) fn part_of_year(r: &Reader, at: usize) -> Found<Moment> {
    let (nth, end) = position(r, at)?;
    let next = r.skip_hyphen(end);
    if let Some(found) = year_part(r, end, nth) {
        return Some(found);
    }
    let half = matches!(nth, 1 | 2) && r.is(next, Role::Half) && r.follows(next);
    half.then(|| (part(Grain::Half, nth as u8, Year::Unknown), next + 1))
}

/// A quarter or half of the calendar's year as one of the fiscal year.
pub(super) fn fiscal_part(day: &Day) -> Option<Moment> {
    let Day::Part { grain, nth, year } = *day else {
        return None;
    };
    let part = Some((grain, nth));
    Some(Moment::on(Day::Fiscal { year, part }))
}

fn fiscal_behind(r: &Reader, at: usize, grain: Grain, nth: u8) -> Found<Moment> {
    let next = r.skip(at, Role::Of);
    let next = r.skip(next, Role::The);
    let (moment, end) = year::fiscal(r, next)?;
    let Day::Fiscal { year, .. } = moment.day else {
        return None;
    };
    let day = Day::Fiscal {
        year,
        part: Some((grain, nth)),
    };
    Some((Moment::on(day), end))
}

/// `the first 2 weeks of 2021`, `the last ten days of last year`.
pub(super) fn first_units(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let (edge, end) = position(r, at).filter(|(nth, _)| nth.abs() == 1)?;
    let (number, end) = r.count(end).filter(|(n, _)| !n.ordinal && r.follows(end))?;
    let count = number.int.filter(|n| (1..=100).contains(n))? as i8;
    let (unit, _) = r.unit(end).filter(|(_, w)| w.plural && r.follows(end))?;
    let of = Counted::Grain(unit.grain);
    if !matches!(
        unit.grain,
        Grain::Day | Grain::Week | Grain::Weekend | Grain::Month
    ) {
        return None;
    }
    let (within, end) = within(r, end + 1, of)?;
    let nth = |nth: i8| {
        Moment::on(Day::Nth {
            nth,
            of,
            within: Box::new(within.clone()),
        })
    };
    let ends = if edge > 0 {
        (nth(1), nth(count))
    } else {
        (nth(-count), nth(-1))
    };
    Some((ends, end))
}
