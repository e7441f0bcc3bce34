//! The columns of record batches, filled from the values of the schema's tables.

use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, RecordBatch, RecordBatchOptions, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, SchemaRef};

use super::builder::{Builder, Ends, nulls};
use super::fields::is_copy;
use crate::document::schema::{DATES, ENTITIES, Field, NUMBERS, QUOTES, SENTENCES, View};
use crate::{Date, Entity, Mentions, Number, Quote, Sentence, What};

/// The columns of one record batch while it grows, and then of the next.
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

    /// Appends the mentions of each text, and nulls for a text that is null.
    pub(super) fn append(&mut self, texts: &[Option<View<'_>>]) {
        self.valid.extend(texts.iter().map(Option::is_some));
        append(&mut self.sentences, texts, |all| &all.sentences);
        append(&mut self.entities, texts, |all| &all.entities);
        append(&mut self.numbers, texts, |all| &all.numbers);
        append(&mut self.dates, texts, |all| &all.dates);
        append(&mut self.quotes, texts, |all| &all.quotes);
    }

    /// The rows so far.
    pub(super) fn take(&mut self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let rows = self.valid.len();
        let mut lists = Lists {
            schema,
            nulls: nulls(&mut self.valid),
            arrays: Vec::new(),
        };
        lists.add(&mut self.sentences)?;
        lists.add(&mut self.entities)?;
        lists.add(&mut self.numbers)?;
        lists.add(&mut self.dates)?;
        lists.add(&mut self.quotes)?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(schema.clone(), lists.arrays, &options)
    }
}

fn append<M>(list: &mut Option<List<M>>, texts: &[Option<View<'_>>], of: fn(&Mentions) -> &[M]) {
    if let Some(list) = list {
        list.append(texts, of);
    }
}

/// The finished columns, in the order of the schema's fields.
struct Lists<'a> {
    schema: &'a SchemaRef,
    nulls: Option<NullBuffer>,
    arrays: Vec<ArrayRef>,
}

impl Lists<'_> {
    fn add<M>(&mut self, list: &mut Option<List<M>>) -> Result<(), ArrowError> {
        if let Some(list) = list {
            let field = self.schema.field(self.arrays.len()).data_type();
            let array = list.take(field, self.nulls.clone())?;
            self.arrays.push(Arc::new(array));
        }
        Ok(())
    }
}

/// One list of mentions for each text: a builder for each field.
struct List<M: 'static> {
    fields: Vec<(&'static Field<M>, Builder)>,
    mentions: usize,
    /// Where each text's mentions end.
    ends: Ends,
}

impl<M> List<M> {
    fn new(table: &'static [Field<M>], texts: bool) -> Self {
        let fields = table.iter().filter(|field| texts || !is_copy(field.name));
        Self {
            fields: fields
                .map(|field| (field, Builder::new(field.ty)))
                .collect(),
            mentions: 0,
            ends: Ends::default(),
        }
    }

    fn append(&mut self, texts: &[Option<View<'_>>], of: fn(&Mentions) -> &[M]) {
        let mut found = Vec::new();
        for view in texts {
            if let Some(view) = view {
                let mentions = of(view.mentions()).iter();
                found.extend(mentions.map(|mention| (mention, view)));
            }
            self.ends.push(self.mentions + found.len());
        }
        self.mentions += found.len();
        for (field, builder) in &mut self.fields {
            builder.extend(
                found
                    .iter()
                    .map(|(mention, view)| (field.get)(mention, view)),
            );
        }
    }

    fn take(&mut self, ty: &DataType, nulls: Option<NullBuffer>) -> Result<ListArray, ArrowError> {
        let DataType::List(item) = ty else {
            return Err(ArrowError::SchemaError(format!("{ty} is no list")));
        };
        let DataType::Struct(fields) = item.data_type() else {
            return Err(ArrowError::SchemaError(format!("{item} is no struct")));
        };
        let arrays = self.fields.iter_mut().map(|(_, builder)| builder.take());
        let values = StructArray::try_new(fields.clone(), arrays.collect::<Result<_, _>>()?, None)?;
        let ends = self.ends.take(std::mem::take(&mut self.mentions))?;
        ListArray::try_new(item.clone(), ends, Arc::new(values), nulls)
    }
}
