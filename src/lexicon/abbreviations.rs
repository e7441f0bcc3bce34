//! Abbreviations and what their period means, from `data/abbreviations.toml` and, for legal texts,
//! `data/legal.toml`.

use super::Folded;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A set of classes of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Classes(u8);

impl Classes {
    /// No class: not in the list.
    pub const NONE: Self = Self(0);
    /// Before a name: Mr., Gen.
    pub const TITLE: Self = Self(1);
    /// Before a number: No., Fig.
    pub const NUMBER: Self = Self(2);
    /// Inside a sentence: e.g., vs.
    pub const INNER: Self = Self(4);
    /// May end a sentence: Inc., a.m.
    pub const ENDING: Self = Self(8);
    /// Months and days: Jan., Tues.
    pub const MONTH: Self = Self(16);
    /// States and provinces: Calif.
    pub const PLACE: Self = Self(32);
    /// A name that ends with an exclamation mark: Yahoo!
    pub const MARKED_NAME: Self = Self(64);
    /// No abbreviation, but a word that often begins a sentence: the, however.
    pub const STARTER: Self = Self(128);

    /// These classes and those of `other`.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if any class of `other` is among these.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True for a word whose period need not end a sentence.
    pub const fn is_abbreviation(self) -> bool {
        self.0 & 0x3f != 0
    }

    /// The classes as bits.
    pub const fn bits(self) -> u8 {
        self.0
    }
}

const NAMES: [(&str, Classes); 8] = [
    ("title", Classes::TITLE),
    ("number", Classes::NUMBER),
    ("inner", Classes::INNER),
    ("ending", Classes::ENDING),
    ("month", Classes::MONTH),
    ("place", Classes::PLACE),
    ("marked_name", Classes::MARKED_NAME),
    ("starter", Classes::STARTER),
];

/// The classes of `word`, written without its last period.
///
/// ```
/// use textsift::lexicon::abbreviations::{Classes, classes};
/// assert!(classes("Mr").any(Classes::TITLE));
/// assert!(classes("Mar").any(Classes::MONTH));
/// assert_eq!(classes("mar"), Classes::NONE);
/// ```
#[inline]
pub fn classes(word: &str) -> Classes {
    look_up(&TABLE, word)
}

/// The classes of `word` in judgments, statutes and contracts.
///
/// ```
/// use textsift::lexicon::abbreviations::{Classes, classes, legal_classes};
/// assert!(legal_classes("Compl").any(Classes::NUMBER) && legal_classes("Mr") == classes("Mr"));
/// ```
pub fn legal_classes(word: &str) -> Classes {
    look_up(&TABLE, word).with(look_up(&LEGAL, word))
}

#[inline]
fn look_up(table: &Folded<Entry>, word: &str) -> Classes {
    match table.get(word) {
        Some(entry) if word.as_bytes()[0].is_ascii_uppercase() => {
            entry.any_case.with(entry.capitalised)
        }
        Some(entry) => entry.any_case,
        None => Classes::NONE,
    }
}

/// The classes that a word has in any case, and those it has with a capital.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    any_case: Classes,
    capitalised: Classes,
}

static TABLE: LazyLock<Folded<Entry>> =
    LazyLock::new(|| parse(include_str!("../../data/abbreviations.toml")));

static LEGAL: LazyLock<Folded<Entry>> =
    LazyLock::new(|| parse(include_str!("../../data/legal.toml")));

/// True for a word or sign before the number of a heading in legal texts: Section, ¶.
pub fn names_heading(word: &str) -> bool {
    static HEADINGS: LazyLock<Folded> = LazyLock::new(|| {
        let lists = lists(include_str!("../../data/legal.toml"));
        Folded::words(lists.get(HEADING).into_iter().flatten())
    });
    HEADINGS.contains(word)
}

/// The list in `data/legal.toml` that is no class of abbreviations.
const HEADING: &str = "heading";

fn lists(source: &str) -> BTreeMap<String, Vec<String>> {
    toml::from_str(source).expect("the tables in data/ are checked by a test")
}

fn parse(source: &str) -> Folded<Entry> {
    let lists = lists(source);
    let mut entries = BTreeMap::<String, Entry>::new();
    for (name, class) in NAMES {
        for word in lists.get(name).into_iter().flatten() {
            let entry = entries.entry(word.to_ascii_lowercase()).or_default();
            let capitalised = word.as_bytes()[0].is_ascii_uppercase();
            let classes = if capitalised {
                &mut entry.capitalised
            } else {
                &mut entry.any_case
            };
            *classes = classes.with(class);
        }
    }
    entries.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_known_and_every_word_fits() {
        let general = include_str!("../../data/abbreviations.toml");
        let legal = include_str!("../../data/legal.toml");
        for source in [general, legal] {
            let lists: BTreeMap<String, Vec<String>> = toml::from_str(source).unwrap();
            for (name, words) in lists.iter().filter(|(name, _)| *name != HEADING) {
                assert!(NAMES.iter().any(|(known, _)| known == name), "{name}");
                for word in words {
                    assert!(!word.is_empty());
                    assert!(!word.ends_with('.'), "{word:?}");
                    assert_ne!(legal_classes(word), Classes::NONE, "{word:?}");
                }
            }
        }
    }

    #[test]
    fn case_counts_where_the_list_says_so() {
        assert!(classes("GEN").any(Classes::TITLE) && !classes("gen").any(Classes::TITLE));
        assert!(classes("a.m").any(Classes::ENDING) && classes("A.M").any(Classes::ENDING));
        assert!(classes("The").any(Classes::STARTER) && !classes("The").is_abbreviation());
        assert_eq!(classes("Moscow"), Classes::NONE);
        assert_eq!(classes(""), Classes::NONE);
    }
}
