//! Floor 3: the tagger, the user's gazetteers and patterns.
//!
//! Names come from three sources. The **tagger** is a linear chain over hashed features: each token
//! gives some eighty hashes (the word, its shape, its neighbours, the lists that know it, the cluster
//! of words that it is used like, what the rest of the text shows of it), each hash a row of 8-bit
//! weights, and the best valid sequence of tags is decoded sentence by sentence. Lists are evidence
//! for the model, never a decision. The [`Gazetteer`] holds the user's own names, [`UserPattern`]s
//! their regular expressions; the fixed forms are passed in.
//!
//! Where sources overlap, [`Priority`] decides. Cost: one look-up in a small table for each feature,
//! linear in the text; all working memory is kept in [`Scratch`]. What is refused: no name crosses a
//! sentence's end, no title, article or possessive is part of a name, no date or number is one.

mod agree;
mod bodies;
mod borders;
mod candidates;
mod chain;
mod features;
mod find;
mod gazetteer;
mod label;
mod lists;
mod memo;
mod model;
mod peoples;
mod place;
mod settings;
mod tagger;
#[cfg(feature = "train")]
pub mod train;
mod two_part_names;
mod user_patterns;
mod words;

use std::sync::Arc;

use crate::patterns::Pattern;
use crate::text::{Span, Token};

pub use find::{Scratch, find};
pub use gazetteer::{Case, Gazetteer, Name, NameError, NameRef, Names};
pub use label::Label;
pub use model::EntityModel;
pub use settings::{Priority, Score, Settings};
pub use user_patterns::{PatternError, UserPattern};

/// What found an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The trained tagger.
    Model,
    /// The user's own names.
    Gazetteer,
    /// A fixed form or a pattern of the user's.
    Pattern,
}

/// One named entity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The name alone.
    pub span: Span,
    /// The sentence that holds it; set by the document.
    pub sentence: u32,
    /// The type.
    pub label: Label,
    /// The probability of the whole span with its label, 0 to 1; 1 for gazetteer and patterns.
    pub score: f32,
    /// Where the fullest name of the entity stands; set by the relations.
    pub canonical: Span,
    /// The same number for all mentions of one entity in a document; set by the relations.
    pub entity_id: u32,
    /// What found it.
    pub source: Source,
    /// The gazetteer's own key.
    pub id: Option<Arc<str>>,
}

/// What the entity floor reads besides the text; all lists sorted by start.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The tokens of the text.
    pub tokens: &'a [Token],
    /// The spans of the sentences.
    pub sentences: &'a [Span],
    /// The fixed forms of the text.
    pub patterns: &'a [Pattern],
    /// The spans of the user's gazetteer and patterns that won their place already.
    pub named: &'a [Entity],
    /// The spans of numbers.
    pub numbers: &'a [Span],
    /// The spans of dates.
    pub dates: &'a [Span],
    /// Names of the tagger's are wanted only where they hold one of these, sorted; none: wherever they
    /// are.
    pub asked: Option<&'a [Span]>,
}

impl Entity {
    /// An entity that nothing is known of but where it stands and what it is.
    fn new(span: Span, label: Label, score: f32, source: Source) -> Self {
        Self {
            span,
            sentence: 0,
            label,
            score,
            canonical: span,
            entity_id: 0,
            source,
            id: None,
        }
    }
}

/// Finds the user's own names and patterns, before numbers and dates are read, and appends them to
/// `entities`, sorted and without overlap: names before patterns, then the longer, then the first.
pub fn find_named(text: &str, tokens: &[Token], settings: &Settings, entities: &mut Vec<Entity>) {
    let first = entities.len();
    if let Some(gazetteer) = &settings.gazetteer {
        gazetteer.find(text, tokens, entities);
    }
    if settings.patterns.is_empty() {
        return;
    }
    settings
        .patterns
        .iter()
        .for_each(|pattern| pattern.find(text, entities));
    let mut own = entities.split_off(first);
    settings.priority.resolve(&mut own);
    entities.append(&mut own);
}
