//! Which readings a token that may begin a date is tried with, and in which order.

use super::grow::{Draft, grow};
use super::moment::{Day, Length, Meaning, Moment};
use super::reader::{Found, Reader};
use super::{
    FUTURE, PRESENT, absolute, bare, clock, compose, context, duration, interval, lasting,
    lettered, named, nth, numeric, relative, set, shift, year,
};
use crate::lexicon::{Role, Word, suffix, vocabulary};
use crate::text::{Token, TokenKind};

/// The expression that the token at `at` begins or turns on.
pub(super) fn read(r: &Reader, at: usize) -> Option<Draft> {
    let token = r.tokens[at];
    match token.kind {
        TokenKind::Digits => figures(r, at),
        TokenKind::Word => {
            if let Some(word) = r.word(at) {
                if word.phrase.is_some()
                    && let Some(found) = any(r, at, named::phrase(r, at))
                {
                    return Some(found);
                }
                if word.is_trigger() {
                    return words(r, at, word);
                }
            }
            if r.is_number_word(at) {
                return number_words(r, at);
            }
            None
        }
        TokenKind::Symbol => symbol(r, at),
        TokenKind::Clitic => None,
    }
}

fn draft(r: &Reader, first: usize, (meaning, end): (Meaning, usize)) -> Draft {
    grow(
        r,
        Draft {
            first,
            end,
            meaning,
        },
    )
}

/// A moment with all its pieces, or the interval that it begins.
#[inline]
fn moment(r: &Reader, first: usize, found: Found<Moment>) -> Option<Draft> {
    found.and_then(|found| whole_moment(r, first, found))
}

fn whole_moment(r: &Reader, first: usize, found: (Moment, usize)) -> Option<Draft> {
    let (moment, end) = compose::complete(r, found);
    if r.is_end(end) {
        return Some(draft(r, first, (Meaning::Moment(moment), end)));
    }
    if let Some(repeated) = set::repeated_clock(r, &moment, end) {
        return Some(draft(r, first, repeated));
    }
    let found = interval::read(r, first, &moment, end)
        .or_else(|| interval::hours_behind(r, &moment, end))
        .or_else(|| lasting::behind(r, first, &moment, end));
    let meaning = match found {
        Some((ends, end)) => (Meaning::Interval(Box::new(ends)), end),
        None => (Meaning::Moment(moment), end),
    };
    Some(draft(r, first, meaning))
}

#[inline]
fn any(r: &Reader, first: usize, found: Found<Meaning>) -> Option<Draft> {
    found.and_then(|found| whole(r, first, found))
}

fn whole(r: &Reader, first: usize, found: (Meaning, usize)) -> Option<Draft> {
    match found {
        (Meaning::Moment(m), end) => whole_moment(r, first, (m, end)),
        // "between now and the end of the year"
        (Meaning::Reference(PRESENT), end) if context::is_between(r, first) => {
            let now = Moment::on(Day::Now);
            let Some((ends, end)) = interval::read(r, first, &now, end) else {
                return Some(draft(r, first, (Meaning::Reference(PRESENT), end)));
            };
            pair(r, first, Some((ends, end)))
        }
        other => Some(draft(r, first, other)),
    }
}

#[inline]
fn length(r: &Reader, first: usize, found: Found<Length>) -> Option<Draft> {
    found.and_then(|found| whole_length(r, first, found))
}

fn whole_length(r: &Reader, first: usize, (length, end): (Length, usize)) -> Option<Draft> {
    if relative::is_some_day(r, &length, first, end) {
        return Some(draft(r, first, (Meaning::Reference(FUTURE), end)));
    }
    if let Some(some_day) = relative::one_day(r, &length, first, end) {
        return moment(r, first, Some(some_day));
    }
    if let Some(found) = lasting::in_front(r, first, &length, end) {
        return pair(r, first, Some(found));
    }
    whole(r, first, shift::shifted(r, length, first, end))
}

#[inline]
fn pair(r: &Reader, first: usize, found: Found<(Moment, Moment)>) -> Option<Draft> {
    found.map(|(ends, end)| draft(r, first, (Meaning::Interval(Box::new(ends)), end)))
}

fn repeated(r: &Reader, first: usize) -> Option<Draft> {
    let (value, end) = set::read(r, first)?;
    Some(draft(r, first, (Meaning::Set(value), end)))
}

fn figures(r: &Reader, at: usize) -> Option<Draft> {
    match r.tokens[at].span.len() {
        // Behind a circa or a preposition three may be a year.
        3 => {}
        _ if !stand_alone(r, at) => {}
        4 => return moment(r, at, year::read(r, at)),
        8 => return moment(r, at, numeric::read(r, at)),
        _ => return None,
    }
    if is_amount(r, at) || !may_be_date(r, at) && !is_near_calendar(r, at) {
        return None;
    }
    let Shape {
        small,
        glued,
        ranged,
    } = Shape::of(r, at);
    let led = leads_on(r, at);
    only(ranged, || pair(r, at, year::before_christ(r, at)))
        .or_else(|| only(small && ranged, || pair(r, at, bare::opening_hours(r, at))))
        .or_else(|| only(small && glued, || length(r, at, duration::stopwatch(r, at))))
        .or_else(|| only(glued, || moment(r, at, numeric::read(r, at))))
        .or_else(|| {
            only(small && glued, || {
                moment(r, at, lettered::number_lettered(r, at))
            })
        })
        .or_else(|| only(small && ranged, || hours(r, at)))
        .or_else(|| moment(r, at, compose::time_first(r, at)))
        .or_else(|| only(glued, || moment(r, at, absolute::year_month_day(r, at))))
        .or_else(|| only(small, || moment(r, at, absolute::listed_first(r, at))))
        .or_else(|| only(small, || any(r, at, absolute::day_first(r, at))))
        .or_else(|| moment(r, at, lettered::year_lettered(r, at)))
        .or_else(|| only(small && ranged, || pair(r, at, year::centuries(r, at))))
        .or_else(|| only(small && led, || ordinal(r, at)))
        .or_else(|| only(led, || repeated(r, at)))
        .or_else(|| only(led, || directed(r, at)))
        .or_else(|| {
            only(small && led, || {
                moment(r, at, relative::counted_weekday(r, at))
            })
        })
        .or_else(|| length(r, at, duration::read(r, at)))
        .or_else(|| moment(r, at, year::read(r, at)))
        .or_else(|| only(small, || moment(r, at, absolute::listed_last(r, at))))
        .or_else(|| only(small, || moment(r, at, absolute::bare_day(r, at))))
}

/// What figures can be, by their size and by what stands right behind them.
struct Shape {
    /// A day, an hour, a place in an order.
    small: bool,
    /// A mark or letter is glued to them, or they are a date by themselves.
    glued: bool,
    /// A dash, `to`, or the `and` of `between` stands behind them, or the number takes more tokens.
    ranged: bool,
}

impl Shape {
    fn of(r: &Reader, at: usize) -> Self {
        const LARGEST: u32 = 100;
        let single = r.count(at).is_some_and(|(_, end)| end == at + 1);
        Self {
            small: r.digits(at).is_none_or(|(value, _)| value <= LARGEST),
            glued: r.glued(at + 1) || r.tokens[at].span.len() == 8,
            ranged: !single || absolute::range_to(r, at, at + 1).is_some(),
        }
    }
}

/// What `read` finds, where it may find anything.
fn only(may: bool, read: impl FnOnce() -> Option<Draft>) -> Option<Draft> {
    may.then(read).flatten()
}

/// Two hours: `5 to 6pm`, `11-4`, `9 to 5`.
fn hours(r: &Reader, at: usize) -> Option<Draft> {
    pair(r, at, interval::hours(r, at))
        .or_else(|| pair(r, at, bare::between_hours(r, at)))
        .or_else(|| pair(r, at, bare::working_hours(r, at)))
}

/// Whether nothing behind the figures at `at` makes more of them than what they are alone: a year, or
/// `20010911`.
fn stand_alone(r: &Reader, at: usize) -> bool {
    let (figures, next) = (r.tokens[at], at + 1);
    if !figures.space_before() || !r.is_end(next) && !r.is_comma(next) {
        return false;
    }
    match r.token(next) {
        Some(word) if word.is_word() => {
            // "7 k", "5 x 10": the number goes on.
            let more = || word.span.len() == 1 || suffix(word.of(r.text)).is_some();
            // "May 3 and 4 were"
            (r.is_barrier(next) || !context::is_listed(r, at)) && !more()
        }
        // "at 5.", "3, 4 and 5 May"
        _ => figures.span.len() >= 4,
    }
}

/// Whether the figures at `at` may be a date by themselves: a year, `10:30`, `3/4`, `5th`, `90s`.
fn may_be_date(r: &Reader, at: usize) -> bool {
    let next = at + 1;
    let figures = r.tokens[at].span.len();
    let joined = r.glued(next)
        && match r.symbol(next) {
            Some(',' | ')' | ']' | '%' | '"' | '”' | ';' | '?' | '!') => false,
            Some('.') => figures != 3 && figures < 5 && is_point_in_date(r, next),
            _ => true,
        };
    let early = || figures == 3 && r.after_any(at, &[Role::In, Role::Circa]);
    let listed = || context::is_listed(r, at);
    matches!(figures, 4 | 6 | 8) || joined || early() || listed() || r.is_dash(next)
}

/// Whether the figures at `at` are money, a percentage, the middle of a number, or one in groups or
/// with decimals that measures no time: `$5`, `5%`, `5,000 people`, but not `10.30`.
fn is_amount(r: &Reader, at: usize) -> bool {
    if at > 0 && r.glued(at) {
        let inner = || at > 1 && r.glued(at - 1) && r.tokens[at - 2].is_digits();
        match r.symbol(at - 1) {
            Some('$' | '€' | '£' | '¥' | '₹') => return true,
            Some('.' | ',') if inner() => return true,
            _ => {}
        }
    }
    let Some((_, end)) = r.count(at) else {
        return false;
    };
    let parted = match r.glued_symbol(at + 1).filter(|_| end > at + 1) {
        Some('.') => end > at + 3 || r.tokens[at + 2].span.len() != 2,
        mark => mark == Some(','),
    };
    parted && r.is_end(end) || r.symbol(end) == Some('%')
}

/// `3.5.2015`, `10.30`, but not `3.5` and `3.`.
fn is_point_in_date(r: &Reader, at: usize) -> bool {
    let behind = r.glued_digits(at + 1).is_none_or(|(_, length)| length > 1);
    r.glued(at + 1) && (behind || r.glued_symbol(at + 2).is_some())
}

/// How many words that are no number may stand between a number word and one of the calendar.
const NEAR: usize = 4;

/// How long a number in words may be, in tokens.
const LONG: usize = 24;

/// Whether a word of the calendar stands near behind the number at `at`, or a word that leads to an
/// hour, a day or a year before it: most numbers count other things.
fn is_near_calendar(r: &Reader, at: usize) -> bool {
    const LEADING: [Role; 8] = [
        Role::At,
        Role::From,
        Role::Between,
        Role::To,
        Role::By,
        Role::After,
        Role::Before,
        Role::Approximate,
    ];
    let joins = |at| r.word(at).is_none_or(Word::is_joining);
    let led = r.after_any(at, &LEADING) || at > 0 && !joins(at - 1);
    if led || r.is_number_word(r.skip_hyphen(at + 1)) {
        return true;
    }
    let mut left = NEAR;
    for next in at + 1..r.tokens.len().min(at + LONG) {
        let token = r.tokens[next];
        let meanings = vocabulary::meanings(r.text, token);
        if meanings.date.is_some_and(|word| !word.is_joining()) {
            return true;
        }
        if meanings.number.is_none() && !token.is_digits() {
            left -= 1;
        }
        if left == 0 {
            return false;
        }
    }
    false
}

/// Whether the number word at `at` counts what no date knows: `two people`, `one of the reasons`.
fn counts_others(r: &Reader, at: usize) -> bool {
    let of = r.skip(at + 1, Role::Of);
    let parts = of > at + 1;
    let counted = if parts { r.skip(of, Role::The) } else { of };
    let word = |at| r.token(at).is_some_and(Token::is_word);
    // "at two."
    let hour = || !parts && !word(counted) && r.after_any(at, &[Role::At]);
    let named = |word: &Word| word.is_trigger() || word.unit.is_some();
    r.is_end(counted) && !r.word(at).is_some_and(named) && !hour()
}

fn number_words(r: &Reader, at: usize) -> Option<Draft> {
    if counts_others(r, at) || !is_near_calendar(r, at) {
        return None;
    }
    let end = r.count(at).map_or(at + 1, |(_, end)| end);
    let ranged = absolute::range_to(r, at, end).is_some();
    let led = leads_on(r, at);
    only(ranged, || hours(r, at))
        .or_else(|| moment(r, at, compose::time_first(r, at)))
        .or_else(|| any(r, at, absolute::day_first(r, at)))
        .or_else(|| only(led, || pair(r, at, nth::first_units(r, at))))
        .or_else(|| only(ranged, || pair(r, at, year::centuries(r, at))))
        .or_else(|| only(led, || named_place(r, at)))
        .or_else(|| only(led, || moment(r, at, relative::counted_weekday(r, at))))
        .or_else(|| length(r, at, duration::read(r, at)))
        .or_else(|| moment(r, at, year::read(r, at)))
}

/// Whether the number at `at` is a place in an order, or a word of the calendar stands behind it:
/// `third`, `two years`, `3 times a day`.
fn leads_on(r: &Reader, at: usize) -> bool {
    let calendar = |end| r.word(end).is_some();
    let alone = r.word(at).is_some();
    alone
        || r.count(at)
            .is_some_and(|(number, end)| number.ordinal || calendar(end))
}

/// What follows from a place, a repetition or a direction.
fn named_place(r: &Reader, at: usize) -> Option<Draft> {
    ordinal(r, at)
        .or_else(|| repeated(r, at))
        .or_else(|| directed(r, at))
}

/// `third quarter`, `19th century`, `first Monday of May`.
fn ordinal(r: &Reader, at: usize) -> Option<Draft> {
    moment(r, at, nth::nth(r, at))
}

/// `5 past minutes`.
fn directed(r: &Reader, at: usize) -> Option<Draft> {
    let (length, end) = relative::number_first(r, at)?;
    Some(draft(r, at, (Meaning::Length(length), end)))
}

/// Words that only point at what stands behind them.
const POINTING: [Role; 10] = [
    Role::Last,
    Role::Past,
    Role::Next,
    Role::This,
    Role::Same,
    Role::Final,
    Role::Vague,
    Role::Few,
    Role::Couple,
    Role::Every,
];

fn words(r: &Reader, at: usize, word: &Word) -> Option<Draft> {
    if r.is_end(at + 1) && word.frequency.is_none() && word.is_only(&POINTING) {
        return None;
    }
    if word.is_only(&[Role::Last, Role::Past, Role::Next, Role::This, Role::Same]) {
        return repeated(r, at)
            .or_else(|| pair(r, at, nth::first_units(r, at)))
            .or_else(|| moment(r, at, nth::nth(r, at)))
            .or_else(|| any(r, at, relative::determined(r, at)));
    }
    if word.is_only(&[Role::Final]) {
        return pair(r, at, nth::first_units(r, at)).or_else(|| moment(r, at, nth::nth(r, at)));
    }
    if word.is_only(&[Role::Vague, Role::Few, Role::Couple]) {
        return repeated(r, at).or_else(|| length(r, at, duration::read(r, at)));
    }
    if word.is_only(&[Role::Every]) {
        return repeated(r, at);
    }
    if word.is_only(&[Role::End, Role::Eoy, Role::Eom, Role::Eod]) {
        return moment(r, at, named::end_of(r, at));
    }
    calendar_words(r, at)
}

fn calendar_words(r: &Reader, at: usize) -> Option<Draft> {
    repeated(r, at)
        .or_else(|| moment(r, at, clock::read(r, at, false)))
        .or_else(|| moment(r, at, nth::nth(r, at)))
        .or_else(|| any(r, at, relative::determined(r, at)))
        .or_else(|| moment(r, at, relative::deictic(r, at)))
        .or_else(|| moment(r, at, named::weekday(r, at)))
        .or_else(|| moment(r, at, absolute::month_first(r, at)))
        .or_else(|| moment(r, at, named::season(r, at)))
        .or_else(|| moment(r, at, lettered::lettered(r, at)))
        .or_else(|| moment(r, at, year::fiscal(r, at)))
        .or_else(|| moment(r, at, year::read(r, at)))
        .or_else(|| moment(r, at, part(r, at)))
        .or_else(|| length(r, at, duration::read(r, at)))
        .or_else(|| unit(r, at))
        .or_else(|| r.is_number_word(at).then(|| number_words(r, at))?)
}

/// `in the morning`, `morning of the 15th`.
fn part(r: &Reader, at: usize) -> Found<Moment> {
    compose::part_alone(r, at)
}

/// What a unit of time turns on: `a year ago`, `week 31`, `for decades`, `the end of the year`.
fn unit(r: &Reader, at: usize) -> Option<Draft> {
    r.unit(at)?;
    if let Some(found) = moment(r, at, named::week(r, at)) {
        return Some(found);
    }
    let found = duration::with_article(r, at).or_else(|| duration::whole(r, at));
    if let Some((found, first, end)) = found {
        return length(r, first, Some((found, end)));
    }
    if let Some(found) = moment(r, at, named::ended(r, at)) {
        return Some(found);
    }
    if let Some(found) = moment(
        r,
        at,
        relative::hyphened(r, at)
            .or_else(|| relative::before(r, at))
            .or_else(|| relative::beside(r, at))
            .or_else(|| named::unit_end(r, at)),
    ) {
        return Some(found);
    }
    if let Some(found) = moment(r, at, relative::two_away(r, at)) {
        return Some(found);
    }
    if let Some(found) = moment(r, at, named::year_of(r, at)) {
        return Some(found);
    }
    if r.after_any(at, &[Role::That]) {
        return moment(r, at, named::that_unit(r, at));
    }
    if r.after_any(at, &[Role::The]) {
        return moment(r, at, named::this_unit(r, at))
            .or_else(|| length(r, at, duration::bare_plural(r, at)));
    }
    length(r, at, duration::bare_plural(r, at))
}

/// `'90s`, `½ hour`.
fn symbol(r: &Reader, at: usize) -> Option<Draft> {
    match r.symbol(at)? {
        '\'' | '’' | '‘' => moment(r, at, year::read(r, at)),
        '½' | '¼' | '¾' => length(r, at, duration::read(r, at)),
        _ => None,
    }
}
