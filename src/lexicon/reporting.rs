use std::sync::LazyLock;

use serde::Deserialize;

use super::Folded;

/// How speech is reported; each field is a list of `data/reporting.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// Verbs that report speech.
    pub verbs: Folded,
    /// Words between a speaker and the verb.
    pub between: Folded,
    /// Pronouns that speak.
    pub pronouns: Folded,
    /// Pronouns that stand for one person.
    pub person_pronouns: Folded,
    /// Words that begin a speaker without a name.
    pub determiners: Folded,
    /// Words that join who speaks to whom they speak for.
    pub links: Folded,
    /// Words before a preposition and the source.
    pub sources: Folded,
    /// Words that begin another clause.
    pub clauses: Folded,
    /// Words that begin with an apostrophe.
    pub elisions: Folded,
}

static REPORTING: LazyLock<Reporting> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/reporting.toml")).expect("data/reporting.toml is valid")
});

/// The lists of `data/reporting.toml`.
pub fn reporting() -> &'static Reporting {
    &REPORTING
}
