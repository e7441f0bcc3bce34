//! Which mentions name one entity.
//!
//! Every distinct name is folded once ([`name`]): no title, article, possessive, accent or company
//! suffix. Names are then joined, each rule through a hash map of words: the known names of places
//! and organisations (`US`, `United States`), two names beside each other in the text ([`beside`]:
//! `ASEAN` in brackets, "also known as"), two spellings of one ([`spelling`]), a surname and the one
//! full name that has it ([`person`]), initials and the name that they abbreviate ([`acronym`]), and
//! a part of a longer name ([`part`]). Names are never joined whose facts tell that they are two:
//! gender, generation, two lines of the list of known names.
//!
//! Linear in the number of mentions: candidates for one word are few or the word tells nothing.

mod acronym;
mod beside;
mod fold;
mod name;
mod part;
mod person;
mod spelling;

use std::collections::HashMap;

use crate::entities::Entity;
use crate::text::Token;
use name::{Group, Name};

/// The most names that one word may lead to; a word of more names tells nothing.
const MAX_CANDIDATES: usize = 24;

/// Joins the mentions of one entity: sets `entity_id` and `canonical`.
///
/// `entities` are sorted by start. Ids count from 0 by first mention.
pub fn join_aliases(text: &str, tokens: &[Token], entities: &mut [Entity]) {
    let _ = tokens;
    let mut names = Names::read(text, entities);
    names.join_known();
    beside::join(text, entities, &mut names);
    person::join(&mut names);
    spelling::join(&mut names);
    acronym::join(&mut names);
    part::join(&mut names);
    names.number(text, entities);
}

/// The distinct names of a text, and which of them are one entity.
struct Names {
    list: Vec<Name>,
    /// The name of each entity.
    of_entity: Vec<u32>,
    /// A forest of joined names: the parent of each.
    parent: Vec<u32>,
}

impl Names {
    fn read(text: &str, entities: &[Entity]) -> Self {
        let mut known: HashMap<(Group, String), u32> = HashMap::with_capacity(entities.len());
        let mut names = Self {
            list: Vec::new(),
            of_entity: Vec::with_capacity(entities.len()),
            parent: Vec::new(),
        };
        for entity in entities {
            let group = Group::of(&entity.label);
            let name = Name::read(text, group, entity.span);
            let next = names.list.len() as u32;
            let index = *known
                .entry((group, name.key(entity.id.as_deref())))
                .or_insert(next);
            if index == next {
                names.list.push(name);
                names.parent.push(next);
            } else {
                names.list[index as usize].see(text, &name);
            }
            names.of_entity.push(index);
        }
        names
    }

    fn root(&mut self, name: usize) -> usize {
        let mut at = name;
        while self.parent[at] as usize != at {
            self.parent[at] = self.parent[self.parent[at] as usize];
            at = self.parent[at] as usize;
        }
        at
    }

    /// Makes two names one entity, unless what is known of them tells that they are two; the earlier
    /// one is its root.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || self.are_two(a, b) {
            return;
        }
        let (root, other) = (a.min(b), a.max(b));
        self.parent[other] = root as u32;
        let (before, after) = self.list.split_at_mut(other);
        before[root].facts.learn(&after[0].facts);
    }

    /// What is known of two roots tells that they are two.
    fn are_two(&self, a: usize, b: usize) -> bool {
        self.list[a].facts.contradict(&self.list[b].facts)
    }

    /// The one entity that all of `candidates` are, if they are one.
    fn only(&mut self, candidates: &[usize]) -> Option<usize> {
        let first = self.root(*candidates.first()?);
        candidates
            .iter()
            .all(|&other| self.root(other) == first)
            .then_some(first)
    }

    /// Joins the known names of one place or organisation, and names that are equal but for spaces
    /// and a plural.
    fn join_known(&mut self) {
        let mut lines: HashMap<u16, usize> = HashMap::new();
        let mut equal: HashMap<(bool, String), usize> = HashMap::new();
        for at in 0..self.list.len() {
            let name = &self.list[at];
            if !name.group.is_thing() {
                continue;
            }
            let (place, singular) = (name.group == Group::Place, name.singular());
            if let Some(line) = name.facts.line {
                let first = *lines.entry(line).or_insert(at);
                self.join(first, at);
            }
            let first = *equal.entry((place, singular)).or_insert(at);
            self.join(first, at);
        }
    }

    /// Numbers the entities by first mention and gives each its fullest name.
    fn number(&mut self, text: &str, entities: &mut [Entity]) {
        let roots: Vec<usize> = (0..self.list.len()).map(|at| self.root(at)).collect();
        let mut fullest: Vec<Option<usize>> = vec![None; self.list.len()];
        for (at, &root) in roots.iter().enumerate() {
            let name = &self.list[at];
            let best = fullest[root].get_or_insert(at);
            if name.fullness(text) > self.list[*best].fullness(text) {
                *best = at;
            }
        }
        let mut ids: Vec<Option<u32>> = vec![None; self.list.len()];
        let mut next = 0;
        for (entity, &name) in entities.iter_mut().zip(&self.of_entity) {
            let root = roots[name as usize];
            let id = ids[root].get_or_insert_with(|| {
                next += 1;
                next - 1
            });
            entity.entity_id = *id;
            let best = fullest[root].unwrap_or(root);
            entity.canonical = self.list[best].bare_span;
        }
    }
}

/// Names by one of their words.
#[derive(Default)]
struct Index(HashMap<String, Vec<usize>>);

impl Index {
    fn add(&mut self, word: &str, name: usize) {
        let list = match self.0.get_mut(word) {
            Some(list) => list,
            None => self.0.entry(word.into()).or_default(),
        };
        if list.len() <= MAX_CANDIDATES && list.last() != Some(&name) {
            list.push(name);
        }
    }

    /// The names that have `word`; none where they are too many.
    fn get(&self, word: &str) -> &[usize] {
        let list = self.0.get(word).map_or(&[][..], Vec::as_slice);
        if list.len() > MAX_CANDIDATES {
            &[]
        } else {
            list
        }
    }
}

#[cfg(test)]
mod tests;
