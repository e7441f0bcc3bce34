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

/// Where the next trigger from `at` on stands.
#[inline]
pub(super) fn next_trigger(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let plain = small_letters_and_spaces(u64::from_le_bytes(*eight));
        at += plain;
        if plain < 8 {
            if TRIGGERS[bytes[at] as usize] != Trigger::Nothing {
                return Some(at);
            }
            at += 1;
        }
    }
    let rest = bytes.get(at..)?;
    let step = rest
        .iter()
        .position(|&byte| TRIGGERS[byte as usize] != Trigger::Nothing)?;
    Some(at + step)
}

/// How many of eight bytes, from the first on, are small letters or spaces: the arithmetic of all
/// eight at once, with the high bit of each byte as its answer.
#[inline]
fn small_letters_and_spaces(bytes: u64) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let low = bytes & !HIGH;
    let from_a = low + (0x80 - b'a' as u64) * ONES;
    let past_z = low + (0x80 - b'z' as u64 - 1) * ONES;
    let letter = from_a ^ past_z;
    let no_space = (low ^ (b' ' as u64 * ONES)) + !HIGH;
    let other = (!letter & no_space | bytes) & HIGH;
    other.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_letters_and_spaces_are_passed_over() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"a zb cyd";
                eight[place] = byte;
                let plain = byte.is_ascii_lowercase() || byte == b' ';
                let expected = if plain { 8 } else { place };
                let found = small_letters_and_spaces(u64::from_le_bytes(eight));
                assert_eq!(found, expected, "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn triggers_are_found_in_and_behind_whole_words() {
        let text = b"plain words, then a mark. and 'more' A";
        assert_eq!(next_trigger(text, 0), Some(24));
        assert_eq!(next_trigger(text, 25), Some(37));
        assert_eq!(next_trigger(text, 38), None);
        assert_eq!(next_trigger(text, 99), None);
    }
}
