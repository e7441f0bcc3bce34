use std::borrow::Cow;

/// The unit in which positions are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// UTF-8 bytes: Rust's strings.
    Byte,
    /// Unicode code points: Python's strings.
    #[default]
    CodePoint,
    /// UTF-16 code units: JavaScript's and Java's strings.
    Utf16,
}

impl OffsetUnit {
    /// The name that settings and Arrow metadata use: `byte`, `codepoint`, `utf16`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::CodePoint => "codepoint",
            Self::Utf16 => "utf16",
        }
    }

    fn count(self, bytes: &[u8]) -> usize {
        match self {
            Self::Byte => bytes.len(),
            Self::CodePoint => bytecount::num_chars(bytes),
            // A code point of four bytes takes two UTF-16 units.
            Self::Utf16 => {
                bytecount::num_chars(bytes) + bytes.iter().filter(|&&byte| byte >= 0xf0).count()
            }
        }
    }
}

const BLOCK: usize = 64;

/// Converts byte positions of one text to another unit and back.
///
/// One forward counting pass over the text; none for ASCII or bytes. A look-up counts inside one
/// block of 64 bytes.
///
/// ```
/// use textsift::text::{OffsetUnit, Offsets};
/// let offsets = Offsets::new("né 😀!", OffsetUnit::CodePoint);
/// assert_eq!(offsets.from_byte(4), 3);
/// assert_eq!(offsets.to_byte(3), 4);
/// ```
#[derive(Debug, Clone)]
pub struct Offsets<'a> {
    bytes: &'a [u8],
    unit: OffsetUnit,
    /// Units before each block; empty where a unit is a byte.
    blocks: Cow<'a, [u32]>,
}

impl<'a> Offsets<'a> {
    /// Counts `text` once, in `unit`.
    pub fn new(text: &'a str, unit: OffsetUnit) -> Self {
        let bytes = text.as_bytes();
        let mut blocks = Vec::new();
        if unit != OffsetUnit::Byte && !bytes.is_ascii() {
            blocks.reserve(bytes.len() / BLOCK + 1);
            let mut total = 0;
            for block in bytes.chunks(BLOCK) {
                blocks.push(total as u32);
                total += unit.count(block);
            }
        }
        Self {
            bytes,
            unit,
            blocks: blocks.into(),
        }
    }

    /// The same from the counts that [`Offsets::into_blocks`] gave for `text` and `unit`.
    pub fn with_blocks(text: &'a str, unit: OffsetUnit, blocks: &'a [u32]) -> Self {
        Self {
            bytes: text.as_bytes(),
            unit,
            blocks: blocks.into(),
        }
    }

    /// The counts, to be kept beside the text that they belong to.
    pub fn into_blocks(self) -> Vec<u32> {
        self.blocks.into_owned()
    }

    /// The position in the unit of byte position `byte`, which is at most the text's length.
    pub fn from_byte(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        if self.blocks.is_empty() {
            return byte as u32;
        }
        let block = (byte / BLOCK).min(self.blocks.len() - 1);
        self.blocks[block] + self.unit.count(&self.bytes[block * BLOCK..byte]) as u32
    }

    /// The byte position of `position`; the text's length where `position` is beyond it.
    pub fn to_byte(&self, position: u32) -> u32 {
        if self.blocks.is_empty() {
            return position.min(self.bytes.len() as u32);
        }
        let block = self.blocks.partition_point(|&before| before <= position) - 1;
        let mut left = (position - self.blocks[block]) as usize;
        let start = block * BLOCK;
        for (at, &byte) in self.bytes[start..].iter().enumerate() {
            if (byte as i8) < -0x40 {
                continue; // inside a code point
            }
            if left == 0 {
                return (start + at) as u32;
            }
            let width = 1 + usize::from(self.unit == OffsetUnit::Utf16 && byte >= 0xf0);
            left = left.saturating_sub(width);
        }
        self.bytes.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_agree_with_counting(text in "\\PC{0,40}|[é😀a日]{0,900}") {
            for unit in [OffsetUnit::Byte, OffsetUnit::CodePoint, OffsetUnit::Utf16] {
                let offsets = Offsets::new(&text, unit);
                for byte in (0..=text.len()).filter(|&b| text.is_char_boundary(b)) {
                    let expected = match unit {
                        OffsetUnit::Byte => byte,
                        OffsetUnit::CodePoint => text[..byte].chars().count(),
                        OffsetUnit::Utf16 => text[..byte].encode_utf16().count(),
                    };
                    prop_assert_eq!(offsets.from_byte(byte as u32) as usize, expected);
                    prop_assert_eq!(offsets.to_byte(expected as u32) as usize, byte);
                }
            }
        }
    }
}
