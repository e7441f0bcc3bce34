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

    fn usual(self) -> u64 {
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
    /// The punctuation before the last character.
    before: u64,
    /// The last character.
    last: u64,
    left: WordFacts,
    right: WordFacts,
}

impl<'c, 'a, 'b> Facts<'c, 'a, 'b> {
    #[inline]
    pub fn new(context: &'c Context<'a, 'b>, habits: HabitTable<'c>) -> Self {
        let (reader, gap) = (&context.reader, context.gap);
        let left = reader.char_before(gap.body_end).unwrap_or('\0');
        let right = match context.right.shape {
            Shape::None => reader.char_at(context.right.start).unwrap_or('\0'),
            _ => '\0',
        };
        let before = reader.byte(gap.end.wrapping_sub(2));
        let is_mark = before.is_ascii_punctuation();
        Self {
            context,
            habits,
            kind: kind(context),
            before: if is_mark { before.into() } else { 0 },
            last: reader.char_before(gap.end).map_or(0, symbol_code),
            left: WordFacts::new(context.left, left, habits),
            right: WordFacts::new(context.right, right, habits),
        }
    }

    /// The words, marks and symbols next to the gap, and the lines around a newline.
    #[inline]
    pub fn near(&self, sink: &mut impl Sink) {
        let Self {
            context,
            kind,
            last,
            left,
            right,
            ..
        } = *self;
        let open = u64::from(context.open.bracket) << 1 | u64::from(context.open.quote);
        let next = context.reader.char_at(context.gap.visible);
        let next = next.filter(|&c| !is_word_char(c)).map_or(0, symbol_code);
        sink.add_word(1, left.word, [context.gap.mark as u64]);
        sink.add_word(2, right.word, [kind]);
        sink.add(3, [kind, left.form, right.starter()]);
        sink.add(4, [kind, left.ender()]);
        let marks = open << 8 | self.before;
        sink.add(5, [kind, marks, last, next, right.usual()]);
        if let Some(lines) = context.lines {
            let widest = step(lines.widest, [30, 60, 85, 131]);
            let fit = step(lines.slack, [0, 1, 5, 12, 25, 50]) << 3 | widest;
            let width = step(lines.width, [12, 25, 40, 60, 85, 131]);
            sink.add(6, [kind, fit, left.usual(), right.usual()]);
            sink.add(7, [kind, fit, width, left.form]);
        }
    }

    /// The wider surroundings: the words beyond, the sentence so far, those before it.
    pub fn far(&self, sink: &mut impl Sink) {
        let reader = &self.context.reader;
        let second = self.context.before(self.context.left);
        let symbol = reader.char_before(second.end).unwrap_or('\0');
        let facts = WordFacts::new(second, symbol, self.habits);
        let next = self.context.behind(self.context.right);
        self.beyond(sink, [second, next], facts);
        self.so_far(sink, next, facts);
    }

    /// The words beyond the two next to the gap, the first of which are `outer`; `second` says more of
    /// the one to the left.
    fn beyond(&self, sink: &mut impl Sink, outer: [Word; 2], second: WordFacts) {
        let Self {
            context,
            habits,
            kind,
            left,
            right,
            ..
        } = *self;
        let reader = &context.reader;
        let char_at = |at| reader.char_at(at).unwrap_or('\0');
        let facts = |word: Word| WordFacts::new(word, char_at(word.start), habits);
        let [before, behind] = outer;
        let (third, fourth) = (facts(behind), facts(context.behind(behind)));
        let third_left = habits.of(context.before(before).hash).usual() as u64;
        let place = place(context);
        sink.add(8, [kind, right.starter(), third.usual(), third.form]);
        let usual = [second, left, right].map(WordFacts::usual);
        sink.add(9, [kind, usual[0], usual[1], usual[2], second.form]);
        sink.add(10, [kind, self.last, second.usual()]);
        sink.add(11, [place, second.usual(), third.usual()]);
        sink.add(12, [place, self.before, third_left]);
        let length = context.right.len().min(15) as u64;
        sink.add(13, [kind, length, fourth.form]);
        sink.add(14, [kind, left.habits.cluster(), right.habits.cluster()]);
        let classes = |word: Word| u64::from(word.classes(reader).bits());
        sink.add(15, [kind, classes(context.left), classes(context.right)]);
    }

    /// The sentence that may end here, and how those before it ended.
    fn so_far(&self, sink: &mut impl Sink, next: Word, second: WordFacts) {
        let Self {
            context,
            kind,
            left,
            right,
            ..
        } = *self;
        let (reader, past, place) = (&context.reader, context.past, place(context));
        let length = (context.gap.end - context.start) as i32;
        let length = step(length, [4, 8, 16, 24, 36, 60, 100, 160]);
        let opening = reader.char_at(reader.skip_openers(context.start));
        let class = class_of(opening.unwrap_or('\0')) as u64;
        let first = context.first();
        let colons = context.colons(first, next);
        let first = WordFacts::new(first, opening.unwrap_or('\0'), self.habits);
        sink.add(16, [kind, past.last_two(), right.form]);
        sink.add(17, [kind, colons << 4 | past.unmarked(), length]);
        sink.add(18, [place, second.usual(), past.unmarked()]);
        sink.add(19, [kind, class, right.form]);
        sink.add(20, [kind, class, second.form]);
        sink.add(21, [kind, colons, left.form, right.form]);
        sink.add(22, [kind, colons, self.before]);
        sink.add_word(23, first.word, [kind, right.form, length]);
        let [commas, small] = context.commas_and_small_words();
        sink.add_word(24, first.word, [kind, commas.min(7) as u64]);
        let small = step(small as i32, [1, 2, 3, 4, 6, 9, 14]);
        sink.add(25, [kind, small, right.habits.cluster()]);
        sink.add_word(26, first.word, [place]);
        sink.add(27, [place, colons, first.habits.cluster()]);
        sink.add(28, [kind, right.usual(), first.starter()]);
        sink.add(29, [kind, left.usual(), first.form]);
        if context.gap.mark == Mark::None {
            let capitals = u64::from(context.open.capitals.min(7));
            let signs = u64::from(context.open.colon);
            sink.add(30, [kind, capitals << 1 | signs, length, left.form]);
        }
    }
}

/// The mark at the gap, and whether it is a line's end.
#[inline]
fn place(context: &Context<'_, '_>) -> u64 {
    let gap = context.gap;
    gap.mark as u64
        | u64::from(gap.newlines) << 3
        | u64::from(context.lines.is_some_and(Lines::is_wrapped)) << 5
}

/// Ten bits that tell one kind of gap from another.
#[inline]
fn kind(context: &Context<'_, '_>) -> u64 {
    let gap = context.gap;
    let next = context.reader.char_at(gap.visible).unwrap_or('\0');
    place(context)
        | u64::from(gap.is_glued()) << 6
        | u64::from(gap.has_closers()) << 7
        | u64::from(is_opener(next)) << 8
        | u64::from(gap.mark_end - gap.body_end > 1) << 9
}
