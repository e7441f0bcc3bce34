//! Words by the company that they keep: counts of neighbours in running text, weighed by how much
//! they exceed chance (positive pointwise mutual information), brought down to a few dimensions.
//!
//! Method: Levy and Goldberg 2014 (PPMI as word vectors), subspace iteration for the leading
//! dimensions (Halko, Martinsson and Tropp 2011).

use std::collections::HashMap;

use crate::entities::lists::word_hash;
use crate::text::{TokenKind, tokenize};

/// Dimensions of a word's vector.
pub(super) const DIMENSIONS: usize = 64;
/// Neighbours that count: the most frequent words.
const NEIGHBOURS: usize = 3000;
/// Rarer words have no vector.
const LEAST_COUNT: u32 = 12;
/// Places of a neighbour that are told apart.
const PLACES: [isize; 4] = [-2, -1, 1, 2];
/// All digits are one word.
const DIGITS: u64 = 1;
const LINE_END: u32 = u32::MAX;

/// A word's vector.
pub(super) type Vector = [f32; DIMENSIONS];

/// The words of a text with a vector each, most frequent first.
#[derive(Debug)]
pub(super) struct Vectors {
    pub hashes: Vec<u64>,
    pub vectors: Vec<Vector>,
}

/// Learns vectors from running text.
pub(super) fn vectors(raw: &str) -> Vectors {
    let (hashes, stream) = read(raw);
    eprintln!(
        "{} words of running text, {} with a vector",
        stream.len(),
        hashes.len()
    );
    let matrix = Matrix::count(&stream, hashes.len());
    Vectors {
        vectors: matrix.reduce(hashes.len()),
        hashes,
    }
}

/// The frequent words, most frequent first, and the text as their numbers.
fn read(raw: &str) -> (Vec<u64>, Vec<u32>) {
    let mut stream = Vec::new();
    let mut tokens = Vec::new();
    for line in raw.lines().filter(|line| !line.starts_with("# ")) {
        tokens.clear();
        tokenize(line, &mut tokens);
        stream.extend(tokens.iter().map(|token| match token.kind {
            TokenKind::Digits => DIGITS,
            _ => word_hash(token.of(line)),
        }));
        stream.push(0);
    }
    let mut counts: HashMap<u64, u32> = HashMap::new();
    stream
        .iter()
        .for_each(|&hash| *counts.entry(hash).or_default() += 1);
    counts.remove(&0);
    let mut frequent: Vec<(u64, u32)> = counts
        .into_iter()
        .filter(|&(_, count)| count >= LEAST_COUNT)
        .collect();
    frequent.sort_unstable_by_key(|&(hash, count)| (std::cmp::Reverse(count), hash));
    let hashes: Vec<u64> = frequent.iter().map(|&(hash, _)| hash).collect();
    let numbers: HashMap<u64, u32> = hashes
        .iter()
        .zip(0..)
        .map(|(&hash, number)| (hash, number))
        .collect();
    let stream = stream
        .iter()
        .map(|hash| numbers.get(hash).copied().unwrap_or(LINE_END))
        .collect();
    (hashes, stream)
}

/// Words by neighbours, sparse, row by row.
struct Matrix {
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Matrix {
    fn count(stream: &[u32], words: usize) -> Self {
        let mut pairs: Vec<u64> = Vec::new();
        let mut counted: Vec<(u64, u32)> = Vec::new();
        for (block, place) in PLACES.into_iter().enumerate() {
            pairs.clear();
            for at in 0..stream.len() {
                let beside = at
                    .checked_add_signed(place)
                    .and_then(|beside| stream.get(beside));
                let Some(&neighbour) = beside else { continue };
                if (neighbour as usize) < NEIGHBOURS && stream[at] != LINE_END {
                    let column = (block * NEIGHBOURS) as u64 + u64::from(neighbour);
                    pairs.push(u64::from(stream[at]) << 32 | column);
                }
            }
            pairs.sort_unstable();
            counted.extend(
                pairs
                    .chunk_by(|a, b| a == b)
                    .map(|same| (same[0], same.len() as u32)),
            );
        }
        counted.retain(|&(_, count)| count > 1);
        counted.sort_unstable();
        Self::weigh(&counted, words)
    }

    /// Positive pointwise mutual information, with the neighbours' counts smoothed.
    fn weigh(counted: &[(u64, u32)], words: usize) -> Self {
        let mut rows = vec![0f64; words];
        let mut columns = vec![0f64; PLACES.len() * NEIGHBOURS];
        for &(pair, count) in counted {
            rows[(pair >> 32) as usize] += f64::from(count);
            columns[pair as u32 as usize] += f64::from(count);
        }
        columns
            .iter_mut()
            .for_each(|column| *column = libm::pow(*column, 0.75));
        let all: f64 = columns.iter().sum();
        let mut matrix = Self {
            starts: vec![0],
            cells: Vec::new(),
        };
        for &(pair, count) in counted {
            let (row, column) = ((pair >> 32) as usize, pair as u32);
            while matrix.starts.len() <= row {
                matrix.starts.push(matrix.cells.len());
            }
            let information =
                libm::log(f64::from(count) * all / (rows[row] * columns[column as usize]));
            if information > 0.0 {
                matrix.cells.push((column, information as f32));
            }
        }
        matrix.starts.resize(words + 1, matrix.cells.len());
        matrix
    }

    /// The words in the leading dimensions.
    fn reduce(&self, words: usize) -> Vec<Vector> {
        let mut state = 0x2545_f491_4f6c_dd1du64;
        let mut columns = vec![[0f32; DIMENSIONS]; PLACES.len() * NEIGHBOURS];
        for value in columns.iter_mut().flatten() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *value = (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0;
        }
        for _ in 0..4 {
            let rows = self.rows(&columns, words);
            columns = self.columns(&rows);
            orthogonalise(&mut columns);
        }
        let mut rows = self.rows(&columns, words);
        rows.iter_mut().for_each(normalise);
        rows
    }

    fn rows(&self, columns: &[Vector], words: usize) -> Vec<Vector> {
        let row = |word: usize| {
            let mut sum = [0.0; DIMENSIONS];
            for &(column, value) in &self.cells[self.starts[word]..self.starts[word + 1]] {
                add(&mut sum, &columns[column as usize], value);
            }
            sum
        };
        (0..words).map(row).collect()
    }

    fn columns(&self, rows: &[Vector]) -> Vec<Vector> {
        let mut columns = vec![[0.0; DIMENSIONS]; PLACES.len() * NEIGHBOURS];
        for (word, row) in rows.iter().enumerate() {
            for &(column, value) in &self.cells[self.starts[word]..self.starts[word + 1]] {
                add(&mut columns[column as usize], row, value);
            }
        }
        columns
    }
}

fn add(sum: &mut Vector, vector: &Vector, by: f32) {
    sum.iter_mut()
        .zip(vector)
        .for_each(|(sum, value)| *sum += value * by);
}

/// Scales a vector to length one.
pub(super) fn normalise(vector: &mut Vector) {
    let length = vector
        .iter()
        .map(|value| value * value)
        .sum::<f32>()
        .sqrt()
        .max(1e-9);
    vector.iter_mut().for_each(|value| *value /= length);
}

/// Makes the dimensions orthogonal to one another (Gram and Schmidt).
fn orthogonalise(rows: &mut [Vector]) {
    for dimension in 0..DIMENSIONS {
        for before in 0..dimension {
            let product: f64 = rows
                .iter()
                .map(|row| f64::from(row[dimension]) * f64::from(row[before]))
                .sum();
            rows.iter_mut()
                .for_each(|row| row[dimension] -= product as f32 * row[before]);
        }
        let square: f64 = rows
            .iter()
            .map(|row| f64::from(row[dimension]) * f64::from(row[dimension]))
            .sum();
        let scale = 1.0 / square.sqrt().max(1e-12);
        rows.iter_mut()
            .for_each(|row| row[dimension] *= scale as f32);
    }
}
