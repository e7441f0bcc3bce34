//! The numbers and dates of any text are valid, and do not depend on other paragraphs.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use textsift::Sifter;

static SIFTER: LazyLock<Sifter> = LazyLock::new(invariants::numbers_and_dates);

fuzz_target!(|text: &str| {
    let text = invariants::repeated(text);
    invariants::check_numbers_and_dates(&text, SIFTER.analyze(&text).mentions());
    invariants::check_alone(&SIFTER, &text);
});
