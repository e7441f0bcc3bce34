//! The trainer of the model for gaps.
//!
//! It runs the very scan of the extractor over documents whose sentences are known, collects what
//! the model would be asked, and fits the weights by logistic regression: stochastic gradient with
//! AdaGrad steps, in a fixed shuffled order, so that the same data give the same bytes.

use crate::sentences::context::Context;
use crate::sentences::features::{Facts, Sink};
use crate::sentences::habits::{HabitTable, Habits};
use crate::sentences::model::{
    BITS, FEATURES, GROUPS, HABITS, Judge, LEANING, Model, SCALE, SURE, TASK, WEIGHTS, group,
};
use crate::sentences::scan::Splitter;
use crate::sentences::user_model::fingerprint;
use crate::sentences::{Sentence, Settings};

mod ablate;
mod counts;
mod data;
mod own;

pub use ablate::ablate;

use crate::linear::ModelWriter;
use std::path::Path;

const EPOCHS: usize = 3;
const RATE: f64 = 0.1;
const SNAPSHOTS: usize = 16;
/// How much the near features' own mistakes count beside those of all.
const ALONE: f64 = 3.0;
/// The share of gaps that may be decided otherwise because only the near features were looked at.
const TURNED: f64 = 0.0005;
/// From fewer cases nothing is told about that.
const ENOUGH: usize = 1000;

/// A text and where its sentences end, in bytes.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The end of each sentence.
    pub ends: Vec<usize>,
}

/// What the model is asked while a document is split as its annotators did.
struct Teacher<'a> {
    ends: &'a [usize],
    habits: HabitTable<'a>,
    /// The numbers of features that are left out.
    without: &'a [u64],
    cases: Vec<Case>,
}

/// A gap that the model was asked about.
struct Case {
    hashes: Vec<u32>,
    /// How many of them are of near features.
    near: usize,
    group: usize,
    ends: bool,
}

/// The hashes of the features that are not left out.
struct Hashes<'a> {
    without: &'a [u64],
    found: Vec<u32>,
}

impl Sink for Hashes<'_> {
    fn take(&mut self, number: u64, hash: u32) {
        if !self.without.contains(&number) {
            self.found.push(hash & ((1 << BITS) - 1));
        }
    }
}

impl Judge for Teacher<'_> {
    const IS_CONSTANT: bool = false;

    fn ends(&mut self, context: &Context<'_, '_>) -> bool {
        let ends = self.ends.binary_search(&context.gap.end).is_ok();
        let facts = Facts::new(context, self.habits);
        let mut hashes = Hashes {
            without: self.without,
            found: Vec::new(),
        };
        facts.near(&mut hashes);
        let near = hashes.found.len();
        facts.far(&mut hashes);
        self.cases.push(Case {
            hashes: hashes.found,
            near,
            group: group(context.gap),
            ends,
        });
        ends
    }

    fn habits(&self, word_hash: u64) -> Habits {
        self.habits.of(word_hash)
    }
}

/// What the model is fitted to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The folder of the open sets.
    pub data: Option<&'a Path>,
    /// Plain text, one paragraph a line, in which the case of words is counted.
    pub raw: Option<&'a str>,
    /// The words' clusters that `train clusters` learnt from plain text.
    pub clusters: Option<&'a str>,
    /// The user's own files: JSON lines, or plain text with one sentence a line and a blank line
    /// between documents. Without `data` the weights start from those of the embedded model.
    pub own: &'a [&'a Path],
}

/// Fits the model to the sources; returns its file. Scores on the development sets, and on every
/// tenth of the user's own documents, which is kept back, go to the standard error.
///
/// # Errors
/// If a set cannot be read; the error names the file, and the line where there is one.
pub fn train(sources: &Sources<'_>) -> std::io::Result<Vec<u8>> {
    let material = Material::read(sources)?;
    let file = material.model(&[])?;
    for (name, [precision, recall, f1]) in material.scores(&file, &[])? {
        eprintln!("{name:12} P {precision:.2} R {recall:.2} F1 {f1:.2}");
    }
    Ok(file)
}

/// All that a model is made of.
struct Material {
    /// The bytes of the table of habits.
    table: Vec<u8>,
    train: Vec<Example>,
    dev: Vec<(&'static str, Vec<Example>)>,
    /// What the weights start from.
    start: Vec<f64>,
}

impl Material {
    fn read(sources: &Sources<'_>) -> std::io::Result<Self> {
        let own = own::read(sources.own)?;
        let table = match (sources.raw, sources.data) {
            (None, None) => Model::embedded().habit_table().to_vec(),
            (raw, _) => data::counts(
                raw.unwrap_or_default(),
                sources.clusters.unwrap_or_default(),
            )
            .and(&own.lines)
            .table(),
        };
        let words = HabitTable::new(&table).map_or(0, |habits| habits.len());
        eprintln!("{words} words in the table");
        let mut train = sources.data.map_or(Ok(Vec::new()), data::examples)?;
        train.extend(own.train);
        let mut dev = sources.data.map_or(Ok(Vec::new()), data::dev)?;
        dev.push(("own text", own.dev));
        dev.retain(|(_, examples)| !examples.is_empty());
        let start = match sources.data {
            Some(_) => vec![0.0; 1 << BITS],
            None => Model::embedded().starting_weights(),
        };
        Ok(Self {
            table,
            train,
            dev,
            start,
        })
    }

    /// The file of a model fitted without the features of these numbers.
    fn model(&self, without: &[u64]) -> std::io::Result<Vec<u8>> {
        let habits = HabitTable::new(&self.table);
        let habits = habits.ok_or(std::io::Error::other("a table of another size"))?;
        let cases = collect(&self.train, habits, without);
        let quantised: Vec<i8> = fit(&cases, self.start.clone())
            .iter()
            .map(|weight| libm::round(weight * SCALE).clamp(-127.0, 127.0) as i8)
            .collect();
        let mut writer = ModelWriter::new(TASK, "en", BITS);
        writer.section(FEATURES, fingerprint().to_le_bytes());
        writer.section(SURE, sure(&cases, &quantised));
        writer.section(WEIGHTS, quantised.into_iter().flat_map(i8::to_le_bytes));
        writer.section(HABITS, self.table.iter().copied());
        Ok(writer.finish())
    }

    /// Precision, recall and F1 of such a model on each of the development sets.
    fn scores(
        &self,
        file: &[u8],
        without: &[u64],
    ) -> std::io::Result<Vec<(&'static str, [f64; 3])>> {
        let model = Model::read(file).map_err(std::io::Error::other)?;
        let scores = self.dev.iter().map(|(name, examples)| {
            let mut trial = Trial { model, without };
            (*name, score(&mut trial, examples))
        });
        Ok(scores.collect())
    }
}

/// A model without the features of some numbers.
struct Trial<'a> {
    model: Model<'a>,
    without: &'a [u64],
}

impl Judge for Trial<'_> {
    const IS_CONSTANT: bool = true;

    fn ends(&mut self, context: &Context<'_, '_>) -> bool {
        let counts = |number| !self.without.contains(&number);
        self.model.ends_by(context, counts)
    }

    fn habits(&self, word_hash: u64) -> Habits {
        self.model.habits(word_hash)
    }
}

fn collect(examples: &[Example], habits: HabitTable<'_>, without: &[u64]) -> Vec<Case> {
    let settings = Settings::default();
    let mut cases = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    for example in examples {
        let mut teacher = Teacher {
            ends: &example.ends,
            habits,
            without,
            cases,
        };
        sentences.clear();
        Splitter::new(&example.text, &settings, &mut teacher, &mut sentences).run();
        cases = teacher.cases;
    }
    cases
}

/// Logistic regression by stochastic gradient; the weights are the mean of snapshots of the last
/// epoch. The near features are also fitted to be right without the far ones, so that most gaps are
/// decided by them alone.
fn fit(cases: &[Case], start: Vec<f64>) -> Vec<f64> {
    let mut fit = Fit {
        weights: start,
        squares: vec![1.0; 1 << BITS],
    };
    let mut sums = vec![0.0; 1 << BITS];
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let between = (cases.len() / SNAPSHOTS).max(1);
    let (mut random, mut snapshots) = (0x5eed_u64, 0);
    for epoch in 1..=EPOCHS {
        shuffle(&mut order, &mut random);
        for (number, &index) in order.iter().enumerate() {
            fit.learn(&cases[index]);
            if epoch == EPOCHS && (number + 1) % between == 0 {
                snapshots += 1;
                sums.iter_mut()
                    .zip(&fit.weights)
                    .for_each(|(sum, weight)| *sum += weight);
            }
        }
    }
    sums.iter()
        .map(|sum| sum / f64::from(snapshots.max(1)))
        .collect()
}

/// Weights with their AdaGrad state.
struct Fit {
    weights: Vec<f64>,
    squares: Vec<f64>,
}

impl Fit {
    fn learn(&mut self, case: &Case) {
        let (near, far) = case.hashes.split_at(case.near);
        let early = self.sum(near);
        let late = early + self.sum(far);
        let slope = |sum: f64| 1.0 / (1.0 + libm::exp(-sum)) - f64::from(u8::from(case.ends));
        self.step(far, slope(late));
        self.step(near, slope(late) + ALONE * slope(early));
    }

    fn sum(&self, hashes: &[u32]) -> f64 {
        hashes.iter().map(|&hash| self.weights[hash as usize]).sum()
    }

    fn step(&mut self, hashes: &[u32], slope: f64) {
        for &hash in hashes {
            let square = &mut self.squares[hash as usize];
            *square += slope * slope;
            self.weights[hash as usize] -= RATE * slope / libm::sqrt(*square);
        }
    }
}

/// For each group of gaps, the scores of the near features beyond which at most `TURNED` of the group's
/// cases are turned round by the far ones.
fn sure(cases: &[Case], weights: &[i8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in 0..GROUPS {
        let score = |hashes: &[u32]| -> i32 {
            let weights = hashes.iter().map(|&hash| weights[hash as usize]);
            LEANING[number] + weights.map(i32::from).sum::<i32>()
        };
        let group: Vec<(i32, i32)> = cases
            .iter()
            .filter(|case| case.group == number)
            .map(|case| (score(&case.hashes[..case.near]), score(&case.hashes)))
            .collect();
        let [no, yes] = [-1, 1].map(|sign| sign * least_sure(&group, sign));
        let decided = group
            .iter()
            .filter(|&&(early, _)| early <= no || early >= yes);
        let share = percent(decided.count(), group.len());
        eprintln!(
            "{share:.0} % of {} gaps {} need no far features",
            group.len(),
            NAMES[number]
        );
        for bound in [no, yes] {
            bytes.extend((bound.clamp(-32768, 32767) as i16).to_le_bytes());
        }
    }
    bytes
}

/// What the groups of gaps are called.
const NAMES: [&str; GROUPS] = ["at marks", "at newlines", "between words"];

/// Part of the whole, in percent.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// The least score with this sign that is hardly ever turned round; pairs of early and final scores.
fn least_sure(scores: &[(i32, i32)], sign: i32) -> i32 {
    if scores.len() < ENOUGH {
        return i16::MAX.into();
    }
    let turned = |&&(early, last): &&(i32, i32)| early * sign > 0 && (early > 0) != (last > 0);
    let mut turned: Vec<i32> = scores
        .iter()
        .filter(turned)
        .map(|(early, _)| early * sign)
        .collect();
    turned.sort_unstable_by(|a, b| b.cmp(a));
    let allowed = (scores.len() as f64 * TURNED) as usize;
    turned.get(allowed).map_or(0, |&early| early) + 1
}

/// Fisher and Yates' shuffle with a linear congruential generator.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (*random >> 33) as usize % (last + 1));
    }
}

/// Precision, recall and F1 of the boundaries inside documents, in percent.
fn score(judge: &mut impl Judge, examples: &[Example]) -> [f64; 3] {
    let settings = Settings::default();
    let (mut right, mut found, mut known) = (0, 0, 0);
    for example in examples {
        let mut sentences = Vec::new();
        Splitter::new(&example.text, &settings, judge, &mut sentences).run();
        sentences.pop();
        let ends = &example.ends[..example.ends.len().saturating_sub(1)];
        let hits = sentences
            .iter()
            .filter(|s| ends.binary_search(&(s.span.end as usize)).is_ok());
        right += hits.count();
        found += sentences.len();
        known += ends.len();
    }
    [
        percent(right, found),
        percent(right, known),
        percent(2 * right, found + known),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::{SentenceModel, split};

    #[test]
    fn a_model_of_ones_own_text_is_loaded_and_used() {
        let folder = std::env::temp_dir().join(format!("textsift-own-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("own.txt");
        let line = "see Zorbl. Vex at the gate\nthe next Zorbl. Tark is shut\n\n";
        std::fs::write(&file, line.repeat(30)).unwrap();
        let sources = Sources {
            own: &[&file],
            ..Sources::default()
        };
        let model = train(&sources).unwrap();
        assert_eq!(
            model,
            train(&sources).unwrap(),
            "the same data give the same bytes"
        );
        let settings = Settings {
            model: Some(SentenceModel::new(model).unwrap()),
            ..Settings::default()
        };
        let count = |settings: &Settings| {
            let mut sentences = Vec::new();
            split(
                "we saw the Zorbl. Blen of the town",
                settings,
                &mut sentences,
            );
            sentences.len()
        };
        assert_eq!((count(&Settings::default()), count(&settings)), (2, 1));
        let missing = folder.join("none.txt");
        let error = train(&Sources {
            own: &[&missing],
            ..Sources::default()
        })
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with(&missing.display().to_string())
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
