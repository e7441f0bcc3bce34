//! Counting how words are used in plain text.

use crate::linear::hash_folded;
use crate::sentences::habits::{Habits, UsualCase, table};
use crate::sentences::word::word_hash;
use std::collections::HashMap;

/// Words seen less often are strangers.
const LEAST: u32 = 5;
/// A word seen so often in small letters and never with a capital.
const NEVER_CAPITAL: u32 = 20;
const STARTER_STEPS: [f64; 5] = [0.05, 0.15, 0.35, 0.65, 0.9];
const ENDER_STEPS: [f64; 6] = [0.002, 0.01, 0.03, 0.08, 0.16, 0.3];

/// How often words occur, by their hash.
#[derive(Debug, Clone, Default)]
pub(super) struct WordCounts {
    words: HashMap<u64, Counts>,
    clusters: HashMap<u64, u8>,
}

/// The coarse clusters of words in what `train clusters` wrote: a word's hash, its fine and its coarse
/// cluster a line.
fn clusters(text: &str) -> HashMap<u64, u8> {
    let word = |line: &str| {
        let mut fields = line.split(' ');
        let hash = u64::from_str_radix(fields.next()?, 16).ok()?;
        Some((hash, fields.nth(1)?.parse().ok()?))
    };
    text.lines().filter_map(word).collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    total: u32,
    /// Inside sentences, in small letters and with a capital.
    small: u32,
    capital: u32,
    /// With a capital, at the beginning of a sentence.
    starts: u32,
    /// Before an end mark.
    ends: u32,
    cluster: u8,
}

/// Where in its sentence a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Inside,
    Unknown,
}

impl WordCounts {
    /// No counts yet; the words' clusters are those of `cluster_lines`.
    pub fn new(cluster_lines: &str) -> Self {
        Self {
            words: HashMap::new(),
            clusters: clusters(cluster_lines),
        }
    }

    /// Counts one paragraph.
    pub fn add(&mut self, paragraph: &str) {
        let mut place = Place::Start;
        for word in paragraph.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let ends = ends_sentence(word);
            if !bare.is_empty() && bare.chars().all(is_letter) {
                let hash = word_hash(bare.as_bytes(), 0, bare.len());
                let cluster = || self.clusters.get(&hash_folded(0, bare.as_bytes())).copied();
                let count = self.words.entry(hash).or_insert_with(|| Counts {
                    cluster: cluster().unwrap_or(0),
                    ..Counts::default()
                });
                let capital = bare.starts_with(char::is_uppercase);
                count.total += 1;
                count.ends += u32::from(ends);
                count.starts += u32::from(capital && place == Place::Start);
                let inside = place == Place::Inside && word.starts_with(bare);
                count.capital += u32::from(inside && capital);
                count.small += u32::from(inside && !capital);
            }
            place = if ends && bare.len() > 3 {
                Place::Start
            } else if word.ends_with(char::is_alphanumeric) || word.ends_with(',') {
                Place::Inside
            } else {
                Place::Unknown
            };
        }
    }

    /// These counts and those of the sentences in `lines`, one a line.
    pub fn and(mut self, lines: &str) -> Self {
        lines.lines().for_each(|line| self.add(line));
        self
    }

    /// The table of habits, the most frequent words first.
    pub fn table(&self) -> Vec<u8> {
        let mut words: Vec<_> = self.words.iter().collect();
        words.retain(|(_, counts)| counts.total >= LEAST);
        words.sort_unstable_by_key(|&(hash, counts)| (std::cmp::Reverse(counts.total), *hash));
        table(
            words
                .into_iter()
                .map(|(&hash, counts)| (hash, counts.habits())),
        )
    }
}

impl Counts {
    fn habits(self) -> Habits {
        let inside = self.small + self.capital;
        let usual = match f64::from(self.small) / f64::from(inside) {
            _ if inside + 1 < LEAST => UsualCase::Unknown,
            share if share > 0.93 => UsualCase::Small,
            share if share < 0.15 => UsualCase::Capital,
            _ => UsualCase::Both,
        };
        let capitals = self.capital + self.starts;
        let starter = match capitals {
            LEAST.. => reached(self.starts, capitals, &STARTER_STEPS),
            _ if self.small > NEVER_CAPITAL => 7,
            _ => 0,
        };
        let ender = reached(self.ends, self.total, &ENDER_STEPS);
        Habits::new(usual, starter, ender, self.cluster)
    }
}

/// One more than the number of steps that the share has reached.
fn reached(part: u32, whole: u32, steps: &[f64]) -> u8 {
    let share = f64::from(part) / f64::from(whole);
    1 + steps.iter().filter(|&&step| share >= step).count() as u8
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '’' | '.')
}

fn ends_sentence(word: &str) -> bool {
    let closers = ['"', '”', ')', '\'', '’'];
    word.trim_end_matches(closers).ends_with(['.', '!', '?'])
}
