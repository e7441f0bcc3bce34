//! Numbers that name a thing and count nothing: "Table 3", "phases 3, 5 and 7", "Boeing 747",
//! the "\[7\]" of a citation.

use super::view::{Amount, View};
use super::{Number, NumberKind};
use crate::lexicon::{Context, NumberWord, in_context, number_grammar as g, word_classes};
use crate::numerals::{Exact, Form};
use crate::text::Token;

/// So many tokens a list of labels or citations may have.
const REACH: usize = 16;

/// The amount is the name, or a part of the name, of what stands before it.
pub(super) fn is_label(v: &View<'_>, amount: &Amount) -> bool {
    if is_lettered(v, amount) {
        return true;
    }
    if amount.measured() || amount.number.kind == NumberKind::Ordinal {
        return false;
    }
    match amount.form {
        Form::Digits => is_numbered(v, amount) || is_named(v, amount),
        // "Figure 2.1b"
        Form::Mixed => v.c.glued(amount.end - 1) && labelled(v, amount.first),
        Form::Words => false,
    }
}

/// "Fig. 5c", "Table 2d": a letter that would be a unit elsewhere.
fn is_lettered(v: &View<'_>, amount: &Amount) -> bool {
    let letter = v.c.tokens[amount.end - 1];
    amount.measured_right
        && amount.end == amount.first + 2
        && letter.span.len() == 1
        && letter.is_word()
        && !letter.space_before()
        && (labelled(v, amount.first) || is_model(v, amount.first))
}

/// "iPhone 6s"
fn is_model(v: &View<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let token = v.c.tokens[before];
        (token.is_capitalised() || token.has_inner_upper())
            && v.in_context(before, Context::NumberedName)
    })
}

/// "World War II", "Title IV": a Roman numeral behind a name, which it is a part of.
pub(super) fn roman(v: &View<'_>, at: usize) -> Option<Number> {
    let NumberWord::Roman(value) = v.c.number_word(at).filter(|_| v.settings.in_names)? else {
        return None;
    };
    let named = |t: Token| t.is_word() && t.is_capitalised() && t.has_lower();
    let behind = at.checked_sub(1).map(|before| v.c.tokens[before]);
    let joined =
        v.c.glued_symbol(at + 1)
            .is_some_and(crate::numerals::is_hyphen)
            && v.c.glued(at + 2);
    let apart = !v.c.glued(at) && !v.c.tokens[at].newline_before() && !joined;
    let section = behind.is_some_and(|t| t.is_symbol(v.c.text, '§'));
    (apart && (section || behind.is_some_and(named)))
        .then(|| Number::cardinal(v.span(at, at + 1), Exact::integer(value.into())))
}

fn is_label_word(v: &View<'_>, at: usize) -> bool {
    v.in_context(at, Context::Label) || v.in_context(at, Context::Labels)
}

fn is_period(v: &View<'_>, at: usize) -> bool {
    at > 0 && v.c.glued_symbol(at) == Some('.')
}

/// Right behind a label, whole or cut: "Table 3", "Fig. 2", "Eq. (4)".
fn labelled(v: &View<'_>, at: usize) -> bool {
    let bracket = at > 0 && v.c.symbol(at - 1) == Some('(') && v.c.glued(at);
    let before = (at - usize::from(bracket)).checked_sub(1);
    before.is_some_and(|at| {
        is_label_word(v, at)
            || v.c.symbol(at) == Some('§')
            || is_period(v, at) && is_label_word(v, at - 1)
    })
}

/// "Table 3", "Fig. 2", "sections 3.1 and 4": behind a word that is told apart by numbers.
fn is_numbered(v: &View<'_>, amount: &Amount) -> bool {
    if labelled(v, amount.first) {
        return true;
    }
    // In a list nothing is counted: "Figures 2 and 3, 15 people".
    let classes = word_classes();
    let closed = v.c.word(amount.end).is_none_or(|word| {
        [&classes.closed, &classes.verbs, &classes.noun_verbs]
            .iter()
            .any(|list| list.contains(word))
    });
    if !closed {
        return false;
    }
    let (mut parted, mut comma) = (false, false);
    for at in (0..amount.first).rev().take(REACH) {
        if is_label_word(v, at) {
            // A comma alone lists what the plural names: "phases 3, 5", but "in phase 2, 45 of 60".
            return parted && (!comma || v.in_context(at, Context::Labels));
        }
        comma |= v.c.symbol(at) == Some(',');
        let joins = matches!(v.c.symbol(at), Some(',' | '-' | '–' | '&' | '/'))
            || v.is_word(at, &g().list_joins);
        parted |= joins;
        if !joins && !v.c.is_digits(at) && !is_period(v, at) {
            break;
        }
    }
    false
}

/// "S&P 500", "Boeing 747", "Formula 1": a name as the list has it.
fn is_named(v: &View<'_>, amount: &Amount) -> bool {
    // "USB 3.0"
    let version = amount.end == amount.first + 3 && v.c.symbol(amount.first + 1) == Some('.');
    let before = amount.first.checked_sub(1);
    let Some(before) = before.filter(|_| amount.plain || version) else {
        return false;
    };
    if !v.c.tokens[before].is_word() {
        return false;
    }
    let known =
        |from: usize| in_context(v.span(from, amount.end).of(v.c.text), Context::NamedNumber);
    is_model(v, amount.first) || known(before) || before.checked_sub(2).is_some_and(known)
}

/// The end of a citation "[7]", "[2–5]", "shown before.[26,29]" whose figures at `at` stand first in
/// it.
pub(super) fn citation_end(v: &View<'_>, at: usize) -> Option<usize> {
    let open = at
        .checked_sub(1)
        .filter(|&open| open > 0 && v.c.glued(at))?;
    if v.c.symbol(open) != Some('[') || v.c.tokens[open].newline_before() {
        return None;
    }
    // Kept with numbers in names, unless it is glued to a word or sentence, as no number is.
    let glued = v.c.glued(open)
        && v.c.symbol(open - 1).is_none_or(|symbol| {
            matches!(
                symbol,
                '.' | ',' | ';' | '!' | '?' | ')' | ']' | '"' | '”' | '’'
            )
        });
    let end = list_end(v, at, if glued { 0 } else { 1 })?;
    let kept = !glued && (v.settings.in_names || is_bracketed_value(v, open, end));
    (!kept).then_some(end)
}

/// The end of a list of small whole numbers, not below `least`, from `at` to the closing bracket.
fn list_end(v: &View<'_>, at: usize, least: u32) -> Option<usize> {
    let mut end = at;
    while end < at + REACH {
        let small =
            v.c.small_integer(end)
                .is_some_and(|n| (least..1000).contains(&n));
        if !small {
            return None;
        }
        match v.c.symbol(end + 1)? {
            ']' => return Some(end + 2),
            ',' | '–' | '-' | ';' => end += 2,
            _ => return None,
        }
    }
    None
}

/// "within [30] days", "[5]%", "x = [3, 5]", "95% CI [12, 15]": brackets around a value, from `open`
/// to `end`.
fn is_bracketed_value(v: &View<'_>, open: usize, end: usize) -> bool {
    let measured = super::amount::percent(v, end).is_some()
        || super::unit::after(v, end, false).is_some()
        || super::money::named_after(v, end, false, 0).is_some();
    let equals = matches!(
        v.c.symbol(open - 1),
        Some(
            '=' | '≈'
                | '∈'
                | '<'
                | '>'
                | '≤'
                | '≥'
                | '±'
                | '×'
                | '+'
                | '−'
                | '*'
                | '$'
                | '€'
                | '£'
        )
    );
    measured || equals || v.in_context(open - 1, Context::Interval)
}
