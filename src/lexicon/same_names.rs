use std::sync::LazyLock;

use super::Folded;

/// Names that mean one place or organisation ("UK", "Britain"): each name with the number of its
/// line in `data/same_names.tsv`.
///
/// ```
/// use textsift::lexicon::same_names;
/// assert_eq!(same_names().get("U.S."), same_names().get("United States"));
/// assert_eq!(same_names().get("Atlantis"), None);
/// ```
pub fn same_names() -> &'static Folded<u16> {
    static SAME_NAMES: LazyLock<Folded<u16>> = LazyLock::new(|| {
        let lines = include_str!("../../data/same_names.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#')).zip(0..);
        lines
            .flat_map(|(line, number)| line.split('\t').map(move |name| (name, number)))
            .collect()
    });
    &SAME_NAMES
}
