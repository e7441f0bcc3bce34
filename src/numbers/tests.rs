use super::*;
use crate::text::tokenize;

fn numbers(text: &str) -> Vec<Number> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut found = Vec::new();
    find(text, &tokens, &[], &Settings::default(), &mut found);
    found
}

fn shown(text: &str) -> Vec<String> {
    numbers(text).iter().map(|n| show(text, n)).collect()
}

fn show(text: &str, n: &Number) -> String {
    let mut out = format!("{}|{:?}", n.span.of(text), n.kind);
    if n.outer != n.span {
        out += &format!(" outer={:?}", n.outer.of(text));
    }
    if n.numeral != n.span {
        out += &format!(" num={:?}", n.numeral.of(text));
    }
    let p = |e: &Option<Exact>| e.as_ref().map_or("-".to_string(), ToString::to_string);
    out += &format!(" v={} [{},{}]", p(&n.value), p(&n.low), p(&n.high));
    if n.bound != Bound::Exact {
        out += &format!(" {:?}", n.bound);
    }
    if let Some(u) = &n.unit {
        out += &format!(" unit={}({},{})", u.code, u.dimension, u.si_factor);
    }
    if let Some(c) = &n.currency {
        out += &format!(" cur={c}");
    }
    if let Some(c) = &n.symbol {
        out += &format!(" sym={}", c.of(text));
    }
    if let Some(c) = &n.per {
        out += &format!(" per={c}");
    }
    if let Some(c) = &n.change {
        out += &format!(" {c:?}");
    }
    if !n.parts.is_empty() {
        out += &format!(
            " parts={:?}",
            n.parts.iter().map(ToString::to_string).collect::<Vec<_>>()
        );
    }
    if n.from_end {
        out += " from_end";
    }
    out
}

#[test]
fn look() {
    let Ok(path) = std::env::var("LOOK") else {
        return;
    };
    for line in std::fs::read_to_string(path).unwrap().lines() {
        println!("{line}");
        for s in shown(line) {
            println!("      {s}");
        }
    }
}
