//! What counts from the date that the text told last, not from the day on which it was written: `a year
//! later`, `the following morning`, `that year`, `the same day`.

use jiff::civil::{Date, DateTime, Time};

use super::grow::Draft;
use super::lengths::add;
use super::mention::{self, DateKind, Settings};
use super::moment::{Day, Meaning, Moment, Pick, Total, Year};
use super::period::Period;
use super::reader::Reader;
use super::year;
use crate::lexicon::{Grain, Role};

/// How many tokens away the earlier date may stand, and how many where nothing else will do.
const REACH: [isize; 2] = [40, 120];

/// In so many tokens an expression tells that it counts from an earlier date.
const WORDS: usize = 12;

/// Between a date and the one with which it is compared stand so many tokens at most.
const NEAR: isize = 3;

/// So many days the months differ in length.
const LEAP: i32 = 3;

/// A date that was read before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// The token behind it, counted from the paragraph that is read: negative in an earlier one.
    end: isize,
    start: DateTime,
    /// How long it is.
    days: i32,
}

impl Told {
    /// The date as one that later expressions may count from: nothing longer than a year.
    pub fn of(date: &mention::Date, end: usize) -> Option<Self> {
        if matches!(date.kind, DateKind::Duration | DateKind::Set) {
            return None;
        }
        let (start, last) = (date.start_time?, date.end_time?);
        let days = start.date().until(last.date()).ok()?.get_days();
        // A part of the day is no moment to count hours from.
        let long = start.until(last).ok()?.get_hours() > 0;
        let days = days.max(i32::from(long));
        let end = isize::try_from(end).ok()?;
        (days <= 366).then_some(Self { end, start, days })
    }

    /// The same, seen from the paragraph behind one of so many tokens.
    pub fn behind(self, tokens: usize) -> Option<Self> {
        let end = self.end.checked_sub_unsigned(tokens)?;
        Some(Self { end, ..self })
    }

    /// Whether it stays the one to count from behind `new`, which begins at `first`: "the quarter
    /// ended Sept. 30", "in September from August", "a week earlier".
    pub fn keeps(self, r: &Reader, new: Self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let apart = before.cast_signed() - self.end;
        let alike = (self.days - new.days).abs() <= LEAP;
        let base = r.is(before, Role::From) && (0..=NEAR).contains(&apart);
        let earlier = new.end > 0 && r.is(new.end.unsigned_abs() - 1, Role::Earlier);
        r.is(before, Role::Ended) && apart == 0 || alike && (base || earlier)
    }

    /// The week, month, quarter or half that it is.
    fn period(self) -> Option<Period> {
        let grain = match self.days {
            7 => Grain::Week,
            28..=31 => Grain::Month,
            90..=92 => Grain::Quarter,
            181..=184 => Grain::Half,
            _ => return None,
        };
        let period = Period::holding(grain, self.start.date())?;
        (period.start == self.start.date()).then_some(period)
    }
}

/// The settings by which a draft that counts from an earlier date resolves; none if it does not.
pub(super) fn settings(r: &Reader, draft: &mut Draft, told: Option<Told>) -> Option<Settings> {
    let Meaning::Moment(moment) = &draft.meaning else {
        return None;
    };
    if let Some(reference) = same_as_told(r, draft, moment, told) {
        return Some(Settings {
            reference: Some(reference),
            ..r.settings.clone()
        });
    }
    let (longest, needed) = counts_from_told(r, draft, moment)?;
    if let Some(year) = explained(r, moment, draft.end) {
        draft.meaning = Meaning::Moment(Moment::on(year));
        return Some(r.settings.clone());
    }
    let reach = REACH[usize::from(needed)];
    let near = told.filter(|told| {
        let apart = draft.first.cast_signed() - told.end;
        apart <= reach && told.days <= longest
    });
    if near.is_none() && !needed {
        return None;
    }
    let mut first_one = moment.day.clone();
    if let Day::Weekday {
        pick: pick @ Pick::Week(1),
        ..
    } = &mut first_one
        && near.is_some()
    {
        *pick = Pick::Count(1);
        draft.meaning = Meaning::Moment(Moment {
            day: first_one,
            ..moment.clone()
        });
    } else if let Some(day) = near.and_then(|told| same_period(moment, told)) {
        draft.meaning = Meaning::Moment(Moment::on(day));
    }
    Some(Settings {
        reference: near.map(|told| told.start),
        ..r.settings.clone()
    })
}

/// So many years before the day on which a text was written its story may lie apart from it.
const LONG_AGO: i16 = 5;

/// So many days back from the date told last a month or day of no year may lie in the same year.
const BACK: i32 = 183;

/// `July 6` behind "31 May 1832": a text that tells of long ago stays in the year that it told.
pub(super) fn in_told_year(r: &Reader, draft: &mut Draft, told: Option<Told>) {
    let Meaning::Moment(moment) = &mut draft.meaning else {
        return;
    };
    let Day::Date {
        year: year @ Year::Unknown,
        month: Some(month),
        day,
        weekday: None,
    } = &mut moment.day
    else {
        return;
    };
    let near = told.filter(|told| draft.first.cast_signed() - told.end <= REACH[0]);
    let (Some(told), Some(now)) = (near, r.settings.reference) else {
        return;
    };
    let then = told.start.date();
    if told.days > 31 || then.year() > now.year().saturating_sub(LONG_AGO) {
        return;
    }
    let day = day.map_or(1, |day| day as i8);
    let Ok(same) = Date::new(then.year(), *month as i8, day) else {
        return;
    };
    let apart = then.until(same).map_or(0, |span| span.get_days());
    *year = Year::Is(then.year() + i16::from(apart < -BACK));
}

/// `the quarter` behind "the third quarter", `the month` behind "September": the one that was told.
fn same_as_told(
    r: &Reader,
    draft: &Draft,
    moment: &Moment,
    told: Option<Told>,
) -> Option<DateTime> {
    let Day::Offset { grain, by: 0 } = moment.day else {
        return None;
    };
    let whole = moment.modifier.is_none() && moment.clock.is_none();
    let alone = whole && r.is(draft.first, Role::The) && draft.end == draft.first + 2;
    let told = told.filter(|told| alone && draft.first.cast_signed() - told.end <= REACH[0])?;
    let period = told.period()?;
    (period.grain == grain).then_some(told.start)
}

/// `, in 1987` behind "two years later": the year that it was.
fn explained(r: &Reader, moment: &Moment, end: usize) -> Option<Day> {
    let Day::Shift { by, .. } = &moment.day else {
        return None;
    };
    let years = by.finest()? >= Grain::Year;
    let beside = r.symbol(end) == Some(',') && r.is(end + 1, Role::In) && years;
    Day::year(year::four_digits(r, end + 2).filter(|_| beside)?)
}

/// "A year earlier" than the third quarter is a quarter, "a week earlier" than a week a week.
fn same_period(moment: &Moment, told: Told) -> Option<Day> {
    let period = told.period()?;
    let back = match &moment.day {
        Day::Shift {
            by,
            back: true,
            from: None,
            // Days that are no whole weeks lead to a day.
        } if by.finest()? >= period.grain => by.total().filter(|total| total.days % 7 == 0)?,
        Day::Part { nth: 0, .. } => Total {
            months: 12,
            ..Total::default()
        },
        _ => return None,
    };
    // Whole weeks: the same week a year earlier.
    let back = match period.grain {
        // Some months lead to no week in particular.
        Grain::Week if back.months % 12 != 0 => return None,
        Grain::Week => Total {
            months: 0,
            days: back.days + back.months / 12 * 364,
            ..back
        },
        _ => back,
    };
    let start = add(told.start, back, true)?;
    Some(Day::Known(Period::holding(period.grain, start.date())?))
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
            let mut words = draft.first..draft.end.min(draft.first + WORDS);
            // "the year-ago period", but not "a year ago"
            let ago = |at: usize| r.is(at, Role::Ago);
            let joined = |at: usize| ago(at) && r.is_hyphen(at.wrapping_sub(1));
            let plain = words.clone().any(|at| ago(at) && !joined(at));
            let away = words.any(|at| r.is_any(at, &[Role::Earlier, Role::Later]) || joined(at));
            let away = away && !plain;
            if by.finest()?.is_clock() && is_whole_day(r) {
                return away.then_some((0, true));
            }
            let long = by.finest()? >= Grain::Month;
            away.then_some((if long { 366 } else { 31 }, false))
        }
        // "the following Monday"
        Day::Weekday {
            pick: Pick::Week(1) | Pick::Last,
            ..
        } => {
            let found = r.is(draft.first, Role::The)
                && r.is_any(draft.first + 1, &[Role::Narrative, Role::Next]);
            found.then_some((31, false))
        }
        // "the year-earlier quarter"
        Day::Part {
            nth: 0,
            year: Year::By(-1),
            ..
        } => Some((92, false)),
        _ => None,
    }
}

/// The reference tells a day and no time of it: hours cannot be counted from it.
fn is_whole_day(r: &Reader) -> bool {
    let reference = r.settings.reference;
    reference.is_some_and(|now| now.time() == Time::midnight())
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
