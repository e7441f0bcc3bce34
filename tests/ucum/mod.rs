//! The grammar of UCUM's case-sensitive codes (The Unified Code for Units of Measure, version 2.2),
//! over its own atoms in `atoms.tsv`: a code, and `metric` where it takes prefixes.

use std::collections::HashMap;
use std::sync::LazyLock;

const PREFIXES: [&str; 24] = [
    "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f", "a", "z",
    "y", "Ki", "Mi", "Gi", "Ti",
];

/// Each atom, and whether it is metric.
static ATOMS: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let atom = |line: &'static str| match line.split_once('\t') {
        Some((code, _)) => (code, true),
        None => (line, false),
    };
    include_str!("atoms.tsv").lines().map(atom).collect()
});

/// True if `code` is one whole term of UCUM.
pub fn is_valid(code: &str) -> bool {
    let code = code.strip_prefix('/').unwrap_or(code);
    term(code).is_some_and(str::is_empty)
}

/// What is left behind a term: components joined by `.` and `/`.
fn term(code: &str) -> Option<&str> {
    let mut rest = component(code)?;
    while let Some(next) = rest.strip_prefix(['.', '/']) {
        rest = component(next)?;
    }
    Some(rest)
}

fn component(code: &str) -> Option<&str> {
    if let Some(inner) = code.strip_prefix('(') {
        return term(inner)?.strip_prefix(')');
    }
    if code.starts_with('{') {
        return annotation(code);
    }
    let end = code.find(['.', '/', ')', '{']).unwrap_or(code.len());
    // Inside square brackets a slash belongs to the atom.
    let end = match code[..end].rfind('[') {
        Some(open) if !code[open..end].contains(']') => {
            let close = open + code[open..].find(']')?;
            close
                + code[close..]
                    .find(['.', '/', ')', '{'])
                    .unwrap_or(code.len() - close)
        }
        _ => end,
    };
    let (unit, rest) = code.split_at(end);
    if !is_annotatable(unit) && !is_factor(unit) {
        return None;
    }
    if rest.starts_with('{') && !is_factor(unit) {
        return annotation(rest);
    }
    Some(rest)
}

fn annotation(code: &str) -> Option<&str> {
    let (inner, rest) = code.strip_prefix('{')?.split_once('}')?;
    let allowed = inner
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'{');
    allowed.then_some(rest)
}

fn is_factor(unit: &str) -> bool {
    !unit.is_empty() && unit.bytes().all(|byte| byte.is_ascii_digit())
}

/// A simple unit with or without an exponent.
fn is_annotatable(unit: &str) -> bool {
    let digits = unit.trim_end_matches(|c: char| c.is_ascii_digit());
    let base = digits
        .strip_suffix(['+', '-'])
        .filter(|_| digits.len() < unit.len());
    [Some(unit), Some(digits), base]
        .into_iter()
        .flatten()
        .any(is_simple)
}

fn is_simple(unit: &str) -> bool {
    let prefixed = |prefix: &&str| {
        unit.strip_prefix(*prefix)
            .is_some_and(|atom| ATOMS.get(atom) == Some(&true))
    };
    ATOMS.contains_key(unit) || PREFIXES.iter().any(prefixed)
}
