//! Floor 3: where sentences end.

use crate::text::Span;

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to after its last character that is not white space.
    pub span: Span,
    /// The paragraph that holds it, from 0.
    pub paragraph: u32,
}

/// How sentences are split.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {}

/// Splits `text` and appends its sentences to `sentences`.
///
/// Together with the white space between them they are the text.
pub fn split(text: &str, settings: &Settings, sentences: &mut Vec<Sentence>) {
    let _ = settings;
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if start < end {
        sentences.push(Sentence {
            span: Span::new(start as u32, end as u32),
            paragraph: 0,
        });
    }
}
