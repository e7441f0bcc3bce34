//! What the model sees of a gap: hashed features of the words, marks and lines around it.
//!
//! Small facts are packed into one number each and joined by hashing; nothing is built as a string.
//! The trainer calls the same function.

use super::context::Context;
use super::gap::{Shape, Word, is_opener, is_word_char};
use super::layout::Lines;
use crate::linear::{hash_bytes, hash_folded, mix};
use crate::text::chars::class_of;

/// So many features has every gap.
pub(super) const COUNT: usize = 40;

/// How a word is usually written, from counts over plain text.
#[derive(Debug, Clone, Copy)]
pub(super) struct CaseTable<'a> {
    /// Two bits a word, addressed by its hash; a power of two of bytes.
    bits: &'a [u8],
}

/// What the two bits of [`CaseTable`] say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UsualCase {
    Unknown,
    /// Nearly always small inside a sentence: with a capital it begins one, or a heading.
    Small,
    Both,
    /// Nearly always capitalised: a name.
    Capital,
}

impl<'a> CaseTable<'a> {
    pub fn new(bits: &'a [u8]) -> Self {
        Self { bits }
    }

    #[cfg(feature = "train")]
    pub fn bytes(&self) -> &'a [u8] {
        self.bits
    }

    /// The byte and the shift in it for a word's hash; none in an empty table.
    pub fn place(size: usize, hash: u64) -> Option<(usize, u32)> {
        let slot = (hash >> 20) as usize & (size * 4).checked_sub(1)?;
        Some((slot / 4, slot as u32 % 4 * 2))
    }

    pub fn usual(&self, hash: u64) -> UsualCase {
        let Some((byte, shift)) = Self::place(self.bits.len(), hash) else {
            return UsualCase::Unknown;
        };
        match self.bits[byte] >> shift & 3 {
            0 => UsualCase::Unknown,
            1 => UsualCase::Small,
            2 => UsualCase::Both,
            _ => UsualCase::Capital,
        }
    }
}

/// The hash by which words are compared, without case.
pub(super) fn word_hash(word: &str) -> u64 {
    hash_folded(1, word.as_bytes())
}

/// The feature hashes of a gap.
pub(super) fn features(context: &Context<'_, '_>, case: CaseTable<'_>) -> [u64; COUNT] {
    let facts = Facts::new(context, case);
    let Facts {
        kind,
        left,
        right,
        second,
        third,
        ..
    } = facts;
    let edge = facts.edge;
    let lines = facts.lines;
    let mut sink = Sink {
        hashes: [0; COUNT],
        count: 0,
    };
    sink.add(kind, 0);
    sink.add(kind, mix(left.form, right.form));
    sink.add(kind, left.word);
    sink.add(kind, right.word);
    sink.add(left.word, right.word);
    sink.add(mix(left.word, kind), right.form);
    sink.add(mix(right.word, kind), left.form);
    sink.add(mix(left.classes, kind), right.form);
    sink.add(mix(left.classes, kind), right.usual);
    sink.add(mix(left.classes, right.classes), kind);
    sink.add(mix(left.form, right.usual), kind);
    sink.add(
        mix(left.usual, right.usual),
        mix(kind, mix(left.form, right.form)),
    );
    sink.add(mix(second.form, left.form), mix(right.form, kind));
    sink.add(mix(left.form, right.form), mix(third.form, kind));
    sink.add(
        mix(left.usual, right.usual),
        mix(third.usual, mix(third.form, kind)),
    );
    sink.add(
        mix(second.usual, left.usual),
        mix(right.usual, mix(second.form, kind)),
    );
    sink.add(mix(second.word, left.word), kind);
    sink.add(mix(right.word, third.word), kind);
    sink.add(mix(edge, kind), 0);
    sink.add(mix(edge, right.form), kind);
    sink.add(mix(edge, right.usual), kind);
    sink.add(mix(facts.gap, kind), mix(left.form, right.form));
    sink.add(mix(facts.length, kind), right.form);
    sink.add(mix(facts.length, left.form), mix(right.usual, kind));
    sink.add(mix(facts.start, kind), right.form);
    sink.add(mix(facts.start, kind), mix(right.usual, facts.length));
    sink.add(mix(facts.after, right.form), mix(kind, left.form));
    sink.add(mix(facts.after, right.word), kind);
    sink.add(lines.fit, mix(kind, right.form));
    sink.add(lines.fit, mix(lines.width, mix(kind, left.form)));
    sink.add(lines.width, mix(lines.next, mix(kind, right.usual)));
    sink.add(mix(lines.fit, right.usual), mix(kind, left.usual));
    sink.add(lines.around, mix(lines.fit, kind));
    sink.add(left.ending, mix(kind, right.form));
    sink.add(right.ending, mix(kind, left.form));
    sink.add(mix(left.form, facts.run), mix(right.form, kind));
    sink.add(facts.ahead, mix(kind, right.form));
    sink.add(mix(facts.ahead, facts.length), mix(kind, right.usual));
    sink.add(facts.open, mix(kind, mix(left.form, right.form)));
    sink.add(mix(facts.open, edge), mix(kind, right.usual));
    sink.hashes
}

struct Sink {
    hashes: [u64; COUNT],
    count: usize,
}

impl Sink {
    /// Each place in the list has its own features.
    #[inline]
    fn add(&mut self, a: u64, b: u64) {
        self.hashes[self.count] = mix(mix(a, b), self.count as u64);
        self.count += 1;
    }
}

/// One word, said in several degrees of detail.
#[derive(Clone, Copy)]
struct WordFacts {
    word: u64,
    /// Shape and length, or the symbol that stands there.
    form: u64,
    classes: u64,
    usual: u64,
    ending: u64,
}

impl WordFacts {
    fn new(context: &Context<'_, '_>, word: Word, symbol: char, case: CaseTable<'_>) -> Self {
        let text = word.of(&context.reader);
        let hash = word_hash(text);
        let length = word.len().min(4) as u64;
        let form = if word.shape == Shape::None {
            64 + symbol as u64
        } else {
            word.shape as u64 * 8 + length
        };
        let last = text.len().saturating_sub(3);
        Self {
            word: hash,
            form,
            classes: u64::from(word.classes.bits()) | 1 << 9,
            usual: case.usual(hash) as u64 | u64::from(word.starts_capital()) << 2 | 1 << 10,
            ending: hash_bytes(2, &text.as_bytes()[last..]),
        }
    }
}

/// The lines around a newline, in steps.
#[derive(Clone, Copy)]
struct LineFacts {
    fit: u64,
    width: u64,
    next: u64,
    around: u64,
}

impl LineFacts {
    fn new(context: &Context<'_, '_>) -> Self {
        let Some(lines) = context.lines else {
            return Self {
                fit: 0,
                width: 0,
                next: 0,
                around: 0,
            };
        };
        let widest = step(lines.widest, &[30, 60, 85, 131]);
        let fit = step(lines.slack, &[0, 1, 5, 12, 25, 50]) << 4 | widest << 8 | 1;
        Self {
            fit,
            width: step(lines.width, &[12, 25, 40, 60, 85, 131]) | 1 << 6,
            next: step(lines.next_width, &[12, 25, 40, 60, 85, 131]) | 1 << 7,
            around: step(lines.full, &[1, 2, 4]) << 4 | step(lines.roomy, &[1, 2, 4]) | 1 << 8,
        }
    }
}

/// How many of `steps` the value has reached.
fn step(value: i32, steps: &[i32]) -> u64 {
    steps.iter().take_while(|&&step| value >= step).count() as u64
}

struct Facts {
    /// The kind of gap: its mark, closers, openers, and whether it is a line's end.
    kind: u64,
    left: WordFacts,
    right: WordFacts,
    second: WordFacts,
    third: WordFacts,
    lines: LineFacts,
    /// The characters next to the gap.
    edge: u64,
    /// How many white-space characters there are.
    gap: u64,
    /// How long the sentence would be.
    length: u64,
    /// How the sentence begins.
    start: u64,
    /// What follows the word on the right.
    after: u64,
    /// How many of the two words on the right are capitalised.
    run: u64,
    /// How far the next mark and the next line end are.
    ahead: u64,
    /// Whether a bracket or quotation is open.
    open: u64,
}

impl Facts {
    fn new(context: &Context<'_, '_>, case: CaseTable<'_>) -> Self {
        let (reader, gap) = (&context.reader, context.gap);
        let char_at = |at| reader.char_at(at).unwrap_or('\0');
        let last = reader.char_before(gap.body_end).unwrap_or('\0');
        let next = char_at(gap.visible);
        let wrapped = context.lines.is_some_and(Lines::is_wrapped);
        let kind = gap.mark as u64
            | u64::from(gap.is_glued()) << 3
            | u64::from(gap.has_closers()) << 4
            | u64::from(is_opener(next)) << 5
            | u64::from(gap.newlines) << 6
            | u64::from(wrapped) << 8
            | u64::from(gap.mark_end - gap.body_end > 1) << 9;
        let second = context.second_left();
        let third = context.second_right();
        let first = char_at(reader.skip_openers(context.start));
        let (mark, line) = context.ahead();
        let before_last = reader
            .char_before(gap.end - reader.char_before(gap.end).map_or(1, char::len_utf8))
            .filter(char::is_ascii_punctuation)
            .map_or(0, u32::from);
        Self {
            kind,
            left: WordFacts::new(context, context.left, last, case),
            right: WordFacts::new(
                context,
                context.right,
                char_at(reader.skip_openers(gap.visible)),
                case,
            ),
            second: WordFacts::new(
                context,
                second,
                reader.char_before(second.end).unwrap_or('\0'),
                case,
            ),
            third: WordFacts::new(context, third, char_at(third.start), case),
            lines: LineFacts::new(context),
            edge: u64::from(u32::from(reader.char_before(gap.end).unwrap_or('\0'))) << 24
                | u64::from(next_symbol(next))
                | u64::from(before_last) << 48,
            gap: (gap.visible - gap.end).min(3) as u64,
            length: step(
                (gap.end - context.start) as i32,
                &[4, 8, 16, 24, 36, 60, 100, 160],
            ),
            start: class_of(first) as u64,
            after: u64::from(u32::from(char_at(context.right.end)))
                | u64::from(reader.byte(context.right.end + 1).is_ascii_whitespace()) << 32,
            run: u64::from(context.right.starts_capital()) + u64::from(third.starts_capital()),
            ahead: step(mark as i32, &[6, 12, 20, 30, 45, 70, 100])
                | step(line as i32, &[12, 30, 60, 100]) << 4,
            open: u64::from(context.open.bracket) << 1 | u64::from(context.open.quote),
        }
    }
}

/// Letters are told apart by the word features; here only symbols are.
fn next_symbol(c: char) -> u32 {
    if is_word_char(c) { 0 } else { u32::from(c) }
}
