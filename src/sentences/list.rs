//! Inline lists: "1) The first item 2) The second item".
//!
//! A sentence that begins with a marker opens a list; the same kind of marker with the next number
//! begins the next item, with or without an end mark before it. One marker is remembered, so the cost
//! is constant.

use super::gap::{Gap, Mark, Reader};

/// A list marker: its number (or letter's place), and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    value: u32,
    letter: bool,
    period: bool,
    bracket: bool,
}

/// The list item that the sentence under the scan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct List {
    marker: Option<Marker>,
    /// The bullet with which it begins.
    pub bullet: Option<char>,
}

pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '▪' | '●' | '◦' | '‣')
}

impl List {
    /// Notes how a sentence begins.
    #[inline]
    pub fn begin(&mut self, reader: &Reader<'_>, at: usize) {
        if reader.byte(at).is_ascii_uppercase() {
            *self = Self::default();
        } else {
            self.begin_with_sign(reader, at);
        }
    }

    fn begin_with_sign(&mut self, reader: &Reader<'_>, at: usize) {
        self.bullet = reader.char_at(at).filter(|&c| is_bullet(c));
        self.marker = marker_at(reader, at).map(|(marker, _)| marker);
    }

    /// Where the marker begins that starts the next item at this gap, if one does.
    #[inline]
    pub fn marker_before(&self, reader: &Reader<'_>, gap: &Gap, start: usize) -> Option<usize> {
        if self.marker.is_none() && reader.byte(gap.visible).is_ascii() {
            return None;
        }
        self.next_marker(reader, gap, start)
    }

    fn next_marker(&self, reader: &Reader<'_>, gap: &Gap, start: usize) -> Option<usize> {
        if reader.char_at(gap.visible).is_some_and(is_bullet) {
            return Some(gap.visible);
        }
        let last = self.marker?;
        let at = if last.letter && gap.mark == Mark::Period {
            gap.body_end
                .checked_sub(1)
                .filter(|&at| at > start && reader.byte(at.wrapping_sub(1)) == b' ')?
        } else {
            gap.visible
        };
        let (marker, _) = marker_at(reader, at)?;
        (marker
            == Marker {
                value: last.value + 1,
                ..last
            })
        .then_some(at)
    }
}

/// True if `start..end` is a list marker and nothing else.
pub(super) fn is_marker(reader: &Reader<'_>, start: usize, end: usize) -> bool {
    let start = if reader.char_at(start).is_some_and(is_bullet) {
        let bullet = start + reader.char_at(start).map_or(0, char::len_utf8);
        reader.skip_blank(bullet).visible
    } else {
        start
    };
    marker_at(reader, start).is_some_and(|(_, marker_end)| marker_end == end)
}

/// The marker that begins at `at`, and its end: a number below 1000 or one small letter, then a
/// period, a bracket, or both, then white space.
fn marker_at(reader: &Reader<'_>, at: usize) -> Option<(Marker, usize)> {
    let rest = &reader.bytes[at.min(reader.bytes.len())..];
    let digits = rest
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let (value, letter, length) = match (digits, rest.first()?) {
        (1..=3, _) => (
            rest[..digits]
                .iter()
                .fold(0, |n, d| n * 10 + u32::from(d - b'0')),
            false,
            digits,
        ),
        (0, c @ b'a'..=b'z') => (u32::from(c - b'a'), true, 1),
        _ => return None,
    };
    let period = rest.get(length) == Some(&b'.');
    let bracket = rest.get(length + usize::from(period)) == Some(&b')');
    let length = length + usize::from(period) + usize::from(bracket);
    let spaced = rest.get(length).is_none_or(u8::is_ascii_whitespace);
    ((period || bracket) && spaced).then_some((
        Marker {
            value,
            letter,
            period,
            bracket,
        },
        at + length,
    ))
}

/// No longer marker is read.
const LONGEST_MARKER: usize = 8;

/// The end of the marker that begins a sentence at `at`, if one does: a bullet; a number, a letter or
/// a small Roman numeral with a period or bracket behind it, or between brackets.
pub(super) fn marker_end(reader: &Reader<'_>, at: usize) -> Option<usize> {
    if let Some(bullet) = reader.char_at(at).filter(|&c| is_bullet(c)) {
        return Some(at + bullet.len_utf8());
    }
    let spaced_dash = matches!(reader.bytes[at..], [b'-' | b'*' | b'+', b' ', ..]);
    if spaced_dash {
        return Some(at + 1);
    }
    let opens = reader.byte(at) == b'(';
    let inside = at + usize::from(opens);
    let length = reader.bytes[inside..]
        .iter()
        .take(LONGEST_MARKER)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let value = &reader.bytes[inside..inside + length];
    let marker = value.len() == 1
        || value.len() <= 3 && value.iter().all(u8::is_ascii_digit)
        || value.iter().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let end = inside + length;
    let closed = match reader.byte(end) {
        b')' => 1,
        b'.' if !opens => 1 + usize::from(reader.byte(end + 1) == b')'),
        _ => return None,
    };
    let spaced = reader.byte(end + closed).is_ascii_whitespace();
    (length > 0 && marker && spaced).then_some(end + closed)
}
