//! Peoples whose names have several words: "South American", "African American". The tagger often
//! takes a part of them, or the continent.

use super::borders::BY_FORM;
use super::chain::Type;
use super::lists::{List, word_hash};
use super::tagger::Found;
use super::words::{Word, class};
use crate::lexicon::{NameWord, compound_peoples};
use crate::text::Token;

/// Brings the names of peoples among those of one sentence, in their order, to their whole extent.
pub(super) fn join(text: &str, tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    take_eastern(text, tokens, words, found);
    let mut at = 0;
    while at < found.len() {
        let floor = at.checked_sub(1).map_or(0, |last| found[last].end);
        let name = &mut found[at];
        if is_people(words, name) {
            name.kind = Type::Norp;
            name.start = start(text, tokens, words, name.start, floor);
        }
        let (before, rest) = found.split_at_mut(at);
        if let (Some(last), Some(name)) = (before.last_mut(), rest.first())
            && is_one_people(text, tokens, last, name)
        {
            (last.end, last.score) = (name.end, last.score.min(name.score));
            found.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Takes "Middle Eastern" whole, where no longer name goes on.
fn take_eastern(text: &str, tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    let eastern = word_hash("eastern");
    for at in (1..words.len()).filter(|&at| words[at].folded == eastern) {
        let before = words[at - 1].is_capital() && stands_alone(tokens[at]);
        let region = compound_peoples().eastern.contains(tokens[at - 1].of(text));
        let goes_on = words.get(at + 1).is_some_and(Word::is_namelike);
        if !before || !region || !words[at].is_capital() || goes_on {
            continue;
        }
        let first = found.partition_point(|name| name.end < at);
        let last = first
            + found[first..]
                .iter()
                .take_while(|name| name.start <= at)
                .count();
        let inside = found[first..last]
            .iter()
            .all(|name| name.start + 1 >= at && name.end <= at + 1);
        if inside {
            let name = Found {
                start: at - 1,
                end: at + 1,
                kind: Type::Norp,
                score: BY_FORM,
            };
            found.splice(first..last, [name]);
        }
    }
}

/// The name of a people, or directions before it that made it a place's, no longer name behind it.
fn is_people(words: &[Word], name: &Found) -> bool {
    let inner = &words[name.start..name.end];
    let Some((last, before)) = inner.split_last() else {
        return false;
    };
    let people = last.in_list(List::Demonym) || last.in_list(List::EthnicGroup);
    let believers = last.in_list(List::Party) || last.in_list(List::Religion);
    let goes_on = words.get(name.end).is_some_and(Word::is_namelike);
    let directed = !before.is_empty() && before.iter().all(is_direction) && !goes_on;
    last.class == class::CAPITAL
        && match name.kind {
            Type::Norp => people || !believers,
            Type::Place => people && directed,
            _ => false,
        }
}

/// Where the name that begins at `at` begins in full, not before `floor`.
fn start(text: &str, tokens: &[Token], words: &[Word], mut at: usize, floor: usize) -> usize {
    while at > floor && stands_alone(tokens[at]) {
        let before = tokens[at - 1].of(text);
        let capital = words[at - 1].class == class::CAPITAL;
        let joins = is_direction(&words[at - 1]) || compound_peoples().before.contains(before);
        if !(capital && joins) {
            break;
        }
        at -= 1;
    }
    at
}

/// "African" and "American".
fn is_one_people(text: &str, tokens: &[Token], one: &Found, other: &Found) -> bool {
    let word = tokens[other.start];
    one.kind == Type::Norp
        && other.kind == Type::Norp
        && one.end == other.start
        && other.end == other.start + 1
        && stands_alone(word)
        && compound_peoples().behind.contains(word.of(text))
}

fn is_direction(word: &Word) -> bool {
    word.has(NameWord::Direction) && word.class == class::CAPITAL
}

/// A space parts it from the word before it.
fn stands_alone(token: Token) -> bool {
    token.space_before() && !token.newline_before()
}
