//! The trainer of the tagger: a conditional random field over partly annotated text.
//!
//! Sets disagree on what they mark. A word outside the spans of a set may bear every label that the
//! set does not annotate, so each word has a set of allowed tags, and the trainer raises the
//! probability of all allowed sequences together (a constrained lattice in the numerator).

mod case;
mod clusters;
mod context;
mod data;
mod fit;
mod names;
mod own;
mod score;
mod write;

use std::path::Path;

use super::model::Checked;
use fit::{Beginning, Progress};

pub use own::{Example, Origin, OwnOptions, Report, Tally, TrainError, hold_out, read, train_own};

/// How to train.
#[derive(Debug, Clone)]
pub struct Options {
    /// Passes over the data.
    pub epochs: usize,
    /// Features seen less often are left out.
    pub least_count: u32,
    /// Part of the features that is left out at random at each step, of 256.
    pub dropout: u8,
    /// How many features the model keeps.
    pub rows: usize,
    /// Step size.
    pub step: f32,
    /// The order of the sentences and the features left out follow from it.
    pub seed: u64,
    /// A mean loss of a sentence below which no more passes are made.
    pub enough: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            epochs: 5,
            least_count: 2,
            dropout: 90,
            rows: 160_000,
            step: 0.04,
            seed: 0,
            enough: 0.0,
        }
    }
}

/// Trains on the `*.train.jsonl` and `lists/` of `data` and the plain text of `raw`, reports the
/// scores on `*.dev.jsonl` to standard error and returns the model's bytes. Word clusters are read
/// from what [`clusters`] wrote, or learnt from `raw`.
///
/// # Errors
/// If a file cannot be read or does not have the format of the gold data.
pub fn train(
    data: &Path,
    raw: &str,
    clusters: Option<&str>,
    options: &Options,
) -> std::io::Result<Vec<u8>> {
    let clusters = clusters.map_or_else(|| clusters::learn(raw), clusters::from_text);
    let entries = names::collect(data, raw, &clusters)?;
    let lists = write::lists_alone(&entries);
    let lists = write::read_lists(&lists);
    let gold = data::load(data, ".train.jsonl")?;
    let corpus = data::augment(gold);
    let examples = fit::collect(&corpus, &lists, options.least_count, &mut || true);
    let examples = examples.expect("nothing says no");
    eprintln!("{}", examples.summary());
    let weights = fit::fit(&examples, options, &Beginning::default(), &mut |progress| {
        if let Progress::Epoch { number, loss } = progress {
            eprintln!("epoch {number}: loss {loss:.0}");
        }
        true
    });
    let weights = weights.expect("nothing says no");
    let write = |calibration: &[u8]| {
        let lists = (&entries, &lists);
        write::model(lists, &examples, &weights, options.rows, calibration)
    };
    let bytes = write(&write::IDENTITY);
    let dev = data::load(data, ".dev.jsonl")?;
    let checked = Checked::read(&bytes).map_err(std::io::Error::other)?;
    let bytes = write(&score::calibrate(&checked.tagger(&bytes), &dev));
    eprint!("{}", report_on(&dev, &bytes)?);
    Ok(bytes)
}

/// The scores of the model `bytes` on the `*.dev.jsonl` of `data`, as a table to read.
///
/// # Errors
/// If a file cannot be read or the bytes are no model.
pub fn report(data: &Path, bytes: &[u8]) -> std::io::Result<String> {
    report_on(&data::load(data, ".dev.jsonl")?, bytes)
}

fn report_on(dev: &[data::Document], bytes: &[u8]) -> std::io::Result<String> {
    let checked = Checked::read(bytes).map_err(std::io::Error::other)?;
    Ok(score::report(&checked.tagger(bytes), dev))
}

/// Word clusters learnt from the plain text `raw`, one word a line.
pub fn clusters(raw: &str) -> String {
    clusters::to_text(&clusters::learn(raw))
}
