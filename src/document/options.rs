use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::schema::LISTS;
use super::user_names::{UserNames, UserRegex, map_or_list};
use super::{Settings, What};
use crate::dates::{self, Prefer};
use crate::entities::{self, Case, EntityModel, Gazetteer, Priority, Score, UserPattern};
use crate::lexicon::{UnitSource, UserSource, UserWords};
use crate::numbers;
use crate::sentences::{self, Language, Named, Profile, SentenceModel};
use crate::text::OffsetUnit;

/// The settings under their public names and as plain values: the keyword arguments of Python's
/// `Sifter`, the `settings` of a JSON record or a test case.
///
/// ```
/// use textsift::document::Options;
/// let json = r#"{"what": ["numbers"], "reference_date": "2015-11-22"}"#;
/// let options: Options = serde_json::from_str(json).unwrap();
/// assert!(!options.settings().unwrap().what.dates);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The lists that are given out ([`LISTS`]); all if none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<Vec<String>>,
    /// The labels of the entities that are given out; the default ones and the user's own if none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
    /// Entities of the tagger with a lower score, 0 to 1, are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_score: Option<f64>,
    /// The user's own names: a map from name to label, or records with aliases and ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gazetteer: Option<UserNames>,
    /// `smart`, `exact` or `folded`: how the case of a text counts for the gazetteer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gazetteer_case: Option<String>,
    /// The user's own regular expressions: a map from pattern to label, or records with ids.
    #[serde(
        deserialize_with = "map_or_list",
        skip_serializing_if = "Option::is_none"
    )]
    pub patterns: Option<Vec<UserRegex>>,
    /// `gazetteer` or `model`: which of the two wins where they overlap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// An ISO 8601 date, or date and time, on which the texts were written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_date: Option<String>,
    /// `past`, `future` or `nearest` for yearless dates and weekdays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefer: Option<String>,
    /// `3/4/2015` is the third of April.
    #[serde(skip_serializing_if = "is_false")]
    pub day_first: bool,
    /// `1.234,5` instead of `1,234.5`.
    #[serde(skip_serializing_if = "is_false")]
    pub decimal_comma: bool,
    /// ISO 4217 code for a bare `$`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Units of the user's, each as a map of the keys of [`UnitSource`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<Vec<Json>>,
    /// The user's names, signs and codes of currencies, with their ISO 4217 codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currencies: Option<BTreeMap<String, Json>>,
    /// The user's number words, with their values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_words: Option<BTreeMap<String, Json>>,
    /// Keep numbers that stand wholly inside a name.
    #[serde(skip_serializing_if = "is_false")]
    pub numbers_in_names: bool,
    /// Abbreviations beside the built-in ones: their period ends no sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviations: Option<Vec<String>>,
    /// The language that sentences are split in, as an ISO 639 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `general` or `legal`: what the texts are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// `auto`, `paragraph`, `always` or `never`: which newlines end a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newlines: Option<String>,
    /// `split` or `whole`: what becomes of a quotation of several sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<String>,
    /// A semicolon ends a sentence.
    #[serde(skip_serializing_if = "is_false")]
    pub semicolons: bool,
    /// A dash ends a sentence.
    #[serde(skip_serializing_if = "is_false")]
    pub dashes: bool,
    /// `join`, `alone` or `ignore`: what the marker of a list item is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_markers: Option<String>,
    /// Weights of the user's for sentences. No JSON has them: who gives them reads their file.
    #[serde(skip)]
    pub sentence_model: Option<SentenceModel>,
    /// The same for entities.
    #[serde(skip)]
    pub entity_model: Option<EntityModel>,
    /// `codepoint`, `byte` or `utf16`: the unit of positions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offsets: Option<String>,
}

/// A setting that cannot be.
///
/// Its text names the setting, what was given, and what is possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SettingsError {
    name: &'static str,
    pub(super) problem: String,
}

impl SettingsError {
    pub(super) fn expected(name: &'static str, possible: &str, given: &str) -> Self {
        let problem = format!("{name}: expected {possible}, got '{given}'");
        Self { name, problem }
    }

    /// A problem that names the setting itself.
    fn new(name: &'static str, problem: &impl ToString) -> Self {
        let problem = problem.to_string();
        Self { name, problem }
    }

    /// The name of the setting.
    pub fn setting(&self) -> &'static str {
        self.name
    }
}

impl Options {
    /// The settings that they name.
    ///
    /// # Errors
    /// If a value is not one of those possible.
    pub fn settings(&self) -> Result<Settings, SettingsError> {
        let reference = self.reference_date.as_deref();
        Ok(Settings {
            what: self.what()?,
            sentences: self.sentences()?,
            entities: self.entities()?,
            numbers: numbers::Settings {
                currency: self.currency.as_deref().map(currency).transpose()?,
                decimal_comma: self.decimal_comma,
                in_names: self.numbers_in_names,
                words: self.words()?,
            },
            dates: dates::Settings {
                reference: reference.map(parse_reference).transpose()?,
                prefer: self.prefer()?,
                day_first: self.day_first,
            },
        })
    }

    /// The unit of positions.
    ///
    /// # Errors
    /// If the name is not one of the three.
    pub fn offset_unit(&self) -> Result<OffsetUnit, SettingsError> {
        let Some(given) = self.offsets.as_deref() else {
            return Ok(OffsetUnit::default());
        };
        [OffsetUnit::CodePoint, OffsetUnit::Byte, OffsetUnit::Utf16]
            .into_iter()
            .find(|unit| unit.name() == given)
            .ok_or_else(|| {
                SettingsError::expected("offsets", "'codepoint', 'byte' or 'utf16'", given)
            })
    }

    fn what(&self) -> Result<What, SettingsError> {
        let Some(names) = &self.what else {
            return Ok(What::default());
        };
        if let Some(given) = names.iter().find(|name| !LISTS.contains(&name.as_str())) {
            let possible = format!("names among '{}'", LISTS.join("', '"));
            return Err(SettingsError::expected("what", &possible, given));
        }
        if names.is_empty() {
            return Err(SettingsError::expected("what", "at least one name", ""));
        }
        let has = |name: &str| names.iter().any(|given| given == name);
        Ok(What {
            sentences: has("sentences"),
            entities: has("entities"),
            numbers: has("numbers"),
            dates: has("dates"),
            quotes: has("quotes"),
        })
    }

    fn sentences(&self) -> Result<sentences::Settings, SettingsError> {
        let settings = sentences::Settings {
            language: choose("language", self.language.as_deref())?,
            profile: choose("profile", self.profile.as_deref())?,
            newlines: choose("newlines", self.newlines.as_deref())?,
            quotes: choose("quotes", self.quotes.as_deref())?,
            semicolons: self.semicolons,
            dashes: self.dashes,
            list_markers: choose("list_markers", self.list_markers.as_deref())?,
            abbreviations: Arc::new(self.abbreviations.iter().flatten().collect()),
            model: self.sentence_model.clone(),
        };
        if settings.profile == Profile::Legal && settings.language != Language::English {
            let given = self.language.as_deref().unwrap_or_default();
            let possible = "'en' with profile 'legal'";
            return Err(SettingsError::expected("language", possible, given));
        }
        if settings.model.is_some() && settings.language != Language::English {
            let given = self.language.as_deref().unwrap_or_default();
            let possible = "'en' with a sentence_model";
            return Err(SettingsError::expected("language", possible, given));
        }
        Ok(settings)
    }

    fn entities(&self) -> Result<entities::Settings, SettingsError> {
        Ok(entities::Settings {
            labels: self.labels()?,
            min_score: self
                .min_score
                .map(min_score)
                .transpose()?
                .unwrap_or_default(),
            gazetteer: self.gazetteer()?,
            patterns: self.patterns()?,
            priority: self.priority()?,
            model: self.entity_model.clone(),
        })
    }

    fn gazetteer(&self) -> Result<Option<Arc<Gazetteer>>, SettingsError> {
        let case = match self.gazetteer_case.as_deref() {
            None | Some("smart") => Case::Smart,
            Some("exact") => Case::Exact,
            Some("folded") => Case::Folded,
            Some(given) => {
                let possible = "'smart', 'exact' or 'folded'";
                return Err(SettingsError::expected("gazetteer_case", possible, given));
            }
        };
        let names = self.gazetteer.as_ref().map(|names| names.0.clone());
        let built = names.map(|names| Gazetteer::of(names, case)).transpose();
        let built = built.map_err(|error| SettingsError::new("gazetteer", &error))?;
        Ok(built.map(Arc::new))
    }

    fn words(&self) -> Result<Option<Arc<UserWords>>, SettingsError> {
        let none = self.units.is_none() && self.currencies.is_none() && self.number_words.is_none();
        if none {
            return Ok(None);
        }
        let source = UserSource {
            units: user_units(self.units.as_deref().unwrap_or_default())?,
            currencies: user_map("currencies", self.currencies.as_ref(), "str")?,
            number_words: user_map("number_words", self.number_words.as_ref(), "int from 0 on")?,
        };
        let words = UserWords::new(source);
        let words = words.map_err(|error| SettingsError::new(error.list(), &error))?;
        Ok(Some(Arc::new(words)))
    }

    fn patterns(&self) -> Result<Vec<UserPattern>, SettingsError> {
        let patterns = self.patterns.iter().flatten().map(UserPattern::try_from);
        patterns
            .collect::<Result<_, _>>()
            .map_err(|error| SettingsError::new("patterns", &error))
    }

    fn priority(&self) -> Result<Priority, SettingsError> {
        match self.priority.as_deref() {
            None | Some("gazetteer") => Ok(Priority::Gazetteer),
            Some("model") => Ok(Priority::Model),
            Some(given) => {
                let possible = "'gazetteer' or 'model'";
                Err(SettingsError::expected("priority", possible, given))
            }
        }
    }

    fn prefer(&self) -> Result<Prefer, SettingsError> {
        match self.prefer.as_deref() {
            None | Some("nearest") => Ok(Prefer::Nearest),
            Some("past") => Ok(Prefer::Past),
            Some("future") => Ok(Prefer::Future),
            Some(given) => {
                let possible = "'past', 'future' or 'nearest'";
                Err(SettingsError::expected("prefer", possible, given))
            }
        }
    }
}

/// The user's units; a wrong one is told by its place and its key.
fn user_units(units: &[Json]) -> Result<Vec<UnitSource>, SettingsError> {
    let wrong = |place: String, problem: &str| {
        SettingsError::new("units", &format!("units{place}: {problem}"))
    };
    let mut read = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let Some(keys) = unit.as_object() else {
            let problem = format!("expected a dict with 'code' and 'name', got {unit}");
            return Err(wrong(format!("[{index}]"), &problem));
        };
        for (key, value) in keys {
            let alone = Json::from_iter([(key.clone(), value.clone())]);
            UnitSource::deserialize(alone)
                .map_err(|error| wrong(format!("[{index}]['{key}']"), &error.to_string()))?;
        }
        let unit = UnitSource::deserialize(unit);
        read.push(unit.map_err(|error| wrong(format!("[{index}]"), &error.to_string()))?);
    }
    Ok(read)
}

/// A map of the user's; a wrong value is told by its key.
fn user_map<T: serde::de::DeserializeOwned>(
    name: &'static str,
    map: Option<&BTreeMap<String, Json>>,
    expected: &str,
) -> Result<BTreeMap<String, T>, SettingsError> {
    let read = |(key, value): (&String, &Json)| {
        let problem = || format!("{name}['{key}']: expected {expected}, got {value}");
        let value = T::deserialize(value).map_err(|_| SettingsError::new(name, &problem()))?;
        Ok((key.clone(), value))
    };
    map.into_iter().flatten().map(read).collect()
}

/// The value that is named so; the default if nothing is given.
fn choose<T: Named + Default>(name: &'static str, given: Option<&str>) -> Result<T, SettingsError> {
    let Some(given) = given else {
        return Ok(T::default());
    };
    let found = T::NAMES.iter().find(|(name, _)| *name == given);
    found.map(|&(_, value)| value).ok_or_else(|| {
        let names: Vec<_> = T::NAMES
            .iter()
            .map(|(name, _)| format!("'{name}'"))
            .collect();
        let (last, rest) = names.split_last().expect("a setting has values");
        let possible = format!("{} or {last}", rest.join(", "));
        SettingsError::expected(name, &possible, given)
    })
}

/// Reads a reference date: `2015-11-22` or `2015-11-22T10:30:00`; a zone is passed over, `Z` too.
///
/// # Errors
/// If it is neither.
pub fn parse_reference(given: &str) -> Result<civil::DateTime, SettingsError> {
    let zulu = given.strip_suffix(['Z', 'z']);
    let time = zulu.filter(|time| time.contains(':')).unwrap_or(given);
    time.parse().map_err(|_| {
        let possible = "an ISO 8601 date or date and time";
        SettingsError::expected("reference_date", possible, given)
    })
}

fn min_score(given: f64) -> Result<Score, SettingsError> {
    Score::new(given as f32).ok_or_else(|| {
        let possible = "a number from 0 to 1";
        SettingsError::expected("min_score", possible, &given.to_string())
    })
}

fn currency(given: &str) -> Result<String, SettingsError> {
    if given.len() == 3 && given.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(given.to_owned());
    }
    let possible = "an ISO 4217 code such as 'USD'";
    Err(SettingsError::expected("currency", possible, given))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests;
