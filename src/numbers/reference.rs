//! Numbers that are part of a reference or a name, by what stands behind them: statutes, judgments,
//! clauses, documents, papers, resolutions of a screen.

use super::NumberKind;
use super::refuse::run_end;
use super::view::{Amount, View};
use crate::lexicon::{Context, word_classes};

/// What refers to a thing and counts nothing: "a 4K video", "Article 6(1)", "410 U.S. 113"; the token
/// behind it.
pub(super) fn end(v: &View<'_>, amount: &Amount) -> Option<usize> {
    if is_slashed(v, amount)
        || is_resolution(v, amount)
        || is_clause(v, amount)
        || is_cited_year(v, amount)
    {
        return Some(run_end(v, amount.end - 1));
    }
    let cited = amount.plain && v.in_context(amount.end, Context::Reporter);
    if !cited {
        return series_end(v, amount);
    }
    let mut at = amount.end + 1;
    while matches!(v.c.symbol(at), Some('§' | '.')) && at < amount.end + 4 {
        at += 1;
    }
    let section = v.c.symbol(at - 1) == Some('§');
    if v.c.is_digits(at) {
        return Some(run_end(v, at));
    }
    section.then_some(at)
}

/// "123 F.3d 456": a volume, a reporter with its series, and a page.
fn series_end(v: &View<'_>, amount: &Amount) -> Option<usize> {
    let at = amount.end;
    let reporter =
        v.c.get(at)
            .is_some_and(|t| t.is_word() && t.is_capitalised() && t.space_before());
    let series = v.c.glued_symbol(at + 1) == Some('.')
        && v.c.glued_digits(at + 2)
        && v.c.glued(at + 3)
        && v.c
            .get(at + 3)
            .is_some_and(|t| t.is_word() && t.span.len() <= 2);
    let page = v.c.is_digits(at + 4) && !v.c.glued(at + 4);
    (amount.plain && reporter && series && page).then(|| run_end(v, at + 4))
}

/// "resolution 32/174", "Directive 95/46": two figures that name a document.
fn is_slashed(v: &View<'_>, amount: &Amount) -> bool {
    let label = amount.first.checked_sub(1).and_then(|at| v.c.word(at));
    amount.number.kind == NumberKind::Fraction
        && amount.end == amount.first + 3
        && v.c.is_digits(amount.end - 1)
        && label.is_some_and(|word| word_classes().labels.contains(word))
}

/// "a 4K video", "a 5K race": a name with a thousand's letter.
fn is_resolution(v: &View<'_>, amount: &Amount) -> bool {
    const LARGEST: f64 = 16_000.0;
    let letter = amount.end == amount.first + 2
        && amount.scale == Some(3)
        && v.c.glued(amount.end - 1)
        && v.c.digit_count(amount.first) <= 2;
    let small = |value: &crate::numerals::Exact| value.to_f64() <= LARGEST;
    let at = v.skip_hyphen(amount.end).0;
    let named = || {
        [at, at + 1]
            .iter()
            .any(|&at| v.in_context(at, Context::Screen))
    };
    letter && amount.number.value.as_ref().is_some_and(small) && named()
}

/// "(Smith, 2019l; 2022c)": a year with the letter that tells papers apart.
fn is_cited_year(v: &View<'_>, amount: &Amount) -> bool {
    let (at, end) = (amount.first, amount.end);
    let letter = end == at + 2 && v.c.glued(at + 1) && v.c.tokens[at + 1].span.len() == 1;
    let year = v.c.digit_count(at) == 4
        && v.c
            .small_integer(at)
            .is_some_and(|year| (1900..2100).contains(&year));
    let opened = at > 0 && matches!(v.c.symbol(at - 1), Some('(' | ',' | ';' | '.'));
    let closed = matches!(v.c.symbol(end), Some(')' | ',' | ';'));
    letter && year && opened && closed && !matches!(v.text(at + 1), Some("m" | "k" | "K"))
}

/// "Article 6(1)", "Rule 12(b)": with a letter or figure in brackets, behind what has such parts.
fn is_clause(v: &View<'_>, amount: &Amount) -> bool {
    let part = v.c.glued_symbol(amount.end) == Some('(')
        && v.c.glued(amount.end + 1)
        && v.c.get(amount.end + 1).is_some_and(|t| t.span.len() <= 2)
        && v.c.glued_symbol(amount.end + 2) == Some(')');
    // "(b)(5)"
    let chained = amount.first > 1
        && v.c.symbol(amount.first - 1) == Some('(')
        && v.c.glued(amount.first - 1)
        && v.c.symbol(amount.first - 2) == Some(')')
        && v.c.glued_symbol(amount.end) == Some(')');
    let label = amount.first.checked_sub(1).and_then(|at| v.c.word(at));
    amount.plain && chained
        || amount.plain && part && label.is_some_and(|word| word_classes().labels.contains(word))
}
