//! Currencies before and behind a number, minor units, and what a price is for each of.

use std::borrow::Cow;

use super::view::{Amount, View};
use super::{Number, NumberKind, Unit};
use crate::lexicon::{Context, CurrencyClass, CurrencyForm, currencies};
use crate::numerals::{Exact, Numeral, Style, read};
use crate::text::Span;

/// A currency as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Currency {
    pub form: &'static CurrencyForm,
    pub first: usize,
    pub end: usize,
}

/// The currency right before the number at `at`.
pub(super) fn before(v: &View<'_>, at: usize) -> Option<Currency> {
    let last = at.checked_sub(1).filter(|&last| last >= v.left)?;
    if v.c.get(at)?.newline_before() {
        return None;
    }
    let glued = v.c.glued(at);
    let accept = |form: &'static CurrencyForm, exact: bool, length: usize| {
        let first = at - length;
        let letters = v
            .text(first)
            .is_some_and(|t| t.starts_with(char::is_alphabetic));
        let bare = first == 0 || !v.c.glued(first) || v.c.word(first - 1).is_none();
        let ok = match form.class {
            CurrencyClass::Sign => !letters || exact_sign(v, first, last, length) && bare,
            CurrencyClass::Word | CurrencyClass::Code => exact && bare,
            // "dollar 22.5 million"
            CurrencyClass::Name => !glued && is_large(v, at) && v.before(first, 0) != Some("-"),
            _ => false,
        };
        (ok && (glued || length > 0)).then_some(form)
    };
    let (form, length) = currencies().before.find(|i| v.before(at, i), accept)?;
    let sign = Currency {
        form,
        first: at - length,
        end: at,
    };
    Some(with_code(v, sign))
}

/// Figures with a power of ten or decimals, as prices have them.
fn is_large(v: &View<'_>, at: usize) -> bool {
    let numeral = read(v.c.text, v.c.tokens, at, Style::default());
    numeral.is_some_and(|n| n.form == crate::numerals::Form::Mixed || n.tokens == 3 && !n.plain)
}

/// "USD$" apart from "usd $": the letters of a sign are in capitals.
fn exact_sign(v: &View<'_>, first: usize, last: usize, length: usize) -> bool {
    let capital = v
        .text(first)
        .is_some_and(|t| t.starts_with(char::is_uppercase));
    let spaced = !v.c.glued(last) && !v.c.glued(last + 1);
    let small = v
        .text(first)
        .is_some_and(|t| matches!(t, "c" | "us" | "u.s" | "u.s."));
    length == 1 || capital || v.c.glued(last) || spaced && small
}

/// A code before an ambiguous sign tells which it is: "AUD $5".
fn with_code(v: &View<'_>, sign: Currency) -> Currency {
    if !sign.form.code.is_empty() || sign.first <= v.left {
        return sign;
    }
    let accept = |form: &'static CurrencyForm, exact: bool, _: usize| {
        (form.class == CurrencyClass::Code && exact).then_some(form)
    };
    match currencies()
        .before
        .find(|i| v.before(sign.first, i), accept)
    {
        Some((form, length)) => Currency {
            form,
            first: sign.first - length,
            end: sign.end,
        },
        None => sign,
    }
}

/// The currency right behind the number that ends at `at`.
pub(super) fn after(v: &View<'_>, at: usize, numeral: &Numeral) -> Option<Currency> {
    let figures = numeral.form != crate::numerals::Form::Words;
    named_after(v, at, figures, numeral.scale.unwrap_or(0))
}

/// The like for amounts without a numeral: "millions of dollars".
pub(super) fn named_after(v: &View<'_>, at: usize, figures: bool, scale: u16) -> Option<Currency> {
    let (start, hyphen) = v.skip_hyphen(at);
    if !v.c.follows(start) {
        return None;
    }
    let accept = |form: &'static CurrencyForm, exact: bool, length: usize| {
        let glued = v.c.glued(start);
        let end = start + length;
        let ok = match form.class {
            CurrencyClass::Name | CurrencyClass::Minor => !form.tied || scale > 1,
            CurrencyClass::Sign => !hyphen && (glued || figures) && !owned_by_next(v, start, end),
            CurrencyClass::Word => figures && exact,
            CurrencyClass::Code | CurrencyClass::CodeAfter => exact && (figures || scale > 1),
            CurrencyClass::MinorSign => figures && glued && exact && !hyphen,
        };
        (ok && !(v.c.glued(end) && v.c.word(end).is_some())).then_some(form)
    };
    let (form, length) = currencies().after.find(|i| v.text(start + i), accept)?;
    Some(Currency {
        form,
        first: start,
        end: start + length,
    })
}

/// "5 $10": the sign belongs to the figures behind it.
fn owned_by_next(v: &View<'_>, start: usize, end: usize) -> bool {
    v.c.glued_digits(end) || v.c.is_digits(end) && !v.c.glued(start)
}

/// Puts a currency on a number.
pub(super) fn apply(v: &View<'_>, number: &mut Number, currency: Currency) {
    number.kind = NumberKind::Money;
    let form = currency.form;
    if form.minor.is_empty() {
        set_code(v, number, currency);
        return;
    }
    number.unit = Some(Unit {
        code: Cow::Owned(format!("{{{}}}", form.minor.replace(' ', "_"))),
        name: Cow::Borrowed(&form.minor),
        dimension: Cow::Borrowed("money"),
        si_factor: 0.01,
        si_offset: 0.0,
        si_code: Cow::Borrowed("1"),
    });
    if !form.code.is_empty() {
        number.currency = Some(Cow::Borrowed(&form.code));
    }
}

fn set_code(v: &View<'_>, number: &mut Number, currency: Currency) {
    if !currency.form.code.is_empty() {
        number.currency = Some(Cow::Borrowed(&currency.form.code));
        return;
    }
    number.symbol = Some(sign_span(v, currency));
    let sign = v.text(currency.end - 1).unwrap_or_default();
    let is_dollar = sign == "$" || sign.to_ascii_lowercase().starts_with("dollar");
    if is_dollar {
        number.currency = v.settings.currency.clone().map(Cow::Owned);
    }
}

fn sign_span(v: &View<'_>, currency: Currency) -> Span {
    v.span(currency.first, currency.end)
}

/// A second mark of the same money: "$50 USD", "$ 10 dollars".
pub(super) fn take_second(v: &View<'_>, amount: &mut Amount) {
    let Some(second) = named_after(v, amount.end, true, 2) else {
        return;
    };
    let same_line = v.c.get(second.first).is_some_and(|t| !t.newline_before());
    let sign = second.form.class == CurrencyClass::Sign;
    let known = amount.number.currency.as_deref();
    let agrees = known.is_none() || second.form.code.is_empty() || known == Some(&second.form.code);
    if !same_line || sign || !agrees || !second.form.minor.is_empty() {
        return;
    }
    if !second.form.code.is_empty() {
        amount.number.currency = Some(Cow::Borrowed(&second.form.code));
        amount.number.symbol = None;
    }
    amount.end = second.end;
}

/// "20 dollars 43 cents", "3 euros and 5 cents": one amount of the major unit.
pub(super) fn join_minor(v: &View<'_>, amount: &mut Amount) {
    if amount.number.unit.is_some() {
        return;
    }
    let joined = v.is_word(amount.end, &["and"]) || v.c.symbol(amount.end) == Some(',');
    let at = amount.end + usize::from(joined);
    let Some(numeral) = read(v.c.text, v.c.tokens, at, Style::default()) else {
        return;
    };
    let cents = numeral
        .value
        .to_integer()
        .filter(|n| (0..100).contains(n) && !numeral.ordinal);
    let Some(minor) = after(v, at + numeral.tokens, &numeral).filter(|c| !c.form.minor.is_empty())
    else {
        return;
    };
    let value = amount.number.value.as_ref();
    let sum = cents.and_then(|cents| value?.plus(&Exact::decimal(cents, -2)));
    let Some(sum) = sum else { return };
    super::unit::set_value(amount, sum);
    amount.end = minor.end;
}

/// "a gallon", "per share", "/hour" behind money, "per 100,000 people" behind a count.
pub(super) fn take_per(v: &View<'_>, amount: &mut Amount) {
    let money = amount.number.kind == NumberKind::Money;
    let at = amount.end;
    let (start, hyphen) = v.skip_hyphen(at);
    let slash = v.c.glued_symbol(at) == Some('/') && v.c.glued(at + 1);
    let per = v.is_word(start, &["per", "every", "each"]);
    let article = money && v.is_word(start, &["a", "an"]);
    let slash = money && slash;
    if !(slash || per || article) {
        return;
    }
    let mut at = if slash { at + 1 } else { start + 1 };
    at += usize::from(hyphen && v.c.glued_symbol(at) == Some('-'));
    let mut value = None;
    if per && !article {
        let numeral = read(v.c.text, v.c.tokens, at, Style::default());
        if let Some(numeral) = numeral.filter(|n| !n.ordinal && !n.fraction) {
            at += numeral.tokens;
            value = Some(numeral.value);
        }
    }
    if let Some((code, end)) = per_unit(v, at, money || value.is_some()) {
        amount.number.per = Some(code);
        amount.number.per_value = value;
        amount.end = end;
    } else if value.is_some() {
        amount.number.per = Some("1".into());
        amount.number.per_value = value;
        amount.end = at;
    }
}

/// The UCUM code of what a price or rate is for each of.
fn per_unit(v: &View<'_>, at: usize, any: bool) -> Option<(Cow<'static, str>, usize)> {
    if !any {
        return None;
    }
    if let Some((unit, end)) = super::unit::plain(v, at) {
        return Some((unit.code, end));
    }
    let word = v.c.word(at).filter(|_| v.in_context(at, Context::Each))?;
    Some((format!("{{{}}}", word.to_ascii_lowercase()).into(), at + 1))
}

/// Whether "pounds" behind the number from `first` to `end` are money.
pub(super) fn pounds_are_money(v: &View<'_>, first: usize, scale: Option<u16>) -> bool {
    scale.is_some_and(|power| power >= 5) || v.context_before(first, 5, Context::Money)
}
