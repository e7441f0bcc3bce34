//! Floor 4: what joins mentions: what a number counts, equal quantities, aliases of one entity, who
//! said a quote.

mod alias;
mod counted;
mod equals;
mod noun_class;
mod noun_head;
mod noun_phrase;
mod quote;

pub use alias::join_aliases;
pub use counted::find_counted;
pub use equals::find_equals;
pub use quote::find_quotes;

use crate::text::Span;

/// What stands between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Somebody's words.
    Speech,
    /// A phrase set apart (“new normal”).
    Phrase,
}

/// One quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words inside the marks.
    pub span: Span,
    /// The sentence that holds its start; set by the document.
    pub sentence: u32,
    /// The sentence that holds its end; set by the document.
    pub sentence_end: u32,
    /// What it is.
    pub kind: QuoteKind,
    /// The name or pronoun of who said it.
    pub speaker: Option<Span>,
    /// The `entity_id` of the speaker, where the speaker is an entity.
    pub speaker_id: Option<u32>,
    /// The verb that reports it.
    pub cue: Option<Span>,
    /// The words themselves, told by a cue beside them, not a report of them.
    pub direct: bool,
}
