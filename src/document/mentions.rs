use crate::dates::Date;
use crate::entities::{self, Entity};
use crate::numbers::Number;
use crate::patterns::Pattern;
use crate::relations::Quote;
use crate::sentences::Sentence;
use crate::text::{Span, Token};

/// The mentions of one text, each list sorted by start. One buffer serves many texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mentions {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The named entities.
    pub entities: Vec<Entity>,
    /// The numbers.
    pub numbers: Vec<Number>,
    /// The dates.
    pub dates: Vec<Date>,
    /// The quotes.
    pub quotes: Vec<Quote>,
    pub(super) scratch: Scratch,
}

impl Mentions {
    /// Takes the lists out and leaves the pass's own working memory for the next text.
    pub fn take(&mut self) -> Self {
        Self {
            sentences: std::mem::take(&mut self.sentences),
            entities: std::mem::take(&mut self.entities),
            numbers: std::mem::take(&mut self.numbers),
            dates: std::mem::take(&mut self.dates),
            quotes: std::mem::take(&mut self.quotes),
            scratch: Scratch::default(),
        }
    }

    /// Changes lists with another; each keeps its working memory.
    #[cfg(feature = "arrow")]
    pub(crate) fn exchange(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.sentences, &mut other.sentences);
        std::mem::swap(&mut self.entities, &mut other.entities);
        std::mem::swap(&mut self.numbers, &mut other.numbers);
        std::mem::swap(&mut self.dates, &mut other.dates);
        std::mem::swap(&mut self.quotes, &mut other.quotes);
    }

    pub(super) fn clear(&mut self) {
        self.sentences.clear();
        self.entities.clear();
        self.numbers.clear();
        self.dates.clear();
        self.quotes.clear();
        self.scratch.clear();
    }
}

/// What a pass needs for itself; kept so that the next text allocates nothing. It is no part of
/// the result: copies start empty, and comparing ignores it.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) tokens: Vec<Token>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) named: Vec<Entity>,
    pub(super) claimed: Vec<Span>,
    pub(super) sentence_spans: Vec<Span>,
    pub(super) number_spans: Vec<Span>,
    pub(super) date_spans: Vec<Span>,
    pub(super) doubtful: Vec<usize>,
    pub(super) doubtful_spans: Vec<Span>,
    pub(super) doubtful_tokens: Vec<Token>,
    pub(super) entities: entities::Scratch,
}

impl Scratch {
    fn clear(&mut self) {
        self.tokens.clear();
        self.patterns.clear();
        self.named.clear();
        self.claimed.clear();
        self.sentence_spans.clear();
        self.number_spans.clear();
        self.date_spans.clear();
        self.doubtful.clear();
        self.doubtful_spans.clear();
        self.doubtful_tokens.clear();
    }
}

impl Clone for Scratch {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Scratch {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
