//! Keyword arguments as settings.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};

use super::text::Surrogates;
use crate::batch;
use crate::document::{Options, SettingsError};
use crate::entities::EntityModel;
use crate::linear::ModelError;
use crate::sentences::SentenceModel;

const NAMES: &str = "what, labels, min_score, gazetteer, gazetteer_case, patterns, priority, reference_date, prefer, day_first, decimal_comma, currency, \
     units, currencies, number_words, numbers_in_names, abbreviations, language, profile, newlines, quotes, semicolons, dashes, list_markers, sentence_model, entity_model, offsets, errors";

/// The settings that no JSON holds.
pub const SENTENCE_MODEL: &str = "sentence_model";
pub const ENTITY_MODEL: &str = "entity_model";

/// What patterns are given as.
const LABELLED: &str = "a dict from str to label, or a list of dicts";

/// What the keyword arguments say.
#[derive(Default)]
pub struct Keywords {
    pub options: Options,
    pub surrogates: Surrogates,
    pub paths: ModelPaths,
}

/// Where the user's models were read from; none if their bytes were given.
#[derive(Debug, Default)]
pub struct ModelPaths {
    pub sentences: Option<String>,
    pub entities: Option<String>,
}

/// What the keyword arguments `settings` say.
pub fn read(settings: Option<&Bound<'_, PyDict>>) -> PyResult<Keywords> {
    let mut keywords = Keywords::default();
    for (name, value) in settings.into_iter().flatten() {
        let name: String = name.extract()?;
        if name == "errors" {
            keywords.surrogates = errors(&value)?;
        } else if !value.is_none() {
            match &*name {
                SENTENCE_MODEL => {
                    let read = model(&name, &value, |bytes| SentenceModel::new(bytes))?;
                    (keywords.options.sentence_model, keywords.paths.sentences) =
                        (Some(read.0), read.1);
                }
                ENTITY_MODEL => {
                    let read = model(&name, &value, |bytes| EntityModel::new(bytes))?;
                    (keywords.options.entity_model, keywords.paths.entities) =
                        (Some(read.0), read.1);
                }
                _ => set(&mut keywords.options, &name, &value)?,
            }
        }
    }
    Ok(keywords)
}

/// A model and the path it came from: `value` is that path or the file's bytes.
pub fn model<M>(
    name: &str,
    value: &Bound<'_, PyAny>,
    read: impl Fn(&[u8]) -> Result<M, ModelError>,
) -> PyResult<(M, Option<String>)> {
    let py = value.py();
    let wrong = |_| wrong_type(name, value, "a path or bytes");
    let (bytes, path) = if value.is_instance_of::<PyBytes>() {
        (value.clone(), None)
    } else {
        let os = py.import("os")?;
        let path = os.call_method1("fspath", (value,)).map_err(wrong)?;
        let file = py.import("io")?.call_method1("open", (&path, "rb"))?;
        let bytes = file.call_method0("read");
        file.call_method0("close")?;
        let path = os.call_method1("fsdecode", (path,))?.extract()?;
        (bytes?, Some(path))
    };
    let model = read(bytes.extract::<&[u8]>()?).map_err(|error| {
        let place = path
            .as_ref()
            .map(|path| format!("{path}: "))
            .unwrap_or_default();
        PyValueError::new_err(format!("{name}: {place}{error}"))
    })?;
    Ok((model, path))
}

fn set(options: &mut Options, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    match name {
        "what" => options.what = Some(names(name, value)?),
        "labels" => options.labels = Some(names(name, value)?),
        "min_score" => options.min_score = Some(typed(name, value, "float")?),
        "gazetteer" => options.gazetteer = Some(super::names::read(value)?),
        "gazetteer_case" => options.gazetteer_case = Some(typed(name, value, "str")?),
        "patterns" => options.patterns = plain(name, value, LABELLED)?.patterns,
        "priority" => options.priority = Some(typed(name, value, "str")?),
        "reference_date" => options.reference_date = Some(reference_date(value)?),
        "prefer" => options.prefer = Some(typed(name, value, "str")?),
        "day_first" => options.day_first = typed(name, value, "bool")?,
        "decimal_comma" => options.decimal_comma = typed(name, value, "bool")?,
        "units" => options.units = plain(name, value, "a list of dicts")?.units,
        "currencies" => {
            let expected = "a dict from a name, sign or code to an ISO 4217 code";
            options.currencies = plain(name, value, expected)?.currencies;
        }
        "number_words" => {
            let expected = "a dict from a word to its value";
            options.number_words = plain(name, value, expected)?.number_words;
        }
        "currency" => options.currency = Some(typed(name, value, "str")?),
        "numbers_in_names" => options.numbers_in_names = typed(name, value, "bool")?,
        "language" => options.language = Some(typed(name, value, "str")?),
        "profile" => options.profile = Some(typed(name, value, "str")?),
        "newlines" => options.newlines = Some(typed(name, value, "str")?),
        "quotes" => options.quotes = Some(typed(name, value, "str")?),
        "semicolons" => options.semicolons = typed(name, value, "bool")?,
        "dashes" => options.dashes = typed(name, value, "bool")?,
        "list_markers" => options.list_markers = Some(typed(name, value, "str")?),
        "abbreviations" => options.abbreviations = Some(names(name, value)?),
        "offsets" => options.offsets = Some(typed(name, value, "str")?),
        _ => {
            let problem = format!("unknown setting '{name}'; the settings are {NAMES}");
            return Err(PyTypeError::new_err(problem));
        }
    }
    Ok(())
}

fn typed<T>(name: &str, value: &Bound<'_, PyAny>, expected: &str) -> PyResult<T>
where
    T: for<'a, 'py> FromPyObject<'a, 'py>,
{
    value
        .extract()
        .map_err(|_| wrong_type(name, value, expected))
}

fn wrong_type(name: &str, value: &Bound<'_, PyAny>, expected: &str) -> PyErr {
    let got = value.get_type();
    let got = got
        .name()
        .map_or_else(|_| "?".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("{name}: expected {expected}, got {got}"))
}

/// Several names; a single `str`, which is a sequence too, is most likely a slip of the pen.
fn names(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let expected = "a sequence of str";
    if value.is_instance_of::<PyString>() {
        let problem = format!(
            "{name}: expected {expected}, got str; [{}] is one",
            value.repr()?
        );
        return Err(PyTypeError::new_err(problem));
    }
    let items = value
        .try_iter()
        .map_err(|_| wrong_type(name, value, expected))?;
    items.map(|item| typed(name, &item?, expected)).collect()
}

/// Dictionaries, or lists of such. They pass through JSON, whose reader knows both forms.
fn plain(name: &str, value: &Bound<'_, PyAny>, expected: &str) -> PyResult<Options> {
    let fits = match name {
        "units" => value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>(),
        "currencies" | "number_words" => value.is_instance_of::<PyDict>(),
        _ => true,
    };
    if !fits {
        return Err(wrong_type(name, value, expected));
    }
    let json = value.py().import("json")?.call_method1("dumps", (value,));
    let json: String = json
        .map_err(|_| wrong_type(name, value, expected))?
        .extract()?;
    let read = serde_json::from_str(&format!("{{\"{name}\":{json}}}"));
    read.map_err(|error| PyValueError::new_err(format!("{name}: {error}")))
}

/// A `date`, `datetime` or ISO string as an ISO string; a zone is dropped, for dates are naive.
pub fn reference_date(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = value.cast::<PyString>() {
        return text.extract();
    }
    let expected = "date, datetime or ISO 8601 str";
    let wrong = |_| wrong_type("reference_date", value, expected);
    let naive = if value.hasattr("tzinfo")? {
        let keywords = PyDict::new(value.py());
        keywords.set_item("tzinfo", value.py().None())?;
        value.call_method("replace", (), Some(&keywords))?
    } else {
        value.clone()
    };
    naive.call_method0("isoformat").map_err(wrong)?.extract()
}

fn errors(value: &Bound<'_, PyAny>) -> PyResult<Surrogates> {
    match typed::<String>("errors", value, "str")?.as_str() {
        "strict" => Ok(Surrogates::Strict),
        "replace" => Ok(Surrogates::Replace),
        given => {
            let problem = format!("errors: expected 'strict' or 'replace', got '{given}'");
            Err(PyValueError::new_err(problem))
        }
    }
}

impl From<SettingsError> for PyErr {
    fn from(error: SettingsError) -> Self {
        PyValueError::new_err(error.to_string())
    }
}

impl From<batch::Error> for PyErr {
    fn from(error: batch::Error) -> Self {
        if error.is_type() {
            PyTypeError::new_err(error.to_string())
        } else {
            PyValueError::new_err(error.to_string())
        }
    }
}
