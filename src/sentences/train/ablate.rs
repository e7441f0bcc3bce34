//! What each group of features is worth: the model fitted anew without it.

use super::{Material, Sources};
use std::fmt::Write;

/// The groups by what they say, with the numbers that their features have in `features.rs`.
const GROUPS: [(&str, &[u64]); 19] = [
    ("nothing", &[]),
    ("the word before the gap", &[1]),
    ("the word behind it", &[2]),
    ("how often that word begins sentences", &[3]),
    ("how often the word before ends them", &[4]),
    ("marks, quotes and brackets at the gap", &[5]),
    ("lines around a newline", &[6, 7]),
    ("words behind these", &[8, 13]),
    ("words before these", &[9, 10, 12]),
    ("one word more on both sides", &[11]),
    ("clusters of both words", &[14]),
    ("kinds of abbreviations of both words", &[15]),
    ("how the sentences before ended", &[16, 17, 18]),
    ("first character of the sentence", &[19, 20]),
    ("colons, with forms and marks", &[21, 22]),
    ("first word of the sentence", &[23, 24, 26]),
    ("small words so far", &[25]),
    ("how the first word is used elsewhere", &[27, 28, 29]),
    ("capitals and colons so far", &[30]),
];

/// So many groups at the end are not next to the gap.
const FAR: usize = 12;

/// A Markdown table of the F1 on the development sets, and their mean, for the model as it is and
/// fitted anew without each group of features.
///
/// # Errors
/// As of [`super::train`].
pub fn ablate(sources: &Sources<'_>) -> std::io::Result<String> {
    let material = Material::read(sources)?;
    let mut table = String::from("| left out |");
    for (name, _) in &material.dev {
        let _ = write!(table, " {name} |");
    }
    let columns = "--:|".repeat(material.dev.len() + 1);
    let _ = writeln!(table, " mean |\n|---|{columns}");
    let far: Vec<u64> = GROUPS[GROUPS.len() - FAR..]
        .iter()
        .flat_map(|(_, numbers)| numbers.iter().copied())
        .collect();
    let last = format!("the last {FAR} groups");
    for (name, without) in GROUPS.into_iter().chain([(last.as_str(), &far[..])]) {
        eprintln!("without {name}:");
        let file = material.model(without)?;
        let scores = material.scores(&file, without)?;
        let f1 = || scores.iter().map(|(_, [_, _, f1])| f1);
        let _ = write!(table, "| {name} |");
        f1().for_each(|f1| {
            let _ = write!(table, " {f1:.2} |");
        });
        let mean = f1().sum::<f64>() / scores.len() as f64;
        let _ = writeln!(table, " {mean:.2} |");
    }
    Ok(table)
}
