use super::*;
use crate::entities::Source;
use crate::text::tokenize;

/// What was found in a text: words, kind, speaker, id, cue, direct.
type Found = (
    String,
    QuoteKind,
    Option<String>,
    Option<u32>,
    Option<String>,
    bool,
);

/// The quotations of `text`, where the `names` are persons.
fn quotes(text: &str, names: &[&str]) -> Vec<Found> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut sentences = Vec::new();
    crate::sentences::split(text, &Default::default(), &mut sentences);
    let mut entities: Vec<Entity> = names
        .iter()
        .enumerate()
        .flat_map(|(id, name)| {
            text.match_indices(name)
                .map(move |(at, name)| (id, at, name))
        })
        .map(|(id, at, name)| Entity {
            span: Span::new(at as u32, (at + name.len()) as u32),
            sentence: 0,
            label: Label::Person,
            score: 1.0,
            canonical: Span::new(at as u32, (at + name.len()) as u32),
            entity_id: id as u32,
            source: Source::Model,
            id: None,
        })
        .collect();
    entities.sort_by_key(|e| e.span);
    let mut quotes = Vec::new();
    find_quotes(text, &tokens, &sentences, &entities, &mut quotes);
    let string = |span: Option<Span>| span.map(|span| span.of(text).to_string());
    quotes
        .iter()
        .map(|q| {
            (
                q.span.of(text).into(),
                q.kind,
                string(q.speaker),
                q.speaker_id,
                string(q.cue),
                q.direct,
            )
        })
        .collect()
}

fn spans(text: &str) -> Vec<String> {
    quotes(text, &[]).into_iter().map(|found| found.0).collect()
}

/// The one quotation of `text`: speaker, id, cue, direct.
fn said(text: &str) -> (String, Option<u32>, String, bool) {
    let found = quotes(text, &["Ann Lee", "Obama"]).remove(0);
    (
        found.2.unwrap_or_default(),
        found.3,
        found.4.unwrap_or_default(),
        found.5,
    )
}

#[test]
fn marks_of_all_kinds_are_paired_and_nested() {
    assert_eq!(spans("He said “a ‘b’ c” and \"d\"."), ["a ‘b’ c", "b", "d"]);
    assert_eq!(
        spans("«un» „zwei“ 'three four' ‘it’s’"),
        ["un", "zwei", "three four", "it’s"]
    );
}

#[test]
fn apostrophes_and_inches_are_no_marks() {
    assert_eq!(
        spans("the dogs' and cats' food, rock 'n' roll, '90s, ‘90s, 17\" wheels, don't"),
        [""; 0]
    );
    assert_eq!(
        spans("the dogs’ food, Jones’ “big dogs’ day” here"),
        ["big dogs’ day"]
    );
}

#[test]
fn an_open_mark_ends_with_its_paragraph_or_goes_on_in_the_next() {
    assert_eq!(spans("“We go on.\n\nThe end."), ["We go on."]);
    assert_eq!(
        spans("“We go on.\n\n“And on”, he said."),
        ["We go on.\n\n“And on"]
    );
}

#[test]
fn a_reporting_verb_beside_the_quotation_tells_the_speaker() {
    let text =
        |a: &str, id: Option<u32>, cue: &str, direct| (a.to_string(), id, cue.to_string(), direct);
    for (quotation, expected) in [
        ("“We go”, Obama said.", text("Obama", Some(1), "said", true)),
        (
            "“We go,” said Ann Lee.",
            text("Ann Lee", Some(0), "said", true),
        ),
        (
            "Ann Lee also said: “We go”.",
            text("Ann Lee", Some(0), "said", true),
        ),
        (
            "Obama told reporters, “We go on now.”",
            text("Obama", Some(1), "told", true),
        ),
        (
            "“We go”, Mr. Obama added.",
            text("Obama", Some(1), "added", true),
        ),
        (
            "“We go”, the defence ministry said.",
            text("the defence ministry", None, "said", true),
        ),
        (
            "Obama said that it was “absolutely critical” now.",
            text("Obama", Some(1), "said", false),
        ),
        (
            "Obama: U.S. ‘will not relent’ in fight",
            text("Obama", Some(1), "", false),
        ),
        (
            "Obama came. “We go”, he said.",
            text("he", Some(1), "said", true),
        ),
        ("the “new normal” of life", text("", None, "", false)),
    ] {
        assert_eq!(said(quotation), expected, "{quotation}");
    }
}

#[test]
fn sentences_are_speech_and_parts_are_phrases() {
    let kinds = |text: &str| {
        quotes(text, &["Obama"])
            .into_iter()
            .map(|q| q.1)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds("“He’s not a mastermind”, Mr Obama said."),
        [QuoteKind::Speech]
    );
    assert_eq!(
        kinds("as the “new normal”. It “will not relent” ever."),
        [QuoteKind::Phrase; 2]
    );
    assert_eq!(
        kinds("“We go”, he said. “And then we come back again.”"),
        [QuoteKind::Speech; 2]
    );
}

#[test]
fn a_title_means_who_had_it() {
    let found = quotes(
        "President Obama met Ann Lee. “We go”, the president added.",
        &["Ann Lee", "Obama"],
    );
    assert_eq!(
        (found[0].2.as_deref(), found[0].3),
        (Some("the president"), Some(1))
    );
}

#[test]
fn hostile_marks_take_linear_time() {
    for unit in [
        "\"",
        "“",
        "'a ",
        "‘",
        "\" a ",
        "” said ",
        "“a” he said ",
        "'a' ",
        "“\n\n",
    ] {
        let text = unit.repeat(300_000 / unit.len());
        quotes(&text, &[]);
    }
}
