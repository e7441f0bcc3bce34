//! The words beside a gap: letters and digits, with periods and apostrophes inside.

use super::gap::Reader;
use crate::lexicon::abbreviations::Classes;
use crate::text::chars::{Class, class_of};

/// No word is read further than this many bytes.
const WORD_LIMIT: usize = 48;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// No word at all: a symbol or the text's edge.
    None,
    Lower,
    /// One capital letter alone.
    Initial,
    /// A capital, then small letters.
    Capital,
    /// Two capitals or more, nothing small.
    Upper,
    Digits,
    /// Capitals inside, or letters with digits.
    Mixed,
    /// Letters with periods: U.S, e.g
    Dotted,
}

/// A word beside a gap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub shape: Shape,
    /// By which words are compared, without case.
    pub hash: u64,
}

impl Word {
    fn new(reader: &Reader<'_>, start: usize, end: usize, letters: Letters) -> Self {
        let shape = letters.shape(reader, start);
        Self {
            start,
            end,
            shape,
            hash: word_hash(reader.bytes, start, end),
        }
    }

    pub fn len(&self) -> usize {
        self.end - self.start
    }

    pub fn of<'a>(&self, reader: &Reader<'a>) -> &'a str {
        &reader.text[self.start..self.end]
    }

    pub fn starts_capital(&self) -> bool {
        matches!(self.shape, Shape::Initial | Shape::Capital | Shape::Upper)
    }

    /// "O’Neil", "McBride", "U.S"
    pub fn is_name(&self, reader: &Reader<'_>) -> bool {
        matches!(self.shape, Shape::Mixed | Shape::Dotted) && starts_upper(reader, self.start)
    }

    pub fn classes(&self, reader: &Reader<'_>) -> Classes {
        reader.classes(self.of(reader))
    }
}

/// The hash by which words are compared, without case: of their first and last eight bytes.
#[inline]
pub(super) fn word_hash(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let head = folded_eight(text, start, end);
    let tail = if length > 8 {
        folded_eight(text, end - 8, end)
    } else {
        0
    };
    hash_of(head, tail, length)
}

/// The hash of a word of this length: of its first and last eight bytes with their case bits set,
/// shifted up where there are fewer.
#[inline]
pub(super) fn hash_of(head: u64, tail: u64, length: usize) -> u64 {
    const SECRET: u64 = 0xe703_7ed1_a0b4_28db;
    let product = u128::from(head ^ SECRET) * u128::from(tail ^ MULTIPLIER ^ length as u64);
    (product >> 64) as u64 ^ product as u64
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The bytes from `start` on, at most eight and none behind `end`, with their case bits set.
#[inline]
fn folded_eight(text: &[u8], start: usize, end: usize) -> u64 {
    const CASE: u64 = 0x2020_2020_2020_2020;
    let eight = match text.get(start..).and_then(<[u8]>::first_chunk) {
        Some(&eight) => u64::from_le_bytes(eight),
        None => text[start..]
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    };
    let unused = 8 * 8usize.saturating_sub(end - start) as u32;
    (eight | CASE).checked_shl(unused).unwrap_or(0)
}

/// How many small letters, capitals, digits and inner periods a word holds, a byte for each.
#[derive(Debug, Clone, Copy, Default)]
struct Letters(u32);

const LOWER: u32 = 1;
const UPPER: u32 = 1 << 8;
const DIGIT: u32 = 1 << 16;
const PERIOD: u32 = 1 << 24;

/// What each byte adds; 0 for one that is no ASCII letter or digit.
const LETTERS: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    table
};

impl Letters {
    fn add(&mut self, c: char) {
        self.0 += match class_of(c) {
            Class::Lower => LOWER,
            Class::Upper => UPPER,
            Class::Digit => DIGIT,
            _ if c == '.' => PERIOD,
            _ => 0,
        };
    }

    fn shape(self, reader: &Reader<'_>, start: usize) -> Shape {
        let [lower, upper, digits, periods] = self.0.to_le_bytes();
        match (lower, upper, digits) {
            (0, 0, 0) => Shape::None,
            (0, 0, _) => Shape::Digits,
            (_, _, 0) if periods > 0 => Shape::Dotted,
            (_, 0, 0) => Shape::Lower,
            (0, 1, 0) => Shape::Initial,
            (0, _, 0) => Shape::Upper,
            (_, 1, 0) if starts_upper(reader, start) => Shape::Capital,
            _ => Shape::Mixed,
        }
    }
}

fn starts_upper(reader: &Reader<'_>, start: usize) -> bool {
    reader
        .char_at(start)
        .is_some_and(|c| class_of(c) == Class::Upper)
}

impl Reader<'_> {
    /// The word that ends at `end`, not before `floor`; empty if a symbol stands there.
    #[inline]
    pub fn word_before(&self, end: usize, floor: usize) -> Word {
        self.short_word_before(end, floor)
            .unwrap_or_else(|| self.any_word_before(end, floor))
    }

    pub(super) fn any_word_before(&self, end: usize, floor: usize) -> Word {
        let floor = floor.max(end.saturating_sub(WORD_LIMIT)).min(end);
        let (mut start, mut letters) = (end, Letters::default());
        while start > floor {
            let known = LETTERS[self.bytes[start - 1] as usize];
            if known > 0 {
                letters.0 += known;
                start -= 1;
                continue;
            }
            let Some(c) = self.char_before(start) else {
                break;
            };
            let next = start - c.len_utf8();
            let inside =
                is_inner(c) && start < end && self.char_before(next).is_some_and(is_word_char);
            if !inside && (c.is_ascii() || !is_word_char(c)) {
                break;
            }
            letters.add(c);
            start = next;
        }
        Word::new(self, start, end, letters)
    }

    /// The word that begins at `start`; empty if a symbol stands there.
    #[inline]
    pub fn word_after(&self, start: usize) -> Word {
        self.short_word_after(start)
            .unwrap_or_else(|| self.any_word_after(start))
    }

    pub(super) fn any_word_after(&self, start: usize) -> Word {
        let ceiling = (start + WORD_LIMIT).min(self.bytes.len());
        let (mut end, mut letters) = (start, Letters::default());
        while end < ceiling {
            let known = LETTERS[self.bytes[end] as usize];
            if known > 0 {
                letters.0 += known;
                end += 1;
                continue;
            }
            let Some(c) = self.char_at(end) else { break };
            let next = end + c.len_utf8();
            let inside = is_inner(c) && end > start && self.char_at(next).is_some_and(is_word_char);
            if !inside && (c.is_ascii() || !is_word_char(c)) {
                break;
            }
            letters.add(c);
            end = next;
        }
        Word::new(self, start, end, letters)
    }
}

pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    if ('\u{2010}'..='\u{205e}').contains(&c) {
        return false; // general punctuation, frequent enough to be told at once
    }
    matches!(
        class_of(c),
        Class::Lower | Class::Upper | Class::Digit | Class::Extend
    ) || c == '°'
}

fn is_inner(c: char) -> bool {
    matches!(c, '.' | '\'' | '’')
}
