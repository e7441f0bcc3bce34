//! 64 bytes of a text at a time: which of them are ASCII letters, and which of those are capitals.

use super::letters::Letters;
use super::token::{CAPITALISED, HAS_LOWER, INNER_UPPER};

/// How many bytes have a bit.
const SIZE: usize = 64;
/// How many are at hand: a word that begins in the window is compared by its first eight.
const WIDE: usize = SIZE + 8;

/// What stands from one place of a text on, zeros behind its end.
pub(super) struct Window {
    start: usize,
    bytes: [u8; WIDE],
    letters: u64,
    capitals: u64,
}

/// A run of ASCII letters, perhaps of none.
pub(super) struct Run {
    pub length: usize,
    /// The flags of a word of these letters.
    pub flags: u8,
    /// The bytes from its first letter on.
    pub first: [u8; 8],
    /// The two bytes behind it.
    pub behind: [u8; 2],
}

impl Window {
    /// The window that begins at `start`.
    pub fn of(text: &[u8], start: usize) -> Self {
        let rest = &text[start..];
        let bytes = match rest.first_chunk() {
            Some(&bytes) => bytes,
            None => {
                let mut bytes = [0; WIDE];
                bytes[..rest.len()].copy_from_slice(rest);
                bytes
            }
        };
        let (mut letters, mut capitals) = (0, 0);
        let (chunks, _) = bytes.as_chunks();
        for (at, &chunk) in chunks[..SIZE / 8].iter().enumerate() {
            let (all, upper) = Letters::of(chunk).masks();
            letters |= all << (8 * at);
            capitals |= upper << (8 * at);
        }
        Self {
            start,
            bytes,
            letters,
            capitals,
        }
    }

    /// The run of letters that begins at `position`, which is not before the window; none where the
    /// window ends before the run does.
    #[inline]
    pub fn run(&self, position: usize) -> Option<Run> {
        let at = position - self.start;
        if at >= SIZE {
            return None;
        }
        let length = (!(self.letters >> at)).trailing_zeros() as usize;
        let end = at + length;
        if end >= SIZE {
            return None;
        }
        let first = self.bytes[at..].first_chunk()?;
        let behind = self.bytes[end..].first_chunk()?;
        Some(Run {
            length,
            flags: flags(self.capitals >> at & !(u64::MAX << length), length),
            first: *first,
            behind: *behind,
        })
    }
}

/// The flags of a word of `length` letters, a bit for each that is a capital.
#[inline]
fn flags(capitals: u64, length: usize) -> u8 {
    if capitals == 0 {
        return HAS_LOWER;
    }
    let small = capitals.count_ones() as usize != length;
    (u8::from(small) * HAS_LOWER)
        | (u8::from(capitals & 1 != 0) * CAPITALISED)
        | (u8::from(capitals & !1 != 0) * INNER_UPPER)
}
