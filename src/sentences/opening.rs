//! Gaps without a mark or newline, before a capital, a digit or a symbol that begins lines.

use super::context::Context;
use super::gap::{Gap, Mark};
use super::habits::UsualCase;
use super::model::Judge;
use super::scan::Splitter;
use super::word::word_hash;

/// A sentence shorter than this may be a line of a mail's head or foot.
const SHORT: usize = 48;
/// As short as a name or a greeting.
const HEAD: usize = 32;

impl<J: Judge> Splitter<'_, '_, J> {
    /// Looks at the gap before `at`; returns where to go on.
    pub fn before_opening(&mut self, at: usize) -> usize {
        let reader = self.reader;
        let before = reader.byte(at.wrapping_sub(1));
        let run = reader.run_after(at);
        let next = at
            + if run > 0 {
                run
            } else {
                reader.char_at(at).map_or(1, char::len_utf8)
            };
        if before.is_ascii_alphanumeric() || self.open.bracket {
            return next;
        }
        let (end, visible) = if before == b' ' && reader.byte(at.wrapping_sub(2)).is_ascii_graphic()
        {
            (at - 1, at)
        } else {
            let visible = reader.back_over_openers(at);
            (reader.trim_end(visible), visible)
        };
        let no_gap = end == visible || end <= self.start || visible == self.seen;
        if !no_gap && self.may_begin(end, at, run) {
            self.consider_opening(end, visible, at);
        }
        next
    }

    /// A cheap look that refuses most capitals and digits of running text; a run of letters and
    /// digits follows the gap.
    fn may_begin(&self, end: usize, at: usize, run: usize) -> bool {
        let reader = self.reader;
        let length = end - self.start;
        match reader.bytes[at] {
            b'0'..=b'9' if run < 3 => {
                length < SHORT || matches!(reader.byte(at + run), b')' | b'.' | b'/')
            }
            b'A'..=b'Z' => match reader.bytes[end - 1] {
                b',' => length < SHORT,
                b'a'..=b'z' => match self.judge.usual(word_hash(reader.bytes, at, at + run)) {
                    UsualCase::Small => true,
                    UsualCase::Capital | UsualCase::Unknown if length >= HEAD => false,
                    _ => !reader.bytes[reader.run_before(end)].is_ascii_lowercase(),
                },
                _ => true,
            },
            _ => true,
        }
    }

    /// Cuts at the gap `end..visible` if a sentence ends there; the word behind it begins at `at`.
    fn consider_opening(&mut self, end: usize, visible: usize, at: usize) {
        self.seen = visible;
        let gap = Gap {
            body_end: end,
            mark_end: end,
            end,
            start: visible,
            visible,
            newlines: 0,
            mark: Mark::None,
        };
        if let Some(marker) = self.item(&gap) {
            let end = self.reader.trim_end(marker);
            self.cut(end, marker, marker, false);
        } else if !self.reader.legal && self.judge.ends(&Context::between_words(self, &gap, at)) {
            self.cut(end, visible, visible, false);
        }
    }
}
