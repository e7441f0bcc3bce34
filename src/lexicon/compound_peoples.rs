use std::sync::LazyLock;

use serde::Deserialize;

use super::Folded;

/// Words that make names of peoples in several words; each field is a list of
/// `data/compound_peoples.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompoundPeoples {
    /// Words before the name of a people.
    pub before: Folded,
    /// Names of peoples that follow those of others.
    pub behind: Folded,
    /// Words before "Eastern" that name a region's people with it.
    pub eastern: Folded,
}

/// The lists of `data/compound_peoples.toml`.
pub fn compound_peoples() -> &'static CompoundPeoples {
    static PEOPLES: LazyLock<CompoundPeoples> = LazyLock::new(|| {
        toml::from_str(include_str!("../../data/compound_peoples.toml"))
            .expect("data/compound_peoples.toml is valid")
    });
    &PEOPLES
}
