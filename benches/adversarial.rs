//! How the time of a whole pass grows on hostile texts: `cargo bench --bench adversarial [name]`.
//!
//! For each pattern: MB/s on 1 MB and t(1 MB) / t(500 kB); a linear pass doubles.

#[path = "../tests/patterns/mod.rs"]
mod patterns;
mod timing;

use std::time::Duration;

use textsift::{Mentions, Sifter};

const SIZE: usize = 500_000;
const SLOW: f64 = 10.0;
const STEEP: f64 = 2.3;

fn main() {
    let wanted = timing::argument();
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
        let speed = timing::speed(2 * SIZE, twice);
        let growth = twice.as_secs_f64() / once.as_secs_f64();
        let slow = if speed < SLOW { "  slow" } else { "" };
        let steep = if growth > STEEP { "  steep" } else { "" };
        println!("{name:<18} {speed:>8.1} {growth:>8.2}{slow}{steep}");
    }
}

fn best_time(text: &str) -> Duration {
    let sifter = Sifter::default();
    let mut mentions = Mentions::default();
    timing::best_time(|| sifter.sift(text, &mut mentions))
}
