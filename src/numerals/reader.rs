//! Joins figures, words and fractions to one numeral.

use super::cursor::Cursor;
use super::words::{Sum, is_one_group};
use super::{Exact, Form, Numeral, Style, digits, fraction, plain};
use crate::lexicon::{NumberWord, number_grammar as g, suffix, word_classes};
use crate::text::{Span, TokenKind};

/// A numeral in the making: value and the first token behind it.
struct Draft {
    value: Exact,
    end: usize,
    form: Form,
    ordinal: bool,
    fraction: bool,
    scale: Option<u16>,
    article: bool,
    bare: bool,
    plain: bool,
}

impl Draft {
    fn new(value: Exact, end: usize, form: Form) -> Self {
        Self {
            value,
            end,
            form,
            ordinal: false,
            fraction: false,
            scale: None,
            article: false,
            bare: false,
            plain: false,
        }
    }

    fn of_fraction((value, end): fraction::Part, form: Form) -> Self {
        Self {
            fraction: true,
            ..Self::new(value, end, form)
        }
    }
}

pub(super) fn read(c: Cursor<'_>, at: usize, style: Style) -> Option<Numeral> {
    plain::read(c, at, style).or_else(|| in_full(c, at, style))
}

pub(super) fn in_full(c: Cursor<'_>, at: usize, style: Style) -> Option<Numeral> {
    let (negative, head) = sign(c, at)?;
    let draft = match c.get(head)?.kind {
        TokenKind::Word => in_words(c, head, style),
        TokenKind::Clitic => None,
        _ => in_figures(c, head, style),
    }?;
    let start = c.tokens[at].span.start;
    let span = Span::new(start, c.tokens[draft.end - 1].span.end);
    Some(Numeral {
        span,
        value: if negative {
            draft.value.negated()
        } else {
            draft.value
        },
        tokens: draft.end - at,
        form: draft.form,
        ordinal: draft.ordinal,
        fraction: draft.fraction,
        scale: draft.scale,
        article: draft.article,
        bare: draft.bare,
        plain: draft.plain && head == at,
    })
}

/// A sign at `at` and where the figures begin; none for a sign that signs nothing.
fn sign(c: Cursor<'_>, at: usize) -> Option<(bool, usize)> {
    match c.symbol(at) {
        Some(s @ ('-' | '−' | '+')) => {
            let free = at == 0 || !c.glued(at) || c.symbol(at - 1).is_some_and(opens_sign);
            let figures = c.is_digits(at + 1) || c.symbol(at + 1) == Some('.');
            (free && c.glued(at + 1) && figures).then_some((s != '+', at + 1))
        }
        _ if c.number_word(at) == Some(NumberWord::Minus) => {
            let tolerance = at > 1 && c.is_in(at - 1, &g().or) && c.is_in(at - 2, &g().plus);
            (!tolerance).then_some((true, at + 1))
        }
        _ => Some((false, at)),
    }
}

fn opens_sign(symbol: char) -> bool {
    matches!(
        symbol,
        '(' | '['
            | '='
            | '<'
            | '>'
            | '≤'
            | '≥'
            | '~'
            | '≈'
            | '∼'
            | ':'
            | '“'
            | '"'
            | '/'
            | '$'
            | '€'
            | '£'
            | '±'
            | '–'
            | '—'
    )
}

fn in_figures(c: Cursor<'_>, at: usize, style: Style) -> Option<Draft> {
    if let Some(part) = fraction::sign(c, at) {
        return Some(scaled(c, Draft::of_fraction(part, Form::Digits)));
    }
    if let Some(literal) = digits::power_of_ten(c, at) {
        return Some(Draft::new(literal.value, at + literal.tokens, Form::Digits));
    }
    let literal = digits::literal(c, at, style)?;
    let end = at + literal.tokens;
    let mut draft = Draft::new(literal.value, end, Form::Digits);
    draft.plain = literal.plain;
    if let Some((power, end)) = digits::raised(c, end)
        && let Some(value) = draft.value.power(power)
    {
        return Some(Draft::new(value, end, Form::Digits));
    }
    if is_ordinal_suffix(c, end) {
        draft.end += 1;
        draft.ordinal = true;
        return Some(draft);
    }
    if let Some(power) = glued_suffix(c, end, style) {
        draft.value = draft.value.times_power(power.into());
        draft.end += 1;
        draft.scale = Some(power);
        draft.form = Form::Mixed;
        return Some(draft);
    }
    if style.fractions
        && draft.plain
        && let Some(draft) = with_fraction(c, at, &draft)
    {
        return Some(scaled(c, draft));
    }
    if draft.plain
        && c.is_digits(end + 1)
        && let Some(decimal) = said_decimals(c, end, draft.value.clone())
    {
        return Some(decimal);
    }
    let plain = draft.plain;
    let draft = scaled(c, draft);
    Some(Draft {
        plain: plain && draft.form == Form::Digits,
        ..draft
    })
}

/// 1/2 in place of 1; 2½, 2 1/2, "2 and a half" for a whole number and a part.
fn with_fraction(c: Cursor<'_>, at: usize, whole: &Draft) -> Option<Draft> {
    if let Some(part) = fraction::slashed(c, at) {
        return Some(Draft::of_fraction(part, Form::Digits));
    }
    if let Some(part) = fraction::counted(c, &whole.value, whole.end) {
        return Some(Draft::of_fraction(part, Form::Mixed));
    }
    if let Some((part, end)) = fraction::after_figures(c, whole.end) {
        let sum = whole.value.plus(&part)?;
        return Some(Draft::of_fraction((sum, end), Form::Digits));
    }
    let (part, end) = fraction::after_and(c, whole.end)?;
    let sum = whole.value.plus(&part)?;
    Some(Draft::of_fraction((sum, end), Form::Mixed))
}

fn is_ordinal_suffix(c: Cursor<'_>, at: usize) -> bool {
    // "15st 7lb"
    let stone = c.is_in(at, &g().stone)
        && c.small_integer(at - 1)
            .is_some_and(|n| n % 10 != 1 || n % 100 == 11);
    c.glued(at) && c.is_in(at, &g().ordinal_suffix) && !stone
}

/// The power of a suffix glued to figures; one that means something else too needs a currency, or a
/// capital ("10M users") or a plural behind it ("1.2b people").
fn glued_suffix(c: Cursor<'_>, at: usize, style: Style) -> Option<u16> {
    let word = c.word(at)?;
    let found = suffix(word)?;
    if !c.glued(at) {
        // "2.33 k" and no more on its line
        let ends = |end: u32| {
            let mut behind = c.text[end as usize..].chars();
            let next = behind.find(|&c| c == '\n' || !c.is_whitespace());
            next.is_none_or(|c| c == '\n')
        };
        let lone = style.spoken && at <= 6 && is_lone_suffix(word) && ends(c.get(at)?.span.end);
        // "18 Cr 8 Ni", "0.5 Mn": elements.
        let spaced = found.spaced && (!is_element(word) || plural_follows(c, at + 1));
        let near = (style.money || spaced || lone) && !c.get(at)?.newline_before();
        return near.then_some(found.power);
    }
    let counted = match word {
        "M" | "MM" => true,
        "B" => is_decimal(c, at) || plural_follows(c, at + 1),
        "m" | "b" => word == "b" && is_decimal(c, at) || plural_follows(c, at + 1),
        _ => false,
    };
    (found.safe || style.money || counted).then_some(found.power)
}

/// A letter that is a power of ten where a number and it are all that is written.
fn is_lone_suffix(word: &str) -> bool {
    matches!(word, "k" | "K" | "M")
}

/// The symbol of an element that is a suffix too.
fn is_element(word: &str) -> bool {
    g().elements.iter().any(|element| **element == *word)
}

/// A decimal point stands before the figures that end at `at`.
fn is_decimal(c: Cursor<'_>, at: usize) -> bool {
    at > 2 && c.glued_digits(at - 1) && c.glued_symbol(at - 2) == Some('.') && c.is_digits(at - 3)
}

/// A plural noun, which a length would not stand before.
fn plural_follows(c: Cursor<'_>, at: usize) -> bool {
    c.word(at).is_some_and(|word| {
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        plural || word_classes().irregular_plurals.contains(word)
    })
}

/// Multiplies a draft in figures by the powers of ten behind it.
fn scaled(c: Cursor<'_>, mut draft: Draft) -> Draft {
    let mut end = draft.end;
    if let Exact::Decimal {
        coefficient,
        exponent: 0,
    } = draft.value
    {
        let mut sum = Sum::new(coefficient, 0, end);
        sum.run(c, true);
        if let (true, Some(value)) = (sum.end > end && !sum.ordinal, sum.value()) {
            draft.value = value;
            draft.end = sum.end;
            draft.scale = sum.scale;
            draft.form = Form::Mixed;
            return with_half_scale(c, draft);
        }
    }
    while let Some((power, next)) = power_at(c, end) {
        draft.value = draft.value.times_power(power.into());
        draft.scale = Some(draft.scale.unwrap_or(0) + power);
        draft.form = Form::Mixed;
        end = next;
        if end > draft.end + 4 {
            break;
        }
    }
    draft.end = end;
    draft
}

/// A power of ten behind a number, glued with a hyphen or free.
fn power_at(c: Cursor<'_>, at: usize) -> Option<(u16, usize)> {
    let at = super::words::skip_hyphen(c, at);
    match c.number_word(at)? {
        NumberWord::Power(power) | NumberWord::Powers(power @ 2..) if c.follows(at) => {
            Some((power, at + 1))
        }
        _ => None,
    }
}

/// "a million and a half".
fn with_half_scale(c: Cursor<'_>, mut draft: Draft) -> Draft {
    let Some(power) = draft.scale.filter(|&p| p > 2) else {
        return draft;
    };
    let Some((part, end)) = fraction::after_and(c, draft.end) else {
        return draft;
    };
    // "a billion and a half million"
    let own = power_at(c, end).filter(|&(own, _)| own < power);
    let (power, end) = own.unwrap_or((power, end));
    if let Some(sum) = draft.value.plus(&part.times_power(power.into())) {
        draft.value = sum;
        draft.end = end;
        draft.scale = None;
    }
    draft
}

fn in_words(c: Cursor<'_>, at: usize, style: Style) -> Option<Draft> {
    match c.number_word(at)? {
        NumberWord::Small(value) => {
            let value = i128::from(value);
            let room = if value >= 20 && value % 10 == 0 {
                10
            } else {
                0
            };
            summed(c, Sum::new(value, room, at + 1), style)
        }
        NumberWord::Power(power) => {
            let mut sum = Sum::new(1, 0, at + 1);
            sum.multiply(power)?;
            let draft = summed(c, sum, style)?;
            Some(Draft {
                bare: true,
                ..draft
            })
        }
        NumberWord::Ordinal(value) => Some(ordinal(value.into(), at + 1)),
        NumberWord::OrdinalPower(power) => {
            Some(ordinal(10_i128.checked_pow(power.into())?, at + 1))
        }
        NumberWord::Article => after_article(c, at, style),
        NumberWord::Part(2) => Some(half(c, at)),
        NumberWord::Part(4) if style.spoken => quarter(c, at),
        NumberWord::Point => said_decimals(c, at, Exact::integer(0)),
        _ => None,
    }
}

fn ordinal(value: i128, end: usize) -> Draft {
    Draft {
        ordinal: true,
        ..Draft::new(Exact::integer(value), end, Form::Words)
    }
}

fn after_article(c: Cursor<'_>, at: usize, style: Style) -> Option<Draft> {
    if c.glued(at + 1) || !c.follows(at + 1) {
        return None;
    }
    let mut sum = Sum::new(1, 0, at + 2);
    let draft = match c.number_word(at + 1)? {
        NumberWord::Power(power) => {
            sum.multiply(power)?;
            summed(c, sum, style)?
        }
        NumberWord::Group(size) if is_one_group(size) => {
            summed(c, Sum::new(size.into(), 0, at + 2), style)?
        }
        NumberWord::Part(2) if style.fractions => half(c, at + 1),
        _ if style.fractions => scaled_words(
            c,
            Draft::of_fraction(fraction::denominator(c, 1, at + 1, true)?, Form::Words),
        ),
        _ => return None,
    };
    Some(Draft {
        article: true,
        ..draft
    })
}

/// "half", "half a million", "half-million", "half a dozen".
fn half(c: Cursor<'_>, at: usize) -> Draft {
    let half = Exact::ratio(1, 2);
    let article = usize::from(c.number_word(at + 1) == Some(NumberWord::Article));
    let multiplied = super::words::skip_hyphen(c, at + 1) + article;
    match c.number_word(multiplied).filter(|_| c.follows(multiplied)) {
        Some(NumberWord::Power(power)) => Draft {
            scale: Some(power),
            ..Draft::new(half.times_power(power.into()), multiplied + 1, Form::Words)
        },
        Some(NumberWord::Group(size)) if is_one_group(size) => {
            Draft::new(Exact::ratio(size.into(), 2), multiplied + 1, Form::Words)
        }
        _ => Draft::of_fraction((half, at + 1), Form::Words),
    }
}

/// "quarter million", "quarter pound": no quarter of a year or of a town.
fn quarter(c: Cursor<'_>, at: usize) -> Option<Draft> {
    let draft = Draft::of_fraction((Exact::ratio(1, 4), at + 1), Form::Words);
    Some(scaled_words(c, draft))
}

/// A sum in words, and the parts and decimals that may follow it.
fn summed(c: Cursor<'_>, mut sum: Sum, style: Style) -> Option<Draft> {
    sum.spoken = style.spoken;
    sum.run(c, style.and);
    let mut draft = Draft::new(sum.value()?, sum.end, Form::Words);
    draft.ordinal = sum.ordinal;
    draft.scale = sum.scale;
    if sum.ordinal {
        return Some(draft);
    }
    if let Some(decimal) = said_decimals(c, sum.end, draft.value.clone()) {
        return Some(decimal);
    }
    if !style.fractions {
        return Some(draft);
    }
    let part = sum
        .integer()
        .and_then(|n| fraction::denominator(c, n, sum.end, false));
    if let Some(part) = part {
        return Some(scaled_words(c, Draft::of_fraction(part, Form::Words)));
    }
    if draft.scale.is_some_and(|power| power > 2) {
        return Some(with_half_scale(c, draft));
    }
    if let Some((part, end)) = fraction::after_and(c, sum.end).filter(|_| style.and) {
        let value = draft.value.plus(&part)?;
        draft = scaled_words(c, Draft::of_fraction((value, end), Form::Words));
    }
    Some(draft)
}

/// "two thirds million", "one and a half million".
fn scaled_words(c: Cursor<'_>, mut draft: Draft) -> Draft {
    // "two thirds of a million"
    let of = draft.fraction
        && c.is_in(draft.end, &g().of)
        && c.number_word(draft.end + 1) == Some(NumberWord::Article);
    if let Some((power, end)) = power_at(c, draft.end + 2).filter(|_| of) {
        draft.value = draft.value.times_power(power.into());
        draft.scale = Some(power);
        draft.end = end;
    }
    let draft = scaled(c, draft);
    let fraction = draft.fraction && draft.scale.is_none();
    Draft {
        form: Form::Words,
        fraction,
        ..draft
    }
}

/// "point five", "point one four" behind `whole`; a power of ten may follow.
fn said_decimals(c: Cursor<'_>, at: usize, whole: Exact) -> Option<Draft> {
    if c.number_word(at) != Some(NumberWord::Point) || !c.follows(at + 1) {
        return None;
    }
    if let Some(draft) = decimals_in_figures(c, at + 1, &whole) {
        return Some(draft);
    }
    let mut end = at + 1;
    let (mut value, mut places) = (0_i128, 0_i32);
    while let Some(digit) = said_digit(c, end).filter(|_| c.follows(end)) {
        value = value.checked_mul(10)?.checked_add(digit.into())?;
        places += 1;
        end += 1;
        if places as usize >= super::exact::MAX_COEFFICIENT_DIGITS {
            break;
        }
    }
    if places == 1 && c.number_word(end) == Some(NumberWord::Power(2)) {
        // "one point two hundred thirty-six"
        let mut sum = Sum::new(value * 100, 100, end + 1);
        sum.run(c, true);
        (value, places, end) = (sum.integer().filter(|&n| n < 1000)?, 3, sum.end);
    }
    if places == 0 {
        let (two, after) = super::words::small(c, end)?;
        (value, places, end) = (two, 2, after);
    }
    let value = whole.plus(&Exact::decimal(value, -places))?;
    let draft = scaled(c, Draft::new(value, end, Form::Words));
    Some(Draft {
        form: Form::Words,
        ..draft
    })
}

/// A digit of a said decimal part: "five", "o".
fn said_digit(c: Cursor<'_>, at: usize) -> Option<u8> {
    match c.number_word(at) {
        Some(NumberWord::Small(digit)) => (digit < 10).then_some(digit),
        _ => {
            let digit = matches!(c.number_word(at + 1), Some(NumberWord::Small(0..10)));
            (digit && c.is_in(at, &g().o)).then_some(0)
        }
    }
}

/// "1 point 25", "point 77".
fn decimals_in_figures(c: Cursor<'_>, at: usize, whole: &Exact) -> Option<Draft> {
    let value = c.small_integer(at)?;
    let places = c.digit_count(at) as i32;
    let value = whole.plus(&Exact::decimal(value.into(), -places))?;
    (!c.glued(at)).then(|| scaled(c, Draft::new(value, at + 1, Form::Mixed)))
}
