//! What has a name or a place in the year: holidays, seasons, weeks, weekdays.

use super::context;
use super::mention::DateModifier;
use super::moment::{Day, Meaning, Moment, Pick, Year};
use super::reader::{Found, Reader};
use super::{absolute, relative, shift, year};
use crate::lexicon::{Grain, PhraseMeaning, Role, Word};

/// A phrase of the lexicon that begins here: `New Year's Eve`, `at the moment`.
pub(super) fn phrase(r: &Reader, at: usize) -> Found<Meaning> {
    let word = r.word(at)?;
    let head = r.head(at + 1);
    let mut next = word.phrase.filter(|_| word.may_go_on(head));
    while let Some(index) = next {
        let phrase = &r.calendar.phrases[usize::from(index)];
        next = phrase.next;
        if phrase.may_go_on(head)
            && let Some(end) = matches(r, at, &phrase.rest)
        {
            return meaning(r, at, phrase.meaning, end);
        }
    }
    None
}

/// The end of the words in `rest`, if they follow; apostrophes in any spelling.
fn matches(r: &Reader, at: usize, rest: &[Box<str>]) -> Option<usize> {
    for (ahead, word) in (1..).zip(rest) {
        let token = r.of(at + ahead).filter(|_| r.follows(at + ahead))?;
        let same = token.eq_ignore_ascii_case(word)
            || token.starts_with('’') && token[3..].eq_ignore_ascii_case(word.get(1..)?);
        if !same {
            return None;
        }
    }
    Some(at + 1 + rest.len())
}

fn meaning(r: &Reader, at: usize, meaning: PhraseMeaning, end: usize) -> Found<Meaning> {
    match meaning {
        PhraseMeaning::Frequency(index) => {
            let value = r.calendar.frequencies[usize::from(index)].clone();
            Some((Meaning::Set(value), end))
        }
        PhraseMeaning::Reference(value) => {
            let amount = r.is_any(end, &[Role::Vague, Role::Few, Role::Couple]);
            let number = r.is_number_word(end) || r.digits(end).is_some();
            let title = (at..end).any(|at| context::is_title_word(r, at));
            let named = r.word(end).is_some_and(|word| {
                word.season.or(word.weekday).or(word.month).is_some() && !word.guarded
            });
            // "as recently as last year" tells the year.
            let compared = r.after_any(at, &[Role::As]) && r.is(end, Role::As);
            let goes_on = r.unit(end).is_some() || number || amount || named;
            let goes_on = goes_on && value != super::PRESENT || r.is(end, Role::Of);
            (!goes_on && !title && !compared).then_some((Meaning::Reference(value), end))
        }
        PhraseMeaning::Deictic(by) => Some((
            Meaning::Moment(Moment::on(Day::Offset {
                grain: Grain::Day,
                by: by.into(),
            })),
            end,
        )),
        PhraseMeaning::Event(..) => None,
        PhraseMeaning::Holiday(rule) => {
            let whole = r.is_whole(at, end);
            let (year, end) = year::behind(r, end).unwrap_or((Year::Unknown, end));
            let name = context::is_part_of_name(r, at) && !context::is_dated(r, at);
            let timed = || {
                r.is(end, Role::At) && r.digits(end + 1).is_some()
                    || shift::from_now(r, end).is_some()
            };
            let capital = !name && (r.token(at)?.is_capitalised() || year != Year::Unknown);
            let cue = whole
                || context::is_dated(r, at)
                || r.after_any(
                    at,
                    &[Role::On, Role::The, Role::Next, Role::Last, Role::This],
                );
            (capital || cue || timed())
                .then_some((Meaning::Moment(Moment::on(Day::Named { rule, year })), end))
        }
    }
}

/// `summer 2014`, `the summer of 2014`, `winter`; spring and fall need a year or a preposition.
pub(super) fn season(r: &Reader, at: usize) -> Found<Moment> {
    let word = r.word(at).filter(|word| !word.plural)?;
    let nth = word.season? + 1;
    let part = |year| {
        Moment::on(Day::Part {
            grain: Grain::Season,
            nth,
            year,
        })
    };
    if let Some((year, end)) = over_two_years(r, at + 1).or_else(|| year::behind(r, at + 1)) {
        return Some((part(year), end));
    }
    let name = is_in_name(r, at);
    let cue = r.after_any(
        at,
        &[
            Role::In,
            Role::The,
            Role::By,
            Role::After,
            Role::Before,
            Role::YearCue,
            Role::Of,
            Role::From,
            Role::To,
        ],
    );
    // "Winter is cold", "Spring and autumn are mild".
    let subject = context::begins_sentence(r, at)
        && r.is_any(at + 1, &[Role::Be, Role::Was, Role::Ahead, Role::And]);
    let sure = subject
        || if word.guarded {
            r.after_any(
                at,
                &[Role::In, Role::By, Role::After, Role::Before, Role::YearCue],
            ) || at > 1
                && r.is(at - 1, Role::The)
                && r.is_any(at - 2, &[Role::In, Role::By, Role::Of])
                && (r.ends_clause(at + 1) || is_verb_behind(r, at + 1))
        } else {
            cue || r.ends_clause(at + 1)
        };
    (sure && !name || r.is_whole(at, at + 1)).then(|| (part(Year::Unknown), at + 1))
}

/// `he` of "in the spring he left", `after`, `and`: no noun that the season describes.
fn is_verb_behind(r: &Reader, at: usize) -> bool {
    let noun = [
        Role::Of,
        Role::Reported,
        Role::Yearly,
        Role::Game,
        Role::Plural,
    ];
    let joins = |word: &Word| !word.is_trigger() && !word.is_any(&noun);
    r.follows(at) && r.word(at).is_some_and(joins)
}

/// `of 1776-77`, `2013/14`, `of 1913 - 1914` behind a season: it begins in the first year.
fn over_two_years(r: &Reader, at: usize) -> Found<Year> {
    let at = r.skip(at, Role::Of);
    let (first, length @ 3..=4) = r.digits(at).filter(|_| r.follows(at))? else {
        return None;
    };
    let (last, figures) = r.digits(at + 2).filter(|_| r.ends_free(at + 3))?;
    let joined = r.is_dash(at + 1) || r.glued_symbol(at + 1) == Some('/');
    let next = match figures {
        2 => last == (first + 1) % 100,
        _ => last == first + 1 && figures == length,
    };
    let year = Year::Is(i16::try_from(first).ok()?);
    (joined && next).then_some((year, at + 3))
}

/// A capital inside the sentence, and another beside it: "Winter Carnival".
fn is_in_name(r: &Reader, at: usize) -> bool {
    let capital = |at: usize| r.tokens[at].is_word() && r.tokens[at].is_capitalised();
    capital(at)
        && !context::begins_sentence(r, at)
        && (r
            .token(at + 1)
            .is_some_and(|t| t.is_word() && t.is_capitalised() && !t.newline_before())
            || capital(at - 1) && !context::begins_sentence(r, at - 1) && r.word(at - 1).is_none())
}

pub(super) fn part(grain: Grain, nth: u8, year: Year) -> Moment {
    Moment::on(Day::Part { grain, nth, year })
}

/// `week 31`, `the week of April 10th`, `the week starting on February 4`, read from the unit.
pub(super) fn week(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at)?;
    let grain = unit.grain;
    if !matches!(grain, Grain::Week | Grain::Weekend) || word.plural {
        return None;
    }
    if grain == Grain::Week
        && let Some((number, 1..=2)) = r
            .digits(at + 1)
            .filter(|_| r.follows(at + 1) && r.ends_free(at + 2))
        && (1..=53).contains(&number)
        && r.unit(at + 2).is_none()
        // "at week 24" of a study
        && !r.after_any(at, &[Role::At])
    {
        let (year, end) = year::behind(r, at + 2).unwrap_or((Year::By(0), at + 2));
        return Some((part(Grain::Week, number as u8, year), end));
    }
    let next = if r.is(at + 1, Role::Of) {
        at + 2
    } else if r.is(at + 1, Role::WeekStart) {
        r.skip(at + 2, Role::On)
    } else {
        return None;
    };
    let next = r.skip(next, Role::The);
    let (moment, end) = super::compose::day(r, next)?;
    if !moment.day.is_day() {
        return None;
    }
    let day = Box::new(moment.day);
    Some((Moment::on(Day::Holding { grain, day }), end))
}

/// `the quarter ended Sept. 30`, read from the unit: the one that holds the day. The day is told
/// by itself.
pub(super) fn ended(r: &Reader, at: usize) -> Found<Moment> {
    let last = [Role::Ended, Role::Ending];
    let (unit, word) = r.unit(at).filter(|_| r.is_any(at + 1, &last))?;
    let grain = unit.grain;
    let known = matches!(
        grain,
        Grain::Week | Grain::Month | Grain::Quarter | Grain::Year
    );
    if !known || word.plural || !r.follows(at + 1) || !r.after_any(at, &[Role::The, Role::Fiscal]) {
        return None;
    }
    let (last, _) = super::compose::day(r, r.skip(at + 2, Role::On))?;
    let day = Box::new(last.day);
    let dated = matches!(*day, Day::Known(_) | Day::Date { .. } | Day::Weekday { .. });
    dated.then(|| (Moment::on(Day::Holding { grain, day }), at + 1))
}

/// A weekday alone, or with the day of the month: `Sunday`, `Tuesday the 5th`, `Mon 13th`.
pub(super) fn weekday(r: &Reader, at: usize) -> Found<Moment> {
    let word = r.word(at)?;
    let weekday = word.weekday.filter(|_| !word.plural)?;
    let end = at + 1;
    if word.guarded && !is_sure_weekday(r, at) {
        return None;
    }
    if let Some(by) = relative::away_from_next(r, end) {
        let pick = if by > 0 {
            Pick::Week(1)
        } else {
            Pick::Count(-2)
        };
        return Some((Moment::on(Day::Weekday { weekday, pick }), end + 2));
    }
    let dotted = word.guarded && r.glued_symbol(end) == Some('.');
    let end =
        end + usize::from(dotted && (context::continues(r, end + 1) || r.is_whole(at, end + 1)));
    let the = r.skip(end, Role::The);
    if let Some((day, ordinal, after)) = absolute::day(r, the).filter(|_| r.follows(the))
        && (ordinal && (the > end || r.digits(the).is_some())
            || r.digits(the).is_some()
                && day > 12
                && (r.ends_clause(after)
                    || r.is_any(after, &[Role::At, Role::Between, Role::From])))
        && r.ends_free(after)
        && r.month(r.skip(after, Role::Of)).is_none()
    {
        let day = Day::Date {
            year: Year::Unknown,
            month: None,
            day: Some(day),
            weekday: Some(weekday),
        };
        return Some((Moment::on(day), after));
    }
    // "on a Monday" is none in particular.
    let generic = at > 1 && r.after_any(at, &[Role::Article]) && r.is(at - 2, Role::On);
    let pick = if generic { Pick::Generic } else { Pick::Any };
    Some((Moment::on(Day::Weekday { weekday, pick }), end))
}

/// `Sat`, `Sun`, `Wed`: with a capital and a neighbour that dates it.
fn is_sure_weekday(r: &Reader, at: usize) -> bool {
    let next = r.skip_symbol_glued(at + 1, '.');
    let next = r.skip_symbol(next, ',');
    let date = r.month(next).is_some()
        || r.digits(next).is_some() && r.follows(next)
        || r.is_ordinal_digits(r.skip(next, Role::The))
        || r.is(next, Role::At);
    let capital = r.token(at).is_some_and(crate::text::Token::is_capitalised);
    let long = r.token(at).is_some_and(|t| t.span.len() > 3);
    let dated = r.after_any(
        at,
        &[Role::On, Role::Next, Role::Last, Role::This, Role::Every],
    );
    let behind = at > 1
        && r.symbol(at - 1) == Some(',')
        && r.digits(at - 2).is_some()
        && r.ends_clause(at + 1);
    let joined = behind
        || r.is_dash(at + 1) && r.word(at + 2).is_some_and(|w| w.weekday.is_some())
        || at > 1 && r.is_dash(at - 1) && r.word(at - 2).is_some_and(|w| w.weekday.is_some());
    let dot = r.skip_symbol_glued(at + 1, '.');
    let part = r.word(dot).is_some_and(|w| w.part.is_some());
    r.is_whole(at, at + 1)
        || capital && (date || dated || joined || long || part)
        || dated && r.ends_clause(at + 1) && long
        || long && date
}

/// `the year 2008`, `year 2012`, read from the unit.
pub(super) fn year_of(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at)?;
    if unit.grain != Grain::Year || word.plural {
        return None;
    }
    let next = r.skip(at + 1, Role::Of);
    let early = || {
        let (year, 2..=3) = r.digits(next)? else {
            return None;
        };
        let the = r.after_any(at, &[Role::The]);
        let counts = r.unit(next + 1).is_some() || context::is_plural(r, next + 1);
        (the && !counts).then_some(year as i16)
    };
    let year = year::four_digits(r, next).or_else(early);
    let year = year.filter(|_| r.follows(next))?;
    Some((Moment::on(Day::year(year)?), next + 1))
}

/// `the end of the year`, `for the quarter`: the reference's, read from the unit behind `the`.
pub(super) fn this_unit(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at)?;
    let weekend = unit.grain == Grain::Weekend;
    // "the year's first half"
    let owner = unit.grain == Grain::Year
        && r.token(at + 1)
            .is_some_and(|t| t.kind == crate::text::TokenKind::Clitic)
        && super::nth::part_of_year(r, at + 2).is_some();
    let of_the = at > 1 && r.is(at - 2, Role::Of) && r.ends_clause(at + 1);
    let staged = at > 2
        && r.is(at - 2, Role::In)
        && super::compose::stage(r, at - 3).is_some()
        && r.after_any(at, &[Role::The]);
    let long = matches!(unit.grain, Grain::Decade | Grain::Century)
        && at > 2
        && r.is(at - 2, Role::Of)
        && r.is_any(at - 3, &[Role::Begin, Role::Middle, Role::End]);
    let known = weekend
        || long
        || (staged || of_the) && unit.grain == Grain::Day
        || matches!(
            unit.grain,
            Grain::Week | Grain::Month | Grain::Quarter | Grain::Year
        );
    let cue = weekend
        || owner
        || of_the && unit.grain < Grain::Quarter
        || at > 1
            && (r.is_any(at - 2, &[Role::In, Role::For])
                || unit.grain == Grain::Quarter && r.is(at - 2, Role::YearCue)
                || at > 2
                    && r.is(at - 2, Role::Of)
                    && r.is_any(at - 3, &[Role::Begin, Role::Middle, Role::End, Role::Rest]));
    let alone = !word.plural
        && !r.is_hyphen(at + 1)
        && !r.is_any(at + 1, &[Role::Of])
        && (owner || r.ends_clause(at + 1) || r.word(at + 1).is_some());
    let moment = Moment::on(Day::Offset {
        grain: unit.grain,
        by: 0,
    });
    (known && cue && alone).then_some((moment, at + 1))
}

/// `that year`, `that week`, read from the unit.
pub(super) fn that_unit(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, word) = r.unit(at)?;
    let grain = unit.grain;
    let long = grain >= Grain::Day && !matches!(grain, Grain::BusinessDay | Grain::Night);
    let alone = !word.plural && !word.short && !r.is_hyphen(at + 1);
    (long && alone).then(|| (Moment::on(Day::Offset { grain, by: 0 }), at + 1))
}

/// `year-end`, `year end`, read from the unit.
pub(super) fn unit_end(r: &Reader, at: usize) -> Found<Moment> {
    let (unit, _) = r.unit(at).filter(|(_, w)| !w.plural && !w.short)?;
    let known = matches!(
        unit.grain,
        Grain::Month | Grain::Quarter | Grain::Year | Grain::Decade
    );
    let clitic = r
        .token(at + 1)
        .is_some_and(|t| t.kind == crate::text::TokenKind::Clitic);
    let next = r.skip_hyphen(at + 1) + usize::from(clitic);
    if !known || !r.is(next, Role::End) || !r.follows(next) || r.is(next + 1, Role::Of) {
        return None;
    }
    let year = year::four_digits(r, next + 1).filter(|_| unit.grain == Grain::Year);
    let day = match year {
        Some(year) => Day::year(year)?,
        None => Day::Offset {
            grain: unit.grain,
            by: 0,
        },
    };
    let moment = Moment {
        modifier: Some(DateModifier::Late),
        ..Moment::on(day)
    };
    Some((moment, next + 1 + usize::from(year.is_some())))
}

/// `end of month`, `EOY`: the last part of the reference's.
pub(super) fn end_of(r: &Reader, at: usize) -> Found<Moment> {
    let word = r.word(at)?;
    if word.is(Role::Eod)
        && let Some((day, end)) = super::compose::day(r, at + 1)
        && day.day.is_day()
        && r.follows(at + 1)
    {
        let modifier = Some(DateModifier::Late);
        return Some((Moment { modifier, ..day }, end));
    }
    let sure = r.token(at)?.is_upper() || r.after_any(at, &[Role::By]) || r.is_whole(at, at + 1);
    let (grain, end) = if word.is(Role::Eoy) {
        (Grain::Year, at + 1)
    } else if word.is(Role::Eom) {
        (Grain::Month, at + 1)
    } else if word.is(Role::Eod) && sure {
        (Grain::Day, at + 1)
    } else if word.is(Role::End) && r.is(at + 1, Role::Of) {
        let (unit, word) = r.unit(at + 2).filter(|_| r.follows(at + 2))?;
        let known = matches!(
            unit.grain,
            Grain::Day | Grain::Week | Grain::Month | Grain::Quarter | Grain::Year
        );
        (Some(unit.grain).filter(|_| known && !word.plural)?, at + 3)
    } else {
        return None;
    };
    let moment = Moment::on(Day::Offset { grain, by: 0 });
    Some((
        Moment {
            modifier: Some(DateModifier::Late),
            ..moment
        },
        end,
    ))
}
