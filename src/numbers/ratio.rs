//! Ratios, odds, scores and multipliers.

use super::range::is_dash;
use super::view::{Amount, View};
use super::{Bound, Number, NumberKind};
use crate::lexicon::{
    Context, FewWords, NumberWord, in_context, number_grammar as g, word_classes,
};
use crate::numerals::{Exact, Form, Style, read_at};

/// How far the words may be that make a score of two numbers.
const CUE_REACH: usize = 8;
/// So many parts a ratio or score may have.
const MAX_PARTS: usize = 16;

/// Joins a plain number with the one behind it to a ratio or a score.
pub(super) fn join(v: &View<'_>, amount: &mut Amount) -> bool {
    if amount.measured() || amount.number.kind != NumberKind::Cardinal || amount.scale.is_some() {
        return false;
    }
    colon(v, amount)
        || score(v, amount)
        || outcome(v, amount)
        || odds(v, amount)
        || share(v, amount)
        || over(v, amount)
}

/// The whole number at `at`, and the token behind it.
fn whole(v: &View<'_>, at: usize) -> Option<(Exact, usize, Form)> {
    let style = Style {
        fractions: false,
        ..Style::default()
    };
    let numeral = read_at(v.c, at, style)?;
    let plain = !numeral.ordinal && !numeral.article && !numeral.bare;
    plain.then_some((numeral.value, at + numeral.tokens, numeral.form))
}

/// "1:4", "1:2:3".
fn colon(v: &View<'_>, amount: &mut Amount) -> bool {
    let glued =
        |at: usize| v.c.symbol(at) == Some(':') && v.c.glued(at) && v.c.glued_digits(at + 1);
    if !glued(amount.end) {
        return false;
    }
    let mut parts = vec![amount.number.value.clone()];
    let mut end = amount.end;
    while glued(end) && parts.len() < MAX_PARTS {
        let Some((value, next, _)) = whole(v, end + 1) else {
            break;
        };
        parts.push(Some(value));
        end = next;
    }
    let parts: Vec<Exact> = parts.into_iter().flatten().collect();
    let score = has_cue(v, amount.first, end, Context::Score);
    let kind = if score && parts.len() == 2 {
        NumberKind::Score
    } else {
        NumberKind::Ratio
    };
    finish(v, amount, kind, parts, end);
    true
}

fn has_cue(v: &View<'_>, first: usize, end: usize, context: Context) -> bool {
    v.context_before(first, CUE_REACH, context) || v.context_after(end, 3, context)
}

/// "3-2", "6-4, 7-5", "52 to 48" near the words of a match or a vote.
fn score(v: &View<'_>, amount: &mut Amount) -> bool {
    let Some((other, end)) = pair(v, amount.end) else {
        return false;
    };
    let sets = is_sets(v, amount, &other, end);
    let fits = amount.plain || amount.form == Form::Words;
    if !fits || !sets && !has_cue(v, amount.first, end, Context::Score) {
        return false;
    }
    let dash = is_dash(v, amount.end);
    let near = v.context_before(amount.first, 4, Context::Score);
    let noun =
        v.c.word(end).is_some_and(|w| w.ends_with('s')) && !v.in_context(end, Context::Score);
    if !sets && (!near && (noun || !dash) || noun && !dash) {
        return false;
    }
    if super::amount::percent(v, end).is_some() || super::unit::after(v, end, dash).is_some() {
        return false;
    }
    let mut parts: Vec<Exact> = amount.number.value.iter().cloned().collect();
    parts.push(other);
    let mut end = beyond_tie_break(v, end);
    while v.c.symbol(end) == Some(',') && v.c.is_digits(end + 1) && parts.len() < MAX_PARTS && dash
    {
        let Some((first, next, _)) = whole(v, end + 1) else {
            break;
        };
        let Some((second, stop)) = pair(v, next).filter(|_| is_dash(v, next)) else {
            break;
        };
        parts.extend([first, second]);
        end = beyond_tie_break(v, stop);
    }
    finish(v, amount, NumberKind::Score, parts, end);
    true
}

/// "6-4, 3-6, 7-5": two sets or more, which six or seven games win, the first of them lost by the other.
fn is_sets(v: &View<'_>, amount: &Amount, other: &Exact, end: usize) -> bool {
    const WON: std::ops::RangeInclusive<i128> = 6..=7;
    let games = |value: &Exact| value.to_integer().filter(|games| (0..=7).contains(games));
    let next = beyond_tie_break(v, end) + 1;
    if !is_dash(v, amount.end) || v.c.symbol(next - 1) != Some(',') || !v.c.is_digits(next) {
        return false;
    }
    let first = amount
        .number
        .value
        .as_ref()
        .and_then(games)
        .zip(games(other));
    let second = whole(v, next).and_then(|(value, at, _)| {
        let (other, _) = pair(v, at).filter(|_| is_dash(v, at))?;
        games(&value).zip(games(&other))
    });
    let won = |(a, b): (i128, i128)| WON.contains(&a.max(b)) && a != b;
    let (Some(first), Some(second)) = (first, second) else {
        return false;
    };
    won(first) && won(second) && (first.0 > first.1 || second.0 > second.1)
}

/// "7-6 (7-5)", "7-6 (5)": beyond the points of the tie-break that decided a set.
fn beyond_tie_break(v: &View<'_>, at: usize) -> usize {
    let inside = at + 1;
    if v.c.symbol(at) != Some('(') || !v.c.glued_digits(inside) {
        return at;
    }
    let close = match pair(v, inside + 1).filter(|_| is_dash(v, inside + 1)) {
        Some((_, end)) => end,
        None => inside + 1,
    };
    at + (close + 1 - at) * usize::from(v.c.glued_symbol(close) == Some(')'))
}

/// A team's record or the outcome of a vote, told by what stands right beside it.
fn outcome(v: &View<'_>, amount: &mut Amount) -> bool {
    let votes = v.is_word(amount.end, &g().vote);
    let Some((other, end)) = pair(v, amount.end + usize::from(votes)) else {
        return false;
    };
    let first = amount.first;
    let value = amount.number.value.as_ref();
    let falls = value.is_some_and(|value| other.is_less(value));
    let before =
        |back: usize, words: &FewWords| v.before(first, back).is_some_and(|w| words.contains(w));
    let ends = v.c.word(end).is_none_or(|word| {
        word_classes().closed.contains(word) && !v.is_word(end, &g().of) && !v.is_article(end)
    }) && !v.c.glued(end)
        || matches!(v.c.symbol(end), Some('.' | ',' | ';' | ')'));
    let dash = is_dash(v, amount.end) && amount.in_figures();
    let stands = before(0, &g().to)
        && v.before(first, 1)
            .is_some_and(|w| in_context(w, Context::Record));
    let place = v.in_context(end, Context::Overall)
        || v.is_word(end, &g().record_leads) && v.context_after(end + 1, 2, Context::RecordPlace);
    let record = dash && (stands && ends || place || is_bracketed_record(v, first, end));
    let passed = falls && ends && v.context_before(first, 4, Context::Passed);
    let counted = votes && ends && !before(0, &g().to_from);
    if !(record || passed && !votes || counted) {
        return false;
    }
    let parts = amount.number.value.iter().cloned().chain([other]).collect();
    finish(v, amount, NumberKind::Score, parts, end);
    true
}

/// "the Tigers (14-9)": alone in brackets behind a team's name in the plural.
fn is_bracketed_record(v: &View<'_>, first: usize, end: usize) -> bool {
    let open = first > 1 && v.c.symbol(first - 1) == Some('(') && v.c.glued(first);
    let team = open && {
        let name = v.c.tokens[first - 2];
        name.is_word()
            && name.is_capitalised()
            && name.has_lower()
            && name.of(v.c.text).ends_with('s')
    };
    let short = v.c.digit_count(first) <= 3 && v.c.digit_count(end - 1) <= 3;
    team && short && matches!(v.c.glued_symbol(end), Some(')' | ','))
}

/// A dash or "to" and a second whole number.
fn pair(v: &View<'_>, at: usize) -> Option<(Exact, usize)> {
    let dash = is_dash(v, at) && v.c.glued(at) && v.c.glued(at + 1);
    let to = v.is_word(at, &g().to);
    // "a 5-to-4 ruling"; "10-to-1" are odds.
    let hyphens = dash && v.is_word(at + 1, &g().to) && v.c.glued(at + 2) && is_dash(v, at + 2);
    if !dash && !to {
        return None;
    }
    let (value, end, _) = whole(v, at + 1 + 2 * usize::from(hyphens))?;
    if hyphens && value.to_integer() == Some(1) {
        return None;
    }
    let chained = is_dash(v, end) && v.c.glued_digits(end + 1);
    let decimal = value.to_integer().is_none();
    (!chained && !decimal).then_some((value, end))
}

/// "3-to-1", "odds of 3 to 1", "a ratio of two to one".
fn odds(v: &View<'_>, amount: &mut Amount) -> bool {
    let hyphen = is_dash(v, amount.end) && v.c.glued(amount.end);
    let at = amount.end + usize::from(hyphen);
    if !v.is_word(at, &g().to) {
        return false;
    }
    let at = at + 1 + usize::from(hyphen && is_dash(v, at + 1));
    let Some((other, end, _)) = whole(v, at) else {
        return false;
    };
    let falls = amount
        .number
        .value
        .as_ref()
        .is_some_and(|a| other.is_less(a));
    let cued = has_cue(v, amount.first, end, Context::Ratio);
    let one = other.to_integer() == Some(1) && (hyphen || cued || v.c.word(end).is_none());
    if !(falls && one || cued) {
        return false;
    }
    let parts = amount.number.value.iter().cloned().chain([other]).collect();
    finish(v, amount, NumberKind::Ratio, parts, end);
    true
}

/// "one in five", "9 out of 10".
fn share(v: &View<'_>, amount: &mut Amount) -> bool {
    if shots(v, amount) || marked(v, amount) {
        return true;
    }
    let out = v.is_word(amount.end, &g().out) && v.is_word(amount.end + 1, &g().of);
    let every = v.is_word(amount.end + 1, &g().every);
    // "3 of every 4"
    let of_every = every && v.is_word(amount.end, &g().of);
    if !out && !of_every && !v.is_word(amount.end, &g().inside) {
        return false;
    }
    let at = amount.end + 1 + usize::from(out) + usize::from(every && !out);
    let Some((other, end, form)) = whole(v, at).or_else(|| power(v, at)) else {
        return false;
    };
    if out && rated(v, amount, &other, end) {
        return true;
    }
    let numbers = amount
        .number
        .value
        .as_ref()
        .and_then(Exact::to_integer)
        .zip(other.to_integer());
    let Some((part, all)) = numbers.filter(|&(part, all)| part > 0 && part < all) else {
        return false;
    };
    let year = form == Form::Digits && (1900..2100).contains(&all) && v.c.digit_count(at) == 4;
    let small = part == 1 || out || of_every || all <= 100 && part * 20 >= all;
    let measured = super::unit::after(v, end, form == Form::Digits).is_some()
        || super::amount::percent(v, end).is_some()
        || super::money::named_after(v, end, true, 0).is_some();
    if year || !small || measured || v.c.symbol(end) == Some(':') {
        return false;
    }
    let parts = vec![Exact::integer(part), other];
    finish(v, amount, NumberKind::Ratio, parts, end);
    true
}

/// "a million", of which one is told.
fn power(v: &View<'_>, at: usize) -> Option<(Exact, usize, Form)> {
    let numeral = read_at(v.c, at, Style::default()).filter(|numeral| numeral.article)?;
    let whole = numeral.value.to_integer().is_some() && numeral.scale.is_some();
    whole.then_some((numeral.value, at + numeral.tokens, numeral.form))
}

/// "12-of-20 shooting", "4-for-5": how many of how many tries; "2-for-1": how many for how many.
fn shots(v: &View<'_>, amount: &mut Amount) -> bool {
    let (word, hyphen) = v.skip_hyphen(amount.end);
    let joins = hyphen
        && [&g().of, &g().each_for, &g().inside]
            .iter()
            .any(|words| v.is_word(word, words));
    let (at, again) = v.skip_hyphen(word + 1);
    // "a two-for-one split", where more are had than given
    let offer = v.is_word(word, &g().each_for);
    // "a one-in-five chance"
    let said = offer || v.is_word(word, &g().inside);
    if !joins || !again || !said && !v.c.is_digits(at) {
        return false;
    }
    let Some((all, end, _)) = whole(v, at) else {
        return false;
    };
    let fits = |part: &Exact| {
        let few = part.to_integer().is_some_and(|part| part < 100) && !v.c.glued(end);
        !all.is_less(part) && (said || v.c.is_digits(at)) || offer && few
    };
    let part = amount.number.value.clone();
    let Some(part) = part.filter(|part| fits(part) && !v.c.glued_digits(end + 1)) else {
        return false;
    };
    finish(v, amount, NumberKind::Ratio, vec![part, all], end);
    true
}

/// "7.5/10": a mark with decimals.
fn marked(v: &View<'_>, amount: &mut Amount) -> bool {
    let at = amount.end + 1;
    let slash = v.c.glued_symbol(amount.end) == Some('/') && v.c.glued_digits(at);
    let best =
        v.c.small_integer(at)
            .filter(|all| matches!(all, 5 | 10 | 20 | 100));
    let ends = !v.c.glued(at + 1) || v.c.symbol(at + 1).is_some() && !v.c.glued(at + 2);
    match best.filter(|_| slash && ends) {
        Some(all) => rated(v, amount, &Exact::integer(all.into()), at + 1),
        None => false,
    }
}

/// "4.6 out of 5": a share with decimals.
fn rated(v: &View<'_>, amount: &mut Amount, all: &Exact, end: usize) -> bool {
    let decimals = matches!(
        amount.number.value,
        Some(Exact::Decimal {
            exponent: -6..0,
            ..
        })
    );
    let value = amount.number.value.clone().filter(|_| decimals);
    let whole = all.to_integer().filter(|all| (1..=100).contains(all));
    let (Some(all), Some(value)) = (whole, value.filter(|value| value.is_less(all))) else {
        return false;
    };
    finish(
        v,
        amount,
        NumberKind::Ratio,
        vec![value, Exact::integer(all)],
        end,
    );
    true
}

/// "one over three", "2000 over 3": a fraction, said.
fn over(v: &View<'_>, amount: &mut Amount) -> bool {
    if !v.is_word(amount.end, &g().over) {
        return false;
    }
    let Some((other, end, form)) = whole(v, amount.end + 1) else {
        return false;
    };
    let measured = super::unit::after(v, end, form == Form::Digits).is_some()
        || super::money::named_after(v, end, true, 0).is_some();
    let ends = v.c.word(end).is_none() && !v.c.glued_digits(end + 1);
    let parts = amount
        .number
        .value
        .as_ref()
        .and_then(Exact::to_integer)
        .zip(other.to_integer());
    let Some((part, all)) = parts.filter(|&(_, all)| all > 1) else {
        return false;
    };
    let low = part.abs() == 1 || ends && part.abs() != 120;
    if measured || !low || v.c.symbol(end) == Some('%') {
        return false;
    }
    finish(v, amount, NumberKind::Fraction, Vec::new(), end);
    super::unit::set_value(amount, Exact::ratio(part, all));
    true
}

fn finish(v: &View<'_>, amount: &mut Amount, kind: NumberKind, parts: Vec<Exact>, end: usize) {
    let number = &mut amount.number;
    number.kind = kind;
    number.value = None;
    if let (NumberKind::Ratio, [a, b]) = (kind, &parts[..]) {
        number.value = quotient(a, b);
    }
    number.low = number.value.clone();
    number.high = number.value.clone();
    number.parts = parts;
    number.numeral = v.span(amount.numeral_at, end);
    amount.end = end;
    amount.plain = false;
    amount.span_tokens(v);
}

/// `a` for each of `b`, where both have few decimals.
fn quotient(a: &Exact, b: &Exact) -> Option<Exact> {
    const PLACES: i32 = 6;
    let scaled = |value: &Exact| value.times_power(PLACES).to_integer();
    let (a, b) = scaled(a).zip(scaled(b)).filter(|&(_, b)| b > 0)?;
    Some(Exact::ratio(a, b))
}

/// "three times as many", "10x", "ten-fold" behind a plain number.
pub(super) fn multiply(v: &View<'_>, amount: &mut Amount) -> bool {
    if amount.measured() || amount.number.kind == NumberKind::Ordinal {
        return false;
    }
    let (at, hyphen) = v.skip_hyphen(amount.end);
    let fold =
        v.is_word(at, &g().fold) && (hyphen || v.c.glued(at) || v.c.is_digits(amount.numeral_at));
    let letter = v.c.glued(amount.end)
        && amount.in_figures()
        && (v.c.is_word(amount.end, "x") || v.c.symbol(amount.end) == Some('×'))
        && !v.c.is_digits(amount.end + 1);
    let end = if fold || letter {
        at + 1
    } else if v.is_word(amount.end, &g().times) && compared(v, amount.end + 1) {
        amount.end + 1
    } else {
        return false;
    };
    amount.number.kind = NumberKind::Multiplier;
    amount.measured_right = true;
    amount.end = end;
    if letter {
        to_multiplier(v, amount);
    }
    amount.span_tokens(v);
    true
}

/// "3x-5x": the upper end behind a dash.
fn to_multiplier(v: &View<'_>, amount: &mut Amount) {
    let at = amount.end;
    let dash = is_dash(v, at) && v.c.glued(at) && v.c.glued_digits(at + 1);
    let Some((high, end, _)) = whole(v, at + 1).filter(|_| dash) else {
        return;
    };
    let letter = v.c.glued(end) && (v.c.is_word(end, "x") || v.c.symbol(end) == Some('×'));
    let low = amount.number.value.clone().filter(|low| low.is_less(&high));
    if !letter || low.is_none() {
        return;
    }
    amount.number.value = None;
    amount.number.low = low;
    amount.number.high = Some(high);
    amount.number.bound = Bound::Range;
    amount.number.numeral = v.span(amount.numeral_at, end);
    amount.end = end + 1;
}

/// What follows "times" where they multiply: "as", "the", a comparative.
fn compared(v: &View<'_>, at: usize) -> bool {
    v.is_word(at, &g().times_behind)
        || v.c
            .word(at)
            .is_some_and(|w| w.len() > 4 && w.ends_with("er"))
            && v.is_word(at + 1, &g().than)
}

/// "once a week", "more than once", "once or twice".
fn says_how_often(v: &View<'_>, at: usize) -> bool {
    let behind = v.is_word(at + 1, &g().once_behind) && !v.is_word(at + 2, &g().subject)
        || v.is_article(at + 1) && super::unit::plain(v, at + 2).is_some();
    let before = at.checked_sub(1).is_some_and(|before| {
        v.is_word(before, &g().once_before) && !v.is_word(at + 1, &g().again)
    });
    behind || before
}

/// "twice", "fivefold".
pub(super) fn multiplier_word(v: &View<'_>, at: usize) -> Option<Amount> {
    let value = match v.c.number_word(at)? {
        NumberWord::Multiplier(value) => value,
        NumberWord::Once if says_how_often(v, at) => 1,
        _ => return None,
    };
    let value = Exact::integer(value.into());
    let number = Number {
        kind: NumberKind::Multiplier,
        ..Number::cardinal(v.span(at, at + 1), value)
    };
    Some(Amount {
        number,
        first: at,
        end: at + 1,
        numeral_at: at,
        form: Form::Words,
        scale: None,
        plain: false,
        measured_left: false,
        measured_right: true,
    })
}
