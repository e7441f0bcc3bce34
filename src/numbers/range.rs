//! Two numbers joined to one: ranges and tolerances.

use super::view::{Amount, View};
use super::{Bound, NumberKind, Unit, amount, bound};
use crate::lexicon::{Context, NumberWord, RangeCue, modifiers, number_grammar as g};
use crate::numerals::{Exact, Style, times_ten};
use crate::text::Span;

/// How two numbers are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A dash, "to", "through".
    To,
    /// "and" after "between".
    And,
    /// "or": neighbours alone ("five or six").
    Or,
    /// ±
    PlusMinus,
}

/// "between" or "from" before the token `at`, and its first token.
pub(super) fn cue(v: &View<'_>, at: usize) -> Option<(RangeCue, usize)> {
    let start = bound::left(v, at).map_or(at, |(_, first)| first);
    let article = v.behind_article(start);
    let start = start - usize::from(article);
    if !v.may_be(start.checked_sub(1)?, Context::EndsRangeCue) {
        return None;
    }
    let (cue, length) = modifiers()
        .range
        .find(|i| v.before(start, i), |cue, _, _| Some(*cue))?;
    Some((cue, start - length))
}

/// The number behind "to" is more than `times` the amount, too much for a range of changes.
pub(super) fn is_far(v: &View<'_>, amount: &Amount, times: f64) -> bool {
    let value = amount.number.value.as_ref().map_or(0.0, Exact::to_f64);
    let beyond = View {
        left: amount.end + 1,
        ..*v
    };
    second(&beyond, amount.end + 1)
        .and_then(|(second, _)| second.number.value)
        .is_some_and(|second| second.to_f64() > times * value)
}

/// Joins `amount` with the number behind it, if the two are one range.
pub(super) fn join(v: &View<'_>, amount: &mut Amount, cue: Option<(RangeCue, usize)>) {
    let Some((joint, at)) = joint(v, amount, cue) else {
        return;
    };
    let beyond = View { left: at, ..*v };
    let Some((second, modified)) = second(&beyond, at) else {
        return;
    };
    // "five or about six", "a 5-over 77"
    let dashed = is_dash(v, amount.end) && v.c.glued(at) && v.c.word(at).is_some();
    if (joint == Joint::Or || dashed) && modified < second.first {
        return;
    }
    if joint == Joint::PlusMinus {
        tolerate(v, amount, &second);
        return;
    }
    let chained =
        is_dash(v, second.end) && v.c.glued(second.end) && v.c.glued_digits(second.end + 1);
    if chained {
        return;
    }
    let (mut low, mut second) = (amount.clone(), second);
    if joint != Joint::Or {
        convert(&mut low, &mut second);
    }
    if !alike(&low, &second) {
        return;
    }
    share(&mut low, &second);
    let below = below_zero(v, &mut low, &second);
    if below || cue.is_some() && falls_below_zero(&low, &second) {
        std::mem::swap(&mut low.number.value, &mut second.number.value);
    }
    if !ordered(&low, &second, joint, cue.is_some()) {
        return;
    }
    merge(v, amount, low, second);
    if let Some((_, first)) = cue {
        amount.number.outer = amount.number.outer.cover(v.span(first, amount.end));
    }
}

/// What joins the amount to a number behind it, and where that begins.
fn joint(v: &View<'_>, amount: &Amount, cue: Option<(RangeCue, usize)>) -> Option<(Joint, usize)> {
    let at = amount.end;
    if !v.c.follows(at) {
        return None;
    }
    let between = cue.is_some_and(|(cue, _)| cue == RangeCue::Between);
    if let Some(symbol) = v.c.symbol(at) {
        if symbol == '±' {
            return Some((Joint::PlusMinus, at + 1));
        }
        if symbol == '+' && v.c.symbol(at + 1) == Some('/') && is_dash(v, at + 2) {
            return Some((Joint::PlusMinus, at + 3));
        }
        let to =
            v.is_word(at + 1, &g().to) && v.c.glued(at) && v.c.glued(at + 1) && is_dash(v, at + 2);
        if to && is_dash(v, at) {
            return Some((Joint::To, at + 3));
        }
        // "8- to 16-metre"
        let hangs = v.c.glued(at) && !v.c.glued(at + 1) && is_dash(v, at);
        if hangs && v.is_word(at + 1, &g().or_to) {
            return Some((Joint::To, at + 2));
        }
        let dash = is_dash(v, at) || symbol == '~' || symbol == '～';
        // Free on one side alone it is a sign or a dash of the sentence.
        let even = v.c.glued(at) == v.c.glued(at + 1);
        return (dash && even && v.c.get(at + 1).is_some()).then_some((Joint::To, at + 1));
    }
    match () {
        () if v.is_word(at, &g().until) => Some((Joint::To, at + 1)),
        () if between && v.is_word(at, &g().and_to) => Some((Joint::And, at + 1)),
        () if v.is_word(at, &g().or) && !is_listed(v, amount.first) => Some((Joint::Or, at + 1)),
        () if v.is_word(at, &g().plus)
            && v.is_word(at + 1, &g().or)
            && v.c.number_word(at + 2) == Some(NumberWord::Minus) =>
        {
            Some((Joint::PlusMinus, at + 3))
        }
        () => None,
    }
}

/// "10, 20 or 40 mg": a number and a comma stand before the one at `at`.
fn is_listed(v: &View<'_>, at: usize) -> bool {
    at > 1 && v.c.glued_symbol(at - 1) == Some(',') && !v.c.glued(at) && v.c.is_digits(at - 2)
}

pub(super) fn is_dash(v: &View<'_>, at: usize) -> bool {
    matches!(
        v.c.symbol(at),
        Some('-' | '–' | '—' | '‐' | '‑' | '‒' | '−')
    )
}

/// The amount at `at`, which modifiers, an article or a currency may open.
fn second(v: &View<'_>, at: usize) -> Option<(Amount, usize)> {
    for numeral_at in at..at + 6 {
        let style = Style {
            and: true,
            ..Style::default()
        };
        let starts = v.c.is_digits(numeral_at)
            || v.c.number_word(numeral_at).is_some()
            || matches!(
                v.c.symbol(numeral_at),
                Some('.' | '-' | '−' | '+' | '½' | '¼' | '¾')
            );
        if starts && let Some(amount) = amount::at(v, numeral_at, style) {
            let modified = bound::left(v, amount.first).map_or(amount.first, |(_, first)| first);
            let article = v.behind_article(modified);
            return (modified - usize::from(article) == at).then_some((amount, modified));
        }
    }
    None
}

/// Both ends are of one kind, or one of them is still without a unit.
fn alike(a: &Amount, b: &Amount) -> bool {
    let (x, y) = (&a.number, &b.number);
    if x.value.is_none()
        || y.value.is_none()
        || y.per.is_some() && x.per.is_some() && x.per != y.per
    {
        return false;
    }
    match (x.kind, y.kind) {
        (NumberKind::Ordinal, NumberKind::Ordinal) => true,
        (NumberKind::Ordinal, _) | (_, NumberKind::Ordinal) => false,
        (NumberKind::Cardinal | NumberKind::Fraction, _) => true,
        (_, NumberKind::Cardinal | NumberKind::Fraction) => a.measured_left,
        (p, q) if p != q => false,
        (NumberKind::Money, _) => {
            let codes = x.currency.is_none() || y.currency.is_none() || x.currency == y.currency;
            codes && (x.unit.is_some() == y.unit.is_some())
        }
        _ => match (&x.unit, &y.unit) {
            (Some(m), Some(n)) => m.code == n.code,
            _ => true,
        },
    }
}

/// So many of the smaller unit make the larger one, where whole numbers do.
fn times(a: &Unit, b: &Unit) -> Option<i128> {
    const MOST: f64 = 1e12;
    let ratio = (a.si_factor / b.si_factor).max(b.si_factor / a.si_factor);
    let whole = ratio.round();
    let divides = (ratio - whole).abs() < 1e-9 * ratio && (2.0..=MOST).contains(&whole);
    let linear = a.si_offset == 0.0 && b.si_offset == 0.0;
    // "25 basis points to 2 %" is a change and its level.
    let linear = linear && a.dimension != "ratio";
    (a.dimension == b.dimension && linear && divides).then_some(whole as i128)
}

/// "30 minutes to 2 hours": both ends in the smaller unit.
fn convert(low: &mut Amount, high: &mut Amount) {
    let (Some(a), Some(b)) = (&low.number.unit, &high.number.unit) else {
        return;
    };
    let Some(factor) = times(a, b).filter(|_| a.code != b.code) else {
        return;
    };
    let (large, small) = if a.si_factor > b.si_factor {
        (low, high)
    } else {
        (high, low)
    };
    let value = large.number.value.as_ref();
    if let Some(value) = value.and_then(|value| value.times(factor)) {
        large.number.value = Some(value);
        large.number.unit = small.number.unit.clone();
    }
}

/// The scale of the second number is the first one's too: "5–10 million".
fn share(low: &mut Amount, high: &Amount) {
    let (Some(power), None) = (high.scale, low.scale) else {
        return;
    };
    let (Some(a), Some(b)) = (&low.number.value, &high.number.value) else {
        return;
    };
    let mantissa = b.times_power(-i32::from(power));
    if low.measured_right || !a.is_less(&mantissa) {
        return;
    }
    let scaled = a.times_power(power.into());
    low.number.value = Some(scaled);
}

/// "2 to 5 degrees below zero": both ends are.
fn below_zero(v: &View<'_>, low: &mut Amount, second: &Amount) -> bool {
    let said = second.end >= 2 && amount::says_below_zero(v, second.end - 2);
    if said && let Some(value) = low.number.value.take() {
        low.number.value = Some(value.negated());
    }
    said
}

/// "from -18 °C to -34 °C": told from the end that is nearer to zero.
fn falls_below_zero(first: &Amount, second: &Amount) -> bool {
    if second.number.unit.is_none() || !amount::may_be_degrees(second) {
        return false;
    }
    let value = |amount: &Amount| amount.number.value.as_ref().map(Exact::to_f64);
    matches!((value(first), value(second)), (Some(a), Some(b)) if a <= 0.0 && b < a)
}

fn ordered(low: &Amount, high: &Amount, joint: Joint, cued: bool) -> bool {
    let (Some(a), Some(b)) = (&low.number.value, &high.number.value) else {
        return false;
    };
    if !a.is_less(b) {
        return false;
    }
    let same_form = low.in_figures() == high.in_figures();
    match joint {
        Joint::Or => {
            let (a, b) = (a.to_f64(), b.to_f64());
            low.measured_right == high.measured_right
                && low.measured_left == high.measured_left
                && same_form
                && (b <= 1.5 * a || b <= a + 1.0)
                || !low.measured() && high.measured_right && b <= 2.0 * a
        }
        _ => cued || same_form || high.measured(),
    }
}

fn merge(v: &View<'_>, into: &mut Amount, low: Amount, high: Amount) {
    let numeral = low.number.numeral.cover(high.number.numeral);
    let (mut number, other) =
        if high.measured() && !low.measured() || low.number.kind == NumberKind::Cardinal {
            (high.number.clone(), &low.number)
        } else {
            (low.number.clone(), &high.number)
        };
    if number.currency.is_none() && other.currency.is_some() {
        number.currency = other.currency.clone();
        number.symbol = None;
    }
    if number.unit.is_none() {
        number.unit = other.unit.clone();
    }
    if number.per.is_none() {
        number.per = other.per.clone();
        number.per_value = other.per_value.clone();
    }
    if number.kind == NumberKind::Fraction && other.kind == NumberKind::Cardinal {
        number.kind = NumberKind::Cardinal;
    }
    number.low = low.number.value;
    number.high = high.number.value;
    number.value = None;
    number.low_closed = true;
    number.high_closed = true;
    number.bound = Bound::Range;
    number.numeral = numeral;
    number.outer = Span::new(low.number.outer.start, high.number.span.end);
    into.number = number;
    into.end = high.end;
    into.form = high.form;
    into.scale = None;
    into.plain = false;
    into.measured_left |= high.measured_left;
    into.measured_right |= high.measured_right;
    into.span_tokens(v);
}

/// "5 ± 0.2 mm": the value with its ends.
fn tolerate(v: &View<'_>, amount: &mut Amount, second: &Amount) {
    let (Some(value), Some(by)) = (&amount.number.value, &second.number.value) else {
        return;
    };
    let (first, last) = (&amount.number.unit, &second.number.unit);
    if matches!((first, last), (Some(a), Some(b)) if a.code != b.code) {
        return;
    }
    let ends = (value.plus(&by.clone().negated()), value.plus(by));
    let (Some(low), Some(high)) = ends else {
        return;
    };
    // "5 ± -0.2"
    let (low, high) = if by.to_f64() < 0.0 {
        (high, low)
    } else {
        (low, high)
    };
    amount.number.low = Some(low);
    amount.number.high = Some(high);
    amount.number.bound = Bound::Range;
    if amount.number.unit.is_none() {
        amount.number.unit = second.number.unit.clone();
        amount.number.kind = second.number.kind;
    }
    amount.number.numeral = amount.number.numeral.cover(second.number.numeral);
    amount.measured_right |= second.measured_right;
    amount.end = second.end;
    raise_bracketed(v, amount);
    amount.span_tokens(v);
}

/// "(1.23 ± 0.05) × 10^-4 kg": the power of ten behind the bracket is of the value and of its ends.
fn raise_bracketed(v: &View<'_>, amount: &mut Amount) {
    let open = amount.first.checked_sub(1).filter(|&open| open >= v.left);
    let opens = open.is_some_and(|open| v.c.symbol(open) == Some('(') && v.c.glued(amount.first));
    let closes = v.c.glued_symbol(amount.end) == Some(')');
    let power = times_ten(v.c, amount.end + 1).filter(|_| opens && closes);
    let (Some((power, end)), false) = (power, amount.measured()) else {
        return;
    };
    let number = &mut amount.number;
    for value in [&mut number.value, &mut number.low, &mut number.high] {
        *value = value.take().map(|value| value.times_power(power));
    }
    amount.first -= 1;
    amount.end = end;
    amount.plain = false;
    number.numeral = v.span(amount.first, end);
    amount::measure_unit(v, amount, false);
}

/// "more than 20 and less than 35": two open numbers side by side that close each other.
pub(super) fn close(text: &str, numbers: &mut Vec<super::Number>) {
    let [.., first, second] = &numbers[..] else {
        return;
    };
    let Some((low, high)) = open_ends(text, first, second) else {
        return;
    };
    let closed = (low.low_closed, high.high_closed);
    let ends = (low.low.clone(), high.high.clone());
    let (second, first) = (numbers.pop(), numbers.last_mut());
    let (Some(second), Some(first)) = (second, first) else {
        return;
    };
    first.span = first.span.cover(second.span);
    first.outer = first.outer.cover(second.outer);
    first.numeral = first.numeral.cover(second.numeral);
    if first.kind == NumberKind::Cardinal {
        first.kind = second.kind;
        first.unit = second.unit;
        first.currency = second.currency;
        first.symbol = second.symbol;
    }
    (first.low, first.high) = ends;
    (first.low_closed, first.high_closed) = closed;
    first.value = None;
    first.bound = Bound::Range;
}

/// The number that sets the lower end and the one that sets the upper, of two that are joined.
fn open_ends<'a>(
    text: &str,
    first: &'a super::Number,
    second: &'a super::Number,
) -> Option<(&'a super::Number, &'a super::Number)> {
    let cardinal = |number: &super::Number| number.kind == NumberKind::Cardinal;
    let of_one_kind = first.kind == second.kind || cardinal(second) || cardinal(first);
    if !of_one_kind || !is_open(first) || !is_open(second) {
        return None;
    }
    let gap = text.get(first.outer.end as usize..second.outer.start as usize)?;
    let gap = gap.trim();
    let word = gap.trim_start_matches(',').trim_start();
    if gap != "," && !g().closes.contains(word) {
        return None;
    }
    let (low, high) = if first.low.is_some() {
        (first, second)
    } else {
        (second, first)
    };
    let ordered = low.low.as_ref()?.is_less(high.high.as_ref()?);
    ordered.then_some((low, high))
}

fn is_open(number: &super::Number) -> bool {
    matches!(
        number.bound,
        Bound::AtLeast | Bound::AtMost | Bound::MoreThan | Bound::LessThan
    )
}
