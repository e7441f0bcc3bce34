//! Passes that find some lists alone; shared by tests and benchmarks.

use textsift::Sifter;
use textsift::document::Options;

/// A sifter of these lists; with `numbers_in_names` it looks for no names.
pub fn sifter(what: &[&str], numbers_in_names: bool) -> Sifter {
    let options = Options {
        what: Some(what.iter().map(|&name| name.to_owned()).collect()),
        numbers_in_names,
        ..Options::default()
    };
    Sifter::new(options.settings().expect("settings that can be"))
}
