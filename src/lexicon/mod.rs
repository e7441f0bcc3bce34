//! Floor 1: the words that the extractors know, read from `data/`.
//!
//! Each lexicon is a table in `data/*.toml` or `*.tsv` that a person can edit; it is embedded in the
//! library and made into a look-up table at first use.

mod fixed_forms;
mod folded;

pub use fixed_forms::{FixedForms, fixed_forms};
pub use folded::Folded;
