//! Floor 5: one text, one pass, all mentions.

mod pass;
mod settings;

pub use pass::{Document, Mentions, Sifter};
pub use settings::{Settings, What};
