//! The class `Sifter`, and the functions that make one for a single call.

use std::cell::{Cell, RefCell};
use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};

use super::column::{Column, References};
use super::document::Document;
use super::long::{Bar, Signals};
use super::settings::{self, ENTITY_MODEL, Keywords, ModelPaths, SENTENCE_MODEL};
use super::table::Table;
use super::text::{self, Surrogates};
use crate::batch::{self, Job};
use crate::document::UserNames;
use crate::entities::EntityModel;
use crate::sentences::{self, Sentence, SentenceModel};
use crate::text::OffsetUnit;
use crate::{Mentions, What};

/// The bytes of a user's model, and the path that it was read from.
type PickledModel<'py> = (Option<Bound<'py, PyBytes>>, Option<String>);

/// After a text of more bytes the working memory is given back.
const KEPT_FOR: usize = 1 << 20;

/// A text of fewer bytes is split sooner than the interpreter lock is released and taken again.
const HELD_BELOW: usize = 1 << 10;

thread_local! {
    /// The working memory of a pass, kept from text to text.
    static BUFFER: RefCell<Mentions> = RefCell::default();
    /// The same of [`Sifter::split_sentences`].
    static SENTENCES: Cell<Vec<Sentence>> = Cell::default();
}

/// Frozen settings, and what does the work: hashable, picklable, safe in many threads.
#[pyclass(frozen, module = "textsift")]
pub struct Sifter {
    core: crate::Sifter,
    surrogates: Surrogates,
    unit: OffsetUnit,
    /// The settings as JSON, defaults left out, without the models and the names of the gazetteer:
    /// what is compared, hashed and pickled beside them.
    key: String,
    names: Option<UserNames>,
    paths: ModelPaths,
}

/// More names than these are not shown.
const SHOWN_NAMES: usize = 20;

impl Sifter {
    fn from_settings(settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let Keywords {
            mut options,
            surrogates,
            paths,
        } = settings::read(settings)?;
        let settings = options.settings()?;
        let names = options.gazetteer.take();
        let mut key = serde_json::to_value(&options)
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        if surrogates == Surrogates::Replace {
            key["errors"] = "replace".into();
        }
        Ok(Self {
            core: crate::Sifter::new(settings),
            surrogates,
            unit: options.offset_unit()?,
            key: key.to_string(),
            names,
            paths,
        })
    }

    /// What is compared and hashed.
    fn identity(&self) -> impl Hash + Eq + '_ {
        let settings = self.core.settings();
        let (sentences, entities) = (&settings.sentences, &settings.entities);
        let models = (&sentences.model, &entities.model);
        (&self.key, models, &entities.gazetteer)
    }

    /// The settings but for the names of the gazetteer.
    fn plain_settings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let settings = from_json(py, &self.key)?.cast_into::<PyDict>()?;
        for (name, model) in self.models(py) {
            match model {
                (Some(_), Some(path)) => settings.set_item(name, path)?,
                (Some(bytes), None) => settings.set_item(name, bytes)?,
                (None, _) => {}
            }
        }
        Ok(settings)
    }

    /// The user's models by their settings' names.
    fn models<'py>(&self, py: Python<'py>) -> [(&'static str, PickledModel<'py>); 2] {
        let settings = self.core.settings();
        let sentences = settings.sentences.model.as_ref().map(SentenceModel::bytes);
        let entities = settings.entities.model.as_ref().map(EntityModel::bytes);
        let bytes = |bytes: Option<&[u8]>| bytes.map(|bytes| PyBytes::new(py, bytes));
        [
            (
                SENTENCE_MODEL,
                (bytes(sentences), self.paths.sentences.clone()),
            ),
            (ENTITY_MODEL, (bytes(entities), self.paths.entities.clone())),
        ]
    }

    /// A sifter for one call: without settings always the same one.
    fn for_call<'py>(
        py: Python<'py>,
        settings: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, Self>> {
        static DEFAULT: PyOnceLock<Py<Sifter>> = PyOnceLock::new();
        if settings.is_some_and(|settings| !settings.is_empty()) {
            return Bound::new(py, Self::from_settings(settings)?);
        }
        let default = || Py::new(py, Self::from_settings(None)?);
        Ok(DEFAULT.get_or_try_init(py, default)?.bind(py).clone())
    }

    pub fn what(&self) -> What {
        self.core.settings().what
    }

    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    fn sift(&self, py: Python<'_>, text: &str) -> PyResult<Mentions> {
        check_length(text)?;
        if text.len() > KEPT_FOR {
            return py.detach(|| self.sift_long(text));
        }
        Ok(py.detach(|| {
            BUFFER.with_borrow_mut(|buffer| {
                self.core.sift(text, buffer);
                buffer.take()
            })
        }))
    }

    /// Memory of its own, for a handler of signals may call for another text; Ctrl-C ends it.
    fn sift_long(&self, text: &str) -> PyResult<Mentions> {
        let signals = Signals::default();
        let mut mentions = Mentions::default();
        let dates = &self.core.settings().dates;
        self.core
            .sift_while(text, dates, &|| signals.none_for_long(), &mut mentions);
        signals.raised()?;
        Ok(mentions.take())
    }
}

/// Positions are 32-bit, in Arrow signed.
fn check_length(text: &str) -> PyResult<()> {
    if i32::try_from(text.len()).is_ok() {
        return Ok(());
    }
    Err(PyValueError::new_err("text of 2 GiB or more"))
}

#[pymethods]
impl Sifter {
    #[new]
    #[pyo3(signature = (**settings))]
    fn new(settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Self::from_settings(settings)
    }

    /// Takes one text apart.
    fn analyze(slf: &Bound<'_, Self>, text: &Bound<'_, PyString>) -> PyResult<Document> {
        let text = text::encodable(text, slf.get().surrogates, None)?;
        let found = slf.get().sift(slf.py(), text.to_str()?)?;
        Document::new(&text, found, slf)
    }

    /// The sentences of a text, without the white space between them.
    fn split_sentences<'py>(&self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyList>> {
        let py = text.py();
        let text = text::encodable(text, self.surrogates, None)?;
        let text = text.to_str()?;
        check_length(text)?;
        let settings = &self.core.settings().sentences;
        // Taken, not borrowed: Python may collect garbage while it makes the list, and come back.
        let mut found = SENTENCES.take();
        found.clear();
        let mut split = || sentences::split(text, settings, &mut found);
        if text.len() < HELD_BELOW {
            split();
        } else {
            py.detach(split);
        }
        let list = PyList::new(py, found.iter().map(|sentence| sentence.span.of(text)));
        if text.len() <= KEPT_FOR {
            SENTENCES.set(found);
        }
        list
    }

    /// Takes a column of texts apart, on several threads: a row for each text, null for null.
    ///
    /// `reference_date` is one for all texts or a column of them, in place of the sifter's.
    /// `texts=False` leaves out the copies of the mentions' texts. `threads` is `TEXTSIFT_THREADS`,
    /// or as many as the machine has, unless given.
    /// `progress` shows how far the work is.
    #[pyo3(signature = (column, *, reference_date=None, texts=true, threads=None, progress=false))]
    fn extract(
        &self,
        column: &Bound<'_, PyAny>,
        reference_date: Option<&Bound<'_, PyAny>>,
        texts: bool,
        threads: Option<i64>,
        progress: bool,
    ) -> PyResult<Table> {
        let column_texts = Column::new(column, self.surrogates)?;
        let rows = column_texts.texts()?;
        let references = match reference_date.map(References::new).transpose()? {
            None => None,
            Some(References::One(reference)) => Some(vec![reference; rows.len()]),
            Some(References::Each(references)) => Some(references),
        };
        let job = Job {
            sifter: &self.core,
            texts: &rows,
            references: references.as_deref(),
        };
        let options = batch::Options {
            unit: self.unit,
            texts,
            threads: threads.map(number_of_threads).transpose()?,
        };
        let bar = progress.then(|| Bar::new(column.py(), &rows)).transpose()?;
        run(column.py(), job, options, bar.as_ref())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let settings = self.plain_settings(py)?;
        let mut shown = Vec::new();
        if let Some(names) = &self.names {
            shown.push(match names.0.len() {
                count @ SHOWN_NAMES.. => format!("gazetteer=<{count} names>"),
                _ => format!("gazetteer={}", listed(py, names)?.repr()?),
            });
        }
        for (name, value) in settings {
            let bytes = value.cast::<PyBytes>().ok();
            let value = match bytes {
                Some(bytes) => format!("<{} bytes>", bytes.as_bytes().len()),
                None => value.repr()?.to_string(),
            };
            shown.push(format!("{name}={value}"));
        }
        Ok(format!("Sifter({})", shown.join(", ")))
    }

    /// The settings that differ from the defaults, as keyword arguments.
    #[getter]
    fn settings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let settings = self.plain_settings(py)?;
        if let Some(names) = &self.names {
            settings.set_item("gazetteer", listed(py, names)?)?;
        }
        Ok(settings)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<Self>();
        other.is_ok_and(|other| other.get().identity() == self.identity())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.identity().hash(&mut hasher);
        hasher.finish()
    }

    /// Models go along with their bytes, for their files may be on another machine.
    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = py
            .import("textsift._textsift")?
            .getattr("_restore_sifter")?;
        let [(_, (sentences, path)), (_, (entities, other_path))] = self.models(py);
        let names = self.names.as_ref().map(json).transpose()?;
        let arguments = (
            self.key.as_str(),
            sentences,
            path,
            entities,
            other_path,
            names,
        );
        Ok((restore, arguments.into_pyobject(py)?))
    }
}

fn number_of_threads(given: i64) -> PyResult<usize> {
    let number = usize::try_from(given).ok().filter(|number| *number > 0);
    number.ok_or_else(|| {
        PyValueError::new_err(format!("threads: expected a number from 1, got '{given}'"))
    })
}

/// Runs a job without the interpreter lock; Ctrl-C ends it.
fn run(
    py: Python<'_>,
    job: Job<'_>,
    options: batch::Options,
    bar: Option<&Bar>,
) -> PyResult<Table> {
    let result = py.detach(|| {
        let signals = Signals::default();
        let result = batch::extract(job, options, |done| {
            signals.none() && bar.is_none_or(|bar| signals.keep(bar.show(done)))
        });
        signals.raised()?;
        Ok::<_, PyErr>(result?)
    });
    if let Some(bar) = bar {
        bar.close(py, result.is_ok())?;
    }
    let (schema, batches) = result?;
    Ok(Table::new(schema, batches))
}

/// What a pickled sifter calls.
#[pyfunction(name = "_restore_sifter")]
#[pyo3(signature = (settings, sentence_model=None, model_path=None, entity_model=None, entity_model_path=None, names=None))]
pub fn restore_sifter(
    py: Python<'_>,
    settings: &str,
    sentence_model: Option<Bound<'_, PyBytes>>,
    model_path: Option<String>,
    entity_model: Option<Bound<'_, PyBytes>>,
    entity_model_path: Option<String>,
    names: Option<&str>,
) -> PyResult<Sifter> {
    let settings = from_json(py, settings)?.cast_into::<PyDict>()?;
    if let Some(names) = names {
        settings.set_item("gazetteer", from_json(py, names)?)?;
    }
    settings.set_item(SENTENCE_MODEL, sentence_model)?;
    settings.set_item(ENTITY_MODEL, entity_model)?;
    let paths = ModelPaths {
        sentences: model_path,
        entities: entity_model_path,
    };
    Ok(Sifter {
        paths,
        ..Sifter::from_settings(Some(&settings))?
    })
}

fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

fn json(names: &UserNames) -> PyResult<String> {
    serde_json::to_string(names).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// The names as a list of dicts.
fn listed<'py>(py: Python<'py>, names: &UserNames) -> PyResult<Bound<'py, PyAny>> {
    from_json(py, &json(names)?)
}

/// Takes one text apart: sentences, entities, numbers, dates, quotes.
#[pyfunction]
#[pyo3(signature = (text, **settings))]
pub fn analyze(
    text: &Bound<'_, PyString>,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<Document> {
    Sifter::analyze(&Sifter::for_call(text.py(), settings)?, text)
}

/// Takes a column of texts apart, on several threads: a row for each text, null for null.
///
/// The column is a list, tuple, NumPy array, pandas, Polars or Arrow column. `reference_date` is one
/// for all texts, or a column of them.
#[pyfunction]
#[pyo3(signature = (
    column, *, reference_date=None, texts=true, threads=None, progress=false, **settings
))]
pub fn extract(
    column: &Bound<'_, PyAny>,
    reference_date: Option<&Bound<'_, PyAny>>,
    texts: bool,
    threads: Option<i64>,
    progress: bool,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<Table> {
    let sifter = Sifter::for_call(column.py(), settings)?;
    let sifter = sifter.get();
    sifter.extract(column, reference_date, texts, threads, progress)
}

/// The sentences of a text, without the white space between them.
#[pyfunction]
#[pyo3(signature = (text, **settings))]
pub fn split_sentences<'py>(
    text: &Bound<'py, PyString>,
    settings: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyList>> {
    Sifter::for_call(text.py(), settings)?
        .get()
        .split_sentences(text)
}
