//! Phrases of the calendar, and the quick looks that spare most of them a comparison.

use super::{DayRule, Word};
use crate::lexicon::head;

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseMeaning {
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A repeated time, as an index into [`frequencies`](super::Calendar::frequencies).
    Frequency(u8),
    /// Days from today.
    Deictic(i8),
    /// A named day of each year.
    Holiday(DayRule),
    /// A day of history: year, month, day.
    Event(i16, u8, u8),
}

/// Several words with one meaning: the words after the first, in lower case.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// The words that must follow the first.
    pub rest: Box<[Box<str>]>,
    /// The head of the first of them.
    second: u64,
    /// What they mean together.
    pub meaning: PhraseMeaning,
    /// The next phrase that begins with the same word; longer ones come first.
    pub next: Option<u16>,
}

impl Word {
    /// Whether one of its phrases may go on with a word of this `head`: one look spares most of them.
    #[inline]
    pub fn may_go_on(&self, second: u64) -> bool {
        self.seconds.may_hold(second) || !head::is_ascii(second)
    }
}

impl Phrase {
    /// A phrase whose words behind the first are `rest`.
    pub(super) fn new(rest: Box<[Box<str>]>, meaning: PhraseMeaning, next: Option<u16>) -> Self {
        let second = rest
            .first()
            .map_or(0, |second| head::folded(second.as_bytes()));
        Self {
            rest,
            second,
            meaning,
            next,
        }
    }

    /// Whether a second word with this `head` may be its own; any where it has none,
    /// and where either is not ASCII.
    #[inline]
    pub fn may_go_on(&self, second: u64) -> bool {
        self.second == second || self.rest.is_empty() || !head::is_ascii(second)
    }
}
