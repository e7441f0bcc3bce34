//! The sentences of any text lose nothing, under any settings.

#![no_main]

#[allow(dead_code, reason = "the other targets check the rest")]
#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use textsift::sentences::{
    self, Language, ListMarkers, Named, Newlines, Profile, Quotes, Settings,
};

/// The value of a setting that `number` stands for; what is left of the number is for the others.
fn take<T: Named>(number: &mut usize) -> T {
    let value = T::NAMES[*number % T::NAMES.len()].1;
    *number /= T::NAMES.len();
    value
}

/// Half of the texts have the defaults; a sum over the bytes chooses for the others, so that the texts of
/// the corpus stay texts.
fn settings(text: &str) -> Settings {
    let sum = text.bytes().fold(7, |sum: usize, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    let mut number = sum >> 8;
    if sum % 2 == 0 {
        return Settings::default();
    }
    Settings {
        language: take::<Language>(&mut number),
        newlines: take::<Newlines>(&mut number),
        list_markers: take::<ListMarkers>(&mut number),
        profile: take::<Profile>(&mut number),
        quotes: take::<Quotes>(&mut number),
        semicolons: number & 1 != 0,
        dashes: number & 2 != 0,
        abbreviations: Arc::new(
            ["b", "a. B", "Mr"]
                .iter()
                .filter(|_| number & 4 != 0)
                .collect(),
        ),
        model: None,
    }
}

fuzz_target!(|text: &str| {
    let mut found = Vec::new();
    sentences::split(text, &settings(text), &mut found);
    invariants::check_sentences(text, &found);
});
