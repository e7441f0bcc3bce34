//! Long texts of the words that dates and numbers are made of: a reading that calls itself for each
//! expression inside it, or for each of its meanings, would not come to an end here.

mod invariants;

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use textsift::Sifter;
use toml::Value;

const LISTS: [&str; 4] = ["calendar", "number_words", "number_context", "bounds"];
/// What no list has.
const FIGURES: &[&str] = &[
    "5", "1,000", "2.5", "3rd", "2014", "'90s", "1/2", "3-5", "10:30", "3/4/2015", "$5", "5 km",
    "50%",
];
const MARKS: &[&str] = &[",", ".", "-", "–", "(", ")", "'s", "/", "to", "\n\n"];
const MOST_WORDS: usize = 4_000;

/// Words and phrases that take another expression behind them, or stand for one.
const FRAMES: [&str; 20] = [
    "the",
    "of the",
    "from",
    "to",
    "between",
    "and",
    "after",
    "before",
    "two weeks",
    "a day",
    "week of",
    "the end of",
    "last",
    "the third Monday",
    "Christmas",
    "May",
    "2014",
    "noon",
    "half",
    "hundred",
];
const FRAMES_SIZE: usize = 600;

static SIFTER: LazyLock<Sifter> = LazyLock::new(invariants::numbers_and_dates);

/// The words of the lists, by what they do in an expression.
static KINDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let mut kinds = vec![owned(FIGURES), owned(MARKS), owned(&FRAMES)];
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for list in LISTS {
        let source = std::fs::read_to_string(data.join(list).with_extension("toml")).unwrap();
        add_kinds(&source.parse::<toml::Table>().unwrap().into(), &mut kinds);
    }
    kinds
});

/// The words of a table are its keys where its values are figures; else its strings are.
fn add_kinds(value: &Value, kinds: &mut Vec<Vec<String>>) {
    let words: Vec<String> = match value {
        Value::Table(table) if table.values().any(Value::is_integer) => {
            table.keys().cloned().collect()
        }
        Value::Array(array) => array
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        Value::String(phrases) => phrases.split(';').map(|p| p.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    if !words.is_empty() {
        kinds.push(words);
    }
    match value {
        Value::Table(table) => table.values().for_each(|inner| add_kinds(inner, kinds)),
        Value::Array(array) => array
            .iter()
            .filter(|inner| !inner.is_str())
            .for_each(|inner| add_kinds(inner, kinds)),
        _ => {}
    }
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(&KINDS[..]).prop_flat_map(prop::sample::select)
}

/// Some words many times, and others behind them.
fn repeated() -> impl Strategy<Value = String> {
    let phrase = || prop::collection::vec(word(), 1..7).prop_map(|words| words.join(" ") + " ");
    (phrase(), phrase(), 1..MOST_WORDS / 6).prop_map(|(a, b, times)| a.repeat(times) + &b)
}

fn any_order() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..MOST_WORDS).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn words_of_the_lists_in_any_order(text in prop_oneof![repeated(), any_order()]) {
        invariants::check_numbers_and_dates(&text, SIFTER.analyze(&text).mentions());
        invariants::check_alone(&SIFTER, &text);
    }
}

#[test]
fn three_frames_over_and_over() {
    for first in FRAMES {
        for second in FRAMES {
            for third in FRAMES {
                let piece = format!("{first} {second} {third} ");
                let text = piece.repeat(FRAMES_SIZE.div_ceil(piece.len()));
                invariants::check_numbers_and_dates(&text, SIFTER.analyze(&text).mentions());
            }
        }
    }
}
