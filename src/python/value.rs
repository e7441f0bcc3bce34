//! Field values as Python objects.

use jiff::civil;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDict, PyFloat, PyInt, PyList, PyString, PyType, PyTzInfo};

use crate::document::schema::{Field, Value, View};
use crate::numerals::Exact;

/// The value as attributes give it: exact numbers as `Decimal` or `Fraction`, times as `datetime`.
pub fn to_python<'py>(
    py: Python<'py>,
    value: Value<'_>,
    digits: bool,
) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Exact(number) if digits => Ok(PyString::new(py, &number.to_string()).into_any()),
        Value::Exact(number) => exact(py, number),
        Value::Exacts(numbers) => {
            let numbers: PyResult<Vec<_>> = numbers.iter().map(|n| exact(py, n)).collect();
            Ok(PyList::new(py, numbers?)?.into_any())
        }
        Value::Time(time) => Ok(datetime(py, time, None)?.into_any()),
        plain => plain_value(py, plain),
    }
}

/// The value as JSON has it.
fn to_json<'py>(py: Python<'py>, value: Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Exact(number) => Ok(PyString::new(py, &number.to_string()).into_any()),
        Value::Exacts(numbers) => {
            let numbers = numbers.iter().map(ToString::to_string);
            Ok(PyList::new(py, numbers.collect::<Vec<_>>())?.into_any())
        }
        Value::Time(time) => Ok(PyString::new(py, &time.to_string()).into_any()),
        plain => plain_value(py, plain),
    }
}

fn plain_value<'py>(py: Python<'py>, value: Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Int(value) => PyInt::new(py, value).into_any(),
        Value::Text(text) => PyString::new(py, text).into_any(),
        Value::Bool(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Value::Float(value) => PyFloat::new(py, value).into_any(),
        _ => py.None().into_bound(py),
    })
}

/// The mention as a dictionary that JSON can hold.
pub fn to_dict<'py, M>(
    py: Python<'py>,
    fields: &[Field<M>],
    mention: &M,
    view: &View<'_>,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for field in fields.iter().filter(|field| field.ty.in_json()) {
        let value = to_json(py, (field.get)(mention, view))?;
        dict.set_item(PyString::intern(py, field.name), value)?;
    }
    Ok(dict)
}

fn exact<'py>(py: Python<'py>, number: &Exact) -> PyResult<Bound<'py, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static FRACTION: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    match number {
        Exact::Fraction {
            numerator,
            denominator,
        } => {
            let class = FRACTION.import(py, "fractions", "Fraction")?;
            class.call1((*numerator, *denominator))
        }
        _ => {
            let class = DECIMAL.import(py, "decimal", "Decimal")?;
            class.call1((number.to_string(),))
        }
    }
}

/// The time to the microsecond, in a zone or none.
pub fn datetime<'py>(
    py: Python<'py>,
    time: civil::DateTime,
    zone: Option<&Bound<'py, PyTzInfo>>,
) -> PyResult<Bound<'py, PyDateTime>> {
    PyDateTime::new(
        py,
        time.year().into(),
        time.month() as u8,
        time.day() as u8,
        time.hour() as u8,
        time.minute() as u8,
        time.second() as u8,
        time.subsec_nanosecond() as u32 / 1000,
        zone,
    )
}
