//! Rules: what is certain without counting, and what follows from what an abbreviation means.

use super::context::Context;
use super::gap::{Gap, Mark, Reader, is_closer};
use super::habits::UsualCase;
use super::layout::Lines;
use super::legal;
use super::list::is_marker;
use super::word::{Shape, Word};
use crate::lexicon::abbreviations::{Classes, legal_classes};
use crate::lexicon::titles;

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
    if next.is_ascii_lowercase() && last.is_ascii_lowercase() {
        return matches!(gap.mark, Mark::Question | Mark::Exclamation)
            && !gap.has_closers()
            && !is_address(reader, gap);
    }
    if !next.is_uppercase() || !(last.is_lowercase() || last.is_ascii_digit() || gap.has_closers())
    {
        return false;
    }
    let next = reader.word_after(gap.visible);
    let plain = matches!(next.shape, Shape::Capital) || next.classes(reader).any(Classes::STARTER);
    let long = reader.word_before(gap.body_end, 0).len() > 1;
    plain && long && !is_address(reader, gap)
}

/// True if the run of characters around the gap is a web or mail address or a path.
pub(super) fn is_address(reader: &Reader<'_>, gap: &Gap) -> bool {
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

/// Whether a sentence ends at the gap, where its white space or mark alone says so.
pub(super) fn certain_without_words(gap: &Gap, lines: Option<&Lines>) -> bool {
    let whole = gap.newlines > 1 || gap.newlines > 0 && lines.is_none();
    whole || gap.mark == Mark::Ideographic || lines.is_some_and(Lines::is_unwrapped)
}

/// Whether a sentence ends at the gap, where the words beside it make that certain.
pub(super) fn certain(context: &Context<'_, '_>) -> Option<bool> {
    let gap = context.gap;
    if is_title(context) {
        return Some(false);
    }
    if context.lines.is_some_and(|lines| !lines.is_wrapped()) {
        return None;
    }
    if is_speech(context) || legal::goes_on(context) {
        return Some(false);
    }
    match gap.mark {
        Mark::Period => after_period(context),
        Mark::Exclamation => after_name(context),
        Mark::Ellipsis => is_omission(context).then_some(false),
        _ => None,
    }
}

/// "Mrs." at a line's end, and the name on the next.
fn is_title(context: &Context<'_, '_>) -> bool {
    let title = context.left_classes == Classes::TITLE && context.gap.mark == Mark::Period;
    title && !context.gap.has_closers() && context.right.shape == Shape::Capital
}

/// "“This is great.” she said": what is closed goes on in small letters.
fn is_speech(context: &Context<'_, '_>) -> bool {
    let closes = context
        .reader
        .char_at(context.gap.mark_end)
        .is_some_and(is_closer);
    context.gap.mark != Mark::None && closes && context.right.shape == Shape::Lower
}

/// "in March.[7] The tenant": a reference's number stands behind a whole statement.
fn is_referenced(context: &Context<'_, '_>) -> bool {
    let (reader, left) = (&context.reader, context.left);
    let statement = matches!(left.shape, Shape::Lower | Shape::Capital)
        && !context.left_classes.is_abbreviation();
    statement && context.right.starts_capital() && reader.reference(context.gap.mark_end).is_some()
}

fn after_period(context: &Context<'_, '_>) -> Option<bool> {
    let (left, right) = (context.left, context.right);
    if context.is_users || is_marker(&context.reader, context.start, context.gap.end) {
        return Some(false);
    }
    if context.gap.has_closers() {
        return is_referenced(context).then_some(true);
    }
    if right.shape == Shape::Digits {
        return context
            .left_classes
            .any(Classes::NUMBER.with(Classes::MONTH))
            .then_some(false);
    }
    if right.shape == Shape::Lower && context.gap.newlines == 0 {
        let inside = context.left_classes.any(INSIDE) || is_citation(context);
        return (inside || is_measure(context)).then_some(false);
    }
    if !right.starts_capital() && !right.is_name(&context.reader) {
        return None;
    }
    if is_initials(context) {
        let starter = context.right_classes().any(Classes::STARTER);
        return (!starter).then_some(false);
    }
    let initial = left.shape == Shape::Initial;
    let clock = is_clock(left.of(&context.reader));
    if !initial && !clock && !context.left_classes.any(ABBREVIATIONS) {
        return None;
    }
    let classes = context.right_classes();
    let starter = classes.any(Classes::STARTER) && !is_number_sign(context, classes);
    if initial {
        return after_initial(context, starter);
    }
    if clock && (starter || classes.any(Classes::TITLE)) {
        return Some(context.gap.end - context.start >= OPENING_PHRASE);
    }
    if begins_plainly(context) {
        return Some(true);
    }
    (!starter && context.left_classes.any(ABBREVIATIONS)).then_some(false)
}

/// "5 p.m. Tickets cost", "Acme Inc. Sales rose": a word that is small inside sentences, and one in small
/// letters behind it, after what may end a sentence.
fn begins_plainly(context: &Context<'_, '_>) -> bool {
    let may_end =
        context.left_classes.any(Classes::ENDING) || is_clock(context.left.of(&context.reader));
    let plain = context.right_usual == UsualCase::Small && context.right.shape == Shape::Capital;
    may_end
        && plain
        && !context.reader.legal
        && context.behind(context.right).shape == Shape::Lower
        && context.gap.end - context.start >= OPENING_PHRASE
}

/// "J.K. Rowling": two or three capitals that are no abbreviation of the list.
fn is_initials(context: &Context<'_, '_>) -> bool {
    let left = context.left.of(&context.reader).as_bytes();
    let initial =
        |pair: &[u8]| pair[0].is_ascii_uppercase() && pair.get(1).is_none_or(|&b| b == b'.');
    matches!(left.len(), 3 | 5)
        && left.chunks(2).all(initial)
        && context.left_classes == Classes::NONE
}

/// "20 min. or more", "6 sq. ft. of": a short word behind figures, or behind another unit, is a unit.
fn is_measure(context: &Context<'_, '_>) -> bool {
    let (reader, left) = (&context.reader, context.left);
    let before = reader.trim_end(left.start);
    let dotted = before > context.start && reader.byte(before - 1) == b'.';
    let before = reader.word_before(before - usize::from(dotted), context.start);
    let ending = |word: Word| word.classes(reader).any(Classes::ENDING);
    let behind_unit = dotted && ending(left) && ending(before);
    left.shape == Shape::Lower && left.len() <= 4 && (before.shape == Shape::Digits || behind_unit)
}

/// "Id. at 5": what abbreviates in judgments alone.
fn is_citation(context: &Context<'_, '_>) -> bool {
    let legal = legal_classes(context.left.of(&context.reader));
    legal.any(Classes::ENDING) && !context.left_classes.any(Classes::ENDING)
}

/// Abbreviations that end no sentence before a word in small letters.
const INSIDE: Classes = Classes::TITLE
    .with(Classes::NUMBER)
    .with(Classes::INNER)
    .with(Classes::MONTH);

/// Whether a sentence goes on across a gap without a mark or newline for certain.
pub(super) fn goes_on_unmarked(context: &Context<'_, '_>) -> bool {
    let (reader, gap) = (&context.reader, context.gap);
    let (left, right) = (context.left, context.right);
    match reader.byte(gap.body_end.wrapping_sub(1)) {
        b':' => is_label(context),
        // "Thanks, Rachel.", where no name stands below a letter; "Ann Roe, Bob Doe, Cy Poe".
        b',' => {
            let [commas, _] = context.commas_and_small_words();
            commas > 1 || matches!(reader.byte(right.end), b'.' | b'!' | b'?' | b',')
        }
        _ => {
            // "CEO Tim Cook"
            let title = left.shape == Shape::Upper && titles().contains(left.of(reader));
            let named = right.shape == Shape::Capital;
            // "See http://example.org"
            let first = || context.first().start == left.start;
            let address = || reader.bytes[gap.visible..].starts_with(b"http") && first();
            let name = title && named && !context.right_classes().any(Classes::STARTER);
            name || address() || named && repeats_beginning(context)
        }
    }
}

/// "Rio Tinto & Co. and Rio Tinto Steel": the words beside the gap begin the sentence.
fn repeats_beginning(context: &Context<'_, '_>) -> bool {
    let first = context.first();
    let same = |a: Word, b: Word| a.hash == b.hash && a.end < b.end;
    same(first, context.left) && same(context.behind(first), context.right)
}

/// "NOTE: We close"; "Tom: Thanks" is a letter's.
fn is_label(context: &Context<'_, '_>) -> bool {
    let end = context.gap.body_end - 1;
    context.reader.word_before(end, context.start).shape == Shape::Upper
}

/// "No. 12" begins no sentence, though "No" does.
fn is_number_sign(context: &Context<'_, '_>, classes: Classes) -> bool {
    classes.any(Classes::NUMBER) && context.reader.byte(context.right.end) == b'.'
}

/// Abbreviations after which a capitalised word goes on unless it is one that begins sentences.
const ABBREVIATIONS: Classes = Classes::TITLE
    .with(Classes::INNER)
    .with(Classes::ENDING)
    .with(Classes::PLACE);

/// "Albert I. Jones" goes on; "vitamin C. It" does not.
fn after_initial(context: &Context<'_, '_>, starter: bool) -> Option<bool> {
    let named = context.before(context.left).starts_capital() || follows_initial(context);
    (named != starter).then_some(starter)
}

/// "A. J. Orr"
fn follows_initial(context: &Context<'_, '_>) -> bool {
    let (reader, left) = (&context.reader, context.left);
    let before = reader.trim_end(left.start);
    let initial = || reader.word_before(before - 1, context.start).shape == Shape::Initial;
    before > context.start && reader.byte(before - 1) == b'.' && initial()
}

/// "Yahoo! Finance", "at Yahoo! in"
fn after_name(context: &Context<'_, '_>) -> Option<bool> {
    let named = context.left_classes.any(Classes::MARKED_NAME);
    let begins =
        || context.right.shape != Shape::Lower && context.right_classes().any(Classes::STARTER);
    (named && !begins()).then_some(false)
}

/// "[...]", and three spaced periods before "I": an omission inside a sentence.
fn is_omission(context: &Context<'_, '_>) -> bool {
    let (reader, gap) = (&context.reader, context.gap);
    let bracketed =
        reader.byte(gap.body_end.wrapping_sub(1)) == b'[' && reader.byte(gap.mark_end) == b']';
    let spaced = &reader.text[gap.body_end..gap.mark_end] == " . . .";
    let pronoun = context.right.of(reader).split(['\'', '’']).next() == Some("I");
    bracketed || spaced && pronoun
}

/// a.m. and p.m.
fn is_clock(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [b'a' | b'A' | b'p' | b'P', b'.', b'm' | b'M'])
}
