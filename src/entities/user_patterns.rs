use std::hash::{Hash, Hasher};
use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::{Entity, Label, Source};
use crate::text::Span;

/// A regular expression that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("patterns: {source}")]
pub struct PatternError {
    source: regex::Error,
}

/// How large a compiled expression may be, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression of the user's whose matches are entities.
///
/// Compared and hashed by its text, label and key.
///
/// ```
/// use textsift::entities::{Label, UserPattern};
/// assert!(UserPattern::new(r"\bCVE-\d{4}-\d+\b", Label::from("CVE"), None).is_ok());
/// assert!(UserPattern::new("(", Label::Org, None).is_err());
/// ```
#[derive(Debug, Clone)]
pub struct UserPattern {
    regex: Regex,
    label: Label,
    id: Option<Arc<str>>,
}

impl UserPattern {
    /// The expression `pattern` (syntax of the `regex` crate) whose matches bear `label` and `id`.
    ///
    /// # Errors
    /// If the expression is not well formed or too large.
    pub fn new(pattern: &str, label: Label, id: Option<Arc<str>>) -> Result<Self, PatternError> {
        let regex = RegexBuilder::new(pattern).size_limit(SIZE_LIMIT).build();
        let regex = regex.map_err(|source| PatternError { source })?;
        Ok(Self { regex, label, id })
    }

    /// The expression as it was given.
    pub fn pattern(&self) -> &str {
        self.regex.as_str()
    }

    /// Appends the matches in `text`; empty ones are none.
    pub(super) fn find(&self, text: &str, entities: &mut Vec<Entity>) {
        let matches = self.regex.find_iter(text).filter(|found| !found.is_empty());
        entities.extend(matches.map(|found| {
            let span = Span::new(found.start() as u32, found.end() as u32);
            let id = self.id.clone();
            Entity {
                id,
                ..Entity::new(span, self.label.clone(), 1.0, Source::Pattern)
            }
        }));
    }

    fn key(&self) -> (&str, &Label, Option<&str>) {
        (self.pattern(), &self.label, self.id.as_deref())
    }
}

impl PartialEq for UserPattern {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for UserPattern {}

impl Hash for UserPattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
