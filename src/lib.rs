//! Plain text to facts in one pass: sentences, named entities, numbers with their units, dates and
//! quotes, each with its exact place, and how they belong together.

pub mod dates;
pub mod document;
pub mod entities;
pub mod lexicon;
pub mod linear;
pub mod numbers;
pub mod numerals;
pub mod patterns;
pub mod relations;
pub mod sentences;
pub mod text;

#[cfg(feature = "arrow")]
pub mod batch;
#[cfg(feature = "python")]
mod python;

pub use dates::Date;
pub use document::{Document, Mentions, Settings, Sifter, What};
pub use entities::Entity;
pub use numbers::Number;
pub use relations::Quote;
pub use sentences::Sentence;
pub use text::Span;
