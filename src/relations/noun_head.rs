//! Which noun heads a phrase, and what is known of it while the phrase is read.

use super::noun_class::Class;
use crate::text::Span;

/// Which noun heads a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The first plural: after an amount.
    Plural,
    /// The last noun before a verb: after ordinals.
    Singular,
    /// The same, but no plural: after `one`.
    One,
    /// A plural, else the last noun.
    Any,
}

/// What a plural is to the phrase that it stands in.
pub(super) enum Taken {
    Head,
    /// It describes what follows ("United Nations troops").
    Modifier,
    /// It belongs to the phrase no more: a verb.
    End,
}

/// What was read so far.
pub(super) struct Found {
    pub noun: Option<Span>,
    /// A plural that seems to describe what follows.
    pub plural: Option<Span>,
    /// The noun right at the phrase's start ("a six-member team").
    pub direct: Option<Span>,
    /// The last adjective, if it can be a noun.
    pub adjective: Option<Span>,
    pub before: Class,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            noun: None,
            plural: None,
            direct: None,
            adjective: None,
            before: Class::Stop,
        }
    }
}

impl Found {
    /// The head where the phrase ended without one.
    pub fn head(&self, wanted: Wanted) -> Option<Span> {
        match wanted {
            Wanted::Plural => self.plural.or(self.direct),
            Wanted::One => self.noun.or(self.adjective),
            _ => self.noun.or(self.plural),
        }
    }
}
