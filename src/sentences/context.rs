//! What the rules and the model look at: a gap with the words around it.

use super::gap::{Gap, Reader, Word};
use super::layout::Lines;
use super::scan::Splitter;

/// A gap and what stands around it.
pub(super) struct Context<'a, 'b> {
    pub reader: Reader<'a>,
    pub gap: &'b Gap,
    /// The lines around, if the gap is one newline.
    pub lines: Option<&'b Lines>,
    /// Where the sentence under the scan begins.
    pub start: usize,
    /// The word before the mark; empty if a symbol stands there.
    pub left: Word,
    /// The word after the gap and its opening quotes and brackets.
    pub right: Word,
    /// `left` is one of the user's abbreviations.
    pub is_users: bool,
}

impl<'a, 'b> Context<'a, 'b> {
    pub fn new(splitter: &Splitter<'a, '_>, gap: &'b Gap, lines: Option<&'b Lines>) -> Self {
        let reader = splitter.reader;
        let left = reader.word_before(gap.body_end);
        let right = reader.word_after(reader.skip_openers(gap.visible));
        let is_users = splitter.settings.abbreviations.contains(left.of(&reader));
        Self {
            reader,
            gap,
            lines,
            start: splitter.start,
            left,
            right,
            is_users,
        }
    }

    /// The first character after the gap.
    pub fn next_char(&self) -> char {
        self.reader.char_at(self.gap.visible).unwrap_or(' ')
    }

    /// The word before `left`, if only spaces stand between.
    pub fn second_left(&self) -> Word {
        self.reader
            .word_before(self.reader.trim_end(self.left.start))
    }
}
