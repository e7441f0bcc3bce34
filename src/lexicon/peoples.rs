use std::sync::LazyLock;

use super::Folded;

/// Words for members of a people, faith or party ("Catholic", "Tamils"), of `data/peoples.tsv`.
pub fn peoples() -> &'static Folded {
    static PEOPLES: LazyLock<Folded> = LazyLock::new(|| {
        let lines = include_str!("../../data/peoples.tsv").lines();
        Folded::words(lines.filter(|line| !line.starts_with('#')))
    });
    &PEOPLES
}
