//! Lines: whether a newline ends a line that was full (hard-wrapped text) or one that was not.
//!
//! In hard-wrapped text a line ends where the next word would not have fitted into the widest line.
//! Where it would have fitted, whoever wrote the newline meant it. Only the lines close by are
//! looked at, so that mails with quoted parts of other widths are read part by part. Each line is
//! measured once.

use super::gap::{Gap, Reader};
use memchr::{memchr, memrchr};

/// So many lines before and after are looked at.
const WINDOW: usize = 8;
/// No one wraps wider; a longer line is a paragraph of its own.
const WIDE: i16 = 132;
/// Nor narrower.
const NARROW: i32 = 30;
/// A lone full line counts as wrapped from this width on.
const TYPICAL: i32 = 56;

/// The lines around one newline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lines {
    /// How many columns the next word would have left free in the widest line; negative if it would
    /// not have fitted.
    pub slack: i32,
    /// The columns of the widest line close by.
    pub widest: i32,
    /// The columns of the line before the newline.
    pub width: i32,
    /// How many of the other newlines close by end a full line.
    pub full: i32,
}

impl Lines {
    /// The line itself is longer than any wrapped one.
    const UNWRAPPED: Self = Self {
        slack: 0,
        widest: WIDE as i32,
        width: WIDE as i32,
        full: 0,
    };

    /// True where a line close by is longer than any wrapped one.
    pub fn is_unwrapped(&self) -> bool {
        self.widest >= i32::from(WIDE)
    }

    /// True where the newline stands for a space.
    pub fn is_wrapped(&self) -> bool {
        self.slack < 0
            && (NARROW..i32::from(WIDE)).contains(&self.widest)
            && (self.full > 0 || self.width >= TYPICAL)
    }
}

/// Lines are measured one by one up to a place less far than this from the last one, in bytes.
const FAR: usize = 2000;
/// So many measured lines are kept.
const KEPT: usize = 64;

/// Room for what is told of each line, with lines of no width before the first and behind the last.
const ROOM: usize = WINDOW + KEPT + WINDOW;

/// What is told of the lines, `WINDOW` places behind their numbers: the lines around number `n` begin
/// at place `n`.
type Columns = [i16; ROOM];

/// The measured lines close to the place that was looked at last.
#[derive(Debug)]
pub(super) struct LineCursor {
    /// Where each line's newline stands, or the end of the text.
    ends: [usize; KEPT],
    /// The columns of each line's first word.
    firsts: [i16; KEPT],
    /// The characters of each line without white space at its end, at most `WIDE`.
    widths: Columns,
    /// The same, but 0 for one long word, which says nothing about the width of the text.
    breakable: Columns,
    /// How wide the line would be with the next line's first word; 0 if one of them is empty or the
    /// next one indented.
    extended: Columns,
    /// The line that was looked at last.
    current: usize,
    count: usize,
}

impl Default for LineCursor {
    fn default() -> Self {
        Self {
            ends: [0; KEPT],
            firsts: [0; KEPT],
            widths: [0; ROOM],
            breakable: [0; ROOM],
            extended: [0; ROOM],
            current: 0,
            count: 0,
        }
    }
}

impl LineCursor {
    /// The lines around the gap, which holds exactly one newline and lies behind those asked for
    /// before.
    pub fn around(&mut self, reader: &Reader<'_>, gap: &Gap) -> Lines {
        self.go_to(reader, gap.end);
        if self.breakable[self.current + WINDOW] >= WIDE {
            return Lines::UNWRAPPED;
        }
        while self.count <= self.current + WINDOW && self.end() < reader.bytes.len() {
            self.measure(reader, self.end() + 1);
        }
        let widest = close(&self.breakable, self.current)
            .into_iter()
            .fold(0, i16::max);
        let width = self.widths[self.current + WINDOW];
        let extended = close(&self.extended, self.current);
        let full = extended.map(|extended| i16::from(extended > widest));
        let next = if gap.start == self.ends[self.current] + 1 && self.current + 1 < self.count {
            self.firsts[self.current + 1]
        } else {
            first_word(reader, gap.start)
        };
        Lines {
            slack: i32::from(widest - width - 1 - next),
            widest: i32::from(widest),
            width: i32::from(width),
            full: i32::from(full.iter().sum::<i16>() - full[WINDOW]),
        }
    }

    fn end(&self) -> usize {
        self.ends[self.count - 1]
    }

    /// Makes the line that holds `at` the current one.
    fn go_to(&mut self, reader: &Reader<'_>, at: usize) {
        if self.count == 0 || self.end() + FAR < at {
            self.begin_before(reader, at);
        }
        while self.ends[self.current] < at {
            if self.current + 1 == self.count {
                self.measure(reader, self.end() + 1);
            }
            self.current += 1;
        }
    }

    /// Forgets all and begins some lines before the one that holds `at`. Gaps lie further on each
    /// time, so that no line is searched more than twice.
    fn begin_before(&mut self, reader: &Reader<'_>, at: usize) {
        let line_of = |at: usize| memrchr(b'\n', &reader.bytes[..at]).map_or(0, |end| end + 1);
        let mut start = line_of(at);
        for _ in 0..WINDOW {
            start = line_of(start.saturating_sub(1));
        }
        self.forget_all();
        self.measure(reader, start);
    }

    /// Measures the line that begins at `start`, behind the last one.
    fn measure(&mut self, reader: &Reader<'_>, start: usize) {
        if self.count == KEPT {
            self.forget_oldest();
        }
        let rest = &reader.bytes[start..];
        let length = memchr(b'\n', rest).unwrap_or(rest.len());
        let seen = rest[..length.min(2 * WIDE as usize)].trim_ascii_end();
        let width = bytecount::num_chars(seen).min(WIDE as usize) as i16;
        let first = first_word(reader, start);
        let place = self.count + WINDOW;
        if self.count > 0 && first > 0 && self.widths[place - 1] > 0 {
            self.extended[place - 1] = self.widths[place - 1] + 1 + first;
        }
        self.ends[self.count] = start + length;
        self.firsts[self.count] = first;
        self.widths[place] = width;
        self.breakable[place] = if first < width { width } else { 0 };
        self.count += 1;
    }

    /// Makes room: lines far before the current one are not looked at again.
    fn forget_oldest(&mut self) {
        let kept = self.current.saturating_sub(WINDOW)..self.count;
        self.ends.copy_within(kept.clone(), 0);
        self.firsts.copy_within(kept.clone(), 0);
        for columns in [&mut self.widths, &mut self.breakable, &mut self.extended] {
            columns.copy_within(kept.start + WINDOW..kept.end + WINDOW, WINDOW);
            columns[kept.len() + WINDOW..].fill(0);
        }
        self.current -= kept.start;
        self.count = kept.len();
    }

    fn forget_all(&mut self) {
        for columns in [&mut self.widths, &mut self.breakable, &mut self.extended] {
            columns.fill(0);
        }
        (self.current, self.count) = (0, 0);
    }
}

/// What is told of line `number` and the `WINDOW` lines before and behind it.
#[inline]
fn close(columns: &Columns, number: usize) -> [i16; 2 * WINDOW + 1] {
    let lines = columns[number..].first_chunk();
    *lines.expect("there is room behind the last line")
}

/// The columns of the word at the beginning of a line.
fn first_word(reader: &Reader<'_>, start: usize) -> i16 {
    let ahead = reader.bytes.get(start..).unwrap_or_default().iter();
    let word = ahead
        .take(WIDE as usize)
        .take_while(|byte| !byte.is_ascii_whitespace());
    word.map(|&byte| i16::from(byte as i8 >= -0x40)).sum()
}
