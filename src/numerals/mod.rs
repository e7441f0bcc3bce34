//! Floor 2: one number at one place, in digits or words, to its exact value.

mod exact;

pub use exact::Exact;
