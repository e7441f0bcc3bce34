//! What columns cost over the extraction itself, and what a second thread is worth:
//! `cargo bench --bench columns [FILE]`.
//!
//! Documents of about 200 bytes, cut at sentences from `examples/article.txt` over and over, or from
//! FILE. Runs take turns, and the best of each counts, for other work on the machine disturbs them.

#[path = "../tests/passes/mod.rs"]
mod passes;
mod timing;

use std::hint::black_box;
use std::time::{Duration, Instant};

use textsift::batch::{Job, Options, extract};
use textsift::{Mentions, Sifter, sentences};

const SIZE: usize = 4_000_000;
const DOCUMENT: usize = 200;
const ROUNDS: usize = 9;
/// How many times as long as the others one document is.
const LONG: usize = 1000;

fn main() {
    let text = timing::text(SIZE);
    let documents = documents(&text);
    println!(
        "{:<12} {:>14} {:>13} {:>10} {:>10} {:>14}",
        "lists", "extraction, ns", "columns, + ns", "+ %", "2 threads", "one of 200 kB"
    );
    for (name, sifter) in [
        ("all", Sifter::default()),
        ("numbers", passes::sifter(&["numbers"], true)),
        ("sentences", passes::sifter(&["sentences"], false)),
    ] {
        show(name, &sifter, &documents, &text);
    }
}

/// The sentences of the text, so many together that they have the size of a document.
fn documents(text: &str) -> Vec<Option<&str>> {
    let mut found = Vec::new();
    sentences::split(text, &sentences::Settings::default(), &mut found);
    let mut documents = Vec::new();
    let mut start = 0;
    for sentence in found {
        let end = sentence.span.end as usize;
        if end - start >= DOCUMENT {
            documents.push(Some(text[start..end].trim_start()));
            start = end;
        }
    }
    documents
}

fn show(name: &str, sifter: &Sifter, documents: &[Option<&str>], text: &str) {
    let long = &text[..timing::boundary(text, LONG * DOCUMENT)];
    let uneven: Vec<_> = std::iter::once(Some(long))
        .chain(documents.iter().take(4 * LONG).copied())
        .collect();
    let [alone, one, two, one_uneven, two_uneven] = best([
        &|| each(sifter, documents),
        &|| columns(sifter, documents, 1),
        &|| columns(sifter, documents, 2),
        &|| columns(sifter, &uneven, 1),
        &|| columns(sifter, &uneven, 2),
    ]);
    let each = |time: Duration| time.as_secs_f64() * 1e9 / documents.len() as f64;
    println!(
        "{name:<12} {:>14.0} {:>13.0} {:>9.1}% {:>9.2}x {:>13.2}x",
        each(alone),
        each(one) - each(alone),
        (each(one) / each(alone) - 1.0) * 100.0,
        one.as_secs_f64() / two.as_secs_f64(),
        one_uneven.as_secs_f64() / two_uneven.as_secs_f64(),
    );
}

/// The best time of each run.
fn best<const N: usize>(runs: [&dyn Fn(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..ROUNDS {
        for (best, run) in best.iter_mut().zip(runs) {
            let start = Instant::now();
            run();
            *best = start.elapsed().min(*best);
        }
    }
    best
}

/// The extraction alone, into one buffer.
fn each(sifter: &Sifter, documents: &[Option<&str>]) {
    let mut mentions = Mentions::default();
    for text in documents.iter().flatten() {
        sifter.sift(text, &mut mentions);
        black_box(&mentions);
    }
}

fn columns(sifter: &Sifter, documents: &[Option<&str>], threads: usize) {
    let job = Job {
        sifter,
        texts: documents,
        references: None,
    };
    let options = Options {
        threads: Some(threads),
        ..Options::default()
    };
    black_box(extract(job, options, |_| true).expect("a column"));
}
