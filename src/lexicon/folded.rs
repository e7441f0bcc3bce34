/// A map from words to values that ignores ASCII case; a look-up allocates nothing.
///
/// Keys are stored in lower case. Most strangers are refused by their first letters and their length
/// alone; the rest by a hash of their first and last eight bytes, open addressing, at most half full.
///
/// ```
/// use textsift::lexicon::Folded;
/// let units: Folded<u8> = [("km", 1), ("mile", 2)].into_iter().collect();
/// assert_eq!(units.get("KM"), Some(&1));
/// assert_eq!(units.get("lb"), None);
/// ```
#[derive(Debug, Clone)]
pub struct Folded<V = ()> {
    entries: Vec<(Box<str>, V)>,
    /// The hash of a word, and its index in `entries` plus one; 0 is empty. A power of two of slots.
    slots: Vec<(u32, u32)>,
    /// For each pair of first letters, which lengths occur (bit 31: 31 bytes and more).
    lengths: Box<[u32; 1024]>,
}

/// The case bit of every byte is set, so that it is the same for both cases.
#[inline]
fn hash(word: &[u8]) -> u32 {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (head, tail) = match (word.first_chunk(), word.last_chunk()) {
        (Some(&head), Some(&tail)) => (u64::from_le_bytes(head), u64::from_le_bytes(tail)),
        _ => (short(word), 0),
    };
    let mixed =
        ((head | FOLD) ^ word.len() as u64).wrapping_mul(ODD) ^ (tail | FOLD).rotate_left(29);
    (mixed.wrapping_mul(ODD) >> 32) as u32
}

/// Fewer than eight bytes as one number; overlapping loads instead of a loop.
#[inline]
fn short(word: &[u8]) -> u64 {
    match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(&head), Some(&tail)) => {
            u64::from(u32::from_le_bytes(head)) | u64::from(u32::from_le_bytes(tail)) << 32
        }
        _ => word
            .iter()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// Five bits of each of the first two bytes, which the two cases of a letter share.
#[inline]
fn first_letters(first: u8, second: u8) -> usize {
    usize::from(first & 31) | usize::from(second & 31) << 5
}

/// One bit for each length; bit 31 for 31 bytes and more.
#[inline]
fn length_bit(length: usize) -> u32 {
    1 << length.min(31)
}

impl<V> Folded<V> {
    /// The value of `word`, in whichever case it is written.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        self.get_bytes(word.as_bytes())
    }

    /// The same for a word whose bytes are at hand.
    #[inline]
    pub(super) fn get_bytes(&self, word: &[u8]) -> Option<&V> {
        let [first, second] = [0, 1].map(|at| word.get(at).copied().unwrap_or(0));
        self.may_hold(first, second, word.len())
            .then(|| self.find(word))?
    }

    /// False if no word of this length begins as one of this [`head`](super::head::head).
    #[inline]
    pub(super) fn may_hold_head(&self, head: u64, length: usize) -> bool {
        let letters = head & 31 | (head >> 8 & 31) << 5;
        self.lengths[letters as usize] & length_bit(length) != 0
    }

    /// False if no word of this length begins with these two bytes (the second 0 where there is one).
    #[inline]
    fn may_hold(&self, first: u8, second: u8, length: usize) -> bool {
        self.lengths[first_letters(first, second)] & length_bit(length) != 0
    }

    fn find(&self, word: &[u8]) -> Option<&V> {
        let slot = self.slot(word)?;
        let index = (self.slots[slot].1 as usize).checked_sub(1)?;
        Some(&self.entries[index].1)
    }

    /// True if `word` is a key.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if there is no word.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The keys, in lower case, in the order of insertion.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// The keys, in lower case, with their values, in the order of insertion.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }

    /// The slot that holds `word` or is free for it; none in an empty table.
    fn slot(&self, word: &[u8]) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let hash = hash(word);
        let mut slot = hash as usize & mask;
        loop {
            let (own, next) = self.slots[slot];
            let Some(index) = next.checked_sub(1) else {
                return Some(slot);
            };
            // Its hash alone refuses nearly every stranger.
            if own == hash && self.is_key(index, word) {
                return Some(slot);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn is_key(&self, index: u32, word: &[u8]) -> bool {
        let (key, _) = &self.entries[index as usize];
        key.as_bytes().eq_ignore_ascii_case(word)
    }
}

impl<K: AsRef<str>, V> FromIterator<(K, V)> for Folded<V> {
    /// Of equal keys the last one wins.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let mut map = Self {
            entries: Vec::with_capacity(pairs.len()),
            slots: vec![(0, 0); (pairs.len() * 2).next_power_of_two()],
            lengths: Box::new([0; 1024]),
        };
        for (key, value) in pairs {
            let key = key.as_ref().to_ascii_lowercase().into_boxed_str();
            let Some(slot) = map.slot(key.as_bytes()) else {
                continue;
            };
            match map.slots[slot].1.checked_sub(1) {
                Some(index) => map.entries[index as usize].1 = value,
                None => {
                    let [first, second] =
                        [0, 1].map(|at| key.as_bytes().get(at).copied().unwrap_or(0));
                    map.lengths[first_letters(first, second)] |= length_bit(key.len());
                    map.slots[slot] = (hash(key.as_bytes()), map.entries.len() as u32 + 1);
                    map.entries.push((key, value));
                }
            }
        }
        map
    }
}

impl<V> Default for Folded<V> {
    /// No words.
    fn default() -> Self {
        std::iter::empty::<(&str, V)>().collect()
    }
}

impl Folded {
    /// A set of words.
    pub fn words<K: AsRef<str>>(words: impl IntoIterator<Item = K>) -> Self {
        words.into_iter().map(|word| (word, ())).collect()
    }
}

impl<'de> serde::Deserialize<'de> for Folded {
    /// From a list of strings, each one word or several between white space.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines = Vec::<String>::deserialize(deserializer)?;
        Ok(Self::words(
            lines.iter().flat_map(|line| line.split_whitespace()),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_map_knows_no_word() {
        let empty: Folded = Folded::words([""; 0]);
        assert!(!empty.contains("a") && empty.is_empty());
    }

    #[test]
    fn every_key_is_found_in_any_case_and_the_last_value_wins() {
        let keys: Vec<String> = (0..500).map(|n| format!("Word{n}")).collect();
        let map: Folded<usize> = keys
            .iter()
            .enumerate()
            .map(|(n, key)| (key, n))
            .chain([(&keys[7], 1000)])
            .collect();
        assert_eq!(map.len(), 500);
        for (n, key) in keys.iter().enumerate() {
            let expected = if n == 7 { 1000 } else { n };
            assert_eq!(map.get(&key.to_uppercase()), Some(&expected));
        }
        assert!(!map.contains("word500"));
    }
}
