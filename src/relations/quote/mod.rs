//! Quotations: what stands between quotation marks, and who said it.
//!
//! First the marks are paired ([`marks`]): nested ones with a stack; a mark left open at a
//! paragraph's end closes there, unless the next paragraph begins with the mark again, which goes
//! on with the quotation. Apostrophes are no marks. Then a reporting verb is looked for beside each
//! quotation ([`speaker`]): behind it ("…", he said; "…", said Ann), before it (Ann said: "…"), or
//! earlier in the sentence of a fragment (Ann said that it was "absolutely critical", which is not
//! direct). Every look is bounded; time is linear.

mod marks;
mod speaker;

use super::{Quote, QuoteKind};
use crate::entities::{Entity, Label};
use crate::lexicon::reporting;
use crate::sentences::Sentence;
use crate::text::{Span, Token};
use marks::Marked;
use speaker::{Reader, Said};

/// Finds the quotations of `text`, sorted by start, and appends them to `quotes`.
pub fn find_quotes(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    entities: &[Entity],
    quotes: &mut Vec<Quote>,
) {
    let marked = marks::pair(text, tokens, sentences);
    let reader = Reader::new(text, tokens, sentences, entities);
    let mut speakers = Speakers::new(&reader, &marked);
    let mut before: Option<(Marked, Said)> = None;
    for &one in &marked {
        let words = reader.words(one);
        let mut said = reader.said(one, words);
        if said.is_none() && words.is_sentence {
            // "…", he said. "And more."
            said = before
                .filter(|(last, said)| said.direct && reader.goes_on(*last, one))
                .map(|(_, said)| Said { cue: None, ..said });
        }
        let speaker_id = said.and_then(|said| speakers.id(said, one.span.start));
        if let Some(said) = said {
            before = Some((one, said));
        }
        let direct = said.is_some_and(|said| said.direct);
        quotes.push(Quote {
            span: one.span,
            sentence: 0,
            sentence_end: 0,
            kind: if direct || words.is_sentence {
                QuoteKind::Speech
            } else {
                QuoteKind::Phrase
            },
            speaker: said.map(|said| said.speaker),
            speaker_id,
            cue: said.and_then(|said| said.cue),
            direct,
        });
    }
}

/// Who a pronoun may mean: the persons that spoke or began a sentence, in order.
struct Speakers<'a> {
    reader: &'a Reader<'a>,
    /// Where each was named, and its id.
    named: Vec<(u32, u32)>,
    /// How many of the sentence-openers were taken over.
    openers: std::iter::Peekable<std::vec::IntoIter<(u32, u32)>>,
}

impl<'a> Speakers<'a> {
    fn new(reader: &'a Reader<'a>, marked: &[Marked]) -> Self {
        Self {
            reader,
            named: Vec::new(),
            openers: reader.openers(marked).into_iter().peekable(),
        }
    }

    /// The id of who said something at `start`.
    fn id(&mut self, said: Said, start: u32) -> Option<u32> {
        while let Some(opener) = self.openers.next_if(|&(at, _)| at < start) {
            self.named.push(opener);
        }
        let entities = self.reader.entities;
        let id = match said.entity {
            Some(entity) => Some(entities[entity].entity_id),
            None if reporting()
                .person_pronouns
                .contains(said.speaker.of(self.reader.text)) =>
            {
                let last = self.named.last().map(|&(_, id)| id);
                last.or_else(|| self.reader.person_before(start))
            }
            None => self.reader.titled(said.speaker, start),
        }?;
        let person = said
            .entity
            .is_none_or(|entity| entities[entity].label == Label::Person);
        if person {
            self.named.push((start, id));
        }
        Some(id)
    }
}

/// What the words of a quotation look like.
#[derive(Debug, Clone, Copy)]
struct Words {
    /// A whole sentence or more.
    is_sentence: bool,
    /// A part of the sentence around it.
    is_fragment: bool,
    /// The title of a work.
    is_title: bool,
}

/// `span` without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len()) as u32;
    Span::new(start, start + inner.trim().len() as u32)
}

#[cfg(test)]
mod tests;
