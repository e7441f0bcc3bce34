//! The model that training starts from, and how it goes into the one that is written.

use crate::entities::chain::{TAGS, Transitions, Type, WIDTH, tags_of};
use crate::entities::lists::Lists;
use crate::entities::model::{FEATURES, LISTS, READS_ALL, TASK, fingerprint};
use crate::linear::{ModelFile, ModelWriter, Table, lay_out, lay_out_in};

use super::super::Options;
use super::super::fit::{Beginning, Examples, Weights};
use super::super::write::{self, IDENTITY};
use super::labels::Scheme;
use super::{Origin, base};

/// New features that are added to those of the model to start from.
const NEW_ROWS: usize = 40_000;
/// What the squared gradients of known weights begin with: they take small steps, new ones large.
/// With this and [`STEP`], 500 posts of a scheme of their own cost other sets 0.9 F1; with 1 and the
/// step of training from nothing, 1.8, and learn no more.
const CAUTION: f32 = 10.0;
/// Step size on from known weights.
const STEP: f32 = 0.02;
/// A transition that never is chosen, in the model's unit.
const NEVER: i32 = -(1 << 15);

/// Weights, and the file that they and the lists stand in.
pub(super) struct Start<'a> {
    file: ModelFile<'a>,
    known: Option<Known<'a>>,
    scheme: &'a Scheme,
    reads_all: bool,
}

/// Weights to go on from.
struct Known<'a> {
    features: Table<'a>,
    rows: Vec<[u8; WIDTH]>,
    pairs: Vec<i32>,
    unit: f32,
}

impl<'a> Start<'a> {
    /// `reads_all`: names of the examples stand in plain small letters.
    pub fn of(start: &'a Origin, scheme: &'a Scheme, reads_all: bool) -> Self {
        let file = ModelFile::reopen(base(start)).expect("a checked model");
        let known = !matches!(start, Origin::Nothing);
        Self {
            known: known.then(|| Known::read(&file, &scheme.renewed)),
            reads_all: reads_all || file.section(READS_ALL).is_ok(),
            file,
            scheme,
        }
    }

    fn section(&self, name: &str) -> &'a [u8] {
        self.file.section(name).expect("a checked model")
    }

    pub fn lists(&self) -> Lists<'a> {
        Lists::read(&self.file).expect("a checked model")
    }

    pub fn calibration(&self) -> &'a [u8] {
        if self.known.is_some() {
            self.section("scores")
        } else {
            &IDENTITY
        }
    }

    /// The step size of fitting.
    pub fn step(&self) -> f32 {
        if self.known.is_some() {
            STEP
        } else {
            Options::default().step
        }
    }

    /// What fitting begins with.
    pub fn weights(&self, examples: &Examples) -> Beginning {
        let mut beginning = Beginning {
            tags: self.scheme.tags(),
            ..Beginning::default()
        };
        let Some(known) = &self.known else {
            return beginning;
        };
        let weight = |hash: &u64| {
            let row = known.features.find(*hash)?;
            Some(known.rows[row].map(|weight| f32::from(weight as i8) / known.unit))
        };
        beginning.rows = examples.hashes.iter().map(weight).collect();
        beginning.caution = CAUTION;
        for (index, &pair) in known.pairs.iter().enumerate() {
            beginning.transitions[index / TAGS][index % TAGS] = pair as f32 / known.unit;
        }
        beginning
    }

    /// The file of the new model.
    pub fn write(
        &self,
        examples: &Examples,
        weights: &Weights,
        options: &Options,
        calibration: &[u8],
    ) -> Vec<u8> {
        let mut writer = ModelWriter::new(TASK, "en", 64);
        writer.labels(self.scheme.names.iter().map(String::as_str));
        let unit = match &self.known {
            None => self.add_new(&mut writer, examples, weights, options.rows),
            Some(known) => known.add(&mut writer, examples, weights),
        };
        let pairs = transitions(&weights.transitions, unit, self.scheme.tags());
        writer.section("pairs", pairs.flat_map(i32::to_le_bytes));
        writer.section("unit", unit.to_le_bytes());
        writer.section("scores", calibration.iter().copied());
        for name in LISTS {
            writer.section(name, self.section(name).iter().copied());
        }
        if self.reads_all {
            writer.section(READS_ALL, [1]);
        }
        writer.section(FEATURES, fingerprint(&self.lists()).to_le_bytes());
        writer.finish()
    }

    /// Adds features that were learnt from nothing; gives their unit.
    fn add_new(
        &self,
        writer: &mut ModelWriter,
        examples: &Examples,
        weights: &Weights,
        rows: usize,
    ) -> f32 {
        let kept = write::heaviest(examples, weights, rows, |_| true);
        let unit = write::unit(weights, &kept);
        let hashes: Vec<u64> = kept.iter().map(|&id| examples.hashes[id]).collect();
        let row = |index: usize| write::quantised(&weights.rows[kept[index]], unit);
        write::add_features(writer, lay_out(&hashes), row);
        unit
    }
}

impl<'a> Known<'a> {
    fn read(file: &ModelFile<'a>, renewed: &[Type]) -> Self {
        let section = |name| file.section(name).expect("a checked model");
        let unit = section("unit").first_chunk().copied().unwrap_or_default();
        let pairs = section("pairs").as_chunks::<4>().0.iter();
        let mut known = Self {
            features: Table::reopen(section("f.starts"), section("f.keys")),
            rows: section("rows").as_chunks().0.to_vec(),
            pairs: pairs.map(|&pair| i32::from_le_bytes(pair)).collect(),
            unit: f32::from_le_bytes(unit),
        };
        renewed.iter().for_each(|&kind| known.forget(kind));
        known
    }

    /// Makes `kind` know no name of its own. What speaks against it stays: that a given name is a
    /// person's is so whatever the type is to stand for, and few examples would not show it. (300
    /// sentences of one new label cost the others 4 F1; from zero they cost 50.)
    fn forget(&mut self, kind: Type) {
        for at in (0..TAGS).filter(|&at| tags_of(kind) & 1 << at != 0) {
            for row in &mut self.rows {
                row[at] = (row[at] as i8).min(0) as u8;
            }
        }
    }

    /// Adds its features with the weights that were learnt, and the heaviest new ones; gives the unit.
    fn add(&self, writer: &mut ModelWriter, examples: &Examples, weights: &Weights) -> f32 {
        let place: Vec<Option<usize>> = examples
            .hashes
            .iter()
            .map(|&hash| self.features.find(hash))
            .collect();
        let mut rows = self.rows.clone();
        for (id, row) in place.iter().enumerate() {
            if let Some(row) = *row {
                rows[row] = write::quantised(&weights.rows[id], self.unit);
            }
        }
        let mut hashes = self.features.hashes();
        for id in write::heaviest(examples, weights, NEW_ROWS, |id| place[id].is_none()) {
            hashes.push(examples.hashes[id]);
            rows.push(write::quantised(&weights.rows[id], self.unit));
        }
        let table = lay_out_in(&hashes, self.features.bits());
        write::add_features(writer, table, |index| rows[index]);
        self.unit
    }
}

/// The transitions in the model's unit; none leads to a tag that is not used.
fn transitions(weights: &Transitions<f32>, unit: f32, used: u32) -> impl Iterator<Item = i32> + '_ {
    let pair = move |from: usize, to: usize| {
        if used & 1 << to == 0 {
            return NEVER;
        }
        ((weights[from][to] * unit).round() as i32).clamp(NEVER, -NEVER)
    };
    (0..TAGS).flat_map(move |from| (0..TAGS).map(move |to| pair(from, to)))
}
