//! Floor 5: one text, one pass, all mentions.
//!
//! A [`Sifter`] holds frozen [`Settings`] and runs the extractors in their order over one text into
//! a [`Mentions`] buffer; a [`Document`] is such a buffer with its text. [`schema`] says which
//! fields a mention has and reads them; [`Options`] are the settings as keyword arguments and JSON
//! give them. Lists that nobody asked for are not computed, unless another list needs them.

mod labels;
mod mentions;
mod options;
mod pass;
mod relevance;
mod result;
pub mod schema;
mod settings;
mod user_names;

pub use mentions::Mentions;
pub use options::{Options, SettingsError, parse_reference};
pub use pass::Sifter;
pub use result::Document;
pub use settings::{Settings, What};
pub use user_names::{UserNames, UserRegex};
