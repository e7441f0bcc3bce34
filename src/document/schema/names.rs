//! The names of enum values in JSON, Python and Arrow.

use crate::dates::{DateKind, DateModifier};
use crate::entities::Source;
use crate::numbers::{Bound, Change, NumberKind};
use crate::relations::QuoteKind;

/// `cardinal`, `ordinal`, ...
pub const fn number_kind_name(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Cardinal => "cardinal",
        NumberKind::Ordinal => "ordinal",
        NumberKind::Fraction => "fraction",
        NumberKind::Percent => "percent",
        NumberKind::Money => "money",
        NumberKind::Quantity => "quantity",
        NumberKind::Age => "age",
        NumberKind::Ratio => "ratio",
        NumberKind::Score => "score",
        NumberKind::Multiplier => "multiplier",
    }
}

/// `exact`, `approximate`, ...
pub const fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::Approximate => "approximate",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::MoreThan => "more_than",
        Bound::LessThan => "less_than",
        Bound::Range => "range",
        Bound::Vague => "vague",
    }
}

/// `increase` or `decrease`.
pub const fn change_name(change: Change) -> &'static str {
    match change {
        Change::Increase => "increase",
        Change::Decrease => "decrease",
    }
}

/// `date`, `time`, ...
pub const fn date_kind_name(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Date => "date",
        DateKind::Time => "time",
        DateKind::Duration => "duration",
        DateKind::Set => "set",
        DateKind::Interval => "interval",
    }
}

/// `approx`, `before`, ...
pub const fn modifier_name(modifier: DateModifier) -> &'static str {
    match modifier {
        DateModifier::Approx => "approx",
        DateModifier::Before => "before",
        DateModifier::After => "after",
        DateModifier::Early => "early",
        DateModifier::Mid => "mid",
        DateModifier::Late => "late",
    }
}

/// `model`, `gazetteer` or `pattern`.
pub const fn source_name(source: Source) -> &'static str {
    match source {
        Source::Model => "model",
        Source::Gazetteer => "gazetteer",
        Source::Pattern => "pattern",
    }
}

/// `speech` or `phrase`.
pub const fn quote_kind_name(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Speech => "speech",
        QuoteKind::Phrase => "phrase",
    }
}
