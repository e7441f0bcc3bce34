//! Any text has a valid analysis, the same each time.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use textsift::{Mentions, Sifter};

static SIFTER: LazyLock<Sifter> = LazyLock::new(Sifter::default);

fuzz_target!(|text: &str| {
    let mut mentions = Mentions::default();
    SIFTER.sift(text, &mut mentions);
    invariants::check(text, &mentions);
    let mut again = Mentions::default();
    SIFTER.sift(text, &mut again);
    assert_eq!(mentions, again);
});
