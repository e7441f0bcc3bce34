//! Examples from files: a JSON record a line, or CoNLL columns.

use serde::Deserialize;

use crate::text::Span;

use super::{Example, TrainError};

#[derive(Deserialize)]
struct Record {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected an entity as {\"start\": 0, \"end\": 4, \"label\": \"ORG\"} or [0, 4, \"ORG\"]"
)]
enum Entity {
    Named {
        start: usize,
        end: usize,
        label: String,
    },
    Listed(usize, usize, String),
}

/// Reads examples: lines of JSON if the first begins with `{`, otherwise CoNLL columns.
///
/// A JSON record has a `text` and its `entities`, each with `start` and `end` in code points and a
/// `label`, or a list of the three; other keys are passed over. In CoNLL a line has a token first and
/// its tag last (`O`, `B-ORG`, `I-ORG`, or with `E-`, `S-`, `L-`, `U-`), a blank line ends a sentence, `-DOCSTART-` begins a text;
/// where there is none every sentence is a text. Sentences of JSON records are for the caller to split.
///
/// ```
/// use textsift::entities::train::read;
/// let json = r#"{"text": "Acme hired her.", "entities": [[0, 4, "ORG"]]}"#;
/// let conll = "Acme B-ORG\nhired O\nher O\n. O\n";
/// assert_eq!(read(json).unwrap()[0].entities, read(conll).unwrap()[0].entities);
/// assert_eq!(read(conll).unwrap()[0].text, "Acme hired her.");
/// ```
///
/// # Errors
/// If a line is neither; the line is named.
pub fn read(content: &str) -> Result<Vec<Example>, TrainError> {
    let content = content.trim_start_matches('\u{feff}');
    if content.trim_start().starts_with('{') {
        read_json(content)
    } else {
        read_columns(content)
    }
}

fn numbered(content: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(content.lines())
}

fn read_json(content: &str) -> Result<Vec<Example>, TrainError> {
    let lines = numbered(content).filter(|(_, line)| !line.trim().is_empty());
    let example = |(number, line): (usize, &str)| {
        let wrong = |problem: String| TrainError::new(format!("line {number}: {problem}"));
        let record: Record =
            serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let entities = record.entities.into_iter().map(|entity| match entity {
            Entity::Named { start, end, label } | Entity::Listed(start, end, label) => {
                (start, end, label)
            }
        });
        Example::new(record.text, entities.collect()).map_err(wrong)
    };
    lines.map(example).collect()
}

impl Example {
    /// An example without sentences, whose entities' positions count code points.
    ///
    /// # Errors
    /// If a span is empty or lies outside of the text.
    pub fn new(text: String, entities: Vec<(usize, usize, String)>) -> Result<Self, String> {
        if i32::try_from(text.len()).is_err() {
            return Err("the text has 2 GiB or more".to_owned());
        }
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let span = |(start, end, label): (usize, usize, String)| {
            if start < end && end < bytes.len() {
                return Ok((Span::new(bytes[start] as u32, bytes[end] as u32), label));
            }
            let length = bytes.len() - 1;
            Err(format!(
                "the entity {start}..{end} does not lie in the text of {length} characters"
            ))
        };
        let entities = entities.into_iter().map(span).collect::<Result<_, _>>()?;
        Ok(Self {
            text,
            sentences: Vec::new(),
            entities,
        })
    }
}

fn read_columns(content: &str) -> Result<Vec<Example>, TrainError> {
    let mut reader = Columns {
        by_document: content.lines().any(|line| line.starts_with("-DOCSTART-")),
        ..Columns::default()
    };
    for (number, line) in numbered(content) {
        reader
            .line(line)
            .map_err(|problem| TrainError::new(format!("line {number}: {problem}")))?;
    }
    reader.end_sentence();
    reader.end_text();
    Ok(reader.examples)
}

#[derive(Default)]
struct Columns {
    by_document: bool,
    examples: Vec<Example>,
    text: Example,
    /// Where the sentence begins.
    start: usize,
    /// The entity that the last token belongs to goes on.
    open: bool,
    /// The last token, which says whether a space follows.
    last: String,
    quoted: bool,
}

impl Columns {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.trim().is_empty() {
            self.end_sentence();
            return Ok(());
        }
        if line.starts_with("-DOCSTART-") {
            self.end_sentence();
            self.end_text();
            return Ok(());
        }
        let mut fields = line.split_whitespace();
        let (Some(token), Some(tag)) = (fields.next(), fields.next_back()) else {
            return Err(format!("expected a token and its tag, got {line:?}"));
        };
        let parts = tag.split_once('-').filter(|(_, label)| !label.is_empty());
        match (tag, parts) {
            ("O", _) => self.token(token, None),
            (_, Some((part @ ("B" | "I" | "E" | "L" | "S" | "U"), label))) => {
                self.token(token, Some((part, label)));
            }
            _ if token == "#" => {}
            _ => return Err(format!("expected a tag as O, B-ORG or I-ORG, got {tag:?}")),
        }
        Ok(())
    }

    fn token(&mut self, token: &str, tag: Option<(&str, &str)>) {
        let text = &mut self.text.text;
        let inside = text.len() > self.start;
        if inside && !glued(&self.last, token, self.quoted) {
            text.push(' ');
        } else if !inside && !text.is_empty() {
            text.push('\n');
            self.start = text.len();
        }
        let start = text.len();
        text.push_str(token);
        self.quoted ^= token == "\"";
        token.clone_into(&mut self.last);
        let end = text.len() as u32;
        let Some((part, label)) = tag else {
            self.open = false;
            return;
        };
        let goes_on = matches!(part, "I" | "E" | "L") && self.open;
        match self
            .text
            .entities
            .last_mut()
            .filter(|(_, known)| goes_on && known == label)
        {
            Some((span, _)) => span.end = end,
            None => self
                .text
                .entities
                .push((Span::new(start as u32, end), label.to_owned())),
        }
        self.open = matches!(part, "B" | "I");
    }

    /// Ends a sentence, and the text where each is one.
    fn end_sentence(&mut self) {
        let end = self.text.text.len();
        if end > self.start {
            self.text
                .sentences
                .push(Span::new(self.start as u32, end as u32));
        }
        self.start = end;
        (self.open, self.quoted) = (false, false);
        if !self.by_document {
            self.end_text();
        }
    }

    fn end_text(&mut self) {
        if !self.text.text.is_empty() {
            self.examples.push(std::mem::take(&mut self.text));
        }
        self.start = 0;
    }
}

/// Written without a space between them, as far as marks tell.
fn glued(last: &str, token: &str, quoted: bool) -> bool {
    let closes = [
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "”", "’", "''", "n't", "n’t",
    ];
    let opens = ["(", "[", "{", "$", "£", "€", "“", "‘", "``"];
    let clitic = token.len() > 1 && token.starts_with(['\'', '’']) && token != "''";
    closes.contains(&token)
        || opens.contains(&last)
        || clitic
        || (token == "\"" && quoted)
        || (last == "\"" && quoted)
}
