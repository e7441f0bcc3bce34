//! What looks like a number and is none: codes, list markers, pronouns, times.

use super::view::{Amount, View};
use super::{NumberKind, money};
use crate::lexicon::{
    Context, NumberWord, Vague, in_context, modifiers, number_grammar as g, word_classes,
};
use crate::numerals::{Style, is_hyphen, read_at};
use crate::text::TokenKind;

/// Figures that are part of a word or code on their left: B52, COVID-19, /25.
pub(super) fn glued_before(v: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| v.c.glued(at)) else {
        return false;
    };
    if money::before(v, at).is_some() {
        return false;
    }
    let token = v.c.tokens[before];
    if token.kind == TokenKind::Word || token.kind == TokenKind::Clitic {
        // "20x30 cm", whose first number was taken
        return !(v.left == before && v.in_context(before, Context::Times));
    }
    let Some(symbol) = v.c.symbol(before) else {
        return token.kind == TokenKind::Digits;
    };
    // "USDT5,000"
    if matches!(symbol, ',' | '.') && before > 1 && v.c.glued(before) && v.c.is_digits(before - 1) {
        return v.c.digit_count(at) >= 3 && v.c.glued(before - 1) && v.c.word(before - 2).is_some();
    }
    if matches!(symbol, '_' | '@' | '&' | '\\' | ')') {
        return true;
    }
    // "'65" is a year, "'65 people" a quotation.
    if matches!(symbol, '\'' | '’' | '‘') && v.c.digit_count(at) == 2 && !v.c.glued(before) {
        let noun =
            v.c.word(at + 1)
                .is_some_and(|word| !word_classes().closed.contains(word));
        return !noun && !v.c.glued_digits(at + 2);
    }
    // "#1" is a place, "#336699" a colour or a ticket.
    if symbol == '#' {
        return v.c.digit_count(at) > 4;
    }
    let glued_word = v.c.glued(before) && before > 0 && v.c.word(before - 1).is_some();
    if symbol == '/' {
        let word =
            |t: crate::text::Token| t.span.len() < 3 || !t.has_lower() && !counted(v, before);
        // "200C/400F"
        let measured = v.left == before && before > 1 && v.c.is_digits(before - 2);
        return glued_word && !measured && word(v.c.tokens[before - 1]);
    }
    if symbol == '.' {
        return glued_word;
    }
    if !is_hyphen(symbol) && symbol != '−' || !glued_word {
        return false;
    }
    let word = v.c.word(before - 1).unwrap_or_default();
    let number = v.c.number_word(before - 1).is_some();
    let joins = modifiers().hyphened.contains(word) && !v.c.tokens[before - 1].has_inner_upper();
    let to = g().to.contains(word) || g().inside.contains(word);
    // "9-by-13-inch", whose first number was taken
    let side = g().by.contains(word)
        && before > 2
        && v.c.glued_symbol(before - 2).is_some_and(is_hyphen)
        && v.c.is_digits(before - 3);
    !(number || joins || to || side)
}

/// "17 CEC/4 ml": figures stand before the word at a slash.
fn counted(v: &View<'_>, slash: usize) -> bool {
    slash >= 2 && v.c.is_digits(slash - 2)
}

/// Figures that go on as a word or code on their right: 5G, 4x4, 737-MAX, 1990s.
pub(super) fn glued_behind(v: &View<'_>, amount: &Amount) -> bool {
    let end = amount.end;
    if !v.c.glued(end) || amount.form == crate::numerals::Form::Words {
        return false;
    }
    let Some(token) = v.c.get(end) else {
        return false;
    };
    if token.kind == TokenKind::Word || token.kind == TokenKind::Clitic {
        // "2x 500 ml"
        if v.in_context(end, Context::Times) && v.c.is_digits(end + 1) && !v.c.glued(end + 1) {
            return false;
        }
        let counter = v
            .text(end)
            .is_some_and(|word| word.starts_with(is_ideograph));
        return !amount.measured_right && !counter && !is_size(v, amount);
    }
    let Some(symbol) = v.c.symbol(end) else {
        return false;
    };
    let next = v.c.get(end + 1).filter(|t| !t.space_before());
    let Some(next) = next else { return false };
    match symbol {
        '_' | '@' | '\\' => true,
        '-' | '‐' | '‑' if next.is_word() => {
            let one_letter = next.span.len() == 1 && !v.in_context(end + 1, Context::Times);
            !amount.measured() && (one_letter || next.has_inner_upper())
        }
        _ => false,
    }
}

/// "20x30x40 cm", "1920x1080": lengths, where a unit ends them or they have three figures.
fn is_size(v: &View<'_>, amount: &Amount) -> bool {
    const MAX_SIDES: usize = 4;
    if !amount.in_figures() {
        return false;
    }
    let mut end = amount.end;
    let mut large = v.c.digit_count(end - 1) > 2;
    for _ in 1..MAX_SIDES {
        if !v.in_context(end, Context::Times) || !v.c.glued(end) || !v.c.glued_digits(end + 1) {
            break;
        }
        let Some(side) = read_at(v.c, end + 1, Style::default()) else {
            return false;
        };
        end += 1 + side.tokens;
        large &= v.c.digit_count(end - 1) > 2;
    }
    let length = || {
        let unit = super::unit::after(v, end, true).map(|(unit, _)| unit.dimension);
        unit.is_some_and(|dimension| matches!(&*dimension, "length" | "image"))
    };
    end > amount.end && (length() || large && !(v.c.glued(end) && v.c.word(end).is_some()))
}

/// A character of a script that parts no words: "5人" is five people.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// A chain of figures and hyphens, slashes or points with more than two groups: a code.
pub(super) fn is_code(v: &View<'_>, at: usize) -> bool {
    let joins = |at: usize| {
        v.c.glued_symbol(at)
            .is_some_and(|s| is_hyphen(s) || matches!(s, '/' | '–' | '.'))
            && v.c.glued_digits(at + 1)
    };
    let grouped = v.c.symbol(at + 1) == Some('.')
        && v.c.digit_count(at) <= 3
        && v.c.digit_count(at + 2) == 3
        && v.c.digit_count(at + 4) == 3;
    let same = v.c.symbol(at + 1) == v.c.symbol(at + 3) && !grouped;
    v.c.is_digits(at)
        && (joins(at + 1) && joins(at + 3) && same || is_postal(v, at) || is_docket(v, at))
}

/// "No. 15-1234": the second figures are the longer ones.
fn is_docket(v: &View<'_>, at: usize) -> bool {
    let number = at > 1 && v.c.symbol(at - 1) == Some('.') && v.is_word(at - 2, &g().number_sign);
    number
        && v.c.glued_symbol(at + 1).is_some_and(is_hyphen)
        && v.c.glued_digits(at + 2)
        && v.c.digit_count(at + 2) > v.c.digit_count(at)
}

/// The end of the run of tokens without white space from `at`.
pub(super) fn run_end(v: &View<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while v.c.glued(end) {
        end += 1;
    }
    end
}

/// "1.", "2)", "[3]" at the start of a line, with text behind it.
pub(super) fn is_list_marker(v: &View<'_>, amount: &Amount) -> bool {
    let at = amount.first;
    let opened = opening_bracket(v, at);
    let start = at - usize::from(opened.is_some());
    let short = amount.plain && amount.end == at + 1 && v.c.digit_count(at) <= 3;
    if !short {
        return false;
    }
    if !v.c.tokens[start].newline_before() {
        return is_inline_marker(v, amount, start);
    }
    let mark = match v.c.glued_symbol(amount.end) {
        Some(')') => opened != Some('['),
        Some(']') => opened == Some('['),
        Some('.') => opened.is_none(),
        _ => false,
    };
    let text_behind = |t: crate::text::Token| t.space_before() && !t.newline_before();
    let price = super::range::is_dash(v, amount.end + 1) && v.c.get(amount.end + 2).is_none();
    mark && !price && v.c.get(amount.end + 1).is_some_and(text_behind)
}

/// "either 1) walk or 2) ride", "we saw: (1) a dog; (2) a cat": a bracket that no other opens, or that
/// begins a part of the sentence.
fn is_inline_marker(v: &View<'_>, amount: &Amount, start: usize) -> bool {
    const REACH: usize = 24;
    // "Wash them. 2. Cut them."
    let next = v.c.get(amount.end + 1);
    if v.c.glued_symbol(amount.end) == Some('.') && v.c.digit_count(amount.first) <= 2 {
        return start > 0
            && start == amount.first
            && matches!(v.c.symbol(start - 1), Some('.' | '!' | '?' | ':'))
            && !v.c.glued(start)
            && next.is_some_and(|t| t.is_word() && t.is_capitalised() && t.space_before());
    }
    let text_behind = v.c.glued_symbol(amount.end) == Some(')')
        && v.c.digit_count(amount.first) <= 2
        && v.c
            .get(amount.end + 1)
            .is_some_and(|t| t.is_word() && t.space_before());
    if !text_behind || start == 0 || v.c.glued(start) {
        return false;
    }
    if start < amount.first {
        let joined = v.in_context(start - 1, Context::Joins);
        return joined
            || matches!(
                v.c.symbol(start - 1),
                Some('.' | ',' | ';' | ':' | '!' | '?')
            );
    }
    let bracket = (start.saturating_sub(REACH)..start)
        .rev()
        .find_map(|at| v.c.symbol(at).filter(|symbol| matches!(symbol, '(' | ')')));
    bracket != Some('(')
}

/// The round or square bracket right before `at`.
fn opening_bracket(v: &View<'_>, at: usize) -> Option<char> {
    let symbol = at.checked_sub(1).and_then(|before| v.c.symbol(before));
    symbol.filter(|s| matches!(s, '(' | '[') && v.c.glued(at))
}

/// "1.2 Results": the number of a section, at the start of a line, before a capital.
pub(super) fn is_section(v: &View<'_>, amount: &Amount) -> bool {
    let at = amount.first;
    let short = |at: usize| v.c.is_digits(at) && v.c.digit_count(at) <= 2;
    let numbered = amount.end == at + 3
        && !amount.measured()
        && short(at)
        && v.c.glued_symbol(at + 1) == Some('.')
        && short(at + 2);
    let title = |t: crate::text::Token| {
        t.is_word() && t.space_before() && !t.newline_before() && t.is_capitalised()
    };
    // "2.1. Results"
    let end = amount.end + usize::from(v.c.glued_symbol(amount.end) == Some('.'));
    numbered && v.c.tokens[at].newline_before() && v.c.get(end).is_some_and(title)
}

/// "zero-sum", "cloud nine": a number word that counts nothing, with its neighbour.
fn is_idiom(v: &View<'_>, amount: &Amount) -> bool {
    let (first, end) = (amount.first, amount.end);
    let joined = first > 1 && v.c.glued(first) && v.c.symbol(first - 1).is_some_and(is_hyphen);
    let from = first.checked_sub(1 + usize::from(joined));
    let to = v.skip_hyphen(end).0 + 1;
    let known = |from: usize, to: usize| in_context(v.span(from, to).of(v.c.text), Context::Idiom);
    from.is_some_and(|from| known(from, end)) || to <= v.c.tokens.len() && known(first, to)
}

/// "in her 30s": tens with an s are a decade of a life, not seconds.
pub(super) fn is_decade(v: &View<'_>, amount: &Amount) -> bool {
    let at = amount.first;
    let letter = v.c.glued(at + 1) && v.c.word(at + 1) == Some("s");
    let tens =
        v.c.small_integer(at)
            .is_some_and(|n| n % 10 == 0 && (10..=2100).contains(&n));
    let back = if at > 1 && v.c.glued(at) {
        at.saturating_sub(2)
    } else {
        at.saturating_sub(1)
    };
    letter && tens && v.in_context(back, Context::BeforeDecade)
}

/// A postal code with its four more figures, by their lengths.
fn is_postal(v: &View<'_>, at: usize) -> bool {
    let hyphen = v.c.symbol(at + 1) == Some('-') && v.c.glued(at + 1) && v.c.glued(at + 2);
    hyphen && v.c.digit_count(at) == 5 && v.c.is_digits(at + 2) && v.c.digit_count(at + 2) == 4
}

/// "John 3:16": a colon behind a name.
pub(super) fn is_verse(v: &View<'_>, at: usize) -> bool {
    let colon = v.c.glued_symbol(at + 1) == Some(':') && v.c.glued_digits(at + 2);
    let name = at.checked_sub(1).map(|i| v.c.tokens[i]);
    let named = name.is_some_and(|t| t.is_word() && t.is_capitalised() && t.has_lower());
    // "Acts 2:38" may begin a sentence, "Ratio 3:1" too.
    let book = |at: usize| {
        let range = super::range::is_dash(v, at + 3) && v.c.glued_digits(at + 4);
        (v.c.digit_count(at + 2) > 1 || range || v.in_context(at - 1, Context::NumberedName))
            && !v.in_context(at - 1, Context::Ratio)
            && !v.in_context(at - 1, Context::Score)
    };
    colon && named && (at > 1 && v.c.word(at - 2).is_some() || book(at))
}

/// "9/11", "50-50" and their like.
pub(super) fn is_named_slash(v: &View<'_>, at: usize) -> bool {
    let joined =
        v.c.glued_symbol(at + 1)
            .is_some_and(|s| s == '/' || is_hyphen(s));
    if !joined || !v.c.glued_digits(at + 2) {
        return false;
    }
    in_context(v.span(at, at + 3).of(v.c.text), Context::Slash)
}

/// "one" that stands for a noun, "second" that is a time, "half" of a match.
pub(super) fn is_other_word(v: &View<'_>, amount: &Amount) -> bool {
    if amount.measured() {
        // "zero-day"
        let whole = v.span(amount.first, amount.end).of(v.c.text);
        return !amount.in_figures() && in_context(whole, Context::Idiom);
    }
    if amount.in_figures() {
        return false;
    }
    if is_idiom(v, amount) {
        return true;
    }
    let at = amount.end - 1;
    let article = || v.c.number_word(amount.numeral_at) == Some(NumberWord::Article);
    if at > amount.numeral_at {
        let half = v.c.number_word(at) == Some(NumberWord::Part(2));
        return half && at == amount.numeral_at + 1 && article() && is_half_of_match(v, at);
    }
    match v.c.number_word(at) {
        Some(NumberWord::Small(1)) => is_pronoun(v, at),
        Some(NumberWord::Ordinal(2)) => is_time(v, at),
        Some(NumberWord::Part(2)) => is_half_of_match(v, at),
        Some(NumberWord::Power(_)) => {
            v.c.tokens[at].is_capitalised() && v.c.tokens[at].has_lower() && at > 0
        }
        _ => false,
    }
}

fn is_pronoun(v: &View<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    let next = v.c.get(at + 1);
    if before.is_none() && next.is_none() {
        return false;
    }
    let hyphen = at > 1 && v.c.glued(at) && v.c.symbol(at - 1).is_some_and(is_hyphen);
    let word_before = before.map(|i| i - usize::from(hyphen));
    // "in which one player wins", but "which one wins"
    let counts = !hyphen && counts_noun(v, at + 1);
    let pointed = |i: usize| v.is_word(i, &g().pointing);
    if word_before
        .is_some_and(|i| v.in_context(i, Context::BeforePronoun) && !(counts && pointed(i)))
    {
        return true;
    }
    if is_first_of_two(v, at) {
        return false;
    }
    if v.c.glued_symbol(at + 1).is_some_and(is_hyphen) && v.c.glued(at + 2) {
        return v.is_word(at + 2, &g().one_joined);
    }
    let the = |i: usize| v.is_word(i, &g().the);
    let determined =
        before.is_some_and(|i| the(i) || v.is_word(i, &g().only) && i > 0 && the(i - 1));
    let Some(next) = next else {
        return determined || before.is_some_and(|i| v.c.word(i).is_some());
    };
    if next.kind == TokenKind::Clitic {
        return true;
    }
    if v.is_word(at + 1, &g().of) {
        return false;
    }
    if !next.is_word() {
        let counted = before.is_some_and(|i| {
            v.is_word(i, &g().one_counted)
                || v.c.is_digits(i)
                || v.c.symbol(i).is_some()
                || v.c.number_word(i).is_some()
        });
        return before.is_some() && (!counted || determined);
    }
    v.in_context(at + 1, Context::AfterPronoun) || !counts && (determined || is_verb(v, at + 1))
}

/// A noun that "one" counts may stand at `at`.
fn counts_noun(v: &View<'_>, at: usize) -> bool {
    let classes = word_classes();
    v.c.word(at).is_some_and(|word| {
        !in_context(word, Context::AfterPronoun)
            && !classes.closed.contains(word)
            && !classes.verbs.contains(word)
            && !is_verb(v, at)
            && !word.ends_with("ed")
            && word != "more"
    })
}

/// "one studies": a form in -s, as a verb behind "one" has and a noun has not.
fn is_verb(v: &View<'_>, at: usize) -> bool {
    let classes = word_classes();
    v.c.word(at).is_some_and(|word| {
        word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
            && !v.c.tokens[at].is_capitalised()
            && !classes.s_modifiers.contains(word)
            && !classes.singular_s.contains(word)
    })
}

/// "one or two", "one or more".
fn is_first_of_two(v: &View<'_>, at: usize) -> bool {
    let number = |at: usize| {
        matches!(v.c.number_word(at), Some(NumberWord::Small(2..)))
            || v.is_word(at, &g().one_or)
            || v.is_article(at)
                && matches!(
                    v.c.number_word(at + 1),
                    Some(NumberWord::Vague(Vague::Few | Vague::Couple))
                )
    };
    v.is_word(at + 1, &g().or_to) && number(at + 2)
}

fn is_time(v: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if v.is_word(before, &g().before_second) || v.c.symbol(before) == Some('/') {
        return true;
    }
    let moved = v.is_word(before, &g().movers) && v.is_word(at + 1, &g().moved);
    if moved {
        return true;
    }
    let article = v.is_article(before);
    let noun =
        v.c.word(at + 1)
            .is_some_and(|w| !in_context(w, Context::AfterPronoun) && !g().of.contains(w));
    article && !noun
}

fn is_half_of_match(v: &View<'_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .is_some_and(|i| v.in_context(i, Context::BeforeHalf));
    let after = v.skip_hyphen(at + 1).0;
    before || v.in_context(after, Context::AfterHalf)
}

/// "quarter" that is no part of a unit or a power: of a year, of a town.
pub(super) fn is_quarter(v: &View<'_>, amount: &Amount) -> bool {
    let quarter = v.c.number_word(amount.numeral_at) == Some(NumberWord::Part(4));
    quarter && !amount.measured() && amount.scale.is_none()
}

/// A fraction in words that is a time of the year: "the past two quarters".
pub(super) fn is_quarters(v: &View<'_>, amount: &Amount) -> bool {
    let plural = v.c.number_word(amount.end - 1) == Some(NumberWord::Parts(4));
    let cued = amount.first > 0 && v.is_word(amount.first - 1, &g().before_quarters);
    amount.number.kind == NumberKind::Fraction && plural && cued
}
