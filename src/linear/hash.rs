//! Hashes of features: one multiplication for each eight bytes, the same on every machine.

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
const SECRET: u64 = 0xe703_7ed1_a0b4_28db;

/// The product's halves folded into one word (the mixing step of wyhash).
const fn fold(a: u64, b: u64) -> u64 {
    let product = (a as u128) * (b as u128);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Joins two hashes into one; the order counts.
///
/// ```
/// use textsift::linear::mix;
/// assert_ne!(mix(1, 2), mix(2, 1));
/// ```
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    fold(a ^ SECRET, b ^ MULTIPLIER) ^ a.rotate_left(23)
}

/// The hash of `bytes`; `seed` tells one kind of feature from another.
///
/// ```
/// use textsift::linear::hash_bytes;
/// assert_ne!(hash_bytes(1, b"Paris"), hash_bytes(2, b"Paris"));
/// ```
#[inline]
pub fn hash_bytes(seed: u64, bytes: &[u8]) -> u64 {
    hash_words(seed, bytes, |word| word)
}

/// As [`hash_bytes`] of the bytes with ASCII capitals made small.
///
/// ```
/// use textsift::linear::{hash_bytes, hash_folded};
/// assert_eq!(hash_folded(1, b"Paris"), hash_bytes(1, b"paris"));
/// ```
#[inline]
pub fn hash_folded(seed: u64, bytes: &[u8]) -> u64 {
    hash_words(seed, bytes, fold_ascii)
}

/// Eight bytes with their ASCII capitals made small.
#[inline]
pub const fn fold_ascii(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = word & (0x7f * ONES);
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let past_z = low + (0x80 - b'Z' as u64 - 1) * ONES;
    let capital = (from_a ^ past_z) & !word & (0x80 * ONES);
    word | (capital >> 2)
}

#[inline]
fn hash_words(seed: u64, bytes: &[u8], change: impl Fn(u64) -> u64) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = seed.wrapping_mul(MULTIPLIER) ^ bytes.len() as u64;
    for &word in words {
        hash = mix(hash, change(u64::from_le_bytes(word)));
    }
    mix(hash, change(big_endian(rest)))
}

/// At most seven bytes as one number; overlapping loads instead of a loop.
#[inline]
fn big_endian(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(&first), Some(&last)) => {
            u64::from(u32::from_be_bytes(first)) << (8 * (bytes.len() - 4))
                | u64::from(u32::from_be_bytes(last))
        }
        _ => bytes
            .iter()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn values_stay_the_same_because_models_hold_them() {
        assert_eq!(hash_bytes(0, b""), 599_253_049_823_791_284);
        assert_eq!(
            hash_bytes(7, b"internationalisation"),
            2_368_535_022_026_708_283
        );
    }

    #[test]
    fn low_bits_of_close_words_differ() {
        let hashes: HashSet<u64> = (0..20_000u32)
            .map(|n| hash_bytes(3, n.to_string().as_bytes()) & 0xff_ffff)
            .collect();
        assert!(hashes.len() > 19_950, "{}", hashes.len());
    }

    proptest! {
        #[test]
        fn folding_is_ascii_lower_case(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(hash_folded(9, &bytes), hash_bytes(9, &bytes.to_ascii_lowercase()));
        }
    }
}
