//! The classes `Sentence`, `Entity`, `Number`, `Date` and `Quote`: a document and an index, with
//! one attribute for each row of the schema's table.

// PyO3 expands `__eq__` to an unsafe call, which takes its place in the source from the class's name.
#![allow(unsafe_op_in_unsafe_fn)]

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyTuple};

use super::document::Document;
use super::value::{to_dict, to_python};
use crate::document::schema::{self, Type, View};
use crate::document::schema::{DATES, ENTITIES, NUMBERS, QUOTES, SENTENCES};
use crate::document::schema::{
    date_fields, entity_fields, number_fields, quote_fields, sentence_fields,
};

/// A class from a table's rows; `$list` is where a document keeps the mentions, `$more` further
/// methods.
macro_rules! class {
    ($list:ident $class_doc:literal { $($more:tt)* }
     $(#[$doc:meta])* $table:ident: $mention:ident;
     $($name:ident: $type:ident $null:literal $meaning:literal $get:expr;)*) => {
        #[doc = $class_doc]
        #[pyclass(frozen, module = "textsift")]
        pub struct $mention {
            document: Py<Document>,
            index: usize,
        }

        impl $mention {
            pub fn new(document: Py<Document>, index: usize) -> Self {
                Self { document, index }
            }

            fn mention(&self) -> &crate::$mention {
                &self.document.get().found().$list[self.index]
            }

            fn get<'py>(&self, py: Python<'py>, at: usize) -> PyResult<Bound<'py, PyAny>> {
                let field = &$table[at];
                let digits = field.ty == Type::Digits;
                let value = |view: &View<'_>| to_python(py, (field.get)(self.mention(), view), digits);
                self.document.get().read(py, value)
            }
        }

        // `from_end` is a field of the schema, no constructor.
        #[allow(clippy::wrong_self_convention)]
        #[pymethods]
        impl $mention {
            #[classattr]
            fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
                PyTuple::new(py, $table.iter().map(|field| field.name))
            }

            $(
                #[doc = $meaning]
                #[getter]
                fn $name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    const AT: usize = schema::position($table, stringify!($name));
                    self.get(py, AT)
                }
            )*

            /// The fields as a dictionary that JSON can hold: numbers and times are strings.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                let dict = |view: &View<'_>| to_dict(py, $table, self.mention(), view);
                self.document.get().read(py, dict)
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let fields = self.to_dict(py)?;
                let mut shown = Vec::new();
                for (name, value) in fields {
                    let silent = value.is_none() || value.is(PyBool::new(py, false));
                    if !silent && !value.eq(PyList::empty(py))? {
                        shown.push(format!("{}={}", name, value.repr()?));
                    }
                }
                Ok(format!("{}({})", stringify!($mention), shown.join(", ")))
            }

            fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
                match other.cast::<Self>() {
                    Ok(other) => self.to_dict(py)?.eq(other.get().to_dict(py)?),
                    Err(_) => Ok(false),
                }
            }

            fn __hash__(&self) -> u64 {
                let span = self.mention().span;
                u64::from(span.start) << 32 | u64::from(span.end)
            }

            fn __reduce__<'py>(
                &self,
                py: Python<'py>,
            ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>, usize))> {
                let list = self.document.bind(py).getattr(stringify!($list))?;
                let getitem = py.import("operator")?.getattr("getitem")?;
                Ok((getitem, (list, self.index)))
            }

            $($more)*
        }
    };
}

macro_rules! sentence { ($($rows:tt)*) => { class! { sentences "One sentence of a text." {} $($rows)* } } }
macro_rules! entity { ($($rows:tt)*) => { class! { entities "One name in a text." {} $($rows)* } } }
macro_rules! date { ($($rows:tt)*) => { class! { dates "One date, time, duration or set in a text." {} $($rows)* } } }
macro_rules! quote { ($($rows:tt)*) => { class! { quotes "One quotation in a text." {} $($rows)* } } }
macro_rules! number { ($($rows:tt)*) => { class! { numbers "One number in a text, with its unit and what it counts." {
    /// The value in SI units and the SI unit's UCUM code; None without a value or a unit.
    fn to_si(&self) -> Option<(f64, String)> {
        let number = self.mention();
        let (unit, value) = (number.unit.as_ref()?, number.value.as_ref()?);
        let value = (value.to_f64() + unit.si_offset) * unit.si_factor;
        Some((value, unit.si_code.to_string()))
    }
} $($rows)* } } }

sentence_fields!(sentence);
entity_fields!(entity);
number_fields!(number);
date_fields!(date);
quote_fields!(quote);
