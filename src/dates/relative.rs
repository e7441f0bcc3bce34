//! What is counted from the reference: `yesterday`, `last month`, `next Friday`, `three days ago`,
//! `the past two decades`.

use super::moment::{Amount, Anchor, Clock, Day, Length, Meaning, Moment, Pick, Year};
use super::named;
use super::reader::{Found, Reader};
use super::{compose, duration};
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
    let (unit, word) = r.unit(next).filter(|_| r.follows(next))?;
    if word.plural || word.short || unit.grain == Grain::Second && by == 1 || r.is_hyphen(next + 1)
    {
        return None;
    }
    let grain = match unit.grain {
        Grain::Night | Grain::BusinessDay => return None,
        Grain::Minute | Grain::Second if by == 0 => return None,
        grain => grain,
    };
    // "the week after next"
    Some((Moment::on(Day::Offset { grain, by }), next + 1))
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
    let found = picked_weekday(r, at, next, word, by)
        .or_else(|| picked_part(word, by, next))
        .or_else(|| picked_month(r, word, by, next))
        .or_else(|| picked_season(word, by, next))
        .or_else(|| picked_holiday(r, by, next))?;
    (!strict || by == 0).then_some((Meaning::Moment(found.0), found.1))
}

/// `next Friday` is next week's; `last Friday` the last one; `coming Friday` the first.
fn picked_weekday(r: &Reader, at: usize, next: usize, word: &Word, by: i32) -> Found<Moment> {
    let weekday = word.weekday.filter(|_| !word.plural)?;
    let this = next > at + 1;
    let pick = match by {
        -1 => Pick::Last,
        // "this coming Friday"
        1 if this => Pick::Any,
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
    let nth = word.season? + 1;
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
    if let Some((number, end)) = r.number(next, false).filter(|(n, _)| !n.ordinal)
        && let Some((unit, _)) = r
            .unit(end)
            .filter(|(unit, w)| unit.grain == Grain::Quarter && w.plural)
    {
        let length = Length::of(Amount::Exact(number.value), unit);
        return Some((Length { anchor, ..length }, end + 1));
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

/// `5 past minutes`, `3 next weeks`, `two upcoming days`: the number first.
pub(super) fn number_first(r: &Reader, at: usize) -> Found<Length> {
    let (number, end) = r.number(at, false).filter(|(n, _)| !n.ordinal)?;
    let by = direction(r.word(end).filter(|_| r.follows(end))?)?;
    let (unit, _) = r.unit(end + 1).filter(|_| r.follows(end + 1))?;
    let anchor = match by {
        -1 => Anchor::Past,
        1 => Anchor::Next,
        _ => return None,
    };
    let length = Length::of(Amount::Exact(number.value), unit);
    Some((Length { anchor, ..length }, end + 2))
}

/// What stands behind a length: `ago`, `earlier`, `later`, `from now`, `after Easter`, or the
/// `in` before it; else the length itself. `first` is its first token.
pub(super) fn shifted(r: &Reader, length: Length, first: usize, end: usize) -> (Meaning, usize) {
    let shift = |by: Length, back, from: Option<Moment>| {
        Meaning::Moment(Moment::on(Day::Shift {
            by: Length {
                measured: false,
                ..by
            },
            back,
            from: from.map(Box::new),
        }))
    };
    let next = if r.symbol(end) == Some(',') && r.is(end + 1, Role::From) {
        end + 1
    } else {
        end
    };
    let Some(word) = r.word(next).filter(|_| r.follows(next)) else {
        return in_front(r, length, first, end);
    };
    if word.is(Role::Ago) {
        return (shift(length, true, None), next + 1);
    }
    let back = word.is(Role::Earlier) || word.is(Role::Before);
    let ahead = word.is(Role::After) || word.is(Role::From) || word.is(Role::Later);
    if back || ahead {
        if word.is(Role::From)
            && let Some(end) = now(r, next + 1)
        {
            return (shift(length, false, None), end);
        }
        let the = r.skip(next + 1, Role::The);
        let base = compose::day(r, next + 1)
            .filter(|_| r.follows(next + 1))
            .or_else(|| named_base(r, the));
        let joins = word.is(Role::Before) || word.is(Role::After) || word.is(Role::From);
        if joins && let Some((base, end)) = base {
            return (shift(length, back, Some(base)), end);
        }
        let alone = word.is(Role::Earlier) && (!word.is(Role::Before) || r.ends_clause(next + 1))
            || word.is(Role::Later);
        if alone {
            return (shift(length, back, None), next + 1);
        }
    }
    in_front(r, length, first, end)
}

/// `now`, `right now` behind `from`.
fn now(r: &Reader, at: usize) -> Option<usize> {
    let (meaning, end) = named::phrase(r, at)?;
    matches!(meaning, Meaning::Reference("PRESENT_REF")).then_some(end)
}

fn named_base(r: &Reader, at: usize) -> Found<Moment> {
    match named::phrase(r, at)? {
        (Meaning::Moment(moment), end) => Some((moment, end)),
        _ => None,
    }
}

/// How far back a word of the future is looked for.
const CUE_REACH: usize = 12;

/// `in five years`: a date where the sentence looks ahead, else a length.
fn in_front(r: &Reader, length: Length, first: usize, end: usize) -> (Meaning, usize) {
    let mut first = first;
    for role in [Role::Article, Role::Approximate] {
        first -= usize::from(r.after_any(first, &[role]));
    }
    let ahead =
        r.after_any(first, &[Role::In]) && length.total().is_some() && looks_ahead(r, first - 1);
    if !ahead {
        return (Meaning::Length(length), end);
    }
    let by = Length {
        measured: false,
        ..length
    };
    let day = Day::Shift {
        by,
        back: false,
        from: None,
    };
    (Meaning::Moment(Moment::on(day)), end)
}

/// The sentence that `at` stands in begins there, or has a word of the future before it, and no
/// superlative ("the first time in five years").
fn looks_ahead(r: &Reader, at: usize) -> bool {
    if super::context::begins_sentence(r, at) {
        return true;
    }
    for back in (at.saturating_sub(CUE_REACH)..at).rev() {
        if r.is(back, Role::Superlative) {
            return false;
        }
        if r.is(back, Role::Future)
            || r.token(back)
                .is_some_and(|t| t.of(r.text).ends_with("'ll") || t.of(r.text).ends_with("’ll"))
        {
            return true;
        }
        if super::context::begins_sentence(r, back) {
            return false;
        }
    }
    false
}

/// `the week after next`, read from the unit.
pub(super) fn after_next(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at).filter(|_| is_after_next(r, at + 1))?;
    let day = Day::Offset {
        grain: unit.grain,
        by: 2,
    };
    (!word.plural).then(|| (Moment::on(day), at + 3))
}

/// `after next` with nothing behind it.
pub(super) fn is_after_next(r: &Reader, at: usize) -> bool {
    r.is(at, Role::After)
        && r.is(at + 1, Role::Next)
        && r.follows(at + 1)
        && (r.ends_clause(at + 2) || r.unit(at + 2).is_none())
}

/// `three Fridays from now`, `2 Thursdays ago`.
pub(super) fn counted_weekday(r: &Reader, at: usize) -> Found<Moment> {
    let (number, end) = r.number(at, false).filter(|(n, _)| !n.ordinal)?;
    let count = number.int.filter(|n| (1..=100).contains(n))? as i8;
    let weekday = r.word(end).filter(|_| r.follows(end))?.weekday?;
    let (count, end) = if r.is(end + 1, Role::Ago) {
        (-count, end + 2)
    } else if r.is(end + 1, Role::From) {
        (count, now(r, end + 2)?)
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
    Some((one_back(unit), at + 3))
}

/// `the year before`, `the day before`, read from the unit.
pub(super) fn before(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at).filter(|_| r.after_any(at, &[Role::The]))?;
    let closed = r.is(at + 1, Role::Before) && r.is(at + 1, Role::Earlier) && r.ends_clause(at + 2);
    (closed && !word.plural && unit.grain >= Grain::Day).then(|| (one_back(unit), at + 2))
}

fn one_back(unit: &'static crate::lexicon::TimeUnit) -> Moment {
    let by = Length::of(Amount::Exact(Exact::integer(1)), unit);
    Moment::on(Day::Shift {
        by,
        back: true,
        from: None,
    })
}
