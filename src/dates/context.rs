//! What stands beside a doubtful word or figure: whether "May" is a month and "1984" a year.

use super::reader::Reader;
use crate::lexicon::Role;

const BESIDE: usize = 3;

/// The word to the left makes what follows a date.
pub(super) fn is_dated(r: &Reader, at: usize) -> bool {
    r.after_any(at, &[Role::Dating, Role::Before, Role::After])
        || at > 1 && r.is(at - 1, Role::The) && r.is_any(at - 2, &[Role::Of, Role::In])
        || is_hyphened_mid(r, at)
}

/// `mid-`, `late-` before the token.
pub(super) fn is_hyphened_mid(r: &Reader, at: usize) -> bool {
    at > 1 && r.is_hyphen(at - 1) && r.is_any(at - 2, &[Role::Mid, Role::Early, Role::Late])
}

/// `between` stands shortly before the token.
pub(super) fn is_between(r: &Reader, at: usize) -> bool {
    const INNER: &[Role] = &[Role::The, Role::Of, Role::Begin, Role::Middle, Role::End];
    let mut before = at;
    for _ in 0..4 {
        if before == 0 {
            return false;
        }
        before -= 1;
        if r.is(before, Role::Between) {
            return true;
        }
        if !r.is_any(before, INNER) && before + 1 != at {
            return false;
        }
    }
    false
}

/// A bare month's name, without day and year.
pub(super) fn is_month(r: &Reader, at: usize) -> bool {
    let (Some(word), Some(token)) = (r.word(at), r.token(at)) else {
        return false;
    };
    let quarter = r.is_one(at + 1, crate::lexicon::Grain::Quarter)
        && token.is_capitalised()
        && r.after_any(at, &[Role::The]);
    let dated = is_dated(r, at) || quarter;
    let whole = r.is_whole(at, at + 1);
    let neighbour = neighbour_is_date(r, at);
    if r.ends_free(at + 1) || r.is_dash(at + 1) {
        if word.guarded {
            if is_month_attribute(r, at) {
                return true;
            }
            let after_this = r.after_any(at, &[Role::This]) && !r.ends_clause(at + 1);
            let verb = r.follows(at + 1) && (r.is(at + 1, Role::Pronoun) || after_this);
            let lower = !token.is_capitalised();
            return (dated || neighbour || whole) && !(verb && lower);
        }
        if word.is(Role::GivenName) && !dated && !neighbour && !whole {
            return token.is_capitalised() && !is_name(r, at);
        }
        return token.is_capitalised() || dated || neighbour || whole;
    }
    false
}

/// `the August figures`, `a May ruling`, `its March sales`: a capital, and a noun in lower case behind it.
fn is_month_attribute(r: &Reader, at: usize) -> bool {
    let noun = r
        .token(at + 1)
        .is_some_and(|t| t.is_word() && !t.is_capitalised() && !t.newline_before());
    let plain =
        |word: &crate::lexicon::Word| word.is_any(&[Role::Reported, Role::Yearly, Role::Game]);
    r.tokens[at].is_capitalised()
        && noun
        && r.word(at + 1).is_none_or(plain)
        && (is_owned(r, at) || r.after_any(at, &[Role::The, Role::Article, Role::Possessive]))
}

/// A date word stands on the other side of a conjunction or a dash.
fn neighbour_is_date(r: &Reader, at: usize) -> bool {
    let joined = |at: usize| r.is_dash(at) || r.is_any(at, &[Role::And, Role::Or, Role::To]);
    let named = |at: usize| r.word(at).is_some_and(|w| w.month.is_some() && !w.guarded);
    at > 1
        && joined(at - 1)
        && (named(at - 2) || r.digits(at - 2).is_some() && at > 2 && named(at - 3))
        || joined(at + 1) && named(at + 2)
}

/// A capitalised word beside it, or a title before it: a person's name.
fn is_name(r: &Reader, at: usize) -> bool {
    let capital = |at: usize| {
        r.token(at)
            .is_some_and(|t| t.is_word() && t.is_capitalised())
            && r.word(at)
                .is_none_or(|w| w.month.is_none() && w.weekday.is_none())
    };
    let next = capital(at + 1) && r.follows(at + 1);
    let before = at > 0
        && (r.is(at - 1, Role::Title)
            || r.symbol(at - 1) == Some('.') && at > 1 && r.is(at - 2, Role::Title)
            || capital(at - 1) && !begins_sentence(r, at - 1));
    next || before
        || r.token(at + 1)
            .is_some_and(|t| t.kind == crate::text::TokenKind::Clitic)
}

/// A capitalised word that is no date stands before it, inside the sentence: "Johnnie Christmas",
/// "Chinese New Year", "News Today".
pub(super) fn is_part_of_name(r: &Reader, at: usize) -> bool {
    at > 0
        && r.tokens[at].is_capitalised()
        && !r.tokens[at].newline_before()
        && r.tokens[at - 1].is_word()
        && r.tokens[at - 1].is_capitalised()
        && r.word(at - 1).is_none()
        && !begins_sentence(r, at - 1)
}

/// A capital inside the sentence on a word that has none of its own: "Champions of Tomorrow".
pub(super) fn is_title_word(r: &Reader, at: usize) -> bool {
    let token = r.tokens[at];
    token.is_capitalised() && !token.is_upper() && !begins_sentence(r, at)
}

/// The date before the token ended at the conjunction, comma or slash before it: a list.
pub(super) fn is_listed(r: &Reader, at: usize) -> bool {
    let joined = at > 1 && r.is_any(at - 1, &[Role::And, Role::Or]);
    let comma = at > 2 && joined && r.symbol(at - 2) == Some(',');
    at > 1
        && r.floor + 1 + usize::from(comma) == at
        && (matches!(r.symbol(at - 1), Some(',' | '/' | '&')) || joined)
}

/// The token stands at the text's or the sentence's start.
pub(super) fn begins_sentence(r: &Reader, at: usize) -> bool {
    at == 0
        || r.tokens[at].newline_before()
        || matches!(
            r.symbol(at - 1),
            Some('.' | '!' | '?' | '“' | '"' | ':' | '‘')
        )
}

/// A month and a plain number: `March 3`, but not `may 3 people`.
pub(super) fn is_month_day(r: &Reader, at: usize, end: usize) -> bool {
    let (Some(word), Some(token)) = (r.word(at), r.token(at)) else {
        return false;
    };
    if r.unit(end)
        .is_some_and(|(unit, w)| w.plural && !w.short && !unit.grain.is_clock())
        || r.symbol(end) == Some('%')
        || r.is(end, Role::Rate)
    {
        return false;
    }
    let dotted = r.glued_symbol(at + 1) == Some('.');
    let sure = !word.guarded || token.is_capitalised() && (dotted || !is_sentence_modal(r, at));
    sure || is_dated(r, at) || r.ends_clause(end) || r.word(end).is_some_and(|w| w.is(Role::At))
}

/// `May 3 people come?`: the word begins the sentence and is doubtful.
fn is_sentence_modal(r: &Reader, at: usize) -> bool {
    begins_sentence(r, at) && !r.ends_clause(at + 2) && r.digits(at + 1).is_none()
}

/// Behind an abbreviated month its period, where the text goes on in lower case.
pub(super) fn abbreviation_end(r: &Reader, at: usize) -> usize {
    let end = at + 1;
    let short = r.token(at).is_some_and(|t| t.span.len() <= 4);
    let dot = r.glued_symbol(end) == Some('.') && short;
    end + usize::from(dot && continues(r, end + 1))
}

/// The sentence goes on at `at`.
pub(super) fn continues(r: &Reader, at: usize) -> bool {
    match r.token(at) {
        None => false,
        Some(token) if token.newline_before() => false,
        Some(token) => {
            token.is_digits()
                || token.is_word() && !token.is_capitalised()
                || r.symbol(at) == Some(',')
        }
    }
}

/// A weekday stands before the token, or a comma and a weekday.
pub(super) fn beside_weekday(r: &Reader, at: usize) -> bool {
    let weekday = |at: usize| r.word(at).is_some_and(|w| w.weekday.is_some());
    at > 0 && weekday(at - 1) || at > 1 && r.symbol(at - 1) == Some(',') && weekday(at - 2)
}

/// `4/25` is a day here: behind a preposition, or before a time of the day.
pub(super) fn is_numeric_day(r: &Reader, first: usize, end: usize) -> bool {
    let counted = r.unit(end).is_some() || r.is_any(end, &[Role::Of, Role::Rate]);
    let timed = r.is(end, Role::At) && r.digits(end + 1).is_some()
        || r.digits(end).is_some() && r.symbol(end + 1) == Some(':');
    let ranged =
        r.is_dash(end) && r.glued_digits(end + 1).is_some() && r.glued_symbol(end + 2) == Some('/');
    let listed = matches!(r.symbol(end), Some(',')) && r.glued_symbol(end + 2) == Some('/');
    let picked = r.after_any(first, &[Role::This, Role::Next, Role::Last]);
    !counted && (timed || ranged || listed || picked || r.after_any(first, &[Role::Due]))
}

/// Whether four digits that stand alone are a year, by the words beside them.
pub(super) fn is_year(r: &Reader, at: usize, year: i16) -> bool {
    let end = at + 1;
    let compared =
        r.after_any(at, &[Role::Than]) && at > 1 && r.is_any(at - 2, &[Role::Later, Role::Earlier]);
    let circa = at > 1 && r.glued_symbol(at - 1) == Some('.') && r.is(at - 2, Role::Approximate);
    let cued =
        r.after_any(at, &[Role::In, Role::YearCue]) || is_hyphened_mid(r, at) || compared || circa;
    if is_measured(r, end) || is_street(r, end) {
        return false;
    }
    if at > 0 && !cued && is_counted_before(r, at) {
        return false;
    }
    let plural = is_plural(r, end);
    if cued {
        return (1000..2200).contains(&year)
            && !(plural && year % 100 == 0 && !r.after_any(at, &[Role::In]));
    }
    if plural {
        let told = r.after_any(at, &[Role::The, Role::Possessive]) || is_owned(r, at);
        let told = told || r.is(end, Role::Yearly) || is_compared(r, at) || is_listed(r, at);
        // "the 2000 people"
        return (1900..2036).contains(&year) && told && !r.is(end, Role::Plural);
    }
    if is_listed(r, at) && (1000..2200).contains(&year) {
        return true;
    }
    let next_year = r.is_dash(end)
        && r.digits(end + 1)
            .is_some_and(|(_, length)| matches!(length, 2 | 4));
    let closed = r.ends_clause(end) || next_year;
    let opened = at == 0
        || matches!(
            r.symbol(at - 1),
            Some('(' | ',' | ';' | '[' | '–' | '-' | '/')
        );
    match year {
        1900..2036 => {
            year % 1000 != 0 || closed || opened || is_dated(r, at) || is_attribute(r, at)
        }
        1500..1900 => {
            closed && (opened || next_year || is_dated(r, at))
                || (is_dated(r, at) || is_attribute(r, at)) && year % 100 != 0
        }
        2036..2101 => (closed || is_past_verb(r, end)) && is_dated(r, at),
        _ => {
            let bracketed = at > 0 && r.symbol(at - 1) == Some('(') && r.symbol(end) == Some(')');
            let bound = r.after_any(at, &[Role::Before, Role::After]) && year % 100 != 0;
            closed && (opened && bracketed || bound && year >= 1000)
        }
    }
}

/// `exceeded` of "by 2050 exceeded", `died` of "died in 384".
pub(super) fn is_past_verb(r: &Reader, at: usize) -> bool {
    r.of(at)
        .is_some_and(|verb| verb.len() > 3 && verb.ends_with(&*r.calendar.past_suffix))
}

/// `the firm's 1989`: an owner stands before the token.
fn is_owned(r: &Reader, at: usize) -> bool {
    at > 0 && r.tokens[at - 1].kind == crate::text::TokenKind::Clitic
}

/// `2009 sales fell`, `compared with 1999 results`: what firms report for the year.
fn is_compared(r: &Reader, at: usize) -> bool {
    let beside = [Role::With, Role::From, Role::To, Role::For];
    r.is(at + 1, Role::Reported) && (begins_sentence(r, at) || r.after_any(at, &beside))
}

/// `the 1836 assault`, `the government's 1829 decree`: figures that tell which one.
fn is_attribute(r: &Reader, at: usize) -> bool {
    let noun = r
        .token(at + 1)
        .is_some_and(|t| t.is_word() && !t.newline_before());
    noun && (is_owned(r, at) || r.after_any(at, &[Role::The]))
}

/// A unit, a percent sign or a number word stands behind the figures.
fn is_measured(r: &Reader, end: usize) -> bool {
    if !r.follows(end) {
        return false;
    }
    let unit = r.unit(end).is_some_and(|(_, word)| word.plural)
        || r.skip_hyphen(end) > end && r.unit(end + 1).is_some();
    unit || matches!(r.symbol(end), Some('%' | '°' | '€' | '£' | '$')) || r.is(end, Role::Rate)
}

fn is_street(r: &Reader, end: usize) -> bool {
    for ahead in 0..BESIDE {
        let Some(token) = r
            .token(end + ahead)
            .filter(|t| t.is_word() && t.is_capitalised())
        else {
            return false;
        };
        if token.newline_before() {
            return false;
        }
        if ahead > 0 && r.is(end + ahead, Role::Street) {
            return true;
        }
    }
    false
}

fn is_counted_before(r: &Reader, at: usize) -> bool {
    let sign = matches!(
        r.symbol(at - 1),
        Some('$' | '€' | '£' | '#' | '№' | '~' | '+' | '=' | '<' | '>' | '×' | '*')
    );
    let number = r.symbol(at - 1) == Some('.') && at > 1 && r.is(at - 2, Role::Counting);
    let role = r.after_any(at, &[Role::Counting]);
    sign || number || role
}

/// A plural noun in lower case follows.
pub(super) fn is_plural(r: &Reader, at: usize) -> bool {
    let Some(token) = r.token(at).filter(|t| t.is_word() && !t.newline_before()) else {
        return false;
    };
    let word = token.of(r.text);
    let listed = r.word(at);
    if token.is_capitalised() || listed.is_some_and(|w| w.is(Role::NotPlural)) {
        return false;
    }
    let plural =
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    plural || listed.is_some_and(|w| w.is(Role::Plural))
}

/// How far the words of a report or a game are looked for.
const TOPIC: usize = 12;

/// What the sentence about a quarter or half, which `first..end` names, tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Profit and sales: the part is one of the year.
    Report,
    /// Goals and yards: it is one of the match.
    Game,
}

pub(super) fn topic(r: &Reader, first: usize, end: usize) -> Option<Topic> {
    let ends = |at: usize| matches!(r.symbol(at), Some('.' | '!' | '?' | ';')) && !r.glued(at + 1);
    let before = (first.saturating_sub(TOPIC)..first).rev();
    let behind = end..r.tokens.len().min(end + TOPIC);
    let near = before.take_while(|&at| !ends(at));
    let near = near.chain(behind.take_while(|&at| !ends(at)));
    let mut found = None;
    for word in near.filter_map(|at| r.word(at)) {
        if word.is(Role::Reported) {
            return Some(Topic::Report);
        }
        if word.is(Role::Game) {
            found = Some(Topic::Game);
        }
    }
    found
}
