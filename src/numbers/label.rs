//! Numbers that name a thing and count nothing: "Table 3", "phases 3, 5 and 7", "Boeing 747",
//! the "\[7\]" of a citation.

use super::Number;
use super::view::{Amount, View};
use crate::lexicon::{Context, NumberWord, in_context, word_classes};
use crate::numerals::Exact;
use crate::text::Token;

/// So many tokens a list of labels or citations may have.
const REACH: usize = 16;

/// The amount is the name, or a part of the name, of what stands before it.
pub(super) fn is_label(v: &View<'_>, amount: &Amount) -> bool {
    let numbered = !amount.measured() && amount.form == crate::numerals::Form::Digits;
    numbered && !amount.number.kind.is_ordinal() && (is_numbered(v, amount) || is_named(v, amount))
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

/// "Table 3", "Fig. 2", "sections 3.1 and 4": behind a word that is told apart by numbers.
fn is_numbered(v: &View<'_>, amount: &Amount) -> bool {
    let label = |at: usize| v.in_context(at, Context::Label);
    let Some(mut at) = amount.first.checked_sub(1) else {
        return false;
    };
    let period = |at: usize| v.c.symbol(at) == Some('.') && v.c.glued(at) && at > 0;
    if label(at) || period(at) && label(at - 1) {
        return true;
    }
    // In a list nothing is counted: "Figures 2 and 3, 15 people".
    let classes = word_classes();
    let closed = v.c.word(amount.end).is_none_or(|word| {
        [&classes.closed, &classes.verbs, &classes.noun_verbs]
            .iter()
            .any(|list| list.contains(word))
    });
    let mut parted = false;
    for _ in 0..REACH {
        let joins = matches!(v.c.symbol(at), Some(',' | '-' | '–' | '&' | '/'))
            || v.is_word(at, &["and", "or", "to"]);
        parted |= joins;
        let passes = joins || v.c.is_digits(at) || period(at) && v.c.is_digits(at - 1);
        if !closed || !passes && !period(at) || at == 0 {
            break;
        }
        at -= 1;
        if label(at) {
            return parted;
        }
    }
    false
}

/// "S&P 500", "Boeing 747", "Formula 1": a name as the list has it.
fn is_named(v: &View<'_>, amount: &Amount) -> bool {
    let first = amount.first;
    let capital = |t: Token| t.is_word() && (t.is_capitalised() || t.has_inner_upper());
    if !first
        .checked_sub(1)
        .is_some_and(|at| capital(v.c.tokens[at]))
        || !amount.plain
    {
        return false;
    }
    let known =
        |from: usize| in_context(v.span(from, amount.end).of(v.c.text), Context::NamedNumber);
    v.in_context(first - 1, Context::NumberedName)
        || known(first - 1)
        || first.checked_sub(3).is_some_and(known)
}

/// The end of a citation "[7]", "[2–5]", "[26,29]" whose figures at `at` stand first in it.
pub(super) fn citation_end(v: &View<'_>, at: usize) -> Option<usize> {
    let open = at
        .checked_sub(1)
        .filter(|&open| open > 0 && v.c.glued(at))?;
    if v.c.symbol(open) != Some('[') || v.c.tokens[open].newline_before() {
        return None;
    }
    let mut end = at;
    while end < at + REACH {
        let short =
            v.c.small_integer(end)
                .is_some_and(|n| (1..1000).contains(&n));
        if !short {
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
