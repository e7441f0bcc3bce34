//! Rules: what is certain without counting, and what follows from what an abbreviation means.

use super::context::Context;
use super::gap::{Gap, Mark, Reader, Shape};
use super::list::is_marker;
use crate::lexicon::abbreviations::Classes;

/// So many bytes of a sentence before a clock time are an opening phrase ("At 5 a.m.").
const OPENING_PHRASE: usize = 14;
/// No web address is looked at further than this.
const ADDRESS_LIMIT: usize = 80;

/// True if a sentence may end at a mark with no white space after it.
pub(super) fn may_be_glued(reader: &Reader<'_>, gap: &Gap) -> bool {
    if gap.mark == Mark::Ideographic {
        return true;
    }
    let Some(next) = reader.char_at(gap.visible) else {
        return true;
    };
    let last = reader.char_before(gap.body_end).unwrap_or(' ');
    if !next.is_uppercase() || !(last.is_lowercase() || last.is_ascii_digit() || gap.has_closers())
    {
        return false;
    }
    let next = reader.word_after(gap.visible);
    let plain = matches!(next.shape, Shape::Capital) || next.classes.any(Classes::STARTER);
    let long = reader.word_before(gap.body_end).len() > 1;
    plain && long && !is_address(reader, gap)
}

/// True if the run of characters around the gap is a web or mail address or a path.
fn is_address(reader: &Reader<'_>, gap: &Gap) -> bool {
    let floor = gap.body_end.saturating_sub(ADDRESS_LIMIT);
    let before = reader.bytes[floor..gap.body_end]
        .iter()
        .rev()
        .take_while(|b| !b.is_ascii_whitespace());
    let after = reader.bytes[gap.visible..]
        .iter()
        .take(ADDRESS_LIMIT)
        .take_while(|b| !b.is_ascii_whitespace());
    before
        .chain(after)
        .any(|b| matches!(b, b'/' | b'@' | b'_' | b'=' | b'\\'))
}

/// True if a sentence ends at the gap.
pub(super) fn ends(context: &Context<'_, '_>) -> bool {
    let gap = context.gap;
    if gap.newlines > 1 {
        return true;
    }
    if context.lines.is_some_and(|lines| !lines.is_wrapped()) {
        return true;
    }
    match gap.mark {
        Mark::None => false,
        Mark::Ideographic => true,
        Mark::Period => ends_with_period(context),
        Mark::Ellipsis => ends_with_ellipsis(context),
        Mark::Question | Mark::Exclamation => ends_with_call(context),
    }
}

/// After `!` or `?`.
fn ends_with_call(context: &Context<'_, '_>) -> bool {
    let name =
        context.gap.mark == Mark::Exclamation && context.left.classes.any(Classes::MARKED_NAME);
    let right = context.right;
    let begins = right.shape != Shape::Lower && right.classes.any(Classes::STARTER);
    if name && !begins || goes_on(context.next_char()) {
        return false;
    }
    context.right.shape != Shape::Lower || !context.gap.has_closers()
}

/// After "..." or "[...]"; the latter, and three spaced periods before "I", are an omission inside
/// a sentence.
fn ends_with_ellipsis(context: &Context<'_, '_>) -> bool {
    let (reader, gap) = (&context.reader, context.gap);
    let bracketed =
        reader.byte(gap.body_end.wrapping_sub(1)) == b'[' && reader.byte(gap.mark_end) == b']';
    let spaced = &reader.text[gap.body_end..gap.mark_end] == " . . .";
    let pronoun = context.right.of(reader).split(['\'', '’']).next() == Some("I");
    context.right.starts_capital() && !bracketed && !(spaced && pronoun)
}

/// A character that no sentence begins with.
fn goes_on(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | ')' | ']' | '}' | '-' | '–' | '—' | '/' | '%' | '”' | '»'
    )
}

fn ends_with_period(context: &Context<'_, '_>) -> bool {
    let (left, right) = (context.left, context.right);
    if goes_on(context.next_char()) || is_marker(&context.reader, context.start, context.gap.end) {
        return false;
    }
    if context.is_users {
        return false;
    }
    match right.shape {
        Shape::Lower => {
            !context.gap.has_closers()
                && !left.classes.is_abbreviation()
                && left.shape == Shape::Lower
                && left.len() > 1
        }
        Shape::Digits => !left
            .classes
            .any(Classes::NUMBER | Classes::MONTH | Classes::INNER),
        _ if left.shape == Shape::Initial => ends_after_initial(context),
        _ if left.classes.is_abbreviation() || left.shape == Shape::Dotted => {
            ends_after_abbreviation(context)
        }
        _ => true,
    }
}

/// After "J." or "plan B."
fn ends_after_initial(context: &Context<'_, '_>) -> bool {
    let starter = context.right.classes.any(Classes::STARTER);
    let second = context.second_left();
    starter && !second.starts_capital()
}

fn ends_after_abbreviation(context: &Context<'_, '_>) -> bool {
    let (left, right) = (context.left, context.right);
    let starter = right.classes.any(Classes::STARTER);
    let classes = left.classes;
    if classes.any(Classes::INNER) {
        return starter && classes.any(Classes::ENDING);
    }
    if classes.any(Classes::NUMBER)
        && !classes.any(Classes::TITLE | Classes::ENDING | Classes::PLACE | Classes::MONTH)
    {
        let roman = right.shape == Shape::Initial
            || right.shape == Shape::Upper
            || right.shape == Shape::Mixed;
        return !roman;
    }
    if is_clock(left.of(&context.reader)) {
        let opening = context.gap.end - context.start < OPENING_PHRASE;
        return !opening && (starter || right.classes.any(Classes::TITLE));
    }
    starter
}

/// a.m. and p.m.
fn is_clock(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [b'a' | b'A' | b'p' | b'P', b'.', b'm' | b'M'])
}
