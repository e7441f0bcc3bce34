//! Numbers that share the unit of the last one in their list: "45 and 50 mg", "5, 10 and 15 kg".

use super::{Bound, Number, NumberKind};
use crate::lexicon::{Context, in_context, number_grammar, word_classes};

/// So many numbers may stand before the one with the unit.
const MAX_ITEMS: usize = 16;

/// Figures of four digits in this range are years too often.
const YEARS: std::ops::Range<i128> = 1500..2100;

/// Gives the unit or currency of the last number to those that are listed before it.
pub(super) fn share(text: &str, numbers: &mut [Number]) {
    let Some((last, before)) = numbers.split_last_mut() else {
        return;
    };
    if let Some(first) = before.last()
        && is_next_age(text, first, last)
    {
        last.kind = NumberKind::Age;
        last.unit = first.unit.clone();
        return;
    }
    if !is_measured_right(text, last) {
        return;
    }
    let shared = shared(text, before, last);
    for item in before.iter_mut().rev().take(shared) {
        item.kind = last.kind;
        item.unit = last.unit.clone();
        item.currency = last.currency.clone();
        item.symbol = last.symbol;
        item.per = last.per.clone();
        item.per_value = last.per_value.clone();
    }
}

/// "ages 5, 8 and 11": a plain number behind an age that its surroundings made one, with nothing
/// behind that it could count.
fn is_next_age(text: &str, first: &Number, last: &Number) -> bool {
    if first.kind != NumberKind::Age
        || first.span != first.numeral
        || last.kind != NumberKind::Cardinal
        || last.span != last.outer
        || !(last.value.as_ref()).is_some_and(|value| (0.0..130.0).contains(&value.to_f64()))
    {
        return false;
    }
    let Some(gap) = text.get(first.outer.end as usize..last.outer.start as usize) else {
        return false;
    };
    let word = gap.trim().trim_start_matches(',').trim_start();
    let behind = text[last.span.end as usize..].trim_start_matches(' ');
    let next = behind.split(|c: char| !c.is_alphabetic()).next();
    let closed = next.is_none_or(|word| word.is_empty() || in_context(word, Context::Joins));
    (word.is_empty() && gap.starts_with(',') || in_context(word, Context::Joins))
        && closed
        && !behind.starts_with(|c: char| c.is_numeric() || "-–%$€£".contains(c))
}

/// How many of the numbers before the last one are listed with it: joined to it by a conjunction, and
/// to each other by commas.
fn shared(text: &str, before: &[Number], last: &Number) -> usize {
    let length =
        (last.unit.as_ref()).is_some_and(|unit| matches!(&*unit.dimension, "length" | "image"));
    let mut sides = false;
    let mut next = last;
    let (mut count, mut comma) = (0, false);
    for item in before.iter().rev().take(MAX_ITEMS) {
        let Some(gap) = text.get(item.outer.end as usize..next.outer.start as usize) else {
            break;
        };
        // "8- and 16-metre", "9-by-13-inch"
        let gap = gap.trim_matches('-').trim();
        let word = gap.strip_prefix(',').unwrap_or(gap).trim();
        // "20 x 30 x 40 cm"
        let side = length && in_context(gap, Context::Times) && !is_relay(text, last);
        sides |= side && count == 0;
        // "120/80 mmHg"
        let joined = if gap == "/" && is_pressure(last) {
            count == 0
        } else if sides {
            side
        } else if count == 0 {
            // "30, or 20%": the share that 30 are.
            let again = last.kind == NumberKind::Percent && number_grammar().or.contains(word);
            in_context(word, Context::Joins) && !again
        } else {
            gap == ","
        };
        if !joined || !is_bare(text, item, last, sides) || is_label(text, item) {
            break;
        }
        comma |= count == 0 && gap.starts_with(',');
        count += 1;
        next = item;
    }
    // "We counted 40, and 5 km away": with a comma two are no list.
    if comma && count < 2 { 0 } else { count }
}

fn is_pressure(number: &Number) -> bool {
    (number.unit.as_ref()).is_some_and(|unit| unit.dimension == "pressure")
}

/// "a 4x100m relay": how many runners, no side.
fn is_relay(text: &str, last: &Number) -> bool {
    let behind = text[last.span.end as usize..].trim_start_matches([' ', '-']);
    let word = behind.split(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| number_grammar().relay.contains(word))
}

/// Its noun stands before it: "grade 8 and 20 %".
fn is_label(text: &str, number: &Number) -> bool {
    let before = text[..number.outer.start as usize].trim_end();
    let mut word = last_word(before);
    // "a pH of 7.4 and 37 °C"
    if number_grammar().of.contains(word) {
        word = last_word(before[..before.len() - word.len()].trim_end());
    }
    in_context(word, Context::Label) || word_classes().labels.contains(word)
}

/// The letters at the end of `text`.
fn last_word(text: &str) -> &str {
    let from = text.rfind(|c: char| !c.is_alphabetic());
    from.map_or(text, |at| &text[at..])
        .trim_start_matches(|c: char| !c.is_alphabetic())
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

fn is_bare(text: &str, number: &Number, last: &Number, side: bool) -> bool {
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
        && (side || !year)
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
