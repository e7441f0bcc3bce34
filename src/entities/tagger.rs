//! The trained tagger: features to scores, scores to tags, tags to spans.

use std::ops::Range;

use super::candidates;
use super::chain::{Lattice, Links, OUTSIDE, Part, TAGS, Type, Viterbi, WIDTH, untag};
use super::features::{Run, Sentence, Sink, emit, find_runs};
use super::lists::Lists;
use super::memo::{Memo, Sum};
use super::model::Kinds;
use super::words::Word;
use crate::linear::{Table, exp};
use crate::text::Token;

/// A model of the tagger, read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tagger<'a> {
    pub lists: Lists<'a>,
    pub features: Table<'a>,
    pub rows: &'a [[u8; WIDTH]],
    pub links: &'a Links<i32>,
    pub exp_links: &'a Links<f32>,
    /// Units of a score for one nat.
    pub unit: f32,
    /// Calibrated probabilities for equal steps of the model's own.
    pub calibration: &'a [u8],
    /// What its types stand for.
    pub kinds: &'a Kinds,
    /// Names may stand anywhere, in plain small letters too.
    pub reads_all: bool,
}

/// A name that the tagger found: tokens `start..end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: Type,
    pub score: f32,
}

/// What the tagger needs for itself, kept from sentence to sentence; it remembers sums of its model's
/// weights, so that one serves one model.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Scratch {
    scores: Vec<[i32; WIDTH]>,
    runs: Vec<Run>,
    candidates: Vec<Range<usize>>,
    tags: Vec<u8>,
    viterbi: Viterbi,
    lattice: Lattice,
    sums: Sums,
}

/// A score that keeps a tag from being chosen.
const FORBIDDEN: i32 = -1_000_000;

/// The scores of a word that is outside of names for certain.
const OUTSIDE_ONLY: [i32; WIDTH] = {
    let mut scores = [FORBIDDEN; WIDTH];
    scores[OUTSIDE] = 0;
    scores
};

impl Tagger<'_> {
    /// Appends the names of one sentence to `found`; positions count from the sentence's first token.
    /// Of the runs of words among which names may stand it reads those that are `wanted`.
    pub(super) fn tag(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[Word],
        wanted: &dyn Fn(&Range<usize>) -> bool,
        scratch: &mut Scratch,
        found: &mut Vec<Found>,
    ) {
        if self.reads_all {
            scratch.candidates.clear();
            scratch
                .candidates
                .extend((!words.is_empty()).then_some(0..words.len()));
        } else {
            candidates::find(words, &mut scratch.candidates);
        }
        scratch.candidates.retain(wanted);
        if scratch.candidates.is_empty() {
            return;
        }
        find_runs(words, &mut scratch.runs);
        let sentence = Sentence {
            text,
            tokens,
            words,
            runs: &scratch.runs,
        };
        for range in &scratch.candidates {
            // The words beside the range speak in its first and last transitions.
            let outside = [range.start > 0, range.end < words.len()].map(usize::from);
            let scores = &mut scratch.scores;
            scores.clear();
            scores.extend([OUTSIDE_ONLY].iter().take(outside[0]));
            scores.extend(
                range
                    .clone()
                    .map(|at| self.score(sentence, at, &mut scratch.sums)),
            );
            scores.extend([OUTSIDE_ONLY].iter().take(outside[1]));
            let tags = &mut scratch.tags;
            scratch.viterbi.decode(scores, self.links, tags);
            let first = found.len();
            read_tags(tags, found);
            let found = &mut found[first..];
            if !found.is_empty() {
                self.weigh(scores, &mut scratch.lattice, found);
            }
            for name in found {
                name.start += range.start - outside[0];
                name.end += range.start - outside[0];
            }
        }
    }

    fn score(&self, sentence: Sentence<'_>, at: usize, sums: &mut Sums) -> [i32; WIDTH] {
        if sentence.words[at].fixed {
            return OUTSIDE_ONLY;
        }
        let mut scorer = Scorer {
            tagger: self,
            sums,
            sum: [0; WIDTH],
        };
        emit(sentence, at, &mut scorer);
        let Scorer { sums, mut sum, .. } = scorer;
        self.add(&mut sums.own, &mut sum);
        sum.map(i32::from)
    }

    /// Takes the weights of `features` into `sum` and forgets them. All rows are found before the first
    /// is read: memory then works on many at once.
    fn add(&self, features: &mut Features, sum: &mut Sum) {
        let Features { hashes, rows } = features;
        rows.resize(rows.len().max(hashes.len()), 0);
        let mut count = 0;
        for hash in hashes.drain(..) {
            let row = self.features.find(hash);
            rows[count] = row.unwrap_or(0) as u32;
            count += usize::from(row.is_some());
        }
        for &row in &rows[..count] {
            let row = &self.rows[row as usize];
            sum.iter_mut()
                .zip(row)
                .for_each(|(sum, &weight)| *sum = sum.saturating_add(i16::from(weight as i8)));
        }
    }

    /// Gives each name its calibrated probability.
    fn weigh(&self, scores: &[[i32; WIDTH]], lattice: &mut Lattice, found: &mut [Found]) {
        lattice.local.clear();
        for row in scores {
            let most = row[..TAGS].iter().copied().max().unwrap_or(0);
            let mut local = [0.0; WIDTH];
            for (local, score) in local.iter_mut().zip(row) {
                *local = exp((score - most) as f32 / self.unit);
            }
            lattice.local.push(local);
        }
        lattice.run(self.exp_links);
        for name in found {
            let length = name.end - name.start;
            let tags = (0..length).map(|index| name.kind.tag(index, length));
            let probability = lattice.path(self.exp_links, name.start, tags);
            name.score = self.calibrated(probability);
        }
    }

    fn calibrated(&self, probability: f32) -> f32 {
        let last = self.calibration.len() - 1;
        let place = probability.clamp(0.0, 1.0) * last as f32;
        let step = (place as usize).min(last - 1);
        let (low, high) = (self.calibration[step], self.calibration[step + 1]);
        let rest = place - step as f32;
        (f32::from(low) * (1.0 - rest) + f32::from(high) * rest) / 255.0
    }
}

/// Features whose weights are yet to be summed, and room for their rows.
#[derive(Debug, Clone, Default, PartialEq)]
struct Features {
    hashes: Vec<u64>,
    rows: Vec<u32>,
}

/// What summing weights needs for itself.
#[derive(Debug, Clone, Default, PartialEq)]
struct Sums {
    memo: Memo,
    /// Features of the word at hand alone.
    own: Features,
    /// Features whose sum the memo is to keep.
    known: Features,
}

/// Sums the weights of a word's features.
struct Scorer<'a, 's> {
    tagger: &'a Tagger<'a>,
    sums: &'s mut Sums,
    sum: Sum,
}

impl Sink for Scorer<'_, '_> {
    #[inline]
    fn add(&mut self, feature: u64) {
        self.sums.own.hashes.push(feature);
    }

    #[inline]
    fn add_known(&mut self, key: u64, features: impl Fn(&mut dyn FnMut(u64))) {
        let Sums { memo, known, .. } = &mut *self.sums;
        let sum = memo.get(key, |sum| {
            features(&mut |feature| known.hashes.push(feature));
            self.tagger.add(known, sum);
        });
        self.sum
            .iter_mut()
            .zip(sum)
            .for_each(|(sum, &weight)| *sum = sum.saturating_add(weight));
    }
}

impl Type {
    /// The tag of the word `index` in a name of `length` words.
    pub(super) const fn tag(self, index: usize, length: usize) -> usize {
        let part = if length == 1 {
            Part::Single
        } else if index == 0 {
            Part::Begin
        } else if index + 1 == length {
            Part::End
        } else {
            Part::Inside
        };
        super::chain::tag(self, part)
    }
}

fn read_tags(tags: &[u8], found: &mut Vec<Found>) {
    let mut start = 0;
    for (at, &tag) in tags.iter().enumerate() {
        let Some((kind, part)) = untag(tag as usize) else {
            continue;
        };
        if matches!(part, Part::Begin | Part::Single) {
            start = at;
        }
        if matches!(part, Part::End | Part::Single) {
            found.push(Found {
                start,
                end: at + 1,
                kind,
                score: 0.0,
            });
        }
    }
}
