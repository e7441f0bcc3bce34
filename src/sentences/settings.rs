//! What a user can set, where annotators and texts differ. Every default keeps what most readers of
//! running English text expect; each variant says what it is for.

use super::{Abbreviations, Language, SentenceModel};
use std::sync::Arc;

/// How sentences are split.
///
/// ```
/// use textsift::sentences::{Newlines, Settings, split};
/// let settings = Settings { newlines: Newlines::Always, ..Settings::default() };
/// let mut sentences = Vec::new();
/// split("one entry\nanother entry", &settings, &mut sentences);
/// assert_eq!(sentences.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// What the language of the texts is.
    pub language: Language,
    /// What the texts are: ordinary ones, or judgments, statutes and contracts.
    pub profile: Profile,
    /// What a newline means.
    pub newlines: Newlines,
    /// Whether a quotation of several sentences is split.
    pub quotes: Quotes,
    /// A semicolon before white space ends a sentence. Off by default: what follows it is seldom
    /// read alone, and most annotators leave it inside.
    pub semicolons: bool,
    /// A dash between spaces (" – ", " -- "), or an em dash, ends a sentence. Off by default, as
    /// most dashes set off a part of one sentence.
    pub dashes: bool,
    /// What the marker of a list item ("1.", "(a)", "•") is.
    pub list_markers: ListMarkers,
    /// Abbreviations of the user's, beside the built-in ones: their period ends no sentence.
    pub abbreviations: Arc<Abbreviations>,
    /// Weights of the user's in place of the embedded ones; for English alone.
    pub model: Option<SentenceModel>,
}

/// What a newline means.
///
/// ```
/// use textsift::sentences::{Newlines, Settings, split};
/// let text = "The committee\nmet. It sat\n\nuntil dawn.";
/// let count = |newlines| {
///     let settings = Settings { newlines, ..Settings::default() };
///     let mut sentences = Vec::new();
///     split(text, &settings, &mut sentences);
///     sentences.len()
/// };
/// assert_eq!(count(Newlines::Always), 4);
/// assert_eq!(count(Newlines::Paragraph), 3);
/// assert_eq!(count(Newlines::Never), 2);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Newlines {
    /// A blank line ends a sentence; a single newline where the lines around it and the words beside
    /// it say so, that is at headings, list items and short lines, and not in hard-wrapped text.
    /// The default, for no layout need be known.
    #[default]
    Auto,
    /// A blank line ends a sentence, a single newline is a space: for text known to be wrapped.
    Paragraph,
    /// Every newline ends a sentence: for one entry a line.
    Always,
    /// Every newline is a space, a blank line too, and the text is one paragraph: for text cut into
    /// columns or by a converter.
    Never,
}

impl Newlines {
    /// How many line ends, at most 2, a gap with `found` ones counts as having.
    #[inline]
    pub(super) fn counted(self, found: u8) -> u8 {
        match self {
            Self::Auto => found,
            Self::Paragraph if found > 1 => found,
            Self::Always if found > 0 => 2,
            _ => 0,
        }
    }
}

/// Whether a quotation of several sentences is split.
///
/// ```
/// use textsift::sentences::{Quotes, Settings, split};
/// let text = "“It rained. We stayed in,” she wrote.";
/// let count = |quotes| {
///     let settings = Settings { quotes, ..Settings::default() };
///     let mut sentences = Vec::new();
///     split(text, &settings, &mut sentences);
///     sentences.len()
/// };
/// assert_eq!((count(Quotes::Split), count(Quotes::Whole)), (2, 1));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Quotes {
    /// Sentences end inside a quotation as elsewhere. The default: most annotators do so, and a
    /// mark that is never closed does no harm.
    #[default]
    Split,
    /// What stands between two quotation marks in one paragraph stays in one sentence, unless it is
    /// longer than 2,000 bytes.
    Whole,
}

/// What the marker of a list item ("1.", "(a)", "•") is.
///
/// ```
/// use textsift::sentences::{ListMarkers, Settings, split};
/// let text = "1. Wash them. 2. Cut them.";
/// let count = |list_markers| {
///     let settings = Settings { list_markers, ..Settings::default() };
///     let mut sentences = Vec::new();
///     split(text, &settings, &mut sentences);
///     sentences.len()
/// };
/// assert_eq!((count(ListMarkers::Join), count(ListMarkers::Alone)), (2, 4));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ListMarkers {
    /// It begins the sentence of its item, inside a line too. The default: the marker alone says
    /// nothing.
    #[default]
    Join,
    /// It is a sentence of its own, as some corpora have it.
    Alone,
    /// It begins nothing inside a line, where a number or a letter with a bracket may be anything.
    Ignore,
}

/// What the texts are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Any text. The default.
    #[default]
    General,
    /// Judgments, statutes, contracts: citations hold together, numbered paragraphs and clauses
    /// begin sentences. For English alone; `data/legal.toml` has its words.
    Legal,
}

/// The names under which users know the values of a setting.
pub trait Named: Copy + 'static {
    /// Each value by its name.
    const NAMES: &'static [(&'static str, Self)];
}

impl Named for Newlines {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("paragraph", Self::Paragraph),
        ("always", Self::Always),
        ("never", Self::Never),
    ];
}

impl Named for Quotes {
    const NAMES: &'static [(&'static str, Self)] =
        &[("split", Self::Split), ("whole", Self::Whole)];
}

impl Named for ListMarkers {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("join", Self::Join),
        ("alone", Self::Alone),
        ("ignore", Self::Ignore),
    ];
}

impl Named for Profile {
    const NAMES: &'static [(&'static str, Self)] =
        &[("general", Self::General), ("legal", Self::Legal)];
}
