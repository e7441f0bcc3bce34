use super::schema::View;
use super::{Mentions, What};
use crate::text::OffsetUnit;

/// The result for one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    text: Box<str>,
    mentions: Mentions,
    what: What,
}

impl Document {
    pub(super) fn new(text: &str, mentions: Mentions, what: What) -> Self {
        Self {
            text: text.into(),
            mentions,
            what,
        }
    }

    /// The text, unchanged.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found in it.
    pub fn mentions(&self) -> &Mentions {
        &self.mentions
    }

    /// The mentions field by field, with positions in `unit`.
    pub fn view(&self, unit: OffsetUnit) -> View<'_> {
        View::new(&self.text, &self.mentions, self.what, unit)
    }

    /// The text and its mentions as one JSON object; exact numbers and times are strings.
    ///
    /// ```
    /// use textsift::{Sifter, text::OffsetUnit};
    /// let document = Sifter::default().analyze("Ünïts first.");
    /// let json = document.to_json(OffsetUnit::CodePoint);
    /// assert!(json.starts_with(r#"{"text":"Ünïts first.","sentences":[{"start":0,"end":12,"#));
    /// ```
    pub fn to_json(&self, unit: OffsetUnit) -> String {
        serde_json::to_string(&self.view(unit)).expect("strings and numbers always serialize")
    }
}
