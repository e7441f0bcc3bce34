//! Floor 1: the linear model over hashed features, its file format and its trainer.
//!
//! A feature is a 64-bit hash of what it says ("the word is *Paris*"), made by [`hash_bytes`] and
//! [`mix`] without building a string. Weights stand in a [`ModelFile`]: one container for every task,
//! read in place from bytes that are embedded in the library, so that opening one copies nothing and
//! costs one pass for its checksum.

mod error;
mod exp;
mod file;
mod hash;
mod table;
#[cfg(feature = "train")]
mod writer;

pub use error::ModelError;
pub use exp::exp;
pub use file::{FORMAT_VERSION, ModelFile};
pub use hash::{fold_ascii, hash_bytes, hash_folded, mix};
pub use table::Table;
#[cfg(feature = "train")]
pub use table::{lay_out, lay_out_in};
#[cfg(feature = "train")]
pub use writer::ModelWriter;

/// Bytes at a 64-byte boundary, for models that are embedded in the library.
///
/// ```
/// use textsift::linear::Aligned;
/// static BYTES: &Aligned<[u8]> = &Aligned(*b"model");
/// assert_eq!(BYTES.0.as_ptr() as usize % 64, 0);
/// ```
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Aligned<T: ?Sized>(pub T);
