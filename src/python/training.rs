//! Training on a user's own examples.

use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use super::settings::model;
use crate::entities::EntityModel;
use crate::entities::train::{
    Example, Origin, OwnOptions, Report, TrainError, hold_out, read, train_own,
};
use crate::sentences;

/// Examples as Python has them: texts with their names, positions in code points.
type Listed = Vec<(Py<PyString>, Vec<(usize, usize, String)>)>;

/// Trains a model for entities; gives its bytes and its scores.
///
/// `examples` and `dev` are lists, or the content of a file; `dev` may be the share to hold back.
/// `start` is none, `"shipped"`, or the path of a model or its bytes.
#[pyfunction(name = "_train_entities")]
#[pyo3(signature = (examples, dev, start, epochs, seed, labels))]
pub fn train_entities<'py>(
    py: Python<'py>,
    examples: &Bound<'py, PyAny>,
    dev: &Bound<'py, PyAny>,
    start: &Bound<'py, PyAny>,
    epochs: Option<usize>,
    seed: u64,
    labels: Option<Vec<String>>,
) -> PyResult<(Bound<'py, PyBytes>, Bound<'py, PyDict>)> {
    let examples = self::examples(examples, "example")?;
    let options = OwnOptions {
        start: origin(start)?,
        epochs,
        seed,
        labels,
    };
    let (examples, dev) = match dev.extract::<f64>() {
        Ok(share) => hold_out(examples, share, seed),
        Err(_) => (examples, self::examples(dev, "dev example")?),
    };
    let mut signal = None;
    let trained = py.detach(|| {
        let examples = with_sentences(examples);
        let dev = with_sentences(dev);
        train_own(&examples, &dev, &options, &mut || {
            #[allow(clippy::redundant_closure_for_method_calls)]
            let checked = Python::attach(|py| py.check_signals());
            signal = checked.err();
            signal.is_none()
        })
        .map(|trained| (trained, examples.len()))
    });
    match trained {
        Ok(((bytes, report), count)) => Ok((PyBytes::new(py, &bytes), scores(py, &report, count)?)),
        Err(error) if error.is_interrupted() => {
            Err(signal.unwrap_or_else(|| PyKeyboardInterrupt::new_err(())))
        }
        Err(error) => Err(error.into()),
    }
}

impl From<TrainError> for PyErr {
    fn from(error: TrainError) -> Self {
        PyValueError::new_err(error.to_string())
    }
}

fn origin(start: &Bound<'_, PyAny>) -> PyResult<Origin> {
    if start.is_none() {
        return Ok(Origin::Nothing);
    }
    if start
        .cast::<PyString>()
        .is_ok_and(|start| start.to_str().is_ok_and(|start| start == "shipped"))
    {
        return Ok(Origin::Shipped);
    }
    let read = |bytes: &[u8]| EntityModel::new(bytes);
    let (model, _) = model("start", start, read)?;
    Ok(Origin::Model(model))
}

fn examples(given: &Bound<'_, PyAny>, what: &str) -> PyResult<Vec<Example>> {
    if let Ok(content) = given.cast::<PyString>() {
        return Ok(read(content.to_str()?)?);
    }
    let py = given.py();
    let listed: Listed = given.extract()?;
    let example = |(index, (text, entities)): (usize, (Py<PyString>, _))| {
        let wrong = |problem: String| PyValueError::new_err(format!("{what} {index}: {problem}"));
        let text = text.bind(py).to_str();
        let text = text.map_err(|_| wrong("the text has a lone surrogate".to_owned()))?;
        Example::new(text.to_owned(), entities).map_err(wrong)
    };
    listed.into_iter().enumerate().map(example).collect()
}

/// Splits the texts whose sentences are not known.
fn with_sentences(mut examples: Vec<Example>) -> Vec<Example> {
    let (settings, mut found) = (sentences::Settings::default(), Vec::new());
    for example in &mut examples {
        if example.sentences.is_empty() {
            found.clear();
            sentences::split(&example.text, &settings, &mut found);
            example.sentences = found.iter().map(|sentence| sentence.span).collect();
        }
    }
    examples
}

fn scores<'py>(py: Python<'py>, report: &Report, examples: usize) -> PyResult<Bound<'py, PyDict>> {
    let scores = PyDict::new(py);
    for tally in &report.labels {
        scores.set_item(&tally.label, (tally.right, tally.found, tally.gold))?;
    }
    let result = PyDict::new(py);
    result.set_item("examples", examples)?;
    result.set_item("held_out", report.examples)?;
    result.set_item("scores", scores)?;
    Ok(result)
}
