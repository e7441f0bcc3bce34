//! A part of a longer name: "White Sox", "Chicago White Sox".

use std::cmp::Reverse;
use std::collections::HashSet;

use super::name::{Group, Name};
use super::{Index, Names};
use crate::lexicon::{Folded, NameWord, aliases, name_words, peoples};

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
    let single = |name: &&Name| name.group == Group::Organisation && name.words.len() == 1;
    let singles: HashSet<String> = names.list.iter().filter(single).map(Name::folded).collect();
    // "Supreme Court" is joined before "Court" looks for its whole.
    let mut shorts: Vec<usize> = (0..names.list.len())
        .filter(|&at| names.list[at].group.is_thing() && !names.list[at].words.is_empty())
        .collect();
    shorts.sort_by_key(|&at| Reverse(names.list[at].words.len()));
    for at in shorts {
        let name = &names.list[at];
        let first = by_first.get(name.first()).iter().copied();
        let mut longer: Vec<(usize, Fit)> = first
            .chain(by_last.get(name.last()).iter().copied())
            .filter_map(|other| Some((other, fit(names, at, other)?)))
            .collect();
        let is_whole = longer.iter().any(|&(_, fit)| fit == Fit::Whole);
        let same_place = is_whole && name.group == Group::Place;
        if is_whole {
            longer.retain(|&(_, fit)| fit == Fit::Whole);
        }
        let mut longer: Vec<usize> = longer.into_iter().map(|(other, _)| other).collect();
        if same_place {
            // "Kingdom of Prussia" and "Free State of Prussia" are both Prussia.
            longer.iter().for_each(|&other| names.join(other, at));
            continue;
        }
        longer.retain(|&other| !is_merger(&names.list[other], &singles));
        if let Some(full) = names.only(&longer) {
            names.join(full, at);
        }
    }
}

/// How a name is a part of a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// What the longer one has more says nothing new.
    Whole,
    Part,
}

fn fit(names: &Names, short: usize, long: usize) -> Option<Fit> {
    // A name is given in full before it is given in short.
    let full_first = long < short;
    let (short, long) = (&names.list[short], &names.list[long]);
    if short.group != long.group || long.words.len() <= short.words.len() {
        return None;
    }
    let more = long.words.len() - short.words.len();
    // "New York" is a known name, "New York State" none of its names.
    let is_known_apart = short.facts.line.is_some() && long.facts.line.is_none();
    if long.words.starts_with(&short.words) {
        let behind = &long.words[short.words.len()..];
        return match long.group {
            Group::Place => place_goes_on(behind, full_first).filter(|_| !is_known_apart),
            Group::Organisation => body_goes_on(short, behind, full_first),
            _ => (full_first && short.words.len() > 2).then_some(Fit::Part),
        };
    }
    if !long.words.ends_with(&short.words) {
        return None;
    }
    let before = &long.words[..more];
    let fits = match long.group {
        Group::Place if is_government(before) => return Some(Fit::Whole),
        Group::Place => more == 1 && short.words.len() > 1 && !is_direction(&before[0]),
        Group::Organisation => body_begins(short, before, full_first),
        _ => full_first && more <= 2,
    };
    fits.then_some(Fit::Part)
}

/// Both of its two words are organisations' names: "Square Enix" beside "Square" and "Enix".
fn is_merger(long: &Name, singles: &HashSet<String>) -> bool {
    long.group == Group::Organisation
        && matches!(&long.words[..], [one, other] if singles.contains(one) && singles.contains(other))
}

/// "Shetland Islands", "Newcastle upon Tyne".
fn place_goes_on(behind: &[String], full_first: bool) -> Option<Fit> {
    if all_in(behind, &aliases().whole_places) {
        return Some(Fit::Whole);
    }
    let particle = aliases().place_particles.contains(&behind[0]);
    (full_first && particle && behind.len() > 1).then_some(Fit::Part)
}

/// "Johns Hopkins University", "Supreme Court of Pakistan"; not "Barry University School of Law".
fn body_goes_on(short: &Name, behind: &[String], full_first: bool) -> Option<Fit> {
    if all_in(behind, &aliases().whole_bodies) {
        return Some(Fit::Whole);
    }
    let division = |word: &String| aliases().divisions.contains(word);
    let complement = aliases().complements.contains(&behind[0]);
    let head = is_head(short.last());
    let fits = match complement {
        true => full_first || head,
        false => full_first && !head && short.acronym.is_none() && !behind.iter().any(division),
    };
    fits.then_some(Fit::Part)
}

/// "White Sox", "the Court"; not "Children's BBC" or "Pittsburgh Catholic".
fn body_begins(short: &Name, before: &[String], full_first: bool) -> bool {
    let own = short.acronym.is_some() || peoples().contains(short.last());
    let more = before.len() <= 2 || full_first && is_head(short.last());
    more && !(own && short.words.len() == 1)
}

/// "Kingdom of", "Islamic Republic of".
fn is_government(before: &[String]) -> bool {
    let before = before.strip_suffix(&["the".to_string()]).unwrap_or(before);
    matches!(before, [.., form, of] if of == "of" && aliases().governments.contains(form))
}

fn is_direction(word: &str) -> bool {
    let kinds = name_words().get(word);
    kinds.is_some_and(|kinds| kinds.has(NameWord::Direction))
}

/// A word for a kind of organisation: "University".
fn is_head(word: &str) -> bool {
    let kinds = name_words().get(word);
    kinds.is_some_and(|kinds| kinds.has(NameWord::Organisation))
}

fn all_in(words: &[String], list: &Folded) -> bool {
    words.iter().all(|word| list.contains(word))
}
