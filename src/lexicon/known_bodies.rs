use std::sync::LazyLock;

/// How a well-known organisation's name is told from others'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyName {
    /// No one else bears it.
    Sure,
    /// A person does too.
    Person,
    /// A family does too.
    Surname,
    /// It is a common word too.
    Word,
    /// It is a person's with "'s".
    Possessive,
    /// Only behind "the".
    BehindThe,
    /// The same, beside words of a parliament.
    Chamber,
}

/// The well-known organisations that look like persons or places, of `data/known_bodies.tsv`.
pub fn known_bodies() -> &'static [(&'static str, BodyName)] {
    static BODIES: LazyLock<Vec<(&str, BodyName)>> = LazyLock::new(|| {
        include_str!("../../data/known_bodies.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(name, kind)| Some((name, kind_of(kind)?)))
            .collect()
    });
    &BODIES
}

fn kind_of(kind: &str) -> Option<BodyName> {
    Some(match kind {
        "sure" => BodyName::Sure,
        "person" => BodyName::Person,
        "surname" => BodyName::Surname,
        "word" => BodyName::Word,
        "possessive" => BodyName::Possessive,
        "behind_the" => BodyName::BehindThe,
        "chamber" => BodyName::Chamber,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let table = include_str!("../../data/known_bodies.tsv").lines();
        let lines = table.filter(|line| !line.starts_with('#')).count();
        assert_eq!(known_bodies().len(), lines);
    }
}
