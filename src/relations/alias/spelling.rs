//! Two spellings of one name: "Alanbrooke", "Alan Brooke"; "Tobolsk", "Tobolesk"; "West Ukraine",
//! "Western Ukraine".

use std::collections::HashMap;

use super::Names;
use super::name::{Group, Name};

/// Shorter names that differ by a letter are two ("Iran", "Iraq").
const SHORTEST: usize = 6;
/// Longer names are not compared letter by letter.
const LONGEST: usize = 40;

pub(super) fn join(names: &mut Names) {
    let mut whole: HashMap<String, usize> = HashMap::new();
    let mut near: HashMap<u64, usize> = HashMap::new();
    for at in 0..names.list.len() {
        let name = &names.list[at];
        if !may_vary(name) {
            continue;
        }
        let spelling = spelling(name);
        let first = *whole.entry(spelling.clone()).or_insert(at);
        if names.list[first].group == names.list[at].group {
            names.join(first, at);
        }
        for hash in without_a_letter(&spelling) {
            let other = *near.entry(hash).or_insert(at);
            if other != at && is_misspelt(&names.list[other], &names.list[at]) {
                names.join(other, at);
            }
        }
    }
}

/// Letters alone, enough of them, and of a person more than one name.
fn may_vary(name: &Name) -> bool {
    let letters: usize = name.words.iter().map(String::len).sum();
    let thing = name.group.is_thing();
    (thing || name.group == Group::Person)
        && (SHORTEST..=LONGEST).contains(&letters)
        && name.facts.line.is_none()
        && name.facts.generation.is_none()
        && name
            .words
            .iter()
            .all(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
}

fn spelling(name: &Name) -> String {
    let plain = |word: &String| match word.strip_suffix("ern") {
        Some(direction @ ("north" | "south" | "east" | "west")) => direction.to_string(),
        _ => word.clone(),
    };
    name.words.iter().map(plain).collect()
}

/// The hashes of a name with each of its letters left out, and of the whole name.
fn without_a_letter(spelling: &str) -> impl Iterator<Item = u64> {
    let bytes = spelling.as_bytes();
    let hash = |left_out: usize| {
        let kept = bytes
            .iter()
            .enumerate()
            .filter(move |&(at, _)| at != left_out);
        kept.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, &byte)| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    (1..=bytes.len()).map(hash)
}

/// One has a letter more, neither the first one nor put behind; persons have it in their last names.
/// "Wallington" and "Wellington", "Robert Smith" and "Roberta Smith" are two.
fn is_misspelt(a: &Name, b: &Name) -> bool {
    let person = a.group == Group::Person;
    let persons = person && (a.words.len() < 2 || a.words[0] != b.words[0]);
    let (one, other) = (spelling(a), spelling(b));
    let behind = one.starts_with(&other) || other.starts_with(&one);
    let more = one.len() != other.len();
    a.group == b.group && a.words.len() == b.words.len() && !persons && more && !behind
}
