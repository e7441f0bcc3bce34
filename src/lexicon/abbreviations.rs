//! Abbreviations and what their period means, from `data/abbreviations.toml`.

use std::collections::BTreeMap;
use std::ops::BitOr;
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

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
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

/// No entry is longer, so that no longer word is looked up.
const LONGEST: usize = 16;

/// The classes of `word`, written without its last period.
///
/// ```
/// use textsift::lexicon::abbreviations::{Classes, classes};
/// assert!(classes(b"Mr").any(Classes::TITLE));
/// assert!(classes(b"Mar").any(Classes::MONTH));
/// assert_eq!(classes(b"mar"), Classes::NONE);
/// ```
#[inline]
pub fn classes(word: &[u8]) -> Classes {
    if word.is_empty() || word.len() > LONGEST {
        return Classes::NONE;
    }
    TABLE.find(word)
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("../../data/abbreviations.toml")));

/// A word in small letters, with the classes it has in any case and those it has with a capital.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    word: [u8; LONGEST],
    any_case: Classes,
    capitalised: Classes,
}

/// Open addressing over the folded words; at most half full.
#[derive(Debug)]
struct Table {
    entries: Vec<Entry>,
}

impl Table {
    fn parse(source: &str) -> Self {
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(source).expect("data/abbreviations.toml is checked by a test");
        let count: usize = lists.values().map(Vec::len).sum();
        let mut table = Self {
            entries: vec![Entry::default(); (2 * count + 1).next_power_of_two()],
        };
        for (name, class) in NAMES {
            for word in lists.get(name).into_iter().flatten() {
                table.add(word.as_bytes(), class);
            }
        }
        table
    }

    fn add(&mut self, word: &[u8], class: Classes) {
        let folded = fold(word);
        let at = self.slot(&folded);
        let entry = &mut self.entries[at];
        entry.word = folded;
        let only_capitalised = word[0].is_ascii_uppercase();
        let classes = if only_capitalised {
            &mut entry.capitalised
        } else {
            &mut entry.any_case
        };
        *classes = *classes | class;
    }

    #[inline]
    fn find(&self, word: &[u8]) -> Classes {
        let entry = &self.entries[self.slot(&fold(word))];
        if word[0].is_ascii_uppercase() {
            entry.any_case | entry.capitalised
        } else {
            entry.any_case
        }
    }

    /// Where `folded` stands, or the free place where it would.
    #[inline]
    fn slot(&self, folded: &[u8; LONGEST]) -> usize {
        let mask = self.entries.len() - 1;
        let value = u128::from_le_bytes(*folded);
        let mixed = (value as u64 ^ (value >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = (mixed >> 40) as usize & mask;
        while self.entries[at].word[0] != 0 && self.entries[at].word != *folded {
            at = (at + 1) & mask;
        }
        at
    }
}

#[inline]
fn fold(word: &[u8]) -> [u8; LONGEST] {
    let mut folded = [0; LONGEST];
    for (to, from) in folded.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_known_and_every_word_fits() {
        let source = include_str!("../../data/abbreviations.toml");
        let lists: BTreeMap<String, Vec<String>> = toml::from_str(source).unwrap();
        for (name, words) in &lists {
            assert!(NAMES.iter().any(|(known, _)| known == name), "{name}");
            for word in words {
                assert!((1..=LONGEST).contains(&word.len()), "{word:?}");
                assert!(!word.ends_with('.'), "{word:?}");
                assert_ne!(classes(word.as_bytes()), Classes::NONE, "{word:?}");
            }
        }
    }

    #[test]
    fn case_counts_where_the_list_says_so() {
        assert!(classes(b"GEN").any(Classes::TITLE) && !classes(b"gen").any(Classes::TITLE));
        assert!(classes(b"a.m").any(Classes::ENDING) && classes(b"A.M").any(Classes::ENDING));
        assert!(classes(b"The").any(Classes::STARTER) && !classes(b"The").is_abbreviation());
        assert_eq!(classes(b"Moscow"), Classes::NONE);
        assert_eq!(classes(b""), Classes::NONE);
        assert_eq!(classes(&[b'x'; 40]), Classes::NONE);
    }
}
