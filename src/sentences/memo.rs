//! The gaps that were looked at last, with the answers: where everything around a gap is as it was around
//! one of them, so is the answer. That happens in tables and in texts made to be slow, of which one look
//! at a gap thus costs a comparison; in running text the first bytes differ.

use super::gap::{Gap, Mark, Reader};
use super::layout::Lines;
use super::list::List;
use super::model::Judge;
use super::scan::{Open, Splitter};

/// No rule or feature looks further from a gap than this: to the left three words and the white space
/// between them, to the right three words or the rest of an address. Nor further from the beginning of
/// a sentence than `BEFORE`.
const BEFORE: usize = 224;
const BEHIND: usize = 192;
/// Only of gaps with no more bytes than this, and no more white space between words.
const WIDEST_GAP: usize = 32;
const WIDEST_SPACE: usize = 8;

/// What was found at a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    GoesOn,
    Ends,
    /// The marker of a list item begins so many bytes before the next character.
    Item {
        back: usize,
    },
}

/// A gap with all that the answer depends on beside the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The next character.
    at: usize,
    /// Where the sentence begins.
    start: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    mark: Mark,
    newlines: u8,
    /// How far before the next character each part of the gap ends.
    parts: [usize; 4],
    lines: Option<Lines>,
    open: Open,
    past: [u32; 2],
    list: List,
}

impl Place {
    #[inline]
    pub fn new<J: Judge>(splitter: &Splitter<'_, '_, J>, gap: &Gap, lines: Option<&Lines>) -> Self {
        let parts = [gap.body_end, gap.mark_end, gap.end, gap.start];
        Self {
            at: gap.visible,
            start: splitter.start,
            state: State {
                mark: gap.mark,
                newlines: gap.newlines,
                parts: parts.map(|part| gap.visible - part),
                lines: lines.copied(),
                open: splitter.open,
                past: splitter.past.last_eight(),
                list: splitter.list,
            },
        }
    }

    /// True if the sentence so far is the same as before `other`, or so long in both that only its
    /// beginning counts.
    fn begins_like(&self, other: &Self) -> bool {
        let [length, others] = [self, other].map(|place| place.at - place.start);
        let long = length.min(others) > BEFORE;
        let same = self.start == other.start && self.state.list.bullet.is_none();
        length == others && !long || long && same
    }

    /// The text around the gap; none close to the text's edges.
    fn window<'a>(&self, reader: &Reader<'a>) -> Option<&'a [u8]> {
        let start = self.at.checked_sub(BEFORE)?;
        reader.bytes.get(start..self.at + BEHIND)
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    place: Place,
    verdict: Verdict,
    /// No white space stands far between two words; known once it was asked.
    is_dense: Option<bool>,
}

/// The last gaps and their answers.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// The first bytes behind the last gaps.
    ahead: [u64; KEPT],
    last: usize,
    entries: [Option<Entry>; KEPT],
    oldest: usize,
}

/// So many gaps are remembered.
const KEPT: usize = 2;

impl Memo {
    /// True if the text behind the gap before `at` begins as that behind one of the last gaps.
    #[inline]
    pub fn may_know(&mut self, reader: &Reader<'_>, at: usize) -> bool {
        let Some(&ahead) = reader.bytes.get(at..).and_then(<[u8]>::first_chunk) else {
            return false;
        };
        let ahead = u64::from_le_bytes(ahead);
        let known = self.ahead.contains(&ahead);
        self.last = (self.last + 1) % KEPT;
        self.ahead[self.last] = ahead;
        known
    }

    /// The answer at `place`, if it was given before.
    pub fn find(&mut self, reader: &Reader<'_>, place: &Place) -> Option<Verdict> {
        let mut entries = self.entries.iter_mut().flatten();
        let entry = entries.find_map(|entry| entry.holds(reader, place).then_some(entry))?;
        Some(entry.verdict)
    }

    /// Keeps the answer at `place` in the stead of the oldest one.
    pub fn keep(&mut self, place: Place, verdict: Verdict) {
        self.entries[self.oldest] = Some(Entry {
            place,
            verdict,
            is_dense: None,
        });
        self.oldest = (self.oldest + 1) % KEPT;
    }
}

impl Entry {
    /// True if the answer holds at `place` too.
    fn holds(&mut self, reader: &Reader<'_>, place: &Place) -> bool {
        let same = self.place.begins_like(place) && self.place.state == place.state;
        if !same || place.state.parts[0] > WIDEST_GAP {
            return false;
        }
        let windows = self.place.window(reader).zip(place.window(reader));
        windows.is_some_and(|(one, other)| {
            one == other && *self.is_dense.get_or_insert_with(|| is_dense(one))
        })
    }
}

/// False if white space, or what may be, stands far between two words.
fn is_dense(window: &[u8]) -> bool {
    let solid = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_graphic);
    window.chunks_exact(WIDEST_SPACE / 2).all(solid)
}
