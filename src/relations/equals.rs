//! Numbers that state one quantity twice: "50 kilometres (31 miles)", "6 ft / 1.83 m",
//! "$5 million (£3.2 million)", "half (50 %)".
//!
//! The form proposes (brackets, a slash, "or"), the values decide: converted to SI, they must agree
//! as well as their written digits allow. Money has no rate to check it by; it needs the brackets
//! and two currencies.

use crate::numbers::{Number, NumberKind};
use crate::numerals::Exact;
use crate::text::Token;

/// Disagreement that is always let pass, as a part of the value.
const LEAST_TOLERANCE: f64 = 0.03;
/// Disagreement that coarse rounding ("300 feet (100 m)") may cause.
const MOST_TOLERANCE: f64 = 0.15;

/// Finds conversions: sets `equals`, both ways; of three the first is told to the others.
pub fn find_equals(text: &str, tokens: &[Token], numbers: &mut [Number]) {
    let _ = tokens;
    for right in 1..numbers.len() {
        let left = right - 1;
        let Some(form) = Form::between(text, &numbers[left], &numbers[right]) else {
            continue;
        };
        // In "(31 miles; 50,000 m)" the second follows the first's own conversion.
        let first = match numbers[left].equals {
            Some(first) if form == Form::Listed => first as usize,
            None if form != Form::Listed => left,
            _ => continue,
        };
        if !is_equal(&numbers[first], &numbers[right], form) {
            continue;
        }
        numbers[right].equals = Some(first as u32);
        numbers[first].equals.get_or_insert(right as u32);
    }
}

/// How two numbers stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "50 km (31 miles)"
    Bracketed,
    /// "6 ft / 1.83 m", "6 ft or 1.83 m"
    Joined,
    /// "31 miles; 50,000 m", inside the brackets of another
    Listed,
}

impl Form {
    fn between(text: &str, left: &Number, right: &Number) -> Option<Self> {
        let gap = text.get(left.outer.end as usize..right.outer.start as usize)?;
        match gap.trim() {
            "(" | "[" => {
                let after = text[right.outer.end as usize..].trim_start();
                let ends = after.starts_with([')', ']', ';', ',', '/']);
                ends.then_some(Self::Bracketed)
            }
            "/" | "or" | ", or" | "=" if left.equals.is_none() => Some(Self::Joined),
            ";" | "," | "/" | "or" => Some(Self::Listed),
            _ => None,
        }
    }
}

fn is_equal(a: &Number, b: &Number, form: Form) -> bool {
    match (a.kind, b.kind) {
        (NumberKind::Money, NumberKind::Money) => form != Form::Joined && is_other_currency(a, b),
        (NumberKind::Fraction, NumberKind::Percent)
        | (NumberKind::Percent, NumberKind::Fraction) => {
            form == Form::Bracketed && is_same_share(a, b)
        }
        (NumberKind::Cardinal, NumberKind::Cardinal) => {
            form == Form::Bracketed && a.value.is_some() && a.value == b.value
        }
        _ => is_converted(a, b),
    }
}

fn is_other_currency(a: &Number, b: &Number) -> bool {
    a.currency != b.currency || a.symbol.is_some() != b.symbol.is_some()
}

/// "a third (33 %)"
fn is_same_share(a: &Number, b: &Number) -> bool {
    let share = |number: &Number| {
        let value = number.value.as_ref()?.to_f64();
        Some(if number.kind == NumberKind::Percent {
            value / 100.0
        } else {
            value
        })
    };
    matches!((share(a), share(b)), (Some(a), Some(b)) if (a - b).abs() <= 0.01)
}

/// Both measure one dimension in different units, and agree.
fn is_converted(a: &Number, b: &Number) -> bool {
    let (Some(unit_a), Some(unit_b)) = (&a.unit, &b.unit) else {
        return false;
    };
    if unit_a.si_code != unit_b.si_code || unit_a.code == unit_b.code {
        return false;
    }
    let agree = |x: &Option<Exact>, y: &Option<Exact>| match (x, y) {
        (Some(x), Some(y)) => {
            let (step_x, step_y) = (step(x) * unit_a.si_factor, step(y) * unit_b.si_factor);
            let (x, y) = (
                (x.to_f64() + unit_a.si_offset) * unit_a.si_factor,
                (y.to_f64() + unit_b.si_offset) * unit_b.si_factor,
            );
            // Half a step of each may be lost in rounding; degrees have no meaningful ratio.
            let rounding = (step_x + step_y) / 2.0;
            let size = x.abs().max(y.abs());
            let tolerance = if unit_a.si_offset != unit_b.si_offset {
                rounding
            } else {
                rounding.clamp(LEAST_TOLERANCE * size, MOST_TOLERANCE * size)
            };
            (x - y).abs() <= tolerance * (1.0 + 1e-9)
        }
        (None, None) => true,
        _ => false,
    };
    match (&a.value, &b.value) {
        (Some(_), Some(_)) => agree(&a.value, &b.value),
        (None, None) => {
            (a.low.is_some() || a.high.is_some())
                && agree(&a.low, &b.low)
                && agree(&a.high, &b.high)
        }
        _ => false,
    }
}

/// The place value of the last digit that is not a trailing zero of a whole number: 0.01 for 1.50,
/// 100 for 300.
fn step(value: &Exact) -> f64 {
    let &Exact::Decimal {
        coefficient,
        exponent,
    } = value
    else {
        return 0.0;
    };
    let (mut coefficient, mut exponent) = (coefficient, exponent);
    while exponent >= 0 && coefficient != 0 && coefficient % 10 == 0 {
        coefficient /= 10;
        exponent += 1;
    }
    10f64.powi(exponent)
}

#[cfg(test)]
mod tests {
    use crate::Sifter;

    /// The numbers of `text` with the index that each equals.
    fn equals(text: &str) -> Vec<(String, Option<u32>)> {
        let document = Sifter::default().analyze(text);
        let numbers = &document.mentions().numbers;
        numbers
            .iter()
            .map(|n| (n.span.of(text).to_string(), n.equals))
            .collect()
    }

    fn indices(text: &str) -> Vec<Option<u32>> {
        equals(text).into_iter().map(|(_, equals)| equals).collect()
    }

    #[test]
    fn conversions_in_brackets_are_equal_both_ways() {
        for text in [
            "about 50 kilometres (31 miles) north",
            "He is 1.83 m (6.0 ft) tall.",
            "It reached 38 °C (100 °F) there.",
            "a dive to 300 feet (100 m) down",
            "worth $5 million (£3.2 million) now",
            "5 kg or 11 pounds of rice",
            "weighs 80 kg / 176 lb now",
        ] {
            assert_eq!(
                indices(text),
                [Some(1), Some(0)],
                "{text}: {:?}",
                equals(text)
            );
        }
    }

    #[test]
    fn amounts_that_disagree_are_not_equal() {
        for text in [
            "runs of 50 kilometres (12 miles) each",
            "12 kg (5 metres) long",
            "5 km, 3 miles",
            "50 km (50 km) here",
        ] {
            assert_eq!(indices(text), [None, None], "{text}: {:?}", equals(text));
        }
    }
}
