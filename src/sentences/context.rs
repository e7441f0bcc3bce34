//! What the rules and the model look at: a gap with the words around it.

use super::gap::{Gap, Reader, Word};
use super::layout::Lines;
use super::model::Judge;
use super::scan::{Open, Splitter};

/// So far is looked for the end of what follows.
const LOOK_AHEAD: usize = 100;

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
    /// The word before the mark; empty if a symbol stands there.
    pub left: Word,
    /// The word after the gap and its opening quotes and brackets.
    pub right: Word,
    /// `left` is one of the user's abbreviations.
    pub is_users: bool,
}

impl<'a, 'b> Context<'a, 'b> {
    pub fn new<J: Judge>(
        splitter: &Splitter<'a, '_, J>,
        gap: &'b Gap,
        lines: Option<&'b Lines>,
    ) -> Self {
        let reader = splitter.reader;
        let left = reader.word_before(gap.body_end, splitter.start);
        let right = reader.word_after(reader.skip_openers(gap.visible));
        let is_users = splitter.is_users(left.start, left.end);
        Self {
            reader,
            gap,
            lines,
            start: splitter.start,
            open: splitter.open,
            left,
            right,
            is_users,
        }
    }

    /// The word before `left`, if only spaces stand between.
    pub fn second_left(&self) -> Word {
        self.reader
            .word_before(self.reader.trim_end(self.left.start), self.start)
    }

    /// The word after `right`, if only spaces or one comma stand between.
    pub fn second_right(&self) -> Word {
        self.reader
            .word_after(self.reader.next_word(self.right.end))
    }

    /// How far ahead the next end mark and the next line end are, at most `LOOK_AHEAD`.
    pub fn ahead(&self) -> (usize, usize) {
        let end = self.reader.bytes.len();
        let ahead = &self.reader.bytes[self.gap.visible..end.min(self.gap.visible + LOOK_AHEAD)];
        let mark = memchr::memchr3(b'.', b'!', b'?', ahead).unwrap_or(ahead.len());
        let line = memchr::memchr(b'\n', ahead).unwrap_or(ahead.len());
        (mark.min(line), line)
    }
}
