//! Intervals told by one end and a length: `from 2 pm for 2 hours`, `2 weeks starting May 20`.

use super::moment::{Amount, Day, Length, Moment, Pick};
use super::reader::{Found, Reader};
use super::{clock, compose, duration};
use crate::lexicon::{Grain, Role};
use crate::numerals::Exact;

/// `from 2 pm for 2 hours`: the length behind a moment, which `first..end` is.
pub(super) fn behind(
    r: &Reader,
    first: usize,
    from: &Moment,
    end: usize,
) -> Found<(Moment, Moment)> {
    let opened = r.after_any(first, &[Role::From, Role::WeekStart]);
    let next = r.skip_symbol(end, ',');
    if !r.is(next, Role::For) || !r.follows(next) || !is_start(from) {
        return None;
    }
    let (length, end) = length(r, next + 1)?;
    (opened || r.is_whole(first, end)).then(|| Some((interval(r, from.clone(), length)?, end)))?
}

/// `2 weeks starting May 20`, `for 2 hours from 2 pm`: the moment behind the length that
/// `first..end` is.
pub(super) fn in_front(
    r: &Reader,
    first: usize,
    length: &Length,
    end: usize,
) -> Found<(Moment, Moment)> {
    let starting = r.is(end, Role::WeekStart) && !r.is(end, Role::Ending);
    let from = r.is(end, Role::From) && r.after_any(first, &[Role::For]);
    if !starting && !from || !r.follows(end) || !length.measured {
        return None;
    }
    let next = r.skip(end + 1, if starting { Role::From } else { Role::At });
    let next = r.skip(next, Role::On);
    let (moment, end) = compose::day(r, next).or_else(|| clock::read(r, next, false))?;
    if !is_start(&moment) || !r.follows(next) {
        return None;
    }
    Some((interval(r, moment, length.clone())?, end))
}

/// A day, or a time of one.
fn is_start(moment: &Moment) -> bool {
    moment.day.is_day() || moment.clock.is_some_and(|clock| clock.hour.is_some())
}

fn length(r: &Reader, at: usize) -> Found<Length> {
    if r.is(at, Role::Article) {
        let (length, _, end) = duration::with_article(r, at + 1)?;
        return Some((length, end));
    }
    duration::read(r, at)
}

fn interval(r: &Reader, mut from: Moment, length: Length) -> Option<(Moment, Moment)> {
    length.total()?;
    if let Day::Weekday { pick, .. } = &mut from.day
        && *pick == Pick::Any
    {
        // "for three days from Monday" is the coming one.
        *pick = Pick::Count(1);
    }
    let by_clock = length.finest()?.is_clock();
    if by_clock != from.clock.is_some() {
        return None;
    }
    let shifted = |by: Length, back: bool, from: Moment| {
        let from = Some(Box::new(from));
        Moment::on(Day::Shift { by, back, from })
    };
    let end = shifted(length, false, from.clone());
    if by_clock {
        return Some((from, end));
    }
    // The last day is the one before.
    let day = r
        .calendar
        .units
        .iter()
        .find(|unit| unit.grain == Grain::Day)?;
    let one = Length::of(Amount::Exact(Exact::integer(1)), day);
    Some((from, shifted(one, true, end)))
}
