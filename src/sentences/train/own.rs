//! A user's own text as training data: JSON lines with the sentences' places, or plain text with one
//! sentence a line.

use super::Example;
use super::data::{example, flat, in_paragraphs, wrapped};
use std::io::{Error, Result};
use std::path::Path;

/// Every tenth document is kept back to score the model on.
const KEPT_BACK: usize = 10;
/// The width at which plain text is wrapped once more.
const WIDTH: usize = 72;

/// The documents of a user's files.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// What the model is fitted to.
    pub train: Vec<Example>,
    /// What it is scored on; none of fewer than ten documents.
    pub dev: Vec<Example>,
    /// The sentences, one a line.
    pub lines: String,
}

/// Reads `files`: `.jsonl` holds `{"text", "sentences": [[start, end], ...]}` a line, in code points;
/// any other is plain text with one sentence a line and a blank line between documents, which says
/// nothing of the layout and is therefore learnt on one line, in paragraphs, and wrapped.
pub(super) fn read(files: &[&Path]) -> Result<Own> {
    let mut own = Own::default();
    for file in files {
        let name = file.display();
        let text = std::fs::read(file).map_err(|error| Error::other(format!("{name}: {error}")))?;
        let text = text_of(&text)
            .map_err(|line| Error::other(format!("{name}:{line}: the text is not UTF-8")))?;
        let documents = if file.extension().is_some_and(|kind| kind == "jsonl") {
            marked(text).map_err(|error| Error::other(format!("{name}:{error}")))?
        } else {
            lines(text)
        };
        if documents.is_empty() {
            return Err(Error::other(format!("{name}: no document in it")));
        }
        own.add(documents);
    }
    Ok(own)
}

/// The text, or the number of the line where it is not UTF-8.
fn text_of(bytes: &[u8]) -> std::result::Result<&str, usize> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        1 + before.iter().filter(|&&b| b == b'\n').count()
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

impl Own {
    /// Takes in one file's documents, each in its layouts.
    fn add(&mut self, documents: Vec<Vec<Example>>) {
        for (index, mut layouts) in documents.into_iter().enumerate() {
            let first = &layouts[0];
            let mut start = 0;
            for &end in &first.ends {
                let sentence = first.text[start..end].split_whitespace();
                self.lines.push_str(&sentence.collect::<Vec<_>>().join(" "));
                self.lines.push('\n');
                start = end;
            }
            if index % KEPT_BACK == KEPT_BACK - 1 {
                self.dev.push(layouts.swap_remove(0));
            } else {
                self.train.append(&mut layouts);
            }
        }
    }
}

/// The documents of JSON lines, or the number of a line and what is wrong with it.
fn marked(text: &str) -> std::result::Result<Vec<Vec<Example>>, String> {
    let mut documents = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let record = serde_json::from_str(line).map_err(|error| {
            // Its own place is in this one line.
            let error = error.to_string();
            format!(
                "{}: {}",
                index + 1,
                error.split(" at line").next().unwrap_or_default()
            )
        })?;
        let document = example(&record).map_err(|problem| format!("{}: {problem}", index + 1))?;
        documents.push(vec![document]);
    }
    Ok(documents)
}

/// The documents of plain text.
fn lines(text: &str) -> Vec<Vec<Example>> {
    let mut documents = Vec::new();
    let mut document = Example {
        text: String::new(),
        ends: Vec::new(),
    };
    for line in text.lines().chain([""]) {
        let line = line.trim();
        if !line.is_empty() {
            if !document.text.is_empty() {
                document.text.push('\n');
            }
            document.text.push_str(line);
            document.ends.push(document.text.len());
        } else if !document.text.is_empty() {
            let paragraphs = in_paragraphs(&document);
            documents.push(vec![
                flat(&document),
                wrapped(&paragraphs, WIDTH),
                paragraphs,
            ]);
            document.text.clear();
            document.ends.clear();
        }
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_a_sentence_a_line() {
        let documents = lines("One here.\n Two here.\n\n\nAnother\n");
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0][0].text, "One here. Two here.");
        assert_eq!(documents[0][0].ends, [9, 19]);
        assert_eq!(documents[1][0].ends, [7]);
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| marked(text).unwrap_err();
        let good = "{\"text\": \"É. B.\", \"sentences\": [[0, 2], [3, 5]]}\n";
        assert_eq!(marked(good).unwrap()[0][0].ends, [3, 6]);
        assert!(error(&format!("{good}{{\"text\"")).starts_with("2: EOF"));
        assert_eq!(error("{\"text\": 3}"), "1: wants a \"text\"");
        let far = format!("{good}\n{}", good.replace("5]", "6]"));
        assert_eq!(error(&far), "3: sentence 2 ends outside the text");
        let back = good.replace("[0, 2], [3, 5]", "[3, 5], [0, 2]");
        assert_eq!(error(&back), "1: sentence 2 does not follow the one before");
        assert_eq!(
            error(&good.replace("[3, 5]", "3")),
            "1: sentence 2 is no [start, end]"
        );
    }
}
