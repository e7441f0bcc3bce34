//! The trainer of the model for gaps.
//!
//! It runs the very scan of the extractor over documents whose sentences are known, collects what
//! the model would be asked, and fits the weights by logistic regression: stochastic gradient with
//! AdaGrad steps, in a fixed shuffled order, so that the same data give the same bytes.

use crate::sentences::context::Context;
use crate::sentences::features::{COUNT, CaseTable, UsualCase, features, word_hash};
use crate::sentences::model::{CASE, FEATURES, Judge, Model, SCALE, TASK, WEIGHTS};
use crate::sentences::scan::Splitter;
use crate::sentences::user_model::fingerprint;
use crate::sentences::{Sentence, Settings};

mod data;
mod own;

use crate::linear::{ModelError, ModelWriter};
use std::collections::HashMap;
use std::path::Path;

/// Bits of the feature hash.
const BITS: u32 = 17;
/// Bytes of the case table, four words a byte.
const CASE_BYTES: usize = 1 << 14;
const EPOCHS: usize = 3;
const RATE: f64 = 0.1;

/// A text and where its sentences end, in bytes.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The end of each sentence.
    pub ends: Vec<usize>,
}

/// How words are written inside sentences, counted over plain text.
#[derive(Debug, Clone, Default)]
pub struct CaseCounts {
    /// For each word's hash: how often small, how often capitalised.
    words: HashMap<u64, (u32, u32)>,
}

impl CaseCounts {
    /// Counts one paragraph.
    pub fn add(&mut self, paragraph: &str) {
        let mut first = true;
        for word in paragraph.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let alphabetic = bare
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
            if !first && alphabetic && !bare.is_empty() && word.starts_with(bare) {
                let count = self.words.entry(word_hash(bare)).or_default();
                let capital = bare.starts_with(char::is_uppercase);
                *(if capital { &mut count.1 } else { &mut count.0 }) += 1;
            }
            first = !word.ends_with(char::is_alphanumeric) && !word.ends_with(',');
        }
    }

    /// These counts and those of the sentences in `lines`, one a line.
    fn and(mut self, lines: &str) -> Self {
        lines.lines().for_each(|line| self.add(line));
        self
    }

    /// The table; of words that share a place, the most frequent one is told.
    fn table(&self) -> Vec<u8> {
        let mut words: Vec<_> = self
            .words
            .iter()
            .filter(|(_, (small, capital))| small + capital >= 4)
            .collect();
        words.sort_unstable_by_key(|&(hash, (small, capital))| (small + capital, *hash));
        let mut table = vec![0; CASE_BYTES];
        for (&hash, &(small, capital)) in words {
            let usual = match f64::from(small) / f64::from(small + capital) {
                share if share > 0.93 => UsualCase::Small,
                share if share < 0.15 => UsualCase::Capital,
                _ => UsualCase::Both,
            };
            if let Some((byte, shift)) = CaseTable::place(CASE_BYTES, hash) {
                table[byte] = table[byte] & !(3 << shift) | (usual as u8) << shift;
            }
        }
        table
    }
}

/// What the model is asked while a document is split as its annotators did.
struct Teacher<'a> {
    ends: &'a [usize],
    case: CaseTable<'a>,
    cases: Vec<([u32; COUNT], bool)>,
}

impl Judge for Teacher<'_> {
    fn ends(&mut self, context: &Context<'_, '_>) -> bool {
        let ends = self.ends.binary_search(&context.gap.end).is_ok();
        let mask = (1 << BITS) - 1;
        let hashes = features(context, self.case).map(|hash| hash as u32 & mask);
        self.cases.push((hashes, ends));
        ends
    }

    fn usual(&self, word: &str) -> UsualCase {
        self.case.usual(word_hash(word))
    }
}

/// What the model is fitted to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The folder of the open sets.
    pub data: Option<&'a Path>,
    /// Plain text, one paragraph a line, in which the case of words is counted.
    pub raw: Option<&'a str>,
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
    let own = own::read(sources.own)?;
    let table = match (sources.raw, sources.data) {
        (None, None) => Model::embedded().case_table().to_vec(),
        (raw, _) => data::counts(raw.unwrap_or_default())
            .and(&own.lines)
            .table(),
    };
    let mut examples = sources.data.map_or(Ok(Vec::new()), data::examples)?;
    examples.extend(own.train);
    let cases = collect(&examples, CaseTable::new(&table));
    let start = match sources.data {
        Some(_) => vec![0.0; 1 << BITS],
        None => Model::embedded().starting_weights(1 << BITS),
    };
    let weights = fit(&cases, start);
    let quantised = weights
        .iter()
        .map(|weight| libm::round(weight * SCALE).clamp(-127.0, 127.0) as i8);
    let mut writer = ModelWriter::new(TASK, "en", BITS);
    writer.section(WEIGHTS, quantised.flat_map(i8::to_le_bytes));
    writer.section(CASE, table);
    writer.section(FEATURES, fingerprint().to_le_bytes());
    let file = writer.finish();
    let mut sets = sources.data.map_or(Ok(Vec::new()), data::dev)?;
    sets.push(("own text", own.dev));
    for (name, examples) in sets.iter().filter(|(_, examples)| !examples.is_empty()) {
        let [precision, recall, f1] = score(&file, examples).map_err(std::io::Error::other)?;
        eprintln!("{name:12} P {precision:.2} R {recall:.2} F1 {f1:.2}");
    }
    Ok(file)
}

fn collect(examples: &[Example], case: CaseTable<'_>) -> Vec<([u32; COUNT], bool)> {
    let settings = Settings::default();
    let mut cases = Vec::new();
    let mut sentences: Vec<Sentence> = Vec::new();
    for example in examples {
        let mut teacher = Teacher {
            ends: &example.ends,
            case,
            cases,
        };
        sentences.clear();
        Splitter::new(&example.text, &settings, &mut teacher, &mut sentences).run();
        cases = teacher.cases;
    }
    cases
}

fn fit(cases: &[([u32; COUNT], bool)], mut weights: Vec<f64>) -> Vec<f64> {
    let mut squares = vec![1.0; 1 << BITS];
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let mut random = 0x5eed_u64;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut random);
        for &index in &order {
            let (hashes, ends) = &cases[index];
            let sum: f64 = hashes.iter().map(|&hash| weights[hash as usize]).sum();
            let slope = 1.0 / (1.0 + libm::exp(-sum)) - f64::from(u8::from(*ends));
            for &hash in hashes {
                let square: &mut f64 = &mut squares[hash as usize];
                *square += slope * slope;
                weights[hash as usize] -= RATE * slope / libm::sqrt(*square);
            }
        }
    }
    weights
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
fn score(file: &[u8], examples: &[Example]) -> Result<[f64; 3], ModelError> {
    let mut model = Model::read(file)?;
    let settings = Settings::default();
    let (mut right, mut found, mut known) = (0, 0, 0);
    for example in examples {
        let mut sentences = Vec::new();
        Splitter::new(&example.text, &settings, &mut model, &mut sentences).run();
        sentences.pop();
        let ends = &example.ends[..example.ends.len().saturating_sub(1)];
        let hits = sentences
            .iter()
            .filter(|s| ends.binary_search(&(s.span.end as usize)).is_ok());
        right += hits.count();
        found += sentences.len();
        known += ends.len();
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    Ok([
        percent(right, found),
        percent(right, known),
        percent(2 * right, found + known),
    ])
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
