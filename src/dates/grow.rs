//! Growth of an expression to the left: modifiers, articles, `from` and `between`; and the
//! prepositions that say before or after.

use super::compose::stage;
use super::mention::DateModifier;
use super::moment::{Anchor, Day, Length, Meaning, Moment, Pick};
use super::reader::Reader;
use crate::lexicon::{Grain, Role, Word, number_grammar};

/// An expression found: its tokens and what it means.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub first: usize,
    pub end: usize,
    pub meaning: Meaning,
}

/// Takes in what belongs to the expression on its left.
pub(super) fn grow(r: &Reader, mut draft: Draft) -> Draft {
    match &mut draft.meaning {
        Meaning::Moment(moment) => draft.first = moment_left(r, draft.first, draft.end, moment),
        Meaning::Length(length) => draft.first = length_left(r, draft.first, length),
        Meaning::Interval(ends) => {
            draft.first = interval_left(r, draft.first, draft.end, ends);
        }
        Meaning::Set(_) => draft.first = set_left(r, draft.first),
        Meaning::Reference(_) => {}
    }
    draft
}

fn moment_left(r: &Reader, mut first: usize, end: usize, moment: &mut Moment) -> usize {
    if let Some(at) = month_of_left(r, first, &moment.day) {
        first = article(r, at, Role::The).unwrap_or(at);
    }
    let deictic = r.word(first).is_some_and(|word| word.deictic.is_some());
    if takes_article(r, first, end, moment) {
        first = article(r, first, Role::The)
            .or_else(|| article(r, first, Role::That).filter(|_| !deictic))
            .unwrap_or(first);
    }
    if let Some((at, modifier)) = stage_left(r, first, moment) {
        moment.modifier = Some(modifier);
        first = at;
    }
    if moment.modifier.is_some() && takes_article_with_stage(moment) || is_shift(&moment.day) {
        first = article(r, first, Role::The).unwrap_or(first);
    }
    if is_shift(&moment.day) && takes_indefinite(r, first) {
        first = article(r, first, Role::Article).unwrap_or(first);
    }
    if is_shift(&moment.day) {
        let first = lower_number(r, first).unwrap_or(first);
        let (at, modifier) = bound_left(r, first);
        moment.modifier = moment.modifier.or(modifier);
        return at;
    }
    moment.modifier = moment.modifier.or_else(|| preposition(r, first));
    first
}

/// `month of` before a month's name.
fn month_of_left(r: &Reader, first: usize, day: &Day) -> Option<usize> {
    let month = match day {
        Day::Date { month, day, .. } => month.is_some() && day.is_none(),
        Day::Known(period) => period.grain == Grain::Month,
        _ => false,
    };
    let of = r
        .left(first)
        .filter(|&left| month && r.is(left, Role::Of))?;
    r.left(of).filter(|&left| r.is_one(left, Grain::Month))
}

/// `the` before decades, centuries, parts of the year, and what is counted or relative.
fn takes_article(r: &Reader, first: usize, end: usize, moment: &Moment) -> bool {
    let ordinal = r.is_ordinal_digits(first) || r.is_number_word(first);
    if r.word(first).is_some_and(|word| word.part.is_some()) {
        return true;
    }
    let noun = is_noun(r, end);
    match &moment.day {
        Day::Known(period) => match period.grain {
            Grain::Decade | Grain::Century | Grain::Millennium => !noun || !r.is_hyphen(end),
            Grain::Day => ordinal,
            Grain::Year => r.unit(first).is_some(),
            _ => false,
        },
        Day::Any => moment.clock.is_some_and(|c| c.hour.is_none()),
        Day::Date { day, .. } => day.is_some() && ordinal,
        // "the third-quarter loss", but "the third quarter because of it"
        Day::Part {
            grain: Grain::Quarter | Grain::Half,
            ..
        } => !noun || (first..end).all(|at| !r.is_hyphen(at)),
        Day::Part { .. } => !noun || moment.modifier.is_some() || r.is(first + 1, Role::Of),
        Day::Weekday { pick, .. } => !matches!(pick, Pick::Any | Pick::Generic),
        Day::Fiscal { .. } | Day::Named { .. } => !noun,
        Day::Offset { .. } | Day::Nth { .. } | Day::Holding { .. } => true,
        Day::Shift { .. } | Day::From { .. } | Day::Now => false,
    }
}

/// `a few`, `a couple`, `a half-hour`, `a quarter of a century`.
fn takes_indefinite(r: &Reader, first: usize) -> bool {
    r.is_any(first, &[Role::Few, Role::Couple, Role::Half]) || r.is_one(first, Grain::Quarter)
}

/// A word in lower case that is none of the calendar's, as nouns are that a date describes.
fn is_noun(r: &Reader, at: usize) -> bool {
    r.follows(at)
        && r.token(at)
            .is_some_and(|t| t.is_word() && !t.is_capitalised() && !t.newline_before())
        && r.word(at).is_none_or(is_only_noun)
}

/// `season` of "the Christmas season", `profit` of "the third-quarter profit".
fn is_only_noun(word: &Word) -> bool {
    word.is_any(&[Role::Reported, Role::Yearly, Role::Game])
        || word.is(Role::YearCue) && !word.is(Role::Dating)
}

fn takes_article_with_stage(moment: &Moment) -> bool {
    !matches!(moment.day, Day::Any)
}

fn is_shift(day: &Day) -> bool {
    matches!(day, Day::Shift { .. })
}

fn article(r: &Reader, first: usize, role: Role) -> Option<usize> {
    r.left(first).filter(|&left| r.is(left, role))
}

/// `early`, `mid-`, `later in`, `the end of`, `the beginning of the`, `the first half of`.
fn stage_left(r: &Reader, first: usize, moment: &Moment) -> Option<(usize, DateModifier)> {
    if is_shift(&moment.day) {
        return None;
    }
    let left = r.left(first)?;
    let hyphen = r.is_hyphen(left);
    let at = if hyphen { r.left(left)? } else { left };
    if let Some(modifier) = stage(r, at) {
        return Some((at, modifier));
    }
    if hyphen {
        return None;
    }
    // "early in the", "the end of the", "beginning of"
    let the = if r.is(left, Role::The) {
        r.left(left)?
    } else {
        left
    };
    if !r.is_any(the, &[Role::Of, Role::In]) {
        return end_without_of(r, left);
    }
    let word = r.word(r.left(the)?)?;
    let at = the - 1;
    let modifier = if r.is(the, Role::In) {
        stage(r, at)?
    } else if word.is(Role::Begin) {
        DateModifier::Early
    } else if word.is(Role::Middle) {
        DateModifier::Mid
    } else if word.is(Role::End) {
        DateModifier::Late
    } else {
        return None;
    };
    Some((at, modifier))
}

/// `end 2015`, `end this year`.
fn end_without_of(r: &Reader, left: usize) -> Option<(usize, DateModifier)> {
    (r.is(left, Role::End) && r.after_any(left, &[Role::Before, Role::By, Role::In]))
        .then_some((left, DateModifier::Late))
}

/// `before`, `after`, `since`, `about` before a moment; they stay outside.
fn preposition(r: &Reader, first: usize) -> Option<DateModifier> {
    let at = r.left(first)?;
    let at = if r.is(at, Role::The) { r.left(at)? } else { at };
    let at = if r.symbol(at) == Some('.') {
        r.left(at)?
    } else {
        at
    };
    let word = r.word(at)?;
    // "How about Friday?"
    let asked = r.left(at).and_then(|before| r.of(before));
    let asked = asked.is_some_and(|word| number_grammar().asks.contains(word));
    if word.is(Role::Approximate) && !r.is_number_word(at) && !asked {
        Some(DateModifier::Approx)
    } else if word.is(Role::Before) {
        Some(DateModifier::Before)
    } else if word.is(Role::After) {
        Some(DateModifier::After)
    } else {
        None
    }
}

/// `about`, `nearly`, `more than`, `at least`, `just over` before a length.
fn bound_left(r: &Reader, first: usize) -> (usize, Option<DateModifier>) {
    let Some(left) = r.left(first) else {
        return (first, None);
    };
    if r.is(left, Role::Approximate) {
        return (left, Some(DateModifier::Approx));
    }
    let Some(before) = r.left(left) else {
        return (first, None);
    };
    if r.is(left, Role::Than) && r.is(before, Role::More) {
        let no = r.left(before).filter(|&at| r.is(at, Role::No));
        return (no.unwrap_or(before), None);
    }
    let least = r.is(left, Role::Least) && r.is(before, Role::At);
    let just = r.is_any(left, &[Role::Over, Role::More]) && r.is(before, Role::Just);
    if least || just {
        return (before, None);
    }
    (first, None)
}

fn length_left(r: &Reader, first: usize, length: &mut Length) -> usize {
    if matches!(length.anchor, Anchor::Past | Anchor::Next) {
        return article(r, first, Role::The)
            .or_else(|| article(r, first, Role::These))
            .unwrap_or(first);
    }
    if let Some(at) = the_left(r, first, length) {
        return at;
    }
    if let Some(at) = range_left(r, first, length) {
        return at;
    }
    let (at, modifier) = bound_left(r, first);
    length.modifier = length.modifier.or(modifier);
    if at == first && takes_indefinite(r, first) {
        return article(r, first, Role::Article).unwrap_or(first);
    }
    if at == first {
        return article(r, first, Role::Another).unwrap_or(first);
    }
    at
}

/// `about twice a day`, `two or three times a month`.
fn set_left(r: &Reader, first: usize) -> usize {
    let counted = r.is_number_word(first) || r.digits(first).is_some();
    let lower = || {
        let link = r.left(first)?;
        let joined = r.is_any(link, &[Role::Or, Role::To]) || r.is_dash(link);
        let at = r.left(link).filter(|_| joined && counted)?;
        (r.is_number_word(at) || r.digits(at).is_some()).then_some(at)
    };
    let first = lower().unwrap_or(first);
    let ordinal = |(number, _): (super::reader::Count, usize)| number.ordinal;
    if r.is(first, Role::Last) || counted && r.count(first).is_some_and(ordinal) {
        return article(r, first, Role::The).unwrap_or(first);
    }
    if counted || r.is(first, Role::Once) {
        return bound_left(r, first).0;
    }
    first
}

/// `two or three months`, `the next two to four weeks`, `six- to nine-month`: the lower number.
fn range_left(r: &Reader, first: usize, length: &mut Length) -> Option<usize> {
    let at = lower_number(r, first).filter(|_| length.measured)?;
    let pointer = r
        .left(at)
        .filter(|&left| r.is_any(left, &[Role::Next, Role::Last, Role::Past]));
    let Some(pointer) = pointer else {
        return Some(at);
    };
    length.measured = false;
    length.anchor = if r.is(pointer, Role::Next) {
        Anchor::Next
    } else {
        Anchor::Past
    };
    Some(article(r, pointer, Role::The).unwrap_or(pointer))
}

/// `two` of "two or three years": the number that a joining word leads to the one at `first`.
fn lower_number(r: &Reader, first: usize) -> Option<usize> {
    let counted = r.digits(first).is_some() || r.is_number_word(first);
    let link = r.left(first).filter(|_| counted)?;
    let before = link.checked_sub(1).filter(|_| r.is(link, Role::And));
    let between = before.is_some_and(|before| super::context::is_between(r, before));
    let joined = r.is_any(link, &[Role::Or, Role::To]) || r.is_dash(link) || between;
    let mut at = r.left(link).filter(|_| joined)?;
    if r.glued_symbol(at) == Some('-') {
        at = r.left(at)?;
    }
    let number = r.digits(at).is_some_and(|(_, figures)| figures < 4) || r.is_number_word(at);
    let whole = r
        .count(at)
        .is_some_and(|(n, end)| !n.ordinal && end <= link);
    (number && whole && r.starts_free(at)).then_some(at)
}

/// `the nine months`, `the first six months`: the article, and an ordinal behind it.
fn the_left(r: &Reader, first: usize, length: &Length) -> Option<usize> {
    let (_, unit) = length.parts.first()?;
    let hyphened = r.is_hyphen(first + 1) || unit.clock;
    let left = r.left(first).filter(|_| !hyphened)?;
    let ordinal = r.is_number_word(left) && r.count(left).is_some_and(|(n, _)| n.ordinal);
    let before = if ordinal { left } else { first };
    article(r, before, Role::The)
}

fn interval_left(r: &Reader, first: usize, end: usize, ends: &mut (Moment, Moment)) -> usize {
    // "the 1984-85 strike", "the 2012/13 season": the article is the noun's.
    let (from, to) = ends;
    let year = matches!(from.day, Day::Known(period) if period.grain == Grain::Year);
    let first = article(r, first, Role::The)
        .filter(|_| !year || !is_noun(r, end))
        .unwrap_or(first);
    // "from 2012-13": a year of work that begins in one and ends in the other.
    if year
        && end == first + 3
        && r.digits(end - 1).is_some_and(|(_, figures)| figures == 2)
        && is_next_year(&from.day, &to.day)
    {
        return first;
    }
    let first = match stage_left(r, first, from) {
        Some((at, modifier)) => {
            from.modifier = Some(modifier);
            article(r, at, Role::The).unwrap_or(at)
        }
        None => first,
    };
    let opened = r
        .left(first)
        .filter(|&left| r.is_any(left, &[Role::From, Role::Between]));
    opened.unwrap_or(first)
}

fn is_next_year(from: &Day, to: &Day) -> bool {
    match (from, to) {
        (Day::Known(from), Day::Known(to)) => {
            from.start.year().checked_add(1) == Some(to.start.year())
        }
        _ => false,
    }
}
