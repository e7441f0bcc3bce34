//! Short words, read eight bytes at a time: which of them are ASCII letters and digits is told for all
//! by one addition for each bound, with the high bit of each byte as the answer.

use super::gap::Reader;
use super::word::{Shape, Word, hash_of, word_hash};

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
const CASE: u64 = 0x20 * ONES;

/// The high bit of each byte between `first` and `last`, which are ASCII.
const fn between(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !HIGH;
    let from = low + (0x80 - first as u64) * ONES;
    let past = low + (0x7f - last as u64) * ONES;
    (from ^ past) & !bytes & HIGH
}

/// The first `count` bytes, at most eight.
const fn first(count: usize) -> u64 {
    if count < 8 {
        (1 << (8 * count)) - 1
    } else {
        u64::MAX
    }
}

/// The high bits of the bytes that are no ASCII letters or digits.
#[inline]
const fn others(bytes: u64) -> u64 {
    !(between(bytes | CASE, b'a', b'z') | between(bytes, b'0', b'9')) & HIGH
}

/// The first `length` bytes, fewer than nine, with their case bits set, shifted up.
#[inline]
const fn shifted(bytes: u64, length: u32) -> u64 {
    match (bytes | CASE).checked_shl(64 - 8 * length) {
        Some(shifted) => shifted,
        None => 0,
    }
}

/// Eight bytes of a text with the kinds of their characters.
struct Eight {
    bytes: u64,
    lower: u64,
    upper: u64,
    digit: u64,
}

impl Eight {
    #[inline]
    fn new(bytes: [u8; 8]) -> Self {
        let bytes = u64::from_le_bytes(bytes);
        Self {
            bytes,
            lower: between(bytes, b'a', b'z'),
            upper: between(bytes, b'A', b'Z'),
            digit: between(bytes, b'0', b'9'),
        }
    }

    /// The shape of the word that the bytes in `mask` are; `initial` is its first byte.
    fn shape(&self, mask: u64, initial: u64) -> Shape {
        let (lower, upper, digit) = (self.lower & mask, self.upper & mask, self.digit & mask);
        match (lower, upper.count_ones(), digit) {
            (0, 0, 0) => Shape::None,
            (0, 0, _) => Shape::Digits,
            (_, 0, 0) => Shape::Lower,
            (0, 1, 0) => Shape::Initial,
            (0, _, 0) => Shape::Upper,
            (_, 1, 0) if upper & initial != 0 => Shape::Capital,
            _ => Shape::Mixed,
        }
    }
}

impl Reader<'_> {
    /// The word that begins at `start`, if it is shorter than eight bytes and plain ASCII.
    #[inline]
    pub(super) fn short_word_after(&self, start: usize) -> Option<Word> {
        let eight = Eight::new(*self.bytes.get(start..)?.first_chunk()?);
        let others = others(eight.bytes);
        let length = others.trailing_zeros() as usize / 8;
        if length == 8 || self.goes_on(start + length, |at| at + 1) {
            return None;
        }
        Some(Word {
            start,
            end: start + length,
            shape: eight.shape(first(length), 0x80),
            hash: hash_of(shifted(eight.bytes, length as u32), 0, length),
        })
    }

    /// The word that ends at `end`, not before `floor`, if it is shorter than eight bytes and plain
    /// ASCII.
    #[inline]
    pub(super) fn short_word_before(&self, end: usize, floor: usize) -> Option<Word> {
        let begin = end.checked_sub(8)?;
        let eight = Eight::new(*self.bytes.get(begin..end)?.first_chunk()?);
        let barred = first(floor.saturating_sub(begin)) & HIGH;
        let others = others(eight.bytes) | barred;
        let length = others.leading_zeros() as usize / 8;
        let start = end - length;
        if length == 8 || start > floor && self.goes_on(start - 1, |at| at.wrapping_sub(1)) {
            return None;
        }
        let unused = first(8 - length);
        Some(Word {
            start,
            end,
            shape: eight.shape(!unused, 0x80 << (64 - 8 * length as u32).min(63)),
            hash: hash_of((eight.bytes | CASE) & !unused, 0, length),
        })
    }

    /// True if the character at `at`, no ASCII letter or digit, may be inside a word that goes on at
    /// `next(at)`.
    #[inline]
    fn goes_on(&self, at: usize, next: impl Fn(usize) -> usize) -> bool {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        match self.byte(at) {
            b'.' | b'\'' => inner(self.byte(next(at))),
            byte => !byte.is_ascii(),
        }
    }

    /// The hash of the ASCII letters and digits from `at` on, as of a word.
    #[inline]
    pub(super) fn run_hash(&self, at: usize) -> u64 {
        let Some(sixteen) = self.bytes.get(at..).and_then(<[u8]>::first_chunk::<16>) else {
            return word_hash(self.bytes, at, at + self.run_after(at));
        };
        let head = u64::from_le_bytes(*sixteen.first_chunk().unwrap_or(&[0; 8]));
        let length = others(head).trailing_zeros() / 8;
        if length < 8 {
            return hash_of(shifted(head, length), 0, length as usize);
        }
        let tail = u64::from_le_bytes(*sixteen.last_chunk().unwrap_or(&[0; 8]));
        let more = others(tail).trailing_zeros() / 8;
        if more < 8 {
            // Of the sixteen bytes the word's last eight.
            let both = u128::from_le_bytes(*sixteen) >> (8 * more);
            let (head, tail) = (head | CASE, both as u64 | CASE);
            let tail = if more == 0 { 0 } else { tail };
            return hash_of(head, tail, 8 + more as usize);
        }
        word_hash(self.bytes, at, at + self.run_after(at))
    }

    /// How many small letters end at `end`, none before `floor`; at most 24.
    #[inline]
    pub(super) fn small_letters_before(&self, end: usize, floor: usize) -> usize {
        let before = &self.bytes[floor..end];
        if let Some(&eight) = before.last_chunk() {
            let others = !between(u64::from_le_bytes(eight), b'a', b'z') & HIGH;
            if others != 0 {
                return others.leading_zeros() as usize / 8;
            }
        }
        let before = before.iter().rev().take(24);
        before.take_while(|byte| byte.is_ascii_lowercase()).count()
    }

    /// How many ASCII letters and digits stand from `at` on.
    #[inline]
    pub(super) fn run_after(&self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let (eights, _) = rest.as_chunks();
        for (number, &eight) in eights.iter().enumerate() {
            let others = others(u64::from_le_bytes(eight));
            if others != 0 {
                return 8 * number + others.trailing_zeros() as usize / 8;
            }
        }
        let known = 8 * eights.len();
        let more = rest[known..].iter();
        known + more.take_while(|byte| byte.is_ascii_alphanumeric()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(word: Word) -> (usize, usize, Shape, u64) {
        (word.start, word.end, word.shape, word.hash)
    }

    proptest! {
        #[test]
        fn short_words_are_the_words_that_are_read_byte_by_byte(
            text in "[a-cX-Z0-2.'’é° ,-]{0,24}",
            back in 0usize..24,
        ) {
            let reader = Reader::new(&text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let floor = at.saturating_sub(back);
                if let Some(word) = reader.short_word_after(at) {
                    prop_assert_eq!(parts(word), parts(reader.any_word_after(at)));
                }
                if let Some(word) = reader.short_word_before(at, floor).filter(|_| text.is_char_boundary(floor)) {
                    prop_assert_eq!(parts(word), parts(reader.any_word_before(at, floor)));
                }
                let small = text.as_bytes()[floor..at].iter().rev().take(24);
                let small = small.take_while(|byte| byte.is_ascii_lowercase()).count();
                prop_assert_eq!(reader.small_letters_before(at, floor), small);
                let run = text[at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
                prop_assert_eq!(reader.run_after(at), run);
                prop_assert_eq!(reader.run_hash(at), word_hash(reader.bytes, at, at + run));
            }
        }
    }
}
