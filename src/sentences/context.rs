//! What the rules and the model look at: a gap with the words around it.

use super::gap::{Gap, Mark, Reader};
use super::habits::UsualCase;
use super::layout::Lines;
use super::model::Judge;
use super::scan::{Open, Splitter};
use super::word::{Shape, Word};
use crate::lexicon::abbreviations::Classes;

/// So many bytes are close to a sentence's beginning.
const BEGINNING: usize = 128;

/// A gap and what stands around it.
pub(super) struct Context<'a, 'b> {
    pub reader: Reader<'a>,
    pub gap: &'b Gap,
    /// The lines around, if the gap is one newline.
    pub lines: Option<&'b Lines>,
    /// Where the sentence under the scan begins.
    pub start: usize,
    /// What is open there before the gap.
    pub open: Open,
    /// The sentences before it.
    pub past: Past,
    /// The word before the mark; empty if a symbol stands there.
    pub left: Word,
    /// The word after the gap and its opening quotes and brackets.
    pub right: Word,
    /// What kind of abbreviation the word before the mark is, if there is a mark.
    pub left_classes: Classes,
    /// How the word after the gap is usually cased; told only behind an abbreviation.
    pub right_usual: UsualCase,
    /// `left` is one of the user's abbreviations, and a mark stands behind it.
    pub is_users: bool,
}

impl<'a, 'b> Context<'a, 'b> {
    /// Reads the words beside a gap.
    #[inline]
    pub fn new<J: Judge>(
        splitter: &Splitter<'a, '_, J>,
        gap: &'b Gap,
        lines: Option<&'b Lines>,
    ) -> Self {
        let reader = splitter.reader;
        let left = reader.word_before(gap.body_end, splitter.start);
        let marked = gap.mark != Mark::None;
        let right = reader.word_after(reader.skip_openers(gap.visible));
        let left_classes = if marked {
            left.classes(&reader)
        } else {
            Classes::NONE
        };
        let right_usual = if left_classes.is_abbreviation() || left.shape == Shape::Dotted {
            splitter.judge.habits(right.hash).usual()
        } else {
            UsualCase::Unknown
        };
        Self {
            reader,
            gap,
            lines,
            start: splitter.start,
            open: splitter.open,
            past: splitter.past,
            left,
            right,
            left_classes,
            right_usual,
            is_users: marked && splitter.is_users(left.start, left.end),
        }
    }

    /// What kind of abbreviation the word after the gap is.
    pub fn right_classes(&self) -> Classes {
        self.right.classes(&self.reader)
    }

    /// The word before `word`, if only spaces stand between.
    pub fn before(&self, word: Word) -> Word {
        self.reader
            .word_before(self.reader.trim_end(word.start), self.start)
    }

    /// The word behind `word`, if only one space stands between.
    pub fn behind(&self, word: Word) -> Word {
        self.reader.word_after(self.reader.next_word(word.end))
    }

    /// Whether a colon stands behind `first`, the first word of the sentence (bit 0), and behind one of the
    /// two words after the gap, the second of which is `next` (bit 1).
    pub fn colons(&self, first: Word, next: Word) -> u64 {
        let reader = &self.reader;
        let ends = [first, self.right, next].map(|word| word.end);
        let [first, right, next] = ends.map(|end| reader.byte(end) == b':');
        u64::from(first) | u64::from(right || next) << 1
    }

    /// How many commas the sentence holds, and how many words in small letters, close to its beginning.
    pub fn commas_and_small_words(&self) -> [usize; 2] {
        let end = self.gap.end.min(self.start + BEGINNING);
        let bytes = self.reader.bytes.get(self.start..end).unwrap_or_default();
        let pairs = || bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        [
            bytes.iter().filter(|&&byte| byte == b',').count(),
            pairs()
                .filter(|&(&a, b)| a == b' ' && b.is_ascii_lowercase())
                .count(),
        ]
    }

    /// The first word of the sentence under the scan.
    pub fn first(&self) -> Word {
        self.reader.word_after(self.reader.skip_openers(self.start))
    }
}

/// The sentences before the one under the scan.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Past {
    /// Two bits for each, the last one lowest: it ended with a mark; at a line's end.
    ends: u32,
    /// How many there are.
    count: u32,
}

impl Past {
    /// Takes in the sentence that ends at `end`, with white space up to `next`.
    #[inline]
    pub fn add(&mut self, reader: &Reader<'_>, end: usize, next: usize) {
        let marked = match reader.byte(end.wrapping_sub(1)) {
            b'.' | b'!' | b'?' | b'"' | b')' => true,
            ..0x80 => false,
            _ => matches!(reader.char_before(end), Some('”' | '…')),
        };
        let newline = reader.bytes[end..next].contains(&b'\n');
        *self = Self {
            ends: self.ends << 2 | u32::from(marked) | u32::from(newline) << 1,
            count: self.count + 1,
        };
    }

    /// All that is known of the last eight.
    pub fn last_eight(&self) -> [u32; 2] {
        [self.ends & 0xffff, self.count.min(8)]
    }

    /// How the last two ended, and whether there are so many.
    pub fn last_two(&self) -> u64 {
        u64::from(self.ends & 15) | u64::from(self.count.min(2)) << 4
    }

    /// True at the text's beginning, and behind lines and phrases without a mark: where a letter or
    /// one's name may stand.
    #[inline]
    pub fn may_be_letter(&self) -> bool {
        self.count == 0 || self.unmarked() > 0
    }

    /// How many of the last eight ended without a mark.
    pub fn unmarked(&self) -> u64 {
        let known = (1 << (2 * self.count.min(8))) - 1;
        u64::from((!self.ends & 0x5555 & known).count_ones())
    }
}
