//! The Arrow types, from the schema's tables.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, TimeUnit};

use crate::What;
use crate::document::schema::{self, Column, LISTS, Type};
use crate::text::OffsetUnit;

/// The columns that [`extract`](super::extract) gives for `what`.
pub fn schema(what: What, unit: OffsetUnit, texts: bool) -> Schema {
    let asked = [
        what.sentences,
        what.entities,
        what.numbers,
        what.dates,
        what.quotes,
    ];
    let lists = LISTS.into_iter().zip(asked).filter(|(_, asked)| *asked);
    let fields = lists.map(|(list, _)| list_field(list, unit, texts));
    Schema::new(fields.collect::<Fields>())
}

/// The column of the list named `list`: `list<struct>`, its metadata the offset unit and versions.
pub fn list_field(list: &str, unit: OffsetUnit, texts: bool) -> FieldRef {
    let columns = schema::columns(list).into_iter();
    let columns = columns.filter(|column| texts || !is_copy(column.name));
    let fields = columns.map(|column| field(&column)).collect();
    let item = Field::new("item", DataType::Struct(fields), false);
    let metadata = HashMap::from([
        ("textsift:offsets".to_owned(), unit.name().to_owned()),
        ("textsift:schema".to_owned(), schema::VERSION.to_owned()),
        (
            "textsift:version".to_owned(),
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
    ]);
    let list = Field::new(list, DataType::List(Arc::new(item)), true);
    Arc::new(list.with_metadata(metadata))
}

/// The copy of a mention's own text, which its positions give as well.
pub(super) fn is_copy(name: &str) -> bool {
    name == "text"
}

fn field(column: &Column) -> Field {
    Field::new(column.name, data_type(column.ty), column.nullable)
}

/// The items of a list of floats.
pub(super) fn float_item() -> FieldRef {
    Arc::new(Field::new("item", DataType::Float64, false))
}

pub(super) fn data_type(ty: Type) -> DataType {
    match ty {
        Type::Position | Type::Index | Type::Int => DataType::Int32,
        Type::Text | Type::Name | Type::Digits => DataType::Utf8,
        Type::Bool => DataType::Boolean,
        Type::Float | Type::Exact => DataType::Float64,
        Type::Exacts => DataType::List(float_item()),
        Type::Time => DataType::Timestamp(TimeUnit::Microsecond, None),
    }
}
