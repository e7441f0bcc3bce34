use std::sync::LazyLock;

use super::Folded;

/// The gender that a title tells of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "Sir", "King".
    Male,
    /// "Mrs", "Queen".
    Female,
}

/// The titles that stand before a person's name, folded, without their period ("mr", "prime
/// minister"), each with the gender that it tells.
///
/// ```
/// use textsift::lexicon::{titles, Gender};
/// assert_eq!(titles().get("Mrs"), Some(&Some(Gender::Female)));
/// assert_eq!(titles().get("Prime Minister"), Some(&None));
/// assert_eq!(titles().get("window"), None);
/// ```
pub fn titles() -> &'static Folded<Option<Gender>> {
    static TITLES: LazyLock<Folded<Option<Gender>>> = LazyLock::new(|| {
        let lines = include_str!("../../data/titles.tsv").lines();
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        let gender = |letter| match letter {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        pairs
            .map(|(title, letter)| (title, gender(letter)))
            .collect()
    });
    &TITLES
}
