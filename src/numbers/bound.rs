//! Modifiers: the words before and behind a number that say how the true one relates to it.

use super::view::{Amount, View};
use super::{Bound, Number, NumberKind};
use crate::lexicon::{Context, FewWords, Modifier, modifiers, number_grammar as g};

/// So many modifiers may stand before one number ("at least about").
const MAX_CHAIN: usize = 3;
/// So many words may stand between "not" and the comparative that it denies ("not have been").
const MAX_DENIED: usize = 2;

/// The modifiers before the token `at`: what they say together, and their first token.
pub(super) fn left(v: &View<'_>, at: usize) -> Option<(Modifier, usize)> {
    let mut found: Option<(Modifier, usize)> = None;
    let mut first = at;
    for _ in 0..MAX_CHAIN {
        let Some((modifier, start)) = one_left(v, first) else {
            break;
        };
        first = start;
        found = Some(match found {
            Some((inner, _)) => (stronger(inner, modifier), start),
            None => (modifier, start),
        });
    }
    found
}

fn one_left(v: &View<'_>, at: usize) -> Option<(Modifier, usize)> {
    let modifiers = modifiers();
    let find = |at: usize, least: usize| {
        if !v.may_be(at.checked_sub(1)?, Context::EndsLeft) {
            return None;
        }
        let accept =
            |modifier: &Modifier, _: bool, length: usize| (length >= least).then_some(*modifier);
        modifiers
            .left
            .find(|i| v.before(at, i), accept)
            .map(|(m, length)| (m, at - length))
    };
    // A hyphen may glue the modifier to the number: "under-25".
    let before = at.checked_sub(1).filter(|&i| i >= v.left)?;
    if v.c.tokens[at.min(v.c.tokens.len() - 1)].blank_line_before() {
        return None;
    }
    if let Some(found @ (_, first)) = find(at, 1) {
        // "went up to 5 %", "will go up to $15"; but "the trails go up to 30 km".
        let up = first > 0 && at - first == 2 && v.is_word(first, &g().up);
        let price = v.c.symbol(at).is_some();
        let reached = up
            && (v.in_context(first - 1, Context::Went)
                || price && v.in_context(first - 1, Context::Goes));
        // "grade C. 2 rooms": no "circa"
        let initial = v.c.tokens[first].span.len() == 1 && v.c.tokens[first].is_capitalised();
        // "737 MAX 9": a name.
        let named = first > v.left.max(1)
            && v.c.is_digits(first - 1)
            && v.c.tokens[first].is_capitalised()
            && !v.c.tokens[first].newline_before();
        let asked = asks_about(v, at, first);
        return (!reached && !initial && !named && !asked).then(|| denied(v, found));
    }
    let between = v.in_context(before, Context::Between);
    let found = between.then(|| find(before, 2)).flatten()?;
    Some(denied(v, found))
}

/// "How about 50?" asks, and tells no bound of its own.
fn asks_about(v: &View<'_>, at: usize, first: usize) -> bool {
    let asks = |word: &str| g().asks.contains(word);
    first + 1 == at && v.is_word(first, &g().about) && v.before(first, 0).is_some_and(asks)
}

/// "shall not exceed", "may not be less than": what is denied sets the other end.
fn denied(v: &View<'_>, (modifier, first): (Modifier, usize)) -> (Modifier, usize) {
    let other = match modifier {
        Modifier::MoreThan => Modifier::AtMost,
        Modifier::LessThan => Modifier::AtLeast,
        _ => return (modifier, first),
    };
    let is = |back: usize, words: &FewWords| {
        v.before(first, back)
            .is_some_and(|word| words.contains(word))
    };
    let between = (0..MAX_DENIED)
        .take_while(|&back| is(back, &g().denied_between))
        .count();
    if is(between, &g().denies) {
        (other, first - between - 1)
    } else {
        (modifier, first)
    }
}

/// Of two modifiers the one that sets an end; the outer one where both do.
fn stronger(inner: Modifier, outer: Modifier) -> Modifier {
    match (inner, outer) {
        (_, Modifier::Exact | Modifier::Approximate) if inner != Modifier::Exact => inner,
        _ => outer,
    }
}

/// The modifier behind the token before `end`, and the token behind it.
pub(super) fn right(v: &View<'_>, end: usize) -> Option<(Modifier, usize)> {
    if !v.c.follows(end) {
        return None;
    }
    let (start, hyphen) = v.skip_hyphen(end);
    let sign = v.c.symbol(start).is_some();
    if sign && !hyphen && !v.c.glued(start) {
        return None;
    }
    let accept = |modifier: &Modifier, _: bool, length: usize| Some((*modifier, end + length));
    let from = if hyphen && !v.is_word(start, &g().hyphened) {
        start
    } else {
        end
    };
    if !v.may_be(from, Context::BeginsRight) {
        return None;
    }
    let ((modifier, stop), _) = modifiers().right.find(|i| v.text(from + i), accept)?;
    let stop = stop + (from - end);
    // "50 plus 5", "20 or more than 30": the words belong to the next number.
    (!number_follows(v, stop)).then_some((modifier, stop))
}

fn number_follows(v: &View<'_>, at: usize) -> bool {
    use crate::lexicon::NumberWord::{Article, Group, Minus, Part, Power, Small};
    let sign = matches!(v.c.symbol(at), Some('$' | '€' | '£' | '¥' | '<' | '>'));
    let word = |at| v.c.number_word(at);
    let counted = matches!(word(at), Some(Small(_) | Power(_) | Part(2)));
    let article = matches!(word(at), Some(Article | Minus))
        && matches!(word(at + 1), Some(Small(_) | Power(_) | Part(_) | Group(_)));
    // "75 mph and up to 8 inches"
    let bound = [&g().than, &g().to, &g().or]
        .iter()
        .any(|words| v.is_word(at, words));
    v.c.is_digits(at) || sign || counted || article || bound
}

/// Sets the ends of a number with one value.
pub(super) fn apply(number: &mut Number, modifier: Modifier) {
    let value = number.value.clone();
    let (low, high) = match modifier {
        Modifier::Exact | Modifier::OrEqual => return,
        Modifier::Approximate => {
            number.bound = Bound::Approximate;
            return;
        }
        Modifier::AtLeast | Modifier::MoreThan => (value, None),
        Modifier::AtMost | Modifier::LessThan => (None, value),
    };
    number.low_closed = modifier == Modifier::AtLeast;
    number.high_closed = modifier == Modifier::AtMost;
    number.low = low;
    number.high = high;
    number.bound = match modifier {
        Modifier::AtLeast => Bound::AtLeast,
        Modifier::AtMost => Bound::AtMost,
        Modifier::MoreThan => Bound::MoreThan,
        _ => Bound::LessThan,
    };
}

/// Reads the modifiers on both sides of an amount that has one value, and sets its bound.
pub(super) fn set(v: &View<'_>, amount: &mut Amount) {
    let left = left(v, amount.first).filter(|&(_, first)| !spans(v, amount, first));
    let right = right(v, amount.end).filter(|&(_, end)| !adds(v, amount, end));
    if let Some((_, first)) = left {
        amount.number.outer = amount.number.outer.cover(v.span(first, amount.end));
    }
    if let Some((_, end)) = right {
        amount.number.outer = amount.number.outer.cover(v.span(amount.first, end));
        amount.end = end;
    }
    let right = right.or_else(|| beyond_bracket(v, amount.end));
    let modifier = match (left, right) {
        (Some((Modifier::MoreThan, _)), Some((Modifier::OrEqual, _))) => Some(Modifier::AtLeast),
        (Some((Modifier::LessThan, _)), Some((Modifier::OrEqual, _))) => Some(Modifier::AtMost),
        (Some((left, _)), Some((right, _))) => Some(stronger(right, left)),
        (Some((one, _)), None) | (None, Some((one, _))) => Some(one),
        (None, None) => None,
    };
    let single = amount.number.bound == Bound::Exact && amount.number.value.is_some();
    if let Some(modifier) = modifier.filter(|_| single) {
        apply(&mut amount.number, modifier);
    }
}

/// "8 inches (205 mm) maximum": the modifier behind the bracket of a conversion, for both.
fn beyond_bracket(v: &View<'_>, end: usize) -> Option<(Modifier, usize)> {
    const REACH: usize = 8;
    let close = match v.c.symbol(end)? {
        ')' => end,
        '(' if v.c.is_digits(end + 1) => {
            (end..end + REACH).find(|&at| v.c.symbol(at) == Some(')'))?
        }
        _ => return None,
    };
    let word = v.c.word(close + 1).is_some();
    right(v, close + 1).filter(|_| word)
}

/// "grew 5 % over three years", "spends $5 million over five years": how long it went on, no bound.
fn spans(v: &View<'_>, amount: &Amount, first: usize) -> bool {
    let length = amount.number.kind == NumberKind::Quantity
        && (amount.number.unit.as_ref()).is_some_and(|unit| unit.dimension == "time");
    let over = first + 1 == amount.first && v.is_word(first, &g().over);
    let before = first.checked_sub(1).filter(|_| length && over);
    before.is_some_and(|at| v.c.symbol(at) != Some('(') && !v.in_context(at, Context::BeforeOver))
}

/// "$18,000 plus interest": another amount, not told in figures.
fn adds(v: &View<'_>, amount: &Amount, end: usize) -> bool {
    let plus = end == amount.end + 1 && v.is_word(amount.end, &g().plus);
    plus && amount.measured() && v.c.word(end).is_some()
}
