//! Currencies before and behind a number, and minor units.

use std::borrow::Cow;

use super::view::{Amount, View};
use super::{Number, NumberKind, Unit};
use crate::lexicon::{
    Context, Currencies, CurrencyClass, CurrencyForm, Phrases, currencies, is_pointed,
    is_versioned, number_grammar as g, suffix,
};
use crate::numerals::{Exact, Form, Numeral, Style, is_hyphen, read_at};
use crate::text::Span;

/// A currency as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Currency<'a> {
    pub form: &'a CurrencyForm,
    pub first: usize,
    pub end: usize,
}

/// The currency right before the number at `at`.
pub(super) fn before<'a>(v: &View<'a>, at: usize) -> Option<Currency<'a>> {
    let last = at.checked_sub(1).filter(|&last| last >= v.left)?;
    if v.c.get(at)?.newline_before() {
        return None;
    }
    let glued = v.c.glued(at);
    // "US$:12.99", "EUR: 12.99"
    if last > v.left && v.c.glued_symbol(last) == Some(':') && !v.c.is_digits(last - 1) {
        return before(v, last)
            .filter(|c| matches!(c.form.class, CurrencyClass::Sign | CurrencyClass::Code));
    }
    if v.settings.words.is_none() && !v.may_be(last, Context::EndsCurrency) {
        return None;
    }
    let accept = |form: &'a CurrencyForm, exact: bool, length: usize| {
        let first = at - length;
        let letters = v
            .text(first)
            .is_some_and(|t| t.starts_with(char::is_alphabetic));
        let bare = first == 0 || !v.c.glued(first) || v.c.word(first - 1).is_none();
        let ok = match form.class {
            CurrencyClass::Sign => !letters || exact_sign(v, first, last, length) && bare,
            CurrencyClass::Word | CurrencyClass::Code => exact && bare,
            CurrencyClass::WordAfter
            | CurrencyClass::WordBefore
            | CurrencyClass::CodeAfter
            | CurrencyClass::CodePrice => exact && bare && is_price(v, at),
            // "dollar 22.5 million", "ringgit 42"
            CurrencyClass::Name => {
                !glued && !form.tied && names_price(v, first, at) && v.before(first, 0) != Some("-")
            }
            _ => false,
        };
        let version = glued && letters && is_version(v, at, &form.code);
        (ok && !version && (glued || length > 0)).then_some(form)
    };
    let (form, length) = look_up(v, |c| &c.before, |i| v.before(at, i), accept)?;
    let sign = Currency {
        form,
        first: at - length,
        end: at,
    };
    Some(with_code(v, sign))
}

/// The currency that `word(0)`, `word(1)`, ... spell in one of the tables; the user's come first.
fn look_up<'a, 't>(
    v: &View<'a>,
    table: fn(&Currencies) -> &Phrases<CurrencyForm>,
    word: impl Fn(usize) -> Option<&'t str>,
    mut accept: impl FnMut(&'a CurrencyForm, bool, usize) -> Option<&'a CurrencyForm>,
) -> Option<(&'a CurrencyForm, usize)> {
    let own = v.settings.words.as_deref();
    own.and_then(|own| table(&own.currencies).find(&word, &mut accept))
        .or_else(|| table(currencies()).find(&word, &mut accept))
}

/// Figures with a power of ten or decimals, as prices have them.
fn is_large(v: &View<'_>, at: usize) -> bool {
    let numeral = read_at(v.c, at, Style::default());
    numeral.is_some_and(|n| n.form == Form::Mixed || n.tokens == 3 && !n.plain)
}

/// The figures of a price: groups, two decimals, or a power of ten.
fn is_price(v: &View<'_>, at: usize) -> bool {
    let style = Style {
        money: true,
        ..Style::default()
    };
    let Some(numeral) = read_at(v.c, at, style) else {
        return false;
    };
    let pair = numeral.tokens == 3 && v.c.digit_count(at + 2) == 2;
    let group = numeral.tokens >= 3 && v.c.digit_count(at + 2) == 3;
    let spaced = numeral.tokens >= 2 && v.c.is_digits(at + 1);
    numeral.form == Form::Mixed || pair || group || spaced
}

/// "PHP8", "PHP8.2": software, where the figures begin with one digit.
fn is_version(v: &View<'_>, at: usize, code: &str) -> bool {
    v.c.digit_count(at) == 1 && is_versioned(code) && !is_price(v, at)
}

/// A currency's name before figures is theirs where they are large, or nothing else is said.
fn names_price(v: &View<'_>, first: usize, at: usize) -> bool {
    let alone = first == 0 && v.c.is_digits(at) && v.at_end(at + 1);
    alone || is_large(v, at)
}

/// "USD$" apart from "usd $": the letters of a sign are in capitals.
fn exact_sign(v: &View<'_>, first: usize, last: usize, length: usize) -> bool {
    let capital = v
        .text(first)
        .is_some_and(|t| t.starts_with(char::is_uppercase));
    // "A $3 million contract"
    if length > 1 && v.is_article(first) && !v.c.glued(last) {
        return false;
    }
    let spaced = !v.c.glued(last) && !v.c.glued(last + 1);
    let small = v
        .text(first)
        .is_some_and(|t| g().small_sign.iter().any(|sign| **sign == *t));
    length == 1 || capital || v.c.glued(last) || spaced && small
}

/// A code before an ambiguous sign tells which it is: "AUD $5".
fn with_code<'a>(v: &View<'a>, sign: Currency<'a>) -> Currency<'a> {
    if !sign.form.code.is_empty() || sign.first <= v.left {
        return sign;
    }
    let accept = |form: &'a CurrencyForm, exact: bool, _: usize| {
        (form.class == CurrencyClass::Code && exact).then_some(form)
    };
    match look_up(v, |c| &c.before, |i| v.before(sign.first, i), accept) {
        Some((form, length)) => Currency {
            form,
            first: sign.first - length,
            end: sign.end,
        },
        None => sign,
    }
}

/// The currency right behind the number that ends at `at`.
pub(super) fn after<'a>(v: &View<'a>, at: usize, numeral: &Numeral) -> Option<Currency<'a>> {
    let figures = numeral.form != Form::Words;
    let priced =
        |currency: &Currency<'_>| currency.form.class != CurrencyClass::CodePrice || !numeral.plain;
    named_after(v, at, figures, numeral.scale.unwrap_or(0))
        .or_else(|| named_after(v, beyond_dash(v, at)?, figures, 0))
        .filter(priced)
}

/// "12,- €", "12.- CHF": beyond the dash that stands for no cents.
fn beyond_dash(v: &View<'_>, at: usize) -> Option<usize> {
    let mark = matches!(v.c.glued_symbol(at), Some(',' | '.' | ':'));
    (mark && v.c.glued(at + 1) && super::range::is_dash(v, at + 1)).then_some(at + 2)
}

/// "12€50": the sign stands in the place of the point.
pub(super) fn around_sign(v: &View<'_>, amount: &mut Amount) -> bool {
    let (sign, coins) = (amount.end, amount.end + 1);
    let glued = v.c.glued(sign) && v.c.glued_digits(coins) && v.c.digit_count(coins) == 2;
    let ends = !v.c.glued(coins + 1) || matches!(v.c.symbol(coins + 1), Some('.' | ',' | ')'));
    if !amount.plain || !glued || !ends || v.c.glued_digits(coins + 2) {
        return false;
    }
    let accept = |form, exact: bool, _| {
        let form: &CurrencyForm = form;
        (form.class == CurrencyClass::Sign && exact).then_some(form)
    };
    let found = look_up(
        v,
        |c| &c.after,
        |i| v.text(sign + i).filter(|_| i == 0),
        accept,
    );
    let cents =
        v.c.small_integer(coins)
            .map(|n| Exact::decimal(n.into(), -2));
    let value = amount.number.value.as_ref();
    let sum = value.and_then(|value| value.plus(&cents?));
    let (Some((form, _)), Some(sum)) = (found, sum) else {
        return false;
    };
    super::unit::set_value(amount, sum);
    amount.number.numeral = v.span(amount.numeral_at, coins + 1);
    amount.end = coins + 1;
    amount.measured_right = true;
    apply(
        v,
        &mut amount.number,
        Currency {
            form,
            first: sign,
            end: coins,
        },
    );
    true
}

/// The like for amounts without a numeral: "millions of dollars".
pub(super) fn named_after<'a>(
    v: &View<'a>,
    at: usize,
    figures: bool,
    scale: u16,
) -> Option<Currency<'a>> {
    let (start, hyphen) = v.skip_hyphen(at);
    if !v.c.follows(start) {
        return None;
    }
    if v.settings.words.is_none() && !v.may_be(start, Context::BeginsCurrency) {
        return None;
    }
    let accept = |form: &'a CurrencyForm, exact: bool, length: usize| {
        let glued = v.c.glued(start);
        let end = start + length;
        let ok = match form.class {
            CurrencyClass::Name | CurrencyClass::Minor => !form.tied || scale > 1,
            CurrencyClass::Sign => !hyphen && (glued || figures) && !owned_by_next(v, start, end),
            CurrencyClass::Word => figures && exact,
            CurrencyClass::WordAfter => figures && exact && !hyphen && closes(v, end),
            CurrencyClass::WordBefore => false,
            CurrencyClass::Code | CurrencyClass::CodeAfter | CurrencyClass::CodePrice => {
                exact && (figures || scale > 1) && !v.c.glued_digits(end)
            }
            CurrencyClass::MinorSign => {
                let letters = v.c.word(start).is_some();
                figures && (glued || !letters) && exact && !hyphen
            }
        };
        (ok && !(v.c.glued(end) && v.c.word(end).is_some())).then_some(form)
    };
    let (form, length) = look_up(v, |c| &c.after, |i| v.text(start + i), accept)?;
    Some(Currency {
        form,
        first: start,
        end: start + length,
    })
}

/// "120 MEUR", "5 kUSD": a power of ten before a code; the power and the currency.
pub(super) fn scaled_code<'a>(v: &View<'a>, at: usize) -> Option<(u16, Currency<'a>)> {
    let word =
        v.c.word(at)
            .filter(|word| word.len() > 3 && word.is_ascii())?;
    let (power, code) = word.split_at(word.len() - 3);
    // "5,000 BUSD" is a coin of that name, no thousand billions.
    let power = suffix(power)
        .filter(|suffix| suffix.safe || power == "M")?
        .power;
    let accept = |form: &'a CurrencyForm, exact: bool, _: usize| {
        (form.class == CurrencyClass::Code && exact && *form.code == *code).then_some(form)
    };
    let (form, _) = look_up(v, |c| &c.after, |i| (i == 0).then_some(code), accept)?;
    let currency = Currency {
        form,
        first: at,
        end: at + 1,
    };
    Some((power, currency))
}

/// "Rp 350.000", "1.298 €": one group behind a point is thousands where the currency's people part
/// them so, unless it is named in English ("1.185 euros"), or the price is for each of something
/// ("€1.349 a litre").
pub(super) fn regroup(v: &View<'_>, amount: &mut Amount) {
    let at = amount.numeral_at;
    let currency = amount.number.currency.as_deref();
    let pointed = currency.is_some_and(is_pointed);
    let group = v.c.symbol(at + 1) == Some('.')
        && v.c.glued_digits(at + 2)
        && v.c.digit_count(at + 2) == 3
        && v.c.digit_count(at) <= 3
        && v.c.small_integer(at).is_some_and(|n| n > 0);
    let each = super::per::says_each(v, amount.end) || v.c.symbol(amount.end) == Some('/');
    if !pointed || !group || amount.form != Form::Digits || amount.scale.is_some() || each {
        return;
    }
    let behind = named_after(v, at + 3, true, 0);
    if behind.is_some_and(|currency| currency.form.class == CurrencyClass::Name) {
        return;
    }
    if let Some(value @ Exact::Decimal { exponent: -3, .. }) = &amount.number.value {
        super::unit::set_value(amount, value.times_power(3));
    }
}

/// No word follows in the same line.
fn closes(v: &View<'_>, end: usize) -> bool {
    v.c.get(end)
        .is_none_or(|t| !t.is_word() && !t.is_digits() || t.newline_before())
}

/// "5 $10": the sign belongs to the figures behind it.
fn owned_by_next(v: &View<'_>, start: usize, end: usize) -> bool {
    // "10 $ 30 $"
    let own = v.text(end + 1) == v.text(start);
    v.c.glued_digits(end) || v.c.is_digits(end) && !v.c.glued(start) && !own
}

/// Puts a currency on a number.
pub(super) fn apply(v: &View<'_>, number: &mut Number, currency: Currency<'_>) {
    number.kind = NumberKind::Money;
    let form = currency.form;
    if form.minor.is_empty() {
        set_code(v, number, currency);
        return;
    }
    number.unit = Some(Unit {
        code: Cow::Owned(format!("{{{}}}", form.minor.replace(' ', "_"))),
        name: form.minor.clone(),
        pint: Cow::Borrowed(""),
        dimension: Cow::Borrowed("money"),
        si_factor: 1.0 / 10_f64.powi(form.digits.into()),
        si_offset: 0.0,
        si_code: Cow::Borrowed("1"),
    });
    if !form.code.is_empty() {
        number.currency = Some(form.code.clone());
    }
}

fn set_code(v: &View<'_>, number: &mut Number, currency: Currency<'_>) {
    if !currency.form.code.is_empty() {
        number.currency = Some(currency.form.code.clone());
        return;
    }
    number.symbol = Some(sign_span(v, currency));
    let sign = v.text(currency.end - 1).unwrap_or_default();
    let is_dollar = sign == "$" || g().dollar.contains(sign);
    if is_dollar {
        number.currency = v.settings.currency.clone().map(Cow::Owned);
    }
}

fn sign_span(v: &View<'_>, currency: Currency<'_>) -> Span {
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
        amount.number.currency = Some(second.form.code.clone());
        amount.number.symbol = None;
    }
    amount.end = second.end;
}

/// "20 dollars 43 cents", "3 euros and 5 cents", "15 dollars 50": one amount of the major unit.
pub(super) fn join_minor(v: &View<'_>, amount: &mut Amount) {
    if amount.number.unit.is_some() || amount.scale.is_some_and(|power| power > 2) {
        return;
    }
    // "$2.56, 7 cents higher" are two.
    let value = amount.number.value.as_ref();
    if value.is_none_or(|value| value.to_integer().is_none()) {
        return;
    }
    let joined = v.is_and(amount.end) || v.c.symbol(amount.end) == Some(',');
    let at = amount.end + usize::from(joined);
    let Some(numeral) = read_at(v.c, at, Style::default()) else {
        return;
    };
    let coins = numeral.value.to_integer().filter(|_| !numeral.ordinal);
    let minor = after(v, at + numeral.tokens, &numeral).filter(|c| !c.form.minor.is_empty());
    let (digits, end) = match minor {
        Some(minor) => (minor.form.digits, minor.end),
        None if is_bare_minor(v, amount, at, &numeral) => (2, at + numeral.tokens),
        None => return,
    };
    let sum = coins
        .filter(|&coins| (0..10_i128.pow(digits.into())).contains(&coins))
        .and_then(|coins| value?.plus(&Exact::decimal(coins, -i32::from(digits))));
    let Some(sum) = sum else { return };
    super::unit::set_value(amount, sum);
    amount.end = end;
}

/// "$4.88 1/4": grain is priced in parts of a cent.
pub(super) fn join_part_of_cent(v: &View<'_>, amount: &mut Amount) {
    let decimals = matches!(
        amount.number.value,
        Some(Exact::Decimal { exponent: -2, .. })
    );
    if !decimals || amount.scale.is_some() || !v.c.is_digits(amount.end) || v.c.glued(amount.end) {
        return;
    }
    let part = read_at(v.c, amount.end, Style::default());
    let Some(part) = part.filter(|part| part.fraction && part.tokens == 3) else {
        return;
    };
    let whole = amount.number.value.as_ref();
    let sum = whole.and_then(|whole| whole.plus(&part.value.times_power(-2)));
    if let Some(sum) = sum {
        super::unit::set_value(amount, sum);
        amount.number.numeral = v.span(amount.numeral_at, amount.end + part.tokens);
        amount.end += part.tokens;
    }
}

/// "118, 99 TL", "$ 8. 94" as the whole of a text: a price with a space behind its separator.
pub(super) fn join_spaced(v: &View<'_>, amount: &mut Amount) {
    let (mark, at) = (amount.end, amount.end + 1);
    let parted = matches!(v.c.glued_symbol(mark), Some(',' | '.'));
    let coins =
        v.c.small_integer(at)
            .filter(|_| parted && v.c.digit_count(at) == 2);
    let (Some(coins), true, 0) = (coins, amount.plain, amount.first) else {
        return;
    };
    let behind = named_after(v, at + 1, true, 0);
    let end = behind.map_or(at + 1, |currency| currency.end);
    // "392. 00" alone: two noughts are no second number.
    let named = behind.is_some() || amount.measured() || coins == 0;
    if !named || !v.at_end(end) {
        return;
    }
    let value = amount.number.value.as_ref();
    let sum = value.and_then(|value| value.plus(&Exact::decimal(coins.into(), -2)));
    let Some(sum) = sum else { return };
    super::unit::set_value(amount, sum);
    amount.plain = false;
    amount.end = end;
    if let Some(currency) = behind.filter(|_| !amount.measured()) {
        amount.measured_right = true;
        apply(v, &mut amount.number, currency);
    }
}

/// "15 dollars 50", "$20 43": two figures behind whole money, with nothing behind that they could
/// count.
fn is_bare_minor(v: &View<'_>, amount: &Amount, at: usize, numeral: &Numeral) -> bool {
    let whole = amount
        .number
        .value
        .as_ref()
        .is_some_and(|v| v.to_integer().is_some());
    let two = numeral.plain && v.c.digit_count(at) == 2;
    let spaced = v.c.symbol(at - 1) != Some(',') && !v.c.glued(at);
    let same_line = v.c.get(at).is_some_and(|t| !t.newline_before());
    let end = at + numeral.tokens;
    // "10 $ 30 $"
    let priced = named_after(v, end, true, 0).is_some();
    let dashed = v.c.symbol(end).is_some_and(is_hyphen) || super::amount::percent(v, end).is_some();
    whole
        && two
        && spaced
        && same_line
        && closes(v, end)
        && !priced
        && !dashed
        && !v.c.glued_digits(end + 1)
}

/// Whether "pounds" behind the number from `first` to `end` are money.
pub(super) fn pounds_are_money(v: &View<'_>, first: usize, scale: Option<u16>) -> bool {
    scale.is_some_and(|power| power >= 5) || v.context_before(first, 5, Context::Money)
}
