//! MB/s of the sentences alone, and how their time grows on hostile texts:
//! `cargo bench --bench sentences -- [FILE]`.
//!
//! The text is `examples/article.txt` repeated to 5 MB, or FILE's first 5 MB: in documents of about
//! 3 kB, and as one. Each piece of `hostile.toml` is repeated to 10 kB, 100 kB and 1 MB; the growth
//! is that from 100 kB to 1 MB, where 10 is linear.

#[path = "../tests/patterns/mod.rs"]
#[allow(dead_code)]
mod patterns;
mod timing;

use std::hint::black_box;
use std::time::Duration;

use textsift::sentences::{Settings, split};

const SIZE: usize = 5_000_000;
const DOCUMENT: usize = 3_000;
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// A growth above this is not linear.
const STEEP: f64 = 12.0;

fn main() {
    let text = timing::text(SIZE);
    let documents = documents(&text);
    println!("{:<18} {:>9} {:>10}", "text", "MB/s", "sentences");
    show(&format!("{} documents", documents.len()), &documents);
    show("one text", &[&text]);
    show_hostile();
}

/// The text cut at line ends.
fn documents(text: &str) -> Vec<&str> {
    let mut documents = Vec::new();
    let mut left = text;
    while !left.is_empty() {
        let least = timing::boundary(left, DOCUMENT);
        let end = left[least..].find('\n').map(|at| least + at + 1);
        let (document, rest) = left.split_at(end.unwrap_or(left.len()));
        documents.push(document);
        left = rest;
    }
    documents
}

fn show(name: &str, texts: &[&str]) {
    let bytes = texts.iter().map(|text| text.len()).sum();
    let mut found = Vec::new();
    for text in texts {
        split(text, &Settings::default(), &mut found);
    }
    let speed = timing::speed(bytes, time(texts));
    println!("{name:<18} {speed:>9.1} {:>10}", found.len());
}

fn show_hostile() {
    let [small, middle, large] = ["10 kB, ms", "100 kB, ms", "1 MB, ms"];
    println!(
        "\n{:<18} {small:>10} {middle:>10} {large:>10} {:>7} {:>7}",
        "piece", "MB/s", "growth"
    );
    for (name, piece) in hostile() {
        let times = SIZES.map(|size| time(&[&patterns::repeat(&piece, size)]));
        let [small, middle, large] = times.map(|time| time.as_secs_f64() * 1e3);
        let speed = timing::speed(SIZES[2], times[2]);
        let growth = large / middle;
        let steep = if growth > STEEP { "  steep" } else { "" };
        println!(
            "{name:<18} {small:>10.3} {middle:>10.3} {large:>10.3} {speed:>7.1} {growth:>7.1}{steep}"
        );
    }
}

/// The names and pieces of `hostile.toml`.
fn hostile() -> Vec<(String, String)> {
    #[derive(serde::Deserialize)]
    struct Hostile {
        pieces: Vec<(String, String)>,
    }
    let hostile: Hostile = toml::from_str(include_str!("hostile.toml")).expect("pieces");
    hostile.pieces
}

fn time(texts: &[&str]) -> Duration {
    let settings = Settings::default();
    let mut found = Vec::new();
    timing::best_time(|| {
        for text in texts {
            found.clear();
            split(text, &settings, &mut found);
            black_box(&found);
        }
    })
}
