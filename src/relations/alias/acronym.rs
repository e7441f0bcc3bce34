//! Initials and the name that they abbreviate.

use super::name::{Group, Name};
use super::{Index, Names};
use crate::lexicon::same_names;

/// Small words that acronyms leave out or keep.
const SMALL: [&str; 20] = [
    "of", "the", "and", "for", "in", "on", "to", "at", "by", "de", "la", "le", "du", "des", "der",
    "und", "et", "y", "e", "a",
];

pub(super) fn join(names: &mut Names) {
    let mut by_initials = Index::default();
    for at in 0..names.list.len() {
        let name = &names.list[at];
        if name.group.is_thing() && name.words.len() > 1 {
            for initials in spellings(name) {
                by_initials.add(&initials, at);
            }
        }
    }
    for at in 0..names.list.len() {
        let name = &names.list[at];
        let Some(acronym) = name.acronym.clone().filter(|_| name.group.is_thing()) else {
            continue;
        };
        let group = name.group;
        let fits = |&other: &usize| other != at && compatible(names.list[other].group, group);
        let plural = acronym.strip_suffix('s').filter(|short| short.len() > 1);
        let candidates: Vec<usize> = [Some(acronym.as_str()), plural]
            .into_iter()
            .flatten()
            .map(|letters| {
                by_initials
                    .get(letters)
                    .iter()
                    .copied()
                    .filter(fits)
                    .collect::<Vec<_>>()
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default();
        if let Some(full) = names.only(&candidates) {
            names.join(full, at);
        }
    }
}

fn compatible(a: Group, b: Group) -> bool {
    a == b || a == Group::Other || b == Group::Other
}

/// The initials of a name with and without its small words, its company suffix, a country before it
/// ("U.S. Office of Management and Budget"); a first word in small letters makes none.
fn spellings(name: &Name) -> Vec<String> {
    if name
        .initials
        .first()
        .is_none_or(|initial| initial.is_lowercase())
    {
        return Vec::new();
    }
    let first = |word: &String| word.chars().next();
    let large = |words: &[String]| -> String {
        let words = words.iter().filter(|word| !SMALL.contains(&word.as_str()));
        words.filter_map(first).collect()
    };
    let whole: String = name.words.iter().filter_map(first).collect();
    let mut spellings = vec![format!("t{whole}"), large(&name.words)];
    if !name.suffix_initials.is_empty() {
        spellings.push(format!("{}{}", spellings[1], name.suffix_initials));
    }
    for before in 1..name.words.len().saturating_sub(1).min(3) {
        if same_names().contains(&name.words[..before].join(" ")) {
            spellings.push(large(&name.words[before..]));
        }
    }
    spellings.push(whole);
    spellings.retain(|letters| letters.len() > 1);
    spellings
}

/// The letters of `acronym` stand in `name` in order, the first at its start, most at the start of
/// words.
pub(super) fn abbreviates(acronym: &str, name: &Name) -> bool {
    let mut letters = acronym.chars().peekable();
    let mut starts = 0;
    for word in &name.words {
        let mut chars = word.chars();
        if letters.peek().is_none() {
            break;
        }
        if chars.next() == letters.peek().copied() {
            letters.next();
            starts += 1;
            for c in chars {
                if letters.peek() == Some(&c) {
                    letters.next();
                }
            }
        } else if name.words[0] == *word {
            return false;
        }
    }
    letters.peek().is_none() && starts > 0
}
