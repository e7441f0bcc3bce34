use std::sync::Arc;

use crate::patterns::PatternKind;

/// The type of an entity: OntoNotes' names, the fixed forms, and the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// The labels that have a name of their own.
const NAMES: [(Label, &str); 13] = [
    (Label::Person, "PERSON"),
    (Label::Norp, "NORP"),
    (Label::Org, "ORG"),
    (Label::Gpe, "GPE"),
    (Label::Loc, "LOC"),
    (Label::Fac, "FAC"),
    (Label::Misc, "MISC"),
    (Label::Email, "EMAIL"),
    (Label::Url, "URL"),
    (Label::Ip, "IP"),
    (Label::Phone, "PHONE"),
    (Label::Hashtag, "HASHTAG"),
    (Label::Mention, "MENTION"),
];

impl Label {
    /// The label's public name.
    ///
    /// ```
    /// use textsift::entities::Label;
    /// assert_eq!(Label::Person.name(), "PERSON");
    /// assert_eq!(Label::from("PERSON"), Label::Person);
    /// assert_eq!(Label::from("GENE").name(), "GENE");
    /// ```
    pub fn name(&self) -> &str {
        if let Label::Custom(name) = self {
            return name;
        }
        let mut names = NAMES.iter();
        names
            .find_map(|(label, name)| (label == self).then_some(*name))
            .unwrap_or("MISC")
    }

    /// The names of all labels but the user's own.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }

    /// The embedded tagger gives it out.
    pub(super) fn is_tagged(&self) -> bool {
        use Label::{Fac, Gpe, Loc, Misc, Norp, Org, Person};
        matches!(self, Person | Norp | Org | Gpe | Loc | Fac | Misc)
    }

    /// A fixed form has it.
    pub(super) fn is_form(&self) -> bool {
        !self.is_tagged() && !matches!(self, Label::Custom(_))
    }

    /// Given out unless the settings say otherwise.
    pub fn is_default(&self) -> bool {
        *self != Label::Misc
    }

    /// The label of a fixed form; none for a form that is no mention.
    pub(super) fn of_pattern(kind: PatternKind) -> Option<Self> {
        match kind {
            PatternKind::Email => Some(Label::Email),
            PatternKind::Url => Some(Label::Url),
            PatternKind::Ip => Some(Label::Ip),
            PatternKind::Phone => Some(Label::Phone),
            PatternKind::Hashtag => Some(Label::Hashtag),
            PatternKind::Mention => Some(Label::Mention),
            PatternKind::Code => None,
        }
    }
}

impl From<&str> for Label {
    /// The label of this name, the user's own if there is none.
    fn from(name: &str) -> Self {
        let known = NAMES.iter().find(|(_, known)| *known == name);
        known.map_or_else(|| Label::Custom(name.into()), |(label, _)| label.clone())
    }
}
