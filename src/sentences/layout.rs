//! Lines: whether a newline ends a line that was full (hard-wrapped text) or one that was not.
//!
//! In hard-wrapped text a line ends where the next word would not have fitted into the widest line.
//! Where it would have fitted, whoever wrote the newline meant it. Only the lines close by are
//! looked at, so that mails with quoted parts of other widths are read part by part.

use super::gap::{Gap, Reader};
use memchr::{memchr, memrchr};

/// So many lines before and after are looked at.
const WINDOW: usize = 8;
/// No one wraps wider; a longer line is a paragraph of its own.
const WIDE: usize = 132;
/// Nor narrower.
const NARROW: i32 = 30;
/// A lone full line counts as wrapped from this width on.
const TYPICAL: i32 = 56;

/// The lines around one newline.
#[derive(Debug, Clone, Copy)]
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
    /// How many of them end a line that had room.
    pub roomy: i32,
    /// The columns of the line after the newline.
    pub next_width: i32,
}

impl Lines {
    /// True where a line close by is longer than any wrapped one.
    pub fn is_unwrapped(&self) -> bool {
        self.widest >= WIDE as i32
    }

    /// True where the newline stands for a space.
    pub fn is_wrapped(&self) -> bool {
        self.slack < 0
            && (NARROW..WIDE as i32).contains(&self.widest)
            && (self.full > 0 || self.width >= TYPICAL)
    }
}

/// The lines around the gap, which holds exactly one newline.
pub(super) fn lines_around(reader: &Reader<'_>, gap: &Gap) -> Lines {
    let mut window = Window::default();
    let line_start = before(reader, gap.end);
    let width = line_start.map_or(WIDE, |start| columns(reader, start, gap.end)) as i32;
    let first = first_word(reader, gap.start);
    let breakable = line_start.is_none_or(|start| is_breakable(reader, start, gap.end));
    window.widest = if breakable { width } else { 0 };
    if let Some(start) = line_start {
        window.look_back(reader, start);
    }
    window.look_ahead(reader, gap.start);
    let full = window.lines[..window.count].iter();
    let full = full
        .filter(|&&(width, next)| width + 1 + next > window.widest)
        .count();
    Lines {
        slack: window.widest - width - 1 - first,
        widest: window.widest,
        width,
        full: full as i32,
        roomy: (window.count - full) as i32,
        next_width: window.next_width,
    }
}

#[derive(Debug, Default)]
struct Window {
    /// Width of a line and of the next line's first word.
    lines: [(i32, i32); 2 * WINDOW],
    count: usize,
    widest: i32,
    /// The width of the first line ahead.
    next_width: i32,
}

impl Window {
    fn add(&mut self, reader: &Reader<'_>, start: usize, end: usize, next: Option<usize>) {
        let width = columns(reader, start, end) as i32;
        if is_breakable(reader, start, end) {
            self.widest = self.widest.max(width);
        }
        let next = next
            .map(|next| first_word(reader, next))
            .filter(|&width| width > 0);
        if let Some(next) = next.filter(|_| width > 0) {
            self.lines[self.count] = (width, next);
            self.count += 1;
        }
    }

    /// Adds the lines before the one that begins at `start`.
    fn look_back(&mut self, reader: &Reader<'_>, mut start: usize) {
        for _ in 0..WINDOW {
            if start == 0 {
                return;
            }
            let end = start - 1;
            let Some(line) = before(reader, end) else {
                self.widest = WIDE as i32;
                return;
            };
            self.add(reader, line, end, Some(start));
            start = line;
        }
    }

    /// Adds the line that begins at `start` and those after it.
    fn look_ahead(&mut self, reader: &Reader<'_>, mut start: usize) {
        for line in 0..WINDOW {
            if start >= reader.bytes.len() {
                return;
            }
            let ahead = &reader.bytes[start..(start + 2 * WIDE).min(reader.bytes.len())];
            let Some(length) = memchr(b'\n', ahead) else {
                let rest = if start + ahead.len() == reader.bytes.len() {
                    ahead.len()
                } else {
                    2 * WIDE
                };
                let rest = rest.min(WIDE) as i32;
                if is_breakable(reader, start, start + ahead.len()) {
                    self.widest = self.widest.max(rest);
                }
                self.next_width = if line == 0 { rest } else { self.next_width };
                return;
            };
            let end = start + length;
            self.add(reader, start, end, Some(end + 1));
            if line == 0 {
                self.next_width = columns(reader, start, end) as i32;
            }
            start = end + 1;
        }
    }
}

/// Where the line that ends at `end` begins, unless it is far too long.
fn before(reader: &Reader<'_>, end: usize) -> Option<usize> {
    let floor = end.saturating_sub(2 * WIDE);
    match memrchr(b'\n', &reader.bytes[floor..end]) {
        Some(newline) => Some(floor + newline + 1),
        None => (floor == 0).then_some(0),
    }
}

/// The characters of a line, white space at its end left out.
fn columns(reader: &Reader<'_>, start: usize, end: usize) -> usize {
    let line = reader.bytes[start..end].trim_ascii_end();
    bytecount::num_chars(line).min(WIDE)
}

/// True if the line holds a space: one long word says nothing about the width.
fn is_breakable(reader: &Reader<'_>, start: usize, end: usize) -> bool {
    memchr(b' ', reader.bytes[start..end].trim_ascii()).is_some()
}

/// The columns of the word at the beginning of a line.
fn first_word(reader: &Reader<'_>, start: usize) -> i32 {
    let ahead =
        &reader.bytes[start.min(reader.bytes.len())..(start + WIDE).min(reader.bytes.len())];
    let end = ahead
        .iter()
        .position(u8::is_ascii_whitespace)
        .unwrap_or(ahead.len());
    bytecount::num_chars(&ahead[..end]) as i32
}
