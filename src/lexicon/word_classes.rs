use std::sync::LazyLock;

use serde::Deserialize;

use super::Folded;

/// Word classes of the noun phrases that numbers count; each field is a list of
/// `data/word_classes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordClasses {
    /// Prepositions, conjunctions, pronouns, adverbs: they end a noun phrase.
    pub closed: Folded,
    /// Forms of verbs that are seldom nouns.
    pub verbs: Folded,
    /// Nouns after a number or adjective, verbs after a noun.
    pub noun_verbs: Folded,
    /// Participles that stand before a noun.
    pub participles: Folded,
    /// Words that only strengthen what follows.
    pub degrees: Folded,
    /// Words in `s` that describe the noun behind them.
    pub s_modifiers: Folded,
    /// Adjectives of countries that name their people too.
    pub peoples: Folded,
    /// Plurals without `s`.
    pub irregular_plurals: Folded,
    /// Words in `s` that are no plurals.
    pub singular_s: Folded,
    /// Adjectives that are counted like nouns.
    pub nominal_adjectives: Folded,
    /// Nouns that a number behind them names.
    pub labels: Folded,
    /// Nouns in `ing`.
    pub ing_nouns: Folded,
    /// Determiners after `of`.
    pub determiners: Folded,
    /// Nouns that end like adjectives, adverbs or participles.
    pub plain_nouns: Folded,
    /// Adjectives that are nouns where none follows.
    pub adjective_nouns: Folded,
    /// Prepositions and adverbs that describe a noun right behind them.
    pub attributive: Folded,
    /// Adjectives of a field or a place, joined to nouns that are used alike.
    pub relational: Folded,
    /// Words inside a noun phrase that are never its head.
    pub modifiers: Folded,
}

static WORD_CLASSES: LazyLock<WordClasses> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/word_classes.toml"))
        .expect("data/word_classes.toml is valid")
});

/// The lists of `data/word_classes.toml`.
pub fn word_classes() -> &'static WordClasses {
    &WORD_CLASSES
}
