//! What is written about the schema is what its tables say.
//!
//! `TEXTSIFT_REGENERATE=1 cargo test --test schema` writes the generated parts of `docs/schema.md`
//! and `_textsift.pyi` anew: all that follows the line with these words.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use textsift::document::schema::{Column, LISTS, VERSION, columns};

const CLASSES: [(&str, &str); 5] = [
    ("Sentence", "One sentence of a text."),
    ("Entity", "One name in a text."),
    (
        "Number",
        "One number in a text, with its unit and what it counts.",
    ),
    ("Date", "One date, time, duration or set in a text."),
    ("Quote", "One quotation in a text."),
];

const TO_SI: &str = r#"
    def to_si(self) -> tuple[float, str] | None:
        """The value in SI units and the SI unit's UCUM code; None without a value or a unit."""
"#;

const COMMON: &str = r#"
    def to_dict(self) -> dict[str, Any]:
        """The fields as a dictionary that JSON can hold: numbers and times are strings."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
"#;

/// What follows the file's line that names this test must be `expected`, or is made so.
fn check(path: &str, expected: &str) {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let content = fs::read_to_string(&full).expect("the file is there");
    let mark = content.find("cargo test --test schema").expect("the line");
    let line_end = mark + content[mark..].find('\n').expect("a line ends") + 1;
    if std::env::var_os("TEXTSIFT_REGENERATE").is_some() {
        let anew = [&content[..line_end], expected].concat();
        fs::write(&full, anew).expect("the file can be written");
    } else {
        let same = &content[line_end..] == expected;
        assert!(
            same,
            "{path} differs from the schema: set TEXTSIFT_REGENERATE=1 to write it anew"
        );
    }
}

fn python_type(column: &Column) -> String {
    let null = if column.nullable { " | None" } else { "" };
    format!("{}{null}", column.ty.python())
}

fn json_type(column: &Column) -> &'static str {
    match column.ty.python() {
        _ if !column.ty.in_json() => "–",
        "int" => "integer",
        "float" => "number",
        "bool" => "boolean",
        "list[Decimal | Fraction]" => "array of strings",
        _ => "string",
    }
}

fn page() -> Result<String, std::fmt::Error> {
    let mut page = String::new();
    for (list, (class, doc)) in LISTS.into_iter().zip(CLASSES) {
        writeln!(page, "\n## {class}: the list `{list}`\n\n{doc}\n")?;
        writeln!(page, "| field | Arrow | Python | JSON | meaning |")?;
        writeln!(page, "|---|---|---|---|---|")?;
        for column in columns(list) {
            let not_null = if column.nullable { "" } else { " not null" };
            let python = python_type(&column).replace('|', "\\|");
            let (name, arrow, doc) = (column.name, column.ty.arrow(), column.doc);
            let json = json_type(&column);
            writeln!(
                page,
                "| `{name}` | `{arrow}{not_null}` | `{python}` | {json} | {doc} |"
            )?;
        }
    }
    Ok(page)
}

fn stub() -> Result<String, std::fmt::Error> {
    let mut stub = String::new();
    for (list, (class, doc)) in LISTS.into_iter().zip(CLASSES) {
        writeln!(stub, "\n@final\nclass {class}:\n    \"\"\"{doc}\"\"\"\n")?;
        writeln!(stub, "    __match_args__: ClassVar[tuple[str, ...]]")?;
        for column in columns(list) {
            let (name, ty, doc) = (column.name, python_type(&column), column.doc);
            writeln!(stub, "    @property\n    def {name}(self) -> {ty}:")?;
            writeln!(stub, "        \"\"\"{doc}\"\"\"\n")?;
        }
        let more = if class == "Number" { TO_SI } else { "" };
        stub.push_str(more.trim_start_matches('\n'));
        stub.push_str(if more.is_empty() {
            COMMON.trim_start_matches('\n')
        } else {
            COMMON
        });
    }
    Ok(stub)
}

#[test]
fn the_page_of_the_schema_says_what_the_tables_say() {
    check("docs/schema.md", &page().unwrap());
    let page = fs::read_to_string("docs/schema.md").unwrap();
    assert!(page.contains(&format!("this is version {VERSION} of the schema")));
}

#[test]
fn the_stubs_have_the_attributes_of_the_tables() {
    check("python/textsift/_textsift.pyi", &stub().unwrap());
}
