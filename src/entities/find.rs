//! All sources of a text's entities, brought into one list.

use std::sync::LazyLock;

use super::agree::Votes;
use super::chain::Type;
use super::tagger::{self, Found, Tagger};
use super::words::{DocumentWords, Word, prepare};
use super::{Entity, Inputs, Label, Settings, Source, borders, place};
use crate::linear::Aligned;
use crate::text::{Span, Token};

static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../models/entities.bin"));

static TAGGER: LazyLock<Tagger<'static>> =
    LazyLock::new(|| Tagger::read(&BYTES.0).expect("the embedded model is sound"));

/// What finding entities needs for itself; kept so that the next text allocates nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scratch {
    words: Vec<Word>,
    document: DocumentWords,
    sentences: Vec<(usize, usize)>,
    found: Vec<Found>,
    tagger: tagger::Scratch,
}

/// Finds all entities of `text`, the named ones of `inputs` among them, sorted, and appends them to
/// `entities`.
///
/// Where sources overlap, the user's names and patterns and the fixed forms win over the tagger,
/// unless [`Settings::priority`] says otherwise; then the longer span wins, then the higher score,
/// then the first.
pub fn find(
    text: &str,
    inputs: Inputs<'_>,
    settings: &Settings,
    scratch: &mut Scratch,
    entities: &mut Vec<Entity>,
) {
    let first = entities.len();
    entities.extend_from_slice(inputs.named);
    let forms = inputs.patterns.iter().filter_map(|form| {
        let label = Label::of_pattern(form.kind)?;
        Some(Entity::new(form.span, label, 1.0, Source::Pattern))
    });
    entities.extend(forms);
    tag(text, inputs, scratch, entities);
    let mut own = entities.split_off(first);
    own.retain(|entity| settings.keeps(entity));
    settings.priority.resolve(&mut own);
    entities.append(&mut own);
}

fn tag(text: &str, inputs: Inputs<'_>, scratch: &mut Scratch, entities: &mut Vec<Entity>) {
    let Scratch {
        words,
        document,
        sentences,
        found,
        tagger,
    } = scratch;
    let tokens = inputs.tokens;
    token_ranges(tokens, inputs.sentences, sentences);
    let mentions = inputs
        .patterns
        .iter()
        .filter(|form| Label::of_pattern(form.kind).is_some());
    let fixed = mentions.map(|form| form.span);
    prepare(
        text,
        tokens,
        sentences,
        fixed,
        &TAGGER.lists,
        words,
        document,
    );
    let first = entities.len();
    for &(start, end) in &*sentences {
        found.clear();
        let (tokens, words) = (&tokens[start..end], &words[start..end]);
        TAGGER.tag(text, tokens, words, tagger, found);
        borders::settle(tokens, words, found);
        for name in &*found {
            let span = tokens[name.start].span.cover(tokens[name.end - 1].span);
            if is_among(inputs.dates, span) || inputs.numbers.binary_search(&span).is_ok() {
                continue;
            }
            let label = label(name.kind, &words[name.start..name.end]);
            entities.push(Entity::new(span, label, name.score, Source::Model));
        }
    }
    agree(text, inputs, words, first, entities);
}

/// Lets the tagger's names, those from `first` on, agree with each other.
fn agree(text: &str, inputs: Inputs<'_>, words: &[Word], first: usize, entities: &mut Vec<Entity>) {
    let votes = Votes::count(text, &entities[first..]);
    votes.settle(text, &mut entities[first..]);
    for (&token, word) in inputs.tokens.iter().zip(words) {
        if let Some(entity) = votes.recall(text, token, word)
            && !is_among(inputs.dates, token.span)
        {
            entities.push(entity);
        }
    }
}

/// The tokens of each sentence.
fn token_ranges(tokens: &[Token], sentences: &[Span], ranges: &mut Vec<(usize, usize)>) {
    ranges.clear();
    let mut at = 0;
    for sentence in sentences {
        at += tokens[at..]
            .iter()
            .take_while(|token| token.span.start < sentence.start)
            .count();
        let length = tokens[at..]
            .iter()
            .take_while(|token| token.span.start < sentence.end)
            .count();
        if length > 0 {
            ranges.push((at, at + length));
        }
        at += length;
    }
}

/// True if one of the sorted `spans` holds `span`.
fn is_among(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|other| other.start <= span.start);
    after > 0 && spans[after - 1].contains(span)
}

fn label(kind: Type, name: &[Word]) -> Label {
    match kind {
        Type::Person => Label::Person,
        // Countries act ("the U.S. said"), which makes them no organisations.
        Type::Organisation if place::is_country(name) => Label::Gpe,
        Type::Organisation => Label::Org,
        Type::Place => place::label(name),
        Type::Norp => Label::Norp,
        Type::Misc => Label::Misc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_sound() {
        assert!(Tagger::read(&BYTES.0).is_ok());
    }
}
