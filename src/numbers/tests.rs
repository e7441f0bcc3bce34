use super::*;
use crate::text::tokenize;
use proptest::prelude::*;

fn numbers(text: &str) -> Vec<Number> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut found = Vec::new();
    find(text, &tokens, &[], &Settings::default(), &mut found);
    found
}

/// Span, kind, value or ends, and what else a number tells, in one line.
fn told(text: &str) -> Vec<String> {
    let exact = |e: &Option<Exact>| e.as_ref().map_or("-".to_owned(), ToString::to_string);
    let tell = |n: &Number| {
        let mut line = format!("{}|{:?}|", n.span.of(text), n.kind);
        line += &match n.bound {
            Bound::Exact | Bound::Approximate | Bound::Vague => exact(&n.value),
            _ => format!("{}..{}", exact(&n.low), exact(&n.high)),
        };
        if n.bound != Bound::Exact {
            line += &format!("|{:?}", n.bound);
        }
        for code in [
            n.unit.as_ref().map(|u| &u.code),
            n.currency.as_ref(),
            n.per.as_ref(),
        ]
        .into_iter()
        .flatten()
        {
            line += &format!("|{code}");
        }
        if let Some(change) = n.change {
            line += &format!("|{change:?}");
        }
        for part in &n.parts {
            line += &format!(" {part}");
        }
        line
    };
    numbers(text).iter().map(tell).collect()
}

#[track_caller]
fn tells(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn quantities_have_their_unit() {
    tells("He is 5 ft 10 in tall.", &["5 ft 10 in|Quantity|70|[in_i]"]);
    tells("It was 37°C.", &["37°C|Quantity|37|Cel"]);
    tells(
        "at 30 miles per hour",
        &["30 miles per hour|Quantity|30|[mi_i]/h"],
    );
    tells("4 square miles", &["4 square miles|Quantity|4|[mi_i]2"]);
    tells("5 m/s2", &["5 m/s2|Quantity|5|m/s2"]);
    tells("half an hour", &["half an hour|Quantity|0.5|h"]);
    tells("a 12-inch ruler", &["12-inch|Quantity|12|[in_i]"]);
    tells("8- to 16-metre", &["8- to 16-metre|Quantity|8..16|Range|m"]);
}

#[test]
fn money_has_its_currency_and_what_it_is_for() {
    tells("$4.7 billion", &["$4.7 billion|Money|4700000000"]);
    tells("US$5m", &["US$5m|Money|5000000|USD"]);
    tells("€12,50 per share", &["€12,50|Money|12.50|EUR|{share}"]);
    tells("$3 a gallon", &["$3|Money|3|[gal_us]"]);
    tells("hundred dollars", &["hundred dollars|Money|100"]);
    tells("20 dollars 43 cents", &["20 dollars 43 cents|Money|20.43"]);
    let text = "It cost $5.";
    assert_eq!(numbers(text)[0].symbol.map(|s| s.of(text)), Some("$"));
}

#[test]
fn ranges_share_unit_and_scale() {
    tells(
        "$5-10 million",
        &["$5-10 million|Money|5000000..10000000|Range"],
    );
    tells(
        "between 10 and 20 people",
        &["10 and 20|Cardinal|10..20|Range"],
    );
    tells(
        "10 to 15 percent",
        &["10 to 15 percent|Percent|10..15|Range|%"],
    );
    tells("5 ± 0.2 mm", &["5 ± 0.2 mm|Quantity|4.8..5.2|Range|mm"]);
    tells(
        "more than 20 and less than 35",
        &["20 and less than 35|Cardinal|20..35|Range"],
    );
}

#[test]
fn modifiers_set_the_bound() {
    tells(
        "more than 250,000",
        &["250,000|Cardinal|250000..-|MoreThan"],
    );
    tells("up to 3 km", &["3 km|Quantity|-..3|AtMost|km"]);
    tells("20 or more", &["20|Cardinal|20..-|AtLeast"]);
    tells("nearly 5%", &["5%|Percent|5|Approximate|%"]);
    tells("at least about 50", &["50|Cardinal|50..-|AtLeast"]);
    let text = "a few 50 kilometres";
    let number = &numbers(text)[0];
    assert_eq!(
        (number.bound, number.outer.of(text)),
        (Bound::Approximate, text)
    );
}

#[test]
fn amounts_without_figures_are_vague() {
    tells(
        "millions of dollars",
        &["millions of dollars|Money|-|Vague"],
    );
    tells(
        "tens of thousands of men",
        &["tens of thousands|Cardinal|-|Vague"],
    );
    tells("several hundred", &["several hundred|Cardinal|-|Vague"]);
    tells("few people know", &[]);
}

#[test]
fn ages_ratios_scores_and_multipliers() {
    tells("a five-year-old boy", &["five-year-old|Age|5|a"]);
    tells("John Smith, 34, left", &["34|Age|34|a"]);
    tells("one in five people", &["one in five|Ratio|0.2 1 5"]);
    tells("they won 3-2", &["3-2|Score|- 3 2"]);
    tells("three times as many", &["three times|Multiplier|3"]);
    tells("second to last", &["second to last|Ordinal|2"]);
}

#[test]
fn changes_have_a_direction() {
    tells("rose by about 3%", &["3%|Percent|3|Approximate|%|Increase"]);
    tells("a 5% drop", &["5%|Percent|5|%|Decrease"]);
    tells("cut by half", &["half|Fraction|0.5|Decrease"]);
    tells("rose to 50", &["50|Cardinal|50"]);
}

#[test]
fn claimed_spans_are_left_alone() {
    let text = "on 5 May 20 people";
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut found = Vec::new();
    find(
        text,
        &tokens,
        &[Span::new(3, 8)],
        &Settings::default(),
        &mut found,
    );
    assert_eq!(
        found.iter().map(|n| n.span.of(text)).collect::<Vec<_>>(),
        ["20"]
    );
}

proptest! {
    #[test]
    fn any_text_gives_sorted_numbers_on_boundaries(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "1", "2,345", "one", "hundred", "and", "half", "a", "of", "million", "millions", "second", "-", " - ",
                "/", "$", "€", "US", ".", ",", ":", "%", " ", " ", " ", "to", "or", "more", "than", "between", "years",
                "old", "km", "in", "ft", "'", "\"", "x", "B", "m", "°", "C", "few", "times", "±", "½", "\n", "per",
                "point", "third", "e", "×", "10", "^", "é", "²", "least", "at", "minus", "dozen", "last", "over",
            ]),
            0..24,
        )
    ) {
        let text = words.concat();
        let mut end = 0;
        for number in numbers(&text) {
            prop_assert!(!number.span.is_empty() && number.span.start >= end);
            prop_assert!(number.outer.contains(number.span));
            prop_assert!(text.is_char_boundary(number.outer.start as usize));
            prop_assert!(text.is_char_boundary(number.outer.end as usize));
            end = number.span.end;
        }
    }
}
