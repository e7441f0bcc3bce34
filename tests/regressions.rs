//! The inputs on which fuzzing once failed, and the texts that it begins with.

mod invariants;

use std::fs;
use std::path::Path;

use textsift::Sifter;
use textsift::sentences::{self, Settings};

const FOLDERS: [&str; 4] = [
    "seeds",
    "regressions/analyze",
    "regressions/sentences",
    "regressions/numbers",
];

#[test]
fn inputs_of_the_fuzz_targets_have_valid_analyses() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for folder in FOLDERS {
        for entry in fs::read_dir(fuzz.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            println!("{}", path.display());
            invariants::check(&text, Sifter::default().analyze(&text).mentions());
            for text in [&text, &*invariants::repeated(&text)] {
                invariants::check_alone(&invariants::numbers_and_dates(), text);
            }
            for settings in [Settings::default(), invariants::settings_of(&text)] {
                let mut found = Vec::new();
                sentences::split(&text, &settings, &mut found);
                invariants::check_sentences(&text, &found);
            }
        }
    }
}
