//! Sums of features that come again and again: those of a word alone, or of one neighbour, which few
//! words of a language and fewer of a text decide. Most words thus cost a comparison in place of a
//! dozen look-ups in the model.

use super::chain::WIDTH;

/// Sums of weights, one for each tag.
pub(super) type Sum = [i16; WIDTH];

/// A table in which each key has one place, and the last to come has it. It grows with its use, so
/// that a short text pays for little.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    missed: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(64))]
struct Entry {
    /// Odd where a sum is known.
    key: u64,
    sum: Sum,
}

const FEWEST: usize = 1 << 6;
/// 256 kB: what fits a core's own cache.
const MOST: usize = 1 << 12;

impl Memo {
    /// The sum that `key` stands for; `add` makes it where it is not known.
    #[inline]
    pub(super) fn get(&mut self, key: u64, add: impl FnOnce(&mut Sum)) -> &Sum {
        let key = key | 1;
        let place = (key >> 32) as usize;
        let known = self.entries.get(place & self.entries.len().wrapping_sub(1));
        if known.is_none_or(|entry| entry.key != key) {
            self.make(key, place, add);
        }
        &self.entries[place & (self.entries.len() - 1)].sum
    }

    #[inline(never)]
    fn make(&mut self, key: u64, place: usize, add: impl FnOnce(&mut Sum)) {
        self.missed += 1;
        if self.missed > self.entries.len() && self.entries.len() < MOST {
            let wider = (self.entries.len() * 4).clamp(FEWEST, MOST);
            self.entries = vec![Entry::default(); wider];
            self.missed = 0;
        }
        let mut sum = [0; WIDTH];
        add(&mut sum);
        let place = place & (self.entries.len() - 1);
        self.entries[place] = Entry { key, sum };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::mix;

    #[test]
    fn every_key_has_its_own_sum() {
        let mut memo = Memo::default();
        for round in 0..3 {
            for n in 0..20_000u64 {
                let key = mix(n / 3 % 700 * 31, 5);
                let sum = [(key >> 50) as i16; WIDTH];
                assert_eq!(*memo.get(key, |new| *new = sum), sum, "{round} {n}");
            }
        }
        assert_eq!(memo.entries.len(), MOST);
    }

    #[test]
    fn what_is_known_is_not_made_again() {
        let mut memo = Memo::default();
        memo.get(6, |sum| sum[1] = 3);
        assert_eq!(memo.get(6, |_| panic!("made again"))[1], 3);
    }
}
