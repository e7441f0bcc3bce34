//! One text, one meaning of a name: what the tagger doubts at one place, the other places tell.
//!
//! The names found in a text vote, each with its score, for the label of their spelling, a person's
//! full name also for the surname, an organisation's also for its initials. A doubtful name takes
//! the label that won; a capitalised word that stands for such a name, or is known to mean the same
//! ("ISIL" beside "Islamic State"), and was passed over is taken up. Two look-ups for each name and
//! capitalised word.

use std::borrow::Cow;
use std::collections::HashMap;

use super::lists::List;
use super::words::{CaseMode, Word, class};
use super::{Entity, Label, Source};
use crate::lexicon::same_names;
use crate::text::Token;

/// Above this score the tagger's own label stands.
const SURE: f32 = 0.8;
/// A name of less weight than this speaks for itself alone.
const LEAST: f32 = 0.6;

/// Labels with the weight of each.
type Weights = Vec<(Label, f32)>;

/// The names of one text with the weight of each of their labels.
#[derive(Default)]
pub(super) struct Votes<'a> {
    names: HashMap<Cow<'a, str>, Weights>,
    /// By the line of [`same_names`].
    same: HashMap<u16, Weights>,
}

impl<'a> Votes<'a> {
    /// Counts the tagger's names among `entities`.
    pub(super) fn count(text: &'a str, entities: &[Entity]) -> Self {
        let mut votes = Self::default();
        for entity in entities.iter().filter(|e| e.source == Source::Model) {
            let name = entity.span.of(text);
            add(votes.names.entry(Cow::Borrowed(name)).or_default(), entity);
            if let Some(&line) = same_names().get(name) {
                add(votes.same.entry(line).or_default(), entity);
            }
            match entity.label {
                Label::Person => {
                    if let Some((_, surname)) = name.rsplit_once(char::is_whitespace) {
                        add(
                            votes.names.entry(Cow::Borrowed(surname)).or_default(),
                            entity,
                        );
                    }
                }
                Label::Org => {
                    if let Some(initials) = initials(name) {
                        add(votes.names.entry(Cow::Owned(initials)).or_default(), entity);
                    }
                }
                _ => {}
            }
        }
        votes
    }

    fn winner(&self, name: &str) -> Option<(&Label, f32)> {
        winner(self.names.get(name)?)
    }

    fn winner_of_same(&self, name: &str) -> Option<(&Label, f32)> {
        winner(self.same.get(same_names().get(name)?)?)
    }

    /// Gives doubtful names the label that won.
    pub(super) fn settle(&self, text: &str, entities: &mut [Entity]) {
        let doubtful = |e: &&mut Entity| e.source == Source::Model && e.score < SURE;
        for entity in entities.iter_mut().filter(doubtful) {
            if let Some((label, _)) = self.winner(entity.span.of(text)) {
                entity.label = label.clone();
            }
        }
    }

    /// The entity that a word passed over by the tagger names, if it names one.
    pub(super) fn recall(&self, text: &str, token: Token, word: &Word) -> Option<Entity> {
        let usually_lower = !matches!(word.usual, 0 | 3..);
        let shows_a_name = match word.class {
            class::UPPER => true,
            class::CAPITAL | class::INNER_UPPER => !usually_lower,
            _ => false,
        };
        // A title found once beside a name ("President") is none at its other places.
        let refused = word.fixed || word.in_list(List::Title);
        if word.mode != CaseMode::Mixed || refused || !shows_a_name {
            return None;
        }
        let name = token.of(text);
        let (label, weight) = self.winner(name).or_else(|| self.winner_of_same(name))?;
        (weight >= LEAST)
            .then(|| Entity::new(token.span, label.clone(), weight.min(SURE), Source::Model))
    }
}

fn add(labels: &mut Weights, entity: &Entity) {
    let score = entity.score;
    match labels.iter_mut().find(|(label, _)| *label == entity.label) {
        Some((_, weight)) => *weight += score,
        None => labels.push((entity.label.clone(), score)),
    }
}

/// The label of most weight, the first found of equals; a name of unknown kind (`MISC`) yields to
/// any other.
fn winner(labels: &[(Label, f32)]) -> Option<(&Label, f32)> {
    let mut best: Option<(&Label, f32)> = None;
    for (label, weight) in labels {
        let outweighs = |(other, most): (&Label, f32)| match (label, other) {
            (Label::Misc, _) => false,
            (_, Label::Misc) => true,
            _ => *weight > most,
        };
        if best.is_none_or(outweighs) {
            best = Some((label, *weight));
        }
    }
    best
}

/// The first letters of a name's capitalised words, where they are at least two.
fn initials(name: &str) -> Option<String> {
    let firsts = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let initials: String = firsts.filter(|first| first.is_uppercase()).collect();
    (initials.chars().count() >= 2).then_some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokenize};

    fn entity(start: u32, end: u32, label: Label, score: f32) -> Entity {
        Entity::new(Span::new(start, end), label, score, Source::Model)
    }

    #[test]
    fn doubtful_names_follow_the_sure_ones() {
        let text = "Ann Bell met Bell.";
        let mut found = [
            entity(0, 8, Label::Person, 0.9),
            entity(13, 17, Label::Org, 0.5),
        ];
        Votes::count(text, &found).settle(text, &mut found);
        assert_eq!(found[1].label, Label::Person);
    }

    #[test]
    fn sure_names_keep_their_label() {
        let text = "George Washington in Washington";
        let mut found = [
            entity(0, 17, Label::Person, 0.95),
            entity(21, 31, Label::Gpe, 0.85),
        ];
        Votes::count(text, &found).settle(text, &mut found);
        assert_eq!(found[1].label, Label::Gpe);
    }

    #[test]
    fn another_name_for_a_name_of_the_text_is_taken_up() {
        let text = "The Islamic State gave way, ISIL said.";
        let found = [entity(4, 17, Label::Org, 0.7)];
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let word = Word {
            class: class::UPPER,
            ..Word::default()
        };
        let votes = Votes::count(text, &found);
        let taken = tokens
            .iter()
            .filter_map(|&token| votes.recall(text, token, &word));
        let taken: Vec<_> = taken.map(|e| (e.span.of(text), e.label)).collect();
        assert_eq!(taken, [("ISIL", Label::Org)]);
    }

    #[test]
    fn initials_are_those_of_capitalised_words() {
        assert_eq!(initials("Bank of England").as_deref(), Some("BE"));
        assert_eq!(initials("Reuters"), None);
    }
}
