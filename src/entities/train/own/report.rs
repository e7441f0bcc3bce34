//! How good a model is on examples that it was not trained on: with all that a pass does to names,
//! but dates and numbers.

use std::fmt;

use crate::entities::{EntityModel, Inputs, Label, Scratch, Settings, find};
use crate::patterns;
use crate::text::Span;

use super::super::data::Document;
use super::labels::Scheme;
use crate::entities::chain::Type;

/// Names of one label: found rightly, found, and there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The label, or those that are one to the tagger.
    pub label: String,
    /// Found with the right span and label.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the examples.
    pub gold: usize,
}

/// What training came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many examples were held back to score on.
    pub examples: usize,
    /// The score of each label that the examples annotate.
    pub labels: Vec<Tally>,
}

impl Report {
    pub(super) fn new(model: &EntityModel, dev: &[Document], scheme: &Scheme) -> Self {
        let rows: Vec<(Type, String)> = scheme.rows().collect();
        let mut report = Self {
            examples: dev.len(),
            labels: Vec::new(),
        };
        if dev.is_empty() {
            return report;
        }
        let settings = settings(model, scheme);
        let mut scratch = Scratch::default();
        let found: Vec<_> = dev
            .iter()
            .map(|document| names(document, &settings, scheme, &mut scratch))
            .collect();
        for (kind, label) in rows {
            let mut tally = Tally {
                label,
                ..Tally::default()
            };
            for (document, found) in dev.iter().zip(&found) {
                let is = |(_, of): &&(Span, Type)| *of == kind;
                let right = |name: &&(Span, Type)| document.gold.contains(name);
                tally.gold += document.gold.iter().filter(is).count();
                tally.found += found.iter().filter(is).count();
                tally.right += found.iter().filter(is).filter(right).count();
            }
            report.labels.push(tally);
        }
        report
    }
}

impl Tally {
    /// Of the names that were found, the share of right ones, 0 to 1; 0 if none was found.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// Of the names that are there, the share that was found rightly.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    /// The harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.labels.iter().map(|tally| tally.label.len()).max();
        let width = width.unwrap_or(0);
        for tally in &self.labels {
            writeln!(
                f,
                "{:width$}  precision {:5.1}  recall {:5.1}  F1 {:5.1}  of {} names",
                tally.label,
                100.0 * tally.precision(),
                100.0 * tally.recall(),
                100.0 * tally.f1(),
                tally.gold
            )?;
        }
        Ok(())
    }
}

/// All labels that the model may give.
fn settings(model: &EntityModel, scheme: &Scheme) -> Settings {
    let own = scheme.names.iter().map(|name| Label::from(name.as_str()));
    let places = [
        Label::Person,
        Label::Norp,
        Label::Org,
        Label::Gpe,
        Label::Loc,
        Label::Fac,
        Label::Misc,
    ];
    Settings {
        model: Some(model.clone()),
        labels: Some(places.into_iter().chain(own).collect()),
        ..Settings::default()
    }
}

/// The names that a pass finds in a document.
fn names(
    document: &Document,
    settings: &Settings,
    scheme: &Scheme,
    scratch: &mut Scratch,
) -> Vec<(Span, Type)> {
    let (text, tokens) = (&document.text, &document.tokens);
    let mut forms = Vec::new();
    patterns::find(text, tokens, &mut forms);
    let span = |&(start, end): &(usize, usize)| tokens[start].span.cover(tokens[end - 1].span);
    let sentences: Vec<Span> = document.sentences.iter().map(span).collect();
    let inputs = Inputs {
        tokens,
        sentences: &sentences,
        patterns: &forms,
        named: &[],
        numbers: &[],
        dates: &[],
        asked: None,
    };
    let mut entities = Vec::new();
    find(text, inputs, settings, &|| true, scratch, &mut entities);
    entities
        .iter()
        .filter_map(|entity| Some((entity.span, scheme.type_given_out(&entity.label)?)))
        .collect()
}
