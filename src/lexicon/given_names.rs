use std::sync::LazyLock;

use super::{Folded, Gender};

/// Given names that one gender bears, folded.
///
/// ```
/// use textsift::lexicon::{given_names, Gender};
/// assert_eq!(given_names().get("Mary"), Some(&Gender::Female));
/// assert_eq!(given_names().get("Kim"), None);
/// ```
pub fn given_names() -> &'static Folded<Gender> {
    static NAMES: LazyLock<Folded<Gender>> = LazyLock::new(|| {
        let lines = include_str!("../../data/given_names.tsv").lines();
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        let gender = |letter| match letter {
            "f" => Gender::Female,
            _ => Gender::Male,
        };
        pairs.map(|(name, letter)| (name, gender(letter))).collect()
    });
    &NAMES
}
