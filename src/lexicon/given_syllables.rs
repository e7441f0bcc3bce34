use std::sync::LazyLock;

use super::Folded;

/// Second parts of East Asian given names ("hee" in "Park Chung-hee"), of `data/given_syllables.tsv`.
pub fn given_syllables() -> &'static Folded {
    static SYLLABLES: LazyLock<Folded> = LazyLock::new(|| {
        let lines = include_str!("../../data/given_syllables.tsv").lines();
        Folded::words(lines.filter(|line| !line.starts_with('#')))
    });
    &SYLLABLES
}
