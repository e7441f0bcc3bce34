//! What is counted from the reference: `yesterday`, `last month`, `next Friday`, `three days ago`,
//! `the past two decades`.

use jiff::civil::DateTime;

use super::moment::{Amount, Anchor, Clock, Day, Length, Meaning, Moment, Pick, Year};
use super::named;
use super::period::Period;
use super::reader::{Found, Reader};
use super::{compose, duration, shift, year};
use crate::lexicon::{Grain, Role, Word};
use crate::numerals::Exact;

/// `today`, `yesterday`, `tonight`.
pub(super) fn deictic(r: &Reader, at: usize) -> Found<Moment> {
    let word = r.word(at)?;
    let by = i32::from(word.deictic?);
    if super::context::is_title_word(r, at) {
        return None;
    }
    let clock = word.part.map(|part| Clock {
        part: Some(part),
        ..Clock::default()
    });
    let day = Day::Offset {
        grain: Grain::Day,
        by,
    };
    Some((
        Moment {
            clock,
            ..Moment::on(day)
        },
        at + 1,
    ))
}

/// Where a word of direction points: -1, 0, 1.
fn direction(word: &Word) -> Option<i32> {
    if word.is(Role::Next) {
        Some(1)
    } else if word.is(Role::Last) || word.is(Role::Past) {
        Some(-1)
    } else if word.is(Role::This) || word.is(Role::Same) {
        Some(0)
    } else {
        None
    }
}

/// `last month`, `this week`, `next year`, `this past week`: one unit.
pub(super) fn unit_offset(r: &Reader, at: usize) -> Found<Moment> {
    let (by, next) = pointer(r, at)?;
    let next = r.skip(next, Role::Calendar);
    if r.is(next, Role::Fiscal)
        && r.unit(next + 1)
            .is_some_and(|(unit, w)| unit.grain == Grain::Year && !w.plural)
    {
        let year = Year::By(i16::try_from(by).ok()?);
        return Some((Moment::on(Day::Fiscal { year, part: None }), next + 2));
    }
    let (unit, word) = r.unit(next).filter(|_| r.follows(next))?;
    if word.plural
        || word.short
        || unit.grain == Grain::Second && by == 1
        || r.is_hyphen(next + 1) && !r.is(next + 2, Role::End)
    {
        return None;
    }
    let grain = match unit.grain {
        Grain::Night | Grain::BusinessDay => return None,
        Grain::Day if by < 0 && r.after_any(at, &[Role::Possessive]) => return None,
        Grain::Minute | Grain::Second if by == 0 || is_at_the(r, at) => return None,
        grain => grain,
    };
    if grain == Grain::Week && r.is_hyphen(next + 1) && r.is(next + 2, Role::End) {
        let grain = Grain::Weekend;
        return Some((Moment::on(Day::Offset { grain, by }), next + 3));
    }
    // "the week after next"
    Some((Moment::on(Day::Offset { grain, by }), next + 1))
}

/// `one day` of "will one day be free".
pub(super) fn is_some_day(r: &Reader, length: &Length, first: usize, end: usize) -> bool {
    let one = r.is_number_word(first) && end == first + 2 && r.is_one(end - 1, Grain::Day);
    one && length.finest() == Some(Grain::Day)
        && r.after_any(first, &[Role::Ahead])
        && !r.after_any(first, &[Role::AheadTo])
}

/// "at the last minute"
fn is_at_the(r: &Reader, at: usize) -> bool {
    r.after_any(at, &[Role::The]) && at > 1 && r.is(at - 2, Role::At)
}

/// `one day last week`: as much of the week is told.
pub(super) fn one_day(r: &Reader, length: &Length, first: usize, end: usize) -> Found<Moment> {
    let one = r.is_number_word(first) && end == first + 2;
    let day = length.finest() == Some(Grain::Day) && r.is_one(end - 1, Grain::Day);
    let (moment, after) = unit_offset(r, end).filter(|_| one && day && r.follows(end))?;
    let longer = matches!(moment.day, Day::Offset { grain, .. } if grain >= Grain::Week);
    longer.then_some((moment, after))
}

/// The direction and its end: `last`, `this past`, `this coming`.
fn pointer(r: &Reader, at: usize) -> Found<i32> {
    let word = r.word(at)?;
    let by = direction(word)?;
    let follows = r.follows(at + 1);
    if by == 0 && follows && r.is_any(at + 1, &[Role::Past, Role::Next, Role::Last]) {
        let next = r.word(at + 1)?;
        return Some((direction(next)?, at + 2));
    }
    follows.then_some((by, at + 1))
}

/// Whatever a word of direction begins.
pub(super) fn determined(r: &Reader, at: usize) -> Found<Meaning> {
    if let Some((length, end)) = anchored(r, at) {
        return Some((Meaning::Length(length), end));
    }
    if let Some((moment, end)) = unit_offset(r, at) {
        return Some((Meaning::Moment(moment), end));
    }
    let (by, next) = pointer(r, at)?;
    let word = r.word(next).filter(|_| r.follows(next))?;
    let strict = r.word(at)?.is(Role::Same);
    if by == 0
        && let Some(found) = a_unit_ago(r, next)
    {
        return Some((Meaning::Moment(found.0), found.1));
    }
    let found = picked_weekday(r, at, next, word, by)
        .or_else(|| {
            // "our last evening"
            let own = by < 0 && r.after_any(at, &[Role::Possessive]);
            (!own).then(|| picked_part(word, by, next))?
        })
        .or_else(|| picked_month(r, word, by, next))
        .or_else(|| picked_season(word, by, next))
        .or_else(|| picked_holiday(r, by, next))?;
    (!strict || by == 0).then_some((Meaning::Moment(found.0), found.1))
}

/// `this time last year`, `the same period a year ago`: the unit, as far
/// away as its words say.
fn a_unit_ago(r: &Reader, at: usize) -> Found<Moment> {
    let word = r.word(at)?;
    let (time, period) = (word.is(Role::Time), word.is(Role::Period));
    if !time && !period {
        return None;
    }
    let next = r.skip(r.skip(at + 1, Role::Of), Role::In);
    if let Some((year, end)) = year::four_digits(r, next).map(|year| (year, next + 1)) {
        return period.then(|| Some((Moment::on(Day::year(year)?), end)))?;
    }
    let (moment, end) = match r.unit(next + 1) {
        Some(_) if r.is(next, Role::Article) => {
            let (length, first, end) = duration::with_article(r, next + 1)?;
            compose::moment(Some(shift::shifted(r, length, first, end)))?
        }
        _ => unit_offset(r, next)?,
    };
    match moment.day {
        Day::Offset { grain, by } if time => Some((on_this_day(r, grain, by)?, end)),
        Day::Offset { .. } | Day::Shift { .. } => Some((moment, end)),
        _ => None,
    }
}

/// The reference's day, so many units away.
fn on_this_day(r: &Reader, grain: Grain, by: i32) -> Option<Moment> {
    let unit = r.calendar.units.iter().find(|unit| unit.grain == grain)?;
    let count = Exact::integer(i128::from(by.unsigned_abs()));
    let day = Day::Shift {
        by: Length::of(Amount::Exact(count), unit),
        back: by < 0,
        from: Some(Box::new(Moment::on(Day::Now))),
    };
    (by != 0).then(|| Moment::on(day))
}

/// `next Friday` is next week's; `last Friday` the last one; `coming Friday` the first.
fn picked_weekday(r: &Reader, at: usize, next: usize, word: &Word, by: i32) -> Found<Moment> {
    let weekday = word.weekday.filter(|_| !word.plural)?;
    let this = next > at + 1;
    let pick = match by {
        -1 => Pick::Last,
        // "this coming Friday"
        1 if this => Pick::Count(1),
        by => Pick::Week(by),
    };
    let end = r.skip_symbol_glued(next + 1, '.');
    let end = if word.guarded { end } else { next + 1 };
    Some((Moment::on(Day::Weekday { weekday, pick }), end))
}

/// `this morning`, `last night`, `next evening`.
fn picked_part(word: &Word, by: i32, next: usize) -> Found<Moment> {
    let part = word
        .part
        .filter(|_| !word.plural && word.deictic.is_none())?;
    let moment = Moment {
        clock: Some(Clock {
            part: Some(part),
            ..Clock::default()
        }),
        ..Moment::on(Day::Offset {
            grain: Grain::Day,
            by,
        })
    };
    Some((moment, next + 1))
}

const fn picked_year(by: i32) -> Year {
    match by {
        -1 => Year::Last,
        0 => Year::By(0),
        _ => Year::Next,
    }
}

fn picked_month(r: &Reader, word: &Word, by: i32, next: usize) -> Found<Moment> {
    let month = word.month?;
    let verb = word.guarded
        && !r.token(next)?.is_capitalised()
        && !r.ends_clause(next + 1)
        && r.digits(next + 1).is_none();
    if verb {
        return None;
    }
    if let Some((day, _, end)) = super::absolute::day(r, next + 1).filter(|_| r.follows(next + 1))
        && r.ends_free(end)
    {
        return Some((Moment::on(Day::date(month, day, picked_year(by))), end));
    }
    Some((Moment::on(Day::month(month, picked_year(by))), next + 1))
}

fn picked_season(word: &Word, by: i32, next: usize) -> Found<Moment> {
    let nth = word.season.filter(|_| !word.plural)? + 1;
    let day = Day::Part {
        grain: Grain::Season,
        nth,
        year: picked_year(by),
    };
    Some((Moment::on(day), next + 1))
}

fn picked_holiday(r: &Reader, by: i32, next: usize) -> Found<Moment> {
    let (Meaning::Moment(mut moment), end) = named::phrase(r, next)? else {
        return None;
    };
    let year = moment
        .day
        .year_mut()
        .filter(|year| **year == Year::Unknown)?;
    *year = picked_year(by);
    Some((moment, end))
}

/// `the past two decades`, `next several weeks`, `the last few days`, `the past year`.
fn anchored(r: &Reader, at: usize) -> Found<Length> {
    let (by, next) = pointer(r, at)?;
    let anchor = match by {
        -1 => Anchor::Past,
        1 => Anchor::Next,
        _ if r.is(at, Role::This) || r.is(at, Role::Same) => return None,
        _ => Anchor::None,
    };
    let whole = r.is(at, Role::Past) && r.after_any(at, &[Role::The]);
    if let Some((unit, _)) = r.unit(next).filter(|(unit, w)| {
        whole && !w.plural && unit.grain >= Grain::Week && unit.grain != Grain::Weekend
    }) {
        let length = Length::of(Amount::Exact(Exact::integer(1)), unit);
        return Some((Length { anchor, ..length }, next + 1));
    }
    if let Some((number, end)) = r.number(next, false).filter(|(n, _)| !n.count.ordinal)
        && let Some((unit, _)) = r
            .unit(end)
            .filter(|(unit, w)| unit.grain == Grain::Quarter && w.plural)
    {
        let length = Length::of(Amount::Exact(number.value), unit);
        return Some((Length { anchor, ..length }, end + 1));
    }
    let verb = r.is(at, Role::Last) && r.after_any(at, &[Role::Ahead, Role::To]);
    if verb {
        return None;
    }
    if let Some((length, end)) = duration::read(r, next) {
        // "last two-year term"
        return Some((
            Length {
                anchor,
                measured: false,
                ..length
            },
            end,
        ));
    }
    // "the coming weeks", "past years"
    let (unit, word) = r.unit(next).filter(|_| r.follows(next))?;
    (word.plural && !word.short).then(|| {
        let length = Length::of(Amount::Vague, unit);
        (Length { anchor, ..length }, next + 1)
    })
}

/// `5 past minutes`, `3 next weeks`, `two upcoming days`: the number first, before a plural, for what
/// was sold or earned last year counts no years.
pub(super) fn number_first(r: &Reader, at: usize) -> Found<Length> {
    let (number, end) = r.number(at, false).filter(|(n, _)| !n.count.ordinal)?;
    let by = direction(r.word(end).filter(|_| r.follows(end))?)?;
    let whole = r.is_whole(at, end + 2);
    let (unit, _) = r
        .unit(end + 1)
        .filter(|(_, word)| (word.plural || whole) && r.follows(end + 1))?;
    let anchor = match by {
        -1 => Anchor::Past,
        1 => Anchor::Next,
        _ => return None,
    };
    let length = Length::of(Amount::Exact(number.value), unit);
    Some((Length { anchor, ..length }, end + 2))
}

/// `the week after next`, `the week before last`, read from the unit.
pub(super) fn two_away(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at)?;
    let by = away_from_next(r, at + 1)?;
    let day = Day::Offset {
        grain: unit.grain,
        by,
    };
    (!word.plural).then(|| (Moment::on(day), at + 3))
}

/// `after next` or `before last` with no unit behind it.
pub(super) fn away_from_next(r: &Reader, at: usize) -> Option<i32> {
    let by = if r.is(at, Role::After) && r.is(at + 1, Role::Next) {
        2
    } else if r.is(at, Role::Before) && r.is(at + 1, Role::Last) {
        -2
    } else {
        return None;
    };
    (r.follows(at + 1) && (r.ends_clause(at + 2) || r.unit(at + 2).is_none())).then_some(by)
}

/// `three Fridays from now`, `2 Thursdays ago`.
pub(super) fn counted_weekday(r: &Reader, at: usize) -> Found<Moment> {
    let (number, end) = r.count(at).filter(|(n, _)| !n.ordinal)?;
    let count = number.int.filter(|n| (1..=100).contains(n))? as i8;
    let weekday = r.word(end).filter(|_| r.follows(end))?.weekday?;
    let (count, end) = if r.is(end + 1, Role::Ago) {
        (-count, end + 2)
    } else if r.is(end + 1, Role::From) {
        (count, shift::now(r, end + 2)?)
    } else {
        return None;
    };
    let pick = Pick::Count(count);
    Some((Moment::on(Day::Weekday { weekday, pick }), end))
}

/// `year-earlier`, `year-ago`, read from the unit.
pub(super) fn hyphened(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at).filter(|_| r.is_hyphen(at + 1))?;
    if word.plural
        || !r.is_any(at + 2, &[Role::Ago, Role::Earlier])
        || r.is_hyphen(at.wrapping_sub(1))
    {
        return None;
    }
    if unit.grain == Grain::Year
        && let Some(found) = part_a_year_ago(r, at + 3)
    {
        return Some(found);
    }
    if let Some((within, _)) = r
        .unit(at + 3)
        .filter(|(_, w)| !w.plural && r.follows(at + 3))
    {
        if unit.grain == Grain::Year && within.grain == Grain::Quarter {
            let day = Day::Part {
                grain: Grain::Quarter,
                nth: 0,
                year: Year::By(-1),
            };
            return Some((Moment::on(day), at + 4));
        }
        return Some((one_back(unit), at + 4));
    }
    let end = r.skip(at + 3, Role::Period);
    Some((one_back(unit), end))
}

/// `fourth quarter` behind `year-ago`: a year before the last one that is over, which is reported.
fn part_a_year_ago(r: &Reader, at: usize) -> Found<Moment> {
    let (moment, end) = super::nth::part_of_year(r, at).filter(|_| r.follows(at))?;
    let Day::Part { grain, nth, .. } = moment.day else {
        return None;
    };
    let year = match r.settings.reference.map(DateTime::date) {
        Some(now) => {
            let this = Period::part(grain, nth, now.year())?;
            let over = this.end().is_some_and(|end| end <= now);
            Year::Is(now.year().checked_sub(1 + i16::from(!over))?)
        }
        None => Year::Unknown,
    };
    Some((Moment::on(Day::Part { grain, nth, year }), end))
}

/// `the day after Thanksgiving`, `the night before the vote` is none: read from the unit.
pub(super) fn beside(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at).filter(|_| r.after_any(at, &[Role::The]))?;
    let link = r.word(at + 1).filter(|_| r.follows(at + 1))?;
    let (back, ahead) = (link.is(Role::Before), link.is(Role::After));
    if word.plural || unit.grain != Grain::Day || back == ahead {
        return None;
    }
    let the = r.skip(at + 2, Role::The);
    let (base, end) = compose::day(r, at + 2)
        .filter(|(base, _)| base.day.is_day())
        .or_else(|| compose::moment(named::phrase(r, the)))?;
    let day = Day::Shift {
        by: Length::of(Amount::Exact(Exact::integer(1)), unit),
        back,
        from: Some(Box::new(base)),
    };
    Some((Moment::on(day), end))
}

/// `the year before`, `the day before`, read from the unit.
pub(super) fn before(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at).filter(|_| r.after_any(at, &[Role::The]))?;
    let closed = r.is(at + 1, Role::Before) && r.is(at + 1, Role::Earlier) && r.ends_clause(at + 2);
    let grain = match unit.grain {
        Grain::Night | Grain::BusinessDay | Grain::Fortnight => Grain::Day,
        grain => grain,
    };
    (closed && !word.plural && grain >= Grain::Day)
        .then(|| (Moment::on(Day::Offset { grain, by: -1 }), at + 2))
}

fn one_back(unit: &'static crate::lexicon::TimeUnit) -> Moment {
    let by = Length::of(Amount::Exact(Exact::integer(1)), unit);
    Moment::on(Day::Shift {
        by,
        back: true,
        from: None,
    })
}
