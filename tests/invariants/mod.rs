//! What holds for the analysis of any text; used by the property tests, the adversarial tests and
//! the fuzz targets.

#![allow(dead_code, reason = "not each user checks all")]

#[path = "../passes/mod.rs"]
mod passes;

use std::borrow::Cow;
use std::sync::Arc;

use textsift::numbers::Counted;
use textsift::numerals::Exact;
use textsift::sentences::{Language, ListMarkers, Named, Newlines, Profile, Quotes, Settings};
use textsift::text::Span;
use textsift::{Date, Entity, Mentions, Number, Quote, Sentence, Sifter};

/// Panics where `mentions` cannot be an analysis of `text`.
pub fn check(text: &str, mentions: &Mentions) {
    check_sentences(text, &mentions.sentences);
    check_entities(text, mentions);
    check_numbers(text, mentions);
    check_dates(text, mentions);
    check_quotes(text, mentions);
}

/// The like where numbers and dates alone were asked for.
pub fn check_numbers_and_dates(text: &str, mentions: &Mentions) {
    check_numbers(text, mentions);
    check_dates(text, mentions);
}

/// Sentences lie in order without overlap, begin and end in something to see, and leave out white
/// space alone.
pub fn check_sentences(text: &str, sentences: &[Sentence]) {
    let mut end = 0;
    let mut paragraph = 0;
    for sentence in sentences {
        check_span(text, sentence.span);
        let span = sentence.span;
        assert!(span.start as usize >= end, "sentences overlap: {span:?}");
        let gap = &text[end..span.start as usize];
        assert!(gap.trim().is_empty(), "lost between sentences: {gap:?}");
        assert_eq!(span.of(text).trim(), span.of(text), "white space at an end");
        assert!(sentence.paragraph >= paragraph, "paragraphs go back");
        (end, paragraph) = (span.end as usize, sentence.paragraph);
    }
    let rest = &text[end..];
    assert!(
        rest.trim().is_empty(),
        "lost after the last sentence: {rest:?}"
    );
}

/// The value of a setting that `number` stands for; what is left of the number is for the others.
fn take<T: Named>(number: &mut usize) -> T {
    let value = T::NAMES[*number % T::NAMES.len()].1;
    *number /= T::NAMES.len();
    value
}

/// A sum over the bytes: what it chooses leaves the texts of a fuzzer's corpus texts.
fn sum_of(text: &str) -> usize {
    text.bytes().fold(7, |sum: usize, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    })
}

/// The text that the numbers are fuzzed with: every fourth short one many times over, so that
/// expressions hold each other ("two weeks after the end of").
pub fn repeated(text: &str) -> Cow<'_, str> {
    const SHORT: usize = 64;
    const LONG: usize = 2_000;
    if (1..=SHORT).contains(&text.len()) && sum_of(text).is_multiple_of(4) {
        text.repeat(LONG / text.len()).into()
    } else {
        text.into()
    }
}

/// The settings that a text is fuzzed with: for half of the texts the defaults.
pub fn settings_of(text: &str) -> Settings {
    let sum = sum_of(text);
    let mut number = sum >> 8;
    if sum.is_multiple_of(2) {
        return Settings::default();
    }
    Settings {
        language: take::<Language>(&mut number),
        newlines: take::<Newlines>(&mut number),
        list_markers: take::<ListMarkers>(&mut number),
        profile: take::<Profile>(&mut number),
        quotes: take::<Quotes>(&mut number),
        semicolons: number & 1 != 0,
        dashes: number & 2 != 0,
        abbreviations: Arc::new(
            ["b", "a. B", "Mr"]
                .iter()
                .filter(|_| number & 4 != 0)
                .collect(),
        ),
        model: None,
    }
}

fn check_entities(text: &str, mentions: &Mentions) {
    check_apart(
        text,
        mentions.entities.iter().map(|e: &Entity| e.span),
        "entities",
    );
    let mut next_id = 0;
    for entity in &mentions.entities {
        check_span(text, entity.canonical);
        check_sentence(mentions, entity.span, entity.sentence);
        assert!((0.0..=1.0).contains(&entity.score), "{entity:?}");
        assert!(entity.entity_id <= next_id, "ids skip one: {entity:?}");
        next_id = next_id.max(entity.entity_id + 1);
    }
}

fn check_numbers(text: &str, mentions: &Mentions) {
    check_apart(
        text,
        mentions.numbers.iter().map(|n: &Number| n.span),
        "numbers",
    );
    for (index, number) in mentions.numbers.iter().enumerate() {
        for span in [number.outer, number.numeral]
            .into_iter()
            .chain(number.symbol)
        {
            check_span(text, span);
        }
        check_sentence(mentions, number.span, number.sentence);
        assert!(number.outer.contains(number.span), "{number:?}");
        assert!(number.span.contains(number.numeral), "{number:?}");
        if let Some(counted) = number.counted {
            check_span(text, counted.span);
            check_span(text, counted.head);
            assert!(counted.span.contains(counted.head), "{counted:?}");
        }
        check_values(number);
        if let Some(other) = number.equals {
            assert_ne!(other as usize, index);
            assert!((other as usize) < mentions.numbers.len());
        }
    }
}

/// The low end, the value and the high end come in this order, and each is what its digits say.
fn check_values(number: &Number) {
    let ends = [&number.low, &number.value, &number.high];
    let known: Vec<f64> = ends.into_iter().flatten().map(Exact::to_f64).collect();
    assert!(known.is_sorted(), "{number:?}");
    for value in ends.into_iter().flatten().chain(&number.parts) {
        let digits = value.to_string();
        let read = match digits.split_once('/') {
            Some((above, below)) => {
                let (above, below) = (above.parse::<i128>(), below.parse::<i128>());
                above
                    .ok()
                    .zip(below.ok())
                    .map(|(above, below)| above as f64 / below as f64)
            }
            None => digits.parse().ok(),
        };
        assert_eq!(read, Some(value.to_f64()), "{digits} of {number:?}");
    }
}

/// A sifter of numbers and dates that looks for no names: those depend on the whole document.
pub fn numbers_and_dates() -> Sifter {
    passes::sifter(&["sentences", "numbers", "dates"], true)
}

/// The numbers and dates of `text`, as one paragraph, are the same alone and between paragraphs
/// that have nothing to do with them: all but the indices of sentences and of other mentions, and
/// the dates behind others, for "that day" may be one of those.
pub fn check_alone(sifter: &Sifter, text: &str) {
    const APART: &str = "The garden was quiet.";
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let document = format!("{APART}\n\n{text}\n\n{APART}\n\n{text}\n\n{APART}");
    let alone = sifter.analyze(&text);
    let among = sifter.analyze(&document);
    for start in [
        APART.len() + 2,
        document.len() - APART.len() - 2 - text.len(),
    ] {
        let (start, end) = (start as u32, (start + text.len()) as u32);
        let inside = |span: Span| start <= span.start && span.end <= end;
        // Sentences learn from the whole document, and what is counted ends with its sentence.
        let sentences = among.mentions().sentences.iter().filter(|s| inside(s.span));
        let sentences = sentences.map(|s| (s.span.start - start, s.span.end - start));
        let expected = alone.mentions().sentences.iter();
        let counted = sentences.eq(expected.map(|s| (s.span.start, s.span.end)));
        let numbers = among.mentions().numbers.iter().filter(|n| inside(n.span));
        let numbers: Vec<_> = numbers.map(|n| bare_number(n, start, counted)).collect();
        let expected = alone.mentions().numbers.iter();
        let expected: Vec<_> = expected.map(|n| bare_number(n, 0, counted)).collect();
        assert_eq!(numbers, expected, "numbers of {text:?}");
        if start as usize > APART.len() + 2 {
            continue;
        }
        let dates = among.mentions().dates.iter().filter(|d| inside(d.span));
        let dates: Vec<_> = dates.map(|d| bare_date(d, start)).collect();
        let expected = alone.mentions().dates.iter().map(|d| bare_date(d, 0));
        assert_eq!(dates, expected.collect::<Vec<_>>(), "dates of {text:?}");
    }
}

/// A number without what points out of its text, its places told from `start`.
fn bare_number(number: &Number, start: u32, counted: bool) -> Number {
    let moved = |span: Span| Span::new(span.start - start, span.end - start);
    Number {
        span: moved(number.span),
        outer: moved(number.outer),
        numeral: moved(number.numeral),
        symbol: number.symbol.map(moved),
        counted: number.counted.filter(|_| counted).map(|counted| Counted {
            span: moved(counted.span),
            head: moved(counted.head),
        }),
        sentence: 0,
        equals: None,
        ..number.clone()
    }
}

/// The like for a date.
fn bare_date(date: &Date, start: u32) -> Date {
    Date {
        span: Span::new(date.span.start - start, date.span.end - start),
        sentence: 0,
        number: None,
        ..date.clone()
    }
}

fn check_dates(text: &str, mentions: &Mentions) {
    check_apart(text, mentions.dates.iter().map(|d: &Date| d.span), "dates");
    for date in &mentions.dates {
        check_sentence(mentions, date.span, date.sentence);
        assert!(!date.value.is_empty(), "{date:?}");
        assert!(
            date.start_time
                .zip(date.end_time)
                .is_none_or(|(start, end)| start <= end),
            "{date:?}"
        );
        assert!(
            date.number
                .is_none_or(|n| (n as usize) < mentions.numbers.len()),
            "{date:?}"
        );
    }
}

fn check_quotes(text: &str, mentions: &Mentions) {
    let starts = mentions.quotes.iter().map(|q: &Quote| q.span.start);
    assert!(starts.is_sorted(), "quotes are not in order");
    let ids = mentions.entities.iter().map(|e| e.entity_id).max();
    for quote in &mentions.quotes {
        for span in [quote.span]
            .into_iter()
            .chain(quote.speaker)
            .chain(quote.cue)
        {
            check_span(text, span);
        }
        check_sentence(mentions, quote.span, quote.sentence);
        assert!(quote.sentence <= quote.sentence_end, "{quote:?}");
        assert!(
            (quote.sentence_end as usize) < mentions.sentences.len(),
            "{quote:?}"
        );
        assert!(
            quote
                .speaker_id
                .is_none_or(|id| ids.is_some_and(|last| id <= last)),
            "{quote:?}"
        );
    }
}

fn check_span(text: &str, span: Span) {
    assert!(!span.is_empty(), "{span:?} is empty");
    assert!(
        text.get(span.range()).is_some(),
        "{span:?} is no part of the text"
    );
}

fn check_apart(text: &str, spans: impl Iterator<Item = Span>, what: &str) {
    let mut end = 0;
    for span in spans {
        check_span(text, span);
        assert!(
            span.start >= end,
            "{what} overlap or are not in order: {span:?}"
        );
        end = span.end;
    }
}

/// The sentence that a mention names holds the mention's first character.
fn check_sentence(mentions: &Mentions, span: Span, index: u32) {
    let sentence = mentions.sentences.get(index as usize);
    let holds = sentence.is_some_and(|s| s.span.start <= span.start && span.start < s.span.end);
    assert!(holds, "{span:?} is not in sentence {index}: {sentence:?}");
}
