//! Joins given mentions: reads `{"text": ..., "mentions": [[start, end, label], ...]}` a line, with
//! positions in code points and mentions in order, and prints `{"clusters": [...]}`, the entity of
//! each. It is how `benchmarks/score.py` tells the joining of aliases from the finding of names.
//!
//! ```text
//! echo '{"text":"Ann Lee came. Lee left.","mentions":[[0,7,"PER"],[14,17,"PER"]]}' \
//!     | cargo run --example alias_jsonl
//! ```

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use textsift::entities::{Label, Source};
use textsift::text::{OffsetUnit, Offsets, tokenize};
use textsift::{Entity, Span, relations};

#[derive(Deserialize)]
struct Request {
    text: String,
    mentions: Vec<(u32, u32, String)>,
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Request = serde_json::from_str(&line?)?;
        let clusters: Vec<u32> = join(&request).iter().map(|e| e.entity_id).collect();
        writeln!(out, r#"{{"clusters":{clusters:?}}}"#)?;
    }
    Ok(())
}

fn join(request: &Request) -> Vec<Entity> {
    let offsets = Offsets::new(&request.text, OffsetUnit::CodePoint);
    let mut entities: Vec<Entity> = request
        .mentions
        .iter()
        .map(|(start, end, label)| {
            let span = Span::new(offsets.to_byte(*start), offsets.to_byte(*end));
            entity(span, label)
        })
        .collect();
    let mut tokens = Vec::new();
    tokenize(&request.text, &mut tokens);
    relations::join_aliases(&request.text, &tokens, &mut entities);
    entities
}

fn entity(span: Span, label: &str) -> Entity {
    let label = match label {
        "PER" => Label::Person,
        "ORG" => Label::Org,
        "LOC" => Label::Gpe,
        _ => Label::Misc,
    };
    Entity {
        span,
        sentence: 0,
        label,
        score: 1.0,
        canonical: span,
        entity_id: 0,
        source: Source::Model,
        id: None,
    }
}
