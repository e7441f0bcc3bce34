//! Ids of short words by their [`head`](super::head), in a table where no two words meet: one look and no
//! jump tells a word from a stranger.

use std::hint::select_unpredictable;

/// Short words by their folded heads.
pub(super) struct ShortWords {
    /// A head for each slot, 0 where it is free.
    heads: Box<[u64; SLOTS]>,
    ids: Box<[u16; SLOTS]>,
    /// For each bucket of heads what moves them to free slots.
    moves: Box<[u16; BUCKETS]>,
    /// What heads are multiplied with.
    odd: u64,
}

const SLOT_BITS: u32 = 12;
const SLOTS: usize = 1 << SLOT_BITS;
const BUCKET_BITS: u32 = 10;
const BUCKETS: usize = 1 << BUCKET_BITS;

impl ShortWords {
    /// The table of the heads and their ids, of which none is 0.
    ///
    /// # Panics
    /// If there are so many that they do not fit.
    pub fn new(words: impl Iterator<Item = (u64, u16)>) -> Self {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let words: Vec<_> = words.collect();
        // With a few of a hundred factors two heads of a bucket fall together.
        (0..100)
            .find_map(|turn| Self::with_factor(&words, ODD.wrapping_add(turn << 8)))
            .expect("fewer words than slots")
    }

    fn with_factor(words: &[(u64, u16)], odd: u64) -> Option<Self> {
        let mut table = Self {
            heads: Box::new([0; SLOTS]),
            ids: Box::new([0; SLOTS]),
            moves: Box::new([0; BUCKETS]),
            odd,
        };
        let mut buckets = vec![Vec::new(); BUCKETS];
        for &word in words {
            buckets[bucket(word.0.wrapping_mul(odd))].push(word);
        }
        // The fullest first, as long as most slots are free.
        buckets.sort_by_key(|words| std::cmp::Reverse(words.len()));
        buckets
            .iter()
            .all(|words| table.add(words))
            .then_some(table)
    }

    /// Gives the words of one bucket slots of their own; false if there are none.
    fn add(&mut self, words: &[(u64, u16)]) -> bool {
        let Some(first) = words.first() else {
            return true;
        };
        let bucket = bucket(first.0.wrapping_mul(self.odd));
        for way in 0..SLOTS as u16 {
            self.moves[bucket] = way;
            let mut slots: Vec<_> = words.iter().map(|&(head, _)| self.slot(head)).collect();
            let free = slots.iter().all(|&slot| self.heads[slot] == 0);
            for (&slot, &(head, id)) in slots.iter().zip(words).filter(|_| free) {
                (self.heads[slot], self.ids[slot]) = (head, id);
            }
            slots.sort_unstable();
            slots.dedup();
            if free {
                return slots.len() == words.len();
            }
        }
        false
    }

    #[inline]
    fn slot(&self, head: u64) -> usize {
        let mixed = head.wrapping_mul(self.odd);
        (mixed >> 32) as usize & (SLOTS - 1) ^ usize::from(self.moves[bucket(mixed)]) & (SLOTS - 1)
    }

    /// The id of the word with this folded head, 0 for a stranger.
    #[inline]
    pub fn id(&self, head: u64) -> u16 {
        let slot = self.slot(head);
        // About every other word is a stranger: no jump could be foretold.
        select_unpredictable(self.heads[slot] == head, self.ids[slot], 0)
    }
}

#[inline]
fn bucket(mixed: u64) -> usize {
    (mixed >> (u64::BITS - BUCKET_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_keeps_its_id_and_strangers_have_none() {
        let heads = |from: u64| (from..from + 3000).map(|n| n.wrapping_mul(0x1f_ffff_fffb));
        let table = ShortWords::new(heads(1).zip(1..));
        assert!(heads(1).zip(1..).all(|(head, id)| table.id(head) == id));
        assert!(heads(4000).all(|head| table.id(head) == 0));
        assert_eq!(table.id(0), 0);
    }
}
