//! Persons: a part of a name and the one full name that has it.

use std::collections::HashMap;

use super::name::{Group, Name};
use super::{Index, Names};
use crate::lexicon::aliases;

pub(super) fn join(names: &mut Names) {
    let persons: Vec<usize> = (0..names.list.len())
        .filter(|&at| names.list[at].group == Group::Person && !names.list[at].words.is_empty())
        .collect();
    let mut by_last = Index::default();
    let mut by_other = Index::default();
    for &at in &persons {
        if let [others @ .., last] = &names.list[at].words[..]
            && !others.is_empty()
        {
            by_last.add(last, at);
            let own = (0..others.len()).filter(|&place| !is_fathers(others, place));
            own.for_each(|place| by_other.add(&others[place], at));
        }
    }
    // Full names of one person first, so that a surname finds one person.
    for &at in &persons {
        if names.list[at].words.len() < 2 {
            continue;
        }
        for &other in by_last.get(names.list[at].last()) {
            if other < at && is_same_full_name(&names.list[other], &names.list[at]) {
                names.join(other, at);
            }
        }
    }
    for &at in &persons {
        let words = &names.list[at].words;
        let surnames = by_last.get(names.list[at].last());
        if words.len() > 1 {
            let longer = surnames.iter().copied().filter(|&other| {
                let other = &names.list[other].words;
                other.len() > words.len() && other.ends_with(words)
            });
            let longer: Vec<usize> = longer.collect();
            join_to(names, at, &longer);
        } else if surnames.is_empty() {
            let given = by_other.get(&words[0]).to_vec();
            join_to(names, at, &given);
        } else {
            join_to(names, at, surnames);
        }
    }
    join_short(names, &persons);
}

/// The father's name, behind a word for "son of": of "Yusuf ibn Yakub al-Basri".
fn is_fathers(words: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| &words[before]);
    aliases().child_of.contains(before)
}

/// Joins a short name with the one person that it can mean; where there are several, with the last
/// one named in full before it.
fn join_to(names: &mut Names, short: usize, candidates: &[usize]) {
    let mut candidates = candidates.to_vec();
    candidates.retain(|&other| other != short && may_be_one(names, other, short));
    let person = names.only(&candidates).or(candidates.first().copied());
    if let Some(person) = person {
        names.join(person, short);
    }
}

/// Nothing tells that they are two.
fn may_be_one(names: &mut Names, a: usize, b: usize) -> bool {
    let (a, b) = (names.root(a), names.root(b));
    !names.are_two(a, b)
}

/// Surnames that no full name has, with and without a title: "Lee" is who was named so first.
fn join_short(names: &mut Names, persons: &[usize]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for &at in persons {
        if let [word] = &names.list[at].words[..] {
            let word = word.clone();
            let known = *first.entry(word).or_insert(at);
            if known != at
                && alone(names, known)
                && alone(names, at)
                && may_be_one(names, known, at)
            {
                names.join(known, at);
            }
        }
    }
}

/// No longer name stands for it.
fn alone(names: &mut Names, at: usize) -> bool {
    let root = names.root(at);
    names.list[root].words.len() == 1
}

/// Both are full names of one person: "J. H. Dearle", "John Henry Dearle", "Rufus Seaman Carter",
/// "Rufus Carter".
fn is_same_full_name(a: &Name, b: &Name) -> bool {
    let (given_a, given_b) = (&a.words[..a.words.len() - 1], &b.words[..b.words.len() - 1]);
    let (short, long) = if given_a.len() <= given_b.len() {
        (given_a, given_b)
    } else {
        (given_b, given_a)
    };
    fits(&short[0], &long[0]) && {
        let mut rest = long[1..].iter();
        short[1..]
            .iter()
            .all(|word| rest.any(|other| fits(word, other)))
    }
}

/// Two given names are equal, or one is the initial of the other.
fn fits(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || initial(a, b) || initial(b, a)
}
