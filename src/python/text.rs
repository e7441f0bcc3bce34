//! Python strings as UTF-8.

use pyo3::exceptions::{PyUnicodeEncodeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// What becomes of a lone surrogate, which UTF-8 cannot hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Surrogates {
    /// It is an error.
    #[default]
    Strict,
    /// It becomes U+FFFD; positions stay the same.
    Replace,
}

/// The string as `&str`, or its position of a lone surrogate.
fn utf8<'a>(text: &'a Bound<'_, PyString>) -> PyResult<Result<&'a str, usize>> {
    match text.to_str() {
        Ok(text) => Ok(Ok(text)),
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => {
            let start = error
                .value(text.py())
                .getattr(intern!(text.py(), "start"))?;
            Ok(Err(start.extract()?))
        }
        Err(error) => Err(error),
    }
}

/// The string itself, or a copy without lone surrogates; `row` is for the error.
pub fn encodable<'py>(
    text: &Bound<'py, PyString>,
    surrogates: Surrogates,
    row: Option<usize>,
) -> PyResult<Bound<'py, PyString>> {
    match utf8(text)? {
        Ok(_) => Ok(text.clone()),
        Err(_) if surrogates == Surrogates::Replace => {
            Ok(PyString::new(text.py(), &replaced(text)?))
        }
        Err(position) => Err(surrogate_error(position, row)),
    }
}

/// A `ValueError` that names the position, and the row of a column.
fn surrogate_error(position: usize, row: Option<usize>) -> PyErr {
    let row = row.map(|row| format!("row {row}: ")).unwrap_or_default();
    let hint = "errors=\"replace\" puts U+FFFD in its place";
    PyValueError::new_err(format!(
        "{row}lone surrogate at position {position}; {hint}"
    ))
}

/// The text with U+FFFD in place of each surrogate.
fn replaced(text: &Bound<'_, PyString>) -> PyResult<String> {
    let arguments = ("utf-8", "surrogatepass");
    let bytes = text.call_method1(intern!(text.py(), "encode"), arguments)?;
    let mut bytes = bytes.cast_into::<PyBytes>()?.as_bytes().to_vec();
    // A surrogate takes three bytes that begin with ED A0 to ED BF, and so does U+FFFD.
    let found = |pair: &[u8]| pair[0] == 0xed && pair[1] >= 0xa0;
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(2).position(found) {
        at += next;
        bytes[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
    }
    let text = String::from_utf8(bytes);
    text.map_err(|error| PyValueError::new_err(error.to_string()))
}
