//! A word's first eight bytes as one number: two words are compared by one look.

/// The first bytes of a word of `length` bytes, eight at most and zeros above, from where it begins.
#[inline]
pub(super) fn head(bytes: &[u8], length: usize) -> u64 {
    let first = match bytes.first_chunk() {
        Some(&first) => u64::from_le_bytes(first),
        None => bytes
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    };
    first & MASKS[length.min(8)]
}

/// The same without regard to case.
#[inline]
pub fn folded_head(bytes: &[u8], length: usize) -> u64 {
    fold(head(bytes, length), length)
}

/// The head of a word in either case, its case bits set.
#[inline]
pub fn folded(word: &[u8]) -> u64 {
    folded_head(word, word.len())
}

/// A head of a word of `length` bytes with its case bits set.
#[inline]
pub(super) fn fold(head: u64, length: usize) -> u64 {
    head | CASE & MASKS[length.min(8)]
}

/// The folded head of a word of at most eight bytes, which are the first of these.
#[inline]
pub(super) fn fold_bytes(bytes: [u8; 8], length: usize) -> u64 {
    (u64::from_le_bytes(bytes) | CASE) & MASKS[length.min(8)]
}

/// False if a byte of the head is none of ASCII.
#[inline]
pub fn is_ascii(head: u64) -> bool {
    head & 0x8080_8080_8080_8080 == 0
}

/// The case bits of eight bytes. With them set a head is never 0; words are letters, apostrophes and
/// periods, which stay apart, and zero bytes above tell the lengths apart.
const CASE: u64 = 0x2020_2020_2020_2020;

/// The bits of so many bytes.
const MASKS: [u64; 9] = {
    let mut masks = [u64::MAX; 9];
    let mut length = 0;
    while length < 8 {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

/// The heads of some words, a bit of 256 for each: few others share one of theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Heads([u64; 4]);

impl Heads {
    /// Adds the head of `word`; all heads for none, and for one that is not ASCII.
    pub fn add(&mut self, word: Option<&str>) {
        let head = word.filter(|word| word.is_ascii());
        match head {
            Some(word) => {
                let (part, bit) = head_bit(folded(word.as_bytes()));
                self.0[part] |= bit;
            }
            None => self.0 = [u64::MAX; 4],
        }
    }

    /// False if no word of this folded head is among them.
    #[inline]
    pub fn may_hold(self, head: u64) -> bool {
        let (part, bit) = head_bit(head);
        self.0[part] & bit != 0
    }
}

#[inline]
fn head_bit(head: u64) -> (usize, u64) {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = head.wrapping_mul(ODD);
    ((mixed >> 56) as usize & 3, 1 << (mixed >> 58))
}
