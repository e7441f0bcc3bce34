//! The linear model for the gaps that no rule decides.

use super::context::Context;
use super::features::{COUNT, CaseTable, UsualCase, features, word_hash};
use crate::linear::{Aligned, ModelError, ModelFile};
use std::sync::LazyLock;

pub(super) const TASK: &str = "sentences";
pub(super) const WEIGHTS: &str = "weights";
pub(super) const CASE: &str = "case";
/// The section that names the version of the features.
pub(super) const FEATURES: &str = "features";
/// Weights are stored as this many parts of one.
#[cfg(feature = "train")]
pub(super) const SCALE: f64 = 32.0;

/// Decides whether a sentence ends at a gap.
pub(super) trait Judge {
    /// True if one does.
    fn ends(&mut self, context: &Context<'_, '_>) -> bool;

    /// How a word is usually written.
    fn usual(&self, word: &str) -> UsualCase;
}

/// Weights and case table, read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<'a> {
    weights: &'a [u8],
    case: CaseTable<'a>,
}

static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../models/sentences.bin"));

static MODEL: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::read(&BYTES.0).expect("the embedded model is checked by a test"));

impl Model<'static> {
    /// The model that is embedded in the library.
    pub fn embedded() -> Self {
        *MODEL
    }
}

impl<'a> Model<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        Self::of(ModelFile::read(bytes, TASK)?)
    }

    /// The model in bytes that [`Self::read`] has accepted before.
    pub fn reopen(bytes: &'a [u8]) -> Result<Self, ModelError> {
        Self::of(ModelFile::reopen(bytes)?)
    }

    fn of(file: ModelFile<'a>) -> Result<Self, ModelError> {
        let weights = file.section(WEIGHTS)?;
        // Whole powers of two of weights alone can be addressed by a mask.
        let weights = if weights.len().is_power_of_two() {
            weights
        } else {
            &[]
        };
        Ok(Self {
            weights,
            case: CaseTable::new(file.section(CASE)?),
        })
    }

    /// True if there are weights that can be used.
    pub fn has_weights(&self) -> bool {
        !self.weights.is_empty()
    }

    /// The weights as numbers, for a trainer that goes on from them; zeros if there are not `count`.
    #[cfg(feature = "train")]
    pub fn starting_weights(&self, count: usize) -> Vec<f64> {
        if self.weights.len() != count {
            return vec![0.0; count];
        }
        let weights = self.weights.iter();
        weights
            .map(|&weight| f64::from(weight as i8) / SCALE)
            .collect()
    }

    /// The bytes of the table of cases.
    #[cfg(feature = "train")]
    pub fn case_table(&self) -> &'a [u8] {
        self.case.bytes()
    }

    fn score(&self, hashes: [u64; COUNT]) -> i32 {
        let Some(mask) = self.weights.len().checked_sub(1) else {
            return 0;
        };
        hashes
            .iter()
            .map(|&hash| i32::from(self.weights[hash as usize & mask] as i8))
            .sum()
    }
}

impl Judge for Model<'_> {
    fn ends(&mut self, context: &Context<'_, '_>) -> bool {
        self.score(features(context, self.case)) > 0
    }

    #[inline]
    fn usual(&self, word: &str) -> UsualCase {
        self.case.usual(word_hash(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_sound() {
        let model = Model::read(&BYTES.0).unwrap();
        assert!(model.weights.len() > 1);
        assert!(BYTES.0.len() <= 256 * 1024);
    }
}
