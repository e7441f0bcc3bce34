//! Rust sentence splitters behind the protocol of `benchmarks/peers.py`.
//!
//! `splitters NAME split` and `splitters NAME offsets` read JSON arrays of texts, one a line, and
//! answer each with a line: an array of the sentences of each text, or the seconds of CPU time that
//! the splitting of all of them took at best. What is timed ends with the sentences' places in the
//! texts; no string is made.

use std::cell::RefCell;
use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead, Write, stdin, stdout};
use std::time::Duration;

use cpu_time::ProcessTime;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use textsift::sentences;
use unicode_segmentation::UnicodeSegmentation;

/// Runs of what takes little time, of what takes a while, and the time after which there is no more.
const MOST_RUNS: usize = 200;
const RUNS: usize = 9;
const A_WHILE: Duration = Duration::from_millis(50);
const ENOUGH: Duration = Duration::from_millis(500);

/// Appends the places where `text` is cut, in bytes.
type Split = Box<dyn Fn(&str, &mut Vec<(usize, usize)>)>;

fn splitter(name: &str) -> Option<Split> {
    Some(match name {
        "textsift" => Box::new(textsift_cuts()),
        "sentencex" => Box::new(|text, cuts| {
            let start = text.as_ptr() as usize;
            let sentences = sentencex::segment("en", text).into_iter();
            cuts.extend(sentences.map(|s| {
                let at = s.as_ptr() as usize - start;
                (at, at + s.len())
            }));
        }),
        "icu4x" => Box::new(|text, cuts| {
            let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
            let mut start = 0;
            for end in segmenter.segment_str(text).skip(1) {
                cuts.push((start, end));
                start = end;
            }
        }),
        "unicode-segmentation" => Box::new(|text, cuts| {
            let sentences = text.split_sentence_bound_indices();
            cuts.extend(sentences.map(|(start, s)| (start, start + s.len())));
        }),
        _ => return None,
    })
}

fn textsift_cuts() -> impl Fn(&str, &mut Vec<(usize, usize)>) {
    let settings = sentences::Settings::default();
    let buffer = RefCell::new(Vec::new());
    move |text, cuts| {
        let mut found = buffer.borrow_mut();
        found.clear();
        sentences::split(text, &settings, &mut found);
        cuts.extend(
            found
                .iter()
                .map(|s| (s.span.start as usize, s.span.end as usize)),
        );
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, task] = arguments.as_slice() else {
        return Err("usage: splitters NAME split|offsets".into());
    };
    let split = splitter(name).ok_or("no such splitter")?;
    for line in stdin().lock().lines() {
        let texts: Vec<String> = serde_json::from_str(&line?)?;
        let answer = match task.as_str() {
            "offsets" => best_time(&texts, &split).as_secs_f64().to_string(),
            _ => serde_json::to_string(&pieces(&texts, &split))?,
        };
        println!("{answer}");
        stdout().flush()?;
    }
    Ok(())
}

fn pieces<'a>(texts: &'a [String], split: &Split) -> Vec<Vec<&'a str>> {
    let of_text = |text: &'a String| {
        let mut cuts = Vec::new();
        split(text, &mut cuts);
        cuts.into_iter()
            .map(|(start, end)| &text[start..end])
            .collect()
    };
    texts.iter().map(of_text).collect()
}

/// The shortest of a few runs: the others were disturbed.
fn best_time(texts: &[String], split: &Split) -> Duration {
    let mut cuts = Vec::new();
    let mut best = Duration::MAX;
    let mut total = Duration::ZERO;
    for run in 0..MOST_RUNS {
        if total > ENOUGH || run >= RUNS && total > A_WHILE {
            break;
        }
        let start = ProcessTime::now();
        for text in texts {
            cuts.clear();
            split(text, &mut cuts);
            black_box(&cuts);
        }
        let time = start.elapsed();
        (best, total) = (best.min(time), total + time);
    }
    best
}
