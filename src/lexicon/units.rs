use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
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
    pub code: Cow<'static, str>,
    /// Its name for people, singular.
    pub name: Cow<'static, str>,
    /// What Pint, the Python library, calls it; empty if it has no such unit.
    pub pint: Cow<'static, str>,
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
    pub name: Cow<'static, str>,
    /// The UCUM code of its SI unit.
    pub si: Cow<'static, str>,
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
    /// Indices into `entries`, by UCUM code.
    by_code: HashMap<Cow<'static, str>, u16>,
    /// Names and symbols.
    pub forms: Phrases<UnitForm>,
    /// `square`, `cubic`.
    pub power_before: Folded<i8>,
    /// `squared`, `cubed`.
    pub power_after: Folded<i8>,
}

impl Units {
    /// The unit with this UCUM code.
    pub fn by_code(&self, code: &str) -> Option<&UnitEntry> {
        let index = *self.by_code.get(code)?;
        Some(&self.entries[usize::from(index)])
    }

    /// What a unit of this table measures.
    pub fn dimension(&self, unit: &UnitEntry) -> &Dimension {
        &self.dimensions[usize::from(unit.dimension)]
    }

    /// The table of those units; `keep` keeps their texts.
    pub(super) fn new(
        sources: &[UnitSource],
        dimensions: Vec<Dimension>,
        keep: fn(String) -> Cow<'static, str>,
    ) -> Self {
        Builder::build(sources, dimensions, keep)
    }
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

/// A unit as it is written down: a line of `data/units.toml`, or one of a user's.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitSource {
    /// UCUM code, case-sensitive; `{widget}` for what UCUM lacks.
    pub code: String,
    /// Its name for people, singular; the plural is formed.
    pub name: String,
    /// What Pint calls it, where that is not its name; empty if Pint has no such unit.
    pub pint: Option<String>,
    /// What it measures: a name of a dimension (`length`).
    #[serde(rename = "dimension", alias = "dim")]
    pub dimension: String,
    /// How many SI units of its dimension it is.
    #[serde(default = "one")]
    pub factor: f64,
    /// What is added to a value before it is multiplied.
    pub offset: f64,
    /// Other names, singular.
    pub names: Vec<String>,
    /// Plurals that are not formed by rule.
    pub plurals: Vec<String>,
    /// What stands after figures, glued or spaced.
    pub symbols: Vec<String>,
    /// Symbols that count only glued to figures.
    pub glued: Vec<String>,
    /// Symbols that count glued to figures, or where no word follows.
    pub last: Vec<String>,
    /// The prefixes that its symbols take, parted by spaces; its names then take all.
    pub on: Option<String>,
    /// A symbol that counts only with one of those prefixes.
    pub base: Option<String>,
    /// Its names alone mean other things too often.
    pub ambiguous: bool,
}

fn one() -> f64 {
    1.0
}

/// Symbol, name, UCUM code and size of the SI and binary prefixes. What UCUM has no prefix for
/// (version 2.2) is a product with a number.
pub(super) const PREFIXES: [(&str, &str, &str, f64); 25] = [
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
    static UNITS: LazyLock<Units> = LazyLock::new(|| parse(include_str!("../../data/units.toml")));
    &UNITS
}

/// The units of a text as `data/units.toml` is one. It is kept for good.
fn parse(source: &str) -> Units {
    let source: Source = toml::from_str(source).expect("data/units.toml");
    let keep = |text: String| Cow::Borrowed(&*text.leak());
    let dimensions: Vec<Dimension> = (source.dimension.into_iter())
        .map(|(name, d)| Dimension {
            name: keep(name),
            si: keep(d.si),
            base: parse_base(&d.base),
        })
        .collect();
    Units {
        power_before: source.power_before.into_iter().collect(),
        power_after: source.power_after.into_iter().collect(),
        ..Units::new(&source.units.unit, dimensions, keep)
    }
}

struct Builder {
    entries: Vec<UnitEntry>,
    by_code: HashMap<Cow<'static, str>, u16>,
    forms: Vec<(String, UnitForm)>,
    keep: fn(String) -> Cow<'static, str>,
}

impl Builder {
    fn build(
        sources: &[UnitSource],
        dimensions: Vec<Dimension>,
        keep: fn(String) -> Cow<'static, str>,
    ) -> Units {
        let mut builder = Self {
            entries: Vec::new(),
            by_code: HashMap::new(),
            forms: Vec::new(),
            keep,
        };
        for unit in sources {
            let dimension = dimensions.iter().position(|d| *d.name == *unit.dimension);
            let dimension = dimension.expect("a dimension of data/units.toml");
            builder.add(unit, dimension as u16);
        }
        for unit in sources {
            builder.add_prefixed(unit);
        }
        Units {
            entries: builder.entries,
            dimensions,
            by_code: builder.by_code,
            forms: Phrases::new(Direction::Forwards, builder.forms),
            power_before: Folded::default(),
            power_after: Folded::default(),
        }
    }

    fn add(&mut self, unit: &UnitSource, dimension: u16) {
        let index = self.push(UnitEntry {
            code: (self.keep)(unit.code.clone()),
            name: (self.keep)(unit.name.clone()),
            pint: (self.keep)(pint_of(unit)),
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
        let plain = usize::from(self.by_code[&*unit.code]);
        let dimension = self.entries[plain].dimension;
        let binary = on.contains("Ki");
        for (symbol, name, code, size) in PREFIXES {
            if name.ends_with("bi") && !binary {
                continue;
            }
            let index = self.entry(UnitEntry {
                code: (self.keep)(prefixed(code, size, &unit.code)),
                name: (self.keep)(format!("{name}{}", unit.name)),
                pint: (self.keep)(prefixed_pint(name, &pint_of(unit))),
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
        let known = self.by_code.get(&made.code).copied();
        known.unwrap_or_else(|| self.push(made))
    }

    /// Of units with one code the first is found by it.
    fn push(&mut self, made: UnitEntry) -> u16 {
        let index = self.entries.len() as u16;
        self.by_code.entry(made.code.clone()).or_insert(index);
        self.entries.push(made);
        index
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
    fn a_new_unit_is_one_line() {
        let source = include_str!("../../data/units.toml");
        let line =
            "  { code = \"[smoot]\", name = \"smoot\", dim = \"length\", factor = 1.7018 },\n]";
        let (head, _) = source.trim_end().rsplit_once(']').unwrap();
        let units = parse(&format!("{head}{line}"));
        let accept = |form: &UnitForm, _: bool, _: usize| Some(form.unit);
        let (unit, _) = units
            .forms
            .find(|i| ["smoots"].get(i).copied(), accept)
            .unwrap();
        let entry = &units.entries[usize::from(unit)];
        assert_eq!((&*entry.code, entry.factor), ("[smoot]", 1.7018));
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
