//! One growing Arrow array for each field; its memory serves batch after batch.

use std::fmt::Write;
use std::sync::Arc;

use arrow_array::types::{Float64Type, Int32Type, TimestampMicrosecondType};
use arrow_array::{ArrayRef, BooleanArray, Float64Array, ListArray, PrimitiveArray, StringArray};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::ArrowError;
use jiff::civil;

use super::fields::float_item;
use crate::document::schema::{Type, Value};
use crate::numerals::Exact;

/// One field's values.
pub(super) enum Builder {
    Int(Values<i32>),
    Text(Texts),
    /// Text that the values state as numbers.
    Digits(Texts),
    Bool(Values<bool>),
    Float(Values<f64>),
    Floats(Lists),
    Time(Values<i64>),
}

impl Builder {
    pub(super) fn new(ty: Type) -> Self {
        match ty {
            Type::Position | Type::Index | Type::Int => Self::Int(Values::default()),
            Type::Text | Type::Name => Self::Text(Texts::default()),
            Type::Digits => Self::Digits(Texts::default()),
            Type::Bool => Self::Bool(Values::default()),
            Type::Float | Type::Exact => Self::Float(Values::default()),
            Type::Exacts => Self::Floats(Lists::default()),
            Type::Time => Self::Time(Values::default()),
        }
    }

    /// Appends values; one of another type than the field's is null.
    pub(super) fn extend<'a>(&mut self, values: impl Iterator<Item = Value<'a>>) {
        match self {
            Self::Int(builder) => values.for_each(|value| match value {
                Value::Int(value) => builder.push(Some(value)),
                _ => builder.push(None),
            }),
            Self::Text(builder) => values.for_each(|value| match value {
                Value::Text(text) => builder.push(Some(text)),
                _ => builder.push(None),
            }),
            Self::Digits(builder) => values.for_each(|value| match value {
                Value::Exact(number) => {
                    // What is written belongs to the text that is pushed next.
                    let _ = write!(builder.texts, "{number}");
                    builder.push(Some(""));
                }
                _ => builder.push(None),
            }),
            Self::Bool(builder) => values.for_each(|value| match value {
                Value::Bool(value) => builder.push(Some(value)),
                _ => builder.push(None),
            }),
            Self::Float(builder) => values.for_each(|value| match value {
                Value::Float(value) => builder.push(Some(value)),
                Value::Exact(number) => builder.push(Some(number.to_f64())),
                _ => builder.push(None),
            }),
            Self::Floats(builder) => values.for_each(|value| match value {
                Value::Exacts(numbers) => builder.push(numbers.iter().map(Exact::to_f64)),
                _ => builder.push_null(),
            }),
            Self::Time(builder) => values.for_each(|value| match value {
                Value::Time(time) => builder.push(Some(microseconds(time))),
                _ => builder.push(None),
            }),
        }
    }

    /// The values so far.
    pub(super) fn take(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Int(builder) => {
                let (values, nulls) = builder.take();
                Arc::new(PrimitiveArray::<Int32Type>::new(values.into(), nulls))
            }
            Self::Text(builder) | Self::Digits(builder) => Arc::new(builder.take()?),
            Self::Bool(builder) => {
                let (values, nulls) = builder.take();
                Arc::new(BooleanArray::new(values.into(), nulls))
            }
            Self::Float(builder) => {
                let (values, nulls) = builder.take();
                Arc::new(PrimitiveArray::<Float64Type>::new(values.into(), nulls))
            }
            Self::Floats(builder) => Arc::new(builder.take()?),
            Self::Time(builder) => {
                let (values, nulls) = builder.take();
                let values = ScalarBuffer::from(values);
                Arc::new(PrimitiveArray::<TimestampMicrosecondType>::new(
                    values, nulls,
                ))
            }
        })
    }
}

/// Values of one width.
#[derive(Default)]
pub(super) struct Values<T> {
    values: Vec<T>,
    valid: Vec<bool>,
}

impl<T: Clone + Default> Values<T> {
    fn push(&mut self, value: Option<T>) {
        self.valid.push(value.is_some());
        self.values.push(value.unwrap_or_default());
    }

    fn take(&mut self) -> (Vec<T>, Option<NullBuffer>) {
        (take(&mut self.values), nulls(&mut self.valid))
    }
}

/// Texts behind one another.
#[derive(Default)]
pub(super) struct Texts {
    texts: String,
    ends: Ends,
    valid: Vec<bool>,
}

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        self.texts.push_str(text.unwrap_or_default());
        self.ends.push(self.texts.len());
        self.valid.push(text.is_some());
    }

    fn take(&mut self) -> Result<StringArray, ArrowError> {
        let ends = self.ends.take(self.texts.len())?;
        let mut bytes = std::mem::take(&mut self.texts).into_bytes();
        let texts = Buffer::from_vec(take(&mut bytes));
        // What is left has no byte in it, so that it is a text.
        self.texts = String::from_utf8(bytes).unwrap_or_default();
        StringArray::try_new(ends, texts, nulls(&mut self.valid))
    }
}

/// Lists of floats behind one another.
#[derive(Default)]
pub(super) struct Lists {
    values: Vec<f64>,
    ends: Ends,
    valid: Vec<bool>,
}

impl Lists {
    fn push(&mut self, values: impl Iterator<Item = f64>) {
        self.values.extend(values);
        self.ends.push(self.values.len());
        self.valid.push(true);
    }

    fn push_null(&mut self) {
        self.ends.push(self.values.len());
        self.valid.push(false);
    }

    fn take(&mut self) -> Result<ListArray, ArrowError> {
        let ends = self.ends.take(self.values.len())?;
        let values = Float64Array::from(take(&mut self.values));
        let nulls = nulls(&mut self.valid);
        ListArray::try_new(float_item(), ends, Arc::new(values), nulls)
    }
}

/// Where each of the things that stand behind one another ends.
#[derive(Default)]
pub(super) struct Ends(Vec<i32>);

impl Ends {
    pub(super) fn push(&mut self, end: usize) {
        // Whether it fits is looked at once, when the last end is known.
        self.0.push(end as i32);
    }

    pub(super) fn take(&mut self, last: usize) -> Result<OffsetBuffer<i32>, ArrowError> {
        if i32::try_from(last).is_err() {
            return Err(ArrowError::OffsetOverflowError(last));
        }
        let mut offsets = Vec::with_capacity(self.0.len() + 1);
        offsets.push(0);
        offsets.append(&mut self.0);
        Ok(OffsetBuffer::new(offsets.into()))
    }
}

/// A copy of the right size, and the buffer is empty for the next batch; a large one is given away,
/// for two of it would be too much.
fn take<T: Clone>(buffer: &mut Vec<T>) -> Vec<T> {
    const LARGE: usize = 4 << 20;
    if buffer.len() > LARGE {
        return std::mem::take(buffer);
    }
    let taken = buffer.clone();
    buffer.clear();
    taken
}

/// None where all values are there.
pub(super) fn nulls(valid: &mut Vec<bool>) -> Option<NullBuffer> {
    let nulls = valid
        .contains(&false)
        .then(|| NullBuffer::from(valid.as_slice()));
    valid.clear();
    nulls
}

/// Since 1970, as if the naive time were UTC.
fn microseconds(time: civil::DateTime) -> i64 {
    let epoch = civil::date(1970, 1, 1).at(0, 0, 0, 0);
    (time.duration_since(epoch).as_micros()) as i64
}
