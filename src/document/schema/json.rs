use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{DATES, ENTITIES, Field, NUMBERS, QUOTES, SENTENCES, Value, View};

/// The text and the lists asked for, as one object. Exact numbers and times are strings.
impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", self.text())?;
        self.serialize_lists(&mut map)?;
        map.end()
    }
}

impl View<'_> {
    /// Writes the lists asked for into `map`, by their names.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize_lists<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let (what, all) = (self.what(), self.mentions());
        if what.sentences {
            map.serialize_entry("sentences", &List(self, SENTENCES, &all.sentences))?;
        }
        if what.entities {
            map.serialize_entry("entities", &List(self, ENTITIES, &all.entities))?;
        }
        if what.numbers {
            map.serialize_entry("numbers", &List(self, NUMBERS, &all.numbers))?;
        }
        if what.dates {
            map.serialize_entry("dates", &List(self, DATES, &all.dates))?;
        }
        if what.quotes {
            map.serialize_entry("quotes", &List(self, QUOTES, &all.quotes))?;
        }
        Ok(())
    }
}

struct List<'v, 'a, M: 'static>(&'v View<'a>, &'static [Field<M>], &'a [M]);

impl<M> Serialize for List<'_, '_, M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(view, fields, mentions) = *self;
        serializer.collect_seq(mentions.iter().map(|mention| Row(view, fields, mention)))
    }
}

/// One mention as an object.
pub(crate) struct Row<'v, 'a, M: 'static>(
    pub(crate) &'v View<'a>,
    pub(crate) &'static [Field<M>],
    pub(crate) &'a M,
);

impl<M> Serialize for Row<'_, '_, M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(view, fields, mention) = *self;
        let shown = fields.iter().filter(|field| field.ty.in_json());
        serializer.collect_map(shown.map(|field| (field.name, (field.get)(mention, view))))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Null => serializer.serialize_unit(),
            Self::Int(value) => serializer.serialize_i32(value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Float(value) => serializer.serialize_f64(value),
            Self::Exact(value) => serializer.collect_str(value),
            Self::Exacts(values) => serializer.collect_seq(values.iter().map(ToString::to_string)),
            Self::Time(time) => serializer.collect_str(&time),
        }
    }
}
