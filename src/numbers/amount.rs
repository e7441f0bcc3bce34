//! One number with its currency, percent sign or unit, without modifiers.

use std::borrow::Cow;

use super::view::{Amount, View};
use super::{NumberKind, Unit, age, money, unit};
use crate::lexicon::{Context, NumberWord, number_grammar as g, suffix};
use crate::numerals::{Cursor, Exact, Form, Numeral, Style, is_hyphen, read_at};

/// Reads the amount whose numeral begins at `at`.
pub(super) fn at(v: &View<'_>, at: usize, style: Style) -> Option<Amount> {
    behind(v, money::before(v, at), at, style)
}

/// The same where the currency right before it is known.
pub(super) fn behind<'a>(
    v: &View<'a>,
    currency: Option<money::Currency<'a>>,
    at: usize,
    style: Style,
) -> Option<Amount> {
    let left = currency
        .or_else(|| before_sign(v, at))
        .or_else(|| before_bracket(v, at));
    let style = Style {
        decimal_comma: v.settings.decimal_comma,
        money: left.is_some(),
        ..style
    };
    let numeral = numeral(v, at, style).or_else(|| one(v, at))?;
    if left.is_some() && numeral.ordinal {
        return None;
    }
    let mut amount = Amount::new(v, at, &numeral);
    if let Some(end) = restated(v, amount.end, &numeral) {
        amount.end = end;
        amount.span_tokens(v);
    }
    if numeral.ordinal {
        amount.number.kind = NumberKind::Ordinal;
        return Some(amount);
    }
    if numeral.fraction && whole_below_one(&numeral) {
        amount.number.kind = NumberKind::Fraction;
    }
    match left {
        Some(currency) => {
            amount.first = currency.first;
            amount.measured_left = true;
            money::apply(v, &mut amount.number, currency);
            sign_before(v, &mut amount);
            bracketed_loss(v, &mut amount);
            money::take_second(v, &mut amount);
            money::join_part_of_cent(v, &mut amount);
        }
        None => {
            bracketed_loss(v, &mut amount);
            measure(v, &mut amount, &numeral);
        }
    }
    money::join_spaced(v, &mut amount);
    if amount.number.kind == NumberKind::Money {
        money::regroup(v, &mut amount);
        money::join_minor(v, &mut amount);
    }
    amount.span_tokens(v);
    Some(amount)
}

/// "sixty (60) days": contracts say a number twice. The token behind the second one, if it is the same.
fn restated(v: &View<'_>, end: usize, numeral: &Numeral) -> Option<usize> {
    let again = numeral.form == Form::Words
        && v.c.symbol(end) == Some('(')
        && v.c.glued_digits(end + 1)
        && v.c.glued_symbol(end + 2) == Some(')')
        && v.c
            .small_integer(end + 1)
            .map(|n| Exact::integer(n.into()))
            .as_ref()
            == Some(&numeral.value);
    again.then_some(end + 3)
}

/// "$-5": the currency stands before the sign of the figures.
fn before_sign<'a>(v: &View<'a>, at: usize) -> Option<money::Currency<'a>> {
    let sign = matches!(v.c.symbol(at), Some('-' | '−' | '+'));
    sign.then(|| money::before(v, at)).flatten()
}

/// "$(4.2)": the currency stands before the bracket of a loss.
fn before_bracket<'a>(v: &View<'a>, at: usize) -> Option<money::Currency<'a>> {
    let open = at
        .checked_sub(1)
        .filter(|&open| open > v.left && v.c.symbol(open) == Some('('))?;
    let glued = v.c.glued(open) && v.c.glued(at);
    glued.then(|| money::before(v, open)).flatten()
}

/// "$(4.2) million", "($4.2) million", "(4.2) million", "(4.2)%": accountants put what is lost in
/// brackets.
fn bracketed_loss(v: &View<'_>, amount: &mut Amount) {
    let end = amount.end;
    if v.c.glued_symbol(end) != Some(')') {
        return;
    }
    let priced = amount.first < amount.numeral_at;
    let inside = priced && v.c.symbol(amount.numeral_at - 1) == Some('(');
    let open = amount.first.checked_sub(1).filter(|&at| at >= v.left);
    let around = open.is_some_and(|at| v.c.symbol(at) == Some('(') && v.c.glued(amount.first));
    let power = match v.c.number_word(end + 1) {
        Some(NumberWord::Power(power)) if power > 2 => Some(power),
        _ => None,
    };
    let percent = !priced && v.c.glued_symbol(end + 1) == Some('%');
    if !(inside || around && (power.is_some() || percent)) {
        return;
    }
    if let Some(value) = amount.number.value.take() {
        let value = value.times_power(power.unwrap_or(0).into());
        unit::set_value(amount, value.negated());
    }
    amount.first -= usize::from(!inside);
    amount.scale = power.or(amount.scale);
    amount.end = end + 1 + usize::from(power.is_some());
}

/// "-$5": a sign before the currency.
fn sign_before(v: &View<'_>, amount: &mut Amount) {
    let Some(at) = amount.first.checked_sub(1).filter(|&at| at >= v.left) else {
        return;
    };
    let minus = matches!(v.c.symbol(at), Some('-' | '−'));
    let free = at == 0 || !v.c.glued(at) || v.c.symbol(at - 1) == Some('(');
    if minus
        && free
        && v.c.glued(amount.first)
        && let Some(value) = amount.number.value.take()
    {
        unit::set_value(amount, value.negated());
        amount.first = at;
    }
}

/// Reads the numeral, as money where a currency behind it makes figures of it that are none
/// otherwise (12,50 €; 5m USD).
fn numeral(v: &View<'_>, at: usize, style: Style) -> Option<Numeral> {
    let plain = read_at(v.c, at, style);
    if style.money {
        return plain;
    }
    let end = plain.as_ref().map_or(at, |n| at + n.tokens);
    let glued =
        v.c.glued(end) && (v.c.word(end).is_some() || matches!(v.c.symbol(end), Some(',' | '.')));
    let group = v.c.is_digits(end) && v.c.digit_count(end) == 3;
    let suffix = v.c.word(end).is_some_and(|word| suffix(word).is_some())
        && money::named_after(v, end, true, 0).is_none();
    if !(glued || group || suffix) {
        return plain;
    }
    let money = read_at(
        v.c,
        at,
        Style {
            money: true,
            ..style
        },
    );
    let larger = money.filter(|m| m.tokens > plain.as_ref().map_or(0, |n| n.tokens));
    match larger {
        Some(m) if money::after(v, at + m.tokens, &m).is_some() => Some(m),
        _ => plain,
    }
}

/// "a kilogram": an article before a unit that is nothing else; no rate ("30 miles a gallon", "5 cents
/// more a litre").
fn one(v: &View<'_>, at: usize) -> Option<Numeral> {
    if v.c.number_word(at)? != NumberWord::Article {
        return None;
    }
    let before_of = match v.c.number_word(at + 1) {
        Some(NumberWord::Measure(before_of)) => before_of,
        _ if is_unit_and_a_half(v, at + 1) || is_unit_and_minutes(v, at + 1) => false,
        _ => return None,
    };
    let rate = at.checked_sub(1).is_some_and(|before| {
        at == v.left
            || v.in_context(before, Context::WeakIncrease)
            || v.in_context(before, Context::WeakDecrease)
    });
    let alone = at == 0 && v.at_end(at + 2);
    let (_, compound) = v.skip_hyphen(at + 2);
    let fits = !before_of || alone || v.is_word(at + 2, &g().of);
    (fits && !rate && !compound && v.c.follows(at + 1)).then(|| Numeral {
        span: v.span(at, at + 1),
        value: Exact::integer(1),
        tokens: 1,
        form: Form::Words,
        ordinal: false,
        fraction: false,
        scale: None,
        article: true,
        bare: false,
        plain: false,
    })
}

/// "and" with an article or a number behind it at `at`, which may lead on from "an hour".
pub(super) fn says_and_more(c: Cursor<'_>, at: usize) -> bool {
    c.number_word(at) == Some(NumberWord::And)
        && (c.is_digits(at + 1) || c.number_word(at + 1).is_some())
}

/// "hour and 10 minutes" at `at`, behind an article.
fn is_unit_and_minutes(v: &View<'_>, at: usize) -> bool {
    let clock = |at: usize, figures: bool| {
        let unit = unit::after(v, at, figures).map(|(unit, _)| unit);
        unit.filter(|unit| matches!(&*unit.code, "h" | "min" | "s"))
    };
    let large = clock(at, false).filter(|_| says_and_more(v.c, at + 1));
    let numeral = large.and_then(|large| Some((large, read_at(v.c, at + 2, Style::default())?)));
    numeral.is_some_and(|(large, numeral)| {
        let small = clock(at + 2 + numeral.tokens, numeral.form != Form::Words);
        small.is_some_and(|small| small.si_factor < large.si_factor)
    })
}

/// "hour and a half" at `at`, behind an article.
fn is_unit_and_a_half(v: &View<'_>, at: usize) -> bool {
    v.is_and(at + 1)
        && v.is_article(at + 2)
        && matches!(v.c.number_word(at + 3), Some(NumberWord::Part(2 | 4)))
        && unit::after(v, at, false).is_some_and(|(_, end)| end == at + 1)
        && unit::after(v, at + 4, false).is_none()
}

fn whole_below_one(numeral: &Numeral) -> bool {
    numeral.scale.is_none()
}

/// Looks for a percent sign, a currency, an age or a unit behind the numeral.
fn measure(v: &View<'_>, amount: &mut Amount, numeral: &Numeral) {
    let glued_word = v.c.glued(amount.end) && v.c.word(amount.end).is_some();
    if let Some((code, name, end)) = percent(v, amount.end) {
        amount.number.kind = NumberKind::Percent;
        amount.number.unit = Some(share(code, name));
        amount.measured_right = true;
        amount.end = end;
        return;
    }
    if percent_of(v, amount) || part_of_point(v, amount, numeral) || money::around_sign(v, amount) {
        return;
    }
    if let Some(currency) = money::after(v, amount.end, numeral) {
        amount.end = currency.end;
        amount.measured_right = true;
        money::apply(v, &mut amount.number, currency);
        return;
    }
    if let Some((power, currency)) = money::scaled_code(v, amount.end) {
        let value = amount
            .number
            .value
            .take()
            .map(|value| value.times_power(power.into()));
        if let Some(value) = value {
            unit::set_value(amount, value);
        }
        amount.scale = Some(power);
        amount.end = currency.end;
        amount.measured_right = true;
        money::apply(v, &mut amount.number, currency);
        return;
    }
    if age::measure(v, amount) {
        return;
    }
    if glued_word && amount.form == Form::Words {
        return;
    }
    measure_unit(v, amount, numeral.fraction);
}

/// "raised rates a quarter point", "a half-point cut in rates": of a percentage.
fn part_of_point(v: &View<'_>, amount: &mut Amount, numeral: &Numeral) -> bool {
    let (at, _) = v.skip_hyphen(amount.end);
    let point = numeral.fraction && v.is_word(at, &g().point);
    let rates = point
        && (v.context_before(amount.first, 10, Context::Interest)
            || v.context_after(at + 1, 6, Context::Interest));
    if rates {
        amount.number.kind = NumberKind::Percent;
        amount.number.unit = Some(share("{percentage_point}", "percentage point"));
        amount.measured_right = true;
        amount.end = at + 1;
    }
    rates
}

/// "120/80 mmHg": two pressures, no fraction.
pub(super) fn is_two_pressures(v: &View<'_>, amount: &Amount) -> bool {
    let number = &amount.number;
    if v.c.glued_symbol(amount.numeral_at + 1) != Some('/') {
        return false;
    }
    let told = number
        .unit
        .as_ref()
        .is_some_and(|unit| unit.dimension == "pressure")
        || !amount.measured() && v.context_before(amount.first, 4, Context::BloodPressure);
    told && number
        .value
        .as_ref()
        .is_some_and(|value| value.to_f64() > 1.0)
}

/// "percent of 10": a share whose name stands first; no number, article or noun has it, and the number
/// counts nothing.
fn percent_of(v: &View<'_>, amount: &mut Amount) -> bool {
    let closes = v.at_end(amount.end)
        || matches!(
            v.c.symbol(amount.end),
            Some('.' | ',' | ';' | '?' | '!' | ')')
        ) && !v.c.glued(amount.end + 1);
    let of = amount.first.checked_sub(1);
    let Some(of) = of.filter(|&of| closes && of > v.left && v.is_word(of, &g().of)) else {
        return false;
    };
    let parted = of - v.left > 1 && v.is_word(of - 1, &g().cent) && v.is_word(of - 2, &g().per);
    let first = of - 1 - usize::from(parted);
    let named = parted || v.is_word(first, &g().percent);
    if !named || first > 0 && v.c.symbol(first - 1).is_none() {
        return false;
    }
    amount.number.kind = NumberKind::Percent;
    amount.number.unit = Some(share("%", "percent"));
    amount.measured_left = true;
    amount.first = first;
    true
}

/// A unit behind the number; behind a fraction "of a" may stand between.
pub(super) fn measure_unit(v: &View<'_>, amount: &mut Amount, fraction: bool) {
    let figures = amount.in_figures();
    let mut found = unit::after(v, amount.end, figures);
    if found.is_none() && figures {
        found = unit::bracketed(v, amount.end);
    }
    if found.is_none() && fraction {
        let of = amount.end + usize::from(v.is_word(amount.end, &g().of));
        let article = of + usize::from(v.is_article(of));
        if article > amount.end {
            if let Some((code, name, end)) = percent(v, article) {
                amount.number.kind = NumberKind::Percent;
                amount.number.unit = Some(share(code, name));
                amount.measured_right = true;
                amount.end = end;
                return;
            }
            found = unit::after(v, article, false);
        }
    }
    let found = found.or_else(|| unit::molar(v, amount.end).filter(|_| figures));
    let Some((unit, end)) = found else {
        return below_zero(v, amount);
    };
    let unit = unit::troy(v, amount.first, end, unit);
    let pounds = unit.code == "[lb_av]" && v.c.word(end - 1).is_some_and(|w| w.len() > 4);
    if pounds && money::pounds_are_money(v, amount.first, amount.scale) {
        amount.number.kind = NumberKind::Money;
        amount.number.currency = Some(Cow::Borrowed("GBP"));
        amount.measured_right = true;
        amount.end = end;
        return;
    }
    amount.number.kind = NumberKind::Quantity;
    amount.number.unit = Some(unit);
    amount.measured_right = true;
    amount.end = end;
    unit::join_inches(v, amount);
    unit::join_arc(v, amount);
    unit::join_smaller(v, amount);
    and_a_part(v, amount);
    below_zero(v, amount);
}

/// "a litre and a half", "five miles and a quarter"; but "2 kg and a half pound".
fn and_a_part(v: &View<'_>, amount: &mut Amount) {
    let at = amount.end;
    if v.c.number_word(at) != Some(NumberWord::And) || !v.is_article(at + 1) {
        return;
    }
    let part = match v.c.number_word(at + 2) {
        Some(NumberWord::Part(2)) => Exact::decimal(5, -1),
        Some(NumberWord::Part(4)) => Exact::decimal(25, -2),
        _ => return,
    };
    if unit::after(v, at + 3, false).is_some() {
        return;
    }
    let value = amount.number.value.as_ref();
    let value = value.filter(|value| !value.is_less(&Exact::integer(1)));
    if let Some(sum) = value.and_then(|value| value.plus(&part)) {
        unit::set_value(amount, sum);
        amount.end = at + 3;
    }
}

/// Degrees, or nothing said that is none.
pub(super) fn may_be_degrees(amount: &Amount) -> bool {
    let unit = amount.number.unit.as_ref();
    unit.is_none_or(|unit| matches!(&*unit.code, "deg" | "Cel" | "[degF]"))
}

/// "below zero" begins at `at`.
pub(super) fn says_below_zero(v: &View<'_>, at: usize) -> bool {
    v.is_word(at, &g().below) && v.c.number_word(at + 1) == Some(NumberWord::Small(0))
}

/// "2 degrees below zero", "2 below zero".
fn below_zero(v: &View<'_>, amount: &mut Amount) {
    if !may_be_degrees(amount) || !says_below_zero(v, amount.end) {
        return;
    }
    if let Some(value) = amount.number.value.take() {
        unit::set_value(amount, value.negated());
        amount.end += 2;
    }
}

fn share(code: &'static str, name: &'static str) -> Unit {
    let factor = if code == "{basis_point}" {
        0.0001
    } else {
        0.01
    };
    let pint = if code == "{basis_point}" {
        ""
    } else {
        "percent"
    };
    Unit {
        code: Cow::Borrowed(code),
        name: Cow::Borrowed(name),
        pint: Cow::Borrowed(pint),
        dimension: Cow::Borrowed("ratio"),
        si_factor: factor,
        si_offset: 0.0,
        si_code: Cow::Borrowed("1"),
    }
}

/// "%", "percent", "percentage points", "basis points" at `at`: code, name, the token behind.
pub(super) fn percent(v: &View<'_>, at: usize) -> Option<(&'static str, &'static str, usize)> {
    if matches!(v.c.symbol(at), Some('%' | '％' | '﹪' | '٪')) && !v.c.get(at)?.newline_before()
    {
        return Some(points(v, at + 1));
    }
    let (start, _) = v.skip_hyphen(at);
    if !v.c.follows(start) {
        return None;
    }
    if v.is_word(start, &g().percent) {
        return Some(points(v, start + 1));
    }
    let hyphen = usize::from(v.c.glued_symbol(start + 1).is_some_and(is_hyphen));
    if v.is_word(start, &g().per) && v.is_word(start + 1 + hyphen, &g().cent) {
        return Some(points(v, start + 2 + hyphen));
    }
    if v.is_word(start, &g().basis) && v.is_word(start + 1, &g().point) {
        return Some(("{basis_point}", "basis point", start + 2));
    }
    let finance = || {
        v.context_before(at, 10, Context::Interest)
            || v.context_after(start + 1, 6, Context::Interest)
    };
    let points = v.is_word(start, &g().bps) || v.is_word(start, &g().basis_pair) && finance();
    let points = points && !v.c.tokens[start].is_capitalised();
    points.then_some(("{basis_point}", "basis point", start + 1))
}

/// Percent, or percentage points if "points" follows.
fn points(v: &View<'_>, at: usize) -> (&'static str, &'static str, usize) {
    let (start, _) = v.skip_hyphen(at);
    if v.is_word(start, &g().point) {
        ("{percentage_point}", "percentage point", start + 1)
    } else {
        ("%", "percent", at)
    }
}
