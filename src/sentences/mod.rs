//! Floor 3: where sentences end.
//!
//! One scan over the bytes stops at end marks, line ends, and capitals or digits that may begin a
//! sentence without a mark before them. Each stop is a gap: white space (or nothing) between two
//! visible characters. The plainest gap, a small word, a period, a space and a capitalised word, is
//! accepted at once. Elsewhere the words on both sides are read and the lines around a newline are
//! measured (`layout`); rules decide what the lexicon of abbreviations makes certain, a linear model
//! over hashed features (`models/sentences.bin`) the rest. Gaps without a mark or newline are put to
//! it only where a cheap look at the words beside them allows an end.
//!
//! Cost: one table look-up a byte; every look to the left and right is bounded, so that time is
//! linear on any text. What it refuses: it parses no markup, and knows English conventions and
//! ideographic full stops alone.

mod abbreviations;
mod context;
mod features;
mod gap;
mod language;
mod layout;
mod list;
mod model;
mod refine;
mod rules;
mod scan;
mod settings;
#[cfg(feature = "train")]
pub mod train;

use crate::text::Span;
pub use abbreviations::Abbreviations;
pub use language::Language;
pub use settings::{ListMarkers, Named, Newlines, Profile, Quotes, Settings};

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to after its last character that is not white space.
    pub span: Span,
    /// The paragraph that holds it, from 0. A blank line begins one; a newline too, unless the text
    /// is hard-wrapped there.
    pub paragraph: u32,
}

/// Splits `text` and appends its sentences to `sentences`.
///
/// Together with the white space between them they are the text.
///
/// ```
/// use textsift::sentences::{Settings, split};
/// let text = "Mr. Smith paid $3.50. He left at 5 p.m. on Tuesday.";
/// let mut sentences = Vec::new();
/// split(text, &Settings::default(), &mut sentences);
/// let sentences: Vec<_> = sentences.iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(sentences, ["Mr. Smith paid $3.50.", "He left at 5 p.m. on Tuesday."]);
/// ```
pub fn split(text: &str, settings: &Settings, sentences: &mut Vec<Sentence>) {
    let from = sentences.len();
    let mut model = model::Model::embedded();
    scan::Splitter::new(text, settings, &mut model, sentences).run();
    refine::refine(text, settings, sentences, from);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn pieces<'a>(text: &'a str, settings: &Settings) -> Vec<&'a str> {
        let mut sentences = Vec::new();
        split(text, settings, &mut sentences);
        sentences.iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn users_abbreviations_are_heeded_in_any_case() {
        let text = "See Rdnr. Twelve for the rule. It is short.";
        assert_eq!(pieces(text, &Settings::default()).len(), 3);
        let settings = Settings {
            abbreviations: Arc::new(["RDNR."].into_iter().collect()),
            ..Settings::default()
        };
        assert_eq!(pieces(text, &settings).len(), 2);
    }

    #[test]
    fn adversarial_texts_take_linear_time() {
        for unit in [
            ".",
            "(",
            "( ",
            "Mr. ",
            "1. ",
            "1.",
            "x",
            "\n",
            " \n",
            "A",
            "A ",
            ". ",
            "a.\n",
            "? ",
            "…",
            "\u{200b}",
            "\u{feff}\n",
            "• ",
            "\" ",
            ".[1",
        ] {
            let text = unit.repeat(300_000 / unit.len());
            let start = std::time::Instant::now();
            pieces(&text, &Settings::default());
            assert!(
                start.elapsed().as_millis() < 1000,
                "{unit:?}: {:?}",
                start.elapsed()
            );
        }
    }

    proptest! {
        #[test]
        fn sentences_and_white_space_are_the_text(
            text in "\\PC{0,60}|[a-cA-C1-3.!?…。\"'”(\\[ \\n\\r\t\u{a0}\u{200b}\u{feff}\u{85}\u{2028}\u{0}\u{1c}\u{301}-]{0,80}"
        ) {
            let mut sentences = Vec::new();
            split(&text, &Settings::default(), &mut sentences);
            let (mut end, mut paragraph) = (0, 0);
            for sentence in &sentences {
                let piece = sentence.span.of(&text);
                prop_assert!(piece.chars().any(|c| !c.is_whitespace()), "{piece:?}");
                prop_assert!(!piece.starts_with(char::is_whitespace) && !piece.ends_with(char::is_whitespace), "{piece:?}");
                prop_assert!(text[end..sentence.span.start as usize].chars().all(char::is_whitespace));
                prop_assert!(sentence.paragraph >= paragraph);
                end = sentence.span.end as usize;
                paragraph = sentence.paragraph;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
