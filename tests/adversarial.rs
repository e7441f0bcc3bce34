//! Texts that bring careless extractors to quadratic time or deep recursion: each is analysed in
//! full, in several sizes, and the result is valid. How the time grows is measured by
//! `cargo bench --bench adversarial`.

mod invariants;
mod patterns;

use textsift::Sifter;

#[test]
fn every_pattern_has_a_valid_analysis() {
    let sifter = Sifter::default();
    for (name, unit) in patterns::PATTERNS {
        for size in [1, 1_000, 10_000, 100_000] {
            let text = patterns::repeat(unit, size);
            let document = sifter.analyze(&text);
            let result = std::panic::catch_unwind(|| invariants::check(&text, document.mentions()));
            assert!(result.is_ok(), "{name}, {size} bytes");
        }
    }
}
