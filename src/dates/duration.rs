//! Lengths of time: `3 hours`, `two and a half years`, `an hour and a half`, `several weeks`.

use super::moment::{Amount, Anchor, Length};
use super::reader::{Count, Found, Number, Reader};
use crate::lexicon::{Grain, Role, TimeUnit};
use crate::numerals::Exact;

/// The longest chain of units: years, months, days, hours, minutes, seconds.
const MAX_PARTS: usize = 6;

/// A length that begins with a number, a vague amount or `half`.
pub(super) fn read(r: &Reader, at: usize) -> Found<Length> {
    let (mut length, mut end) = half(r, at)
        .or_else(|| counted(r, at))
        .or_else(|| vague(r, at))?;
    while length.parts.len() < MAX_PARTS {
        let Some((part, next)) = next_part(r, end, &length) else {
            break;
        };
        length.parts.push(part);
        end = next;
    }
    end = minutes_without_unit(r, end, &mut length);
    (!is_age(r, end)).then_some((length, end))
}

/// `2:15:32` of "won in 2:15:32", "a time of 9:08:12", and `3:59.4`: hours, minutes and seconds that a
/// watch stopped at.
pub(super) fn stopwatch(r: &Reader, at: usize) -> Found<Length> {
    let (first, figures) = r.digits(at).filter(|_| r.starts_free(at))?;
    let colon = |at: usize| (r.glued_symbol(at) == Some(':')).then(|| r.glued_digits(at + 1));
    let (second, 2) = colon(at + 1)?? else {
        return None;
    };
    let mut end = at + 3;
    let (grains, mut seconds) = match colon(end) {
        Some(Some((third, 2))) => {
            let cued = r.after_any(at, &[Role::In, Role::Lasting])
                || r.after_any(at, &[Role::Of]) && at > 1 && r.is(at - 2, Role::Time);
            end += 2;
            (
                Some([first, second]).filter(|_| cued && figures == 1)?,
                third,
            )
        }
        _ if r.glued_symbol(end) == Some('.') => ([0, first], second),
        _ => return None,
    };
    let mut exponent = 0;
    if let Some((decimals, places @ 1..=3)) = r
        .glued_digits(end + 1)
        .filter(|_| r.glued_symbol(end) == Some('.'))
    {
        exponent = -(places as i32);
        seconds = seconds * 10_u32.pow(places as u32) + decimals;
        end += 2;
    }
    let clock = r.is_any(end, &[Role::Am, Role::Pm]) || grains[1] >= 60;
    if clock || !r.ends_free(end) || grains[0] == 0 && exponent == 0 {
        return None;
    }
    let unit = |grain| r.calendar.units.iter().find(|unit| unit.grain == grain);
    let whole = |count: u32| Amount::Exact(Exact::integer(count.into()));
    let mut parts = Vec::with_capacity(3);
    if grains[0] > 0 {
        parts.push((whole(grains[0]), unit(Grain::Hour)?));
    }
    parts.push((whole(grains[1]), unit(Grain::Minute)?));
    let seconds = Exact::decimal(seconds.into(), exponent);
    parts.push((Amount::Exact(seconds), unit(Grain::Second)?));
    let mut length = Length::of(Amount::Vague, unit(Grain::Second)?);
    length.parts = parts;
    Some((length, end))
}

/// `five-year-old`, `3 years old`, `5 years of age`.
pub(super) fn is_age(r: &Reader, end: usize) -> bool {
    let next = r.skip_hyphen(end);
    r.is(next, Role::Old) || r.is(next, Role::Of) && r.is(next + 1, Role::Age)
}

fn counted(r: &Reader, at: usize) -> Found<Length> {
    let (amount, end) = amount(r, at)?;
    let (unit, end) = unit_behind(r, end, &amount)?;
    let mut length = Length::of(Amount::Exact(amount.value), unit);
    length.measured = true;
    Some(with_half_behind(r, length, end))
}

fn amount(r: &Reader, at: usize) -> Found<Number> {
    if !r.starts_free(at) && !ends_range(r, at) {
        return None;
    }
    let (mut number, mut end) = r.number(at, !is_behind_ordinal(r, at))?;
    if number.count.int.is_some()
        && number.count.words
        && r.is(end, Role::And)
        && let Some((quarters, after)) = quarters(r, end + 1)
        && let Some(sum) = plus(&number.value, &quarters)
    {
        number = Number {
            value: sum,
            count: Count {
                int: None,
                ..number.count
            },
        };
        end = after;
    }
    end = restated(r, &number, end).unwrap_or(end);
    (!number.count.ordinal && number.value.to_f64() >= 0.0).then_some((number, end))
}

/// `thirty (30) days`: behind the figures that say a number in words again.
fn restated(r: &Reader, number: &Number, end: usize) -> Option<usize> {
    let again = number.count.words
        && r.symbol(end) == Some('(')
        && r.glued_digits(end + 1).map(|(figures, _)| figures) == number.count.int
        && r.glued_symbol(end + 2) == Some(')');
    again.then_some(end + 3)
}

/// `9` of "8-9 hours".
fn ends_range(r: &Reader, at: usize) -> bool {
    let Some(first) = at.checked_sub(2).filter(|_| r.is_hyphen(at - 1)) else {
        return false;
    };
    let short = |at: usize| r.digits(at).is_some_and(|(_, figures)| figures < 4);
    short(first) && short(at) && r.starts_free(first)
}

/// `the first three quarters` are no fraction.
fn is_behind_ordinal(r: &Reader, at: usize) -> bool {
    at > 0
        && r.is_number_word(at - 1)
        && r.count(at - 1)
            .is_some_and(|(number, end)| number.ordinal && end == at)
}

/// `quarter`, `a quarter`, `three quarters` behind a whole number, before `hour` or `of an hour`.
fn quarters(r: &Reader, at: usize) -> Found<Exact> {
    let mut next = r.skip(at, Role::Article);
    let mut count = 1;
    if next == at
        && let Some((number, end)) = r.count(at).filter(|(n, _)| !n.ordinal)
    {
        count = number.int.filter(|count| (1..=3).contains(count))?;
        next = end;
    }
    r.unit(next)
        .filter(|(unit, _)| unit.grain == Grain::Quarter && r.follows(next))?;
    let of = r.skip(next + 1, Role::Of);
    let of = r.skip(of, Role::Article);
    let unit = r
        .unit(of)
        .is_some_and(|(unit, _)| unit.grain != Grain::Quarter);
    unit.then(|| (Exact::decimal(25 * i128::from(count), -2), next + 1))
}

/// The unit behind a number: `years`, `-year`, `more years`, `min`, `h`.
fn unit_behind(r: &Reader, end: usize, number: &Number) -> Found<&'static TimeUnit> {
    let hyphen = r.is_hyphen(end);
    let mut next = r.skip_hyphen(end);
    if !hyphen && r.is(next, Role::Additional) && r.follows(next) {
        next += 1;
    }
    if !hyphen && r.is(next, Role::Of) && number.count.int.is_none() {
        next = r.skip(next + 1, Role::Article);
        next = r.skip(next, Role::The);
    }
    if !r.follows(next) {
        return None;
    }
    if r.is(next, Role::Business)
        && r.unit(next + 1)
            .is_some_and(|(unit, _)| unit.grain == Grain::Day)
    {
        let unit = r
            .calendar
            .units
            .iter()
            .find(|u| u.grain == Grain::BusinessDay)?;
        return Some((unit, next + 2));
    }
    let (unit, word) = r.unit(next)?;
    // "the 1988 quarter", "World Cup 2018 day five"
    let year = number.count.int.is_some_and(|n| (1900..2100).contains(&n));
    if year && !number.count.words && !hyphen && !word.plural && !word.short {
        return None;
    }
    // An ordinal's namesake, and a quarter that is money or a part, are no units of time.
    let doubtful = matches!(unit.grain, Grain::Second | Grain::Quarter);
    let singular = !word.plural && number.count.words && doubtful && number.count.int != Some(1);
    if singular && !hyphen
        || word.short && number.count.words && !r.is_hyphen(end) && r.token(next)?.span.len() < 3
    {
        return None;
    }
    if word.short && r.symbol(next + 1) == Some('/') && r.glued(next + 1) {
        return None;
    }
    Some((unit, next + 1))
}

/// `half an hour`, `half a century`, `half-hour`, `quarter of an hour`.
fn half(r: &Reader, at: usize) -> Found<Length> {
    let one = r.is_one(at, Grain::Quarter);
    let quarter = one && r.is(at + 1, Role::Of) && r.is(at + 2, Role::Article);
    let century = one && r.is_one(r.skip_hyphen(at + 1), Grain::Century);
    if !quarter && !century && !r.is(at, Role::Half) {
        return None;
    }
    let part = if one {
        Exact::decimal(25, -2)
    } else {
        Exact::decimal(5, -1)
    };
    let next = r.skip_hyphen(at + 1 + usize::from(quarter));
    let next = r.skip(next, Role::Article);
    let (unit, word) = r.unit(next).filter(|_| r.follows(next))?;
    if word.plural || unit.grain == Grain::Second {
        return None;
    }
    let mut length = Length::of(Amount::Exact(part), unit);
    length.measured = true;
    Some((length, next + 1))
}

/// `several weeks`, `a few days`, `a couple of months`, `dozens of years`.
fn vague(r: &Reader, at: usize) -> Found<Length> {
    let word = r.word(at)?;
    let couple = word.is(Role::Couple);
    // "as many weeks"
    if r.after_any(at, &[Role::As]) || !couple && !word.is(Role::Vague) && !word.is(Role::Few) {
        return None;
    }
    let mut next = at + 1;
    if couple {
        next = r.skip(next, Role::Of);
    }
    next = r.skip(next, Role::Additional);
    let (unit, word) = r.unit(next).filter(|_| r.follows(next))?;
    let amount = if couple {
        Amount::Exact(Exact::integer(2))
    } else {
        Amount::Vague
    };
    (word.plural && !word.short).then(|| (Length::of(amount, unit), next + 1))
}

/// `an hour and a half`, `one year and a quarter`.
fn with_half_behind(r: &Reader, mut length: Length, end: usize) -> (Length, usize) {
    let half = |r: &Reader| {
        let next = r.skip(end, Role::And);
        let article = r.skip(next, Role::Article);
        let half = r.is(article, Role::Half) && r.unit(article + 1).is_none();
        let quarter = article > next && r.is_one(article, Grain::Quarter);
        let fraction = if half {
            Exact::decimal(5, -1)
        } else if quarter {
            Exact::decimal(25, -2)
        } else {
            return None;
        };
        (next > end && r.unit(article + 1).is_none()).then_some((fraction, article + 1))
    };
    if let Some((fraction, next)) = half(r)
        && let Some((Amount::Exact(amount), _)) = length.parts.last_mut()
        && let Some(sum) = plus(amount, &fraction)
    {
        *amount = sum;
        return (length, next);
    }
    (length, end)
}

/// The sum of a whole number and a decimal of two places at most.
fn plus(whole: &Exact, part: &Exact) -> Option<Exact> {
    match (whole, part) {
        (
            Exact::Decimal {
                coefficient,
                exponent: 0,
            },
            Exact::Decimal {
                coefficient: more,
                exponent,
            },
        ) => {
            let scale = 10_i128.checked_pow(exponent.unsigned_abs())?;
            let sum = coefficient.checked_mul(scale)?.checked_add(*more)?;
            Some(Exact::decimal(sum, *exponent))
        }
        _ => None,
    }
}

/// `, 3 months`, `and 4 seconds`: each unit shorter than the one before.
fn next_part(r: &Reader, end: usize, length: &Length) -> Found<(Amount, &'static TimeUnit)> {
    let last = length.parts.last()?.1.grain;
    let mut next = r.skip_symbol(end, ',');
    next = r.skip(next, Role::And);
    if !r.follows(next) {
        return None;
    }
    let (amount, after) = amount(r, next)?;
    let (unit, after) = unit_behind(r, after, &amount)?;
    if r.is(after, Role::Ago) && next > end && r.is(next - 1, Role::And) && length.parts.len() > 1 {
        return None;
    }
    (unit.grain < last && !is_age(r, after)).then_some(((Amount::Exact(amount.value), unit), after))
}

/// `1 hour thirty`, `2 hours and 10`.
fn minutes_without_unit(r: &Reader, end: usize, length: &mut Length) -> usize {
    if length
        .parts
        .last()
        .is_none_or(|(_, unit)| unit.grain != Grain::Hour)
    {
        return end;
    }
    let next = r.skip(end, Role::And);
    let Some((number, after)) = r.number(next, false).filter(|_| r.follows(next)) else {
        return end;
    };
    let minutes = number
        .count
        .int
        .filter(|m| (1..60).contains(m) && !number.count.ordinal);
    let unit = r.calendar.units.iter().find(|u| u.grain == Grain::Minute);
    match (minutes, unit) {
        (Some(_), Some(unit)) if r.ends_clause(after) => {
            length.parts.push((Amount::Exact(number.value), unit));
            after
        }
        _ => end,
    }
}

/// `a year`, `an hour and a half`, read from the unit; `first` is the article.
pub(super) fn with_article(r: &Reader, at: usize) -> Option<(Length, usize, usize)> {
    let (unit, word) = r.unit(at)?;
    let left = r.left(at)?;
    let article = if r.is(left, Role::Additional) {
        r.left(left)?
    } else {
        left
    };
    if !r.is_any(article, &[Role::Article, Role::Another]) {
        return None;
    }
    let short = matches!(
        unit.grain,
        Grain::Second | Grain::Quarter | Grain::Night | Grain::Weekend
    );
    let anchored = r.is_any(at + 1, &[Role::Ago, Role::Earlier, Role::Later]);
    let rate = !anchored && is_rate(r, article);
    if word.plural || word.short || short || rate || r.is_hyphen(at + 1) {
        return None;
    }
    let length = Length::of(Amount::Exact(Exact::integer(1)), unit);
    let (length, end) = with_half_behind(r, length, at + 1);
    let (mut length, end) = match next_part(r, end, &length) {
        Some((part, end)) => {
            let mut length = length;
            length.parts.push(part);
            (length, end)
        }
        None => (length, end),
    };
    // Numbers may read it as well: "an hour and 45 minutes", "a day and a half".
    length.measured = end > at + 1;
    (!is_age(r, end)).then_some((length, article, end))
}

/// `all day`, `year-long`, read from the unit: one of it.
pub(super) fn whole(r: &Reader, at: usize) -> Option<(Length, usize, usize)> {
    let (unit, word) = r.unit(at).filter(|(_, w)| !w.plural && !w.short)?;
    let hyphen = r.is_hyphen(at + 1);
    let all = r
        .left(at)
        .filter(|&left| r.is(left, Role::All) && !hyphen && unit.grain >= Grain::Day);
    let long = hyphen && r.is(at + 2, Role::Long) && !r.is_hyphen(at.wrapping_sub(1));
    let ends = if long { (at, at + 3) } else { (all?, at + 1) };
    let business = unit.grain == Grain::BusinessDay || word.guarded;
    let length = Length::of(Amount::Exact(Exact::integer(1)), unit);
    (!business).then_some((length, ends.0, ends.1))
}

/// `50 miles an hour`, `$3 million a year`: a rate, which belongs to the number before it.
fn is_rate(r: &Reader, article: usize) -> bool {
    let figure = |at: usize| {
        r.digits(at).is_some()
            || r.is_number_word(at)
            || r.is(at, Role::Rate)
            || matches!(r.symbol(at), Some('%' | '$' | '€' | '£'))
    };
    article > 0 && !r.tokens[article].blank_line_before() && figure(article - 1)
        || article > 1 && r.tokens[article - 1].is_word() && figure(article - 2)
}

/// `for decades`, `years of war`, `in weeks`: a unit in the plural with no number.
pub(super) fn bare_plural(r: &Reader, at: usize) -> Found<Length> {
    let (unit, word) = r.unit(at)?;
    let number = |at: usize| r.digits(at).is_some() || r.is_number_word(at);
    // "three quarters", "three-quarters of the people"
    let counted = at > 0 && number(at - 1) || at > 1 && r.is_hyphen(at - 1) && number(at - 2);
    if !word.plural || word.short || r.is_hyphen(at + 1) || counted || is_age(r, at + 1) {
        return None;
    }
    if let Some(end) = ahead_behind(r, at + 1).filter(|_| unit.grain >= Grain::Hour) {
        let length = Length::of(Amount::Vague, unit);
        let anchor = Anchor::Next;
        return Some((Length { anchor, ..length }, end));
    }
    let long = unit.grain >= Grain::Decade;
    let cue = r.after_any(
        at,
        &[
            Role::For,
            Role::In,
            Role::Over,
            Role::After,
            Role::Before,
            Role::Dozens,
            Role::Within,
            Role::Lasting,
        ],
    ) || at > 1 && r.is(at - 1, Role::Of) && r.is(at - 2, Role::Dozens);
    // "over the years"
    let cue = cue
        || at > 1
            && r.is(at - 1, Role::The)
            && r.is_any(at - 2, &[Role::Over, Role::YearCue])
            && unit.grain >= Grain::Year;
    let of = r.is(at + 1, Role::Of) && unit.grain >= Grain::Day;
    let clock =
        unit.grain.is_clock() && !r.after_any(at, &[Role::For, Role::Within, Role::Lasting]);
    let beside = r.follows(at + 1)
        && r.is_any(
            at + 1,
            &[
                Role::Ago,
                Role::Earlier,
                Role::Later,
                Role::Before,
                Role::After,
            ],
        )
        && unit.grain > Grain::Second;
    (long || cue && !clock || of || beside).then(|| (Length::of(Amount::Vague, unit), at + 1))
}

/// The end of `ahead`, `to come`.
fn ahead_behind(r: &Reader, at: usize) -> Option<usize> {
    if r.is(at, Role::To) && r.is(at + 1, Role::Come) {
        return Some(at + 2);
    }
    (r.is(at, Role::Forthcoming) && r.follows(at)).then_some(at + 1)
}
