//! Columns of strings and of dates, from whatever holds them.

use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::DataType;
use jiff::civil;
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyDateTime, PyFloat, PyMapping, PyString, PyTzInfo};

use super::capsule::import_arrays;
use super::settings::reference_date;
use super::text::{Surrogates, encodable};
use super::value::datetime;
use crate::batch;
use crate::document::parse_reference;

/// A column of strings, held in place while its texts are read.
pub enum Column<'py> {
    Arrow(Vec<ArrayRef>),
    Objects(Vec<Option<Bound<'py, PyString>>>),
}

impl<'py> Column<'py> {
    /// Takes an Arrow column, or any iterable of `str` and nulls.
    pub fn new(column: &Bound<'py, PyAny>, surrogates: Surrogates) -> PyResult<Self> {
        if let Some(arrays) = arrow_form(column)? {
            return Ok(Self::Arrow(arrays));
        }
        let items = rows_of(column, "strings")?;
        let texts = items
            .enumerate()
            .map(|(row, item)| text(row, &item?, surrogates));
        Ok(Self::Objects(texts.collect::<PyResult<_>>()?))
    }

    /// The texts, row by row.
    pub fn texts(&self) -> PyResult<Vec<Option<&str>>> {
        let mut rows = Vec::new();
        match self {
            Self::Arrow(arrays) => {
                for array in arrays {
                    batch::texts(array, &mut rows)?;
                }
            }
            Self::Objects(objects) => {
                for object in objects {
                    rows.push(object.as_ref().map(|text| text.to_str()).transpose()?);
                }
            }
        }
        Ok(rows)
    }
}

/// The chunks of a column that has an Arrow form. Objects have one only where all are strings, and
/// their errors name no row, so they are read one by one.
fn arrow_form(column: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    let py = column.py();
    if let Ok(dtype) = column.getattr(intern!(py, "dtype"))
        && dtype.str()? == "object"
    {
        return Ok(None);
    }
    match import_arrays(column) {
        Ok(None) => {}
        // Strings of Python with a lone surrogate have no Arrow form; their rows are named.
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(py) => return Ok(None),
        arrays => return arrays,
    }
    // A series of pandas before 3 has its Arrow form through its frame.
    let exports = column.hasattr(intern!(py, "__arrow_c_stream__"))?;
    if exports || !column.hasattr(intern!(py, "to_frame"))? {
        return Ok(None);
    }
    let frame = column.call_method0(intern!(py, "to_frame"))?;
    let frames = match import_arrays(&frame) {
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(py) => return Ok(None),
        frames => frames?,
    };
    let first = |frame: ArrayRef| {
        let columns = frame.as_any().downcast_ref::<StructArray>();
        columns.and_then(|columns| columns.columns().first().cloned())
    };
    Ok(frames.and_then(|frames| frames.into_iter().map(first).collect()))
}

fn rows_of<'py>(
    column: &Bound<'py, PyAny>,
    of: &str,
) -> PyResult<impl Iterator<Item = PyResult<Bound<'py, PyAny>>>> {
    let single = column.is_instance_of::<PyString>() || column.is_instance_of::<PyBytes>();
    let unordered = column.cast::<PyMapping>().is_ok();
    let items = column.try_iter().ok().filter(|_| !single && !unordered);
    items.ok_or_else(|| {
        let hint = if single {
            "; analyze() takes one text"
        } else {
            ""
        };
        let got = class_name(column);
        PyTypeError::new_err(format!("expected a column of {of}, got {got}{hint}"))
    })
}

fn text<'py>(
    row: usize,
    item: &Bound<'py, PyAny>,
    surrogates: Surrogates,
) -> PyResult<Option<Bound<'py, PyString>>> {
    if let Ok(text) = item.cast::<PyString>() {
        return encodable(text, surrogates, Some(row)).map(Some);
    }
    if is_null(item) {
        return Ok(None);
    }
    let got = class_name(item);
    Err(PyTypeError::new_err(format!(
        "row {row}: expected str or None, got {got}"
    )))
}

/// None, NaN, and the nulls of pandas and pyarrow.
fn is_null(item: &Bound<'_, PyAny>) -> bool {
    item.is_none()
        || item
            .cast::<PyFloat>()
            .is_ok_and(|number| number.value().is_nan())
        || matches!(
            class_name(item).as_str(),
            "NAType" | "NaTType" | "NullScalar"
        )
}

fn class_name(item: &Bound<'_, PyAny>) -> String {
    let name = item.get_type().name();
    name.map_or_else(|_| "?".to_owned(), |name| name.to_string())
}

/// A reference date for all texts, or one for each.
pub enum References {
    One(Option<civil::DateTime>),
    Each(Vec<Option<civil::DateTime>>),
}

impl References {
    /// Reads a date, datetime or string, or a column of them; times in a zone as its clocks show them.
    pub fn new(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        if given.is_instance_of::<PyString>() || given.is_instance_of::<PyDate>() {
            return Ok(Self::One(reference(given)?));
        }
        let mut times = Vec::new();
        if let Some(arrays) = arrow_form(given)? {
            for array in &arrays {
                let first = times.len();
                batch::references(array, &mut times)?;
                if let Some(name) = zone_of(array) {
                    show_clocks(given.py(), name, &mut times, first)?;
                }
            }
            return Ok(Self::Each(times));
        }
        for (row, item) in rows_of(given, "dates")?.enumerate() {
            let time = reference(&item?);
            times.push(time.map_err(|error| in_row(given.py(), row, &error))?);
        }
        Ok(Self::Each(times))
    }
}

/// The zone of times that Arrow counts in UTC, where its clocks differ.
fn zone_of(array: &ArrayRef) -> Option<&str> {
    let DataType::Timestamp(_, Some(zone)) = array.data_type() else {
        return None;
    };
    Some(&**zone).filter(|zone| !matches!(*zone, "UTC" | "Etc/UTC" | "+00:00"))
}

/// Turns times of UTC, from a row on, into those of a zone's clocks, which Python knows anywhere.
fn show_clocks(
    py: Python<'_>,
    name: &str,
    times: &mut [Option<civil::DateTime>],
    first: usize,
) -> PyResult<()> {
    let zone = zone(py, name).map_err(|_| {
        PyValueError::new_err(format!("reference_date: no time zone '{name}' is known"))
    })?;
    let utc = PyTzInfo::utc(py)?;
    let shown = |time| {
        let time = datetime(py, time, Some(&utc))?;
        reference(&time.call_method1(intern!(py, "astimezone"), (&zone,))?)
    };
    for (row, given) in times.iter_mut().enumerate().skip(first) {
        if let Some(time) = *given {
            *given = shown(time).map_err(|error| in_row(py, row, &error))?;
        }
    }
    Ok(())
}

fn in_row(py: Python<'_>, row: usize, error: &PyErr) -> PyErr {
    PyValueError::new_err(format!("row {row}: {}", error.value(py)))
}

/// The zone of an offset such as `+05:30` or of a name such as `America/New_York`.
fn zone<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    if name.starts_with(['+', '-']) {
        let class = py.get_type::<PyDateTime>();
        return class
            .call_method1("strptime", (name, "%z"))?
            .getattr("tzinfo");
    }
    py.import("zoneinfo")?.call_method1("ZoneInfo", (name,))
}

fn reference(item: &Bound<'_, PyAny>) -> PyResult<Option<civil::DateTime>> {
    if is_null(item) {
        return Ok(None);
    }
    if class_name(item) == "datetime64" {
        let whole = item.call_method1("astype", ("datetime64[us]",))?;
        let plain = whole.call_method0("item")?;
        return if plain.is_none() {
            Ok(None)
        } else {
            reference(&plain)
        };
    }
    Ok(Some(parse_reference(&reference_date(item)?)?))
}
