//! The sentences of any text lose nothing, under any settings.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use textsift::sentences;

fuzz_target!(|text: &str| {
    let mut found = Vec::new();
    sentences::split(text, &invariants::settings_of(text), &mut found);
    invariants::check_sentences(text, &found);
});
