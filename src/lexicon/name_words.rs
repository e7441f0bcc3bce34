use std::sync::LazyLock;

use super::Folded;

/// What a word tells of a name in or beside which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum NameWord {
    /// "University", "Ministry".
    Organisation,
    /// "Inc", "GmbH".
    CompanySuffix,
    /// "Airport", "Bridge".
    Facility,
    /// "River", "Island".
    Location,
    /// "City", "Province".
    Settlement,
    /// "North", "Middle".
    Direction,
    /// "said", "told".
    Speech,
    /// "in", "near".
    PlacePreposition,
    /// "Monday", "May".
    Calendar,
    /// "al", "von".
    Particle,
    /// "War", "Cup".
    Event,
    /// "novel", "album".
    Work,
    /// "of", "&": words that join two parts of one name.
    Connector,
}

impl NameWord {
    const NAMES: [(&str, NameWord); 13] = [
        ("organisation", NameWord::Organisation),
        ("company_suffix", NameWord::CompanySuffix),
        ("facility", NameWord::Facility),
        ("location", NameWord::Location),
        ("settlement", NameWord::Settlement),
        ("direction", NameWord::Direction),
        ("speech", NameWord::Speech),
        ("place_preposition", NameWord::PlacePreposition),
        ("calendar", NameWord::Calendar),
        ("particle", NameWord::Particle),
        ("event", NameWord::Event),
        ("work", NameWord::Work),
        ("connector", NameWord::Connector),
    ];

    fn named(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names.find_map(|&(known, kind)| (known == name).then_some(kind))
    }
}

/// The kinds of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct NameWords(u16);

impl NameWords {
    /// True if the word is of this kind.
    pub const fn has(self, kind: NameWord) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// One bit for each kind, in the order of [`NameWord`].
    pub const fn bits(self) -> u16 {
        self.0
    }
}

/// The words that tell what a name is, folded, with their kinds.
///
/// ```
/// use textsift::lexicon::{NameWord, name_words};
/// assert!(name_words().get("Airport").unwrap().has(NameWord::Facility));
/// assert!(name_words().get("airport's").is_none());
/// ```
pub fn name_words() -> &'static Folded<NameWords> {
    static WORDS: LazyLock<Folded<NameWords>> = LazyLock::new(|| {
        let mut words: Vec<(&str, NameWords)> = include_str!("../../data/name_words.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(word, kind)| Some((word, NameWords(1 << NameWord::named(kind)? as u8))))
            .collect();
        words.sort_by_key(|&(word, _)| word);
        words.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1.0 |= if same { next.1.0 } else { 0 };
            same
        });
        words.into_iter().collect()
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in include_str!("../../data/name_words.tsv").lines().skip(1) {
            let (word, kind) = line.split_once('\t').unwrap();
            let kind = NameWord::named(kind).unwrap_or_else(|| panic!("{kind}"));
            assert!(name_words().get(word).unwrap().has(kind), "{line}");
        }
    }
}
