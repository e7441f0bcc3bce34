//! How time grows on hostile texts: `cargo bench --bench adversarial [name]`.
//!
//! For each pattern and pass: MB/s at 1 kB, 10 kB, 100 kB and 1 MB, and t(1 MB) / t(500 kB); a linear
//! pass doubles. What grows by more than 2.3, or falls below 10 MB/s, is marked, and counted at the end.

#[path = "../tests/passes/mod.rs"]
mod passes;
#[path = "../tests/patterns/mod.rs"]
mod patterns;
mod timing;

use std::time::{Duration, Instant};

use textsift::document::schema::LISTS;
use textsift::{Mentions, Sifter};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const SLOW: f64 = 10.0;
const STEEP: f64 = 2.3;

/// Numbers and dates without names, and all lists.
const PASSES: [(&str, &[&str], bool); 2] = [
    ("numbers, dates", &["numbers", "dates"], true),
    ("all", &LISTS, false),
];

fn main() {
    let wanted = timing::argument().unwrap_or_default();
    let patterns = patterns::PATTERNS
        .iter()
        .filter(|(name, _)| name.contains(&wanted));
    for (pass, what, in_names) in PASSES {
        println!(
            "{pass:<20} {:>9} {:>9} {:>9} {:>9} {:>8}",
            "1 kB", "10 kB", "100 kB", "1 MB", "growth"
        );
        let sifter = passes::sifter(what, in_names);
        let bad = patterns
            .clone()
            .filter(|(name, piece)| !measure(&sifter, name, piece))
            .count();
        println!(
            "{bad} of {} patterns are slow or steep\n",
            patterns.clone().count()
        );
    }
}

/// Prints a pattern's line; true if it is neither slow nor steep.
fn measure(sifter: &Sifter, name: &str, piece: &str) -> bool {
    let texts = SIZES.map(|size| patterns::repeat(piece, size));
    let times = texts.each_ref().map(|text| best_time(sifter, text));
    let [kilobyte, ten, hundred, megabyte] =
        [0, 1, 2, 3].map(|at| timing::speed(texts[at].len(), times[at]));
    let half = best_time(sifter, &patterns::repeat(piece, SIZES[3] / 2));
    let growth = times[3].as_secs_f64() / half.as_secs_f64();
    let slow = [kilobyte, ten, hundred, megabyte]
        .iter()
        .any(|&speed| speed < SLOW);
    let steep = growth > STEEP;
    println!(
        "{name:<20} {kilobyte:>9.1} {ten:>9.1} {hundred:>9.1} {megabyte:>9.1} {growth:>8.2}{}{}",
        if slow { "  slow" } else { "" },
        if steep { "  steep" } else { "" },
    );
    !slow && !steep
}

/// The shortest of many runs of a small text, or of a few of a large one.
fn best_time(sifter: &Sifter, text: &str) -> Duration {
    const WHILE: Duration = Duration::from_millis(50);
    let mut mentions = Mentions::default();
    let start = Instant::now();
    let mut best = timing::best_time(|| sifter.sift(text, &mut mentions));
    while start.elapsed() < WHILE {
        best = best.min(timing::best_time(|| sifter.sift(text, &mut mentions)));
    }
    best
}
