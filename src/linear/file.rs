//! The container. All numbers are little-endian; every section begins at a multiple of 64 bytes.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | magic |
//! | 8 | 4 | format version |
//! | 12 | 4 | bits of the feature hash |
//! | 16 | 4 | number of sections |
//! | 20 | 4 | length of the whole |
//! | 24 | 8 | checksum of all that follows the header |
//! | 32 | 16 | task, padded with NUL |
//! | 48 | 16 | language, padded with NUL |
//! | 64 | 16 each | section: name (8, padded), offset (4), length (4) |

use super::error::{ModelError, Reason};
use super::hash_bytes;
use std::ops::Range;

/// The newest format that this version reads and the one that it writes.
pub const FORMAT_VERSION: u32 = 1;

pub(super) const MAGIC: &[u8; 8] = b"\x89sift\r\n\x1a";
pub(super) const HEADER: usize = 64;
pub(super) const ENTRY: usize = 16;
pub(super) const LABELS: &str = "labels";

/// A model, read in place from its bytes.
#[derive(Debug, Clone, Copy)]
pub struct ModelFile<'a> {
    bytes: &'a [u8],
    task: &'a str,
    language: &'a str,
}

impl<'a> ModelFile<'a> {
    /// Reads and checks `bytes`, which may be followed by padding.
    ///
    /// # Errors
    /// If the bytes are no model ([`ModelError::is_foreign`]), of a later version
    /// ([`ModelError::is_newer`]), cut off or damaged ([`ModelError::is_broken`]), or a model for
    /// another task than `task` ([`ModelError::is_other_task`]).
    pub fn read(bytes: &'a [u8], task: &str) -> Result<Self, ModelError> {
        let bytes = whole(bytes)?;
        let checksum = hash_bytes(0, &bytes[HEADER..]).to_le_bytes();
        if bytes[24..32] != checksum {
            return Err(ModelError::broken("wrong checksum"));
        }
        let model = Self::reopen(bytes)?;
        if model.task != task {
            let (found, wanted) = (model.task.to_owned(), task.to_owned());
            return Err(Reason::Task { found, wanted }.into());
        }
        (0..model.section_count()).try_for_each(|i| model.entry(i).map(drop))?;
        Ok(model)
    }

    /// Reads `bytes` that [`Self::read`] has accepted before, without adding them up once more.
    ///
    /// # Errors
    /// If they are not those bytes.
    pub fn reopen(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let bytes = whole(bytes)?;
        Ok(Self {
            bytes,
            task: name(&bytes[32..48])?,
            language: name(&bytes[48..64])?,
        })
    }

    /// The task that the model serves.
    pub fn task(&self) -> &'a str {
        self.task
    }

    /// The language that it was trained on, as an ISO 639 code.
    pub fn language(&self) -> &'a str {
        self.language
    }

    /// How many bits of a feature's hash count.
    pub fn bits(&self) -> u32 {
        word(self.bytes, 12).unwrap_or(0)
    }

    /// The labels, in the order of the weights.
    ///
    /// # Errors
    /// If the model has none.
    pub fn labels(&self) -> Result<impl Iterator<Item = &'a str> + use<'a>, ModelError> {
        let labels = std::str::from_utf8(self.section(LABELS)?);
        let labels = labels.map_err(|_| ModelError::broken("labels are not UTF-8"))?;
        Ok(labels.split_terminator('\n'))
    }

    /// The bytes of the section `name`; [`slice::as_chunks`] reads wider numbers in place.
    ///
    /// # Errors
    /// If the model has no such section.
    pub fn section(&self, name: &str) -> Result<&'a [u8], ModelError> {
        Ok(&self.bytes[self.place(name)?])
    }

    /// Where the section `name` stands among the file's bytes, for who opens a model often.
    ///
    /// # Errors
    /// If the model has no such section.
    pub fn place(&self, name: &str) -> Result<Range<usize>, ModelError> {
        (0..self.section_count())
            .filter_map(|i| self.entry(i).ok())
            .find_map(|(found, place)| (found == name).then_some(place))
            .ok_or(ModelError::broken("a section is missing"))
    }

    fn section_count(&self) -> usize {
        word(self.bytes, 16).map_or(0, |n| (n as usize).min(64))
    }

    fn entry(&self, index: usize) -> Result<(&'a str, Range<usize>), ModelError> {
        let at = HEADER + index * ENTRY;
        let entry = self.bytes.get(at..at + ENTRY);
        let entry = entry.ok_or(ModelError::broken("section table"))?;
        let start = word(entry, 8)? as usize;
        let end = start.checked_add(word(entry, 12)? as usize);
        let end = end.filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(ModelError::broken("a section lies outside"))?;
        Ok((name(&entry[..8])?, start..end))
    }
}

/// The bytes of the file, without padding behind them, if they begin as one of this format.
fn whole(bytes: &[u8]) -> Result<&[u8], ModelError> {
    if !bytes.starts_with(MAGIC) {
        return Err(Reason::Foreign.into());
    }
    let found = word(bytes, 8)?;
    if found > FORMAT_VERSION {
        let known = FORMAT_VERSION;
        return Err(Reason::Newer { found, known }.into());
    }
    let length = word(bytes, 20)? as usize;
    let whole = bytes.get(..length).filter(|whole| whole.len() >= HEADER);
    whole.ok_or(ModelError::broken("cut off"))
}

fn word(bytes: &[u8], at: usize) -> Result<u32, ModelError> {
    let word = bytes.get(at..at + 4).and_then(|w| w.try_into().ok());
    word.map(u32::from_le_bytes)
        .ok_or(ModelError::broken("cut off"))
}

fn name(padded: &[u8]) -> Result<&str, ModelError> {
    let end = padded.iter().position(|&b| b == 0).unwrap_or(padded.len());
    std::str::from_utf8(&padded[..end]).map_err(|_| ModelError::broken("a name is not UTF-8"))
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;
    use crate::linear::ModelWriter;

    fn sample() -> Vec<u8> {
        let mut writer = ModelWriter::new("test", "en", 12);
        writer.labels(["no", "yes"]);
        writer.section(
            "weights",
            [1i16, -2, 3].iter().flat_map(|w| w.to_le_bytes()),
        );
        writer.finish()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = sample();
        let model = ModelFile::read(&bytes, "test").unwrap();
        assert_eq!(
            (model.task(), model.language(), model.bits()),
            ("test", "en", 12)
        );
        assert_eq!(model.labels().unwrap().collect::<Vec<_>>(), ["no", "yes"]);
        let weights = model.section("weights").unwrap().as_chunks::<2>().0;
        let weights: Vec<_> = weights.iter().map(|&w| i16::from_le_bytes(w)).collect();
        assert_eq!(weights, [1, -2, 3]);
        assert!(model.section("bias").unwrap_err().is_broken());
    }

    #[test]
    fn sections_are_aligned() {
        let bytes = sample();
        let model = ModelFile::read(&bytes, "test").unwrap();
        let section = model.section("weights").unwrap();
        assert_eq!(
            (section.as_ptr() as usize - bytes.as_ptr() as usize) % 64,
            0
        );
    }

    #[test]
    fn damage_is_found_and_named() {
        let bytes = sample();
        for cut in 0..bytes.len() {
            let error = ModelFile::read(&bytes[..cut], "test").unwrap_err();
            assert!(error.is_foreign() == (cut < 8), "{cut}: {error}");
        }
        for at in HEADER..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert!(ModelFile::read(&damaged, "test").unwrap_err().is_broken());
        }
        let mut newer = bytes.clone();
        newer[8] = 99;
        assert!(ModelFile::read(&newer, "test").unwrap_err().is_newer());
        assert!(
            ModelFile::read(&bytes, "other")
                .unwrap_err()
                .is_other_task()
        );
        assert!(
            ModelFile::read(b"PK\x03\x04", "test")
                .unwrap_err()
                .is_foreign()
        );
    }
}
