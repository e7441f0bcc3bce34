use jiff::civil;

use super::Value;
use crate::document::{Mentions, What};
use crate::numbers::{Number, Unit};
use crate::sentences::Sentence;
use crate::text::{OffsetUnit, Offsets, Span};

/// The mentions of one text, to be read field by field.
#[derive(Debug, Clone)]
pub struct View<'a> {
    text: &'a str,
    mentions: &'a Mentions,
    what: What,
    offsets: Offsets<'a>,
}

impl<'a> View<'a> {
    /// The mentions of `text`, with positions in `unit`; only the lists of `what` are shown.
    pub fn new(text: &'a str, mentions: &'a Mentions, what: What, unit: OffsetUnit) -> Self {
        Self::with_offsets(text, mentions, what, Offsets::new(text, unit))
    }

    /// The same with offsets that were counted before.
    pub fn with_offsets(
        text: &'a str,
        mentions: &'a Mentions,
        what: What,
        offsets: Offsets<'a>,
    ) -> Self {
        Self {
            text,
            mentions,
            what,
            offsets,
        }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The mentions.
    pub fn mentions(&self) -> &'a Mentions {
        self.mentions
    }

    /// The lists that are shown.
    pub fn what(&self) -> What {
        self.what
    }

    pub(super) fn start(&self, span: Span) -> Value<'a> {
        self.position(span.start)
    }

    pub(super) fn end(&self, span: Span) -> Value<'a> {
        self.position(span.end)
    }

    fn position(&self, byte: u32) -> Value<'a> {
        Value::Int(self.offsets.from_byte(byte) as i32)
    }

    pub(super) fn words(&self, span: Span) -> Value<'a> {
        Value::Text(span.of(self.text))
    }

    pub(super) fn sentence(&self, index: u32) -> Value<'a> {
        index_if(self.what.sentences, index)
    }

    pub(super) fn own_sentence(&self, sentence: &Sentence) -> Value<'a> {
        let before = |s: &Sentence| s.span.start < sentence.span.start;
        Value::Int(self.mentions.sentences.partition_point(before) as i32)
    }

    pub(super) fn number(&self, index: u32) -> Value<'a> {
        index_if(self.what.numbers, index)
    }

    pub(super) fn entity(&self, id: u32) -> Value<'a> {
        index_if(self.what.entities, id)
    }
}

/// An index into a list that was left out is null.
fn index_if<'a>(shown: bool, index: u32) -> Value<'a> {
    if shown {
        Value::Int(index as i32)
    } else {
        Value::Null
    }
}

/// Python's calendar begins with the year 1.
pub(super) fn time<'a>(time: civil::DateTime) -> Value<'a> {
    if time.year() < 1 {
        Value::Null
    } else {
        Value::Time(time)
    }
}

/// A score as the shortest decimal of its six digits, not as the nearest wider float.
pub(super) fn score<'a>(score: f32) -> Value<'a> {
    Value::Float((f64::from(score) * 1e6).round() / 1e6)
}

pub(super) fn unit<'a>(number: &'a Number, read: fn(&'a Unit) -> &'a str) -> Value<'a> {
    Value::of(number.unit.as_ref(), |unit| Value::Text(read(unit)))
}

pub(super) fn pint<'a>(number: &'a Number) -> Value<'a> {
    let name = number.unit.as_ref().map(|unit| &*unit.pint);
    Value::of(name.filter(|name| !name.is_empty()), Value::Text)
}
