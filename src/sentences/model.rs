//! The linear model for the gaps that no rule decides.

use super::context::Context;
use super::features::{Facts, Sink};
use super::gap::{Gap, Mark};
use super::habits::{HabitTable, Habits};
use crate::linear::{Aligned, ModelError, ModelFile};
use std::sync::LazyLock;

pub(super) const TASK: &str = "sentences";
pub(super) const WEIGHTS: &str = "weights";
pub(super) const HABITS: &str = "words";
pub(super) const SURE: &str = "sure";
/// The section that names the version of the features.
pub(super) const FEATURES: &str = "features";
/// Weights are stored as this many parts of one.
#[cfg(feature = "train")]
pub(super) const SCALE: f64 = 32.0;

/// Bits of the feature hash.
pub(super) const BITS: u32 = 17;

type Weights = [u8; 1 << BITS];

/// Decides whether a sentence ends at a gap.
pub(super) trait Judge {
    /// True if the same surroundings get the same answer, wherever they stand in a text.
    const IS_CONSTANT: bool;

    /// True if one does.
    fn ends(&mut self, context: &Context<'_, '_>) -> bool;

    /// How the word with this hash is used.
    fn habits(&self, word_hash: u64) -> Habits;
}

/// Kinds of gaps that are decided with their own bounds.
pub(super) const GROUPS: usize = 3;

/// Added to the scores of each group: boundaries are missed more often than invented. Less so between
/// words, where names would be cut.
pub(super) const LEANING: [i32; GROUPS] = [15, 15, 5];

/// Gaps at marks, at newlines, and between words.
pub(super) fn group(gap: &Gap) -> usize {
    match (gap.mark, gap.newlines) {
        (Mark::None, 0) => 2,
        (Mark::None, _) => 1,
        _ => 0,
    }
}

/// Scores of the near features that the far ones hardly ever turn round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sure {
    pub no: i32,
    pub yes: i32,
}

impl Sure {
    const NEVER: Self = Self {
        no: i32::MIN,
        yes: i32::MAX,
    };

    fn read(bytes: &[u8]) -> [Self; GROUPS] {
        let mut sure = [Self::NEVER; GROUPS];
        for (sure, bytes) in sure.iter_mut().zip(bytes.as_chunks::<4>().0) {
            let [a, b, c, d] = *bytes;
            sure.no = i32::from(i16::from_le_bytes([a, b]));
            sure.yes = i32::from(i16::from_le_bytes([c, d]));
        }
        sure
    }

    fn covers(self, score: i32) -> bool {
        score <= self.no || score >= self.yes
    }
}

/// Weights and the habits of words, read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<'a> {
    weights: &'a Weights,
    habits: HabitTable<'a>,
    sure: [Sure; GROUPS],
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
        let weights = weights
            .try_into()
            .map_err(|_| ModelError::broken("weights"))?;
        Ok(Self {
            weights,
            habits: HabitTable::new(file.section(HABITS)?)
                .ok_or(ModelError::broken("habits of words"))?,
            sure: Sure::read(file.section(SURE)?),
        })
    }
}

#[cfg(feature = "train")]
impl<'a> Model<'a> {
    /// The weights as numbers, for a trainer that goes on from them.
    pub fn starting_weights(&self) -> Vec<f64> {
        let weights = self.weights.iter();
        weights
            .map(|&weight| f64::from(weight as i8) / SCALE)
            .collect()
    }

    /// The bytes of the table of habits.
    pub fn habit_table(&self) -> &'a [u8] {
        self.habits.bytes()
    }
}

/// The sum of the weights of the features so far that count.
struct Score<'a, F> {
    weights: &'a Weights,
    sum: i32,
    counts: F,
}

impl<F: Fn(u64) -> bool> Sink for Score<'_, F> {
    #[inline(always)]
    fn take(&mut self, number: u64, hash: u32) {
        if (self.counts)(number) {
            self.sum += i32::from(self.weights[hash as usize % (1 << BITS)] as i8);
        }
    }
}

impl Model<'_> {
    /// True if a sentence ends at the gap, by the features whose number `counts`.
    #[inline(always)]
    pub fn ends_by(&self, context: &Context<'_, '_>, counts: impl Fn(u64) -> bool) -> bool {
        let group = group(context.gap);
        let mut score = Score {
            weights: self.weights,
            sum: LEANING[group],
            counts,
        };
        let facts = Facts::new(context, self.habits);
        facts.near(&mut score);
        if !self.sure[group].covers(score.sum) {
            facts.far(&mut score);
        }
        score.sum > 0
    }
}

impl Judge for Model<'_> {
    const IS_CONSTANT: bool = true;

    fn ends(&mut self, context: &Context<'_, '_>) -> bool {
        self.ends_by(context, |_| true)
    }

    #[inline]
    fn habits(&self, word_hash: u64) -> Habits {
        self.habits.of(word_hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_sound() {
        let model = Model::read(&BYTES.0).unwrap();
        assert!(model.weights.iter().any(|&weight| weight != 0));
        assert!(BYTES.0.len() <= 256 * 1024);
    }
}
