//! Where names begin and end, as their own small words tell: a particle, an ampersand, "of". Too few
//! names of the training text have each of them for the tagger to weigh them.

use super::chain::Type;
use super::lists::{List, POLITICAL, word_hash};
use super::tagger::Found;
use super::words::{CaseMode, Word, class};
use crate::lexicon::NameWord;
use crate::text::Token;

/// The score of a name that is read from its form alone.
const BY_FORM: f32 = 0.6;

/// Brings the names that were found in one sentence to their whole extent, and parts what is two.
pub(super) fn settle(tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    if found.is_empty() {
        return;
    }
    for at in 0..found.len() {
        found[at].start = given_name(tokens, words, &found[at], found).unwrap_or(found[at].start);
    }
    part_at_of(words, found);
    for at in (0..words.len()).filter(|&at| words[at].is_mark(b'&')) {
        if let Some(partners) = partners(tokens, words, at, found) {
            let at = found.partition_point(|name| name.start < partners.start);
            found.retain(|name| name.end <= partners.start || name.start >= partners.end);
            found.insert(at, partners);
        }
    }
}

/// The given name before a person's name that begins with a particle in small letters ("al-Amin").
fn given_name(tokens: &[Token], words: &[Word], name: &Found, found: &[Found]) -> Option<usize> {
    let (first, before) = (&words[name.start], name.start.checked_sub(1)?);
    let person = name.kind == Type::Person && first.class == class::LOWER;
    let apart = tokens[name.start].space_before() && !tokens[name.start].newline_before();
    let taken = found.iter().any(|other| other.end == name.start);
    let given = &words[before];
    let known = given.in_list(List::Given) || given.lists == 0 && matches!(given.usual, 0 | 4..);
    let is_given = given.class == class::CAPITAL && given.mode == CaseMode::Mixed && known;
    (person && first.has(NameWord::Particle) && apart && !taken && is_given).then_some(before)
}

/// "Ann Bell of Shelter" is a person and what she speaks for; "Catherine of Aragon" is one person.
fn part_at_of(words: &[Word], found: &mut Vec<Found>) {
    let of_hash = word_hash("of");
    let mut at = 0;
    while at < found.len() {
        let name = found[at];
        at += 1;
        let inner = &words[name.start..name.end];
        let of = inner.iter().position(|word| word.folded == of_hash);
        let Some(of) = of.filter(|&of| name.kind == Type::Person && of >= 2) else {
            continue;
        };
        let whole = inner[..of].iter().all(|word| !word.in_list(List::Title));
        let behind = &inner[of + 1..];
        if !whole || behind.is_empty() || inner[of].class != class::LOWER {
            continue;
        }
        let is_place = behind
            .iter()
            .any(|word| (word.lists | word.begin) & POLITICAL != 0);
        let kind = if is_place {
            Type::Place
        } else {
            Type::Organisation
        };
        let start = name.start + of + 1;
        found[at - 1].end = start - 1;
        found.insert(
            at,
            Found {
                start,
                kind,
                ..name
            },
        );
    }
}

/// The company of the partners whose names the ampersand at `at` joins: "Marsh & Bell".
fn partners(tokens: &[Token], words: &[Word], at: usize, found: &[Found]) -> Option<Found> {
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let joined = [at, after].iter().all(|&at| {
        let token = tokens.get(at);
        token.is_some_and(|token| token.space_before() && !token.newline_before())
    });
    let left = found.iter().find(|name| name.end == at);
    let right = found.iter().find(|name| name.start == after);
    if !joined || left.or(right).is_none() || found.iter().any(|name| holds(name, at)) {
        return None;
    }
    let fits = |name: Option<&Found>, word: &Word| match name {
        Some(name) => match name.kind {
            Type::Person => name.end - name.start == 1,
            kind => matches!(kind, Type::Organisation | Type::Misc),
        },
        None => is_name_of_partner(word),
    };
    let titled = left.is_some_and(|left| word_before(words, left.start).in_list(List::Title));
    let (one, other) = (&words[before], words.get(after)?);
    let given = one.in_list(List::Given) && other.in_list(List::Given);
    let couple = given && one.folded != other.folded;
    if titled || couple || !fits(left, one) || !fits(right, other) {
        return None;
    }
    let mut end = right.map_or(after + 1, |name| name.end);
    let suffix = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.has(NameWord::CompanySuffix))
    };
    end += usize::from(suffix(end));
    Some(Found {
        start: left.map_or(before, |name| name.start),
        end,
        kind: Type::Organisation,
        score: BY_FORM,
    })
}

fn holds(name: &Found, at: usize) -> bool {
    (name.start..name.end).contains(&at)
}

fn is_name_of_partner(word: &Word) -> bool {
    let known = word.in_list(List::Family) || word.in_list(List::FamilyUs);
    let usual = word.lists == 0 && matches!(word.usual, 0 | 4..);
    word.class == class::CAPITAL && word.mode == CaseMode::Mixed && (known || usual)
}

fn word_before(words: &[Word], at: usize) -> Word {
    let period = at > 1 && words[at - 1].is_mark(b'.');
    let before = at.checked_sub(if period { 2 } else { 1 });
    before.map_or_else(Word::default, |at| words[at])
}
