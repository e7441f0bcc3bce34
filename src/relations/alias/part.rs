//! A part of a longer name: "White Sox", "Chicago White Sox".

use super::name::{Group, Name};
use super::{Index, Names};

pub(super) fn join(names: &mut Names) {
    let mut by_first = Index::default();
    let mut by_last = Index::default();
    for at in 0..names.list.len() {
        let name = &names.list[at];
        if name.group.is_thing() && name.words.len() > 1 {
            by_first.add(name.first(), at);
            by_last.add(name.last(), at);
        }
    }
    for at in 0..names.list.len() {
        let name = &names.list[at];
        if !name.group.is_thing() || name.words.is_empty() {
            continue;
        }
        let longer = |&other: &usize| {
            // A work is named in full before it is named in short.
            if other > at && name.group == Group::Other {
                return false;
            }
            let other = &names.list[other];
            other.group == name.group
                && other.words.len() > name.words.len()
                && is_part(name, other)
        };
        let first = by_first.get(name.first()).iter().copied();
        let candidates: Vec<usize> = first
            .chain(by_last.get(name.last()).iter().copied())
            .filter(longer)
            .collect();
        if let Some(full) = names.only(&candidates) {
            names.join(full, at);
        }
    }
}

/// The words that `long` has more than `short` say nothing new.
fn is_part(short: &Name, long: &Name) -> bool {
    let (begins, ends) = (
        long.words.starts_with(&short.words),
        long.words.ends_with(&short.words),
    );
    let more = long.words.len() - short.words.len();
    match long.group {
        Group::Place if begins => long.words[short.words.len()..]
            .iter()
            .all(|word| is_generic(word)),
        Group::Place => ends && more == 1 && short.words.len() > 1,
        _ => begins || ends && more <= 2,
    }
}

/// "Shetland" and "Shetland Islands" are one place; "Missouri" and "Missouri River" are not.
fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "island" | "islands" | "isle" | "isles" | "palace" | "peninsula" | "archipelago"
    )
}
