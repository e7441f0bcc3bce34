//! The house stands: each floor uses the floors below it, never its neighbours or those above.

use std::fs;
use std::path::{Path, PathBuf};

const FLOORS: &[(&str, u32)] = &[
    ("text", 0),
    ("lexicon", 1),
    ("linear", 1),
    ("numerals", 2),
    ("patterns", 2),
    ("sentences", 3),
    ("numbers", 3),
    ("dates", 3),
    ("entities", 3),
    ("relations", 4),
    ("document", 5),
    ("batch", 6),
    ("python", 7),
];

/// What `lib.rs` re-exports from each room: `crate::Span` is `crate::text::Span`.
const REEXPORTS: &[(&str, &str)] = &[
    ("Span", "text"),
    ("Sentence", "sentences"),
    ("Number", "numbers"),
    ("Date", "dates"),
    ("Entity", "entities"),
    ("Quote", "relations"),
    ("Document", "document"),
    ("Mentions", "document"),
    ("Settings", "document"),
    ("Sifter", "document"),
    ("What", "document"),
];

const ARROW: &[&str] = &["arrow_array", "arrow_buffer", "arrow_data", "arrow_schema"];

fn floor(room: &str) -> Option<u32> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

fn name_at(code: &str) -> String {
    code.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first names of the items of `{room, other::{…}, …}`, whose opening brace is gone.
fn names_in_braces(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut item_begins = true;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => item_begins = true,
            c if c.is_whitespace() => {}
            _ if item_begins && depth == 0 => {
                names.push(name_at(&list[at..]));
                item_begins = false;
            }
            _ => {}
        }
    }
    names
}

/// The rooms that a piece of code names by `crate::room` or `crate::{room, …}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, prefix) in code.match_indices("crate::") {
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(names_in_braces(list)),
            None => rooms.push(name_at(rest)),
        }
    }
    for room in &mut rooms {
        if let Some((_, home)) = REEXPORTS.iter().find(|(name, _)| name == room) {
            *room = (*home).to_owned();
        }
    }
    rooms
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Each source file: its path below `src/`, and its code without comments and tests, which may
/// run a whole pass.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let code_of = |file: &Path| {
        let source = fs::read_to_string(file).unwrap();
        let source = source.split("#[cfg(test)]\nmod").next().unwrap_or("");
        let lines = source
            .lines()
            .map(|line| line.split("//").next().unwrap_or(""));
        lines.collect::<Vec<_>>().join("\n")
    };
    let path_of = |file: &Path| {
        file.strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    files.retain(|file| file.file_name().is_some_and(|name| name != "tests.rs"));
    files
        .iter()
        .map(|file| (path_of(file), code_of(file)))
        .collect()
}

fn faults_of(room: &str, code: &str) -> Vec<String> {
    let own = floor(room).unwrap_or_else(|| panic!("src/{room} stands on no floor"));
    let named = rooms_named(code).into_iter().filter(|other| other != room);
    let levels = named.filter_map(|other| floor(&other).map(|level| (other, level)));
    levels
        .filter(|(_, level)| *level >= own)
        .map(|(other, level)| format!("{room} (floor {own}) uses {other} (floor {level})"))
        .collect()
}

#[test]
fn every_floor_uses_only_floors_below() {
    let mut faults = Vec::new();
    for (path, code) in sources() {
        let first = path.split(['/', '\\']).next().unwrap();
        let room = first.strip_suffix(".rs").unwrap_or(first);
        if !matches!(room, "lib" | "bin") {
            faults.extend(
                faults_of(room, &code)
                    .into_iter()
                    .map(|f| format!("{path}: {f}")),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn python_and_arrow_stay_on_their_floors() {
    for (path, code) in sources() {
        let in_python = path.starts_with("python");
        assert!(
            in_python || !code.contains("pyo3::"),
            "{path} knows a Python type"
        );
        let may_know_arrow = in_python || path.starts_with("batch");
        assert!(
            may_know_arrow || !ARROW.iter().any(|name| code.contains(name)),
            "{path} knows an Arrow type"
        );
    }
}

#[test]
fn the_check_sees_looks_up_and_sideways() {
    assert_eq!(faults_of("text", "use crate::lexicon::Units;").len(), 1);
    assert_eq!(
        faults_of("numbers", "use crate::{dates::Date, text::Span, entities};").len(),
        2
    );
    assert_eq!(faults_of("numbers", "let x = crate::Date::new();").len(), 1);
    assert!(
        faults_of(
            "numbers",
            "use crate::{\n numerals::{Exact, read},\n text,\n};"
        )
        .is_empty()
    );
    assert!(faults_of("document", "use crate::relations::Quote; use crate::Span;").is_empty());
}
