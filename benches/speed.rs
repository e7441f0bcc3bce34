//! MB/s of each stage of a pass and of the whole, on one thread: `cargo bench --bench speed [FILE]`.
//!
//! The text is `examples/article.txt` repeated to 4 MB, or FILE.

use std::hint::black_box;
use std::time::{Duration, Instant};

use textsift::text::{Span, tokenize};
use textsift::{Mentions, Sifter, dates, entities, numbers, patterns, relations, sentences};

const SIZE: usize = 4_000_000;

fn main() {
    let path = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let text = match path {
        Some(path) => std::fs::read_to_string(path).expect("a readable text"),
        None => include_str!("../examples/article.txt").repeat(SIZE / 2_000),
    };
    let text = cut(&text);
    println!("{:<12} {:>8}", "stage", "MB/s");
    for (stage, time) in stages(text) {
        println!(
            "{stage:<12} {:>8.1}",
            text.len() as f64 / 1e6 / time.as_secs_f64()
        );
    }
}

fn cut(text: &str) -> &str {
    let mut end = SIZE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
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
            entities::find(text, inputs, &settings.entities, &mut scratch, out);
        }),
    ];
    times.push((
        "relations",
        best_time(|| relate(text, &tokens, &mut whole.clone())),
    ));
    times.push(("all", best_time(|| sifter.sift(text, &mut whole))));
    times
}

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

/// The shortest of a few runs: the others were disturbed.
fn best_time(mut run: impl FnMut()) -> Duration {
    let mut time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..5).map(|_| time()).min().unwrap_or_default()
}
