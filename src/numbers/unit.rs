//! The unit behind a number: one, or several multiplied and divided.

use super::Unit;
use super::compose::{Factor, compose, unit_of};
use super::view::{Amount, View};
use crate::lexicon::{
    Context, NumberWord, RangeCue, UnitClass, UnitForm, Units, in_context, number_grammar as g,
    units, word_classes,
};
use crate::numerals::{Exact, Form, Style, read_at};
use crate::text::TokenKind;

/// So many units may be multiplied.
const MAX_FACTORS: usize = 4;

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
    // "a 1-in-100-year flood"
    let chained = || v.skip_hyphen(first.end).1 && v.c.is_digits(first.end + 1);
    if hyphen && !first.named && (v.text(start).is_some_and(|unit| unit.len() < 2) || chained()) {
        return None;
    }
    // "1-in-4"
    if hyphen && first.power < 0 || !first.named && begins_compound(v, start, first.end) {
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

/// "10 t-shirts", "20 g-force": a letter that stands alone and belongs to the word behind its hyphen.
fn begins_compound(v: &View<'_>, at: usize, end: usize) -> bool {
    let letter = !v.c.glued(at) && v.text(at).is_some_and(|unit| unit.len() == 1);
    let (behind, hyphen) = v.skip_hyphen(end);
    let word = hyphen && v.c.glued(behind) && v.c.word(behind).is_some();
    letter && word && !v.in_context(behind, Context::Extent)
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
        // "a 900-square-foot flat"
        let (at, _) = v.skip_hyphen(at);
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
        let (power, end) = exponent(v, at + length, named);
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
        // "he weighs nine stone"
        UnitClass::Ambiguous => {
            v.is_word(at, &g().stone_name) && v.context_before(at, 6, Context::Weighs)
        }
        UnitClass::Symbol => {
            let letters = v.text(at).map_or(0, |text| text.chars().count());
            let fits = exact || letters > 2 || v.c.glued(at) && letters > 1;
            // "twenty km", but not "two as" or "one bar".
            let said = exact
                && letters > 1
                && !in_context(v.text(at).unwrap_or_default(), Context::WordSymbol);
            if place == Place::Words { said } else { fits }
        }
        UnitClass::Glued => {
            let heat = v.c.is_word(at, "c") || v.c.is_word(at, "f");
            if heat && place == Place::Figures {
                return exact
                    && (v.context_before(at, 10, Context::Heat)
                        || v.context_after(end, 4, Context::Heat));
            }
            let figures = v.c.glued(at) && glued_sign(v, at, end) && !is_lettered_label(v, at);
            exact && (place == Place::Inside || place == Place::Figures && figures)
        }
        UnitClass::Last => match place {
            Place::Words => false,
            Place::Inside => exact && letters,
            Place::Figures => exact && is_last(v, at, end, letters),
        },
    }
}

/// "Rule 144A", "Item 7A": figures with a letter behind a capitalised word are its name.
fn is_lettered_label(v: &View<'_>, at: usize) -> bool {
    let letter = v.c.tokens[at];
    let label = at.checked_sub(2).map(|before| v.c.tokens[before]);
    let named = label.is_some_and(|label| {
        label.is_word() && label.is_capitalised() && label.has_lower() && label.span.len() > 3
    });
    named && letter.span.len() == 1 && letter.is_capitalised()
}

/// A prime is feet where inches follow it, and on both sides: "10' x 12'".
fn glued_sign(v: &View<'_>, at: usize, end: usize) -> bool {
    let prime = |at: usize| matches!(v.c.symbol(at), Some('\'' | '’'));
    let before = at > 2 && prime(at - 3) && v.in_context(at - 2, Context::Times);
    let behind = v.in_context(end, Context::Times)
        && v.c.is_digits(end + 1)
        && v.c.symbol(end + 2) == v.c.symbol(at);
    !prime(at) || v.c.is_digits(end) || before || behind
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
    // "278,000 t of ore"
    let of = v.is_word(end, &g().of) && !v.c.is_digits(end + 1);
    extent
        || of
        || !word_follows
        || v.c.glued(at) && !behind.starts_with(|c: char| c.is_ascii_digit())
}

/// The power behind a unit (², ^2, glued 2, "squared") and the token behind that.
fn exponent(v: &View<'_>, at: usize, named: bool) -> (i8, usize) {
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
        // "6'2": the figure behind a mark counts inches.
        None if !named && v.c.word(at - 1).is_some_and(|unit| unit.len() <= 3) => {
            match small_power(v, at) {
                Some(power @ 2..=3) => (power, at + 1),
                _ => (1, at),
            }
        }
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
    if v.is_word(at, &g().per) {
        let next = factor(v, at + 1, Place::Inside)?;
        // "3 mg per kg", but "three days per week" are days
        let alike = next.entry.dimension == first.entry.dimension;
        let same = next.entry.code == first.entry.code || first.measures("time");
        return (!alike || !same).then(|| divided(next));
    }
    if v.is_article(at) {
        let lasts = first.measures("time") || first.measures("temperature");
        let next = factor(v, at + 1, Place::Words)?;
        // "200 g a second time"
        let ordinal = matches!(v.c.number_word(at + 1), Some(NumberWord::Ordinal(_)))
            && v.c
                .word(next.end)
                .is_some_and(|word| !word_classes().closed.contains(word));
        let rate =
            !lasts && next.measures("time") && !ordinal && !v.in_context(next.end, Context::Anchor);
        return rate.then(|| divided(next));
    }
    let next = factor(v, at, Place::Inside).filter(|f| !f.named && !v.c.glued(at))?;
    (next.power < 0 && !first.named).then_some(next)
}

/// "10 in" behind "5 ft", "80 cm" behind "1 m": smaller units of the same dimension join the amount,
/// which is then told in the smallest, where whole numbers of it make the larger.
pub(super) fn join_smaller(v: &View<'_>, amount: &mut Amount) {
    for _ in 0..MAX_FACTORS {
        if join_one_smaller(v, amount).is_none() {
            break;
        }
    }
}

fn join_one_smaller(v: &View<'_>, amount: &mut Amount) -> Option<()> {
    let large = amount.number.unit.clone()?;
    let comma = v.c.symbol(amount.end) == Some(',');
    let and = v.is_and(amount.end);
    // Years and days have no fixed length in what is smaller: "2 years and 3 months" are two.
    let calendar = large.dimension == "time" && !matches!(&*large.code, "h" | "min");
    if large.code.contains(['/', '.'])
        || (comma || and) && calendar
        || comma && large.dimension == "volume"
        || and && is_between(v, amount.first)
    {
        return None;
    }
    // "10 days, 3 hours and 20 minutes"
    let and = and || comma && v.is_and(amount.end + 1);
    // "4 ft. 5 in."
    let cut = v.c.glued_symbol(amount.end) == Some('.')
        && v.text(amount.end - 1).is_some_and(|unit| unit.len() < 4);
    let at = amount.end + usize::from(comma) + usize::from(and) + usize::from(cut);
    let numeral = read_at(v.c, at, Style::default())
        .filter(|numeral| !numeral.ordinal && numeral.scale.is_none())?;
    let unit_at = at + numeral.tokens;
    let inches = v.is_word(unit_at, &g().inside) && large.code == "[ft_i]";
    // "1h 30m"
    let minutes = large.code == "h" && v.c.glued(unit_at) && v.text(unit_at) == Some("m");
    let (small, end) = if minutes {
        (unit_of(units(), units().by_code("min")?), unit_at + 1)
    } else if inches {
        plain(v, unit_at)?
    } else {
        after(v, unit_at, numeral.form != Form::Words)?
    };
    let ratio = large.si_factor / small.si_factor;
    let whole = ratio.round();
    let divides = (ratio - whole).abs() < 1e-9 * ratio && (2.0..=1e6).contains(&whole);
    // "1 m 80 cm", "2 km and 1 metre"; but "5 kg, 200 g", "10 km and 500 m" and "12 m 2 dm" are two.
    let metric = whole.log10().fract() == 0.0;
    let named = v.c.word(end - 1).is_some_and(|word| word.len() > 3);
    let apart =
        metric && (comma || and && !named || whole < 100.0) || v.c.get(at)?.newline_before();
    if large.dimension != small.dimension || !divides || apart || numeral.value.to_f64() >= whole {
        return None;
    }
    let value = amount.number.value.as_ref()?;
    let sum = value.times(whole as i128)?.plus(&numeral.value)?;
    set_value(amount, sum);
    amount.number.numeral = v.span(amount.numeral_at, unit_at);
    amount.number.unit = Some(small);
    amount.end = end;
    Some(())
}

/// "between 1 hour and 30 minutes": two numbers.
fn is_between(v: &View<'_>, first: usize) -> bool {
    let cue = super::range::cue(v, first);
    cue.is_some_and(|(cue, _)| cue == RangeCue::Between)
}

/// "6-foot-3", "six-foot-two-inch": inches behind a hyphen.
pub(super) fn join_inches(v: &View<'_>, amount: &mut Amount) {
    let feet = amount
        .number
        .unit
        .as_ref()
        .is_some_and(|unit| unit.code == "[ft_i]");
    let (at, hyphen) = v.skip_hyphen(amount.end);
    // "five foot six", but "a 5 foot 2 man team" has no such singular.
    let spoken = v.is_word(amount.end - 1, &g().foot) && !v.c.glued(at);
    if !feet || !hyphen && !spoken {
        return;
    }
    let inches = read_at(v.c, at, Style::default());
    let Some(inches) =
        inches.filter(|n| !n.ordinal && n.scale.is_none() && n.value.to_f64() < 12.0)
    else {
        return;
    };
    let end = at + inches.tokens;
    let (named, joined) = v.skip_hyphen(end);
    let said = v.is_word(named, &g().feet_inches) && (joined || !v.c.glued(named));
    if !said && (joined || v.c.glued(end) && v.c.symbol(end).is_none()) {
        return;
    }
    let closed = |word| word_classes().closed.contains(word) || in_context(word, Context::Extent);
    if !hyphen && !said && !v.c.word(end).is_none_or(closed) {
        return;
    }
    let feet = amount.number.value.as_ref().and_then(|feet| feet.times(12));
    let inch = units().by_code("[in_i]");
    if let (Some(sum), Some(inch)) = (feet.and_then(|feet| feet.plus(&inches.value)), inch) {
        set_value(amount, sum);
        amount.number.unit = Some(unit_of(units(), inch));
        amount.number.numeral = v.span(amount.numeral_at, end);
        amount.end = if said { named + 1 } else { end };
    }
}

/// "40°42'46\"", "22° 8′": minutes and seconds of arc behind degrees.
pub(super) fn join_arc(v: &View<'_>, amount: &mut Amount) {
    const PARTS: [(&str, [char; 3]); 2] = [("'", ['′', '\'', '’']), ("''", ['″', '"', '”'])];
    if amount
        .number
        .unit
        .as_ref()
        .is_none_or(|unit| unit.code != "deg")
    {
        return;
    }
    for (code, marks) in PARTS {
        let at = amount.end;
        let plain = Style {
            fractions: false,
            ..Style::default()
        };
        let part = (v.c.is_digits(at))
            .then(|| read_at(v.c, at, plain))
            .flatten();
        let part = part.filter(|part| part.form == Form::Digits && part.value.to_f64() < 60.0);
        let (Some(part), Some(unit)) = (part, units().by_code(code)) else {
            return;
        };
        let mark = at + part.tokens;
        let marked =
            v.c.glued_symbol(mark)
                .is_some_and(|symbol| marks.contains(&symbol));
        let whole = amount
            .number
            .value
            .as_ref()
            .and_then(|value| value.times(60));
        let sum = whole.and_then(|whole| whole.plus(&part.value));
        let Some(sum) = sum.filter(|_| marked) else {
            return;
        };
        set_value(amount, sum);
        amount.number.unit = Some(unit_of(units(), unit));
        amount.number.numeral = v.span(amount.numeral_at, mark);
        amount.end = mark + 1;
    }
}

/// "1 M NaOH": moles a litre, before what is dissolved.
pub(super) fn molar(v: &View<'_>, at: usize) -> Option<(Unit, usize)> {
    if v.text(at) != Some("M") || !v.in_context(at + 1, Context::Solute) {
        return None;
    }
    Some((unit_of(units(), units().by_code("mol/L")?), at + 1))
}

/// An ounce of gold, behind which the token `end` stands, is a troy ounce.
pub(super) fn troy(v: &View<'_>, first: usize, end: usize, unit: Unit) -> Unit {
    const REACH: usize = 24;
    if unit.code != "[oz_av]" {
        return unit;
    }
    let of = v.is_word(end, &g().of) && v.in_context(end + 1, Context::Precious);
    let near = of || v.context_before(first, REACH, Context::Precious);
    let troy = units().by_code("[oz_tr]").filter(|_| near);
    troy.map_or(unit, |troy| unit_of(units(), troy))
}

pub(super) fn set_value(amount: &mut Amount, value: Exact) {
    amount.number.low = Some(value.clone());
    amount.number.high = Some(value.clone());
    amount.number.value = Some(value);
}
