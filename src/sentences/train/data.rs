//! Reading the training data: documents in several layouts, and plain text for the counts of case.

use super::Example;
use super::counts::WordCounts;
use serde_json::Value;
use std::io::{Error, Result};
use std::path::Path;

/// Widths at which texts are wrapped once more, in turn.
const WIDTHS: [usize; 5] = [66, 78, 60, 72, 90];

/// Counts how words are written in plain text, one paragraph a line; lines that begin with "# " name
/// a source. `clusters` is what the trainer of clusters wrote.
pub(super) fn counts(raw: &str, clusters: &str) -> WordCounts {
    let mut counts = WordCounts::new(clusters);
    raw.lines()
        .filter(|line| !line.starts_with("# "))
        .for_each(|line| counts.add(line));
    counts
}

/// All training documents under `data`, each in its layouts.
pub(super) fn examples(data: &Path) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for set in ["ewt", "ewt_nl", "ewt_wrap", "ewt_flat", "craft"] {
        examples.extend(read(
            &data.join("sentences").join(format!("{set}.train.jsonl")),
        )?);
    }
    let base = read(&data.join("sentences/ewt.train.jsonl"))?;
    examples.extend(
        base.iter()
            .enumerate()
            .map(|(i, example)| wrapped(example, WIDTHS[i % 5])),
    );
    for set in ["gum", "masc", "litbank"] {
        let lines = read(&data.join("entities").join(format!("{set}.train.jsonl")))?;
        for (i, example) in lines.iter().enumerate() {
            let paragraphs = in_paragraphs(example);
            examples.push(flat(example));
            examples.push(wrapped(&paragraphs, WIDTHS[i % 5]));
            examples.push(paragraphs);
        }
    }
    let recased: Vec<_> = examples.iter().enumerate().filter_map(recased).collect();
    examples.extend(recased);
    Ok(examples)
}

/// A copy of some documents as some people write: a fifth in small letters, a twentieth with a capital
/// in each word, a twentieth in capitals.
fn recased((number, example): (usize, &Example)) -> Option<Example> {
    let text = match number % 20 {
        0 | 5 | 10 | 15 => example.text.to_ascii_lowercase(),
        3 => in_headline_case(&example.text),
        7 => example.text.to_ascii_uppercase(),
        _ => return None,
    };
    let ends = example.ends.clone();
    Some(Example { text, ends })
}

fn in_headline_case(text: &str) -> String {
    let mut before = ' ';
    let recase = |c: char| {
        let begins = before.is_whitespace();
        before = c;
        if begins { c.to_ascii_uppercase() } else { c }
    };
    text.chars().map(recase).collect()
}

/// Documents from JSONL; positions there are code points.
fn read(path: &Path) -> Result<Vec<Example>> {
    let file = std::fs::read_to_string(path)
        .map_err(|error| Error::other(format!("{}: {error}", path.display())))?;
    let record = |(index, line)| {
        let place =
            |problem: String| Error::other(format!("{}:{}: {problem}", path.display(), index + 1));
        let record = serde_json::from_str(line).map_err(|error| place(error.to_string()))?;
        example(&record).map_err(place)
    };
    file.lines().enumerate().map(record).collect()
}

/// A document from its record, or what is wrong with that.
pub(super) fn example(record: &Value) -> std::result::Result<Example, String> {
    let text = record["text"].as_str().ok_or("wants a \"text\"")?;
    let sentences = record["sentences"]
        .as_array()
        .ok_or("wants \"sentences\"")?;
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let (mut ends, mut last) = (Vec::with_capacity(sentences.len()), 0);
    for (index, sentence) in sentences.iter().enumerate() {
        let problem = |what: &str| format!("sentence {} {what}", index + 1);
        let places = sentence[0].as_u64().zip(sentence[1].as_u64());
        let (start, end) = places.ok_or_else(|| problem("is no [start, end]"))?;
        let end_byte = bytes.get(end as usize);
        ends.push(*end_byte.ok_or_else(|| problem("ends outside the text"))?);
        if start < last || end <= start {
            return Err(problem("does not follow the one before"));
        }
        last = end;
    }
    let text = text.to_owned();
    Ok(Example { text, ends })
}

/// All on one line.
pub(super) fn flat(example: &Example) -> Example {
    Example {
        text: example.text.replace('\n', " "),
        ends: example.ends.clone(),
    }
}

/// One sentence a line becomes paragraphs: lines break around what has no end mark, and after every
/// fourth sentence.
pub(super) fn in_paragraphs(example: &Example) -> Example {
    let mut text = String::with_capacity(example.text.len());
    let lines: Vec<&str> = example.text.split('\n').collect();
    let marked = |line: &str| line.ends_with(['.', '!', '?', '"', '”', ')', ',']);
    for (i, line) in lines.iter().enumerate() {
        text.push_str(line);
        let breaks =
            !marked(line) || lines.get(i + 1).is_some_and(|next| !marked(next)) || i % 4 == 3;
        if i + 1 < lines.len() {
            text.push(if breaks { '\n' } else { ' ' });
        }
    }
    Example {
        text,
        ends: example.ends.clone(),
    }
}

/// Lines longer than `width` are broken at spaces.
pub(super) fn wrapped(example: &Example, width: usize) -> Example {
    let mut bytes = example.text.clone().into_bytes();
    let (mut line, mut space) = (0, None);
    for at in 0..bytes.len() {
        match bytes[at] {
            b'\n' => (line, space) = (at + 1, None),
            b' ' => {
                if at - line > width
                    && let Some(last) = space
                {
                    bytes[last] = b'\n';
                    line = last + 1;
                }
                space = Some(at);
            }
            _ => {}
        }
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|_| example.text.clone());
    Example {
        text,
        ends: example.ends.clone(),
    }
}

/// The development sets by name.
pub(super) fn dev(data: &Path) -> Result<Vec<(&'static str, Vec<Example>)>> {
    let mut sets = Vec::new();
    for set in ["ewt", "ewt_nl", "ewt_wrap", "ewt_flat", "craft"] {
        let path = data.join("sentences").join(format!("{set}.dev.jsonl"));
        sets.push((set, read(&path)?));
    }
    for (set, name) in [
        ("gum", "gum flat"),
        ("masc", "masc flat"),
        ("litbank", "litbank flat"),
    ] {
        let lines = read(&data.join("entities").join(format!("{set}.dev.jsonl")))?;
        sets.push((name, lines.iter().map(flat).collect()));
    }
    Ok(sets)
}
