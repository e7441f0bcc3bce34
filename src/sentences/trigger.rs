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
    while let Some(sixteen) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let plain = plain_prefix(sixteen);
        at += plain;
        if plain < 16 {
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

/// How many of the bytes, from the first on, are small letters, spaces or commas.
#[inline]
fn plain_prefix(bytes: &[u8; 16]) -> usize {
    let others = others(bytes);
    let (first, second) = (others as u64, (others >> 64) as u64);
    if first != 0 {
        first.trailing_zeros() as usize / 8
    } else {
        8 + second.trailing_zeros() as usize / 8
    }
}

/// The bytes that are no small letter, space or comma as 255, the others as 0. A function of its own,
/// for then the compiler makes the comparisons of all sixteen at once.
#[inline(never)]
fn others(bytes: &[u8; 16]) -> u128 {
    u128::from_le_bytes(bytes.map(|byte| {
        let plain = (byte.wrapping_sub(b'a') < 26) | (byte == b' ') | (byte == b',');
        if plain { 0 } else { u8::MAX }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_letters_spaces_and_commas_are_passed_over() {
        for byte in 0..=u8::MAX {
            for place in 0..16 {
                let mut bytes = *b"a zb cyd, the en";
                bytes[place] = byte;
                let plain = byte.is_ascii_lowercase() || matches!(byte, b' ' | b',');
                let expected = if plain { 16 } else { place };
                assert_eq!(plain_prefix(&bytes), expected, "{byte:#x} at {place}");
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
