//! Clusters of words that are used alike, from their vectors, by k-means on the unit sphere.

use std::collections::HashMap;

use super::context::{DIMENSIONS, Vector, normalise, vectors};

/// Fine clusters.
const FINE: usize = 1000;
/// Clusters of clusters.
const COARSE: usize = 128;
const ROUNDS: usize = 10;

/// The fine and coarse cluster of each word, from 1.
pub(super) type Clusters = HashMap<u64, (u16, u8)>;

/// Learns clusters from running text; none from a text that is too short.
pub(super) fn learn(raw: &str) -> Clusters {
    let words = vectors(raw);
    if words.hashes.len() < FINE * 4 {
        return Clusters::new();
    }
    let (centres, fine) = group(&words.vectors, FINE);
    let (_, coarse) = group(&centres, COARSE);
    let cluster = |fine: usize| (fine as u16 + 1, coarse[fine] as u8 + 1);
    words
        .hashes
        .iter()
        .zip(&fine)
        .map(|(&hash, &fine)| (hash, cluster(fine)))
        .collect()
}

/// One word's hash and clusters a line.
pub(super) fn to_text(clusters: &Clusters) -> String {
    let mut lines: Vec<_> = clusters.iter().collect();
    lines.sort_unstable();
    let line =
        |(hash, (fine, coarse)): (&u64, &(u16, u8))| format!("{hash:016x} {fine} {coarse}\n");
    lines.into_iter().map(line).collect()
}

/// Reads what [`to_text`] wrote; other lines are passed over.
pub(super) fn from_text(text: &str) -> Clusters {
    let line = |line: &str| {
        let mut fields = line.split(' ');
        let hash = u64::from_str_radix(fields.next()?, 16).ok()?;
        Some((
            hash,
            (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?),
        ))
    };
    text.lines().filter_map(line).collect()
}

/// Groups vectors round `count` centres; the first vectors are the first centres.
fn group(vectors: &[Vector], count: usize) -> (Vec<Vector>, Vec<usize>) {
    let mut centres = vectors[..count.min(vectors.len())].to_vec();
    let mut nearest = Vec::new();
    for _ in 0..ROUNDS {
        nearest = vectors
            .iter()
            .map(|vector| nearest_to(vector, &centres))
            .collect();
        let mut sums = vec![[0.0; DIMENSIONS]; centres.len()];
        for (vector, &centre) in vectors.iter().zip(&nearest) {
            sums[centre]
                .iter_mut()
                .zip(vector)
                .for_each(|(sum, value)| *sum += value);
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            normalise(&mut sum);
            *centre = sum;
        }
    }
    (centres, nearest)
}

fn nearest_to(vector: &Vector, centres: &[Vector]) -> usize {
    let mut best = (f32::MIN, 0);
    for (index, centre) in centres.iter().enumerate() {
        let mut parts = [0.0f32; 8];
        for (a, b) in vector
            .as_chunks::<8>()
            .0
            .iter()
            .zip(centre.as_chunks::<8>().0)
        {
            parts
                .iter_mut()
                .zip(a.iter().zip(b))
                .for_each(|(part, (a, b))| *part += a * b);
        }
        let likeness = parts.iter().sum();
        if likeness > best.0 {
            best = (likeness, index);
        }
    }
    best.1
}
