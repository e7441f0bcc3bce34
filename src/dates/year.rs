//! Years, decades, centuries and eras.

use super::moment::{Day, Moment, Year};
use super::period::Period;
use super::reader::{Found, Reader};
use jiff::civil::Date;

use super::{context, decade};
use crate::lexicon::{Grain, Role};
use crate::text::TokenKind;

/// A year, decade or century in figures or words.
pub(super) fn read(r: &Reader, at: usize) -> Found<Moment> {
    let found = match r.token(at)?.kind {
        TokenKind::Digits => before_era(r, at)
            .or_else(|| decade::decade(r, at))
            .or_else(|| century(r, at))
            .or_else(|| plain(r, at))
            .or_else(|| early(r, at)),
        TokenKind::Word => behind_era(r, at)
            .or_else(|| decade::decade(r, at))
            .or_else(|| century(r, at))
            .or_else(|| said_in_context(r, at)),
        TokenKind::Symbol => decade::decade(r, at)
            .or_else(|| century(r, at))
            .or_else(|| elided(r, at)),
        TokenKind::Clitic => None,
    };
    found.map(|(period, end)| (Moment::on(Day::Known(period)), end))
}

/// Four digits that can be a year and stand alone.
pub(super) fn four_digits(r: &Reader, at: usize) -> Option<i16> {
    year_figures(r, at).filter(|_| r.ends_free(at + 1))
}

/// `2014-2018`, `2015-16`: the hyphen and figures behind it are the other end.
fn begins_range(r: &Reader, at: usize) -> Option<i16> {
    let (year, 4) = r.digits(at)? else {
        return None;
    };
    let (last, length) = r
        .glued_digits(at + 2)
        .filter(|_| r.is_hyphen(at + 1) || r.glued_symbol(at + 1) == Some('/'))?;
    let longer = length == 4 && last > year || length == 2 && last > year % 100;
    let plausible = (1400..2100).contains(&year) && r.ends_free(at + 3) && !r.is_hyphen(at + 3);
    (longer && plausible).then(|| i16::try_from(year).ok())?
}

fn plain(r: &Reader, at: usize) -> Found<Period> {
    let year = four_digits(r, at)
        .or_else(|| begins_range(r, at))
        .filter(|_| r.starts_free(at))?;
    let period = || listed_date(r, at, year).or_else(|| Period::year(year));
    context::is_year(r, at, year).then(|| Some((period()?, at + 1)))?
}

/// `2014` of "December 31, 2015 and 2014", "June 2015, 2014 and 2013": the same day or month.
fn listed_date(r: &Reader, at: usize, year: i16) -> Option<Period> {
    const MAX_LISTED: usize = 4;
    if !context::is_listed(r, at) {
        return None;
    }
    let mut first = at;
    for _ in 0..MAX_LISTED {
        first = super::absolute::before_list_mark(r, first)?;
        year_figures(r, first)?;
        let comma = first > 2 && r.symbol(first - 1) == Some(',');
        let last = first.checked_sub(1 + usize::from(comma))?;
        if let Some(month) = month_at(r, last).filter(|_| !comma) {
            return Period::month(year, month);
        }
        if let Some((day, 1..=2)) = r.digits(last) {
            let month = month_at(r, last.checked_sub(1)?)?;
            let date = Date::new(year, month as i8, i8::try_from(day).ok()?).ok()?;
            return Some(Period::day(date));
        }
    }
    None
}

/// Four digits that may be a year, whatever is glued to them.
fn year_figures(r: &Reader, at: usize) -> Option<i16> {
    let (year, 4) = r.digits(at)? else {
        return None;
    };
    i16::try_from(year)
        .ok()
        .filter(|year| (1000..2200).contains(year))
}

/// The month's name that ends at `last`, with or without its period.
fn month_at(r: &Reader, last: usize) -> Option<u8> {
    let dot = usize::from(r.glued_symbol(last) == Some('.'));
    r.month(last.checked_sub(dot)?)
}

/// A year of three digits: `c. 347`, `In 348 Pachomius`, `died in 384`; behind a circa the other end of a range too.
fn early(r: &Reader, at: usize) -> Found<Period> {
    let (year, 3) = r.digits(at).filter(|_| r.starts_free(at))? else {
        return None;
    };
    let dot = usize::from(at > 0 && r.glued_symbol(at - 1) == Some('.'));
    let circa = at > dot && r.is(at - 1 - dot, Role::Circa);
    let named = r
        .token(at + 1)
        .is_some_and(|t| t.is_word() && t.is_capitalised() && !t.newline_before());
    let told = r.after_any(at, &[Role::In])
        && r.tokens[at - 1].is_capitalised()
        && (named && r.word(at + 1).is_none() || r.symbol(at + 1) == Some(','));
    let happened = r.after_any(at, &[Role::In])
        && at > 1
        && matches!(r.symbol(at + 1), Some('.' | ',' | ';' | ')'))
        && context::is_past_verb(r, at - 2);
    let free = r.ends_free(at + 1) || r.is_dash(at + 1);
    ((circa || told || happened) && free && year >= 100)
        .then(|| Some((Period::year(year as i16)?, at + 1)))?
}

/// Two digits: the year of this century up to 49, else of the last one.
pub(super) const fn century_of(two_digits: u32) -> i16 {
    let year = two_digits as i16;
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// `'15`, `’98`: where a year is expected.
pub(super) fn apostrophe_year(r: &Reader, at: usize) -> Found<i16> {
    let apostrophe = matches!(r.symbol(at), Some('\'' | '’' | '‘'));
    let (year, 2) = r.glued_digits(at + 1).filter(|_| apostrophe)? else {
        return None;
    };
    r.ends_free(at + 2).then(|| (short_year(r, year), at + 2))
}

/// The year behind a month, a season or a quarter: `2015`, `, 2015`, `of 2015`, `'15`, `next year`.
pub(super) fn behind(r: &Reader, at: usize) -> Found<Year> {
    let mut next = at;
    if r.symbol(at) == Some(',') {
        next += 1;
        if r.glued(at + 1) && r.digits(at + 1).is_some() && r.digits(at + 1)?.1 != 4 {
            return None;
        }
    } else if r.is_any(at, &[Role::Of, Role::In]) {
        next += 1;
        next = r.skip(next, Role::The);
    }
    if !r.follows(next) {
        return None;
    }
    let year_word = r.word(next).and_then(|word| word.unit);
    if year_word.is_some_and(|unit| r.calendar.units[unit as usize].grain == Grain::Year)
        && let Some(year) = four_digits(r, next + 1)
    {
        return Some((Year::Is(year), next + 2));
    }
    if let Some(year) = four_digits(r, next) {
        if next > at || !followed_by_count(r, next + 1) {
            return Some((Year::Is(year), next + 1));
        }
        return None;
    }
    if let Some((year, end)) = apostrophe_year(r, next) {
        return Some((Year::Is(year), end));
    }
    if r.is(at, Role::Of)
        && let Some((year, 2)) = r.digits(next)
        && r.ends_clause(next + 1)
    {
        return Some((Year::Is(century_of(year)), next + 1));
    }
    if let Some(found) = early_behind(r, at) {
        return Some(found);
    }
    if r.symbol(at) != Some(',')
        && let Some((year, end)) = said(r, next)
    {
        return Some((Year::Is(year), end));
    }
    relative(r, next)
}

/// `30 September 420`, `December of 384`: three figures before a mark.
fn early_behind(r: &Reader, at: usize) -> Found<Year> {
    let of = r.is(at, Role::Of);
    let at = at + usize::from(of);
    let (year, 3) = r.digits(at)? else {
        return None;
    };
    let happened = of && at > 3 && r.is(at - 3, Role::In) && context::is_past_verb(r, at - 4);
    let day = happened || at > 1 && r.month(at - 1).is_some() && r.digits(at - 2).is_some();
    let closed =
        r.token(at + 1).is_none() || matches!(r.symbol(at + 1), Some('.' | ',' | ';' | ')' | ']'));
    (day && closed && r.ends_free(at + 1) && year >= 100).then(|| (Year::Is(year as i16), at + 1))
}

/// `'84` alone, behind a word that leads to a year.
fn elided(r: &Reader, at: usize) -> Found<Period> {
    let (year, end) = apostrophe_year(r, at).filter(|_| r.starts_free(at))?;
    let cue = context::is_dated(r, at) || r.after_any(at, &[Role::In, Role::YearCue]);
    let counts = r.unit(end).is_some() || context::is_plural(r, end);
    if !cue || counts || is_quoted(r, end) {
        return None;
    }
    Some((Period::year(year)?, end))
}

/// How far a mark that closes is looked for.
const QUOTE: usize = 12;

/// "in '12 Angry Men'": the apostrophe opens a quote.
fn is_quoted(r: &Reader, end: usize) -> bool {
    let closes = |at: usize| {
        matches!(r.glued_symbol(at), Some('\'' | '’'))
            && !r
                .token(at + 1)
                .is_some_and(|next| !next.space_before() && (next.is_word() || next.is_digits()))
    };
    (end..end + QUOTE).any(closes)
}

/// A year of two digits as the text's own time writes it: few lie ahead.
fn short_year(r: &Reader, two_digits: u32) -> i16 {
    const AHEAD: i16 = 10;
    let this = 2000 + two_digits as i16;
    match r.settings.reference {
        Some(now) if this <= now.year().saturating_add(AHEAD) => this,
        Some(_) => this - 100,
        None => century_of(two_digits),
    }
}

/// `2000 people` behind a month is no year.
fn followed_by_count(r: &Reader, at: usize) -> bool {
    r.follows(at) && r.is(at, Role::Plural)
}

/// `last year`, `the year`, `this year`.
fn relative(r: &Reader, at: usize) -> Found<Year> {
    let at = r.skip(at, Role::The);
    let word = r.word(at)?;
    let by = if word.is(Role::Next) {
        1
    } else if word.is(Role::Last) || word.is(Role::Past) {
        -1
    } else if word.is(Role::This) || word.is(Role::Same) || word.is(Role::That) {
        0
    } else {
        return None;
    };
    let (unit, word) = r.unit(at + 1)?;
    (unit.grain == Grain::Year && !word.plural && r.follows(at + 1))
        .then_some((Year::By(by), at + 2))
}

/// A year in words: `nineteen ninety-six`, `two thousand and fifteen`.
pub(super) fn said(r: &Reader, at: usize) -> Found<i16> {
    if !r.is_number_word(at) {
        return None;
    }
    let (first, end) = r.count(at)?;
    let value = first.int.filter(|_| first.words && !first.ordinal)?;
    if (1100..2200).contains(&value) {
        return Some((value as i16, end));
    }
    if !(11..=20).contains(&value) || !r.is_number_word(end) {
        return None;
    }
    let (second, end) = r.count(end)?;
    let rest = second.int.filter(|_| second.words && !second.ordinal)?;
    (10..100)
        .contains(&rest)
        .then_some(((value * 100 + rest) as i16, end))
}

fn said_in_context(r: &Reader, at: usize) -> Found<Period> {
    let (year, end) = said(r, at)?;
    let cue = r.after_any(
        at,
        &[
            Role::In,
            Role::After,
            Role::Before,
            Role::YearCue,
            Role::Approximate,
        ],
    );
    let counted = !r.ends_clause(end) && r.word(end).is_none();
    (cue && !counted).then(|| Some((Period::year(year)?, end)))?
}

/// `44 BC`, `347 AD`, `2000 BCE`.
fn before_era(r: &Reader, at: usize) -> Found<Period> {
    let (year, _) = r.digits(at).filter(|_| r.starts_free(at))?;
    let year = i16::try_from(year).ok().filter(|&year| year > 0)?;
    let (bc, end) = era(r, at + 1)?;
    let year = if bc { 1 - year } else { year };
    Some((Period::year(year)?, end))
}

/// Whether an era before Christ, and its end. `BC` with its periods may be two tokens more.
pub(super) fn era(r: &Reader, at: usize) -> Found<bool> {
    let token = r.token(at)?;
    let word = r.word(at).filter(|_| token.is_upper() && r.follows(at))?;
    let bc = word.is(Role::Bc);
    (bc || word.is(Role::Ad)).then_some((bc, at + 1))
}

/// `500–300 BC`, `1200 to about 400 BCE`: the first of two years, whose era stands behind the second.
pub(super) fn before_christ(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let known = |at: usize| {
        r.digits(at)
            .filter(|&(year, length)| year > 0 && length <= 4)
    };
    let (first, _) = known(at).filter(|_| r.starts_free(at))?;
    let next = super::absolute::range_to(r, at, at + 1)?;
    let next = r.skip(next, Role::Approximate);
    let (last, _) = known(next).filter(|_| r.follows(next))?;
    let (true, end) = era(r, next + 1)? else {
        return None;
    };
    let year = |year: u32| Some(Moment::on(Day::year(1 - i16::try_from(year).ok()?)?));
    (first > last).then(|| Some(((year(first)?, year(last)?), end)))?
}

/// `AD 79`.
fn behind_era(r: &Reader, at: usize) -> Found<Period> {
    let (false, next) = era(r, at)? else {
        return None;
    };
    let (year, _) = r.digits(next)?;
    let year = i16::try_from(year).ok().filter(|&year| year > 0)?;
    r.ends_free(next + 1)
        .then(|| Some((Period::year(year)?, next + 1)))?
}

/// `19th century`, `nineteenth-century`, `fifth century BC`.
fn century(r: &Reader, at: usize) -> Found<Period> {
    let (number, end) = r.count(at).filter(|(n, _)| n.ordinal)?;
    let nth = number.int.filter(|nth| (1..=40).contains(nth))? as i16;
    let unit_at = r.skip_hyphen(end);
    let (unit, _) = r.unit(unit_at).filter(|_| r.follows(unit_at))?;
    let years = match unit.grain {
        Grain::Century => 100,
        Grain::Millennium if nth <= 9 => 1000,
        _ => return None,
    };
    let (bc, end) = era(r, unit_at + 1).unwrap_or((false, unit_at + 1));
    let first = if bc {
        1 - nth * years
    } else {
        (nth - 1) * years
    };
    let start = Period::year(first)?.start;
    Some((
        Period {
            grain: unit.grain,
            start,
        },
        end,
    ))
}

/// `15th to the 19th century`: the first of two, whose word stands behind the second.
pub(super) fn centuries(r: &Reader, at: usize) -> Found<(Moment, Moment)> {
    let (number, end) = r.count(at).filter(|(n, _)| n.ordinal)?;
    let nth = number.int.filter(|nth| (1..=40).contains(nth))? as i16;
    let next = super::absolute::range_to(r, at, end)?;
    let next = r.skip(next, Role::The);
    let (last, end) = century(r, next).filter(|_| r.follows(next))?;
    let before = last.start.year() < 0;
    let year = if before {
        1 - nth * 100
    } else {
        (nth - 1) * 100
    };
    if last.start.year() <= year {
        return None;
    }
    let first = Period {
        start: Period::year(year)?.start,
        ..last
    };
    let century = last.grain == Grain::Century;
    century.then(|| {
        let moment = |period| Moment::on(Day::Known(period));
        ((moment(first), moment(last)), end)
    })
}

/// `fiscal 2015`, `fiscal year 2015`, `FY2015`, `FY15`.
pub(super) fn fiscal(r: &Reader, at: usize) -> Found<Moment> {
    if !r.is(at, Role::Fiscal) {
        return None;
    }
    let r = &r.inner()?;
    let mut end = at + 1;
    if let Some(found) = super::named::ended(r, end) {
        return Some(found);
    }
    let unit = r.unit(end).filter(|(unit, _)| unit.grain == Grain::Year);
    end += usize::from(unit.is_some());
    if let Some((last, after)) = over_two_years(r, end) {
        let year = Year::Is(last);
        return Some((Moment::on(Day::Fiscal { year, part: None }), after));
    }
    let year = match r.digits(end).filter(|_| r.ends_free(end + 1)) {
        Some((_, 4)) => Year::Is(four_digits(r, end)?),
        Some((year, 2)) if r.glued(end) => Year::Is(century_of(year)),
        _ => Year::Unknown,
    };
    if year == Year::Unknown && unit.is_none() {
        let (part, end) = super::nth::part_of_year(r, end).filter(|_| r.follows(end))?;
        return Some((super::nth::fiscal_part(&part.day)?, end));
    }
    end += usize::from(year != Year::Unknown);
    Some((Moment::on(Day::Fiscal { year, part: None }), end))
}

/// `2014-15`, `2014/15` behind `fiscal`: it is called by its last year.
fn over_two_years(r: &Reader, at: usize) -> Found<i16> {
    let first = begins_range(r, at)?;
    let (last, figures) = r.glued_digits(at + 2)?;
    let next = first.checked_add(1)?;
    let same = match figures {
        2 => i64::from(last) == i64::from(next % 100),
        _ => i64::from(last) == i64::from(next),
    };
    same.then_some((next, at + 3))
}
