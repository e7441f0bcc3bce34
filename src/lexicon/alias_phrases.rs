use std::sync::LazyLock;

use super::Folded;

#[derive(serde::Deserialize)]
struct Source {
    phrases: Vec<String>,
}

/// The phrases that stand between two names of one entity ("also known as"), in lower case with
/// single spaces, and how many words the longest has.
pub fn alias_phrases() -> &'static (Folded, usize) {
    static PHRASES: LazyLock<(Folded, usize)> = LazyLock::new(|| {
        let source: Source = toml::from_str(include_str!("../../data/alias_phrases.toml"))
            .expect("data/alias_phrases.toml is valid");
        let words = source
            .phrases
            .iter()
            .map(|phrase| phrase.split(' ').count());
        let longest = words.max().unwrap_or_default();
        (Folded::words(&source.phrases), longest)
    });
    &PHRASES
}
