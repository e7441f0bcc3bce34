//! Growing Arrow arrays, filled from the values of the schema's tables.

use std::fmt::Write;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int32Builder, ListBuilder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::{ArrayRef, ListArray, RecordBatch, RecordBatchOptions, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use jiff::civil;

use super::fields::{float_item, is_copy};
use crate::document::schema::{
    DATES, ENTITIES, Field, NUMBERS, QUOTES, SENTENCES, Type, Value, View,
};
use crate::{Date, Entity, Mentions, Number, Quote, Sentence, What};

/// The columns of one record batch while it grows.
pub(super) struct Columns {
    sentences: Option<List<Sentence>>,
    entities: Option<List<Entity>>,
    numbers: Option<List<Number>>,
    dates: Option<List<Date>>,
    quotes: Option<List<Quote>>,
    valid: Vec<bool>,
}

impl Columns {
    pub(super) fn new(what: What, texts: bool) -> Self {
        Self {
            sentences: what.sentences.then(|| List::new(SENTENCES, texts)),
            entities: what.entities.then(|| List::new(ENTITIES, texts)),
            numbers: what.numbers.then(|| List::new(NUMBERS, texts)),
            dates: what.dates.then(|| List::new(DATES, texts)),
            quotes: what.quotes.then(|| List::new(QUOTES, texts)),
            valid: Vec::new(),
        }
    }

    /// Appends the mentions of one text.
    pub(super) fn push(&mut self, view: &View<'_>) {
        self.append(view.mentions(), Some(view));
    }

    /// Appends a row for a text that is null.
    pub(super) fn push_null(&mut self) {
        self.append(&Mentions::default(), None);
    }

    fn append(&mut self, all: &Mentions, view: Option<&View<'_>>) {
        self.valid.push(view.is_some());
        append(&mut self.sentences, &all.sentences, view);
        append(&mut self.entities, &all.entities, view);
        append(&mut self.numbers, &all.numbers, view);
        append(&mut self.dates, &all.dates, view);
        append(&mut self.quotes, &all.quotes, view);
    }

    pub(super) fn finish(self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let rows = self.valid.len();
        let all_valid = self.valid.iter().all(|&valid| valid);
        let nulls = (!all_valid).then(|| NullBuffer::from(self.valid));
        let mut lists = Lists {
            schema,
            nulls,
            arrays: Vec::new(),
        };
        lists.add(self.sentences)?;
        lists.add(self.entities)?;
        lists.add(self.numbers)?;
        lists.add(self.dates)?;
        lists.add(self.quotes)?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(schema.clone(), lists.arrays, &options)
    }
}

fn append<M>(list: &mut Option<List<M>>, mentions: &[M], view: Option<&View<'_>>) {
    if let Some(list) = list {
        list.push(mentions, view);
    }
}

/// The finished columns, in the order of the schema's fields.
struct Lists<'a> {
    schema: &'a SchemaRef,
    nulls: Option<NullBuffer>,
    arrays: Vec<ArrayRef>,
}

impl Lists<'_> {
    fn add<M>(&mut self, list: Option<List<M>>) -> Result<(), ArrowError> {
        if let Some(list) = list {
            let field = self.schema.field(self.arrays.len()).data_type();
            let array = list.finish(field, self.nulls.clone())?;
            self.arrays.push(Arc::new(array));
        }
        Ok(())
    }
}

/// One list of mentions for each text: a builder for each field.
struct List<M: 'static> {
    fields: Vec<(&'static Field<M>, Builder)>,
    /// Where each text's mentions end.
    ends: Vec<i32>,
}

impl<M> List<M> {
    fn new(table: &'static [Field<M>], texts: bool) -> Self {
        let fields = table.iter().filter(|field| texts || !is_copy(field.name));
        Self {
            fields: fields
                .map(|field| (field, Builder::new(field.ty)))
                .collect(),
            ends: vec![0],
        }
    }

    fn push(&mut self, mentions: &[M], view: Option<&View<'_>>) {
        if let Some(view) = view.filter(|_| !mentions.is_empty()) {
            for (field, builder) in &mut self.fields {
                for mention in mentions {
                    builder.push((field.get)(mention, view));
                }
            }
        }
        let end = self.ends.last().copied().unwrap_or_default();
        self.ends.push(end + mentions.len() as i32);
    }

    fn finish(self, ty: &DataType, nulls: Option<NullBuffer>) -> Result<ListArray, ArrowError> {
        let DataType::List(item) = ty else {
            return Err(ArrowError::SchemaError(format!("{ty} is no list")));
        };
        let DataType::Struct(fields) = item.data_type() else {
            return Err(ArrowError::SchemaError(format!("{item} is no struct")));
        };
        let arrays: Vec<ArrayRef> = self.fields.into_iter().map(|(_, b)| b.finish()).collect();
        let values = StructArray::try_new(fields.clone(), arrays, None)?;
        let ends = OffsetBuffer::new(self.ends.into());
        ListArray::try_new(item.clone(), ends, Arc::new(values), nulls)
    }
}

/// One field's values.
enum Builder {
    Int(Int32Builder),
    Text(StringBuilder),
    /// Text that the values state as numbers.
    Digits(StringBuilder),
    Bool(BooleanBuilder),
    Float(Float64Builder),
    Floats(ListBuilder<Float64Builder>),
    Time(TimestampMicrosecondBuilder),
}

impl Builder {
    fn new(ty: Type) -> Self {
        match ty {
            Type::Position | Type::Index | Type::Int => Self::Int(Int32Builder::new()),
            Type::Text | Type::Name => Self::Text(StringBuilder::new()),
            Type::Digits => Self::Digits(StringBuilder::new()),
            Type::Bool => Self::Bool(BooleanBuilder::new()),
            Type::Float | Type::Exact => Self::Float(Float64Builder::new()),
            Type::Exacts => {
                let floats = ListBuilder::new(Float64Builder::new());
                Self::Floats(floats.with_field(float_item()))
            }
            Type::Time => Self::Time(TimestampMicrosecondBuilder::new()),
        }
    }

    /// Appends a value; one of another type than the field's is null.
    fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Int(builder), Value::Int(value)) => builder.append_value(value),
            (Self::Int(builder), _) => builder.append_null(),
            (Self::Text(builder), Value::Text(text)) => builder.append_value(text),
            (Self::Text(builder), _) => builder.append_null(),
            (Self::Digits(builder), Value::Exact(number)) => {
                // What is written belongs to the value that is appended next.
                let _ = write!(builder, "{number}");
                builder.append_value("");
            }
            (Self::Digits(builder), _) => builder.append_null(),
            (Self::Bool(builder), Value::Bool(value)) => builder.append_value(value),
            (Self::Bool(builder), _) => builder.append_null(),
            (Self::Float(builder), Value::Float(value)) => builder.append_value(value),
            (Self::Float(builder), Value::Exact(number)) => builder.append_value(number.to_f64()),
            (Self::Float(builder), _) => builder.append_null(),
            (Self::Floats(builder), Value::Exacts(numbers)) => {
                builder.append_value(numbers.iter().map(|number| Some(number.to_f64())));
            }
            (Self::Floats(builder), _) => builder.append_null(),
            (Self::Time(builder), Value::Time(time)) => builder.append_value(microseconds(time)),
            (Self::Time(builder), _) => builder.append_null(),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Int(mut builder) => Arc::new(builder.finish()),
            Self::Text(mut builder) | Self::Digits(mut builder) => Arc::new(builder.finish()),
            Self::Bool(mut builder) => Arc::new(builder.finish()),
            Self::Float(mut builder) => Arc::new(builder.finish()),
            Self::Floats(mut builder) => Arc::new(builder.finish()),
            Self::Time(mut builder) => Arc::new(builder.finish()),
        }
    }
}

/// Since 1970, as if the naive time were UTC.
fn microseconds(time: civil::DateTime) -> i64 {
    let epoch = civil::date(1970, 1, 1).at(0, 0, 0, 0);
    (time.duration_since(epoch).as_micros()) as i64
}
