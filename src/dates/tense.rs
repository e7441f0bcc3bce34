//! Whether a sentence tells what was or what will be: which Friday, which October is meant.
//!
//! A weekday, a day without its year or "the weekend" is the nearest one by default. The verbs beside
//! it know better: "met Friday" lies behind, "will meet Friday" ahead. The nearest cue to the left
//! counts, then the nearest to the right; participles behind "be" are no past.

use super::moment::{Day, Meaning, Pick, Year};
use super::reader::Reader;
use super::{Prefer, Settings};
use crate::lexicon::{Grain, Role};

/// How far a verb is looked for.
const REACH: usize = 20;

/// A day of no year may lie so many days ahead of a report, whatever its verb.
const NEAR: i32 = 31;

/// The next quarter begins within so many days.
const QUARTER: i32 = 92;

/// The setting by which `meaning`, read at `first..end`, resolves where only its verbs can tell.
pub(super) fn settle(
    r: &Reader,
    first: usize,
    end: usize,
    meaning: &mut Meaning,
    days_ahead: Option<i32>,
) -> Option<Settings> {
    let settings = r.settings;
    let ahead = days_ahead.filter(|_| settings.prefer == Prefer::Nearest)?;
    let day = match meaning {
        Meaning::Moment(moment) => &mut moment.day,
        Meaning::Interval(ends) => &mut ends.0.day,
        _ => return None,
    };
    let doubt = doubt(day)?;
    // "this weekend" is no other.
    if ahead == 0 || r.is(first, Role::This) {
        return None;
    }
    if let Doubt::Quarter = doubt {
        return reported_quarter(r, first, end, day).then(|| settings.clone());
    }
    let clause = matches!(doubt, Doubt::Year);
    let over = match day {
        Day::Part { grain, .. } => {
            *grain == Grain::Quarter && ahead > QUARTER || *grain == Grain::Half
        }
        _ => false,
    };
    let (due, over_then) = (!clause && is_due(r, first), is_ended(r, first, end, day));
    let part = matches!(day, Day::Part { .. });
    let near = if part || over_then { 0 } else { NEAR };
    let prefer = match (due, over_then) {
        (true, _) => Some(Prefer::Future),
        (_, true) => Some(Prefer::Past),
        _ => None,
    };
    let prefer = prefer
        .or_else(|| told(r, first, end, clause))
        .or_else(|| clause.then(|| told(r, first, end, false))?)
        // Quarters and halves are reported when they are over.
        .or_else(|| over.then_some(Prefer::Past))?;
    let wrong = match (prefer, doubt) {
        // Its last day is what lies ahead.
        _ if over_then && matches!(day, Day::Holding { .. }) => true,
        (Prefer::Past, Doubt::Year) => ahead > near,
        (Prefer::Past, _) => ahead > 0,
        _ => ahead < 0 && !matches!(doubt, Doubt::Weekend),
    };
    if !wrong {
        return None;
    }
    if let (Doubt::Weekend, Day::Offset { by, .. }) = (doubt, day) {
        *by = -1;
    }
    Some(Settings {
        prefer,
        ..settings.clone()
    })
}

/// "For the quarter, profit fell": the last one that is over is reported.
fn reported_quarter(r: &Reader, first: usize, end: usize, day: &mut Day) -> bool {
    let plain = r.is(first, Role::The) && end == first + 2;
    let past = plain && told(r, first, end, false) == Some(Prefer::Past);
    if let Day::Offset { by, .. } = day
        && past
    {
        *by = -1;
    }
    past
}

/// `Sept. 30` behind `ended`, `the quarter` before it.
fn is_ended(r: &Reader, first: usize, end: usize, day: &Day) -> bool {
    match day {
        Day::Holding { .. } => r.is(end, Role::Ended),
        _ => r.after_any(first, &[Role::Ended]),
    }
}

/// What a reference leaves open.
#[derive(Clone, Copy)]
enum Doubt {
    Weekday,
    Year,
    Weekend,
    Quarter,
}

fn doubt(day: &Day) -> Option<Doubt> {
    match day {
        Day::Weekday {
            pick: Pick::Any, ..
        } => Some(Doubt::Weekday),
        Day::Date { month: None, .. } => Some(Doubt::Weekday),
        Day::Date { year, .. } | Day::Named { year, .. } | Day::Part { year, .. } => {
            (*year == Year::Unknown).then_some(Doubt::Year)
        }
        Day::Holding { day, .. } => doubt(day),
        Day::Offset {
            grain: Grain::Weekend,
            by: 0,
        } => Some(Doubt::Weekend),
        Day::Offset {
            grain: Grain::Quarter,
            by: 0,
        } => Some(Doubt::Quarter),
        _ => None,
    }
}

/// What the verbs about `first..end` tell; of a year only those of the same clause.
fn told(r: &Reader, first: usize, end: usize, clause: bool) -> Option<Prefer> {
    let mut before = None;
    for at in (first.saturating_sub(REACH)..first).rev() {
        let comma = clause && r.symbol(at) == Some(',');
        // "said that on Friday he will fly"
        let subordinate = at + 1 < first && r.is(at, Role::That);
        if ends_sentence(r, at) || comma || subordinate {
            before = before_that(r, at).filter(|_| subordinate);
            break;
        }
        if let Some(cue) = cue(r, at) {
            return Some(cue);
        }
    }
    for at in end..(end + REACH).min(r.tokens.len()) {
        let comma = clause && r.symbol(at) == Some(',');
        if ends_sentence(r, at) || comma {
            break;
        }
        if let Some(cue) = cue(r, at) {
            return Some(cue);
        }
    }
    if before.is_some() {
        return before;
    }
    // "until Friday", "by Friday", where no verb says more.
    let until = first > 0
        && (r.is(first - 1, Role::Before) && r.is(first - 1, Role::To)
            || r.is(first - 1, Role::By));
    until.then_some(Prefer::Future)
}

/// `due Friday`, `set for Friday`, `a deadline of Friday`.
fn is_due(r: &Reader, first: usize) -> bool {
    let link = r.after_any(first, &[Role::For, Role::Of, Role::On, Role::By]);
    let at = first.wrapping_sub(1 + usize::from(link));
    let known = r.is(at, Role::AheadBehindBe) || link && r.is(at, Role::OnlyDue);
    // "COB Friday"
    known && r.tokens[at].is_word() || r.is(first, Role::Eod)
}

/// What the verb before `that` tells, where the clause behind it has none.
fn before_that(r: &Reader, that: usize) -> Option<Prefer> {
    let near = (that.saturating_sub(REACH)..that).rev();
    let mut near = near.take_while(|&at| !ends_sentence(r, at));
    near.find_map(|at| cue(r, at))
}

fn ends_sentence(r: &Reader, at: usize) -> bool {
    let mark = matches!(r.symbol(at), Some('.' | '!' | '?'));
    // "Sen. Graham"
    let title = at > 0 && r.is(at - 1, Role::Title);
    r.symbol(at) == Some(';')
        || mark
            && !title
            && r.token(at + 1).is_none_or(|next| {
                next.space_before() && !next.of(r.text).starts_with(char::is_lowercase)
            })
}

fn cue(r: &Reader, at: usize) -> Option<Prefer> {
    let token = r.token(at).filter(|token| token.is_word())?;
    if looks_ahead(r, at) {
        return Some(Prefer::Future);
    }
    let word = r.word(at);
    let text = token.of(r.text);
    let past = word.is_some_and(|word| word.is(Role::Was));
    let participle = text.len() > 4
        && text.ends_with(&*r.calendar.past_suffix)
        && text.starts_with(char::is_lowercase)
        && !r.is(at, Role::NotParticiple);
    // "the proposed partners", "U.S.-led"
    let attribute = r.after_any(at, &[Role::The, Role::Article]) || at > 0 && r.is_hyphen(at - 1);
    if attribute || !past && !participle {
        return None;
    }
    // "will be released", "to be held", "is held".
    let be = at > 0 && r.is(at - 1, Role::Be) || at > 1 && r.is(at - 2, Role::Be);
    if is_led_ahead(r, at, past) {
        return Some(Prefer::Future);
    }
    (!be).then_some(Prefer::Past)
}

/// `will` of "will hit", "will stay closed", "will not stay closed"; not of "may have closed".
fn is_led_ahead(r: &Reader, at: usize, past: bool) -> bool {
    let Some(verb) = at.checked_sub(1).filter(|&verb| r.tokens[verb].is_word()) else {
        return false;
    };
    if past {
        return looks_ahead(r, verb);
    }
    let auxiliary = match verb.checked_sub(1) {
        Some(not) if not > 0 && r.is(not, Role::Pronoun) && !looks_ahead(r, not) => not - 1,
        Some(auxiliary) => auxiliary,
        None => return false,
    };
    !r.is_any(verb, &[Role::AheadTo, Role::Be]) && looks_ahead(r, auxiliary)
}

/// `will`, `we'll`, `plans to`, `is to`, `is due to`; not the month of May.
fn looks_ahead(r: &Reader, at: usize) -> bool {
    let be = r.after_any(at, &[Role::Be]);
    // "due to rain" tells nothing, "set to begin" does.
    let sure = be || !r.is(at, Role::OnlyDue);
    let behind_be = r.is(at, Role::AheadBehindBe) && r.is(at + 1, Role::To) && sure;
    if be && r.is(at, Role::To) || behind_be {
        return true;
    }
    let month = r.month(at).is_some() && r.tokens[at].is_capitalised();
    let to = !r.is(at, Role::AheadTo) || r.is(at + 1, Role::To);
    r.is_or_ends(at, Role::Ahead) && !month && to
}
