//! MB/s of each stage of a pass and of the whole, on one thread: `cargo bench --bench speed [FILE]`.
//!
//! The text is `examples/article.txt` repeated to 4 MB, or FILE.

#[path = "../tests/passes/mod.rs"]
mod passes;
mod timing;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use textsift::document::schema::LISTS;
use textsift::text::{Span, tokenize};
use textsift::{Mentions, Sifter, dates, entities, numbers, patterns, relations, sentences};
use timing::best_time;

const SIZE: usize = 4_000_000;

fn main() {
    let text = timing::text(SIZE);
    println!("{:<36} {:>8}", "stage", "MB/s");
    for (stage, time) in stages(&text) {
        println!("{stage:<36} {:>8.1}", timing::speed(text.len(), time));
    }
}

/// Names of three made-up words.
fn a_million_names() -> Arc<entities::Gazetteer> {
    let started = Instant::now();
    let mut names = entities::Names::default();
    let label = entities::Label::from("MADE_UP");
    for number in 0..1_000_000u64 {
        // Digits of base 100 as syllables, so that no two names are the same.
        let digit =
            |place: u32| (number.wrapping_mul(387_420_489) % 1_000_000 / 100u64.pow(place)) % 100;
        let word = |place| {
            let (a, b) = (digit(place) / 10, digit(place) % 10);
            format!(
                "{}{}xo",
                ["Ba", "Ke", "Lo", "Mi", "Nu", "Ra", "Se", "To", "Vi", "Zu"][a as usize],
                ["da", "fe", "gi", "ho", "ju", "pe", "qua", "ri", "su", "za"][b as usize]
            )
        };
        let name = [word(0), word(1), word(2)].join(" ");
        names.push([name.as_str()], &label, &number.to_string());
    }
    let made = started.elapsed();
    let gazetteer = entities::Gazetteer::of(Arc::new(names), entities::Case::Smart);
    println!(
        "{:<36} {:>8.2} s",
        "to build it",
        (started.elapsed() - made).as_secs_f64()
    );
    Arc::new(gazetteer.expect("names have tokens"))
}

fn stages(text: &str) -> Vec<(&'static str, Duration)> {
    let sifter = Sifter::default();
    let settings = sifter.settings();
    let mut whole = Mentions::default();
    sifter.sift(text, &mut whole);
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut found = Vec::new();
    patterns::find(text, &tokens, &mut found);
    let claimed: Vec<Span> = found.iter().map(|p| p.span).collect();
    let number_spans: Vec<Span> = whole.numbers.iter().map(|n| n.span).collect();
    let date_spans: Vec<Span> = whole.dates.iter().map(|d| d.span).collect();
    let sentence_spans: Vec<Span> = whole.sentences.iter().map(|s| s.span).collect();
    let inputs = entities::Inputs {
        tokens: &tokens,
        sentences: &sentence_spans,
        patterns: &found,
        named: &[],
        numbers: &number_spans,
        dates: &date_spans,
        asked: None,
    };
    let mut scratch = entities::Scratch::default();
    let mut times = vec![
        stage("sentences", |out| {
            sentences::split(text, &settings.sentences, out);
        }),
        stage("tokens", |out| tokenize(text, out)),
        stage("patterns", |out| patterns::find(text, &tokens, out)),
        stage("dates", |out| {
            dates::find(text, &tokens, &claimed, &settings.dates, out);
        }),
        stage("numbers", |out| {
            numbers::find(text, &tokens, &claimed, &settings.numbers, out);
        }),
        stage("entities", |out| {
            entities::find(
                text,
                inputs,
                &settings.entities,
                &|| true,
                &mut scratch,
                out,
            );
        }),
    ];
    let named = entities::Settings {
        gazetteer: Some(a_million_names()),
        ..entities::Settings::default()
    };
    times.push(stage("a million names", |out| {
        entities::find_named(text, &tokens, &named, out);
    }));
    times.push((
        "relations",
        best_time(|| relate(text, &tokens, &mut whole.clone())),
    ));
    for (name, what, in_names) in PASSES {
        let sifter = passes::sifter(what, in_names);
        times.push((name, best_time(|| sifter.sift(text, &mut whole))));
    }
    times
}

/// Passes that give out some lists alone; those with numbers in names look for no names.
const PASSES: [(&str, &[&str], bool); 5] = [
    ("pass: numbers in names too", &["numbers"], true),
    (
        "pass: numbers and dates in names too",
        &["numbers", "dates"],
        true,
    ),
    ("pass: numbers and dates", &["numbers", "dates"], false),
    ("pass: dates", &["dates"], false),
    ("pass: all", &LISTS, false),
];

fn relate(text: &str, tokens: &[textsift::text::Token], mentions: &mut Mentions) {
    relations::find_counted(text, tokens, &mentions.sentences, &mut mentions.numbers);
    relations::find_equals(text, tokens, &mut mentions.numbers);
    relations::join_aliases(text, tokens, &mut mentions.entities);
    mentions.quotes.clear();
    relations::find_quotes(
        text,
        tokens,
        &mentions.sentences,
        &mentions.entities,
        &mut mentions.quotes,
    );
}

fn stage<M>(name: &'static str, mut run: impl FnMut(&mut Vec<M>)) -> (&'static str, Duration) {
    let mut out = Vec::new();
    let time = best_time(|| {
        out.clear();
        run(&mut out);
        black_box(&out);
    });
    (name, time)
}
