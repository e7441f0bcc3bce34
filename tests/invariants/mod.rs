//! What holds for the analysis of any text; used by the property tests, the adversarial tests and
//! the fuzz targets.

use textsift::text::Span;
use textsift::{Date, Entity, Mentions, Number, Quote, Sentence};

/// Panics where `mentions` cannot be an analysis of `text`.
pub fn check(text: &str, mentions: &Mentions) {
    check_sentences(text, &mentions.sentences);
    check_entities(text, mentions);
    check_numbers(text, mentions);
    check_dates(text, mentions);
    check_quotes(text, mentions);
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
        if let (Some(low), Some(high)) = (&number.low, &number.high) {
            assert!(low.to_f64() <= high.to_f64(), "{number:?}");
        }
        if let Some(other) = number.equals {
            assert_ne!(other as usize, index);
            assert!((other as usize) < mentions.numbers.len());
        }
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
