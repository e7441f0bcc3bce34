//! The sentences of any text lose nothing.

#![no_main]

#[allow(dead_code, reason = "the other targets check the rest")]
#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use textsift::sentences;

fuzz_target!(|text: &str| {
    let mut found = Vec::new();
    sentences::split(text, &sentences::Settings::default(), &mut found);
    invariants::check_sentences(text, &found);
});
