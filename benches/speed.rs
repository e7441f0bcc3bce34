//! MB/s of each stage of a pass and of the whole, on one thread: `cargo bench --bench speed [FILE]`.
//!
//! The text is `examples/article.txt` repeated to 4 MB, or FILE.

#[path = "../tests/passes/mod.rs"]
mod passes;
mod timing;

use std::hint::black_box;
use std::time::Duration;

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
