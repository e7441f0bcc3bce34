use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Folded;
use super::phrases::{Direction, Phrases};

/// What a unit measures, as powers of base quantities.
pub type Base = [i8; 14];

const BASES: [&str; 14] = [
    "L", "M", "T", "I", "K", "N", "J", "A", "B", "R", "D", "G", "H", "P",
];

/// A unit of measure as `data/units.toml` has it, prefixed ones among them.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitEntry {
    /// UCUM code, case-sensitive.
    pub code: Box<str>,
    /// Its name for people, singular.
    pub name: Box<str>,
    /// What Pint, the Python library, calls it; empty if it has no such unit.
    pub pint: Box<str>,
    /// An index into [`Units::dimensions`].
    pub dimension: u16,
    /// How many SI units of its dimension it is.
    pub factor: f64,
    /// What is added before multiplying.
    pub offset: f64,
}

/// A physical dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// Its name: `length`.
    pub name: Box<str>,
    /// The UCUM code of its SI unit.
    pub si: Box<str>,
    /// Its base quantities.
    pub base: Base,
}

/// When an expression counts as a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitClass {
    /// A full name, after any number.
    Name,
    /// A symbol, after figures.
    Symbol,
    /// A symbol that must be glued to figures.
    Glued,
    /// A symbol glued to figures, or with no word behind it.
    Last,
    /// Names that mean other things too often: only inside compounds.
    Ambiguous,
}

/// One way to write a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitForm {
    /// An index into [`Units::entries`].
    pub unit: u16,
    /// When it counts.
    pub class: UnitClass,
}

/// All units and the ways to write them.
#[derive(Debug)]
pub struct Units {
    /// The units.
    pub entries: Vec<UnitEntry>,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// Names and symbols.
    pub forms: Phrases<UnitForm>,
    /// `square`, `cubic`.
    pub power_before: Folded<i8>,
    /// `squared`, `cubed`.
    pub power_after: Folded<i8>,
}

#[derive(serde::Deserialize)]
struct Source {
    dimension: BTreeMap<String, DimensionSource>,
    power_before: BTreeMap<String, i8>,
    power_after: BTreeMap<String, i8>,
    units: UnitList,
}

#[derive(serde::Deserialize)]
struct UnitList {
    unit: Vec<UnitSource>,
}

#[derive(serde::Deserialize)]
struct DimensionSource {
    si: String,
    base: String,
}

#[derive(serde::Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct UnitSource {
    code: String,
    name: String,
    pint: Option<String>,
    dim: String,
    factor: f64,
    offset: f64,
    names: Vec<String>,
    plurals: Vec<String>,
    symbols: Vec<String>,
    glued: Vec<String>,
    last: Vec<String>,
    on: Option<String>,
    base: Option<String>,
    ambiguous: bool,
}

/// Symbol, name, UCUM code and size of the SI and binary prefixes. What UCUM has no prefix for
/// (version 2.2) is a product with a number.
const PREFIXES: [(&str, &str, &str, f64); 25] = [
    ("Q", "quetta", "10*30.", 1e30),
    ("R", "ronna", "10*27.", 1e27),
    ("Y", "yotta", "Y", 1e24),
    ("Z", "zetta", "Z", 1e21),
    ("E", "exa", "E", 1e18),
    ("P", "peta", "P", 1e15),
    ("T", "tera", "T", 1e12),
    ("G", "giga", "G", 1e9),
    ("M", "mega", "M", 1e6),
    ("k", "kilo", "k", 1e3),
    ("h", "hecto", "h", 1e2),
    ("da", "deka", "da", 1e1),
    ("d", "deci", "d", 1e-1),
    ("c", "centi", "c", 1e-2),
    ("m", "milli", "m", 1e-3),
    ("µ", "micro", "u", 1e-6),
    ("n", "nano", "n", 1e-9),
    ("p", "pico", "p", 1e-12),
    ("f", "femto", "f", 1e-15),
    ("a", "atto", "a", 1e-18),
    ("Ki", "kibi", "Ki", 1024.0),
    ("Mi", "mebi", "Mi", 1_048_576.0),
    ("Gi", "gibi", "Gi", 1_073_741_824.0),
    ("Ti", "tebi", "Ti", 1_099_511_627_776.0),
    ("Pi", "pebi", "1024.Ti", 1_125_899_906_842_624.0),
];

/// The units of measure.
pub fn units() -> &'static Units {
    static UNITS: LazyLock<Units> = LazyLock::new(|| {
        let source: Source =
            toml::from_str(include_str!("../../data/units.toml")).expect("data/units.toml");
        Builder::build(source)
    });
    &UNITS
}

struct Builder {
    entries: Vec<UnitEntry>,
    forms: Vec<(String, UnitForm)>,
}

impl Builder {
    fn build(source: Source) -> Units {
        let dimensions: Vec<Dimension> = (source.dimension.into_iter())
            .map(|(name, d)| Dimension {
                name: name.into(),
                si: d.si.into(),
                base: parse_base(&d.base),
            })
            .collect();
        let mut builder = Self {
            entries: Vec::new(),
            forms: Vec::new(),
        };
        for unit in &source.units.unit {
            let dimension = dimensions.iter().position(|d| *d.name == *unit.dim);
            builder.add(
                unit,
                dimension.expect("a dimension of data/units.toml") as u16,
            );
        }
        for unit in &source.units.unit {
            builder.add_prefixed(unit);
        }
        Units {
            entries: builder.entries,
            dimensions,
            forms: Phrases::new(Direction::Forwards, builder.forms),
            power_before: source.power_before.into_iter().collect(),
            power_after: source.power_after.into_iter().collect(),
        }
    }

    fn add(&mut self, unit: &UnitSource, dimension: u16) {
        let index = self.entries.len() as u16;
        self.entries.push(UnitEntry {
            code: unit.code.as_str().into(),
            name: unit.name.as_str().into(),
            pint: pint_of(unit).into(),
            dimension,
            factor: unit.factor,
            offset: unit.offset,
        });
        let name = if unit.ambiguous {
            UnitClass::Ambiguous
        } else {
            UnitClass::Name
        };
        for (written, class) in spellings(unit, name) {
            self.form(written, index, class);
        }
    }

    fn form(&mut self, written: String, unit: u16, class: UnitClass) {
        self.forms.push((written, UnitForm { unit, class }));
    }

    /// Names with every prefix, symbols with those of `on`.
    fn add_prefixed(&mut self, unit: &UnitSource) {
        let Some(on) = &unit.on else { return };
        let plain = self.entries.iter().position(|e| *e.code == *unit.code);
        let dimension = self.entries[plain.expect("added before")].dimension;
        let binary = on.contains("Ki");
        for (symbol, name, code, size) in PREFIXES {
            if name.ends_with("bi") && !binary {
                continue;
            }
            let index = self.entry(UnitEntry {
                code: prefixed(code, size, &unit.code).into(),
                name: format!("{name}{}", unit.name).into(),
                pint: prefixed_pint(name, &pint_of(unit)).into(),
                dimension,
                factor: size * unit.factor,
                offset: 0.0,
            });
            for written in names_of(unit) {
                if !written.contains(' ') && written.is_ascii() {
                    self.form(format!("{name}{written}"), index, UnitClass::Name);
                    self.form(format!("{name}{}", plural(written)), index, UnitClass::Name);
                }
            }
            let upper_kilo = symbol == "k" && on.contains('K');
            let listed = on.split_whitespace().any(|p| p == symbol);
            let bases = unit.base.iter().chain(&unit.symbols).chain(&unit.glued);
            for base in bases.filter(|_| listed) {
                self.form(format!("{symbol}{base}"), index, UnitClass::Symbol);
                if upper_kilo {
                    self.form(format!("K{base}"), index, UnitClass::Symbol);
                }
                if symbol == "µ" {
                    self.form(format!("μ{base}"), index, UnitClass::Symbol);
                    self.form(format!("u{base}"), index, UnitClass::Symbol);
                }
            }
        }
    }

    /// The unit with this code, made if there is none.
    fn entry(&mut self, made: UnitEntry) -> u16 {
        if let Some(known) = self.entries.iter().position(|e| e.code == made.code) {
            return known as u16;
        }
        self.entries.push(made);
        self.entries.len() as u16 - 1
    }
}

/// A UCUM code with a prefix; an annotation takes none, so that a power of ten stands before it.
fn prefixed(prefix: &str, size: f64, code: &str) -> String {
    if code.starts_with('{') {
        return format!("10*{}{code}", size.log10().round());
    }
    format!("{prefix}{code}")
}

fn pint_of(unit: &UnitSource) -> String {
    let derived = || {
        unit.name
            .replace(" per ", " / ")
            .replace([' ', '-'], "_")
            .replace("_/_", " / ")
    };
    unit.pint.clone().unwrap_or_else(derived)
}

fn prefixed_pint(prefix: &str, pint: &str) -> String {
    if pint.is_empty() {
        String::new()
    } else {
        format!("{prefix}{pint}")
    }
}

fn names_of(unit: &UnitSource) -> impl Iterator<Item = &str> {
    std::iter::once(&unit.name)
        .chain(&unit.names)
        .map(String::as_str)
}

/// All ways to write a unit without a prefix.
fn spellings(unit: &UnitSource, name: UnitClass) -> Vec<(String, UnitClass)> {
    let mut all: Vec<(String, UnitClass)> = Vec::new();
    for written in names_of(unit) {
        all.push((written.to_owned(), name));
        if unit.plurals.is_empty() || written != unit.name {
            all.push((plural(written), name));
        }
    }
    all.extend(unit.plurals.iter().map(|p| (p.clone(), name)));
    for (list, class) in [
        (&unit.symbols, UnitClass::Symbol),
        (&unit.glued, UnitClass::Glued),
        (&unit.last, UnitClass::Last),
    ] {
        all.extend(list.iter().map(|symbol| (symbol.clone(), class)));
    }
    all
}

/// The plural; of "kilometre per hour" that of its first noun.
pub(super) fn plural(name: &str) -> String {
    if let Some((unit, rest)) = name.split_once(" per ") {
        return format!("{} per {rest}", plural(unit));
    }
    if let Some(stem) = name.strip_suffix("foot") {
        return format!("{stem}feet");
    }
    let bytes = name.as_bytes();
    match bytes {
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{name}es"),
        [.., before, b'y'] if !b"aeiou".contains(before) => {
            format!("{}ies", &name[..name.len() - 1])
        }
        _ => format!("{name}s"),
    }
}

fn parse_base(text: &str) -> Base {
    let mut base = Base::default();
    for factor in text.split_whitespace() {
        let letter = &factor[..1];
        let index = BASES.iter().position(|b| *b == letter);
        let power = factor[1..].parse().unwrap_or(1);
        base[index.expect("a base of data/units.toml")] = power;
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(words: &[&str], class: UnitClass) -> Option<&'static str> {
        let units = units();
        let accept = |form: &UnitForm, exact: bool, _: usize| {
            (form.class == class && (exact || class == UnitClass::Name)).then_some(form.unit)
        };
        let found = units.forms.find(|i| words.get(i).copied(), accept);
        found.map(|(unit, _)| &*units.entries[unit as usize].code)
    }

    #[test]
    fn names_symbols_and_prefixes_lead_to_their_unit() {
        for (words, unit) in [
            (&["Kilometers"][..], "km"),
            (&["miles"], "[mi_i]"),
            (&["feet"], "[ft_i]"),
            (&["degrees", "Celsius"], "Cel"),
            (&["megabytes"], "MBy"),
            (&["nautical", "miles"], "[nmi_i]"),
        ] {
            assert_eq!(code(words, UnitClass::Name), Some(unit), "{words:?}");
        }
        assert_eq!(code(&["mg"], UnitClass::Symbol), Some("mg"));
        assert_eq!(code(&["MW"], UnitClass::Symbol), Some("MW"));
        assert_eq!(code(&["mW"], UnitClass::Symbol), Some("mW"));
        assert_eq!(code(&["GB"], UnitClass::Symbol), Some("GBy"));
        assert_eq!(code(&["µg"], UnitClass::Symbol), Some("ug"));
    }

    #[test]
    fn there_are_many_units_and_each_has_a_size() {
        assert!(units().entries.len() > 150);
        assert!(
            units()
                .entries
                .iter()
                .all(|e| e.factor > 0.0 && e.factor.is_finite())
        );
    }
}
