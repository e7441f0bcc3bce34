//! All sources of a text's entities, brought into one list.

use std::ops::Range;

use super::agree::Votes;
use super::chain::Type;
use super::model::{EntityModel, Kind, Kinds, SHIPPED};
use super::tagger::{self, Found, Tagger};
use super::words::{DocumentWords, Word, prepare};
use super::{
    Entity, Inputs, Label, Settings, Source, bodies, borders, peoples, place, two_part_names,
};
use crate::text::{Span, Token};

/// What finding entities needs for itself; kept so that the next text allocates nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scratch {
    words: Vec<Word>,
    document: DocumentWords,
    sentences: Vec<(usize, usize)>,
    found: Vec<Found>,
    /// The number of the model that `tagger` has served.
    model: u64,
    tagger: tagger::Scratch,
}

impl Scratch {
    /// Forgets what was remembered of another model.
    fn serve(&mut self, model: u64) {
        if self.model != model {
            self.model = model;
            self.tagger = tagger::Scratch::default();
        }
    }
}

/// Finds all entities of `text`, the named ones of `inputs` among them, sorted, and appends them to
/// `entities`.
///
/// Where sources overlap, the user's names and patterns and the fixed forms win over the tagger,
/// unless [`Settings::priority`] says otherwise; then the longer span wins, then the higher score,
/// then the first.
///
/// `keep_on` is asked at each sentence; once it says false, the tagger looks at no more of them.
pub fn find(
    text: &str,
    inputs: Inputs<'_>,
    settings: &Settings,
    keep_on: &dyn Fn() -> bool,
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
    if settings.ask_tagger() {
        scratch.serve(settings.model.as_ref().map_or(0, EntityModel::number));
        let tagger = settings.model.as_ref().map(EntityModel::tagger);
        let tagger = tagger.unwrap_or(*SHIPPED);
        tag(text, inputs, tagger, keep_on, scratch, entities);
    }
    let mut own = entities.split_off(first);
    own.retain(|entity| settings.keeps(entity));
    settings.priority.resolve(&mut own);
    entities.append(&mut own);
}

fn tag(
    text: &str,
    inputs: Inputs<'_>,
    tagger: Tagger<'_>,
    keep_on: &dyn Fn() -> bool,
    scratch: &mut Scratch,
    entities: &mut Vec<Entity>,
) {
    let Scratch {
        words,
        document,
        sentences,
        found,
        tagger: tagger_scratch,
        ..
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
        &tagger.lists,
        words,
        document,
    );
    let first = entities.len();
    for &(start, end) in sentences.iter().take_while(|_| keep_on()) {
        found.clear();
        let (tokens, words) = (&tokens[start..end], &words[start..end]);
        let wanted = |range: &Range<usize>| {
            let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
            inputs.asked.is_none_or(|asked| overlaps_one(asked, span))
        };
        tagger.tag(text, tokens, words, &wanted, tagger_scratch, found);
        settle(text, tokens, words, tagger.kinds, found);
        for name in &*found {
            let span = tokens[name.start].span.cover(tokens[name.end - 1].span);
            if is_among(inputs.dates, span) || inputs.numbers.binary_search(&span).is_ok() {
                continue;
            }
            let label = match tagger.kinds.of(name.kind) {
                Kind::BuiltIn => label(name.kind, &words[name.start..name.end]),
                Kind::Own(label) => label.clone(),
                Kind::Unused => continue,
            };
            entities.push(Entity::new(span, label, name.score, Source::Model));
        }
    }
    agree(text, inputs, words, first, entities);
}

/// Settles the borders of names whose types are the tagger's own, whose rules those are.
fn settle(text: &str, tokens: &[Token], words: &[Word], kinds: &Kinds, found: &mut Vec<Found>) {
    let built_in = |name: &Found| *kinds.of(name.kind) == Kind::BuiltIn;
    let own = match kinds.all_built_in() {
        true => Vec::new(),
        false => found.extract_if(.., |name| !built_in(name)).collect(),
    };
    borders::settle(text, tokens, words, found);
    two_part_names::join(text, tokens, words, found);
    peoples::join(text, tokens, words, found);
    bodies::settle(text, tokens, words, found);
    found.extend(own);
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

/// True if one of the sorted `spans`, which do not overlap each other, overlaps `span`.
fn overlaps_one(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|other| other.end <= span.start);
    spans.get(next).is_some_and(|other| other.start < span.end)
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
