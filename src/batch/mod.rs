//! Floor 6: Arrow columns in, Arrow columns out, on several threads.
//!
//! [`texts`] views a column of any string layout as `Option<&str>`, row by row, without a copy.
//! [`extract`] cuts the rows into pieces by their bytes and makes one record batch of each: a column
//! `list<struct>` for each list of mentions, its fields and values from the tables of
//! [`crate::document::schema`]. Threads take the largest piece that is left, so that one long text
//! keeps one thread busy, not all; each has its buffers for all its texts. It takes some texts apart,
//! then appends what it found column by column: either work finds its code and data in the cache
//! still. Where the cuts are depends on the texts alone, so any number of threads gives the same
//! batches. Few texts stay on the calling thread.
//!
//! Threads live as long as one call. Starting one costs some twenty microseconds, a thousandth of
//! the least work that is shared out, and a forked process finds no pool without its threads.

mod builder;
mod column;
mod error;
mod fields;
mod input;
mod pieces;
mod threads;

pub use error::Error;
pub use fields::{list_field, schema};
pub use input::{references, texts};
pub use threads::{Done, Job, Options, extract};
