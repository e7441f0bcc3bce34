use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use super::Folded;

/// What tells an organisation from a person or a thing of its name; each field is a list of `data/company_words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyWords {
    /// Suffixes as they are written: "AG", "Oyj".
    #[serde(deserialize_with = "exact")]
    pub suffixes: HashSet<String>,
    /// The last word of an organisation's name: "Industries".
    pub heads: Folded,
    /// What is said of its shares: "rose".
    pub traded: Folded,
    /// Words behind the name: "stores".
    pub behind: Folded,
    /// Words behind the name that end it: "at Wendy's in Ohio".
    pub links: Folded,
    /// Words before a preposition and the name: "shares of".
    pub shares: Folded,
    /// The same where a person bears the name too: "an analyst at".
    pub before: Folded,
    /// The prepositions between.
    pub prepositions: Folded,
    /// What it does by a figure: "rose".
    pub moves: Folded,
    /// What it does to so many things: "recalled".
    pub acts: Folded,
    /// What persons alone do: "smiled".
    pub persons: Folded,
    /// What persons alone are: "engineer".
    pub callings: Folded,
    /// Offices by which their holders are addressed.
    pub offices: Folded,
    /// Words that begin a place known to the reader: "in the kitchen".
    pub determiners: Folded,
    /// What such a figure counts: "percent".
    pub counts: Folded,
    /// Words before a thing that bears its maker's name.
    pub things: Folded,
    /// Words beside a parliament's chamber.
    pub chamber: Folded,
}

fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashSet<String>, D::Error> {
    let lines = Vec::<String>::deserialize(deserializer)?;
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    Ok(words.map(String::from).collect())
}

/// The lists of `data/company_words.toml`.
pub fn company_words() -> &'static CompanyWords {
    static WORDS: LazyLock<CompanyWords> = LazyLock::new(|| {
        toml::from_str(include_str!("../../data/company_words.toml"))
            .expect("data/company_words.toml is valid")
    });
    &WORDS
}
