//! What holds for any text: no panic, valid spans, nothing lost, the same result each time.

mod invariants;

use proptest::prelude::*;
use textsift::{Mentions, Sifter, sentences};

/// Pieces of the kinds of text that the extractors look for, and of what resembles it.
const FRAGMENTS: &[&str] = &[
    "50 kilometres (31 miles)",
    "$3.5 million",
    "about ",
    "more than 1,234.5",
    "1.234,5 €",
    "£2-3m",
    "twenty-five",
    "one hundred and ",
    "two thirds of",
    "a few ",
    "dozens of",
    "5 ± 0.2 mg/L",
    "-40 °C",
    "3–2",
    "1:4",
    "9/11",
    "12/31/2015",
    "Tuesday",
    "next week",
    "in May",
    "1990s",
    "the 21st century",
    "at 5 p.m.",
    "10:30",
    "three days ago",
    "2015-11-22T10:00Z",
    "five-year-old",
    "50%",
    "km/h",
    "10^6",
    "Mr. ",
    "Dr. Smith",
    "U.S.",
    "e.g. ",
    "No. 5",
    "Barack Obama",
    "Obama’s",
    "ASEAN",
    "(ASEAN)",
    "the White House",
    "said ",
    "“He’s not”, ",
    "‘new ",
    "\"quoted\"",
    "he said.",
    "…",
    "...",
    "?!",
    "http://a.b/c?d=1",
    "x@y.org",
    "@user",
    "#tag",
    "192.168.0.1",
    "::1",
    "+1 (555) 010-9999",
    "v1.2.3",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    ". ",
    ", ",
    "(",
    ")",
    "[",
    "]",
    "- ",
    "–",
    "—",
    "’",
    "'s",
    "½",
    "³",
    "①",
    "٣",
    "五十",
    "日本語。",
    "עברית",
    "العربية",
    "e\u{301}",
    "👍🏽",
    "\u{200b}",
    "\u{0}",
    "\u{1c}",
    "\u{feff}",
    "\u{202e}",
    "ﬁ",
    "İ",
    "ß",
    "Ⅳ",
    "and",
    "to",
    "between ",
    "second",
    "half",
];

/// Characters that mean something to one of the extractors, or break naive code.
const ALPHABET: &str = "[a-zA-Z0-9 \\n.,;:!?'\"()\\[\\]{}/%$€£+±×°#@&*_=<>^~|\\\\-]{0,60}";
const WIDE: &str = "[–—‘’“”…•½²\u{a0}\u{2009}\u{301}éßİДя日本。א\u{627}\u{202e}\u{200d}👍🏽\u{0}\u{85}\u{2028}\u{1c}1a. ]{0,40}";

fn any_text() -> impl Strategy<Value = String> {
    let spliced = prop::collection::vec(prop::sample::select(FRAGMENTS), 0..30)
        .prop_map(|parts| parts.concat());
    let spaced = prop::collection::vec(prop::sample::select(FRAGMENTS), 0..30)
        .prop_map(|parts| parts.join(" "));
    prop_oneof![
        spliced.clone(),
        spaced,
        (spliced, "\\PC{0,20}").prop_map(|(known, any)| known + &any),
        ALPHABET,
        WIDE,
        any::<String>(),
    ]
}

fn sift_with(sifter: &Sifter, text: &str) -> Mentions {
    let mut mentions = Mentions::default();
    sifter.sift(text, &mut mentions);
    mentions
}

fn assert_same(a: &Mentions, b: &Mentions) {
    assert_eq!(a.sentences, b.sentences);
    assert_eq!(a.entities, b.entities);
    assert_eq!(a.numbers, b.numbers);
    assert_eq!(a.dates, b.dates);
    assert_eq!(a.quotes, b.quotes);
}

proptest! {
    #[test]
    fn any_text_has_a_valid_analysis(text in any_text()) {
        invariants::check(&text, &sift_with(&Sifter::default(), &text));
    }

    #[test]
    fn sentences_of_any_settings_lose_nothing(text in any_text()) {
        let mut found = Vec::new();
        sentences::split(&text, &invariants::settings_of(&text), &mut found);
        invariants::check_sentences(&text, &found);
    }

    #[test]
    fn numbers_and_dates_do_not_depend_on_other_paragraphs(text in any_text()) {
        invariants::check_alone(&invariants::numbers_and_dates(), &text);
    }

    #[test]
    fn a_used_buffer_changes_nothing(before in any_text(), text in any_text()) {
        let sifter = Sifter::default();
        let mut used = sift_with(&sifter, &before);
        sifter.sift(&text, &mut used);
        assert_same(&used, &sift_with(&sifter, &text));
        assert_same(&used, sifter.analyze(&text).mentions());
    }
}
