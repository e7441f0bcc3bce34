//! Floor 3: quantities, money, percent, ages, ratios, ranges, bounds.
//!
//! [`find`] walks over the tokens and stops at triggers alone: figures, number words, vulgar
//! fractions. Around each it reads an amount (currency, numeral, percent sign or unit), joins it
//! with a second one (range, ratio, score), looks to both sides for modifiers that set its bound,
//! and refuses what only looks like a number (codes, list markers, "one" as a pronoun). All looks
//! are bounded and none is taken back, so the time is linear in the text.
//!
//! Words, units, currencies and modifiers stand in `data/*.toml`.

mod age;
mod amount;
mod bound;
mod change;
mod compose;
mod find;
mod label;
mod listed;
mod money;
mod per;
mod range;
mod ratio;
mod reference;
mod refuse;
mod unit;
mod vague;
mod view;

#[cfg(test)]
mod tests;

pub use find::find_while;

use std::borrow::Cow;
use std::sync::Arc;

use crate::lexicon::UserWords;
use crate::numerals::Exact;
use crate::text::{Span, Token};

/// The type of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// A count or a bare number.
    Cardinal,
    /// A place in an order.
    Ordinal,
    /// A part of a whole.
    Fraction,
    /// Hundredths; also percentage points and basis points.
    Percent,
    /// An amount of a currency.
    Money,
    /// An amount of a unit of measure.
    Quantity,
    /// How old someone or something is.
    Age,
    /// `1:4`, odds.
    Ratio,
    /// The result of a match or a vote.
    Score,
    /// `twice`, `fivefold`.
    Multiplier,
}

/// How the true number relates to the one that is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As written.
    #[default]
    Exact,
    /// Near it.
    Approximate,
    /// It or more.
    AtLeast,
    /// It or less.
    AtMost,
    /// More than it.
    MoreThan,
    /// Less than it.
    LessThan,
    /// Between two.
    Range,
    /// No figure at all: `millions`, `a few`.
    Vague,
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// It grew by the amount.
    Increase,
    /// It shrank by the amount.
    Decrease,
}

/// A unit of measure, simple (`km`) or composed (`km/h`).
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// One whole UCUM code.
    pub code: Cow<'static, str>,
    /// The name for people, in the singular.
    pub name: Cow<'static, str>,
    /// What Pint, the Python library, parses for it; empty if it has no such unit.
    pub pint: Cow<'static, str>,
    /// What it measures: `length`, `speed`, ...
    pub dimension: Cow<'static, str>,
    /// How many SI units one of it is.
    pub si_factor: f64,
    /// What is added to the value before it is multiplied (temperatures).
    pub si_offset: f64,
    /// The SI unit that `si_factor` leads to, as a UCUM code.
    pub si_code: Cow<'static, str>,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The noun phrase.
    pub span: Span,
    /// Its head noun.
    pub head: Span,
}

/// One number in a text. Which field means what is told in `docs/schema.md`.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The numeral, its scale and its unit.
    pub span: Span,
    /// `span` and the modifiers that set the bound.
    pub outer: Span,
    /// The figures or number words alone.
    pub numeral: Span,
    /// The sentence that holds it; set by the document.
    pub sentence: u32,
    /// The type.
    pub kind: NumberKind,
    /// The number itself; none for ranges and vague amounts.
    pub value: Option<Exact>,
    /// The lower end.
    pub low: Option<Exact>,
    /// The upper end.
    pub high: Option<Exact>,
    /// Whether `low` itself is included.
    pub low_closed: bool,
    /// Whether `high` itself is included.
    pub high_closed: bool,
    /// How the true number relates to the written one.
    pub bound: Bound,
    /// The direction, where the amount is a change.
    pub change: Option<Change>,
    /// The unit of measure.
    pub unit: Option<Unit>,
    /// ISO 4217 code.
    pub currency: Option<Cow<'static, str>>,
    /// The currency sign as written, where it has no single code.
    pub symbol: Option<Span>,
    /// What the amount is for each of, as a UCUM code (`$3 a gallon`: `[gal_us]`).
    pub per: Option<Cow<'static, str>>,
    /// How many of `per` (`12 per 100,000 people`).
    pub per_value: Option<Exact>,
    /// The parts of a ratio or score.
    pub parts: Vec<Exact>,
    /// The ordinal counts from the end (`second to last`).
    pub from_end: bool,
    /// What is counted; set by the relations.
    pub counted: Option<Counted>,
    /// The index of the number that states the same quantity; set by the relations.
    pub equals: Option<u32>,
}

impl Number {
    /// The value in SI units and the UCUM code of the unit, for numbers with a unit and a value.
    ///
    /// ```
    /// let document = textsift::Sifter::default().analyze("It weighs 2.5 tonnes.");
    /// let (value, unit) = document.mentions().numbers[0].to_si().unwrap();
    /// assert_eq!((value, &*unit), (2500.0, "kg"));
    /// ```
    pub fn to_si(&self) -> Option<(f64, Cow<'static, str>)> {
        let unit = self.unit.as_ref()?;
        let value = self.value.as_ref()?.to_f64();
        Some((
            (value + unit.si_offset) * unit.si_factor,
            unit.si_code.clone(),
        ))
    }

    /// A plain exact cardinal at `span`, to be refined.
    pub fn cardinal(span: Span, value: Exact) -> Self {
        Self {
            span,
            outer: span,
            numeral: span,
            sentence: 0,
            kind: NumberKind::Cardinal,
            low: Some(value.clone()),
            high: Some(value.clone()),
            value: Some(value),
            low_closed: true,
            high_closed: true,
            bound: Bound::Exact,
            change: None,
            unit: None,
            currency: None,
            symbol: None,
            per: None,
            per_value: None,
            parts: Vec::new(),
            from_end: false,
            counted: None,
            equals: None,
        }
    }
}

/// How numbers are read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// ISO 4217 code for a bare `$`.
    pub currency: Option<String>,
    /// `1.234,5` instead of `1,234.5`.
    pub decimal_comma: bool,
    /// Keep numbers that stand wholly inside a name (Boeing 747, Table 3).
    pub in_names: bool,
    /// Units, currencies and number words beside those of the data.
    pub words: Option<Arc<UserWords>>,
}

/// Finds the numbers of `text`, sorted, and appends them to `numbers`. Nothing is read inside
/// `claimed` (sorted spans of patterns, dates and names).
pub fn find(
    text: &str,
    tokens: &[Token],
    claimed: &[Span],
    settings: &Settings,
    numbers: &mut Vec<Number>,
) {
    find_while(text, tokens, claimed, settings, &|| true, numbers);
}
