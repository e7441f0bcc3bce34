//! Floor 3: dates, times, durations, sets, and their resolution against a reference date.
//!
//! [`find`] goes through the tokens once. A word of the calendar's lexicon, a number word or a
//! figure is a trigger: from it a small grammar reads one expression forwards ([`compose`] joins the
//! pieces of one moment, [`interval`] its two ends), then takes in articles and modifiers to its
//! left ([`grow`]). What it means ([`moment`]) is resolved last ([`resolve`]): with whole days of the
//! civil calendar, against [`Settings::reference`] where one is given.
//!
//! Cost: one look-up for each word; each trigger looks at a bounded number of tokens to both sides
//! and a token that is read is not read again. Text without a trigger allocates nothing. Which
//! readings a trigger is tried with stands in [`trigger`]: a word that no list knows, or a mark that
//! closes, ends them all ([`Reader::is_barrier`], [`Reader::is_end`]), and figures are tried with what
//! their size and the token behind them allow. A new form is a reading in its file and a line there,
//! behind the condition that it needs, if any.
//!
//! Spans hold the expression with its article and modifier (`the third quarter`, `early 2015`,
//! `more than two years`) and without its preposition; an interval's begin with `from` or `between`.
//!
//! It refuses what only looks like a date: ages (`five-year-old` is a number), `may` the verb, four
//! digits that count something, fractions, verses, versions, and all that patterns have claimed.

mod absolute;
mod bare;
mod clock;
mod compose;
mod context;
mod decade;
mod duration;
mod feasts;
mod grow;
mod hours;
mod interval;
mod lasting;
mod lengths;
mod lettered;
mod mention;
mod merge;
mod moment;
mod named;
mod nth;
mod numeric;
mod period;
mod reader;
mod relative;
mod resolve;
mod set;
mod shift;
mod stage;
mod tense;
mod told;
mod trigger;
mod value;
mod year;
mod zone;

#[cfg(test)]
mod tests;

pub use mention::{Date, DateKind, DateModifier, Prefer, Settings};

use self::grow::Draft;
use self::moment::Meaning;
use self::reader::{Numerals, Reader};
use self::resolve::Stretch;
use self::told::Told;
use crate::lexicon::{calendar, vocabulary};
use crate::text::{Span, Token, paragraphs};

/// Finds the dates of `text`, sorted, without overlap, and appends them to `dates`. Nothing is read
/// inside `claimed` (sorted spans of patterns).
pub fn find(
    text: &str,
    tokens: &[Token],
    claimed: &[Span],
    settings: &Settings,
    dates: &mut Vec<Date>,
) {
    find_while(text, tokens, claimed, settings, &|| true, dates);
}

/// The same as long as `keep_on`, asked wherever a date may begin, says true.
pub fn find_while(
    text: &str,
    tokens: &[Token],
    claimed: &[Span],
    settings: &Settings,
    keep_on: &dyn Fn() -> bool,
    dates: &mut Vec<Date>,
) {
    let mut claimed = claimed.iter().copied().peekable();
    let mut told = None;
    for tokens in paragraphs(tokens) {
        let numerals = Numerals::default();
        let reader = Reader {
            text,
            tokens,
            settings,
            calendar: calendar(),
            numerals: &numerals,
            floor: 0,
            depth: 0,
        };
        told = paragraph(reader, &mut claimed, told, keep_on, dates);
        told = told.and_then(|told| told.behind(tokens.len()));
    }
}

/// The dates of one paragraph: no look goes beyond it. `told` is the date that was told last.
fn paragraph(
    mut reader: Reader<'_>,
    claimed: &mut std::iter::Peekable<impl Iterator<Item = Span>>,
    mut told: Option<Told>,
    keep_on: &dyn Fn() -> bool,
    dates: &mut Vec<Date>,
) -> Option<Told> {
    let tokens = reader.tokens;
    let mut at = 0;
    let mut held = held_from(tokens, at, claimed.peek());
    while let Some(stop) = next_stop(&reader, at, held).filter(|_| keep_on()) {
        at = stop;
        let token = tokens[at];
        while claimed
            .next_if(|span| span.end <= token.span.start)
            .is_some()
        {
            held = held_from(tokens, at, claimed.peek());
        }
        if let Some(span) = claimed.peek().filter(|span| span.overlaps(token.span)) {
            let end = span.end;
            at += 1;
            if tokens.get(at).is_none_or(|next| next.span.start >= end) {
                reader.floor = at;
            }
            continue;
        }
        let Some(mut draft) = trigger::read(&reader, at) else {
            at += 1;
            continue;
        };
        let span = Span::new(
            tokens[draft.first].span.start,
            tokens[draft.end - 1].span.end,
        );
        let taken = claimed.peek().is_some_and(|claim| claim.overlaps(span));
        if taken {
            at += 1;
            continue;
        }
        at = draft.end;
        reader.floor = at;
        let date = in_context(&reader, &mut draft, span, told);
        told = Told::of(&date, draft.end)
            .filter(|new| !told.is_some_and(|told| told.keeps(&reader, *new, draft.first)))
            .or(told);
        dates.push(date);
    }
    told
}

/// The first token, from `at` on, that the claim holds or that stands behind it.
fn held_from(tokens: &[Token], at: usize, claim: Option<&Span>) -> usize {
    claim.map_or(tokens.len(), |claim| {
        at + tokens[at..].partition_point(|token| token.span.end <= claim.start)
    })
}

/// The next token, from `at` on, where a date may begin, or the first from `held` on.
fn next_stop(r: &Reader, mut at: usize, held: usize) -> Option<usize> {
    while at < held {
        let mut free = r.tokens[at..held].iter();
        let next = free.position(|&token| vocabulary::may_begin_date(token));
        at = next.map_or(held, |ahead| at + ahead);
        if at < held && !is_idle(r, at) {
            return Some(at);
        }
        at += usize::from(at < held);
    }
    (at < r.tokens.len()).then_some(at)
}

/// Whether the word at `at` begins dates in phrases alone, and none of them goes on behind it.
fn is_idle(r: &Reader, at: usize) -> bool {
    let meanings = vocabulary::meanings(r.text, r.tokens[at]);
    let word = meanings.date.filter(|_| meanings.only_in_phrases);
    word.is_some_and(|word| !word.may_go_on(r.head(at + 1)))
}

/// The mention that a draft comes to: counted from an earlier date where its words say so, and by the
/// verbs beside it where they alone can tell.
fn in_context(r: &Reader, draft: &mut Draft, span: Span, told: Option<Told>) -> Date {
    if let Some(settings) = told::settings(r, draft, told) {
        return resolved(draft, span, &settings);
    }
    told::in_told_year(r, draft, told);
    let date = resolved(draft, span, r.settings);
    let ahead = r.settings.reference.zip(date.start_time);
    let ahead =
        ahead.and_then(|(now, start)| Some(now.date().until(start.date()).ok()?.get_days()));
    match tense::settle(r, draft.first, draft.end, &mut draft.meaning, ahead) {
        Some(settings) => resolved(draft, span, &settings),
        None => date,
    }
}

/// The mention that a draft comes to.
fn resolved(draft: &Draft, span: Span, settings: &Settings) -> Date {
    let stretch = match &draft.meaning {
        Meaning::Moment(moment) => resolve::moment(moment, settings),
        Meaning::Interval(ends) => resolve::interval(&ends.0, &ends.1, settings),
        Meaning::Length(length) => lengths::length(length, settings),
        Meaning::Set(value) => plain(value),
        Meaning::Reference(value) => Stretch {
            start: settings.reference.filter(|_| *value == PRESENT),
            ..plain(value)
        },
    };
    let (modifier, offset, ambiguous) = match &draft.meaning {
        Meaning::Moment(moment) => (moment.modifier, moment.offset, moment.ambiguous),
        Meaning::Interval(ends) => (
            ends.0.modifier,
            ends.0.offset.or(ends.1.offset),
            ends.0.ambiguous || ends.1.ambiguous,
        ),
        Meaning::Length(length) => (length.modifier, None, false),
        _ => (None, None, false),
    };
    Date {
        span,
        sentence: 0,
        kind: kind(&draft.meaning, &stretch),
        value: stretch.value,
        start_time: stretch.start,
        end_time: stretch.end,
        utc_offset: offset,
        modifier,
        ambiguous,
        measured: matches!(&draft.meaning, Meaning::Length(length) if length.measured),
        number: None,
    }
}

/// The value of `now`, which is the reference itself.
const PRESENT: &str = "PRESENT_REF";

/// The value of `one day`.
const FUTURE: &str = "FUTURE_REF";

fn plain(value: &str) -> Stretch {
    Stretch {
        value: value.to_owned(),
        ..Stretch::default()
    }
}

fn kind(meaning: &Meaning, stretch: &Stretch) -> DateKind {
    match meaning {
        Meaning::Interval(_) => DateKind::Interval,
        Meaning::Length(_) => DateKind::Duration,
        Meaning::Set(_) => DateKind::Set,
        _ if stretch.is_time => DateKind::Time,
        _ => DateKind::Date,
    }
}
