//! ASCII letters eight at a time: how many there are, and how they are cased.

use super::token::{CAPITALISED, HAS_LOWER, INNER_UPPER};

/// Eight bytes, and the high bit of each that is an ASCII letter.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    bytes: u64,
    letters: u64,
}

const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

impl Letters {
    #[inline]
    pub fn of(bytes: [u8; 8]) -> Self {
        let bytes = u64::from_le_bytes(bytes);
        // Within the low seven bits no sum carries into the next byte.
        let folded = (bytes | (0x20 * ONES)) & !HIGH;
        let from_a = folded + (0x80 - b'a' as u64) * ONES;
        let past_z = folded + (0x80 - b'z' as u64 - 1) * ONES;
        let letters = from_a & !past_z & !bytes & HIGH;
        Self { bytes, letters }
    }

    /// A bit for each letter, and one for each capital.
    #[inline]
    pub fn masks(self) -> (u64, u64) {
        (
            gather(self.letters),
            gather(self.letters & !(self.bytes << 2)),
        )
    }

    /// How many letters come first.
    #[inline]
    pub fn count(self) -> usize {
        (self.letters ^ HIGH).trailing_zeros() as usize / 8
    }

    /// The flags that the first letters give a word; `first`: the word begins here.
    #[inline]
    pub fn flags(self, first: bool) -> u8 {
        let other = self.letters ^ HIGH;
        let own = self.letters & (other ^ other.wrapping_sub(1));
        let upper = own & !(self.bytes << 2);
        if upper == 0 {
            return u8::from(own != 0) * HAS_LOWER;
        }
        let initial = if first { upper & 0x80 } else { 0 };
        (u8::from(upper != own) * HAS_LOWER)
            | (u8::from(initial != 0) * CAPITALISED)
            | (u8::from(upper != initial) * INNER_UPPER)
    }
}

/// The high bits of eight bytes side by side.
#[inline]
fn gather(high: u64) -> u64 {
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// How many ASCII letters begin `bytes`, and their flags; `first`: a word begins with them.
pub(super) fn ascii_letters(bytes: &[u8], first: bool) -> (usize, u8) {
    let (mut letters, mut rest) = take_eight(bytes);
    let mut flags = letters.flags(first);
    let mut length = letters.count();
    while letters.count() == 8 {
        (letters, rest) = take_eight(rest);
        flags |= letters.flags(false);
        length += letters.count();
    }
    (length, flags)
}

/// The first eight bytes, zeros where there are fewer, and the rest.
#[inline]
fn take_eight(bytes: &[u8]) -> (Letters, &[u8]) {
    if let Some((&chunk, rest)) = bytes.split_first_chunk() {
        return (Letters::of(chunk), rest);
    }
    let mut chunk = [0; 8];
    chunk[..bytes.len()].copy_from_slice(bytes);
    (Letters::of(chunk), &[])
}
