//! A table from the hashes of names to the names, and what keeps most tokens away from it.

/// Which hashes are known, a few of the others too; two bits for each in one word of memory.
#[derive(Debug, Clone)]
struct Filter {
    words: Vec<u64>,
}

impl Filter {
    /// Sixteen bits for each of `count` hashes.
    fn with_room_for(count: usize) -> Self {
        let words = (count / 4).next_power_of_two();
        Self {
            words: vec![0; words],
        }
    }

    fn bits(hash: u64) -> u64 {
        1 << (hash & 63) | 1 << (hash >> 6 & 63)
    }

    fn place(&self, hash: u64) -> usize {
        (hash >> 16) as usize & (self.words.len() - 1)
    }

    fn add(&mut self, hash: u64) {
        let place = self.place(hash);
        self.words[place] |= Self::bits(hash);
    }

    /// Lays its halves upon each other while few bits are set.
    fn fold(&mut self) {
        let set = |words: &[u64]| words.iter().map(|word| word.count_ones()).sum::<u32>() as usize;
        while self.words.len() > 1 && set(&self.words) < self.words.len() * 4 {
            let half = self.words.len() / 2;
            let (low, high) = self.words.split_at_mut(half);
            low.iter_mut()
                .zip(high)
                .for_each(|(low, high)| *low |= *high);
            self.words.truncate(half);
        }
        self.words.shrink_to_fit();
    }

    #[inline]
    fn may_have(&self, hash: u64) -> bool {
        let bits = Self::bits(hash);
        self.words[self.place(hash)] & bits == bits
    }
}

/// Names by the hash of their tokens.
#[derive(Debug, Clone)]
pub(super) struct Index {
    /// Of the first tokens of names.
    firsts: Filter,
    /// Of what a longer name begins with.
    beginnings: Filter,
    /// At most two thirds full; 0 where there is none.
    keys: Vec<u64>,
    names: Vec<u32>,
}

impl Index {
    /// An empty table with room for `count` names.
    pub fn with_room_for(count: usize) -> Self {
        let slots = (count * 3 / 2 + 1).next_power_of_two();
        Self {
            firsts: Filter::with_room_for(count),
            beginnings: Filter::with_room_for(count * 2),
            keys: vec![0; slots],
            names: vec![0; slots],
        }
    }

    /// Adds a name by the hashes of its first token, of its first two tokens, and so on. Of names with
    /// the same tokens the first stays.
    pub fn add(&mut self, hashes: impl Iterator<Item = u64>, name: u32) {
        let mut last = None;
        for hash in hashes {
            match last {
                None => self.firsts.add(hash),
                Some(last) => self.beginnings.add(last),
            }
            last = Some(hash);
        }
        let Some(hash) = last else { return };
        let slot = self.slot(hash);
        if self.keys[slot] == 0 {
            (self.keys[slot], self.names[slot]) = (key(hash), name);
        }
    }

    /// Gives back the memory of filters that few hashes share, so that they fit the cache.
    pub fn settle(&mut self) {
        self.firsts.fold();
        self.beginnings.fold();
    }

    /// True if a name may begin with the token of this hash.
    #[inline]
    pub fn may_begin(&self, hash: u64) -> bool {
        self.firsts.may_have(hash)
    }

    /// True if a longer name may begin with the tokens of this hash.
    #[inline]
    pub fn may_go_on(&self, hash: u64) -> bool {
        self.beginnings.may_have(hash)
    }

    /// The first name with this hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u32> {
        let slot = self.slot(hash);
        (self.keys[slot] != 0).then(|| self.names[slot])
    }

    /// The slot that holds `hash` or is free for it.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut slot = (hash >> 20) as usize & mask;
        while self.keys[slot] != 0 && self.keys[slot] != key(hash) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// A hash as a key, which is never 0.
fn key(hash: u64) -> u64 {
    hash.max(1)
}
