//! The scan: triggers, then the grammar around each.

use super::view::{Amount, View};
use super::{
    Bound, Number, NumberKind, Settings, age, amount, bound, change, label, listed, money, per,
    range, ratio, reference, refuse, unit, vague,
};
use crate::lexicon::{Modifier, NumberWord, RangeCue, number_grammar as g, vocabulary};
use crate::numerals::{Cursor, Style};
use crate::text::{Span, Token, TokenKind, paragraphs};

/// No number reads further than this many tokens ahead.
const WINDOW: usize = 160;

/// Nor further than this many back: modifiers are short.
const LOOKBACK: usize = 24;

/// What a token may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trigger {
    Number,
    Vague,
    Multiplier,
    FromEnd,
    Roman,
}

/// The same as [`find`](super::find) as long as `keep_on`, asked wherever a number may begin, says
/// true.
pub fn find_while(
    text: &str,
    tokens: &[Token],
    claimed: &[Span],
    settings: &Settings,
    keep_on: &dyn Fn() -> bool,
    numbers: &mut Vec<Number>,
) {
    let mut claimed = claimed;
    for tokens in paragraphs(tokens) {
        paragraph(text, tokens, &mut claimed, settings, keep_on, numbers);
    }
}

/// The numbers of one paragraph: no look goes beyond it.
fn paragraph(
    text: &str,
    tokens: &[Token],
    claimed: &mut &[Span],
    settings: &Settings,
    keep_on: &dyn Fn() -> bool,
    numbers: &mut Vec<Number>,
) {
    let mut at = 0;
    let mut left = 0;
    let words = settings.words.as_deref().map(|own| &own.number_words);
    let all = Cursor {
        text,
        tokens,
        words,
    };
    while let Some((stop, trigger)) = next_trigger(all, at) {
        at = stop;
        if !keep_on() {
            return;
        }
        let start = tokens[at].span.start;
        while claimed.first().is_some_and(|claim| claim.end <= start) {
            *claimed = &claimed[1..];
        }
        if let Some(claim) = claimed
            .first()
            .filter(|claim| claim.start < tokens[at].span.end)
        {
            at += 1;
            while tokens.get(at).is_some_and(|t| t.span.start < claim.end) {
                at += 1;
            }
            left = at;
            continue;
        }
        if trigger == Trigger::Roman && !settings.in_names {
            at += 1;
            continue;
        }
        let taken = numbers.last().map_or(0, |number| number.outer.end);
        let free = free_from(tokens, taken, left, at);
        let window = &tokens[..window_end(tokens, claimed, at)];
        let v = View {
            c: Cursor {
                tokens: window,
                ..all
            },
            left: free,
            length: tokens.len(),
            settings,
        };
        let (found, next) = read(&v, at, trigger);
        if let Some(number) = found {
            numbers.push(number);
            range::close(text, numbers);
            change::inherit(text, numbers);
            listed::share(text, numbers);
            left = next;
        }
        at = next.max(at + 1);
    }
}

/// The next token, from `at` on, that may begin a number, and as what.
fn next_trigger(c: Cursor<'_>, mut at: usize) -> Option<(usize, Trigger)> {
    let own = c.words.is_some();
    loop {
        let mut rest = c.tokens[at..].iter();
        at += match own {
            false => rest.position(|&token| vocabulary::may_begin_number(token)),
            true => rest.position(|&t| vocabulary::may_begin_number(t) || t.is_word()),
        }?;
        match trigger(c, at) {
            Some(trigger) => return Some((at, trigger)),
            None => at += 1,
        }
    }
}

/// The first token that starts at `from` or later, not before `left`.
fn free_from(tokens: &[Token], from: u32, left: usize, at: usize) -> usize {
    let mut free = at;
    while free > left && at - free < LOOKBACK && tokens[free - 1].span.start >= from {
        free -= 1;
    }
    free
}

fn window_end(tokens: &[Token], claimed: &[Span], at: usize) -> usize {
    let end = (at + WINDOW).min(tokens.len());
    match claimed.first() {
        Some(claim) => at + tokens[at..end].partition_point(|t| t.span.end <= claim.start),
        None => end,
    }
}

fn trigger(c: Cursor<'_>, at: usize) -> Option<Trigger> {
    let token = c.tokens[at];
    match token.kind {
        TokenKind::Digits => Some(Trigger::Number),
        TokenKind::Word => match c.number_word(at)? {
            NumberWord::And
            | NumberWord::PartsPower(_)
            | NumberWord::Parts(_)
            | NumberWord::Group(_)
            | NumberWord::Measure(_) => None,
            // Most articles open no number: one look ahead spares the rest.
            NumberWord::Article => {
                let counts = c.number_word(at + 1).is_some() || amount::says_and_more(c, at + 2);
                counts.then_some(Trigger::Number)
            }
            NumberWord::Powers(_) | NumberWord::Groups(_) | NumberWord::Vague(_) => {
                Some(Trigger::Vague)
            }
            NumberWord::Multiplier(_) | NumberWord::Once => Some(Trigger::Multiplier),
            NumberWord::Roman(_) => token.is_upper().then_some(Trigger::Roman),
            NumberWord::FromEnd(_) | NumberWord::BeginsFromEnd => Some(Trigger::FromEnd),
            _ => Some(Trigger::Number),
        },
        TokenKind::Symbol => {
            let vulgar = |c| matches!(c, '\u{bc}'..='\u{be}' | '⅐'..='⅞');
            token
                .of(c.text)
                .starts_with(vulgar)
                .then_some(Trigger::Number)
        }
        TokenKind::Clitic => None,
    }
}

/// The number at a trigger, and the token from which the scan goes on.
fn read(v: &View<'_>, at: usize, trigger: Trigger) -> (Option<Number>, usize) {
    match trigger {
        Trigger::Vague => match vague::read(v, at) {
            Some(amount) => vague_amount(v, amount),
            None => (None, at + 1),
        },
        Trigger::Multiplier => match ratio::multiplier_word(v, at) {
            Some(amount) => modified(v, amount, amount_first),
            None => (None, at + 1),
        },
        Trigger::FromEnd => match from_end(v, at) {
            Some((number, end)) => (Some(number), end),
            None => (None, at + 1),
        },
        Trigger::Roman => (label::roman(v, at), at + 1),
        Trigger::Number => number(v, at),
    }
}

fn amount_first(amount: &Amount) -> usize {
    amount.first
}

/// "a few 50 kilometres" is no "a few", but near fifty.
fn vague_amount(v: &View<'_>, amount: Amount) -> (Option<Number>, usize) {
    let few = v.c.number_word(amount.end - 1);
    let figures = v.c.is_digits(amount.end) && matches!(few, Some(NumberWord::Vague(_)));
    if figures {
        return (None, amount.end);
    }
    modified(v, amount, amount_first)
}

fn number(v: &View<'_>, trigger: usize) -> (Option<Number>, usize) {
    let digits = v.c.is_digits(trigger);
    let at = if digits {
        sign_start(v, trigger)
    } else {
        trigger
    };
    if let Some(end) = label::citation_end(v, at).filter(|_| digits) {
        return (None, end);
    }
    if digits
        && (refuse::glued_before(v, at)
            || refuse::is_named_slash(v, trigger)
            || refuse::is_verse(v, trigger)
            || refuse::is_code(v, trigger))
    {
        return (None, refuse::run_end(v, trigger));
    }
    let currency = money::before(v, at);
    let cue = range::cue(v, currency.map_or(at, |c| c.first));
    let between = cue.is_some_and(|(cue, _)| cue == RangeCue::Between);
    let mut style = Style {
        spoken: true,
        ..Style::default()
    };
    let mut amount = amount::behind(v, currency, at, style);
    if between
        && !amount
            .as_ref()
            .is_some_and(|a| v.is_word(a.end, &g().and_to))
    {
        style.and = false;
        amount = amount::behind(v, currency, at, style);
    }
    if amount
        .as_ref()
        .is_some_and(|a| refuse::is_quarters(v, a) || amount::is_two_pressures(v, a))
    {
        amount = amount::behind(
            v,
            currency,
            at,
            Style {
                fractions: false,
                ..style
            },
        );
    }
    let Some(amount) = amount else {
        return (
            None,
            if digits {
                refuse::run_end(v, trigger)
            } else {
                trigger + 1
            },
        );
    };
    whole(v, amount, cue)
}

/// The token where the number really begins, whose figures stand at `at`: its point, its sign.
fn sign_start(v: &View<'_>, at: usize) -> usize {
    let free = |at: usize| at > v.left && v.c.glued(at);
    let mut start = at;
    if free(start) && v.c.symbol(start - 1) == Some('.') {
        let before = start - 1;
        let opens = before == 0
            || !v.c.glued(before)
            || v.c
                .symbol(before - 1)
                .is_some_and(|s| !matches!(s, ')' | '.' | '"' | '”'));
        start -= usize::from(opens);
    }
    if free(start) && matches!(v.c.symbol(start - 1), Some('-' | '−' | '+')) {
        let before = start - 1;
        let free = before == 0
            || !v.c.glued(before)
            || v.c.symbol(before - 1).is_some_and(|s| {
                matches!(
                    s,
                    '(' | '[' | '=' | '<' | '>' | '$' | '€' | '£' | ':' | '~' | '∼' | '≈'
                )
            });
        let doubled = before > 0 && v.c.symbol(before - 1).is_some_and(is_hyphen_like);
        start -= usize::from(free && !doubled);
    }
    start
}

/// "- 5 degrees": a minus with a space behind it, of a temperature or of the whole text.
fn spaced_sign(v: &View<'_>, amount: &mut Amount) {
    let Some(at) = amount.first.checked_sub(1).filter(|&at| at >= v.left) else {
        return;
    };
    let minus = matches!(v.c.symbol(at), Some('-' | '−')) && !v.c.glued(amount.first);
    let lone = at == 0 && v.at_end(amount.end);
    let unit = amount.number.unit.as_ref();
    let heat = unit.is_some_and(|unit| unit.dimension == "temperature")
        && v.c
            .get(at)
            .is_some_and(|t| t.space_before() && !t.newline_before());
    if let (true, true, Some(value)) = (
        minus,
        lone || heat,
        amount.number.value.take_if(|_| minus && (lone || heat)),
    ) {
        unit::set_value(amount, value.negated());
        amount.first = at;
        amount.span_tokens(v);
    }
}

fn is_hyphen_like(symbol: char) -> bool {
    matches!(symbol, '-' | '–' | '—')
}

/// Joins, refuses and modifies an amount that was read.
fn whole(
    v: &View<'_>,
    mut amount: Amount,
    cue: Option<(RangeCue, usize)>,
) -> (Option<Number>, usize) {
    let colon = v.c.glued_symbol(amount.end) == Some(':');
    let rate = (cue.is_none() || colon) && ratio::join(v, &mut amount);
    if !rate
        && (refuse::is_decade(v, &amount)
            || refuse::is_list_marker(v, &amount)
            || refuse::is_section(v, &amount)
            || refuse::is_other_word(v, &amount))
    {
        return (None, amount.end);
    }
    if refuse::is_quarter(v, &amount) {
        return (None, amount.end);
    }
    if let Some(end) = reference::end(v, &amount).filter(|_| !rate) {
        return (None, end);
    }
    spaced_sign(v, &mut amount);
    if !v.settings.in_names && label::is_label(v, &amount) {
        return (None, refuse::run_end(v, amount.end - 1));
    }
    if ratio::multiply(v, &mut amount) {
        return modified(v, amount, amount_first);
    }
    if refuse::glued_behind(v, &amount) {
        return (None, refuse::run_end(v, amount.end - 1));
    }
    split_modifier(v, &mut amount);
    if !rate && !moves(v, &amount, cue) {
        range::join(v, &mut amount, cue);
        // "3 to 5 times as many", "3-5x"
        if amount.number.bound == Bound::Range && ratio::multiply(v, &mut amount) {
            return modified(v, amount, amount_first);
        }
    }
    if amount.number.kind == NumberKind::Ordinal {
        ordinal_from_end(v, &mut amount);
    }
    if !rate {
        amount.span_tokens(v);
        per::take(v, &mut amount);
    }
    modified(v, amount, amount_first)
}

/// "rose from 5 to 10", "fell by 3 to 70": two numbers, not a range.
fn moves(v: &View<'_>, amount: &Amount, cue: Option<(RangeCue, usize)>) -> bool {
    use crate::lexicon::Context::{Decrease, Increase, WeakDecrease, WeakIncrease};
    let verb = |at: usize, reach: usize| {
        let words = [Increase, Decrease, WeakIncrease, WeakDecrease];
        words
            .into_iter()
            .any(|context| v.context_before(at, reach, context))
    };
    if !v.is_word(amount.end, &g().to) {
        return false;
    }
    match cue {
        Some((RangeCue::From, first)) => verb(first, 4),
        Some((RangeCue::Between, _)) => false,
        None => {
            let first = bound::left(v, amount.first).map_or(amount.first, |(_, first)| first);
            // "growth of 6.5% to 7.5%" is one level.
            if first > 0 && v.is_word(first - 1, &g().of) {
                return false;
            }
            // "lay off 10% to 15%" is a range, "rose $2 to $45" is none.
            let percent = amount.number.kind == NumberKind::Percent;
            let far = || range::is_far(v, amount, if percent { 2.0 } else { 5.0 });
            change::before(v, amount, first).is_some() && (amount.measured() && !percent || far())
        }
    }
}

/// "50 or more years", "100-plus miles": a modifier between the numeral and its unit.
fn split_modifier(v: &View<'_>, amount: &mut Amount) {
    if amount.measured() || amount.number.kind != NumberKind::Cardinal {
        return;
    }
    let Some((modifier, end)) = bound::right(v, amount.end) else {
        return;
    };
    let mut measured = Amount {
        end,
        ..amount.clone()
    };
    amount::measure_unit(v, &mut measured, false);
    if measured.number.kind == NumberKind::Cardinal {
        return;
    }
    measured.span_tokens(v);
    *amount = measured;
    bound::apply(&mut amount.number, modifier);
}

/// "second to last", "third from the end".
fn ordinal_from_end(v: &View<'_>, amount: &mut Amount) {
    let (at, _) = v.skip_hyphen(amount.end);
    let (last, _) = v.skip_hyphen(at + 1);
    let to_last = v.is_word(at, &g().to_from) && v.is_word(last, &g().last_end);
    let from_end = v.is_word(at, &g().to_from)
        && v.is_word(last, &g().the)
        && v.is_word(last + 1, &g().last_end);
    if to_last || from_end {
        amount.number.from_end = true;
        amount.end = if to_last { last + 1 } else { last + 2 };
        amount.span_tokens(v);
    } else if v.is_word(at, &g().last)
        && v.c.number_word(amount.numeral_at) != Some(NumberWord::Ordinal(1))
    {
        amount.number.from_end = true;
        amount.end = at + 1;
        amount.span_tokens(v);
    }
}

/// "penultimate", "next-to-last", "last but one", and the token behind it.
fn from_end(v: &View<'_>, at: usize) -> Option<(Number, usize)> {
    let (place, end) = match v.c.number_word(at)? {
        NumberWord::FromEnd(place) => (place, at + 1),
        _ => {
            let second = v.skip_hyphen(at + 1).0;
            let words = [at, second, v.skip_hyphen(second + 1).0];
            let word = |i: usize| words.get(i).and_then(|&at| v.c.word(at));
            let (place, length) = crate::lexicon::from_end(word)?;
            (place, words.get(length - 1)? + 1)
        }
    };
    let value = crate::numerals::Exact::integer(place.into());
    let number = Number {
        kind: NumberKind::Ordinal,
        from_end: true,
        ..Number::cardinal(v.span(at, end), value)
    };
    Some((number, end))
}

/// Sets bound, age and change, and gives the number its outer span.
fn modified(
    v: &View<'_>,
    mut amount: Amount,
    first: impl Fn(&Amount) -> usize,
) -> (Option<Number>, usize) {
    let start = first(&amount);
    if amount.number.kind != NumberKind::Ordinal {
        bound::set(v, &mut amount);
    }
    if let Some(few) = vague::few_before(v, start) {
        amount.number.outer = amount.number.outer.cover(v.span(few, amount.end));
        bound::apply(&mut amount.number, Modifier::Approximate);
    }
    age::from_context(v, &mut amount);
    let outer = amount.number.outer.start;
    let outer_first = v.c.tokens[..start].partition_point(|t| t.span.start < outer);
    change::set(v, &mut amount, outer_first);
    per::take_behind_noun(v, &mut amount);
    (Some(amount.number), amount.end)
}
