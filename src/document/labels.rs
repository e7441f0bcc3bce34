//! The labels that are asked for, checked against those that there can be.

use std::sync::Arc;

use super::{Options, SettingsError};
use crate::entities::{EntityModel, Label};

impl Options {
    /// The labels that are asked for.
    ///
    /// # Errors
    /// If neither the model, a fixed form, nor a name or pattern of the user's has one of them.
    pub(super) fn labels(&self) -> Result<Option<Arc<[Label]>>, SettingsError> {
        let Some(names) = &self.labels else {
            return Ok(None);
        };
        let labels = names.iter().map(|name| match Label::from(&**name) {
            Label::Custom(_) if !self.own_labels().any(|own| own == name) => {
                Err(self.unknown_label(name))
            }
            label => Ok(label),
        });
        labels.collect::<Result<_, _>>().map(Some)
    }

    fn own_labels(&self) -> impl Iterator<Item = &str> {
        let names = self.gazetteer.iter().flat_map(|names| names.0.labels());
        let names = names.map(Label::name);
        let patterns = self.patterns.iter().flatten().map(|own| &*own.label);
        let model = self.entity_model.iter().flat_map(EntityModel::own_labels);
        names.chain(patterns).chain(model)
    }

    fn unknown_label(&self, given: &str) -> SettingsError {
        let known: Vec<&str> = Label::names().collect();
        let nearest = known
            .iter()
            .copied()
            .chain(self.own_labels())
            .min_by_key(|name| distance(name, given));
        let hint = nearest.filter(|name| distance(name, given) * 2 <= name.chars().count());
        let hint = hint.map(|name| format!("; did you mean '{name}'?"));
        let possible = format!("names among '{}' or labels of your own", known.join("', '"));
        let mut error = SettingsError::expected("labels", &possible, given);
        error.problem += &hint.unwrap_or_default();
        error
    }
}

/// How many characters have to be put in, left out or changed; case counts for nothing
/// (Levenshtein 1966).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_uppercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.to_uppercase().chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, &across) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != across);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(json: &str) -> Result<Option<Arc<[Label]>>, String> {
        let options: Options = serde_json::from_str(json).unwrap();
        options.labels().map_err(|error| error.to_string())
    }

    #[test]
    fn labels_of_the_user_are_known() {
        let own = r#"{"labels": ["METAL", "ORG"], "gazetteer": {"gold": "METAL"}}"#;
        let metal = Label::Custom("METAL".into());
        assert_eq!(labels(own), Ok(Some([metal, Label::Org].into())));
        assert!(labels(r#"{"labels": ["CODE"], "patterns": {"NB-1": "CODE"}}"#).is_ok());
    }

    #[test]
    fn a_label_that_nothing_has_is_an_error_with_the_nearest() {
        for (given, hint) in [
            ("PERSONS", "got 'PERSONS'; did you mean 'PERSON'?"),
            ("person", "got 'person'; did you mean 'PERSON'?"),
            ("ORGANIZATION", "or labels of your own, got 'ORGANIZATION'"),
            ("METALS", "got 'METALS'; did you mean 'METAL'?"),
        ] {
            let json = format!(r#"{{"labels": ["{given}"], "gazetteer": {{"gold": "METAL"}}}}"#);
            let error = labels(&json).unwrap_err();
            assert!(
                error.starts_with("labels: expected names among 'PERSON'"),
                "{error}"
            );
            assert!(error.ends_with(hint), "{error}");
        }
    }
}
