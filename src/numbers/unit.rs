//! The unit behind a number: one, or several multiplied and divided.

use std::borrow::Cow;

use super::Unit;
use super::view::{Amount, View};
use crate::lexicon::{Base, Context, UnitClass, UnitEntry, UnitForm, Units, in_context, units};
use crate::numerals::Exact;
use crate::text::TokenKind;

/// So many units may be multiplied.
const MAX_FACTORS: usize = 4;

/// One unit with its power.
#[derive(Debug, Clone, Copy)]
struct Factor<'a> {
    /// The table that it is from: the data's or the user's.
    units: &'a Units,
    entry: &'a UnitEntry,
    power: i8,
    end: usize,
    named: bool,
}

/// What may stand where a unit is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind figures.
    Figures,
    /// Behind words, or joined by a hyphen: names alone.
    Words,
    /// Behind another unit.
    Inside,
}

/// The unit at `at` behind a number in figures or words, and the token behind it.
pub(super) fn after(v: &View<'_>, at: usize, figures: bool) -> Option<(Unit, usize)> {
    let (start, hyphen) = v.skip_hyphen(at);
    let place = if figures {
        Place::Figures
    } else {
        Place::Words
    };
    let first = factor(v, start, place)?;
    if hyphen && !first.named && first.entry.code.len() < 2 {
        return None;
    }
    let mut factors = vec![first];
    while let Some(next) = next_factor(v, factors[factors.len() - 1].end, &first) {
        factors.push(next);
        if factors.len() == MAX_FACTORS {
            break;
        }
    }
    Some((compose(&factors), factors[factors.len() - 1].end))
}

/// "20 (kg)": a unit alone in brackets.
pub(super) fn bracketed(v: &View<'_>, at: usize) -> Option<(Unit, usize)> {
    let close = match v.c.symbol(at)? {
        '(' => ')',
        '[' => ']',
        '<' => '>',
        '{' => '}',
        _ => return None,
    };
    let (unit, end) = after(v, at + 1, true)?;
    let alone = v.c.glued(at + 1) && v.c.glued_symbol(end) == Some(close);
    (alone && !v.c.glued(at)).then_some((unit, end + 1))
}

/// A unit without a number before it, as in "per gallon".
pub(super) fn plain(v: &View<'_>, at: usize) -> Option<(Unit, usize)> {
    let factor = factor(v, at, Place::Inside)?;
    Some((compose(&[factor]), factor.end))
}

fn factor<'a>(v: &View<'a>, at: usize, place: Place) -> Option<Factor<'a>> {
    let token = v.c.get(at)?;
    if token.kind == TokenKind::Digits || token.newline_before() && place != Place::Words {
        return None;
    }
    let words = v.c.word(at).and_then(|word| units().power_before.get(word));
    if let Some(&power) = words {
        let at = at + 1 + usize::from(v.c.glued_symbol(at + 1) == Some('.'));
        let of = single(v, at, Place::Inside)?;
        return Some(Factor {
            power: of.power * power,
            ..of
        });
    }
    single(v, at, place)
}

/// One unit and its exponent; the user's own come first.
fn single<'a>(v: &View<'a>, at: usize, place: Place) -> Option<Factor<'a>> {
    let own = v.settings.words.as_deref().map(|words| &words.units);
    let accept = |form: &UnitForm, exact: bool, length: usize| {
        let ok = counts(v, at, length, *form, exact, place);
        ok.then_some((form.unit, form.class == UnitClass::Name))
    };
    let find = |units: &'a Units| {
        let ((unit, named), length) = units.forms.find(|i| v.text(at + i), accept)?;
        let entry = &units.entries[usize::from(unit)];
        let (power, end) = exponent(v, at + length, named, entry);
        Some(Factor {
            units,
            entry,
            power,
            end,
            named,
        })
    };
    own.and_then(find).or_else(|| find(units()))
}

/// Whether a spelling counts as a unit here.
fn counts(
    v: &View<'_>,
    at: usize,
    length: usize,
    form: UnitForm,
    exact: bool,
    place: Place,
) -> bool {
    let end = at + length;
    let letters = v
        .text(at)
        .is_some_and(|t| t.starts_with(char::is_alphabetic));
    let figure_behind = letters && v.c.glued(end) && v.c.word(end).is_some();
    if figure_behind {
        return false;
    }
    match form.class {
        UnitClass::Name => true,
        UnitClass::Ambiguous => false,
        UnitClass::Symbol => {
            let letters = v.text(at).map_or(0, str::len);
            let fits = exact || letters > 2 || v.c.glued(at) && letters > 1;
            // "twenty km", but not "two as" or "one bar".
            let said = exact
                && letters > 1
                && !in_context(v.text(at).unwrap_or_default(), Context::WordSymbol);
            if place == Place::Words { said } else { fits }
        }
        UnitClass::Glued => {
            let heat = v.is_word(at, &["c", "f"]);
            if heat
                && place == Place::Figures
                && !v.context_before(at, 10, Context::Heat)
                && !v.context_after(end, 4, Context::Heat)
            {
                return false;
            }
            exact
                && (place == Place::Inside
                    || place == Place::Figures && v.c.glued(at) && glued_sign(v, at, end))
        }
        UnitClass::Last => match place {
            Place::Words => false,
            Place::Inside => exact && letters,
            Place::Figures => exact && is_last(v, at, end, letters),
        },
    }
}

/// A prime is feet where inches follow it.
fn glued_sign(v: &View<'_>, at: usize, end: usize) -> bool {
    let prime = matches!(v.c.symbol(at), Some('\'' | '’'));
    !prime || v.c.is_digits(end)
}

fn is_last(v: &View<'_>, at: usize, end: usize, letters: bool) -> bool {
    if !letters {
        let quotes = (at.saturating_sub(40)..at)
            .filter(|&i| v.c.symbol(i) == v.c.symbol(at))
            .count();
        return v.c.glued(at)
            && !v.c.glued_digits(end)
            && (v.text(at) != Some("\"") || quotes % 2 == 0)
            && at > 0;
    }
    let extent = v.in_context(end, Context::Extent);
    let behind = v.c.text[v.c.tokens[end - 1].span.end as usize..].trim_start_matches(' ');
    let word_follows = behind.starts_with(char::is_alphanumeric);
    extent || !word_follows || v.c.glued(at) && !behind.starts_with(|c: char| c.is_ascii_digit())
}

/// The power behind a unit (², ^2, glued 2, "squared") and the token behind that.
fn exponent(v: &View<'_>, at: usize, named: bool, entry: &UnitEntry) -> (i8, usize) {
    if let Some(&power) = v.c.word(at).and_then(|word| units().power_after.get(word)) {
        return (power, at + 1);
    }
    if !v.c.glued(at) {
        return (1, at);
    }
    match v.c.symbol(at) {
        Some('²') => (2, at + 1),
        Some('³') => (3, at + 1),
        Some('⁻') => match v.c.glued_symbol(at + 1) {
            Some('¹') => (-1, at + 2),
            Some('²') => (-2, at + 2),
            Some('³') => (-3, at + 2),
            _ => (1, at),
        },
        Some('^') => {
            let minus = matches!(v.c.glued_symbol(at + 1), Some('-' | '−'));
            let digit = at + 1 + usize::from(minus);
            match v.c.small_integer(digit).filter(|_| v.c.glued(digit)) {
                Some(power @ 1..=9) => {
                    (if minus { -(power as i8) } else { power as i8 }, digit + 1)
                }
                _ => (1, at),
            }
        }
        Some('-' | '−' | '–') if !named => match small_power(v, at + 1) {
            Some(power) => (-power, at + 2),
            None => (1, at),
        },
        None if !named && entry.code.len() <= 3 => match small_power(v, at) {
            Some(power @ 2..=3) => (power, at + 1),
            _ => (1, at),
        },
        _ => (1, at),
    }
}

/// A glued figure 1 to 4 with nothing glued behind it but a symbol.
fn small_power(v: &View<'_>, at: usize) -> Option<i8> {
    let value =
        v.c.small_integer(at)
            .filter(|&n| (1..5).contains(&n) && v.c.glued(at))?;
    let ends = v.c.digit_count(at) == 1 && !(v.c.glued(at + 1) && v.c.word(at + 1).is_some());
    let decimal = v.c.glued_symbol(at + 1) == Some('.') && v.c.glued_digits(at + 2);
    (ends && !decimal).then_some(value as i8)
}

/// A unit that multiplies or divides what stands before `at`.
fn next_factor<'a>(v: &View<'a>, at: usize, first: &Factor<'_>) -> Option<Factor<'a>> {
    let divided = |factor: Factor<'a>| Factor {
        power: -factor.power,
        ..factor
    };
    match v.c.symbol(at) {
        Some('/' | '∕') => {
            let next = factor(v, at + 1, Place::Inside)?;
            return (v.c.glued(at + 1) || !v.c.glued(at)).then(|| divided(next));
        }
        Some('·' | '⋅' | '.' | '*' | '×') if v.c.glued(at) && v.c.glued(at + 1) && !first.named =>
        {
            return factor(v, at + 1, Place::Inside).filter(|f| !f.named);
        }
        Some(_) => return None,
        None => {}
    }
    if v.is_word(at, &["per"]) {
        let next = factor(v, at + 1, Place::Inside)?;
        return (next.entry.dimension != first.entry.dimension).then(|| divided(next));
    }
    if v.is_word(at, &["a", "an"]) {
        let distance = is(first, "length");
        let next = factor(v, at + 1, Place::Words)?;
        return (distance && is(&next, "time")).then(|| divided(next));
    }
    let next = factor(v, at, Place::Inside).filter(|f| !f.named && !v.c.glued(at))?;
    (next.power < 0 && !first.named).then_some(next)
}

fn is(factor: &Factor<'_>, dimension: &str) -> bool {
    *factor.units.dimensions[usize::from(factor.entry.dimension)].name == *dimension
}

fn compose(factors: &[Factor<'_>]) -> Unit {
    if let [single] = factors
        && single.power == 1
    {
        return unit_of(single.units, single.entry);
    }
    let units = units();
    let mut base = Base::default();
    let mut size = 1.0;
    for factor in factors {
        let dimension = &factor.units.dimensions[usize::from(factor.entry.dimension)];
        for (sum, power) in base.iter_mut().zip(dimension.base) {
            *sum += power * factor.power;
        }
        size *= factor.entry.factor.powi(factor.power.into());
    }
    let code = code_of(factors);
    if let Some(known) = units.entries.iter().find(|entry| *entry.code == *code) {
        return unit_of(units, known);
    }
    let dimension = units.dimensions.iter().find(|d| d.base == base);
    Unit {
        code: code.into(),
        name: name_of(factors).into(),
        pint: pint_of(factors).into(),
        dimension: dimension.map_or(Cow::Borrowed("other"), |d| d.name.clone()),
        si_factor: size,
        si_offset: 0.0,
        si_code: dimension.map_or_else(|| si_code(base).into(), |d| d.si.clone()),
    }
}

/// A unit alone. Nothing of the data's is copied.
pub(super) fn unit_of(units: &Units, entry: &UnitEntry) -> Unit {
    let dimension = &units.dimensions[usize::from(entry.dimension)];
    Unit {
        code: entry.code.clone(),
        name: entry.name.clone(),
        pint: entry.pint.clone(),
        dimension: dimension.name.clone(),
        si_factor: entry.factor,
        si_offset: entry.offset,
        si_code: dimension.si.clone(),
    }
}

/// `kg.m/s2`. In UCUM a term in brackets takes no exponent: it is repeated.
fn code_of(factors: &[Factor<'_>]) -> String {
    let mut code = String::new();
    for factor in factors {
        let (inner, power) = (&*factor.entry.code, factor.power.unsigned_abs());
        let product = inner.contains(['/', '.']);
        let raised =
            power > 1 && !product && inner.ends_with(|c: char| !matches!(c, '}' | '0'..='9'));
        let (times, exponent) = if raised { (1, power) } else { (power, 1) };
        for _ in 0..times {
            if !code.is_empty() || factor.power < 0 {
                code.push(if factor.power < 0 { '/' } else { '.' });
            }
            let bracketed = product && !code.is_empty();
            let (open, close) = if bracketed { ("(", ")") } else { ("", "") };
            code.push_str(&format!("{open}{inner}{close}"));
        }
        if exponent > 1 {
            code.push_str(&exponent.to_string());
        }
    }
    code
}

/// `kilogram * metre / second ** 2`; empty if Pint lacks one of them.
fn pint_of(factors: &[Factor<'_>]) -> String {
    let mut pint = String::new();
    if factors.iter().any(|factor| factor.entry.pint.is_empty()) {
        return pint;
    }
    for factor in factors {
        match (pint.is_empty(), factor.power < 0) {
            (true, true) => pint.push_str("1 / "),
            (true, false) => {}
            (false, true) => pint.push_str(" / "),
            (false, false) => pint.push_str(" * "),
        }
        // A degree in a compound is a difference, no point of the scale.
        let delta = if factor.entry.offset == 0.0 {
            ""
        } else {
            "delta_"
        };
        let (open, close) = if factor.entry.pint.contains(' ') {
            ("(", ")")
        } else {
            ("", "")
        };
        pint.push_str(&format!("{open}{delta}{}{close}", factor.entry.pint));
        if factor.power.abs() > 1 {
            pint.push_str(&format!(" ** {}", factor.power.abs()));
        }
    }
    pint
}

/// `kilogram metre per square second`
fn name_of(factors: &[Factor<'_>]) -> String {
    let mut name = String::new();
    for factor in factors {
        if !name.is_empty() {
            name.push(' ');
        }
        if factor.power < 0 {
            name.push_str("per ");
        }
        match factor.power.abs() {
            1 => {}
            2 => name.push_str("square "),
            3 => name.push_str("cubic "),
            power => name.push_str(&format!("{power}-dimensional ")),
        }
        name.push_str(&factor.entry.name);
    }
    name
}

/// The SI unit of a dimension without a name.
fn si_code(base: Base) -> String {
    const SI: [&str; 14] = [
        "m", "kg", "s", "A", "K", "mol", "cd", "rad", "bit", "Bq", "Sv", "dB", "[pH]", "{pixel}",
    ];
    let mut code = String::new();
    for (unit, &power) in SI.iter().zip(&base).filter(|&(_, &power)| power != 0) {
        if !code.is_empty() {
            code.push('.');
        }
        code.push_str(unit);
        if power != 1 {
            code.push_str(&power.to_string());
        }
    }
    if code.is_empty() { "1".into() } else { code }
}

/// "10 in" behind "5 ft": a smaller unit of the same dimension joins the amount, which is then told
/// in the smaller one, where whole numbers of it make the larger.
pub(super) fn join_smaller(v: &View<'_>, amount: &mut Amount) {
    let Some(large) = amount.number.unit.clone() else {
        return;
    };
    let joined = v.c.symbol(amount.end) == Some(',') || v.is_word(amount.end, &["and"]);
    if joined && large.dimension == "time" || large.code.contains(['/', '.']) {
        return;
    }
    let at = amount.end + usize::from(joined);
    let style = crate::numerals::Style {
        fractions: true,
        ..Default::default()
    };
    let Some(numeral) = crate::numerals::read_at(v.c, at, style) else {
        return;
    };
    if numeral.ordinal || numeral.scale.is_some() || amount.number.value.is_none() {
        return;
    }
    let figures = numeral.form != crate::numerals::Form::Words;
    let inches = v.is_word(at + numeral.tokens, &["in"]) && large.code == "[ft_i]";
    let small = if inches {
        plain(v, at + numeral.tokens)
    } else {
        after(v, at + numeral.tokens, figures)
    };
    let Some((small, end)) = small else { return };
    let ratio = large.si_factor / small.si_factor;
    let whole = ratio.round();
    let metric = [10.0, 100.0, 1000.0, 10_000.0, 1e6].contains(&whole);
    let divides =
        !metric && (ratio - whole).abs() < 1e-9 * ratio && (2.0..=100_000.0).contains(&whole);
    if large.dimension != small.dimension || !divides || numeral.value.to_f64() >= whole {
        return;
    }
    let value = amount.number.value.as_ref();
    let sum = value
        .and_then(|v| v.times(whole as i128))
        .and_then(|v| v.plus(&numeral.value));
    let Some(sum) = sum else { return };
    set_value(amount, sum);
    amount.number.numeral = v.span(amount.numeral_at, at + numeral.tokens);
    amount.number.unit = Some(small);
    amount.end = end;
}

pub(super) fn set_value(amount: &mut Amount, value: Exact) {
    amount.number.low = Some(value.clone());
    amount.number.high = Some(value.clone());
    amount.number.value = Some(value);
}
