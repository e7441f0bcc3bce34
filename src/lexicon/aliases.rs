use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::Folded;

/// The words that join two names of one entity; each field is a list of `data/aliases.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aliases {
    /// Phrases that say that the name behind them means the one before ("also known as"), with
    /// single spaces.
    #[serde(deserialize_with = "phrases")]
    pub phrases: Folded,
    /// Words before a phrase that make it what somebody does to another.
    pub callers: Folded,
    /// Words that say so right behind an opening bracket.
    pub bracketed: Folded,
    /// Words between two names that make the first one the former.
    pub newer: Folded,
    /// Words between two names that make the second one the former.
    pub older: Folded,
    /// Words for "son of" and "daughter of" inside names.
    pub child_of: Folded,
    /// Forms of government, before "of" and a country's or a town's name.
    pub governments: Folded,
    /// Words behind a place's name that say nothing new.
    pub whole_places: Folded,
    /// Particles between a place's name and what tells it from others of that name.
    pub place_particles: Folded,
    /// Companies' suffixes beside those of [`super::NameWord::CompanySuffix`].
    pub suffixes: Folded,
    /// Words behind an organisation's name that say nothing new.
    pub whole_bodies: Folded,
    /// Words behind an organisation's name that begin what it is for.
    pub complements: Folded,
    /// Words that make a longer name that of a part or another body.
    pub divisions: Folded,
}

/// A list whose lines may have several words.
fn phrases<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Folded, D::Error> {
    Ok(Folded::words(Vec::<String>::deserialize(deserializer)?))
}

static ALIASES: LazyLock<Aliases> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/aliases.toml")).expect("data/aliases.toml is valid")
});

/// The lists of `data/aliases.toml`.
pub fn aliases() -> &'static Aliases {
    &ALIASES
}
