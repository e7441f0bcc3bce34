//! A read-only table from hashes to row numbers, read in place.
//!
//! The high bits of a hash choose a bucket, its low 16 bits are the key inside; keys of a bucket stand
//! side by side, so that a hash that is not there costs two look-ups in small arrays and never
//! touches a row. One in some twenty thousand unknown hashes is taken for a known one.

use super::{ModelError, ModelFile};

/// Finds the row of a hash.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    starts: &'a [[u8; 4]],
    keys: &'a [[u8; 2]],
    shift: u32,
}

impl<'a> Table<'a> {
    /// The table in the sections `starts` and `keys` of `model`.
    ///
    /// # Errors
    /// If a section is missing or does not fit the other.
    pub fn read(model: &ModelFile<'a>, starts: &str, keys: &str) -> Result<Self, ModelError> {
        let table = Self::reopen(model.section(starts)?, model.section(keys)?);
        let Self { starts, keys, .. } = table;
        let buckets = starts.len().saturating_sub(1);
        let sorted = starts
            .windows(2)
            .all(|pair| start(pair[0]) <= start(pair[1]));
        let last = starts.last().map(|&last| start(last));
        if !buckets.is_power_of_two()
            || buckets < 2
            || !sorted
            || last.map(|last| last as usize) != Some(keys.len())
        {
            return Err(ModelError::broken("a table does not fit its directory"));
        }
        Ok(table)
    }

    /// The table in the bytes of two sections that [`Self::read`] has accepted before.
    pub fn reopen(starts: &'a [u8], keys: &'a [u8]) -> Self {
        let starts = starts.as_chunks().0;
        let buckets = starts.len().saturating_sub(1);
        Self {
            starts,
            keys: keys.as_chunks().0,
            shift: 64 - buckets.trailing_zeros(),
        }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True if there is no row.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The row of `hash`.
    #[inline]
    pub fn find(&self, hash: u64) -> Option<usize> {
        let bucket = (hash >> self.shift) as usize;
        let first = start(self.starts[bucket]);
        let length = start(self.starts[bucket + 1]) - first;
        let wide = self.keys[first as usize..].first_chunk::<8>();
        let at = match wide {
            Some(keys) if length <= 8 => position(keys, hash as u16),
            _ => self.search(first, length, hash as u16),
        };
        (at < length).then_some((first + at) as usize)
    }

    /// As [`position`], of a bucket that is long or among the last.
    #[cold]
    fn search(&self, first: u32, length: u32, key: u16) -> u32 {
        let keys = self.keys.iter().skip(first as usize);
        let mut keys = keys.take(length as usize);
        let key = key.to_le_bytes();
        keys.position(|&known| known == key)
            .map_or(length, |at| at as u32)
    }
}

#[cfg(feature = "train")]
impl Table<'_> {
    /// How many bits of a hash choose its bucket.
    pub fn bits(&self) -> u32 {
        64 - self.shift
    }

    /// For each row a hash that has its place, in a table of as many [`Self::bits`].
    pub fn hashes(&self) -> Vec<u64> {
        let buckets = self.starts.windows(2).zip(0u64..);
        let keys = buckets.flat_map(|(pair, bucket)| {
            let keys = &self.keys[start(pair[0]) as usize..start(pair[1]) as usize];
            keys.iter().map(move |&key| (bucket, key))
        });
        keys.map(|(bucket, key)| bucket << self.shift | u64::from(u16::from_le_bytes(key)))
            .collect()
    }
}

/// The first place of `key` in `keys`, or one behind them, without a branch.
#[inline]
fn position(keys: &[[u8; 2]; 8], key: u16) -> u32 {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let (halves, _) = keys.as_flattened().as_chunks::<8>();
    let [low, high] = [halves[0], halves[1]].map(|half| {
        let differs = u64::from_le_bytes(half) ^ (u64::from(key) * ONES);
        // The lowest lane of zero is the lowest with its high bit set.
        differs.wrapping_sub(ONES) & !differs & (ONES << 15)
    });
    let high = high.trailing_zeros() + 64;
    let place = if low == 0 { high } else { low.trailing_zeros() };
    place / 16
}

#[inline]
fn start(bytes: [u8; 4]) -> u32 {
    u32::from_le_bytes(bytes)
}

/// Lays out a table: the sections' bytes, and for each row the index of its hash in `hashes`.
/// Of hashes that the table cannot tell apart the first stays.
#[cfg(feature = "train")]
pub fn lay_out(hashes: &[u64]) -> (Vec<u8>, Vec<u8>, Vec<usize>) {
    let bits = (hashes.len() / 3)
        .next_power_of_two()
        .trailing_zeros()
        .max(1);
    lay_out_in(hashes, bits)
}

/// As [`lay_out`] with `bits` of a hash for its bucket.
#[cfg(feature = "train")]
pub fn lay_out_in(hashes: &[u64], bits: u32) -> (Vec<u8>, Vec<u8>, Vec<usize>) {
    let place = |hash: u64| (hash >> (64 - bits), hash as u16);
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by_key(|&index| (place(hashes[index]), index));
    order.dedup_by_key(|index| place(hashes[*index]));
    let mut starts = Vec::with_capacity((4 << bits) + 4);
    for bucket in 0..=1u64 << bits {
        let first = order.partition_point(|&index| place(hashes[index]).0 < bucket);
        starts.extend((first as u32).to_le_bytes());
    }
    let keys = order
        .iter()
        .flat_map(|&index| place(hashes[index]).1.to_le_bytes());
    (starts, keys.collect(), order)
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;
    use crate::linear::{ModelWriter, hash_bytes};

    #[test]
    fn known_hashes_are_found_and_others_are_not() {
        let hashes: Vec<u64> = (0..5000u32)
            .map(|n| hash_bytes(1, &n.to_le_bytes()))
            .collect();
        let (starts, keys, order) = lay_out(&hashes);
        let mut writer = ModelWriter::new("test", "en", 0);
        writer.section("starts", starts);
        writer.section("keys", keys);
        let bytes = writer.finish();
        let model = ModelFile::read(&bytes, "test").unwrap();
        let table = Table::read(&model, "starts", "keys").unwrap();
        assert!(table.len() > 4990);
        for (row, &index) in order.iter().enumerate() {
            assert_eq!(table.find(hashes[index]), Some(row));
        }
        let unknown = (5000..25_000u32).map(|n| hash_bytes(1, &n.to_le_bytes()));
        assert!(unknown.filter(|&hash| table.find(hash).is_some()).count() < 10);
    }

    #[test]
    fn sections_that_do_not_fit_are_refused() {
        let mut writer = ModelWriter::new("test", "en", 0);
        writer.section("starts", [0u32, 1, 9].iter().flat_map(|n| n.to_le_bytes()));
        writer.section("keys", [0; 8]);
        let bytes = writer.finish();
        let model = ModelFile::read(&bytes, "test").unwrap();
        assert!(
            Table::read(&model, "starts", "keys")
                .unwrap_err()
                .is_broken()
        );
    }
}
