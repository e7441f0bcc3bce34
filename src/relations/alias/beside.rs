//! Two names beside each other: one in brackets, or "also known as" between them.

use super::name::Group;
use super::{Names, acronym};
use crate::entities::Entity;
use crate::lexicon::alias_phrases;

/// No words between two names are longer.
const MAX_GAP: usize = 80;

pub(super) fn join(text: &str, entities: &[Entity], names: &mut Names) {
    for at in 1..entities.len() {
        let (left, right) = (entities[at - 1].span, entities[at].span);
        if right.start < left.end || (right.start - left.end) as usize > MAX_GAP {
            continue;
        }
        let (a, b) = (
            names.of_entity[at - 1] as usize,
            names.of_entity[at] as usize,
        );
        let gap = &text[left.end as usize..right.start as usize];
        let groups = (names.list[a].group, names.list[b].group);
        if !compatible(groups) {
            continue;
        }
        let bracketed = matches!(gap.trim(), "(" | "(the" | "[" | "(“" | "(\"" | "(‘" | "('");
        if bracketed && is_abbreviation(names, a, b) || has_phrase(gap) {
            names.join(a, b);
        }
    }
}

fn compatible((a, b): (Group, Group)) -> bool {
    a == b && a != Group::Form
        || a.is_thing() && b.is_thing() && (a == Group::Other || b == Group::Other)
}

fn is_abbreviation(names: &Names, a: usize, b: usize) -> bool {
    let (a, b) = (&names.list[a], &names.list[b]);
    let abbreviates = |short: &super::Name, long: &super::Name| {
        short
            .acronym
            .as_ref()
            .is_some_and(|letters| acronym::abbreviates(letters, long))
    };
    abbreviates(a, b) || abbreviates(b, a)
}

/// The words right before the second name say that both are one.
fn has_phrase(gap: &str) -> bool {
    let (phrases, longest) = alias_phrases();
    let quote = |c: char| matches!(c, '“' | '"' | '‘' | '\'' | '«' | ' ');
    let gap = gap.trim_end_matches(quote);
    let gap = gap.strip_suffix(" the").unwrap_or(gap).trim_end();
    let mut start = gap.len();
    for _ in 0..*longest {
        let Some(space) = gap[..start].trim_end().rfind([' ', '(', ',', ';']) else {
            return phrases.contains(gap);
        };
        start = space + 1;
        if phrases.contains(gap[start..].trim_start()) {
            return true;
        }
        start = space;
    }
    false
}
