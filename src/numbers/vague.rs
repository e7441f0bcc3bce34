//! Amounts without a figure: millions, dozens, several, a few.

use super::view::{Amount, View};
use super::{Bound, Number, NumberKind, amount, money};
use crate::lexicon::{NumberWord, Vague, number_grammar as g};
use crate::numerals::{Exact, Form};

/// Reads the vague amount that begins at `at`.
pub(super) fn read(v: &View<'_>, at: usize) -> Option<Amount> {
    let (first, end, scale) = match v.c.number_word(at)? {
        NumberWord::Powers(_) | NumberWord::Groups(_) => plurals(v, at)?,
        NumberWord::Vague(word) => quantifier(v, at, word)?,
        _ => return None,
    };
    let number = Number {
        value: None,
        low: None,
        high: None,
        low_closed: false,
        high_closed: false,
        bound: Bound::Vague,
        ..Number::cardinal(v.span(first, end), Exact::integer(0))
    };
    let mut amount = Amount {
        number,
        first,
        end,
        numeral_at: at,
        form: Form::Words,
        scale: Some(scale),
        plain: false,
        measured_left: false,
        measured_right: false,
    };
    measure(v, &mut amount);
    amount.span_tokens(v);
    Some(amount)
}

/// "millions", "tens of thousands", "hundreds of millions": first token, end, power of ten.
fn plurals(v: &View<'_>, at: usize) -> Option<(usize, usize, u16)> {
    let mut end = at + 1;
    let mut scale = 0;
    let of = |end: usize| v.is_word(end, &g().plural_joins);
    while of(end) && is_plural(v, end + 1) && end < at + 6 {
        end += 2;
    }
    if let Some(NumberWord::Powers(power)) = v.c.number_word(end - 1) {
        scale = power;
    }
    // "tens" and "scores" are other nouns too, unless "of" follows.
    let weak = matches!(
        v.c.number_word(at)?,
        NumberWord::Powers(1) | NumberWord::Groups(20)
    );
    let chained = end > at + 1 || v.is_word(end, &g().of);
    let decade = at > 0 && v.c.glued(at) && v.c.is_digits(at - 1);
    if weak && !chained || decade {
        return None;
    }
    let many = v.before(at, 0).is_some_and(|word| g().many.contains(word));
    Some((at - usize::from(many), end, scale))
}

fn is_plural(v: &View<'_>, at: usize) -> bool {
    matches!(
        v.c.number_word(at),
        Some(NumberWord::Powers(_) | NumberWord::Groups(_))
    )
}

/// "a few", "several", "a couple of", "a handful of", each with a power: "several hundred".
fn quantifier(v: &View<'_>, at: usize, word: Vague) -> Option<(usize, usize, u16)> {
    let article = at > v.left && v.is_article(at - 1);
    let of = v.is_word(at + 1, &g().of);
    let (power_at, power) = match v.c.number_word(at + 1 + usize::from(of)) {
        Some(NumberWord::Power(power) | NumberWord::Powers(power)) => {
            (at + 1 + usize::from(of), power)
        }
        Some(NumberWord::Group(_) | NumberWord::Groups(_)) => (at + 1 + usize::from(of), 1),
        _ => (at, 0),
    };
    let accepted = match word {
        Vague::Several => true,
        Vague::Few => article || power > 0,
        Vague::Couple => article && (of || power > 0 || v.is_word(at + 1, &g().couple_behind)),
        Vague::Handful => article && of,
    };
    let mut end = power_at + 1;
    // "a few hundred thousand".
    while power > 0 && matches!(v.c.number_word(end), Some(NumberWord::Power(_))) && end < at + 5 {
        end += 1;
    }
    let first = at - usize::from(article && word != Vague::Several);
    accepted.then_some((first, end, power))
}

/// A unit or currency, with or without "of": "millions of dollars", "a few miles".
fn measure(v: &View<'_>, amount: &mut Amount) {
    let of = amount.end + usize::from(v.is_word(amount.end, &g().of));
    if let Some(currency) = money::named_after(v, of, false, amount.scale.unwrap_or(0)) {
        money::apply(v, &mut amount.number, currency);
        amount.end = currency.end;
        amount.measured_right = true;
        return;
    }
    let mut measured = Amount {
        end: of,
        ..amount.clone()
    };
    amount::measure_unit(v, &mut measured, false);
    if measured.number.kind != NumberKind::Cardinal {
        *amount = measured;
    }
}

/// "a few 50 kilometres": the first token of "a few" before the number at `at`.
pub(super) fn few_before(v: &View<'_>, at: usize) -> Option<usize> {
    let few = at.checked_sub(2).filter(|&i| i >= v.left)?;
    let few_word = v.c.number_word(few + 1) == Some(NumberWord::Vague(Vague::Few));
    (few_word && v.is_article(few)).then_some(few)
}
