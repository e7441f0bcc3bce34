//! One text, one meaning of a name: what the tagger doubts at one place, the other places tell.
//!
//! The names found in a text vote, each with its score, for the label of their spelling, a person's
//! full name also for the surname, an organisation's also for its initials. A doubtful name takes
//! the label that won; a capitalised word that stands for such a name and was passed over is taken
//! up. One look-up for each name and capitalised word.

use std::borrow::Cow;
use std::collections::HashMap;

use super::lists::List;
use super::words::{CaseMode, Word, class};
use super::{Entity, Label, Source};
use crate::text::Token;

/// Above this score the tagger's own label stands.
const SURE: f32 = 0.8;
/// A name of less weight than this speaks for itself alone.
const LEAST: f32 = 0.6;

/// The names of one text with the weight of each of their labels.
#[derive(Default)]
pub(super) struct Votes<'a>(HashMap<Cow<'a, str>, Vec<(Label, f32)>>);

impl<'a> Votes<'a> {
    /// Counts the tagger's names among `entities`.
    pub(super) fn count(text: &'a str, entities: &[Entity]) -> Self {
        let mut votes = Self::default();
        for entity in entities.iter().filter(|e| e.source == Source::Model) {
            let name = entity.span.of(text);
            votes.add(Cow::Borrowed(name), entity);
            match entity.label {
                Label::Person => {
                    if let Some((_, surname)) = name.rsplit_once(char::is_whitespace) {
                        votes.add(Cow::Borrowed(surname), entity);
                    }
                }
                Label::Org => {
                    if let Some(initials) = initials(name) {
                        votes.add(Cow::Owned(initials), entity);
                    }
                }
                _ => {}
            }
        }
        votes
    }

    fn add(&mut self, name: Cow<'a, str>, entity: &Entity) {
        let labels = self.0.entry(name).or_default();
        let score = entity.score;
        match labels.iter_mut().find(|(label, _)| *label == entity.label) {
            Some((_, weight)) => *weight += score,
            None => labels.push((entity.label.clone(), score)),
        }
    }

    /// The label of most weight, the first found of equals; a name of unknown kind (`MISC`) yields
    /// to any other.
    fn winner(&self, name: &str) -> Option<(&Label, f32)> {
        let mut best: Option<(&Label, f32)> = None;
        for (label, weight) in self.0.get(name)? {
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
        let (label, weight) = self.winner(token.of(text))?;
        (weight >= LEAST)
            .then(|| Entity::new(token.span, label.clone(), weight.min(SURE), Source::Model))
    }
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
    use crate::text::Span;

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
    fn initials_are_those_of_capitalised_words() {
        assert_eq!(initials("Bank of England").as_deref(), Some("BE"));
        assert_eq!(initials("Reuters"), None);
    }
}
