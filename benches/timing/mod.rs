//! What the benchmarks share: arguments, texts, clocks.

#![allow(dead_code)] // Each benchmark uses a part.

use std::time::{Duration, Instant};

/// The first argument that is no option of cargo's.
pub fn argument() -> Option<String> {
    std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
}

/// The file that the argument names, or `examples/article.txt` over and over; at most `size` bytes.
pub fn text(size: usize) -> String {
    let mut text = match argument() {
        Some(path) => std::fs::read_to_string(path).expect("a readable text"),
        None => {
            let article = include_str!("../../examples/article.txt");
            article.repeat(size.div_ceil(article.len()))
        }
    };
    text.truncate(boundary(&text, size));
    text
}

/// The last character boundary up to `at`.
pub fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The shortest of a few runs: the others were disturbed.
pub fn best_time(mut run: impl FnMut()) -> Duration {
    let mut time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..5).map(|_| time()).min().unwrap_or_default()
}

/// Megabytes a second.
pub fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}
