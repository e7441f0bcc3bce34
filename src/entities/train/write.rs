//! The trained weights and lists as a model file.

use super::fit::{Examples, Weights};
use super::names::Entries;
use crate::entities::chain::{TAGS, WIDTH};
use crate::entities::lists::Lists;
use crate::entities::model::{BUILT_IN, FEATURES, TASK, fingerprint};
use crate::linear::{ModelFile, ModelWriter, lay_out};

/// The largest weight in the model's own unit.
const LARGEST: f32 = 127.0;

/// A model with the lists alone, for the features of the training text.
pub(super) fn lists_alone(entries: &Entries) -> Vec<u8> {
    let mut writer = ModelWriter::new(TASK, "en", 64);
    add_lists(&mut writer, entries);
    writer.finish()
}

/// Reads the lists back in, as the tagger does.
pub(super) fn read_lists(bytes: &[u8]) -> Lists<'_> {
    let model = ModelFile::read(bytes, TASK).expect("what was written is read");
    Lists::read(&model).expect("what was written is read")
}

fn add_lists(writer: &mut ModelWriter, entries: &Entries) {
    let hashes: Vec<u64> = entries.words.keys().copied().collect();
    let words: Vec<_> = entries.words.values().collect();
    let (starts, keys, order) = lay_out(&hashes);
    writer.section("w.starts", starts);
    writer.section("w.keys", keys);
    writer.section(
        "words",
        order.iter().flat_map(|&index| words[index].to_bytes()),
    );
    let hashes: Vec<u64> = entries.names.keys().copied().collect();
    let masks: Vec<u32> = entries.names.values().copied().collect();
    let (starts, keys, order) = lay_out(&hashes);
    writer.section("n.starts", starts);
    writer.section("n.keys", keys);
    writer.section(
        "names",
        order.iter().flat_map(|&index| masks[index].to_le_bytes()),
    );
}

/// The whole model: the `rows` features that weigh most, in 8 bits.
pub(super) fn model(
    (entries, lists): (&Entries, &Lists),
    examples: &Examples,
    weights: &Weights,
    rows: usize,
    calibration: &[u8],
) -> Vec<u8> {
    let kept = heaviest(examples, weights, rows, |_| true);
    let unit = unit(weights, &kept);
    let mut writer = ModelWriter::new(TASK, "en", 64);
    writer.labels(BUILT_IN);
    let hashes: Vec<u64> = kept.iter().map(|&id| examples.hashes[id]).collect();
    add_features(&mut writer, lay_out(&hashes), |index| {
        quantised(&weights.rows[kept[index]], unit)
    });
    let pairs = weights.transitions.iter().flat_map(|row| &row[..TAGS]);
    writer.section(
        "pairs",
        pairs.flat_map(|&weight| ((weight * unit).round() as i32).to_le_bytes()),
    );
    writer.section("unit", unit.to_le_bytes());
    writer.section("scores", calibration.iter().copied());
    add_lists(&mut writer, entries);
    writer.section(FEATURES, fingerprint(lists).to_le_bytes());
    const { assert!(TAGS <= WIDTH) };
    writer.finish()
}

/// A calibration that changes nothing.
pub(super) const IDENTITY: [u8; 256] = {
    let mut table = [0; 256];
    let mut step = 0;
    while step < table.len() {
        table[step] = step as u8;
        step += 1;
    }
    table
};

/// Weights are stored as so many parts of one.
pub(super) fn unit(weights: &Weights, kept: &[usize]) -> f32 {
    let largest = kept
        .iter()
        .flat_map(|&id| &weights.rows[id][..TAGS])
        .fold(0f32, |most, weight| most.max(weight.abs()));
    LARGEST / largest.clamp(0.5, 4.0)
}

/// The weights of a feature in 8 bits.
pub(super) fn quantised(row: &[f32; WIDTH], unit: f32) -> [u8; WIDTH] {
    row.map(|weight| (weight * unit).round().clamp(-LARGEST, LARGEST) as i8 as u8)
}

/// Adds a table that was laid out, and the row of each of its features.
pub(super) fn add_features(
    writer: &mut ModelWriter,
    (starts, keys, order): (Vec<u8>, Vec<u8>, Vec<usize>),
    row: impl Fn(usize) -> [u8; WIDTH],
) {
    writer.section("f.starts", starts);
    writer.section("f.keys", keys);
    writer.section("rows", order.iter().flat_map(|&index| row(index)));
}

/// Of the features that `counts`, the `rows` whose weights change most, weighed with how often they
/// are seen.
pub(super) fn heaviest(
    examples: &Examples,
    weights: &Weights,
    rows: usize,
    counts: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let weight = |id: usize| {
        let squares: f32 = weights.rows[id][..TAGS]
            .iter()
            .map(|weight| weight * weight)
            .sum();
        f64::from(squares) * f64::from(examples.counts[id]).sqrt()
    };
    let ids = (0..weights.rows.len()).filter(|&id| counts(id));
    let mut ids: Vec<(f64, usize)> = ids.map(|id| (weight(id), id)).collect();
    ids.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ids.truncate(rows);
    let mut kept: Vec<usize> = ids.into_iter().map(|(_, id)| id).collect();
    kept.sort_unstable();
    kept
}
