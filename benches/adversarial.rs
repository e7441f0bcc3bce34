//! How the time of a whole pass grows on hostile texts: `cargo bench --bench adversarial [name]`.
//!
//! For each pattern: MB/s on 1 MB and t(1 MB) / t(500 kB); a linear pass doubles.

#[path = "../tests/patterns/mod.rs"]
mod patterns;

use std::time::{Duration, Instant};

use textsift::{Mentions, Sifter};

const SIZE: usize = 500_000;
const SLOW: f64 = 10.0;
const STEEP: f64 = 2.3;

fn main() {
    let wanted = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    println!("{:<18} {:>8} {:>8}", "pattern", "MB/s", "growth");
    for (name, piece) in patterns::PATTERNS {
        if wanted
            .as_ref()
            .is_some_and(|wanted| !name.contains(wanted.as_str()))
        {
            continue;
        }
        let once = best_time(&patterns::repeat(piece, SIZE));
        let twice = best_time(&patterns::repeat(piece, 2 * SIZE));
        let speed = 2.0 * SIZE as f64 / 1e6 / twice.as_secs_f64();
        let growth = twice.as_secs_f64() / once.as_secs_f64();
        let slow = if speed < SLOW { "  slow" } else { "" };
        let steep = if growth > STEEP { "  steep" } else { "" };
        println!("{name:<18} {speed:>8.1} {growth:>8.2}{slow}{steep}");
    }
}

/// The shortest of a few passes: the others were disturbed.
fn best_time(text: &str) -> Duration {
    let sifter = Sifter::default();
    let mut mentions = Mentions::default();
    let mut time = || {
        let start = Instant::now();
        sifter.sift(text, &mut mentions);
        start.elapsed()
    };
    (0..5).map(|_| time()).min().unwrap_or_default()
}
