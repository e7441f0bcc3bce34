use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Folded;
use super::currencies::{Currencies, user_currencies};
use super::number_words::{NumberWord, user_words};
use super::units::{Base, Dimension, PREFIXES, UnitSource, Units, units};

/// Units, currencies and number words of a user's, as they write them down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserSource {
    /// Units of measure.
    pub units: Vec<UnitSource>,
    /// From a name, sign or code to an ISO 4217 code, or to one of their own of three letters.
    pub currencies: BTreeMap<String, String>,
    /// Words with their values: 0 to 99, a power of ten, or a group like a dozen.
    pub number_words: BTreeMap<String, u64>,
}

/// An entry of a [`UserSource`] that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct UserWordsError {
    list: &'static str,
    place: String,
    problem: String,
}

impl UserWordsError {
    /// `units`, `currencies` or `number_words`.
    pub fn list(&self) -> &'static str {
        self.list
    }
}

/// The tables of a user's own words, asked before those of the data.
///
/// ```
/// use textsift::lexicon::{UserSource, UserWords};
/// let source = UserSource {
///     number_words: [("gross".to_owned(), 144)].into(),
///     ..UserSource::default()
/// };
/// let numbers = textsift::numbers::Settings {
///     words: Some(std::sync::Arc::new(UserWords::new(source).unwrap())),
///     ..Default::default()
/// };
/// let settings = textsift::Settings { numbers, ..Default::default() };
/// let document = textsift::Sifter::new(settings).analyze("They sold two gross of eggs.");
/// let value = document.mentions().numbers[0].value.clone().unwrap();
/// assert_eq!(value.to_integer(), Some(288));
/// ```
#[derive(Debug)]
pub struct UserWords {
    source: UserSource,
    /// Units of measure.
    pub units: Units,
    /// Currencies.
    pub currencies: Currencies,
    /// Number words.
    pub number_words: Folded<NumberWord>,
}

impl UserWords {
    /// Makes the tables.
    ///
    /// # Errors
    /// If an entry cannot be; the error names it, its key, and what is possible.
    pub fn new(source: UserSource) -> Result<Self, UserWordsError> {
        let keyed = |list| {
            move |(key, problem)| UserWordsError {
                list,
                place: format!("{list}['{key}']"),
                problem,
            }
        };
        let units = user_units(&source.units).map_err(|(index, key, problem)| UserWordsError {
            list: "units",
            place: format!("units[{index}]['{key}']"),
            problem,
        })?;
        let currencies = user_currencies(&source.currencies).map_err(keyed("currencies"))?;
        let number_words = user_words(&source.number_words).map_err(keyed("number_words"))?;
        Ok(Self {
            source,
            units,
            currencies,
            number_words,
        })
    }
}

impl PartialEq for UserWords {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// Units of a user's, with the dimensions of the data. One without a dimension makes its own.
///
/// # Errors
/// The index of a unit, its key, and what is wrong there.
fn user_units(sources: &[UnitSource]) -> Result<Units, (usize, &'static str, String)> {
    let mut dimensions = units().dimensions.clone();
    let mut sources = sources.to_vec();
    for (index, unit) in sources.iter_mut().enumerate() {
        check_unit(unit).map_err(|(key, problem)| (index, key, problem))?;
        if unit.dimension.is_empty() {
            unit.dimension = format!("other: {}", unit.code);
            dimensions.push(Dimension {
                name: Cow::Owned(unit.dimension.clone()),
                si: Cow::Owned(unit.code.clone()),
                base: Base::default(),
            });
        }
        unit.pint.get_or_insert_default();
    }
    let mut built = Units::new(&sources, dimensions, Cow::Owned);
    for own in &mut built.dimensions[units().dimensions.len()..] {
        own.name = Cow::Borrowed("other");
    }
    Ok(built)
}

/// What is wrong with a user's unit: the key, what it wants, and what it got.
fn check_unit(unit: &UnitSource) -> Result<(), (&'static str, String)> {
    let expected =
        |key, wanted: &str, got: &str| Err((key, format!("expected {wanted}, got '{got}'")));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
    if !plain(&unit.code) {
        return expected(
            "code",
            "a UCUM code, or '{name}', in ASCII without spaces",
            &unit.code,
        );
    }
    if unit.name.trim().is_empty() {
        return expected("name", "the unit's name in the singular", &unit.name);
    }
    let known = |name: &str| units().dimensions.iter().any(|d| *d.name == *name);
    if !unit.dimension.is_empty() && !known(&unit.dimension) {
        let names: Vec<_> = units().dimensions.iter().map(|d| &*d.name).collect();
        let wanted = format!("one of '{}', or none", names.join("', '"));
        return expected("dimension", &wanted, &unit.dimension);
    }
    if !(unit.factor > 0.0 && unit.factor.is_finite()) {
        return expected("factor", "a number above 0", &unit.factor.to_string());
    }
    if !unit.offset.is_finite() {
        return expected("offset", "a number", &unit.offset.to_string());
    }
    let prefixes = unit.on.iter().flat_map(|on| on.split_whitespace());
    for prefix in prefixes {
        if prefix != "K" && !PREFIXES.iter().any(|(symbol, ..)| *symbol == prefix) {
            return expected(
                "on",
                "symbols of SI or binary prefixes, such as 'k M m'",
                prefix,
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_is_no_number_is_told_by_its_key() {
        let unit = |factor, offset| UnitSource {
            code: "{widget}".to_owned(),
            name: "widget".to_owned(),
            factor,
            offset,
            ..UnitSource::default()
        };
        for (factor, offset, place) in [
            (f64::NAN, 0.0, "units[0]['factor']"),
            (0.0, 0.0, "units[0]['factor']"),
            (1.0, f64::NAN, "units[0]['offset']"),
            (1.0, f64::INFINITY, "units[0]['offset']"),
        ] {
            let source = UserSource {
                units: vec![unit(factor, offset)],
                ..UserSource::default()
            };
            let error = UserWords::new(source).unwrap_err().to_string();
            assert!(error.starts_with(place), "{error}");
        }
    }
}
