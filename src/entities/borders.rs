//! Where names begin and end, as their own small words tell: a particle, an ampersand, "of". Too few
//! names of the training text have each of them for the tagger to weigh them.

use super::chain::Type;
use super::lists::{List, POLITICAL, kind_bit, word_hash};
use super::tagger::Found;
use super::words::{CaseMode, Word, class};
use crate::lexicon::{NameWord, company_words};
use crate::text::Token;

/// The score of a name that is read from its form alone.
pub(super) const BY_FORM: f32 = 0.6;
/// The tagger's own names below it may be wrong.
const DOUBTFUL: f32 = 0.58;
/// A person of this score is one, whoever stands beside.
const SURE: f32 = 0.85;
/// Lists whose names act, as persons may for them.
const BODIES: u32 = List::Company.bit()
    | List::Organisation.bit()
    | List::Party.bit()
    | List::University.bit()
    | kind_bit(NameWord::Organisation);

/// "Mr Speaker", "Madam Chair": whoever holds the office.
fn is_office(text: &str, tokens: &[Token], words: &[Word], name: &Found) -> bool {
    let titled = || word_before(words, name.start).in_list(List::Title);
    let office = || {
        let word = tokens[name.start].of(text);
        company_words().offices.contains(word)
    };
    name.kind == Type::Person && name.end - name.start == 1 && titled() && office()
}

/// Brings the names that were found in one sentence, in their order, to their whole extent, and
/// parts what is two.
pub(super) fn settle(text: &str, tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    found.retain(|name| !is_office(text, tokens, words, name));
    for at in 0..found.len() {
        let taken = at > 0 && found[at - 1].end == found[at].start;
        if let Some(given) = given_name(tokens, words, &found[at]).filter(|_| !taken) {
            found[at].start = given;
        }
    }
    let and = word_hash("and");
    if found
        .iter()
        .any(|name| place_of_and(words, name, and).is_some())
    {
        part_at_and(words, and, found);
    }
    let of = word_hash("of");
    if found
        .iter()
        .any(|name| place_of_of(words, name, of).is_some())
    {
        part_at_of(words, of, found);
    }
    if !found.is_empty() && words.iter().any(|word| word.is_mark(b'&')) {
        join_partners(tokens, words, found);
    }
}

/// The given name before a person's name that begins with a particle in small letters ("al-Amin").
fn given_name(tokens: &[Token], words: &[Word], name: &Found) -> Option<usize> {
    let (first, before) = (&words[name.start], name.start.checked_sub(1)?);
    let person = name.kind == Type::Person && first.class == class::LOWER;
    let apart = tokens[name.start].space_before() && !tokens[name.start].newline_before();
    let given = &words[before];
    let known = given.in_list(List::Given) || given.lists == 0 && matches!(given.usual, 0 | 4..);
    let is_given = given.class == class::CAPITAL && given.mode == CaseMode::Mixed && known;
    (person && first.has(NameWord::Particle) && apart && is_given).then_some(before)
}

/// Where "and" stands in a person's name, two words or more on each side and no "of" before it: that of
/// two persons.
fn place_of_and(words: &[Word], name: &Found, and: u64) -> Option<usize> {
    let inner = &words[name.start..name.end];
    let place = inner.iter().position(|word| word.folded == and)?;
    let (left, right) = (&inner[..place], &inner[place + 1..]);
    let parts = name.kind == Type::Person && right.len() >= 2;
    // "wen" in "Tsai Ing-wen" is glued to a hyphen.
    let small = |word: &Word| {
        word.class == class::LOWER && word.glue & 1 != 0 && !word.has(NameWord::Particle)
    };
    let full = left.len() >= 2 && !left.iter().any(small);
    (parts && full && inner[place].class == class::LOWER).then_some(name.start + place)
}

/// Makes such a name two, or as many as "and" joins.
fn part_at_and(words: &[Word], and: u64, found: &mut Vec<Found>) {
    let mut parted = Vec::with_capacity(found.len() + 1);
    for mut name in found.drain(..) {
        while let Some(place) = place_of_and(words, &name, and) {
            parted.push(Found { end: place, ..name });
            name.start = place + 1;
        }
        parted.push(name);
    }
    *found = parted;
}

/// Where "of" stands in a person's name of two words or more before it, none of them a title: of
/// "Ann Bell of Shelter", not of "Catherine of Aragon".
fn place_of_of(words: &[Word], name: &Found, of: u64) -> Option<usize> {
    let inner = &words[name.start..name.end];
    let place = inner.iter().position(|word| word.folded == of)?;
    let person = name.kind == Type::Person && place >= 2 && place + 1 < inner.len();
    let titled = inner[..place].iter().any(|word| word.in_list(List::Title));
    (person && !titled && inner[place].class == class::LOWER).then_some(name.start + place)
}

/// Makes such a name two: a person, and the place or organisation.
fn part_at_of(words: &[Word], of: u64, found: &mut Vec<Found>) {
    let part = |name: Found| {
        let Some(place) = place_of_of(words, &name, of) else {
            return [Some(name), None];
        };
        let start = place + 1;
        let behind = &words[start..name.end];
        let listed = |lists| {
            behind
                .iter()
                .any(|word| (word.lists | word.begin) & lists != 0)
        };
        let is_place = listed(POLITICAL);
        if !is_place && !listed(BODIES) && name.score >= DOUBTFUL {
            return [Some(name), None];
        }
        let kind = if is_place {
            Type::Place
        } else {
            Type::Organisation
        };
        let behind = Found {
            start,
            kind,
            ..name
        };
        [Some(Found { end: place, ..name }), Some(behind)]
    };
    *found = found.drain(..).flat_map(part).flatten().collect();
}

/// Makes one company of the partners whose names an ampersand joins: "Marsh & Bell".
fn join_partners(tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = found.drain(..).peekable();
    for at in (0..words.len()).filter(|&at| words[at].is_mark(b'&')) {
        while let Some(name) = rest.next_if(|name| name.end <= at) {
            joined.push(name);
        }
        let left = joined.last().filter(|name| name.end == at);
        let Some(company) = partners(tokens, words, at, [left, rest.peek()]) else {
            continue;
        };
        joined.truncate(joined.len() - usize::from(left.is_some()));
        joined.push(company);
        while rest.next_if(|name| name.start < company.end).is_some() {}
    }
    joined.extend(rest);
    *found = joined;
}

/// The company of the partners beside the ampersand at `at`; `left` is the name that ends there, and
/// `next` the first that does not end before.
fn partners(
    tokens: &[Token],
    words: &[Word],
    at: usize,
    [left, next]: [Option<&Found>; 2],
) -> Option<Found> {
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let right = next.filter(|name| name.start == after);
    let inside = next.is_some_and(|name| name.start <= at);
    let joins = [at, after].iter().all(|&at| {
        let token = tokens.get(at);
        token.is_some_and(|token| token.space_before() && !token.newline_before())
    });
    if !joins || inside || left.or(right).is_none() {
        return None;
    }
    let (one, other) = (&words[before], words.get(after)?);
    let titled = left.is_some_and(|left| word_before(words, left.start).in_list(List::Title));
    let given = one.in_list(List::Given) && other.in_list(List::Given);
    let sure = |name: Option<&Found>| {
        name.is_some_and(|name| name.kind == Type::Person && name.score >= SURE)
    };
    let apart = one.folded != other.folded && (given || sure(left) || sure(right));
    if titled || apart || !is_partner(left, one) || !is_partner(right, other) {
        return None;
    }
    let end = right.map_or(after + 1, |name| name.end);
    let suffix = words.get(end);
    let suffix = suffix.is_some_and(|word| word.has(NameWord::CompanySuffix));
    Some(Found {
        start: left.map_or(before, |name| name.start),
        end: end + usize::from(suffix),
        kind: Type::Organisation,
        score: BY_FORM,
    })
}

/// Whether the name that was found, or else the word alone, may be that of a partner.
fn is_partner(name: Option<&Found>, word: &Word) -> bool {
    if let Some(name) = name {
        let one_word = name.end - name.start == 1;
        return match name.kind {
            Type::Person => one_word,
            kind => matches!(kind, Type::Organisation | Type::Misc),
        };
    }
    let known = word.in_list(List::Family) || word.in_list(List::FamilyUs);
    let usual = word.lists == 0 && matches!(word.usual, 0 | 4..);
    word.class == class::CAPITAL && word.mode == CaseMode::Mixed && (known || usual)
}

/// The word before `at`, or before a period there ("Mr.").
fn word_before(words: &[Word], at: usize) -> Word {
    let period = at > 1 && words[at - 1].is_mark(b'.');
    let before = at.checked_sub(if period { 2 } else { 1 });
    before.map_or_else(Word::default, |at| words[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn capital() -> Word {
        Word {
            class: class::CAPITAL,
            ..Word::default()
        }
    }

    #[test]
    fn a_chain_of_partners_is_one_company() {
        let text = "Bell & Bell & Bell";
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mark = Word {
            class: class::SYMBOL,
            folded: super::super::lists::mark_hash(b'&'),
            ..Word::default()
        };
        let words = [capital(), mark, capital(), mark, capital()];
        let name = |start| Found {
            start,
            end: start + 1,
            kind: Type::Person,
            score: 0.5,
        };
        let mut found = vec![name(0), name(2), name(4)];
        settle(text, &tokens, &words, &mut found);
        let spans: Vec<_> = found.iter().map(|name| (name.start, name.end)).collect();
        assert_eq!(spans, [(0, 5)]);
        assert_eq!(found[0].kind, Type::Organisation);
    }
}
