//! Floor 3: the tagger, the user's gazetteers and patterns.

use std::sync::Arc;

use crate::patterns::Pattern;
use crate::text::{Span, Token};

/// The type of an entity: OntoNotes' names, the fixed forms, and the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Label {
    /// People, also fictional.
    Person,
    /// Nationalities, religious and political groups.
    Norp,
    /// Companies, agencies, institutions.
    Org,
    /// Countries, cities, states.
    Gpe,
    /// Other places: mountains, seas, regions.
    Loc,
    /// Buildings, airports, roads.
    Fac,
    /// A name that the model cannot tell finer.
    Misc,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// An IP address.
    Ip,
    /// A telephone number.
    Phone,
    /// A hashtag.
    Hashtag,
    /// A user name after `@`.
    Mention,
    /// A label of the user's.
    Custom(Arc<str>),
}

impl Label {
    /// The name in JSON, Python and Arrow: `PERSON`, `ORG`, ..., or the user's own.
    pub fn name(&self) -> &str {
        match self {
            Self::Person => "PERSON",
            Self::Norp => "NORP",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Misc => "MISC",
            Self::Email => "EMAIL",
            Self::Url => "URL",
            Self::Ip => "IP",
            Self::Phone => "PHONE",
            Self::Hashtag => "HASHTAG",
            Self::Mention => "MENTION",
            Self::Custom(name) => name,
        }
    }
}

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
}

/// How entities are found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {}

/// Finds the user's own names, before numbers and dates are read, and appends them to `entities`.
pub fn find_named(text: &str, tokens: &[Token], settings: &Settings, entities: &mut Vec<Entity>) {
    let _ = (text, tokens, settings, entities);
}

/// Finds all entities of `text`, the named ones of `inputs` among them, sorted, and appends them to
/// `entities`.
pub fn find(text: &str, inputs: Inputs<'_>, settings: &Settings, entities: &mut Vec<Entity>) {
    let _ = (text, inputs, settings, entities);
}
