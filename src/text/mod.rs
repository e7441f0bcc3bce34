//! Floor 0: one text as spans, tokens and positions.
//!
//! [`tokenize`] scans a text once and yields fine-grained [`Token`]s with their case and spacing;
//! every extractor reads the same tokens. [`Offsets`] turns the byte positions that Rust uses into
//! the code points of Python or the UTF-16 units of JavaScript with one counting pass.

pub(crate) mod chars;
mod letters;
mod offsets;
mod span;
mod token;
mod tokenize;
mod window;

pub use chars::decimal_digit;
pub use offsets::{OffsetUnit, Offsets};
pub use span::Span;
pub(crate) use span::count_before;
pub(crate) use token::paragraphs;
pub use token::{Token, TokenKind};
pub use tokenize::tokenize;
pub(crate) use tokenize::{WordIds, tokenize_with};
