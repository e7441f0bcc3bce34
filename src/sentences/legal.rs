//! Citations, which hold together in any text, and what the legal profile adds: more of their words,
//! headings that keep their numbers, and footnotes' numbers that belong to the sentence before.

use super::context::Context;
use super::gap::{Mark, Reader, is_closer};
use super::word::{Shape, Word};
use crate::lexicon::abbreviations::{Classes, names_heading};

/// No heading's number is longer, with the word before it.
const LONGEST_HEADING: usize = 32;
/// Behind these a citation goes on in any text.
const CITED: Classes = Classes::INNER;
/// Behind these it does in legal texts.
const CITED_IN_LAW: Classes = Classes::TITLE
    .with(Classes::NUMBER)
    .with(Classes::INNER)
    .with(Classes::ENDING)
    .with(Classes::MONTH)
    .with(Classes::PLACE);

/// True where a citation or the number of a heading goes on behind a period.
pub(super) fn goes_on(context: &Context<'_, '_>) -> bool {
    let gap = context.gap;
    if gap.mark != Mark::Period || gap.has_closers() {
        return false;
    }
    let (reader, left, right) = (&context.reader, context.left, context.right);
    let word = left.of(reader);
    if left.start == context.start && numbers_heading(word) && (reader.legal || left.len() > 1) {
        return true;
    }
    if reader.legal && heading_ends_at(context) {
        return true;
    }
    let dotted = left.shape == Shape::Dotted && word.starts_with(char::is_uppercase);
    let short = left.shape == Shape::Initial || dotted;
    let cited = if reader.legal {
        short || context.left_classes.any(CITED_IN_LAW)
    } else {
        context.left_classes.any(CITED)
    };
    let numbers = context.left_classes.any(Classes::NUMBER);
    let named = short || numbers || context.left_classes.any(Classes::TITLE);
    let known = context.left_classes.any(CITED_IN_LAW);
    let next = reader.char_at(gap.visible).unwrap_or(' ');
    cited && continues_citation(context)
        || (numbers || known && context.open.bracket) && begins_number(reader, gap.visible)
        || (known || short) && matches!(next, '§' | '¶')
        || (cited || named) && is_abbreviated(reader, right)
}

/// "I", "IV", "B"
fn numbers_heading(word: &str) -> bool {
    let roman = |b: u8| matches!(b, b'I' | b'V' | b'X' | b'L');
    let letter = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
    letter || !word.is_empty() && word.len() <= 6 && word.bytes().all(roman)
}

/// "¶ 12.", "Section 2.1.", "ARTICLE IV.", "[¶3]": the number of a heading or paragraph
/// and nothing else.
fn heading_ends_at(context: &Context<'_, '_>) -> bool {
    let (reader, start, end) = (&context.reader, context.start, context.gap.body_end);
    if end - start > LONGEST_HEADING {
        return false;
    }
    let line = reader.text[start..end].trim_matches(['[', ']']);
    let number = line.trim_start_matches(['¶', '§', ' ']);
    let number =
        number.split_once(' ').map_or(
            number,
            |(word, number)| {
                if names_heading(word) { number } else { "" }
            },
        );
    number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
        && number
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'I' | b'V' | b'X'))
}

/// A figure, a small letter, a sign or a bracket: no sentence begins with it behind an abbreviation.
fn continues_citation(context: &Context<'_, '_>) -> bool {
    let (reader, right) = (&context.reader, context.right);
    let Some(next) = reader.char_at(context.gap.visible) else {
        return false;
    };
    let number = numbers_heading(right.of(reader));
    let part = context.left_classes.any(Classes::NUMBER) && reader.byte(right.end) != b' ';
    matches!(next, '(' | '*' | '&')
        || begins_number(reader, context.gap.visible)
        || next.is_lowercase()
        || number && (part || right.len() > 1)
}

fn begins_number(reader: &Reader<'_>, at: usize) -> bool {
    let next = reader.char_at(at);
    next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '§' | '¶'))
}

/// The next word is abbreviated too: "Fed. R. Civ. P.", "Pub. L. No. 4".
fn is_abbreviated(reader: &Reader<'_>, word: Word) -> bool {
    let period = reader.byte(word.end) == b'.';
    let known = word
        .classes(reader)
        .any(Classes::NUMBER.with(Classes::INNER).with(Classes::PLACE));
    period && (known || word.shape == Shape::Initial)
}

/// The end of a footnote's number glued to the end of a sentence: "the statute.12 The court".
pub(super) fn footnote(reader: &Reader<'_>, at: usize) -> Option<usize> {
    if !reader.legal || !reader.byte(at).is_ascii_digit() {
        return None;
    }
    let digits = reader.bytes[at..].iter().take(4);
    let end = at + digits.take_while(|b| b.is_ascii_digit()).count();
    let spaced = reader.bytes.get(end).is_none_or(u8::is_ascii_whitespace);
    let before = reader.char_before(at)?;
    let closed = is_closer(before)
        || before == '.' && {
            let word = reader.word_before(at - 1, 0);
            word.shape == Shape::Lower && !word.classes(reader).is_abbreviation()
        };
    (end - at <= 3 && spaced && closed).then_some(end)
}
