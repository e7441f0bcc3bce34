//! Floor 3: where sentences end.
//!
//! One scan passes over small letters and spaces sixty-four bytes at a time and stops at end marks, line
//! ends, and capitals or digits that may begin a sentence without a mark before them (`trigger`).
//! Each stop is a gap: white space (or nothing) between two visible characters. The plainest gap, a
//! small word, a period, a space and a capitalised word, is accepted at once. Elsewhere the words on
//! both sides are read (`word`) and the lines around a newline are measured (`layout`); rules decide
//! what the lexicon of abbreviations makes certain, a linear model over hashed features
//! (`models/sentences.bin`) the rest. Gaps without a mark or newline are put to it only where a cheap
//! look at the words beside them allows an end (`opening`). The model looks at what is next to a gap
//! first, and at the wider surroundings only where that leaves a doubt.
//!
//! Cost: a few instructions for sixty-four bytes of running text; every look to the left and right is
//! bounded and every line is measured once, so that time is
//! linear on any text. Other languages are split by the rule of Unicode (`unicode`); what the settings
//! ask beyond the default is done to the sentences found (`refine`). What it refuses: it parses no
//! markup.

mod abbreviations;
mod context;
mod eight;
mod features;
mod gap;
mod habits;
mod join;
mod language;
mod layout;
mod legal;
mod list;
mod memo;
mod model;
mod opening;
mod refine;
mod rules;
mod scan;
mod settings;
#[cfg(feature = "train")]
pub mod train;
mod trigger;
mod unicode;
mod user_model;
mod word;

use crate::text::Span;
pub use abbreviations::Abbreviations;
pub use language::Language;
pub use settings::{ListMarkers, Named, Newlines, Profile, Quotes, Settings};
pub use user_model::SentenceModel;

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
    let joined = join::join_lines(text, settings.newlines);
    let text = joined.as_deref().unwrap_or(text);
    if settings.language == Language::English {
        let mut model = match &settings.model {
            Some(users) => users.model(),
            None => model::Model::embedded(),
        };
        scan::Splitter::new(text, settings, &mut model, sentences).run();
    } else {
        unicode::split(text, settings, sentences);
    }
    refine::refine(text, settings, sentences, from);
}

/// The sentences of `text`.
#[cfg(test)]
fn pieces<'a>(text: &'a str, settings: &Settings) -> Vec<&'a str> {
    let mut sentences = Vec::new();
    split(text, settings, &mut sentences);
    sentences.iter().map(|s| s.span.of(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

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

    /// Every value of each setting, in turn and together.
    fn any_settings() -> impl Strategy<Value = Settings> {
        let choices = (0..12_usize, 0..4_usize, 0..3_usize);
        (choices, any::<[bool; 5]>()).prop_map(|((language, newlines, list_markers), on)| {
            Settings {
                language: Language::NAMES[language].1,
                newlines: Newlines::NAMES[newlines].1,
                list_markers: ListMarkers::NAMES[list_markers].1,
                profile: Profile::NAMES[usize::from(on[0])].1,
                quotes: Quotes::NAMES[usize::from(on[1])].1,
                semicolons: on[2],
                dashes: on[3],
                abbreviations: Arc::new(["b", "a. B", "日"].iter().filter(|_| on[4]).collect()),
                model: None,
            }
        })
    }

    /// Each is repeated to a long text; one whose time grew faster than its length would not end
    /// while anyone waits.
    const ADVERSARIAL: [&str; 38] = [
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
        "“",
        "“ a. ",
        ";",
        "; a",
        " - ",
        "—",
        "。",
        "。」",
        ".  ) ",
        "1. a; ",
        "\r",
        "é.",
        "[",
        "¶ ",
        "¶. A ",
        "v. 2 ",
        "I. ",
        "a.1 A",
    ];

    #[test]
    fn long_texts_of_one_kind_are_split_under_all_settings() {
        let some = |language, newlines| Settings {
            language,
            newlines,
            semicolons: true,
            dashes: true,
            quotes: Quotes::Whole,
            list_markers: ListMarkers::Alone,
            abbreviations: Arc::new(["a", "x. y"].into_iter().collect()),
            ..Settings::default()
        };
        let legal = Settings {
            profile: Profile::Legal,
            ..Settings::default()
        };
        for unit in ADVERSARIAL {
            let text = unit.repeat(200_000 / unit.len());
            for settings in [
                &Settings::default(),
                &legal,
                &some(Language::English, Newlines::Never),
                &some(Language::German, Newlines::Auto),
                &some(Language::Undetermined, Newlines::Never),
                &some(Language::French, Newlines::Paragraph),
            ] {
                pieces(&text, settings);
            }
            let after = format!(".{text}");
            pieces(&after, &some(Language::Undetermined, Newlines::Always));
        }
    }

    proptest! {
        #[test]
        fn sentences_and_white_space_are_the_text(
            settings in any_settings(),
            text in "\\PC{0,60}|[a-cA-C1-3.!?…。\"'”“«»;:—–(\\[ \\n\\r\t\u{a0}\u{200b}\u{feff}\u{85}\u{2028}\u{2029}\u{0}\u{1c}\u{301}\u{200d}👩👧日-]{0,80}"
        ) {
            let mut sentences = Vec::new();
            split(&text, &settings, &mut sentences);
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

        #[test]
        fn every_newline_ends_a_sentence_where_the_setting_says_so(
            settings in any_settings(),
            text in "[a-cA-C1-2.!?\"”; \\n\\r\u{85}\u{2028}-]{0,60}"
        ) {
            let settings = Settings { newlines: Newlines::Always, quotes: Quotes::Split, ..settings };
            for piece in pieces(&text, &settings) {
                prop_assert!(!piece.contains(['\n', '\r', '\u{85}', '\u{2028}']), "{piece:?}");
            }
        }

        #[test]
        fn a_newline_that_is_a_space_changes_no_boundary(
            settings in any_settings(),
            text in "([A-C]?[a-c]{1,8}[.,;:!]?[ \n]|[0-9]\\. |Mr\\.\n){0,20}"
        ) {
            for newlines in [Newlines::Never, Newlines::Paragraph] {
                let settings = Settings { newlines, ..settings.clone() };
                let ends = |text: &str| {
                    let mut sentences = Vec::new();
                    split(text, &settings, &mut sentences);
                    sentences.iter().map(|s| (s.span.end, s.paragraph)).collect::<Vec<_>>()
                };
                prop_assert_eq!(ends(&text), ends(&text.replace('\n', " ")));
            }
        }
    }
}
