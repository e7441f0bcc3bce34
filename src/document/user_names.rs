//! The user's own names and patterns as plain values: a map from name to label, or a list of
//! records.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer};
use serde::{Deserialize, Serialize, Serializer};

use crate::entities::{Label, NameRef, Names, PatternError, UserPattern};

/// The names of a gazetteer; as JSON a map from name to label, or a list of records with `name`,
/// `label`, and maybe `id` and `aliases`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserNames(pub Arc<Names>);

/// One record of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    name: String,
    label: String,
    #[serde(default, deserialize_with = "key")]
    id: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

impl<'de> Deserialize<'de> for UserNames {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let records: Vec<Record> = map_or_list(deserializer)?.unwrap_or_default();
        let mut names = Names::default();
        for record in &records {
            let aliases = record.aliases.iter().map(String::as_str);
            let texts = std::iter::once(record.name.as_str()).chain(aliases);
            let id = record.id.as_deref().unwrap_or_default();
            if !names.push(texts, &Label::from(&*record.label), id) {
                let problem = "all names together have 4 GiB";
                return Err(serde::de::Error::custom(problem));
            }
        }
        names.shrink_to_fit();
        Ok(Self(Arc::new(names)))
    }
}

impl Serialize for UserNames {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            name: &'a str,
            label: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'a str>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            aliases: Vec<&'a str>,
        }
        fn shown(name: NameRef<'_>) -> Shown<'_> {
            let mut texts = name.texts();
            Shown {
                name: texts.next().unwrap_or_default(),
                label: name.label().name(),
                id: name.id(),
                aliases: texts.collect(),
            }
        }
        serializer.collect_seq(self.0.iter().map(shown))
    }
}

/// One regular expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserRegex {
    /// The expression, in the syntax of the `regex` crate.
    pub pattern: String,
    /// The label of its matches.
    pub label: String,
    /// The user's own key.
    #[serde(
        default,
        deserialize_with = "key",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<String>,
}

impl TryFrom<&UserRegex> for UserPattern {
    type Error = PatternError;

    fn try_from(user: &UserRegex) -> Result<Self, PatternError> {
        let id = user.id.as_deref().map(Into::into);
        Self::new(&user.pattern, Label::from(&*user.label), id)
    }
}

/// Whole numbers are keys too.
fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a string or a whole number as id")]
    enum Key {
        Text(String),
        Number(i64),
    }
    let key = Option::<Key>::deserialize(deserializer)?;
    Ok(key.map(|key| match key {
        Key::Text(text) => text,
        Key::Number(number) => number.to_string(),
    }))
}

/// What one entry of a map stands for.
pub(super) trait Entry: Sized {
    fn new(key: String, label: String) -> Self;
}

impl Entry for Record {
    fn new(name: String, label: String) -> Self {
        Self {
            name,
            label,
            id: None,
            aliases: Vec::new(),
        }
    }
}

impl Entry for UserRegex {
    fn new(pattern: String, label: String) -> Self {
        Self {
            pattern,
            label,
            id: None,
        }
    }
}

/// Reads a map from names to labels, or a list of records, in their order.
pub(super) fn map_or_list<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Entry + Deserialize<'de>,
{
    struct Either<T>(PhantomData<T>);

    impl<'de, T: Entry + Deserialize<'de>> Visitor<'de> for Either<T> {
        type Value = Option<Vec<T>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map to labels, or a list of records")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut entries = Vec::new();
            while let Some((key, label)) = map.next_entry()? {
                entries.push(T::new(key, label));
            }
            Ok(Some(entries))
        }

        fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Self::Value, S::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list)).map(Some)
        }
    }

    deserializer.deserialize_any(Either(PhantomData))
}
