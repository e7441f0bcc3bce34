//! What the model sees of a gap: hashed features of the words, marks and lines around it.
//!
//! Small facts are packed side by side into one number, which is hashed; nothing is built as a
//! string. They come in two parts: what is next to the gap, which mostly suffices, and the wider
//! surroundings. The trainer calls the same functions.

use super::context::Context;
use super::gap::{Mark, is_opener};
use super::habits::{HabitTable, Habits};
use super::layout::Lines;
use super::word::{Shape, Word, is_word_char};
use crate::text::chars::class_of;

/// What takes the hashes of features: a sum of weights, or the trainer's list.
pub(super) trait Sink {
    /// Takes a feature by its number and the hash of what it says.
    fn take(&mut self, number: u64, hash: u32);

    /// Takes facts of at most ten bits each; `number` tells one feature from another.
    #[inline(always)]
    fn add<const N: usize>(&mut self, number: u64, facts: [u64; N]) {
        self.add_word(number, 0, facts);
    }

    /// As `add`, together with the hash of a word.
    #[inline(always)]
    fn add_word<const N: usize>(&mut self, number: u64, word: u64, facts: [u64; N]) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let facts = facts.iter().fold(0, |packed, fact| packed << 10 | fact);
        let product =
            u128::from(facts.wrapping_add(word) ^ number.wrapping_mul(ODD)) * u128::from(ODD);
        self.take(number, (product >> 64) as u32 ^ product as u32);
    }
}

/// One word, said in several degrees of detail.
#[derive(Clone, Copy)]
struct WordFacts {
    word: u64,
    /// Shape and length, or the symbol that stands there.
    form: u64,
    habits: Habits,
    capital: u64,
}

impl WordFacts {
    #[inline]
    fn new(word: Word, symbol: char, habits: HabitTable<'_>) -> Self {
        let form = if word.shape == Shape::None {
            64 + symbol_code(symbol)
        } else {
            word.shape as u64 * 8 + word.len().min(4) as u64
        };
        Self {
            word: word.hash,
            form,
            habits: habits.of(word.hash),
            capital: u64::from(word.starts_capital()),
        }
    }

    fn usual(&self) -> u64 {
        self.habits.usual() as u64 | self.capital << 2
    }

    fn starter(&self) -> u64 {
        self.habits.starter() | self.capital << 3
    }

    fn ender(&self) -> u64 {
        self.habits.ender() | self.capital << 3
    }
}

/// Eight bits of a character; those beyond ASCII share places.
fn symbol_code(c: char) -> u64 {
    let code = u64::from(u32::from(c));
    if code < 128 {
        code
    } else {
        128 + (code.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57)
    }
}

/// How many of `steps` the value has reached.
#[inline]
fn step<const N: usize>(value: i32, steps: [i32; N]) -> u64 {
    steps.iter().map(|&step| u64::from(value >= step)).sum()
}

/// What is known of one gap.
pub(super) struct Facts<'c, 'a, 'b> {
    context: &'c Context<'a, 'b>,
    habits: HabitTable<'c>,
    /// The kind of gap: its mark, closers, openers, and whether it is a line's end.
    kind: u64,
    left: WordFacts,
    right: WordFacts,
    /// How long the sentence would be.
    length: u64,
}

impl<'c, 'a, 'b> Facts<'c, 'a, 'b> {
    #[inline]
    pub fn new(context: &'c Context<'a, 'b>, habits: HabitTable<'c>) -> Self {
        let (reader, gap) = (&context.reader, context.gap);
        let last = reader.char_before(gap.body_end).unwrap_or('\0');
        let first = match context.right.shape {
            Shape::None => reader.char_at(context.right.start).unwrap_or('\0'),
            _ => '\0',
        };
        let length = (gap.end - context.start) as i32;
        Self {
            context,
            habits,
            kind: kind(context),
            left: WordFacts::new(context.left, last, habits),
            right: WordFacts::new(context.right, first, habits),
            length: step(length, [4, 8, 16, 24, 36, 60, 100, 160]),
        }
    }

    /// The words, marks and symbols next to the gap, and the lines around a newline.
    #[inline]
    pub fn near(&self, sink: &mut impl Sink) {
        let Self {
            context,
            kind,
            left,
            right,
            length,
            ..
        } = *self;
        let open = u64::from(context.open.bracket) << 1 | u64::from(context.open.quote);
        let [before, last, next] = self.edge();
        sink.add_word(1, left.word, [context.gap.mark as u64]);
        sink.add_word(2, right.word, [kind]);
        sink.add(3, [kind, left.form, right.starter()]);
        sink.add(4, [kind, left.ender(), right.form]);
        sink.add(5, [kind, open << 8 | before, last, next, right.usual()]);
        sink.add(6, [kind, length, left.form, right.usual()]);
        if let Some(lines) = context.lines {
            let widest = step(lines.widest, [30, 60, 85, 131]);
            let fit = step(lines.slack, [0, 1, 5, 12, 25, 50]) << 3 | widest;
            let width = step(lines.width, [12, 25, 40, 60, 85, 131]);
            sink.add(7, [kind, fit, right.form]);
            sink.add(8, [kind, fit, left.usual(), right.usual()]);
            sink.add(9, [kind, fit, width, left.form]);
        }
    }

    /// The punctuation before the last character, that character, and the next if it is a symbol.
    #[inline]
    fn edge(&self) -> [u64; 3] {
        let (reader, gap) = (&self.context.reader, self.context.gap);
        let before = reader.byte(gap.end.wrapping_sub(2));
        let next = reader.char_at(gap.visible).unwrap_or('\0');
        [
            if before.is_ascii_punctuation() {
                u64::from(before)
            } else {
                0
            },
            reader.char_before(gap.end).map_or(0, symbol_code),
            if is_word_char(next) {
                0
            } else {
                symbol_code(next)
            },
        ]
    }

    /// The wider surroundings: the words beyond, the sentence so far, those before it.
    pub fn far(&self, sink: &mut impl Sink) {
        let Self {
            context,
            kind,
            left,
            right,
            length,
            ..
        } = *self;
        let reader = &context.reader;
        let char_at = |at| reader.char_at(at).unwrap_or('\0');
        let (second, third) = (context.second_left(), context.second_right());
        let symbol = reader.char_before(second.end).unwrap_or('\0');
        let second = WordFacts::new(second, symbol, self.habits);
        let behind = third.end;
        let third = WordFacts::new(third, char_at(third.start), self.habits);
        let start = class_of(char_at(reader.skip_openers(context.start))) as u64;
        let first = context.first();
        let colons = context.colons(first, behind);
        let past = context.past;
        sink.add(10, [kind, right.starter(), third.usual(), third.form]);
        sink.add(11, [kind, past.last_two(), right.form]);
        sink.add(12, [kind, colons << 4 | past.unmarked(), length]);
        sink.add(
            13,
            [
                kind,
                second.usual(),
                left.usual(),
                right.usual(),
                second.form,
            ],
        );
        sink.add(14, [kind, start, right.form]);
        sink.add(15, [kind, colons, left.form, right.form]);
        sink.add(16, [kind, left.habits.cluster(), right.habits.cluster()]);
        let classes = |word: Word| u64::from(word.classes(reader).bits());
        sink.add(17, [kind, classes(context.left), classes(context.right)]);
        sink.add_word(18, first.hash, [kind, right.form, length]);
        if context.gap.mark == Mark::None {
            let capitals = u64::from(context.open.capitals.min(7));
            let signs = u64::from(context.open.colon);
            sink.add(19, [kind, capitals << 1 | signs, length, left.form]);
        }
    }
}

/// Ten bits that tell one kind of gap from another.
#[inline]
fn kind(context: &Context<'_, '_>) -> u64 {
    let gap = context.gap;
    let next = context.reader.char_at(gap.visible).unwrap_or('\0');
    gap.mark as u64
        | u64::from(gap.is_glued()) << 3
        | u64::from(gap.has_closers()) << 4
        | u64::from(is_opener(next)) << 5
        | u64::from(gap.newlines) << 6
        | u64::from(context.lines.is_some_and(Lines::is_wrapped)) << 8
        | u64::from(gap.mark_end - gap.body_end > 1) << 9
}
