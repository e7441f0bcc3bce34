//! The class `Document`.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

use super::sequence::{List, Mentions};
use super::sifter::Sifter;
use super::value;
use crate::document::schema::{DATES, ENTITIES, Field, NUMBERS, QUOTES, SENTENCES, View};
use crate::text::{OffsetUnit, Offsets};
use crate::{Mentions as Found, What};

/// One text and what was found in it.
///
/// The lists are sequences whose items are made when they are asked for. Positions count code
/// points, unless the sifter's `offsets` said otherwise, so that
/// `document.text[mention.start:mention.end] == mention.text`.
#[pyclass(frozen, module = "textsift")]
pub struct Document {
    text: Py<PyString>,
    found: Found,
    what: What,
    unit: OffsetUnit,
    /// Code points before each block of the text; see [`Offsets`].
    blocks: Vec<u32>,
    /// The settings, for pickles.
    sifter: Py<Sifter>,
}

impl Document {
    pub fn new(
        text: &Bound<'_, PyString>,
        found: Found,
        sifter: &Bound<'_, Sifter>,
    ) -> PyResult<Self> {
        let (what, unit) = (sifter.get().what(), sifter.get().unit());
        Ok(Self {
            blocks: Offsets::new(text.to_str()?, unit).into_blocks(),
            text: text.clone().unbind(),
            found,
            what,
            unit,
            sifter: sifter.clone().unbind(),
        })
    }

    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Runs `read` on the mentions, field by field.
    pub fn read<R>(
        &self,
        py: Python<'_>,
        read: impl FnOnce(&View<'_>) -> PyResult<R>,
    ) -> PyResult<R> {
        let text = self.text.bind(py).to_str()?;
        let offsets = Offsets::with_blocks(text, self.unit, &self.blocks);
        read(&View::with_offsets(text, &self.found, self.what, offsets))
    }

    fn lists(&self) -> impl Iterator<Item = List> {
        List::ALL.into_iter().filter(|list| list.is_in(self.what))
    }

    fn same(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        let texts = (self.text.bind(py), other.text.bind(py));
        Ok(self.what == other.what
            && self.unit == other.unit
            && self.found == other.found
            && texts.0.to_str()? == texts.1.to_str()?)
    }
}

fn dicts<'py, M>(
    py: Python<'py>,
    fields: &[Field<M>],
    mentions: &[M],
    view: &View<'_>,
) -> PyResult<Bound<'py, PyList>> {
    let dicts = mentions.iter().map(|m| value::to_dict(py, fields, m, view));
    PyList::new(py, dicts.collect::<PyResult<Vec<_>>>()?)
}

#[pymethods]
impl Document {
    /// The text, unchanged.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.clone_ref(py)
    }

    /// The unit of the positions: codepoint, byte or utf16.
    #[getter]
    fn offsets(&self) -> &'static str {
        self.unit.name()
    }

    /// The sentences, in order.
    #[getter]
    fn sentences(slf: Bound<'_, Self>) -> Mentions {
        Mentions::new(slf, List::Sentences)
    }

    /// The named entities, in order.
    #[getter]
    fn entities(slf: Bound<'_, Self>) -> Mentions {
        Mentions::new(slf, List::Entities)
    }

    /// The numbers, in order.
    #[getter]
    fn numbers(slf: Bound<'_, Self>) -> Mentions {
        Mentions::new(slf, List::Numbers)
    }

    /// The dates, in order.
    #[getter]
    fn dates(slf: Bound<'_, Self>) -> Mentions {
        Mentions::new(slf, List::Dates)
    }

    /// The quotes, in order.
    #[getter]
    fn quotes(slf: Bound<'_, Self>) -> Mentions {
        Mentions::new(slf, List::Quotes)
    }

    /// The text and its mentions as dictionaries and lists that JSON can hold.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("text", self.text.bind(py))?;
        self.read(py, |view| {
            for list in self.lists() {
                let mentions = match list {
                    List::Sentences => dicts(py, SENTENCES, &self.found.sentences, view),
                    List::Entities => dicts(py, ENTITIES, &self.found.entities, view),
                    List::Numbers => dicts(py, NUMBERS, &self.found.numbers, view),
                    List::Dates => dicts(py, DATES, &self.found.dates, view),
                    List::Quotes => dicts(py, QUOTES, &self.found.quotes, view),
                };
                dict.set_item(list.name(), mentions?)?;
            }
            Ok(dict)
        })
    }

    /// The same as one line of JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        self.read(py, |view| {
            let json = py.detach(|| serde_json::to_string(view));
            json.map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
        })
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let display = slf.py().import("textsift.display")?;
        display.call_method1("html", (slf,))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        const SHOWN: usize = 40;
        let text = self.text.bind(py).to_str()?;
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        let shown = PyString::new(py, &shown).repr()?;
        let count = |list: List| format!("{} {}", list.len(&self.found), list.name());
        let counts: Vec<_> = self.lists().map(count).collect();
        Ok(format!(
            "<Document {}: {}>",
            shown.to_str()?,
            counts.join(", ")
        ))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) => self.same(py, other.get()),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.text.bind(py).hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<PyString>,))> {
        let analyze = self.sifter.bind(py).getattr("analyze")?;
        Ok((analyze, (self.text.clone_ref(py),)))
    }
}
