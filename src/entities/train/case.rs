//! How words are usually cased, counted over running text.

use std::collections::HashMap;

use crate::entities::lists::word_hash;
use crate::text::{TokenKind, tokenize};

/// Small, Capitalised, CAPITALS.
pub(super) type Counts = HashMap<u64, [u32; 3]>;

/// Counts words after a small word or a comma: there a capital says something.
pub(super) fn count(raw: &str, counts: &mut Counts) {
    let mut tokens = Vec::new();
    for line in raw.lines().filter(|line| !line.starts_with("# ")) {
        tokens.clear();
        tokenize(line, &mut tokens);
        for pair in tokens.windows(2) {
            let inside =
                pair[0].is_symbol(line, ',') || (pair[0].is_word() && !pair[0].is_capitalised());
            let word = pair[1];
            if !inside || word.kind != TokenKind::Word {
                continue;
            }
            let class = match (
                word.is_capitalised(),
                word.is_upper() && word.span.len() > 1,
            ) {
                (_, true) => 2,
                (true, _) => 1,
                _ => 0,
            };
            counts.entry(word_hash(word.of(line))).or_default()[class] += 1;
        }
    }
}

/// The class of counts: 0 unknown, 1 nearly always small … 5 nearly always capitalised, 6 capitals.
pub(super) fn class([lower, capital, upper]: [u32; 3]) -> u8 {
    let total = lower + capital + upper;
    if total < 3 {
        return 0;
    }
    let share = |count: u32| f64::from(count) / f64::from(total);
    if share(upper) > 0.5 {
        return 6;
    }
    match share(lower) {
        share if share >= 0.97 => 1,
        share if share >= 0.75 => 2,
        share if share >= 0.4 => 3,
        share if share >= 0.08 => 4,
        _ => 5,
    }
}
