//! Two names beside each other: one in brackets, or "also known as" between them.

use super::name::{Group, Name};
use super::{Names, acronym};
use crate::entities::Entity;
use crate::lexicon::aliases;
use crate::text::Span;

/// No words between two names are longer.
const MAX_GAP: usize = 80;
/// No phrase between two names has more words.
const LONGEST_PHRASE: usize = 5;
/// Longer names are not compared letter by letter.
const LONGEST_SPELLING: usize = 40;
/// The most words before such a phrase: "(who was" in "Ann Bell (who was also known as".
const WORDS_BEFORE: usize = 3;

pub(super) fn join(text: &str, entities: &[Entity], names: &mut Names) {
    for right in 1..entities.len() {
        for left in [Some(right - 1), right.checked_sub(2)]
            .into_iter()
            .flatten()
        {
            let (one, other) = (entities[left].span, entities[right].span);
            let (a, b) = (
                names.of_entity[left] as usize,
                names.of_entity[right] as usize,
            );
            let far = other.start < one.end || (other.start - one.end) as usize > MAX_GAP;
            let unlike = !compatible((names.list[a].group, names.list[b].group));
            if far || unlike || has_clitic(text, other) {
                continue;
            }
            let gap = &text[one.end as usize..other.start as usize];
            let language = (left + 2 == right).then(|| entities[left + 1].span);
            let means = match language {
                Some(language) => is_in_language(text, one, language, other),
                None => mean_one(names, [a, b], gap, is_closed(text, other)),
            };
            if means {
                let town = town_of(text, entities, left).filter(|_| !gap.contains('('));
                let one = town.unwrap_or(left);
                names.join(names.of_entity[one] as usize, b);
            }
            if names.root(a) == names.root(b) {
                note_former(names, [a, b], gap);
            }
        }
    }
}

/// "Rhodesia, now Zimbabwe", "Zimbabwe, formerly Rhodesia": which of the two is the former name.
fn note_former(names: &mut Names, [a, b]: [usize; 2], gap: &str) {
    let lists = aliases();
    let mut words = gap.split(|c: char| !c.is_alphabetic());
    let former = words.find_map(|word| match word {
        word if lists.newer.contains(word) => Some(a),
        word if lists.older.contains(word) => Some(b),
        _ => None,
    });
    if let Some(former) = former {
        names.list[former].is_former = true;
    }
}

fn compatible((a, b): (Group, Group)) -> bool {
    a == b && a != Group::Form
        || a.is_thing() && b.is_thing() && (a == Group::Other || b == Group::Other)
}

/// The town in "York, England" of which the country is at `at`: what is said behind is said of it.
fn town_of(text: &str, entities: &[Entity], at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let (town, country) = (&entities[before], &entities[at]);
    let gap = text.get(town.span.end as usize..country.span.start as usize)?;
    let place = |entity: &Entity| Group::of(&entity.label) == Group::Place;
    (place(town) && place(country) && gap == ", ").then_some(before)
}

/// "England's": something of it is meant.
fn has_clitic(text: &str, name: Span) -> bool {
    let behind = text[name.end as usize..].trim_start_matches(' ');
    behind.starts_with("'s") || behind.starts_with("’s")
}

/// The words between two names, or the brackets around the second, say that they are one entity's.
fn mean_one(names: &Names, [a, b]: [usize; 2], gap: &str, closed: bool) -> bool {
    let (a, b) = (&names.list[a], &names.list[b]);
    if is_opening(gap) {
        return is_abbreviation(a, b) || is_transcription(a, b) || closed && explains(a, b);
    }
    if is_or(gap) {
        return is_abbreviation(a, b) || a.group != Group::Person && is_variant(a, b, 4);
    }
    matches!(gap.trim(), "" | "," | "/" | ";") && is_transcription(a, b) || has_phrase(gap)
}

/// "or" alone, with or without marks.
fn is_or(gap: &str) -> bool {
    gap.trim_matches(|c: char| !c.is_alphanumeric()) == "or"
}

/// "Osaka Bay (Japanese: 大阪湾": a language and a colon between the two.
fn is_in_language(text: &str, one: Span, language: Span, other: Span) -> bool {
    language.start >= one.end
        && other.start >= language.end
        && is_opening(&text[one.end as usize..language.start as usize])
        && text[language.end as usize..other.start as usize].trim_end() == ":"
}

/// Nothing but marks, an opening bracket among them.
fn is_opening(gap: &str) -> bool {
    let mark = |c: char| {
        matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '«' | ';' | ',') || c.is_whitespace()
    };
    let gap = gap.trim().trim_end_matches("the").trim_matches(mark);
    matches!(gap, "(" | "[")
}

/// A closing bracket stands right behind the name.
fn is_closed(text: &str, name: Span) -> bool {
    let quote = |c: char| matches!(c, '”' | '"' | '’' | '\'' | '»' | ' ');
    text[name.end as usize..]
        .trim_start_matches(quote)
        .starts_with([')', ']'])
}

fn is_abbreviation(a: &Name, b: &Name) -> bool {
    let abbreviates = |short: &Name, long: &Name| {
        short
            .acronym
            .as_ref()
            .is_some_and(|letters| acronym::abbreviates(letters, long))
    };
    abbreviates(a, b) || abbreviates(b, a)
}

/// The second name, alone in brackets, is the same in short or in another language.
fn explains(a: &Name, b: &Name) -> bool {
    let several = |name: &Name| name.words.len() > 1;
    let short = |name: &Name| name.acronym.is_some();
    if a.group != b.group {
        return false;
    }
    match a.group {
        Group::Person => a.last() == b.last() || is_variant(a, b, 3),
        Group::Place => is_variant(a, b, 2),
        Group::Organisation => {
            several(a) && short(b) || short(a) && several(b) || is_variant(a, b, 2)
        }
        _ => true,
    }
}

/// One in Latin letters, the other in others.
fn is_transcription(a: &Name, b: &Name) -> bool {
    a.group == b.group && a.is_latin() != b.is_latin()
}

/// Two spellings of one name: they begin alike, and one letter of `most` at most differs.
fn is_variant(a: &Name, b: &Name, most: usize) -> bool {
    let (a, b) = (a.words.concat(), b.words.concat());
    let longest = a.len().max(b.len());
    a.len().min(b.len()) >= 4
        && longest <= LONGEST_SPELLING
        && a.chars().next() == b.chars().next()
        && distance(a.as_bytes(), b.as_bytes()) * most <= longest
}

/// How many letters must be put in, left out or changed to make `b` of `a` (Levenshtein).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// The words right before the second name say that both are one.
fn has_phrase(gap: &str) -> bool {
    let lists = aliases();
    let quote = |c: char| matches!(c, '“' | '"' | '‘' | '\'' | '«' | ' ');
    let gap = gap.trim_end_matches(quote);
    let gap = match gap.rsplit_once(' ') {
        Some((before, the)) if the.eq_ignore_ascii_case("the") => before.trim_end(),
        _ => gap,
    };
    if let Some((before, inside)) = gap.rsplit_once('(')
        && lists.bracketed.contains(inside.trim())
    {
        return !before.contains(char::is_alphanumeric);
    }
    let mut start = gap.len();
    for _ in 0..LONGEST_PHRASE {
        let space = gap[..start].trim_end().rfind([' ', '(', ',', ';']);
        start = space.map_or(0, |space| space + 1);
        if lists.phrases.contains(gap[start..].trim_start()) {
            return is_link(&gap[..start]);
        }
        let Some(space) = space else { break };
        start = space;
    }
    false
}

/// Nothing but a few words stands before the phrase: no clause, no end of one, no other name, and
/// nobody who calls another ("Musharraf has now called Powell").
fn is_link(before: &str) -> bool {
    let (mut depth, mut words, mut inside, mut named) = (0usize, 0, false, false);
    for c in before.chars() {
        match c {
            '(' => depth += 1,
            ')' => (depth, words, named) = (depth.saturating_sub(1), 0, false),
            '.' if depth == 0 => return false,
            _ => named |= depth == 0 && c.is_uppercase(),
        }
        let letter = c.is_alphanumeric();
        words += usize::from(letter && !inside);
        inside = letter;
    }
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    !named && words <= WORDS_BEFORE && !aliases().callers.contains(last)
}
