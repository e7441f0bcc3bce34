//! Scores on gold documents: exact span and label over persons, organisations and places.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::data::Document;
use crate::entities::chain::{TYPES, Type};
use crate::entities::tagger::{Found, Scratch, Tagger};
use crate::entities::words::{DocumentWords, prepare};
use crate::patterns;
use crate::text::Span;

const SCORED: [Type; 3] = [Type::Person, Type::Organisation, Type::Place];

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// The names that the tagger finds in a document.
fn names(tagger: &Tagger, document: &Document) -> Vec<(Span, Type, f32)> {
    let (mut words, mut seen, mut scratch) =
        (Vec::new(), DocumentWords::default(), Scratch::default());
    let mut patterns = Vec::new();
    patterns::find(&document.text, &document.tokens, &mut patterns);
    let fixed = patterns.iter().map(|pattern| pattern.span);
    prepare(
        &document.text,
        &document.tokens,
        &document.sentences,
        fixed,
        &tagger.lists,
        &mut words,
        &mut seen,
    );
    let mut all = Vec::new();
    for &(start, end) in &document.sentences {
        let mut found: Vec<Found> = Vec::new();
        let tokens = &document.tokens[start..end];
        tagger.tag(
            &document.text,
            tokens,
            &words[start..end],
            &|_| true,
            &mut scratch,
            &mut found,
        );
        all.extend(found.iter().map(|name| {
            let span = tokens[name.start].span.cover(tokens[name.end - 1].span);
            (span, name.kind, name.score)
        }));
    }
    all
}

/// The scored gold spans of a document: no user names.
fn gold<'a>(document: &'a Document, scored: &'a [Type]) -> impl Iterator<Item = (Span, Type)> + 'a {
    let text = &document.text;
    let scored = document
        .gold
        .iter()
        .filter(|(_, kind)| scored.contains(kind));
    let is_user =
        |span: Span| span.of(text).starts_with('@') || text[..span.start as usize].ends_with('@');
    scored.copied().filter(move |&(span, _)| !is_user(span))
}

/// A table: a line for each set, and the mean.
pub(super) fn report(tagger: &Tagger, documents: &[Document]) -> String {
    let mut sets: BTreeMap<&str, [Tally; 4]> = BTreeMap::new();
    for document in documents {
        let gold: Vec<_> = gold(document, &SCORED).collect();
        let tallies = sets.entry(&document.set).or_default();
        for (at, kind) in SCORED.into_iter().enumerate() {
            let found = names(tagger, document);
            let found = found.iter().filter(|name| name.1 == kind);
            let mut add = |change: &dyn Fn(&mut Tally)| {
                [at, 3].into_iter().for_each(|at| change(&mut tallies[at]));
            };
            gold.iter()
                .filter(|gold| gold.1 == kind)
                .for_each(|_| add(&|tally| tally.gold += 1));
            for name in found {
                add(&|tally| tally.found += 1);
                if gold.contains(&(name.0, kind)) {
                    add(&|tally| tally.right += 1);
                }
            }
        }
    }
    let mut table = format!(
        "{:24} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}\n",
        "set", "PER", "ORG", "LOC", "P", "R", "F1"
    );
    for (set, [person, organisation, place, all]) in &sets {
        let precision = 100.0 * all.right as f64 / all.found.max(1) as f64;
        let recall = 100.0 * all.right as f64 / all.gold.max(1) as f64;
        let kinds = [person, organisation, place].map(|tally| tally.f1());
        let _ = writeln!(
            table,
            "{set:24} {:6.1} {:6.1} {:6.1} {precision:6.1} {recall:6.1} {:6.1}",
            kinds[0],
            kinds[1],
            kinds[2],
            all.f1()
        );
    }
    let mean = |at: usize| {
        sets.values().map(|tallies| tallies[at].f1()).sum::<f64>() / sets.len().max(1) as f64
    };
    let _ = writeln!(
        table,
        "{:24} {:6.1} {:6.1} {:6.1} {:13} {:6.2}",
        "mean",
        mean(0),
        mean(1),
        mean(2),
        "",
        mean(3)
    );
    table
}

/// How many steps the table of calibrated scores has.
const STEPS: usize = 20;

/// So few names tell nothing of a share.
const FEW: usize = 200;

/// The table of a user's own examples, of all labels; none if they are few.
pub(super) fn calibrate_if_many(tagger: &Tagger, documents: &[Document]) -> Option<Vec<u8>> {
    let gold: usize = documents.iter().map(|document| document.gold.len()).sum();
    (gold >= FEW).then(|| calibrate_on(tagger, documents, &TYPES))
}

/// The share of right names for equal steps of the model's own probability, never falling.
pub(super) fn calibrate(tagger: &Tagger, documents: &[Document]) -> Vec<u8> {
    calibrate_on(tagger, documents, &SCORED)
}

fn calibrate_on(tagger: &Tagger, documents: &[Document], scored: &[Type]) -> Vec<u8> {
    let mut bins = [(1.0, 2.0); STEPS + 1];
    for (step, bin) in bins.iter_mut().enumerate() {
        *bin = (2.0 * step as f64 / STEPS as f64, 2.0);
    }
    for document in documents {
        let gold: Vec<_> = gold(document, scored).collect();
        for (span, kind, score) in names(tagger, document) {
            if scored.contains(&kind) {
                let bin = &mut bins[(score * STEPS as f32 + 0.5) as usize];
                bin.0 += f64::from(u8::from(gold.contains(&(span, kind))));
                bin.1 += 1.0;
            }
        }
    }
    rising(bins.to_vec())
        .into_iter()
        .map(|share| (share * 255.0).round() as u8)
        .collect()
}

/// Pools neighbours until the shares never fall (isotonic regression).
fn rising(bins: Vec<(f64, f64)>) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (right, all) in bins {
        pools.push((right, all, 1));
        while let [.., before, last] = pools[..]
            && before.0 / before.1 > last.0 / last.1
        {
            pools.truncate(pools.len() - 2);
            pools.push((before.0 + last.0, before.1 + last.1, before.2 + last.2));
        }
    }
    pools
        .iter()
        .flat_map(|&(right, all, count)| std::iter::repeat_n(right / all, count))
        .collect()
}
