use jiff::civil;

use super::mentions::Scratch;
use super::relevance::{self, Needs};
use super::{Document, Mentions, Settings};
use crate::dates::{self, Date};
use crate::entities::{self, Entity};
use crate::lexicon::vocabulary;
use crate::numbers::{self, Number};
use crate::patterns;
use crate::relations;
use crate::sentences::{self, Sentence};
use crate::text::{Span, tokenize};

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
        Document::new(text, mentions.take(), self.settings.what)
    }

    /// Takes one text apart into a buffer whose former content is dropped.
    pub fn sift(&self, text: &str, mentions: &mut Mentions) {
        self.sift_while(text, &self.settings.dates, &|| true, mentions);
    }

    /// The same for a text written at `reference`, in place of the settings' reference date.
    pub fn sift_at(&self, text: &str, reference: Option<civil::DateTime>, mentions: &mut Mentions) {
        self.sift_while(text, &self.dates_at(reference), &|| true, mentions);
    }

    /// The settings of dates, for a text written at `reference`.
    pub fn dates_at(&self, reference: Option<civil::DateTime>) -> dates::Settings {
        let mut dates = self.settings.dates.clone();
        dates.reference = reference;
        dates
    }

    /// The same with `dates` in place of the settings of dates, as long as `keep_on` says true; it is
    /// asked between the steps of the pass, and within the long ones. False if
    /// the pass ended early; the buffer is empty then.
    pub fn sift_while(
        &self,
        text: &str,
        dates: &dates::Settings,
        keep_on: &dyn Fn() -> bool,
        mentions: &mut Mentions,
    ) -> bool {
        mentions.clear();
        let finished = self.run(text, dates, keep_on, mentions).is_some();
        if !finished {
            mentions.clear();
        }
        finished
    }

    fn run(
        &self,
        text: &str,
        dates: &dates::Settings,
        keep_on: &dyn Fn() -> bool,
        mentions: &mut Mentions,
    ) -> Option<()> {
        let ask = || keep_on().then_some(());
        let needs = Needs::of(&self.settings);
        sentences::split(text, &self.settings.sentences, &mut mentions.sentences);
        if needs.tokens {
            ask()?;
            let tokens = &mut mentions.scratch.tokens;
            match needs.marks {
                true => vocabulary::tokenize_marked(text, tokens),
                false => tokenize(text, tokens),
            }
            ask()?;
            self.find_fixed(text, needs, mentions);
        }
        if needs.dates {
            ask()?;
            find_dates(text, dates, keep_on, mentions);
        }
        if needs.numbers {
            ask()?;
            self.find_numbers(text, keep_on, mentions);
        }
        if needs.entities {
            self.find_entities(text, needs, keep_on, mentions);
        }
        ask()?;
        self.relate(text, mentions);
        place(mentions);
        self.drop_unasked(mentions);
        Some(())
    }

    /// What is claimed before anything else is read: fixed forms, the user's names.
    fn find_fixed(&self, text: &str, needs: Needs, mentions: &mut Mentions) {
        let Scratch {
            tokens,
            patterns,
            named,
            ..
        } = &mut mentions.scratch;
        if needs.forms {
            patterns::find(text, tokens, patterns);
        }
        entities::find_named(text, tokens, &self.settings.entities, named);
    }

    fn find_numbers(&self, text: &str, keep_on: &dyn Fn() -> bool, mentions: &mut Mentions) {
        let Scratch {
            tokens,
            patterns,
            named,
            claimed,
            ..
        } = &mut mentions.scratch;
        spans(claimed, patterns.iter().map(|p| p.span));
        if !self.settings.numbers.in_names {
            claimed.extend(named.iter().map(|e| e.span));
        }
        let calendar = mentions.dates.iter().filter(|d| !d.measured);
        claimed.extend(calendar.map(|d| d.span));
        claimed.sort_unstable();
        let settings = &self.settings.numbers;
        numbers::find_while(
            text,
            tokens,
            claimed,
            settings,
            keep_on,
            &mut mentions.numbers,
        );
    }

    fn find_entities(
        &self,
        text: &str,
        needs: Needs,
        keep_on: &dyn Fn() -> bool,
        mentions: &mut Mentions,
    ) {
        let Mentions {
            sentences,
            entities,
            numbers,
            dates,
            scratch,
            ..
        } = mentions;
        let Scratch {
            tokens,
            patterns,
            named,
            sentence_spans,
            number_spans,
            date_spans,
            doubtful,
            doubtful_spans,
            doubtful_tokens,
            entities: entity_scratch,
            ..
        } = scratch;
        let mut tokens = tokens.as_slice();
        let mut asked = None;
        spans(number_spans, numbers.iter().map(|n| n.span));
        spans(date_spans, dates.iter().map(|d| d.span));
        spans(sentence_spans, sentences.iter().map(|s| s.span));
        if !self.settings.numbers.in_names {
            relevance::find_doubtful(text, tokens, numbers, sentences, doubtful);
        }
        if needs.only_numbers_in_names {
            relevance::keep_doubtful(numbers, doubtful, sentence_spans);
            if sentence_spans.is_empty() {
                return;
            }
            relevance::keep_tokens(tokens, sentence_spans, doubtful_tokens);
            tokens = doubtful_tokens;
            spans(doubtful_spans, doubtful.iter().map(|&at| numbers[at].span));
            asked = Some(doubtful_spans.as_slice());
        }
        let inputs = entities::Inputs {
            tokens,
            sentences: sentence_spans,
            patterns,
            named,
            numbers: number_spans,
            dates: date_spans,
            asked,
        };
        entities::find(
            text,
            inputs,
            &self.settings.entities,
            keep_on,
            entity_scratch,
            entities,
        );
        if !self.settings.numbers.in_names {
            drop_inside(numbers, doubtful, entities);
        }
    }

    fn relate(&self, text: &str, mentions: &mut Mentions) {
        let what = self.settings.what;
        let Mentions {
            sentences,
            entities,
            numbers,
            dates,
            quotes,
            scratch,
        } = mentions;
        let tokens = &scratch.tokens;
        if what.numbers {
            join_measured(dates, numbers);
            relations::find_counted(text, tokens, sentences, numbers);
            relations::find_equals(text, tokens, numbers);
        }
        if what.entities || what.quotes {
            relations::join_aliases(text, tokens, entities);
        }
        if what.quotes {
            relations::find_quotes(text, tokens, sentences, entities, quotes);
        }
    }

    fn drop_unasked(&self, mentions: &mut Mentions) {
        let what = self.settings.what;
        if !what.sentences {
            mentions.sentences.clear();
        }
        if !what.entities {
            mentions.entities.clear();
        }
        if !what.numbers {
            mentions.numbers.clear();
        }
        if !what.dates {
            mentions.dates.clear();
        }
    }
}

fn find_dates(
    text: &str,
    settings: &dates::Settings,
    keep_on: &dyn Fn() -> bool,
    mentions: &mut Mentions,
) {
    let Scratch {
        tokens,
        patterns,
        claimed,
        ..
    } = &mut mentions.scratch;
    spans(claimed, patterns.iter().map(|p| p.span));
    dates::find_while(
        text,
        tokens,
        claimed,
        settings,
        keep_on,
        &mut mentions.dates,
    );
}

fn spans(into: &mut Vec<Span>, from: impl Iterator<Item = Span>) {
    into.clear();
    into.extend(from);
}

/// Gives each mention the index of its sentence.
fn place(mentions: &mut Mentions) {
    let sentences = &mentions.sentences;
    let mut at = SentenceAt::first(sentences);
    for entity in &mut mentions.entities {
        entity.sentence = at.holding(entity.span.start);
    }
    at = SentenceAt::first(sentences);
    for number in &mut mentions.numbers {
        number.sentence = at.holding(number.span.start);
    }
    at = SentenceAt::first(sentences);
    for date in &mut mentions.dates {
        date.sentence = at.holding(date.span.start);
    }
    at = SentenceAt::first(sentences);
    for quote in &mut mentions.quotes {
        quote.sentence = at.holding(quote.span.start);
        // Quotes may nest, so their ends need not come in order.
        let ended = |s: &Sentence| s.span.end < quote.span.end;
        quote.sentence_end = sentences.partition_point(ended) as u32;
    }
}

struct SentenceAt<'a> {
    sentences: &'a [Sentence],
    index: usize,
}

impl<'a> SentenceAt<'a> {
    fn first(sentences: &'a [Sentence]) -> Self {
        Self {
            sentences,
            index: 0,
        }
    }

    /// The sentence that holds `position`; positions come in order.
    fn holding(&mut self, position: u32) -> u32 {
        let left = &self.sentences[self.index..];
        self.index += left.iter().take_while(|s| s.span.end <= position).count();
        self.index as u32
    }
}

/// Drops the doubtful numbers that do stand inside a name.
fn drop_inside(numbers: &mut Vec<Number>, doubtful: &[usize], entities: &[Entity]) {
    let mut next = 0;
    let mut index = 0;
    let mut doubtful = doubtful.iter().copied().peekable();
    numbers.retain(|number| {
        index += 1;
        if doubtful.next_if_eq(&(index - 1)).is_none() {
            return true;
        }
        let before = |e: &&Entity| e.span.end <= number.span.start;
        next += entities[next..].iter().take_while(before).count();
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
        let inside = numbers.get(at).filter(|n| n.span.end <= date.span.end);
        date.number = inside.map(|_| at as u32);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_pass_that_is_stopped_leaves_nothing_and_the_next_one_everything() {
        let text =
            "Ann Lee paid $5 on 9 May 2015 in Oslo. “It rose 3 percent”, she said.\n\n".repeat(9);
        let sifter = Sifter::default();
        let whole = sifter.analyze(&text);
        let mut mentions = Mentions::default();
        let dates = &sifter.settings().dates;
        let asked = Cell::new(0);
        let counting = || asked.replace(asked.get() + 1) < usize::MAX;
        assert!(sifter.sift_while(&text, dates, &counting, &mut mentions));
        assert!(asked.get() > 40, "{}", asked.get());
        for stop in 0..asked.get() {
            let left = Cell::new(stop);
            let keep_on = || left.replace(left.get().saturating_sub(1)) > 0;
            assert!(!sifter.sift_while(&text, dates, &keep_on, &mut mentions));
            assert_eq!(mentions, Mentions::default());
        }
        sifter.sift(&text, &mut mentions);
        assert_eq!(&mentions, whole.mentions());
    }
}
