//! Numbers that share the unit of the last one in their list: "45 and 50 mg", "5, 10 and 15 kg".

use super::{Bound, Number, NumberKind};
use crate::lexicon::{Context, in_context};

/// So many numbers may stand before the one with the unit.
const MAX_ITEMS: usize = 16;

/// Figures of four digits in this range are years too often.
const YEARS: std::ops::Range<i128> = 1500..2100;

/// Gives the unit or currency of the last number to those that are listed before it.
pub(super) fn share(text: &str, numbers: &mut [Number]) {
    let Some((last, before)) = numbers.split_last_mut() else {
        return;
    };
    if !is_measured_right(text, last) {
        return;
    }
    let mut next = last.outer.start;
    for (index, item) in before.iter_mut().rev().take(MAX_ITEMS).enumerate() {
        let gap = text.get(item.outer.end as usize..next as usize);
        let joined = gap.is_some_and(|gap| joins(gap, index == 0));
        if !joined || !is_bare(text, item, last) {
            break;
        }
        next = item.outer.start;
        item.kind = last.kind;
        item.unit = last.unit.clone();
        item.currency = last.currency.clone();
        item.symbol = last.symbol;
        item.per = last.per.clone();
        item.per_value = last.per_value.clone();
    }
}

/// A conjunction, with a comma or without; between earlier items a comma alone.
fn joins(gap: &str, last: bool) -> bool {
    // "8- and 16-metre"
    let gap = gap.trim_start_matches('-').trim();
    let word = gap.strip_prefix(',').unwrap_or(gap).trim();
    in_context(word, Context::Joins) || !last && gap == ","
}

/// Its unit or currency stands behind its numeral, which no power of ten ends.
fn is_measured_right(text: &str, number: &Number) -> bool {
    let kind = matches!(
        number.kind,
        NumberKind::Quantity | NumberKind::Percent | NumberKind::Money | NumberKind::Age
    );
    let right = number.span.start == number.numeral.start && number.numeral.end < number.span.end;
    // A mark of inches may be a quotation's.
    let quote = number.span.of(text).ends_with('"');
    kind && right && !quote && (is_figures(text, number) || is_small(number))
}

fn is_bare(text: &str, number: &Number, last: &Number) -> bool {
    let figures = is_figures(text, number);
    let value = number.value.as_ref().or(number.high.as_ref());
    let year = number.span.len() == 4
        && value
            .and_then(crate::numerals::Exact::to_integer)
            .is_some_and(|n| YEARS.contains(&n));
    number.kind == NumberKind::Cardinal
        && number.span == number.numeral
        && matches!(
            number.bound,
            Bound::Exact | Bound::Range | Bound::Approximate
        )
        && number.per.is_none()
        && !year
        && figures == is_figures(text, last)
        && (figures || is_small(number))
}

/// The numeral ends in a figure.
fn is_figures(text: &str, number: &Number) -> bool {
    let numeral = number.numeral.of(text);
    numeral.ends_with(|c: char| c.is_ascii_digit())
}

/// Words that no power of ten ends, which would be every number's.
fn is_small(number: &Number) -> bool {
    let value = number.value.as_ref().or(number.high.as_ref());
    value.is_some_and(|value| value.to_f64().abs() < 100.0)
}
