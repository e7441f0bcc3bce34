//! Runs `tests/cases/*.toml`; how a case compares is written in `tests/harness/README.md`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};
use textsift::Sifter;
use textsift::document::Options;

const LISTS: [&str; 5] = ["sentences", "entities", "numbers", "dates", "quotes"];
const OTHER_KEYS: [&str; 3] = ["name", "text", "settings"];

#[test]
fn all_cases_hold() {
    let mut report = String::new();
    let mut failed = 0;
    for path in files() {
        for case in read(&path) {
            let complaints = run(&case);
            if !complaints.is_empty() {
                failed += 1;
                report += &describe(&path, &case, &complaints);
            }
        }
    }
    assert!(failed == 0, "{failed} cases fail\n{report}");
}

#[test]
fn the_harness_complains_where_it_must() {
    let table = fs::read_to_string(root().join("tests/harness/self_test.json")).unwrap();
    let table: Vec<Value> = serde_json::from_str(&table).unwrap();
    for row in &table {
        let complaints = compare(row["case"].as_object().unwrap(), &row["analysis"]);
        assert_eq!(
            Value::from(complaints),
            row["complaints"],
            "{}",
            row["name"]
        );
    }
}

#[test]
fn a_wrong_expectation_fails() {
    let case =
        serde_json::json!({"name": "n", "text": "One text.", "sentences": ["Another text."]});
    let complaints = run(case.as_object().unwrap());
    let expected = "sentences[0] \"One text.\": text is \"One text.\", not \"Another text.\"";
    assert_eq!(complaints, [expected]);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The case files; with `CASES=dates` in the environment, `dates.toml` alone.
fn files() -> Vec<PathBuf> {
    let wanted = std::env::var("CASES").ok();
    let folder = fs::read_dir(root().join("tests/cases")).unwrap();
    let mut files: Vec<PathBuf> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .filter(|path| {
            wanted
                .as_ref()
                .is_none_or(|name| path.file_stem().unwrap() == name.as_str())
        })
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Map<String, Value>> {
    let source = fs::read_to_string(path).unwrap();
    let file: Map<String, Value> =
        toml::from_str(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cases: Vec<_> = file
        .get("case")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .collect();
    assert!(
        file.len() == 1 && !cases.is_empty(),
        "{}: wants [[case]] alone",
        path.display()
    );
    let cases: Vec<_> = cases
        .into_iter()
        .map(|case| case.as_object().unwrap().clone())
        .collect();
    let mut names: Vec<_> = cases.iter().map(|case| case["name"].to_string()).collect();
    names.sort();
    names
        .windows(2)
        .for_each(|pair| assert_ne!(pair[0], pair[1], "{}", path.display()));
    cases
}

fn run(case: &Map<String, Value>) -> Vec<String> {
    let Some(text) = case.get("text").and_then(Value::as_str) else {
        return vec!["a case needs a text".into()];
    };
    match analyze(text, case.get("settings")) {
        Ok(analysis) => compare(case, &analysis),
        Err(error) => vec![error.to_string()],
    }
}

fn analyze(text: &str, settings: Option<&Value>) -> Result<Value, Box<dyn Error>> {
    let options = settings.map(Options::deserialize).transpose()?;
    let options = options.unwrap_or_default();
    let document = Sifter::new(options.settings()?).analyze(text);
    Ok(serde_json::from_str(
        &document.to_json(options.offset_unit()?),
    )?)
}

/// All that is wrong with `analysis`, or with the case itself.
fn compare(case: &Map<String, Value>, analysis: &Value) -> Vec<String> {
    let mut complaints: Vec<String> = case
        .keys()
        .filter(|key| !LISTS.contains(&key.as_str()) && !OTHER_KEYS.contains(&key.as_str()))
        .map(|key| format!("a case has no key {key}"))
        .collect();
    if !LISTS.iter().any(|&list| case.contains_key(list)) {
        complaints.push("no list is named".into());
    }
    for list in LISTS {
        let expected = case.get(list).map(|value| value.as_array().expect(list));
        match (expected, analysis.get(list).and_then(Value::as_array)) {
            (Some(expected), Some(found)) => compare_list(list, expected, found, &mut complaints),
            (Some(_), None) => complaints.push(format!("the analysis has no {list}")),
            (None, _) => {}
        }
    }
    complaints
}

fn compare_list(list: &str, expected: &[Value], found: &[Value], complaints: &mut Vec<String>) {
    if expected.len() != found.len() {
        let (found, expected) = (texts(found), texts(expected));
        complaints.push(format!("{list} are {found}, not {expected}"));
        return;
    }
    for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
        let place = format!("{list}[{index}] {}", found["text"]);
        for (field, wanted) in fields(expected) {
            match found.get(&field) {
                None => complaints.push(format!("{place}: a mention has no field {field}")),
                Some(value) if same(&wanted, value) => {}
                Some(value) => {
                    let (value, wanted) = (show(value), show(&wanted));
                    complaints.push(format!("{place}: {field} is {value}, not {wanted}"));
                }
            }
        }
    }
}

/// The fields that a mention of a case names, in the order of their names.
fn fields(mention: &Value) -> Vec<(String, Value)> {
    match mention {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.clone().into_iter().collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            fields
        }
        text => vec![("text".into(), text.clone())],
    }
}

fn texts(mentions: &[Value]) -> String {
    let texts = mentions
        .iter()
        .map(|mention| mention.get("text").unwrap_or(mention).clone());
    show(&Value::Array(texts.collect()))
}

fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::String(none), Value::Null) => none == "none",
        (Value::Number(a), Value::Number(b)) => {
            (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= 1e-6
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => expected == found,
    }
}

/// JSON with a space after each comma, as Python writes it.
fn show(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(show).collect();
            format!("[{}]", items.join(", "))
        }
        _ => value.to_string(),
    }
}

fn describe(path: &Path, case: &Map<String, Value>, complaints: &[String]) -> String {
    let file = path.file_name().unwrap().to_string_lossy();
    let name = case["name"].as_str().unwrap_or_default();
    let text = case.get("text").unwrap_or(&Value::Null);
    let complaints = complaints.join("\n    ");
    format!("\n{file}: {name}\n    {text}\n    {complaints}\n")
}
