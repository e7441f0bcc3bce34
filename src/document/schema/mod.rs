//! The schema: one table for each kind of mention, and the one way to a field's value.
//!
//! A table row holds a field's name, [`Type`], nullability, meaning, and the function that reads
//! its [`Value`] from a mention in a [`View`]. JSON, Arrow columns, Python's attributes and
//! dictionaries, the stubs and `docs/schema.md` are all made from these rows: nothing else knows
//! which fields there are. Changing a row changes the schema: raise [`VERSION`] and say so in the
//! changelog.

mod json;
mod names;
mod tables;
mod view;

pub use names::{
    bound_name, change_name, date_kind_name, modifier_name, number_kind_name, quote_kind_name,
    source_name,
};
pub use tables::{DATES, ENTITIES, NUMBERS, QUOTES, SENTENCES};
#[cfg(feature = "python")]
pub(crate) use tables::{date_fields, entity_fields, number_fields, quote_fields, sentence_fields};
pub use view::View;

use jiff::civil;

use crate::numerals::Exact;

/// The version of the schema, in the metadata of each Arrow field.
pub const VERSION: &str = "1";

/// The names of the five lists, in the order in which they are given out.
pub const LISTS: [&str; 5] = ["sentences", "entities", "numbers", "dates", "quotes"];

/// The type of a field: what it is in Arrow, in Python, and in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A position in the text, in the offset unit asked for.
    Position,
    /// The index of a mention in its list, or a number that identifies.
    Index,
    /// A whole number.
    Int,
    /// Words of the text, or a name.
    Text,
    /// One of a fixed set of names.
    Name,
    /// True or false.
    Bool,
    /// A float by nature: a probability.
    Float,
    /// An exact number; a float in Arrow, a string in JSON.
    Exact,
    /// The same number's digits for Arrow; not in JSON, whose numbers are exact already.
    Digits,
    /// A list of exact numbers.
    Exacts,
    /// A naive date and time.
    Time,
}

impl Type {
    /// The name of the type in Arrow.
    pub const fn arrow(self) -> &'static str {
        match self {
            Self::Position | Self::Index | Self::Int => "int32",
            Self::Text | Self::Name | Self::Digits => "utf8",
            Self::Bool => "bool",
            Self::Float | Self::Exact => "float64",
            Self::Exacts => "list<float64>",
            Self::Time => "timestamp[us]",
        }
    }

    /// The type in Python.
    pub const fn python(self) -> &'static str {
        match self {
            Self::Position | Self::Index | Self::Int => "int",
            Self::Text | Self::Name | Self::Digits => "str",
            Self::Bool => "bool",
            Self::Float => "float",
            Self::Exact => "Decimal | Fraction",
            Self::Exacts => "list[Decimal | Fraction]",
            Self::Time => "datetime",
        }
    }

    /// Whether JSON and Python's dictionaries have the field.
    pub const fn in_json(self) -> bool {
        !matches!(self, Self::Digits)
    }
}

/// The value of one field of one mention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A position, an index, or a whole number.
    Int(i32),
    /// Text of the document or a name.
    Text(&'a str),
    /// True or false.
    Bool(bool),
    /// A float.
    Float(f64),
    /// An exact number.
    Exact(&'a Exact),
    /// Exact numbers.
    Exacts(&'a [Exact]),
    /// A naive date and time that Arrow and Python can hold.
    Time(civil::DateTime),
}

impl<'a> Value<'a> {
    /// The value, or null.
    fn of<T>(value: Option<T>, make: impl FnOnce(T) -> Value<'a>) -> Self {
        value.map_or(Self::Null, make)
    }
}

/// One row of a table: a field of the mention type `M`.
#[derive(Debug, Clone, Copy)]
pub struct Field<M: 'static> {
    /// Its name, the same everywhere.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means.
    pub doc: &'static str,
    /// Reads it.
    pub get: for<'a> fn(&'a M, &View<'a>) -> Value<'a>,
}

/// Where `name` stands in a table, found while compiling.
#[cfg(feature = "python")]
pub(crate) const fn position<M>(fields: &[Field<M>], name: &str) -> usize {
    let mut at = 0;
    while !same(fields[at].name.as_bytes(), name.as_bytes()) {
        at += 1;
    }
    at
}

#[cfg(feature = "python")]
const fn same(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// A row without the way to its value, for what describes the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The field's name.
    pub name: &'static str,
    /// The field's type.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means.
    pub doc: &'static str,
}

/// The rows of the list `name` ([`LISTS`]); none for another name.
pub fn columns(name: &str) -> Vec<Column> {
    fn all<M>(fields: &[Field<M>]) -> Vec<Column> {
        let column = |f: &Field<M>| Column {
            name: f.name,
            ty: f.ty,
            nullable: f.nullable,
            doc: f.doc,
        };
        fields.iter().map(column).collect()
    }
    match name {
        "sentences" => all(SENTENCES),
        "entities" => all(ENTITIES),
        "numbers" => all(NUMBERS),
        "dates" => all(DATES),
        "quotes" => all(QUOTES),
        _ => Vec::new(),
    }
}
