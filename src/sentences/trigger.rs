//! Which bytes the scan stops at.

/// What a byte asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trigger {
    Nothing,
    Mark,
    Newline,
    /// A capital, digit or dash: may begin a sentence without a mark before it.
    Opening,
    /// The first byte of a mark, newline, or bullet beyond ASCII.
    High,
    /// May stand in a web address, which may begin a sentence.
    Colon,
    /// A bracket or quotation mark that opens or closes.
    Pair,
}

pub(super) const TRIGGERS: [Trigger; 256] = {
    let mut table = [Trigger::Nothing; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'.' | b'!' | b'?' => Trigger::Mark,
            b'\n' | b'\r' | 0x0b | 0x0c => Trigger::Newline,
            b'A'..=b'Z' | b'0'..=b'9' => Trigger::Opening,
            b'*' | b'-' | b'=' | b'_' | b'<' | b'>' | b'#' | b'~' | b'+' | b'$' | b'@' => {
                Trigger::Opening
            }
            b':' => Trigger::Colon,
            b'(' | b')' | b'[' | b']' | b'"' => Trigger::Pair,
            0xc2 | 0xe2 | 0xe3 | 0xef => Trigger::High,
            _ => Trigger::Nothing,
        };
        byte += 1;
    }
    table
};

/// Finds triggers, sixty-four bytes at a time.
pub(super) struct Triggers<'a> {
    bytes: &'a [u8],
    /// Where the block under the scan begins.
    block: usize,
    /// Its bytes that are not passed over, the first one lowest.
    others: u64,
}

const BLOCK: usize = 64;

impl<'a> Triggers<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut triggers = Self {
            bytes,
            block: 0,
            others: 0,
        };
        triggers.load(0);
        triggers
    }

    /// Where the next trigger from `at` on stands, behind those found before.
    #[inline]
    pub fn next(&mut self, at: usize) -> Option<usize> {
        let ahead = at - self.block;
        if ahead < BLOCK {
            self.others &= u64::MAX << ahead;
        } else {
            self.load(at);
        }
        loop {
            while self.others == 0 {
                let next = self.block + BLOCK;
                if next >= self.bytes.len() {
                    return None;
                }
                self.load(next);
            }
            let found = self.block + self.others.trailing_zeros() as usize;
            if TRIGGERS[self.bytes[found] as usize] != Trigger::Nothing {
                return Some(found);
            }
            self.others &= self.others - 1;
        }
    }

    /// Makes the bytes from `start` on the block; behind the text's end there are spaces.
    #[inline]
    fn load(&mut self, start: usize) {
        self.block = start;
        let rest = self.bytes.get(start..).unwrap_or_default();
        self.others = match rest.first_chunk() {
            Some(block) => others(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                others(&block)
            }
        };
    }
}

/// The bytes that are no small letter, space or comma, a bit for each. A function of its own and in two
/// steps, for then the compiler makes the comparisons of sixteen bytes at once.
#[inline(never)]
fn others(block: &[u8; BLOCK]) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut flags = [0; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        let plain = (byte.wrapping_sub(b'a') < 26) | (byte == b' ') | (byte == b',');
        *flag = u8::from(!plain);
    }
    let mut bits = 0;
    let (eights, _) = flags.as_chunks();
    for (number, &eight) in eights.iter().enumerate() {
        // The highest byte of the product has the lowest bit of each of the eight.
        let gathered = u64::from_le_bytes(eight).wrapping_mul(GATHER) >> 56;
        bits |= gathered << (8 * number);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_letters_spaces_and_commas_are_passed_over() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut bytes =
                    *b"a zb cyd, the enough of it but not, nor is it any, so he went z ";
                bytes[place] = byte;
                let passed = byte.is_ascii_lowercase() || matches!(byte, b' ' | b',');
                let expected = if passed { 0 } else { 1 << place };
                assert_eq!(others(&bytes), expected, "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn triggers_are_found_in_and_behind_whole_blocks() {
        let mut text = b"plain words, then a mark. and 'more' A".to_vec();
        text.extend([b'b'; 100]);
        text.push(b'!');
        let mut triggers = Triggers::new(&text);
        let found = [0, 25, 38, 139].map(|at| triggers.next(at));
        assert_eq!(found, [Some(24), Some(37), Some(138), None]);
        assert_eq!(Triggers::new(&text).next(999), None);
        assert_eq!(Triggers::new(b"").next(0), None);
    }
}
