//! Columns as rows of plain values, whatever their layout.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayAccessor, ArrowPrimitiveType, PrimitiveArray};
use arrow_schema::{DataType, TimeUnit};
use jiff::{SignedDuration, civil};

use super::Error;
use crate::document::parse_reference;

/// Appends the rows of a column of strings: of any width, views, dictionaries, slices, or all null.
///
/// # Errors
/// If the column's type is another.
pub fn texts<'a>(column: &'a dyn Array, rows: &mut Vec<Option<&'a str>>) -> Result<(), Error> {
    match column.data_type() {
        DataType::Utf8 => each(column.as_string::<i32>(), rows),
        DataType::LargeUtf8 => each(column.as_string::<i64>(), rows),
        DataType::Utf8View => each(column.as_string_view(), rows),
        DataType::Null => rows.extend(std::iter::repeat_n(None, column.len())),
        DataType::Dictionary(..) => {
            let mut values = Vec::new();
            let dictionary = column.as_any_dictionary();
            texts(dictionary.values(), &mut values)?;
            rows.extend(keys(column).map(|key| key.and_then(|key| values[key])));
        }
        other => return Err(Error::column("strings", other)),
    }
    Ok(())
}

fn each<'a, T: ArrayAccessor<Item = &'a str>>(column: T, rows: &mut Vec<Option<&'a str>>) {
    let row = |at| column.is_valid(at).then(|| column.value(at));
    rows.extend((0..column.len()).map(row));
}

/// The index of each row's value; rows that are null have none.
fn keys(column: &dyn Array) -> impl Iterator<Item = Option<usize>> + '_ {
    let dictionary = column.as_any_dictionary();
    let all_null = dictionary.values().is_empty();
    // An empty dictionary has no key that could be normalized.
    let keys = if all_null {
        vec![0; column.len()]
    } else {
        dictionary.normalized_keys()
    };
    let valid = move |at: usize| !all_null && dictionary.keys().is_valid(at);
    keys.into_iter()
        .enumerate()
        .map(move |(at, key)| valid(at).then_some(key))
}

/// Appends the rows of a column of reference dates: dates, timestamps, or ISO 8601 strings.
///
/// # Errors
/// If the column's type is another, or a string is no date.
pub fn references(
    column: &dyn Array,
    rows: &mut Vec<Option<civil::DateTime>>,
) -> Result<(), Error> {
    match column.data_type() {
        DataType::Date32 => times::<Date32Type>(column, rows, |day| {
            SignedDuration::from_hours(i64::from(day) * 24)
        }),
        DataType::Date64 => times::<Date64Type>(column, rows, SignedDuration::from_millis),
        DataType::Timestamp(TimeUnit::Second, _) => {
            times::<TimestampSecondType>(column, rows, SignedDuration::from_secs);
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            times::<TimestampMillisecondType>(column, rows, SignedDuration::from_millis);
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            times::<TimestampMicrosecondType>(column, rows, SignedDuration::from_micros);
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            times::<TimestampNanosecondType>(column, rows, SignedDuration::from_nanos);
        }
        _ => return parsed(column, rows),
    }
    Ok(())
}

fn times<T: ArrowPrimitiveType>(
    column: &dyn Array,
    rows: &mut Vec<Option<civil::DateTime>>,
    since: fn(T::Native) -> SignedDuration,
) {
    let column: &PrimitiveArray<T> = column.as_primitive();
    let epoch = civil::date(1970, 1, 1).at(0, 0, 0, 0);
    let time = |value: T::Native| epoch.checked_add(since(value)).ok();
    rows.extend(column.iter().map(|value| value.and_then(time)));
}

fn parsed(column: &dyn Array, rows: &mut Vec<Option<civil::DateTime>>) -> Result<(), Error> {
    let mut given = Vec::new();
    let wrong = |_| Error::column("dates", column.data_type());
    texts(column, &mut given).map_err(wrong)?;
    for text in given {
        let row = rows.len();
        let time = text.map(parse_reference).transpose();
        rows.push(time.map_err(|error| Error::reference(row, error.to_string()))?);
    }
    Ok(())
}
