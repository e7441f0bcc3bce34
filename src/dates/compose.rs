//! Parts of one moment side by side: `Monday, Feb 18, at 3 pm`, `tomorrow morning`, `9:30 on Thursday`.

use super::mention::DateModifier;
use super::moment::Meaning;
use super::moment::{Clock, Day, Moment, Pick, Year};
use super::period::Period;
use super::reader::{Found, Reader};
use super::{
    absolute, bare, clock, context, lettered, merge, named, nth, numeric, relative, shift, year,
};
use crate::lexicon::{Grain, Role, Word};

/// A weekday, date, year's part, time and zone at most.
const MAX_JOINS: usize = 5;

/// A day, or a longer stretch, of one piece.
fn day_piece(r: &Reader, at: usize) -> Found<Moment> {
    let token = r.token(at)?;
    if token.is_digits() {
        return numeric::read(r, at)
            .or_else(|| absolute::year_month_day(r, at))
            .or_else(|| day_first(r, at))
            .or_else(|| lettered::year_lettered(r, at))
            .or_else(|| nth::nth(r, at));
    }
    let word = r.word(at);
    if word.is_none() && !r.is_number_word(at) {
        return None;
    }
    named::weekday(r, at)
        .or_else(|| absolute::month_first(r, at))
        .or_else(|| relative::deictic(r, at))
        .or_else(|| nth::nth(r, at))
        .or_else(|| moment(relative::determined(r, at)))
        .or_else(|| named::season(r, at))
        .or_else(|| moment(named::phrase(r, at)))
        .or_else(|| day_first(r, at))
        .or_else(|| lettered::lettered(r, at))
        .or_else(|| named::week(r, at))
}

pub(super) fn moment(found: Found<Meaning>) -> Found<Moment> {
    match found? {
        (Meaning::Moment(moment), end) => Some((moment, end)),
        _ => None,
    }
}

fn day_first(r: &Reader, at: usize) -> Found<Moment> {
    moment(absolute::day_first(r, at))
}

/// A day or longer stretch with all that belongs to it; `the` may stand before it.
pub(super) fn day(r: &Reader, at: usize) -> Found<Moment> {
    let r = &r.inner()?;
    let next = r.skip(at, Role::The);
    let found = day_piece(r, next).or_else(|| year::read(r, next))?;
    Some(complete(r, found))
}

/// Joins to a first piece whatever follows it and fits.
pub(super) fn complete(r: &Reader, (mut moment, mut end): (Moment, usize)) -> (Moment, usize) {
    for _ in 0..MAX_JOINS {
        if r.is_end(end) {
            break;
        }
        let Some((joined, next)) = join(r, &moment, end) else {
            break;
        };
        (moment, end) = (joined, next);
    }
    (moment, end)
}

/// What may stand between two pieces, and what it lets follow.
struct Link {
    next: usize,
    /// Behind `at`: a bare hour is a time.
    cue: bool,
    /// Behind `in the`: a part of the day.
    part: bool,
    modifier: Option<DateModifier>,
}

fn link(r: &Reader, end: usize) -> Link {
    let mut link = Link {
        next: end,
        cue: false,
        part: true,
        modifier: None,
    };
    let comma = r.symbol(end) == Some(',');
    link.next += usize::from(comma);
    if let Some(modifier) = stage(r, link.next).filter(|_| {
        r.is_any(link.next + 1, &[Role::In])
            || r.word(link.next + 1).is_some_and(|w| w.part.is_some())
    }) {
        link.modifier = Some(modifier);
        link.next += 1;
    }
    let bound = r.is_any(link.next, &[Role::Before, Role::After]);
    if bound && clock::read(r, link.next + 1, true).is_some() {
        let before = r.is(link.next, Role::Before);
        link.modifier = Some(if before {
            DateModifier::Before
        } else {
            DateModifier::After
        });
        link.next += 1;
        link.cue = true;
    } else if r.is(link.next, Role::At)
        || r.is(link.next, Role::Approximate)
        || r.is_any(link.next, &[Role::For, Role::By]) && r.digits(link.next + 1).is_some()
    {
        link.next += 1;
        link.next = r.skip(link.next, Role::Approximate);
        link.cue = true;
    } else if r.is_any(link.next, &[Role::In, Role::Of]) && r.is(link.next + 1, Role::The) {
        link.next += 2;
    } else if r.is_any(link.next, &[Role::On, Role::Of, Role::In])
        || r.is(link.next, Role::From) && r.is_any(link.next + 1, &[Role::Last, Role::Next])
    {
        link.part = false;
        link.next += 1;
    }
    link
}

/// `the 3rd of May`, `the 5th`, `the night of June 4` behind a time of the day and `on`.
fn day_with_article(r: &Reader, at: usize) -> Found<Moment> {
    let next = r.skip(at, Role::The);
    if next == at || !r.after_any(at, &[Role::On]) {
        return None;
    }
    let r = &r.inner()?;
    day_piece(r, next)
        .or_else(|| absolute::bare_day(r, next))
        .or_else(|| Some(complete(r, part_piece(r, next)?)))
        .filter(|(moment, _)| moment.day.is_day())
}

pub(super) fn stage(r: &Reader, at: usize) -> Option<DateModifier> {
    let word = r.word(at)?;
    if word.is(Role::Early) {
        Some(DateModifier::Early)
    } else if word.is(Role::Mid) {
        Some(DateModifier::Mid)
    } else if word.is(Role::Late) {
        Some(DateModifier::Late)
    } else {
        None
    }
}

fn join(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let token = r.token(end).filter(|t| !t.blank_line_before())?;
    if let Some((time, end)) = iso_time(r, moment, end) {
        return Some((merge::merge(moment, &time)?, end));
    }
    if let Some(found) = year_behind_clock(r, moment, end) {
        return Some(found);
    }
    if let Some(found) = year_then_part(r, moment, end)
        .or_else(|| holiday_weekend(r, moment, end))
        .or_else(|| a_while_from_now(r, moment, end))
        .or_else(|| narrated_day(r, moment, end))
        .or_else(|| month_quarter(r, moment, end))
    {
        return Some(found);
    }
    let link = link(r, end);
    let linked = link.next > end;
    if !r.follows(link.next)
        || token.newline_before()
            && !linked
            && r.tokens[end - 1].kind != crate::text::TokenKind::Symbol
            && token.is_capitalised()
    {
        return None;
    }
    let cue = link.cue || !linked && moment.day.is_day();
    let at_link = r.is(link.next.saturating_sub(1), Role::At);
    let mut found = None;
    if moment.clock.is_none_or(|clock| clock.hour.is_none()) {
        let bare = link.cue || cue && time_alone(r, link.next);
        found = clock::read(r, link.next, bare)
            .or_else(|| part_piece(r, link.next).filter(|_| link.part && (!link.cue || at_link)));
    }
    let day = |word: &Word| word.weekday.is_some() || word.deictic.is_some();
    if found.is_none() && !linked && r.word(end - 1).is_some_and(day) {
        // "at 8 Friday evening"
        found = part_piece(r, end);
    }
    if found.is_none() && !link.cue {
        found = day_piece(r, link.next)
            .or_else(|| day_with_article(r, link.next).filter(|_| moment.clock.is_some()))
            .filter(|(piece, _)| merge::fits(r, moment, piece, end, link.next));
    }
    let (piece, after) = found.filter(|(piece, after)| {
        // "9am-5pm, Saturday 10am-2pm": the day begins the next hours.
        let listed = matches!(piece.day, Day::Weekday { .. }) && r.symbol(end) == Some(',');
        !(listed && clock::read(r, *after, false).is_some())
    })?;
    let mut merged = merge::merge(moment, &piece)?;
    merged.modifier = merged.modifier.or(link.modifier);
    Some((merged, after))
}

/// `last year's third quarter`, `the 1989 first half`, `the 1990 fiscal year`, `the 1988 quarter`.
fn year_then_part(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let year = match moment.day {
        Day::Known(Period {
            grain: Grain::Year,
            start,
        }) => Year::Is(start.year()),
        Day::Offset {
            grain: Grain::Year,
            by,
        } => Year::By(i16::try_from(by).ok()?),
        Day::Fiscal { year, part: None } => return fiscal_year_then_part(r, year, end),
        _ => return None,
    };
    let known = matches!(year, Year::Is(_));
    let clitic = r.token(end)?.kind == crate::text::TokenKind::Clitic;
    let next = end + usize::from(clitic);
    if !clitic && !known || !r.follows(next) {
        return None;
    }
    if let Some((mut part, end)) = nth::part_of_year(r, next) {
        let slot = part.day.year_mut().filter(|slot| **slot == Year::Unknown)?;
        *slot = year;
        return Some((part, end));
    }
    if let Some((mut fiscal, end)) = year::fiscal(r, next)
        && let Day::Fiscal { year: slot, .. } = &mut fiscal.day
        && *slot == Year::Unknown
    {
        *slot = year;
        return Some((fiscal, end));
    }
    let quarter = r.is_one(next, Grain::Quarter);
    let the = end > 1 && r.is(end - 2, Role::The);
    (quarter && (clitic || the)).then(|| (named::part(Grain::Quarter, 0, year), next + 1))
}

/// `fiscal 1990's first quarter`.
fn fiscal_year_then_part(r: &Reader, year: Year, end: usize) -> Found<Moment> {
    let clitic = r.token(end)?.kind == crate::text::TokenKind::Clitic;
    let (part, end) = nth::part_of_year(r, end + 1).filter(|_| clitic)?;
    let mut fiscal = nth::fiscal_part(&part.day)?;
    let Day::Fiscal {
        year: slot @ Year::Unknown,
        ..
    } = &mut fiscal.day
    else {
        return None;
    };
    *slot = year;
    Some((fiscal, end))
}

/// `the June quarter`, `the September 2014 quarter`: the one that ends with the month.
fn month_quarter(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let month = match &moment.day {
        Day::Date {
            day: None, year, ..
        } => matches!(year, Year::Unknown | Year::Is(_)),
        Day::Known(period) => period.grain == Grain::Month,
        _ => false,
    };
    let quarter = month && r.follows(end) && r.is_one(end, Grain::Quarter);
    let day = Box::new(moment.day.clone());
    let grain = Grain::Quarter;
    quarter.then(|| (Moment::on(Day::Holding { grain, day }), end + 1))
}

/// `Labor Day weekend`.
fn holiday_weekend(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let (unit, word) = r.unit(end)?;
    let named = matches!(moment.day, Day::Named { .. }) && moment.clock.is_none();
    let day = Day::Holding {
        grain: Grain::Weekend,
        day: Box::new(moment.day.clone()),
    };
    (named && unit.grain == Grain::Weekend && !word.plural).then(|| (Moment::on(day), end + 1))
}

/// `Friday in two weeks`, `Thanksgiving three months ago`, `Monday two weeks from now`.
fn a_while_from_now(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let open = match &moment.day {
        Day::Weekday {
            pick: Pick::Any, ..
        } => true,
        Day::Named { year, .. } | Day::Date { year, .. } => *year == Year::Unknown,
        _ => false,
    };
    if !open || !r.follows(end) {
        return None;
    }
    let shift = shift::from_now(r, end)?;
    let day = Day::From {
        day: Box::new(moment.day.clone()),
        shift: Box::new(shift.0),
    };
    Some((
        Moment {
            day,
            ..moment.clone()
        },
        shift.1,
    ))
}

/// `2:30 the next day`, `noon that day`, `9 p.m. the following evening`: a day that the text tells.
fn narrated_day(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    moment.clock?.hour?;
    if !matches!(moment.day, Day::Any) || !r.follows(end) {
        return None;
    }
    let (day, after) = if r.is(end, Role::That) {
        part_alone(r, end + 1).or_else(|| named::that_unit(r, end + 1))?
    } else {
        let the = r.skip(end, Role::The);
        self::moment(relative::determined(r, the)).filter(|_| the > end)?
    };
    let grain = matches!(
        day.day,
        Day::Offset {
            grain: Grain::Day,
            ..
        }
    );
    Some((merge::merge(moment, &day)?, after)).filter(|_| grain)
}

/// `Wed Oct 26 15:50:06 2016`: the year stands last.
fn year_behind_clock(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let Day::Date {
        year: Year::Unknown,
        month: Some(month),
        day: Some(day),
        ..
    } = moment.day
    else {
        return None;
    };
    moment.clock?.minute?;
    let year = year::four_digits(r, end)?;
    let day = Day::ymd(year, month, day)?;
    Some((
        Moment {
            day,
            ..moment.clone()
        },
        end + 1,
    ))
}

/// Beside a day without a preposition an hour alone is a time only where nothing else follows.
fn time_alone(r: &Reader, at: usize) -> bool {
    r.is_dash(at + 1) && r.digits(at).is_some() && r.digits(at + 2).is_some()
}

/// `T10:00:00Z` glued to a date, or a time behind a space.
fn iso_time(r: &Reader, moment: &Moment, end: usize) -> Found<Moment> {
    let glued =
        moment.clock.is_none() && r.glued(end) && r.is(end, Role::IsoTime) && r.glued(end + 1);
    if !glued {
        return None;
    }
    clock::read(r, end + 1, false)
}

/// `morning` beside a day.
fn part_piece(r: &Reader, at: usize) -> Found<Moment> {
    let word = r.word(at).filter(|w| !w.plural && w.deictic.is_none())?;
    let clock = Clock {
        part: Some(word.part?),
        ..Clock::default()
    };
    let named_meal = r.is_hyphen(at + 1);
    (!named_meal).then_some((Moment::at(clock), at + 1))
}

/// Whether a moment can begin with a time of the day, and what it is.
pub(super) fn time_first(r: &Reader, at: usize) -> Found<Moment> {
    let cue = r.after_any(at, &[Role::At]) && at > r.floor;
    clock::read(r, at, cue)
        .filter(|(moment, _)| is_sure_time(r, at, moment))
        .map(|(moment, end)| (with_day_behind_brackets(r, moment, end), end))
        .or_else(|| bare::hour_before_day(r, at))
}

/// How long the other zone's time in brackets is, in tokens.
const BRACKETS: usize = 8;

/// The day of "7:30 p.m. (1130 GMT) Tuesday", for the time before the brackets and for that in them.
fn with_day_behind_brackets(r: &Reader, moment: Moment, end: usize) -> Moment {
    let close = |at: &usize| r.symbol(*at) == Some(')');
    let behind = match r.symbol(end) {
        Some('(')
            if r.digits(end + 1).is_some()
                || r.word(end + 1).is_some_and(|word| word.zone.is_some()) =>
        {
            (end + 2..end + BRACKETS).find(close)
        }
        Some(')') if moment.offset.is_some() => Some(end),
        _ => None,
    };
    let day = behind.and_then(|at| {
        let next = r.skip(at + 1, Role::On);
        let (day, _) = day(r, next).filter(|_| r.follows(next))?;
        (day.day.is_day() && day.clock.is_none()).then_some(day.day)
    });
    Moment {
        day: day.unwrap_or(moment.day),
        ..moment
    }
}

/// `3:16` may be a verse or a score; a bare hour behind `at` wants to be more than a price.
fn is_sure_time(r: &Reader, at: usize, moment: &Moment) -> bool {
    let Some(clock) = moment.clock else {
        return false;
    };
    if clock.settled || moment.offset.is_some() || clock.hour.is_none() {
        return true;
    }
    let minute = clock.minute.unwrap_or(0);
    let named = at > 0
        && r.tokens[at - 1].is_word()
        && r.tokens[at - 1].is_capitalised()
        && r.word(at - 1).is_none()
        && !context::begins_sentence(r, at - 1);

    !named || minute % 15 == 0
}

/// A part of the day without a day: `in the morning`, `early afternoon`, `morning of the 15th`.
pub(super) fn part_alone(r: &Reader, at: usize) -> Found<Moment> {
    let (moment, end) = part_piece(r, at)?;
    let the = r.after_any(at, &[Role::The])
        && at > 1
        && r.is_any(at - 2, &[Role::In, Role::By, Role::After, Role::Before]);
    let staged = at > 0 && stage(r, at - 1).is_some() || context::is_hyphened_mid(r, at);
    // "the early morning hours of June 3"
    let hours = r.skip(end, Role::Hours);
    let of = r.is(hours, Role::Of) && day(r, hours + 1).is_some_and(|(m, _)| m.day.is_day());
    let end = if of { hours } else { end };
    let timed = r.is(end, Role::At) && r.digits(end + 1).is_some();
    let dated = r.after_any(at, &[Role::In, Role::By, Role::At]) && !r.is_dash(end);
    let noun = is_noun_behind(r, end);
    if r.after_any(at, &[Role::That]) && !noun {
        let that = Day::Offset {
            grain: Grain::Day,
            by: 0,
        };
        return Some((
            Moment {
                day: that,
                ..moment
            },
            end,
        ));
    }
    ((the || staged || dated) && !noun || of || timed).then_some((moment, end))
}

/// `the morning sessions`: the part only tells which.
fn is_noun_behind(r: &Reader, end: usize) -> bool {
    context::is_plural(r, end)
}
