//! Given names in two parts that a hyphen joins, behind the family name: "Moon Jae-in", "Tsai Ing-wen".
//! Too few names of the training text have the form for the tagger to weigh it.

use super::borders::BY_FORM;
use super::chain::Type;
use super::lists::List;
use super::tagger::Found;
use super::words::{Word, class};
use crate::lexicon::given_syllables;
use crate::text::Token;

/// The most letters of a part that is in small letters.
const LONGEST_PART: u32 = 6;
/// A first part of so few letters that no list knows is one, whatever word follows: "Ki-moon".
const SHORT_PART: u32 = 3;

/// Lists of the names of persons.
const NAMES: u32 = List::Given.bit() | List::Family.bit() | List::FamilyUs.bit();

/// Takes such names whole among the names of one sentence, in their order.
pub(super) fn join(text: &str, tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    let mut at = 0;
    for hyphen in 2..words.len().saturating_sub(1) {
        if !words[hyphen].is_mark(b'-') || !has_form(tokens, words, hyphen) {
            continue;
        }
        let (sure, likely) = likelihood(text, tokens, words, hyphen);
        let whole = hyphen - 2..hyphen + 2;
        while found.get(at).is_some_and(|name| name.end <= whole.start) {
            at += 1;
        }
        match found.get_mut(at).filter(|name| name.start < whole.end) {
            Some(name) => {
                // "Park" is no park where a syllable of a given name follows.
                let place = name.kind == Type::Place && name.start == whole.start && sure;
                let part = name.end <= hyphen && (name.kind == Type::Person || place);
                if part && (sure || likely && name.end == hyphen) {
                    name.start = name.start.min(whole.start);
                    (name.end, name.kind) = (whole.end, Type::Person);
                }
            }
            None if sure => found.insert(
                at,
                Found {
                    start: whole.start,
                    end: whole.end,
                    kind: Type::Person,
                    score: BY_FORM,
                },
            ),
            None => {}
        }
    }
}

/// The words around the hyphen, which is not the last, and the one before them are written so.
fn has_form(tokens: &[Token], words: &[Word], hyphen: usize) -> bool {
    let (family, first, second) = (hyphen - 2, hyphen - 1, hyphen + 1);
    let glued = |at: usize| !tokens[at].space_before();
    let apart = tokens[first].space_before() && !tokens[first].newline_before();
    let capital = |at: usize| words[at].class == class::CAPITAL;
    let small = words[second].class == class::LOWER && tokens[second].span.len() <= LONGEST_PART;
    apart && glued(hyphen) && glued(second) && capital(family) && capital(first) && small
}

/// Whether words of this form are such a name, and whether they are one if the tagger takes the
/// first two for a person ("Chiang Kai-shek", not "Bill Gates-led").
fn likelihood(text: &str, tokens: &[Token], words: &[Word], hyphen: usize) -> (bool, bool) {
    let (family, first, second) = (hyphen - 2, hyphen - 1, hyphen + 1);
    let unknown = |at: usize| matches!(words[at].usual, 0 | 4..) && words[at].lists & !NAMES == 0;
    let named = words[family].lists & NAMES != 0 || matches!(words[family].usual, 0 | 4..);
    let short = tokens[first].span.len() <= SHORT_PART;
    let joins = unknown(second) || tokens[second].span.len() <= 2 || short;
    let syllable = given_syllables().contains(tokens[second].of(text));
    let sure = (unknown(first) && joins || syllable) && named;
    (sure, sure || unknown(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lists::mark_hash;
    use crate::text::tokenize;

    #[test]
    fn a_part_that_was_found_becomes_the_whole() {
        let text = "said Park Geun-hye today";
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let word = |class, folded| Word {
            class,
            folded,
            ..Word::default()
        };
        let (small, capital) = (word(class::LOWER, 0), word(class::CAPITAL, 0));
        let hyphen = word(class::SYMBOL, mark_hash(b'-'));
        let words = [small, capital, capital, hyphen, small, small];
        for part in [None, Some((1, 2)), Some((1, 3))] {
            let name = |(start, end)| Found {
                start,
                end,
                kind: Type::Person,
                score: 0.5,
            };
            let mut found: Vec<Found> = part.map(name).into_iter().collect();
            join(text, &tokens, &words, &mut found);
            let spans: Vec<_> = found.iter().map(|name| (name.start, name.end)).collect();
            assert_eq!(spans, [(1, 5)], "{part:?}");
        }
    }
}
