use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Folded;
use super::phrases::{Direction, Phrases};

/// What a modifier says of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// It is meant as written.
    Exact,
    /// Near it.
    Approximate,
    /// It or more.
    AtLeast,
    /// It or less.
    AtMost,
    /// More than it.
    MoreThan,
    /// Less than it.
    LessThan,
    /// It too, where the other modifier leaves it out.
    OrEqual,
}

/// What stands before two numbers that a connector joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeCue {
    /// `between`: the numbers are joined by "and".
    Between,
    /// `from`: they are joined by "to".
    From,
}

/// The published table of modifiers, `data/bounds.toml`.
#[derive(Debug)]
pub struct Modifiers {
    /// Before the number, found by their last token.
    pub left: Phrases<Modifier>,
    /// After it, found by their first token.
    pub right: Phrases<Modifier>,
    /// Words that may stand between a modifier and its number.
    pub between: Folded,
    /// Words that a hyphen may join to figures.
    pub hyphened: Folded,
    /// What announces a range, found by its last token.
    pub range: Phrases<RangeCue>,
}

#[derive(serde::Deserialize)]
struct Source {
    left: BTreeMap<Modifier, String>,
    right: BTreeMap<Modifier, String>,
    between: Words,
    hyphened: Words,
    range: Range,
}

#[derive(serde::Deserialize)]
struct Words {
    words: String,
}

#[derive(serde::Deserialize)]
struct Range {
    between: String,
    from: String,
}

/// The modifiers.
pub fn modifiers() -> &'static Modifiers {
    static MODIFIERS: LazyLock<Modifiers> = LazyLock::new(|| {
        let source: Source =
            toml::from_str(include_str!("../../data/bounds.toml")).expect("data/bounds.toml");
        let between = list(&source.range.between).map(|phrase| (phrase, RangeCue::Between));
        let from = list(&source.range.from).map(|phrase| (phrase, RangeCue::From));
        Modifiers {
            left: Phrases::new(Direction::Backwards, pairs(&source.left)),
            right: Phrases::new(Direction::Forwards, pairs(&source.right)),
            between: Folded::words(list(&source.between.words)),
            hyphened: Folded::words(list(&source.hyphened.words)),
            range: Phrases::new(Direction::Backwards, between.chain(from)),
        }
    });
    &MODIFIERS
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
}

fn pairs(table: &BTreeMap<Modifier, String>) -> impl Iterator<Item = (&str, Modifier)> {
    table
        .iter()
        .flat_map(|(&modifier, phrases)| list(phrases).map(move |p| (p, modifier)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modifier_has_one_bound() {
        let source: Source = toml::from_str(include_str!("../../data/bounds.toml")).unwrap();
        for table in [&source.left, &source.right] {
            let mut seen = std::collections::HashMap::new();
            for (phrase, modifier) in pairs(table) {
                assert_eq!(seen.insert(phrase, modifier), None, "{phrase} stands twice");
            }
        }
    }
}
