use super::Settings;
use crate::dates::{self, Date};
use crate::entities::{self, Entity};
use crate::numbers::{self, Number};
use crate::patterns::{self, Pattern};
use crate::relations::{self, Quote};
use crate::sentences::{self, Sentence};
use crate::text::{Span, Token, tokenize};

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
    scratch: Scratch,
}

/// What a pass needs for itself; kept so that the next text allocates nothing.
#[derive(Debug, Clone, Default, PartialEq)]
struct Scratch {
    tokens: Vec<Token>,
    patterns: Vec<Pattern>,
    named: Vec<Entity>,
    claimed: Vec<Span>,
    sentence_spans: Vec<Span>,
    number_spans: Vec<Span>,
    date_spans: Vec<Span>,
}

/// Frozen settings, and what does the work.
///
/// ```
/// let sifter = textsift::Sifter::default();
/// let document = sifter.analyze("One text. Two sentences.");
/// assert_eq!(document.text(), "One text. Two sentences.");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sifter {
    settings: Settings,
}

/// The result for one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    text: Box<str>,
    mentions: Mentions,
}

impl Document {
    /// The text, unchanged.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found in it.
    pub fn mentions(&self) -> &Mentions {
        &self.mentions
    }
}

impl Sifter {
    /// A sifter with the given settings.
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes one text apart.
    pub fn analyze(&self, text: &str) -> Document {
        let mut mentions = Mentions::default();
        self.sift(text, &mut mentions);
        Document {
            text: text.into(),
            mentions,
        }
    }

    /// Takes one text apart into a buffer whose former content is dropped.
    pub fn sift(&self, text: &str, mentions: &mut Mentions) {
        let Mentions {
            sentences,
            entities,
            numbers,
            dates,
            quotes,
            scratch,
        } = mentions;
        let Scratch {
            tokens,
            patterns,
            named,
            claimed,
            sentence_spans,
            number_spans,
            date_spans,
        } = scratch;
        let settings = &self.settings;
        sentences.clear();
        entities.clear();
        numbers.clear();
        dates.clear();
        quotes.clear();
        tokens.clear();
        patterns.clear();
        named.clear();
        sentences::split(text, &settings.sentences, sentences);
        tokenize(text, tokens);
        patterns::find(text, tokens, patterns);
        entities::find_named(text, tokens, &settings.entities, named);

        merge(claimed, patterns.iter().map(|p| p.span), []);
        dates::find(text, tokens, claimed, &settings.dates, dates);

        let names = named.iter().map(|e| e.span);
        let names = names.filter(|_| !settings.numbers_in_names);
        let calendar = dates.iter().filter(|d| !d.measured).map(|d| d.span);
        merge(
            claimed,
            patterns.iter().map(|p| p.span).chain(names),
            calendar,
        );
        numbers::find(text, tokens, claimed, &settings.numbers, numbers);

        merge(sentence_spans, sentences.iter().map(|s| s.span), []);
        merge(number_spans, numbers.iter().map(|n| n.span), []);
        merge(date_spans, dates.iter().map(|d| d.span), []);
        let inputs = entities::Inputs {
            tokens,
            sentences: sentence_spans,
            patterns,
            named,
            numbers: number_spans,
            dates: date_spans,
        };
        entities::find(text, inputs, &settings.entities, entities);
        if !settings.numbers_in_names {
            drop_inside(numbers, entities);
        }
        join_measured(dates, numbers);
        relations::find_counted(text, tokens, sentences, numbers);
        relations::find_equals(text, tokens, numbers);
        relations::join_aliases(text, tokens, entities);
        relations::find_quotes(text, tokens, sentences, entities, quotes);
        self.place(mentions);
    }

    /// Gives each mention the index of its sentence, and drops the lists that nobody asked for.
    fn place(&self, mentions: &mut Mentions) {
        let Mentions {
            sentences,
            entities,
            numbers,
            dates,
            quotes,
            ..
        } = mentions;
        let mut at = SentenceAt {
            sentences,
            index: 0,
        };
        entities
            .iter_mut()
            .for_each(|e| e.sentence = at.holding(e.span.start));
        at.index = 0;
        numbers
            .iter_mut()
            .for_each(|n| n.sentence = at.holding(n.span.start));
        at.index = 0;
        dates
            .iter_mut()
            .for_each(|d| d.sentence = at.holding(d.span.start));
        at.index = 0;
        for quote in quotes {
            quote.sentence = at.holding(quote.span.start);
            let mut end = SentenceAt {
                sentences,
                index: at.index,
            };
            quote.sentence_end = end.holding(quote.span.end.saturating_sub(1));
        }
    }
}

struct SentenceAt<'a> {
    sentences: &'a [Sentence],
    index: usize,
}

impl SentenceAt<'_> {
    /// The sentence that holds `position`; positions come in order.
    fn holding(&mut self, position: u32) -> u32 {
        while self
            .sentences
            .get(self.index)
            .is_some_and(|s| s.span.end <= position)
        {
            self.index += 1;
        }
        self.index as u32
    }
}

fn merge(
    into: &mut Vec<Span>,
    left: impl IntoIterator<Item = Span>,
    right: impl IntoIterator<Item = Span>,
) {
    into.clear();
    into.extend(left);
    into.extend(right);
    into.sort_unstable();
}

fn drop_inside(numbers: &mut Vec<Number>, entities: &[Entity]) {
    let mut next = 0;
    numbers.retain(|number| {
        while entities
            .get(next)
            .is_some_and(|e| e.span.end <= number.span.start)
        {
            next += 1;
        }
        !entities[next..]
            .iter()
            .take_while(|e| e.span.start <= number.span.start)
            .any(|e| e.span.contains(number.span))
    });
}

/// A measured duration stands in both lists: joins the two.
fn join_measured(dates: &mut [Date], numbers: &[Number]) {
    for date in dates.iter_mut().filter(|d| d.measured) {
        let at = numbers.partition_point(|n| n.span.start < date.span.start);
        let number = numbers[at..]
            .iter()
            .position(|n| n.span.end <= date.span.end);
        date.number = number.filter(|&n| n == 0).map(|n| (at + n) as u32);
    }
}
