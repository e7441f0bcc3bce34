//! Analyses records: JSON lines with a `text` (and `settings`, the keyword arguments of a sifter)
//! on standard input, the same lines with the text's mentions on standard output.
//!
//! ```text
//! echo '{"id": 7, "text": "Paris, 9 May"}' | cargo run -q --example analyze_jsonl
//! ```

use std::io::{self, BufRead, BufWriter, Write};

use serde::Serializer;
use serde::ser::SerializeMap;
use serde_json::{Map, Value};
use textsift::Sifter;
use textsift::document::{Mentions, Options, schema::View};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut mentions = Mentions::default();
    for line in io::stdin().lock().lines() {
        let mut record: Map<String, Value> = serde_json::from_str(&line?)?;
        let text = record.remove("text");
        let text = text.as_ref().and_then(Value::as_str).ok_or("no text")?;
        let options = record.remove("settings").unwrap_or(Map::new().into());
        let options: Options = serde_json::from_value(options)?;
        let sifter = Sifter::new(options.settings()?);
        sifter.sift(text, &mut mentions);
        let what = sifter.settings().what;
        let view = View::new(text, &mentions, what, options.offset_unit()?);
        write(&mut out, &record, &view)?;
    }
    Ok(out.flush()?)
}

/// The other keys of the record come first; where a name clashes, the analysis has it.
fn write(out: &mut impl Write, record: &Map<String, Value>, view: &View<'_>) -> io::Result<()> {
    let mut json = serde_json::Serializer::new(&mut *out);
    let mut map = json.serialize_map(None)?;
    let own = |key: &str| textsift::document::schema::LISTS.contains(&key);
    for (key, value) in record.iter().filter(|(key, _)| !own(key)) {
        map.serialize_entry(key, value)?;
    }
    map.serialize_entry("text", view.text())?;
    view.serialize_lists(&mut map)?;
    map.end()?;
    writeln!(out)
}
