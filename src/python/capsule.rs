//! Arrow's C interface: the one place with `unsafe`.

use arrow_array::ffi::from_ffi;
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{ArrayReader, ArrayRef, RecordBatch, RecordBatchIterator, make_array};
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

fn arrow_error(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The chunks of an object with `__arrow_c_stream__` or `__arrow_c_array__`; none for others.
pub fn import_arrays(column: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    let py = column.py();
    if column.hasattr(intern!(py, "__arrow_c_stream__"))? {
        return import_stream(column);
    }
    if column.hasattr(intern!(py, "__arrow_c_array__"))? {
        let pair = column.call_method0(intern!(py, "__arrow_c_array__"))?;
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = pair.extract()?;
        return Ok(Some(vec![import_array(&schema, &array)?]));
    }
    Ok(None)
}

/// None for a column of nulls alone, for some producers' have a buffer that is refused here.
fn import_stream(column: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    let capsule = column.call_method0(intern!(column.py(), "__arrow_c_stream__"))?;
    let stream = stream_of(capsule.cast::<PyCapsule>()?)?;
    let reader = ArrayStreamReader::try_new(stream).map_err(arrow_error)?;
    if reader.field().data_type().is_null() {
        return Ok(None);
    }
    reader
        .collect::<Result<_, _>>()
        .map(Some)
        .map_err(arrow_error)
}

/// The schema and batches of an object with `__arrow_c_stream__` that is a table.
pub fn import_batches(table: &Bound<'_, PyAny>) -> PyResult<(SchemaRef, Vec<RecordBatch>)> {
    let capsule = table.call_method0(intern!(table.py(), "__arrow_c_stream__"))?;
    let stream = stream_of(capsule.cast::<PyCapsule>()?)?;
    let reader = RecordBatchStreamReader::try_new(stream).map_err(arrow_error)?;
    let schema = arrow_array::RecordBatchReader::schema(&reader);
    let batches = reader.collect::<Result<_, _>>().map_err(arrow_error)?;
    Ok((schema, batches))
}

#[allow(unsafe_code)]
fn stream_of(capsule: &Bound<'_, PyCapsule>) -> PyResult<FFI_ArrowArrayStream> {
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    // SAFETY: a capsule of this name points to an initialized stream, which the capsule keeps alive;
    // the interpreter lock, or the caller's only reference, keeps others off while it is moved out.
    Ok(unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) })
}

#[allow(unsafe_code)]
fn import_array(schema: &Bound<'_, PyCapsule>, array: &Bound<'_, PyCapsule>) -> PyResult<ArrayRef> {
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?;
    let array = array.pointer_checked(Some(c"arrow_array"))?;
    // SAFETY: capsules of these names point to an initialized schema and array, which they keep
    // alive; the array is moved out, the schema only read.
    let (schema, array) = unsafe {
        let array = FFI_ArrowArray::from_raw(array.cast().as_ptr());
        (schema.cast::<FFI_ArrowSchema>().as_ref(), array)
    };
    // SAFETY: the producer vouches that the array has the type that the schema names.
    let data = unsafe { from_ffi(array, schema) }.map_err(arrow_error)?;
    Ok(make_array(data))
}

/// A capsule from which any Arrow library reads the batches.
pub fn export<'py>(
    py: Python<'py>,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
    let stream = FFI_ArrowArrayStream::new(Box::new(reader));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}
