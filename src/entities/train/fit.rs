//! Fitting: stochastic gradients with a step size for each weight (AdaGrad), in a fixed order.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Options;
use super::data::Document;
use crate::entities::chain::{
    ALL, Lattice, Links, TAGS, Transitions, WIDTH, may_follow, may_start, opens,
};
use crate::entities::features::{Sentence, emit, find_runs};
use crate::entities::lists::Lists;
use crate::entities::words::{DocumentWords, prepare};
use crate::linear::exp;
use crate::patterns;

/// All sentences as numbers of features.
#[derive(Debug, Default)]
pub(super) struct Examples {
    /// The hash of each feature, and how often it is seen.
    pub hashes: Vec<u64>,
    pub counts: Vec<u32>,
    /// The features of all words, one after the other; word `n` has those from `starts[n]` on.
    features: Vec<u32>,
    starts: Vec<usize>,
    /// The tags that each word may bear.
    allowed: Vec<u32>,
    /// Ranges of words.
    sentences: Vec<(usize, usize)>,
}

/// Hashes are hashed already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

/// Calls `each` with every sentence of `corpus`; none if `keep_going` says no.
fn for_each_sentence(
    corpus: &[Document],
    lists: &Lists,
    keep_going: &mut dyn FnMut() -> bool,
    mut each: impl FnMut(Sentence<'_>, &[u32]),
) -> Option<()> {
    let (mut words, mut seen, mut runs) = (Vec::new(), DocumentWords::default(), Vec::new());
    for (index, document) in corpus.iter().enumerate() {
        if index % BETWEEN == 0 && !keep_going() {
            return None;
        }
        let mut found = Vec::new();
        patterns::find(&document.text, &document.tokens, &mut found);
        let fixed = found.iter().map(|pattern| pattern.span);
        prepare(
            &document.text,
            &document.tokens,
            &document.sentences,
            fixed,
            lists,
            &mut words,
            &mut seen,
        );
        for &(start, end) in &document.sentences {
            find_runs(&words[start..end], &mut runs);
            let sentence = Sentence {
                text: &document.text,
                tokens: &document.tokens[start..end],
                words: &words[start..end],
                runs: &runs,
            };
            each(sentence, &document.allowed[start..end]);
        }
    }
    Some(())
}

/// Numbers the features of `corpus` that are seen at least `least` times; none if `keep_going` says
/// no.
pub(super) fn collect(
    corpus: &[Document],
    lists: &Lists,
    least: u32,
    keep_going: &mut dyn FnMut() -> bool,
) -> Option<Examples> {
    let mut counts: ByHash<u32> = ByHash::default();
    for_each_sentence(corpus, lists, keep_going, |sentence, _| {
        for at in 0..sentence.words.len() {
            emit(sentence, at, &mut |feature| {
                *counts.entry(feature).or_default() += 1;
            });
        }
    })?;
    let mut kept: Vec<(u64, u32)> = counts
        .into_iter()
        .filter(|&(_, count)| count >= least)
        .collect();
    kept.sort_unstable();
    let ids: ByHash<u32> = kept
        .iter()
        .enumerate()
        .map(|(id, &(hash, _))| (hash, id as u32))
        .collect();
    let mut examples = Examples {
        hashes: kept.iter().map(|&(hash, _)| hash).collect(),
        counts: kept.iter().map(|&(_, count)| count).collect(),
        ..Examples::default()
    };
    for_each_sentence(corpus, lists, keep_going, |sentence, allowed| {
        examples.add(sentence, allowed, &ids);
    })?;
    examples.starts.push(examples.features.len());
    Some(examples)
}

impl Examples {
    /// How much there is, to read.
    pub fn summary(&self) -> String {
        format!(
            "{} sentences, {} words, {} features",
            self.sentences.len(),
            self.allowed.len(),
            self.hashes.len()
        )
    }

    fn add(&mut self, sentence: Sentence<'_>, allowed: &[u32], ids: &ByHash<u32>) {
        let first = self.allowed.len();
        for (at, &allowed) in allowed.iter().enumerate() {
            self.starts.push(self.features.len());
            emit(sentence, at, &mut |feature| {
                self.features.extend(ids.get(&feature));
            });
            self.allowed
                .push(if sentence.words[at].fixed { 1 } else { allowed });
        }
        // A name cut by a fixed form or by a sentence's end leaves no valid sequence.
        if is_possible(&self.allowed[first..]) {
            self.sentences.push((first, self.allowed.len()));
        }
    }

    fn of(&self, word: usize) -> &[u32] {
        &self.features[self.starts[word]..self.starts[word + 1]]
    }
}

/// True if the tags that are allowed make at least one valid sequence.
fn is_possible(allowed: &[u32]) -> bool {
    let starts = (0..TAGS)
        .filter(|&tag| may_start(tag))
        .fold(0, |mask, tag| mask | 1 << tag);
    let ends = (0..TAGS)
        .filter(|&tag| !opens(tag))
        .fold(0, |mask, tag| mask | 1 << tag);
    let follows =
        |mask: u32, next: usize| (0..TAGS).any(|tag| mask & 1 << tag != 0 && may_follow(tag, next));
    let step = |reach: u32, &allowed: &u32| {
        let next = (0..TAGS).filter(|&next| allowed & 1 << next != 0 && follows(reach, next));
        next.fold(0, |mask, tag| mask | 1 << tag)
    };
    match allowed {
        [] => false,
        [first, rest @ ..] => rest.iter().fold(first & starts, step) & ends != 0,
    }
}

/// One row of weights and the sums of their squared gradients.
#[derive(Debug, Clone, Copy)]
struct Row {
    weights: [f32; WIDTH],
    squares: [f32; WIDTH],
}

/// What the squared gradients of new weights begin with.
const NEW: f32 = 1e-3;

impl Row {
    fn new(weights: [f32; WIDTH], square: f32) -> Self {
        let squares = [square; WIDTH];
        Self { weights, squares }
    }

    fn climb(&mut self, gradient: &[f32; WIDTH], step: f32) {
        for ((weight, square), slope) in
            self.weights.iter_mut().zip(&mut self.squares).zip(gradient)
        {
            *square += slope * slope;
            *weight += step * slope / square.sqrt();
        }
    }
}

/// The fitted weights.
#[derive(Debug)]
pub(super) struct Weights {
    pub rows: Vec<[f32; WIDTH]>,
    pub transitions: Transitions<f32>,
}

/// The weights that fitting begins with.
#[derive(Debug)]
pub(super) struct Beginning {
    /// By feature; those of a new one are zero. Empty if all are new.
    pub rows: Vec<Option<[f32; WIDTH]>>,
    pub transitions: Transitions<f32>,
    /// What the squared gradients of known weights begin with.
    pub caution: f32,
    /// The tags that any word may bear.
    pub tags: u32,
}

impl Default for Beginning {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            transitions: [[0.0; WIDTH]; TAGS],
            caution: NEW,
            tags: ALL,
        }
    }
}

/// What fitting tells while it goes on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Progress {
    /// Some sentences were read.
    Sentences,
    /// All were read once more.
    Epoch { number: usize, loss: f64 },
}

/// So many sentences are read between two reports.
const BETWEEN: usize = 64;

struct Fit<'a> {
    examples: &'a Examples,
    rows: Vec<Row>,
    transitions: [Row; TAGS],
    all: Lattice,
    allowed: Lattice,
    kept: Vec<Vec<u32>>,
    tags: u32,
}

/// Fits weights to `examples`; none if `report` says no.
pub(super) fn fit(
    examples: &Examples,
    options: &Options,
    beginning: &Beginning,
    report: &mut dyn FnMut(Progress) -> bool,
) -> Option<Weights> {
    let known = |id: usize| beginning.rows.get(id).copied().flatten();
    let row = |id: usize| match known(id) {
        Some(weights) => Row::new(weights, beginning.caution),
        None => Row::new([0.0; WIDTH], NEW),
    };
    let mut fit = Fit {
        examples,
        rows: (0..examples.hashes.len()).map(row).collect(),
        transitions: beginning
            .transitions
            .map(|weights| Row::new(weights, beginning.caution)),
        all: Lattice::default(),
        allowed: Lattice::default(),
        kept: Vec::new(),
        tags: beginning.tags,
    };
    let mut order: Vec<usize> = (0..examples.sentences.len()).collect();
    let mut random = Random::new(options.seed);
    for epoch in 0..options.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for sentences in order.chunks(BETWEEN) {
            let losses = sentences
                .iter()
                .map(|&sentence| fit.learn(sentence, options, &mut random));
            loss += losses.sum::<f64>();
            if !report(Progress::Sentences) {
                return None;
            }
        }
        let number = epoch + 1;
        if !report(Progress::Epoch { number, loss }) {
            return None;
        }
        if loss < options.enough * order.len() as f64 {
            break;
        }
    }
    Some(Weights {
        rows: fit.rows.iter().map(|row| row.weights).collect(),
        transitions: fit.transitions.map(|row| row.weights),
    })
}

impl Fit<'_> {
    /// One step on one sentence; gives its loss.
    fn learn(&mut self, sentence: usize, options: &Options, random: &mut Random) -> f64 {
        let (start, end) = self.examples.sentences[sentence];
        let exps = self.exps();
        self.keep(start, end, options.dropout, random);
        self.fill(start, end);
        let links = Links::of(&exps);
        self.all.run(&links);
        self.allowed.run(&links);
        for at in 0..end - start {
            let gradient: [f32; WIDTH] = std::array::from_fn(|tag| {
                self.allowed.marginal(at, tag) - self.all.marginal(at, tag)
            });
            if gradient.iter().any(|slope| slope.abs() > 1e-3) {
                for &feature in &self.kept[at] {
                    self.rows[feature as usize].climb(&gradient, options.step);
                }
            }
        }
        self.learn_transitions(&exps, options.step);
        self.loss()
    }

    fn exps(&self) -> Transitions<f32> {
        let mut exps = [[0.0; WIDTH]; TAGS];
        for from in 0..TAGS {
            for to in (0..TAGS).filter(|&to| may_follow(from, to)) {
                exps[from][to] = exp(self.transitions[from].weights[to]);
            }
        }
        exps
    }

    /// Chooses the features of each word that this step uses.
    fn keep(&mut self, start: usize, end: usize, dropout: u8, random: &mut Random) {
        self.kept
            .resize_with(self.kept.len().max(end - start), Vec::new);
        for word in start..end {
            let kept = &mut self.kept[word - start];
            kept.clear();
            kept.extend(
                self.examples
                    .of(word)
                    .iter()
                    .filter(|_| random.byte() >= dropout),
            );
        }
    }

    fn fill(&mut self, start: usize, end: usize) {
        self.all.local.clear();
        self.allowed.local.clear();
        for (kept, allowed) in self.kept.iter().zip(&self.examples.allowed[start..end]) {
            let mut scores = [0.0; WIDTH];
            for &feature in kept {
                let weights = &self.rows[feature as usize].weights;
                scores
                    .iter_mut()
                    .zip(weights)
                    .for_each(|(score, weight)| *score += weight);
            }
            self.all.local.push(local(&scores, self.tags));
            self.allowed.local.push(local(&scores, *allowed));
        }
    }

    fn learn_transitions(&mut self, exps: &Transitions<f32>, step: f32) {
        for at in 1..self.all.local.len() {
            let (all, allowed) = (ahead(&self.all, at), ahead(&self.allowed, at));
            for from in 0..TAGS {
                let (here, there) = (
                    self.allowed.forward[at - 1][from],
                    self.all.forward[at - 1][from],
                );
                if here + there < 1e-6 {
                    continue;
                }
                let gradient: [f32; WIDTH] = std::array::from_fn(|to| {
                    exps[from][to] * (here * allowed[to] - there * all[to])
                });
                if gradient.iter().any(|slope| slope.abs() > 1e-3) {
                    self.transitions[from].climb(&gradient, step);
                }
            }
        }
    }

    fn loss(&self) -> f64 {
        let log = |lattice: &Lattice| {
            lattice
                .scale
                .iter()
                .map(|&scale| libm::log(scale.into()))
                .sum::<f64>()
        };
        log(&self.all) - log(&self.allowed)
    }
}

/// What each tag at `at` weighs with all that follows.
fn ahead(lattice: &Lattice, at: usize) -> [f32; WIDTH] {
    std::array::from_fn(|to| lattice.local[at][to] * lattice.backward[at][to] / lattice.scale[at])
}

fn local(scores: &[f32; WIDTH], allowed: u32) -> [f32; WIDTH] {
    let most = scores[..TAGS].iter().copied().fold(f32::MIN, f32::max);
    std::array::from_fn(|tag| {
        let is_allowed = tag < TAGS && allowed & 1 << tag != 0;
        if is_allowed {
            exp(scores[tag] - most).max(1e-30)
        } else {
            0.0
        }
    })
}

/// A small generator of pseudo-random numbers (xorshift).
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self((seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed).max(1))
    }

    pub(super) fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    fn byte(&mut self) -> u8 {
        (self.next() >> 32) as u8
    }
}
