//! What a length and the words beside it come to: `three days ago`, `two weeks after Easter`, `in five
//! years`.

use super::moment::{Anchor, Day, Length, Meaning, Moment};
use super::reader::{Found, Reader};
use super::{PRESENT, clock, compose, duration, named};
use crate::lexicon::{Grain, Role};

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
    let end = hedged(r, end);
    let next = if r.symbol(end) == Some(',') && r.is(end + 1, Role::From) {
        end + 1
    } else {
        end
    };
    let Some(word) = r.word(next).filter(|_| r.follows(next)) else {
        return in_front(r, length, first, end);
    };
    let back = word.is(Role::Back) && r.ends_clause(next + 1);
    if word.is(Role::Ago) || back {
        return (shift(length, true, None), next + 1);
    }
    if word.is(Role::On)
        && let Some((day, end)) = weekday_behind(r, &length, first, next + 1)
    {
        return (shift(length, false, Some(day)), end);
    }
    let back = word.is(Role::Earlier) || word.is(Role::Before);
    let ahead = word.is(Role::After) || word.is(Role::From) || word.is(Role::Later);
    if back || ahead {
        if word.is(Role::From)
            && let Some(end) = now(r, next + 1)
        {
            return (shift(length, false, None), end);
        }
        let base = compose::day(r, next + 1).filter(|_| r.follows(next + 1));
        let joins = word.is(Role::Before) || word.is(Role::After) || word.is(Role::From);
        if joins && let Some((base, end)) = base {
            return (shift(length, back, Some(base)), end);
        }
        if joins && let Some((base, end)) = settled_clock(r, next + 1, &length) {
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

/// `Friday` of "a week on Friday", "two weeks on Monday": so long after it, at the clause's end.
fn weekday_behind(r: &Reader, length: &Length, first: usize, at: usize) -> Found<Moment> {
    const OTHER: [Role; 6] = [
        Role::For,
        Role::In,
        Role::Within,
        Role::Last,
        Role::Past,
        Role::Over,
    ];
    let weeks = matches!(length.finest()?, Grain::Week | Grain::Fortnight);
    length.total().filter(|_| weeks)?;
    let first = first - usize::from(r.after_any(first, &[Role::Article]));
    // "one day a week on Friday", "once a week on Friday", "for a week on Friday"
    let rate = first > 0 && (r.unit(first - 1).is_some() || r.after_any(first, &OTHER));
    let often = first > 0 && r.is_any(first - 1, &[Role::Once, Role::Times, Role::Every]);
    named::weekday(r, at).filter(|(_, end)| !rate && !often && r.follows(at) && r.ends_clause(*end))
}

/// The end behind `or so`, `or more`, `or two`.
fn hedged(r: &Reader, end: usize) -> usize {
    let or = r.is(end, Role::Or) && r.follows(end + 1);
    let number = || {
        let (number, after) = r.count(end + 1).filter(|(n, _)| !n.ordinal)?;
        let noun = r.unit(after).is_some() || super::context::is_plural(r, after);
        (number.words && !noun && after == end + 2).then_some(after)
    };
    if or && r.is_any(end + 1, &[Role::More, Role::Hedge]) {
        return end + 2;
    }
    number().filter(|_| or).unwrap_or(end)
}

/// `in two weeks`, `three months ago`, `a year from now`, at the clause's end: the moment that it
/// names.
pub(super) fn from_now(r: &Reader, at: usize) -> Found<Day> {
    let r = &r.inner()?;
    let inside = r.is(at, Role::In);
    let next = at + usize::from(inside);
    let (length, first, end) = if r.is(next, Role::Article) {
        duration::with_article(r, next + 1)?
    } else {
        let (length, end) = duration::read(r, next)?;
        (length, next, end)
    };
    length.total()?;
    if inside {
        let day = Day::Shift {
            by: length,
            back: false,
            from: None,
        };
        return r.ends_clause(end).then_some((day, end));
    }
    let (moment, end) = compose::moment(Some(shifted(r, length, first, end)))?;
    matches!(moment.day, Day::Shift { from: None, .. }).then_some((moment.day, end))
}

/// `now`, `right now` behind `from`.
pub(super) fn now(r: &Reader, at: usize) -> Option<usize> {
    let (meaning, end) = named::phrase(r, at)?;
    matches!(meaning, Meaning::Reference(PRESENT)).then_some(end)
}

/// `1pm` behind `15 minutes from`.
fn settled_clock(r: &Reader, at: usize, length: &Length) -> Found<Moment> {
    length.finest().filter(|grain| grain.is_clock())?;
    clock::read(r, at, false)
        .filter(|(moment, _)| r.follows(at) && moment.clock.is_some_and(|clock| clock.settled))
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
        let within = r.after_any(first, &[Role::Within]) && looks_ahead(r, first - 1);
        let anchor = if within {
            Anchor::Within
        } else {
            length.anchor
        };
        return (Meaning::Length(Length { anchor, ..length }), end);
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
        if r.is_or_ends(back, Role::Future) {
            return true;
        }
        if super::context::begins_sentence(r, back) {
            return false;
        }
    }
    false
}
