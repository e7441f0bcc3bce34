//! The class `Table`: what `extract` gives.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyModule};

use super::capsule;

/// The mentions of a column of texts: a row for each text, a `list<struct>` column for each list.
///
/// Any Arrow library reads it through `__arrow_c_stream__`, without a copy.
#[pyclass(frozen, module = "textsift")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

fn import<'py>(py: Python<'py>, library: &str, method: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(library).map_err(|error| {
        let hint = format!("{method}() needs {library}: pip install {library}");
        let error_with_hint = PyImportError::new_err(hint);
        error_with_hint.set_cause(py, Some(error));
        error_with_hint
    })
}

#[pymethods]
impl Table {
    /// The number of texts.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the lists.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().as_str()).collect()
    }

    /// As a `pyarrow.Table`.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(slf.py(), "pyarrow", "to_arrow")?.call_method1("table", (slf,))
    }

    /// As a `pandas.DataFrame` of Arrow-backed columns.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let keywords = PyDict::new(py);
        let mapper = import(py, "pandas", "to_pandas")?.getattr("ArrowDtype")?;
        keywords.set_item("types_mapper", mapper)?;
        import(py, "pyarrow", "to_pandas")?
            .call_method1("table", (slf,))?
            .call_method("to_pandas", (), Some(&keywords))
    }

    /// As a `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(slf.py(), "polars", "to_polars")?.call_method1("DataFrame", (slf,))
    }

    /// Arrow's PyCapsule protocol; `requested_schema` is not heeded.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        capsule::export(py, self.schema.clone(), self.batches.clone())
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other.cast::<Self>();
        other.is_ok_and(|other| {
            let other = other.get();
            self.schema == other.schema && self.batches == other.batches
        })
    }

    fn __hash__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        let names = self.column_names().join(", ");
        format!("<Table {} rows: {names}>", self.num_rows())
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>,))> {
        let module = slf.py().import("textsift._textsift")?;
        let table = import(slf.py(), "pyarrow", "pickle.dumps")?.call_method1("table", (slf,))?;
        Ok((module.getattr("_restore_table")?, (table,)))
    }
}

/// What a pickled table calls.
#[pyfunction(name = "_restore_table")]
pub fn restore_table(table: &Bound<'_, PyAny>) -> PyResult<Table> {
    let (schema, batches) = capsule::import_batches(table)?;
    Ok(Table::new(schema, batches))
}
