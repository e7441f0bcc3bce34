//! The names of a gazetteer, from whatever holds them.

use std::sync::Arc;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::document::UserNames;
use crate::entities::{Label, Names};

const EXPECTED: &str = "a dict from str to label, a list of dicts, a frame, or the path of a file";

/// Reads a dict from name to label, dicts with `name`, `label`, `id` and `aliases`, a frame with such
/// columns, or a file of them.
pub fn read(value: &Bound<'_, PyAny>) -> PyResult<UserNames> {
    let mut names = Reader::default();
    if let Ok(map) = value.cast::<PyDict>() {
        for (name, label) in map {
            names.add(&name, &label, None, None)?;
        }
    } else if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        for record in value.try_iter()? {
            names.add_record(&record?)?;
        }
    } else {
        let columns = value.py().import("textsift._names")?;
        let columns = columns.call_method1("columns", (value,))?;
        for row in columns.try_iter()? {
            let (name, label, id, aliases): (Bound<'_, PyAny>, _, _, _) = row?.extract()?;
            names.add(&name, &label, Some(id), Some(aliases))?;
        }
    }
    names.names.shrink_to_fit();
    Ok(UserNames(Arc::new(names.names)))
}

/// Nothing, as frames have it.
fn is_gap(value: &Bound<'_, PyAny>) -> bool {
    let float = value.cast::<PyFloat>();
    value.is_none() || float.is_ok_and(|float| float.value().is_nan())
}

#[derive(Default)]
struct Reader {
    names: Names,
    label: Option<Label>,
}

impl Reader {
    fn wrong(&self, problem: &str) -> PyErr {
        let index = self.names.len();
        PyValueError::new_err(format!("gazetteer: name {index}: {problem}"))
    }

    fn wrong_type(&self, value: &Bound<'_, PyAny>, expected: &str) -> PyErr {
        let got = value.get_type().name();
        let got = got.map_or_else(|_| "?".to_owned(), |name| name.to_string());
        let index = self.names.len();
        let problem =
            format!("gazetteer: expected {EXPECTED}; name {index}: expected {expected}, got {got}");
        PyTypeError::new_err(problem)
    }

    fn add_record(&mut self, record: &Bound<'_, PyAny>) -> PyResult<()> {
        let Ok(record) = record.cast::<PyDict>() else {
            return Err(self.wrong_type(record, "a dict"));
        };
        let (mut name, mut label, mut id, mut aliases) = (None, None, None, None);
        for (key, value) in record {
            match key.extract::<&str>().unwrap_or_default() {
                "name" => name = Some(value),
                "label" => label = Some(value),
                "id" => id = Some(value),
                "aliases" => aliases = Some(value),
                _ => {
                    let known = "the keys are name, label, id and aliases";
                    return Err(self.wrong(&format!("unknown key {}; {known}", key.repr()?)));
                }
            }
        }
        let name = name.ok_or_else(|| self.wrong("missing 'name'"))?;
        let label = label.ok_or_else(|| self.wrong("missing 'label'"))?;
        self.add(&name, &label, id, aliases)
    }

    fn add(
        &mut self,
        name: &Bound<'_, PyAny>,
        label: &Bound<'_, PyAny>,
        id: Option<Bound<'_, PyAny>>,
        aliases: Option<Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let name = self.text(name, "a str as name")?;
        let label = self.text(label, "a str as label")?;
        if label.trim().is_empty() {
            return Err(self.wrong("the label is empty"));
        }
        if self.label.as_ref().is_none_or(|last| last.name() != label) {
            self.label = Some(Label::from(label));
        }
        let id = id.map(|id| self.id(&id)).transpose()?.unwrap_or_default();
        let mut kept = Vec::new();
        for aliases in aliases.into_iter().filter(|aliases| !is_gap(aliases)) {
            if aliases.is_instance_of::<PyString>() {
                return Err(self.wrong_type(&aliases, "a list of str as aliases"));
            }
            for alias in aliases.try_iter()? {
                let alias = alias?;
                kept.push(self.text(&alias, "a list of str as aliases")?.to_owned());
            }
        }
        let texts = std::iter::once(name).chain(kept.iter().map(String::as_str));
        let label = self.label.as_ref().expect("set above");
        if self.names.push(texts, label, &id) {
            return Ok(());
        }
        Err(self.wrong("finds no room: all names together have 4 GiB"))
    }

    fn text<'a>(&self, value: &'a Bound<'_, PyAny>, expected: &str) -> PyResult<&'a str> {
        let Ok(text) = value.cast::<PyString>() else {
            return Err(self.wrong_type(value, expected));
        };
        text.to_str().map_err(|_| self.wrong("a lone surrogate"))
    }

    /// A key as text; whole numbers are keys too, also where a gap in their column made them floats.
    fn id(&self, value: &Bound<'_, PyAny>) -> PyResult<String> {
        if is_gap(value) {
            return Ok(String::new());
        }
        if value.is_instance_of::<PyString>() {
            return Ok(self.text(value, "a str as id")?.to_owned());
        }
        if value.is_instance_of::<PyInt>() {
            return Ok(value.str()?.to_str()?.to_owned());
        }
        match value.cast::<PyFloat>().map(PyFloatMethods::value) {
            Ok(float) if float.fract() == 0.0 && float.abs() < 9e15 => Ok(format!("{float:.0}")),
            _ => Err(self.wrong_type(value, "a str or an int as id")),
        }
    }
}
