//! What counts from the date that the text told last, not from the day on which it was written: `a year
//! later`, `the following morning`, `that year`, `the same day`.

use jiff::civil::DateTime;

use super::grow::Draft;
use super::mention::{Date, DateKind, Settings};
use super::moment::{Day, Meaning, Moment, Year};
use super::reader::Reader;
use crate::lexicon::{Grain, Role};

/// How many tokens away the earlier date may stand.
const REACH: usize = 40;

/// In so many tokens an expression tells that it counts from an earlier date.
const WORDS: usize = 12;

/// A date that was read before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// The token behind it.
    end: usize,
    start: DateTime,
    /// How long it is.
    days: i32,
}

impl Told {
    /// The date as one that later expressions may count from: nothing longer than a year.
    pub fn of(date: &Date, end: usize) -> Option<Self> {
        if matches!(date.kind, DateKind::Duration | DateKind::Set) {
            return None;
        }
        let (start, last) = (date.start_time?, date.end_time?);
        let days = start.date().until(last.date()).ok()?.get_days();
        (days <= 366).then_some(Self { end, start, days })
    }
}

/// The settings by which a draft that counts from an earlier date resolves; none if it does not.
pub(super) fn settings(r: &Reader, draft: &Draft, told: Option<Told>) -> Option<Settings> {
    let Meaning::Moment(moment) = &draft.meaning else {
        return None;
    };
    let (longest, needed) = counts_from_told(r, draft, moment)?;
    let near = told.filter(|told| {
        let apart = draft.first.saturating_sub(told.end);
        apart <= REACH && told.days <= longest
    });
    if near.is_none() && !needed {
        return None;
    }
    Some(Settings {
        reference: near.map(|told| told.start),
        ..r.settings.clone()
    })
}

/// How long the earlier date may be, in days, and whether nothing else will do.
fn counts_from_told(r: &Reader, draft: &Draft, moment: &Moment) -> Option<(i32, bool)> {
    match &moment.day {
        Day::Offset { grain, .. } => {
            let mut words = draft.first..draft.end.min(draft.first + WORDS);
            let that = words.clone().any(|at| r.is(at, Role::That));
            let found = words.any(|at| {
                let the_next = r.is(at, Role::Next) && r.after_any(at, &[Role::The]);
                r.is(at, Role::Narrative) || the_next || is_about_told(r, draft, at)
            });
            found.then_some((days(*grain), that))
        }
        // "March of the same year", "the following autumn"
        Day::Date { year, .. } | Day::Part { year, .. }
            if matches!(year, Year::By(0) | Year::Next | Year::Last) =>
        {
            let found = (draft.first..draft.end).any(|at| r.is(at, Role::Narrative));
            found.then_some((366, false))
        }
        Day::Shift { by, from: None, .. } => {
            let last = draft.end - 1;
            let away = r.is_any(last, &[Role::Earlier, Role::Later]) && !r.is(last, Role::Ago);
            let long = by.finest()? >= Grain::Month;
            away.then_some((if long { 366 } else { 31 }, false))
        }
        _ => None,
    }
}

/// `before` of "the year before", `in` of "later in the year": about what was told.
fn is_about_told(r: &Reader, draft: &Draft, at: usize) -> bool {
    let before = r.is(at, Role::Before) && r.is(at, Role::Earlier) && at + 1 == draft.end;
    let inside = r.is(at, Role::In) && r.is(at + 1, Role::The) && at == draft.first + 1;
    before || inside && r.is_any(draft.first, &[Role::Early, Role::Late])
}

fn days(grain: Grain) -> i32 {
    match grain {
        Grain::Week | Grain::Weekend | Grain::Fortnight => 7,
        Grain::Month => 31,
        Grain::Quarter | Grain::Season => 92,
        Grain::Half => 184,
        grain if grain >= Grain::Year => 366,
        _ => 1,
    }
}
