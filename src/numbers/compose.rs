//! Units multiplied and divided: one UCUM code, name and size of several.

use std::borrow::Cow;

use super::Unit;
use crate::lexicon::{Base, Dimension, UnitEntry, Units, units};

/// One unit with its power.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factor<'a> {
    /// The table that it is from: the data's or the user's.
    pub units: &'a Units,
    pub entry: &'a UnitEntry,
    pub power: i8,
    pub end: usize,
    pub named: bool,
}

impl Factor<'_> {
    pub fn dimension(&self) -> &Dimension {
        self.units.dimension(self.entry)
    }

    pub fn measures(&self, dimension: &str) -> bool {
        *self.dimension().name == *dimension
    }
}

/// The unit that the factors make, multiplied.
pub(super) fn compose(factors: &[Factor<'_>]) -> Unit {
    if let [single] = factors
        && single.power == 1
    {
        return unit_of(single.units, single.entry);
    }
    let units = units();
    let mut base = Base::default();
    let mut size = 1.0;
    for factor in factors {
        let dimension = factor.dimension();
        for (sum, power) in base.iter_mut().zip(dimension.base) {
            *sum += power * factor.power;
        }
        size *= factor.entry.factor.powi(factor.power.into());
    }
    let code = code_of(factors);
    if let Some(known) = units.by_code(&code) {
        return unit_of(units, known);
    }
    // A user's unit without a dimension is no mere number: widgets per second are no hertz.
    let own = factors.iter().any(|factor| factor.measures("other"));
    let dimension = units.dimensions.iter().find(|d| d.base == base && !own);
    Unit {
        code: code.into(),
        name: name_of(factors).into(),
        pint: pint_of(factors).into(),
        dimension: dimension.map_or(Cow::Borrowed("other"), |d| d.name.clone()),
        si_factor: size,
        si_offset: 0.0,
        si_code: dimension.map_or_else(|| si_code(base, factors).into(), |d| d.si.clone()),
    }
}

/// A unit alone. Nothing of the data's is copied.
pub(super) fn unit_of(units: &Units, entry: &UnitEntry) -> Unit {
    let dimension = units.dimension(entry);
    Unit {
        code: entry.code.clone(),
        name: entry.name.clone(),
        pint: entry.pint.clone(),
        dimension: dimension.name.clone(),
        si_factor: entry.factor,
        si_offset: entry.offset,
        si_code: dimension.si.clone(),
    }
}

/// `kg.m/s2`. In UCUM a term in brackets takes no exponent: it is repeated.
fn code_of(factors: &[Factor<'_>]) -> String {
    let mut code = String::new();
    for factor in factors {
        let (inner, power) = (&*factor.entry.code, factor.power.unsigned_abs());
        let product = inner.contains(['/', '.']);
        let raised =
            power > 1 && !product && inner.ends_with(|c: char| !matches!(c, '}' | '0'..='9'));
        let (times, exponent) = if raised { (1, power) } else { (power, 1) };
        for _ in 0..times {
            if !code.is_empty() || factor.power < 0 {
                code.push(if factor.power < 0 { '/' } else { '.' });
            }
            let bracketed = product && !code.is_empty();
            let (open, close) = if bracketed { ("(", ")") } else { ("", "") };
            code.push_str(&format!("{open}{inner}{close}"));
        }
        if exponent > 1 {
            code.push_str(&exponent.to_string());
        }
    }
    code
}

/// `kilogram * metre / second ** 2`; empty if Pint lacks one of them.
fn pint_of(factors: &[Factor<'_>]) -> String {
    let mut pint = String::new();
    if factors.iter().any(|factor| factor.entry.pint.is_empty()) {
        return pint;
    }
    for factor in factors {
        match (pint.is_empty(), factor.power < 0) {
            (true, true) => pint.push_str("1 / "),
            (true, false) => {}
            (false, true) => pint.push_str(" / "),
            (false, false) => pint.push_str(" * "),
        }
        // A degree in a compound is a difference, no point of the scale.
        let delta = if factor.entry.offset == 0.0 {
            ""
        } else {
            "delta_"
        };
        let (open, close) = if factor.entry.pint.contains(' ') {
            ("(", ")")
        } else {
            ("", "")
        };
        pint.push_str(&format!("{open}{delta}{}{close}", factor.entry.pint));
        if factor.power.abs() > 1 {
            pint.push_str(&format!(" ** {}", factor.power.abs()));
        }
    }
    pint
}

/// `kilogram metre per square second`
fn name_of(factors: &[Factor<'_>]) -> String {
    let mut name = String::new();
    for factor in factors {
        if !name.is_empty() {
            name.push(' ');
        }
        if factor.power < 0 {
            name.push_str("per ");
        }
        match factor.power.abs() {
            1 => {}
            2 => name.push_str("square "),
            3 => name.push_str("cubic "),
            power => name.push_str(&format!("{power}-dimensional ")),
        }
        name.push_str(&factor.entry.name);
    }
    name
}

/// The SI unit of a dimension without a name; units of a user's that have no dimension stay.
fn si_code(base: Base, factors: &[Factor<'_>]) -> String {
    const SI: [&str; 14] = [
        "m", "kg", "s", "A", "K", "mol", "cd", "rad", "bit", "Bq", "Sv", "dB", "[pH]", "{pixel}",
    ];
    let mut code = String::new();
    for (unit, &power) in SI.iter().zip(&base).filter(|&(_, &power)| power != 0) {
        if !code.is_empty() {
            code.push('.');
        }
        code.push_str(unit);
        if power != 1 {
            code.push_str(&power.to_string());
        }
    }
    for factor in factors.iter().filter(|factor| factor.measures("other")) {
        for _ in 0..factor.power.unsigned_abs() {
            if !code.is_empty() || factor.power < 0 {
                code.push(if factor.power < 0 { '/' } else { '.' });
            }
            code.push_str(&factor.dimension().si);
        }
    }
    if code.is_empty() { "1".into() } else { code }
}
