//! How old someone or something is.

use super::NumberKind;
use super::view::{Amount, View};
use crate::lexicon::{Context, NumberWord, given_names, number_grammar as g, word_classes};
use crate::numerals::Exact;
use crate::text::Span;

/// "years old", "-year-old", "years of age", "yo" behind a number.
pub(super) fn measure(v: &View<'_>, amount: &mut Amount) -> bool {
    let (at, _) = v.skip_hyphen(amount.end);
    if v.is_word(at, &g().yo)
        || (v.is_word(at, &g().y) && v.is_word(at + 2, &g().o) && v.c.symbol(at + 1) == Some('/'))
    {
        let end = if v.is_word(at, &g().y) {
            at + 3
        } else {
            at + 1
        };
        return set(v, amount, "year", end);
    }
    let Some(unit) = v.c.word(at).filter(|_| v.c.follows(at)) else {
        return false;
    };
    let (old, _) = v.skip_hyphen(at + 1);
    let old_follows = v.is_word(old, &g().old);
    let of_age = v.is_word(at + 1, &g().of) && v.is_word(at + 2, &g().age);
    if old_follows {
        set(v, amount, unit, old + 1)
    } else if of_age {
        set(v, amount, unit, at + 3)
    } else {
        false
    }
}

fn set(v: &View<'_>, amount: &mut Amount, unit: &str, end: usize) -> bool {
    let form = crate::lexicon::units()
        .forms
        .find(|i| (i == 0).then_some(unit), |form, _, _| Some(form.unit));
    let Some((index, _)) = form else { return false };
    let entry = &crate::lexicon::units().entries[usize::from(index)];
    if !matches!(
        &*entry.code,
        "a" | "mo" | "wk" | "d" | "h" | "min" | "10.a" | "100.a"
    ) {
        return false;
    }
    amount.number.kind = NumberKind::Age;
    amount.number.unit = unit_named(&entry.code);
    amount.measured_right = true;
    amount.end = end;
    let _ = v;
    true
}

/// The unit of time with this code.
fn unit_named(code: &str) -> Option<super::Unit> {
    let units = crate::lexicon::units();
    Some(super::compose::unit_of(units, units.by_code(code)?))
}

/// "aged 34", "at the age of 34", "Smith, 34,": a plain number that its surroundings make an age.
pub(super) fn from_context(v: &View<'_>, amount: &mut Amount) {
    let Some(value) = amount.number.value.as_ref().or(amount.number.low.as_ref()) else {
        return;
    };
    let plausible = value.to_integer().is_some_and(|n| (0..130).contains(&n));
    if amount.number.kind != NumberKind::Cardinal || !plausible || amount.scale.is_some() {
        return;
    }
    if let Some(first) = cue(v, amount.first) {
        amount.number.outer = amount.number.outer.cover(Span::new(
            v.c.tokens[first].span.start,
            amount.number.span.end,
        ));
    } else if !(is_apposition(v, amount) || is_birthday(v, amount) || is_limit(v, amount)) {
        return;
    }
    amount.number.kind = NumberKind::Age;
    amount.number.unit = unit_named("a");
}

/// The first token of "aged", "age", "ages", "the age of" before `at`.
fn cue(v: &View<'_>, at: usize) -> Option<usize> {
    let back = |n: usize| at.checked_sub(n).filter(|&i| i >= v.left);
    let one = back(1)?;
    if v.is_word(one, &g().aged) {
        return Some(one);
    }
    let two = back(2)?;
    let joined = v.is_word(one, &g().aged_joins);
    (joined && v.is_word(two, &g().aged)).then_some(two)
}

/// A capitalised name, a comma, the age of a grown person, and a comma.
fn is_apposition(v: &View<'_>, amount: &Amount) -> bool {
    let at = amount.first;
    let value = amount.number.value.as_ref().and_then(Exact::to_integer);
    let grown = value.is_some_and(|n| (10..100).contains(&n));
    if !amount.plain
        || at < 2
        || v.c.symbol(at - 1) != Some(',')
        || !v.c.glued(at - 1)
        || v.c.glued(at)
    {
        return false;
    }
    let name = at - 2;
    let lone = is_lone(v, name);
    // "Nurses, 31, doctors, 12": counts.
    let counts = v.c.get(amount.end + 1).is_some_and(|t| !t.is_capitalised())
        && v.c.glued_symbol(amount.end + 2) == Some(',')
        && v.c.is_digits(amount.end + 3);
    let closed =
        v.c.glued_symbol(amount.end) == Some(',') && !v.c.is_digits(amount.end + 1) && !counts;
    if closed && (v.in_context(name, Context::Person) || is_name(v, name) && is_titled(v, name)) {
        return true;
    }
    let given = lone && v.c.word(name).is_some_and(is_given);
    let ends = matches!(v.c.glued_symbol(amount.end), Some('.' | ';' | ')'))
        && !v.c.glued_digits(amount.end + 1);
    let named = is_name(v, name)
        && (given
            || !is_tally(v, name - usize::from(!lone))
                && (!lone || is_lone_name(v, name, amount.end + 1)));
    grown && named && (closed || given && ends)
}

/// "Ms. Ortiz": a title stands before the name.
fn is_titled(v: &View<'_>, name: usize) -> bool {
    let back = |n: usize| name.checked_sub(n).filter(|&at| at >= v.left);
    let Some(before) = back(1) else { return false };
    let stop = v.c.symbol(before) == Some('.') && v.c.glued(before);
    let title = if stop { back(2) } else { Some(before) };
    title.is_some_and(|at| v.c.tokens[at].is_capitalised() && v.in_context(at, Context::Courtesy))
}

/// "who turned 80 in April", "At 19, he enlisted".
fn is_birthday(v: &View<'_>, amount: &Amount) -> bool {
    let Some(before) = amount.first.checked_sub(1).filter(|_| amount.plain) else {
        return false;
    };
    let behind = amount.end;
    let dated = v.is_word(behind, &g().birthday_behind)
        || matches!(v.c.symbol(behind), Some('.' | ',' | ';' | '?' | '!'))
            && !v.c.glued_digits(behind + 1);
    let told = v.c.symbol(behind) == Some(',') && v.is_word(behind + 1, &g().aged_subject);
    v.is_word(before, &g().turned) && dated || v.is_word(before, &g().at) && told
}

/// "children under 18", "those over 65".
fn is_limit(v: &View<'_>, amount: &Amount) -> bool {
    let start = amount.number.outer.start;
    let first = v.c.tokens[..amount.first].partition_point(|t| t.span.start < start);
    let one = first + 1 == amount.first && v.is_word(first, &g().age_limits);
    let people = first
        .checked_sub(1)
        .is_some_and(|at| v.in_context(at, Context::People));
    let thing = v.c.word(amount.end).is_some_and(|word| word.ends_with('s'));
    amount.plain && one && people && !thing
}

/// "Ann, 42, Bob, 37": one of the names that people are given.
fn is_given(name: &str) -> bool {
    given_names().get(name).is_some()
}

fn is_name(v: &View<'_>, at: usize) -> bool {
    let token = v.c.tokens[at];
    token.is_word() && token.is_capitalised() && token.has_lower()
}

/// No other name stands before the one at `at`.
fn is_lone(v: &View<'_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let token = v.c.tokens[before];
        !token.is_word() || !token.is_capitalised()
    })
}

/// "Florida, 29, and New York, 27,": behind a name of one word with its number another is counted too.
fn is_tally(v: &View<'_>, first: usize) -> bool {
    let and = first
        .checked_sub(1)
        .is_some_and(|at| v.c.number_word(at) == Some(NumberWord::And));
    let comma = first.saturating_sub(1 + usize::from(and));
    comma > 2
        && [comma, comma - 2]
            .iter()
            .all(|&at| v.c.symbol(at) == Some(','))
        && v.c.is_digits(comma - 1)
        && is_name(v, comma - 3)
        && is_lone(v, comma - 3)
}

/// "Duarte, 51, will": one name that no preposition leads, and a word in small letters behind.
fn is_lone_name(v: &View<'_>, name: usize, behind: usize) -> bool {
    let led = name.checked_sub(1).is_some_and(|before| {
        v.c.word(before).is_some_and(|word| {
            word_classes().closed.contains(word) && !v.is_word(before, &g().name_joins)
        }) && !v.c.tokens[name].newline_before()
    });
    let small =
        v.c.get(behind)
            .is_some_and(|t| t.is_word() && !t.is_capitalised());
    let listed = v.c.number_word(behind) == Some(NumberWord::And);
    small && !led && !listed && !v.in_context(behind, Context::ChangeThing)
}
