//! The class `Mentions`: a list of a document, whose items are made when they are asked for.

use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySlice};

use super::document::Document;
use super::mentions::{Date, Entity, Number, Quote, Sentence};
use crate::What;
use crate::document::Mentions as Found;

/// Which of a document's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Sentences,
    Entities,
    Numbers,
    Dates,
    Quotes,
}

impl List {
    pub const ALL: [Self; 5] = [
        Self::Sentences,
        Self::Entities,
        Self::Numbers,
        Self::Dates,
        Self::Quotes,
    ];

    pub const fn name(self) -> &'static str {
        crate::document::schema::LISTS[self as usize]
    }

    pub const fn is_in(self, what: What) -> bool {
        match self {
            Self::Sentences => what.sentences,
            Self::Entities => what.entities,
            Self::Numbers => what.numbers,
            Self::Dates => what.dates,
            Self::Quotes => what.quotes,
        }
    }

    pub fn len(self, found: &Found) -> usize {
        match self {
            Self::Sentences => found.sentences.len(),
            Self::Entities => found.entities.len(),
            Self::Numbers => found.numbers.len(),
            Self::Dates => found.dates.len(),
            Self::Quotes => found.quotes.len(),
        }
    }
}

/// The mentions of one kind in one document: a sequence.
#[pyclass(frozen, sequence, module = "textsift")]
pub struct Mentions {
    document: Py<Document>,
    list: List,
}

impl Mentions {
    pub fn new(document: Bound<'_, Document>, list: List) -> Self {
        let document = document.unbind();
        Self { document, list }
    }

    fn item<'py>(&self, py: Python<'py>, index: usize) -> PyResult<Bound<'py, PyAny>> {
        let document = self.document.clone_ref(py);
        Ok(match self.list {
            List::Sentences => Sentence::new(document, index).into_pyobject(py)?.into_any(),
            List::Entities => Entity::new(document, index).into_pyobject(py)?.into_any(),
            List::Numbers => Number::new(document, index).into_pyobject(py)?.into_any(),
            List::Dates => Date::new(document, index).into_pyobject(py)?.into_any(),
            List::Quotes => Quote::new(document, index).into_pyobject(py)?.into_any(),
        })
    }

    fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let items = (0..self.__len__()).map(|index| self.item(py, index));
        PyList::new(py, items.collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl Mentions {
    fn __len__(&self) -> usize {
        self.list.len(self.document.get().found())
    }

    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        if let Ok(slice) = key.cast::<PySlice>() {
            return self.items(py)?.as_any().get_item(slice);
        }
        let index: isize = key.extract()?;
        let len = self.__len__();
        let from_start = if index < 0 {
            index + len as isize
        } else {
            index
        };
        match usize::try_from(from_start) {
            Ok(at) if at < len => self.item(py, at),
            _ => Err(PyIndexError::new_err("mention index out of range")),
        }
    }

    fn __iter__(slf: Bound<'_, Self>) -> Iter {
        Iter {
            mentions: slf.unbind(),
            next: 0.into(),
        }
    }

    fn __contains__(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.items(item.py())?.contains(item)
    }

    /// The index of the first mention that equals `value`.
    #[pyo3(signature = (value, start=0, stop=None))]
    fn index<'py>(
        &self,
        value: &Bound<'py, PyAny>,
        start: isize,
        stop: Option<isize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let stop = stop.unwrap_or(isize::MAX);
        let items = self.items(value.py())?;
        items.call_method1("index", (value, start, stop))
    }

    /// How many mentions equal `value`.
    fn count<'py>(&self, value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.items(value.py())?.call_method1("count", (value,))
    }

    /// The mentions of each entity by its `entity_id`; of a list of entities alone.
    fn by_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        if self.list != List::Entities {
            let problem = format!(
                "by_id: expected a list of entities, got {}",
                self.list.name()
            );
            return Err(PyTypeError::new_err(problem));
        }
        let groups = PyDict::new(py);
        for item in self.items(py)? {
            let id = item.getattr(intern!(py, "entity_id"))?;
            match groups.get_item(&id)? {
                Some(group) => group.cast::<PyList>()?.append(item)?,
                None => groups.set_item(id, PyList::new(py, [item])?)?,
            }
        }
        Ok(groups)
    }

    /// A dict for each entity: how often, where first, and under which names it is mentioned.
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for (entity_id, mentions) in self.by_id(py)? {
            let mentions = mentions.cast_into::<PyList>()?;
            let first = mentions.get_item(0)?;
            let (forms, mut id) = (PyDict::new(py), py.None().into_bound(py));
            for mention in &mentions {
                if id.is_none() {
                    id = mention.getattr(intern!(py, "id"))?;
                }
                let form = mention.getattr(intern!(py, "text"))?;
                let seen: usize = forms.get_item(&form)?.map_or(Ok(0), |n| n.extract())?;
                forms.set_item(form, seen + 1)?;
            }
            let row = PyDict::new(py);
            row.set_item("entity_id", entity_id)?;
            for name in ["canonical", "label"] {
                row.set_item(name, first.getattr(name)?)?;
            }
            row.set_item("id", id)?;
            row.set_item("count", mentions.len())?;
            row.set_item("first_sentence", first.getattr("sentence")?)?;
            row.set_item("forms", forms)?;
            rows.append(row)?;
        }
        Ok(rows)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) if self.list == other.get().list => {
                let other = other.get().items(other.py())?;
                self.items(other.py())?.eq(other)
            }
            Ok(_) => Ok(false),
            Err(_) => self.items(other.py())?.eq(other),
        }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.items(py)?.repr()?.to_str()?.to_owned())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Recipe)> {
        let getattr = py.import("builtins")?.getattr("getattr")?;
        Ok((getattr, (self.document.clone_ref(py), self.list.name())))
    }
}

/// The document of a list and the list's name in it: what a pickle keeps.
type Recipe = (Py<Document>, &'static str);

/// Goes through a list of mentions.
#[pyclass(frozen, module = "textsift")]
pub struct Iter {
    mentions: Py<Mentions>,
    next: std::sync::atomic::AtomicUsize,
}

// Python's protocol wants `__iter__` on an iterator.
#[allow(clippy::self_named_constructors)]
#[pymethods]
impl Iter {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mentions = self.mentions.get();
        let at = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        (at < mentions.__len__())
            .then(|| mentions.item(py, at))
            .transpose()
    }
}
