//! Trains the models in `models/`. Each subcommand writes one model file and prints its scores.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use textsift::entities::EntityModel;
use textsift::entities::train as entities;
use textsift::sentences::train as sentences;

const USAGE: &str = "usage:
  train sentences --data DIR [--raw FILE] [--clusters FILE] [--own FILE]... [--out FILE]
  train sentences --own FILE... --out FILE
  train sentences --ablate --data DIR [--raw FILE] [--clusters FILE]
  train clusters --raw FILE --out FILE
  train entities --own FILE... --out FILE [--start none|FILE] [--labels NAME...] [--dev SHARE|FILE] [--epochs N] [--seed N]
  train entities --data DIR [--raw FILE] [--clusters FILE] [--out FILE] [--epochs N] [--rows N] [--score FILE]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("sentences") => train_sentences(&Arguments(&arguments[1..])),
        Some("entities") => train_entities(&Arguments(&arguments[1..])),
        Some("clusters") => learn_clusters(&Arguments(&arguments[1..])),
        _ => Err(std::io::Error::other(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

struct Arguments<'a>(&'a [String]);

impl Arguments<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let at = self.0.iter().position(|argument| argument == name)?;
        self.0.get(at + 1).map(String::as_str)
    }

    /// The values of an option that may be given several times, each with one or more values.
    fn all(&self, name: &str) -> Vec<&Path> {
        let mut inside = false;
        let mut values = Vec::new();
        for argument in self.0 {
            if argument.starts_with("--") {
                inside = argument == name;
            } else if inside {
                values.push(Path::new(argument));
            }
        }
        values
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from)
    }

    fn number<T: std::str::FromStr>(&self, name: &str, default: T) -> T {
        self.get(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(default)
    }
}

/// A model from files of a user's own examples.
fn train_own_entities(arguments: &Arguments, files: &[&Path]) -> std::io::Result<()> {
    let out = arguments
        .path("--out")
        .ok_or(std::io::Error::other(USAGE))?;
    let mut examples = Vec::new();
    for file in files {
        examples.extend(read_examples(file)?);
    }
    let seed = arguments.number("--seed", 0);
    let dev = arguments.path("--dev");
    let (examples, dev) = match dev.filter(|dev| dev.exists()) {
        Some(file) => (examples, read_examples(&file)?),
        None => entities::hold_out(examples, arguments.number("--dev", 0.1), seed),
    };
    let labels: Vec<String> = arguments
        .all("--labels")
        .iter()
        .map(|label| label.display().to_string())
        .collect();
    let start = match arguments.get("--start") {
        None | Some("shipped") => entities::Origin::Shipped,
        Some("none") => entities::Origin::Nothing,
        Some(path) => {
            let model = EntityModel::new(std::fs::read(path)?).map_err(std::io::Error::other);
            entities::Origin::Model(model?)
        }
    };
    let options = entities::OwnOptions {
        start,
        epochs: arguments.get("--epochs").and_then(|n| n.parse().ok()),
        seed,
        labels: (!labels.is_empty()).then_some(labels),
    };
    let trained = entities::train_own(&examples, &dev, &options, &mut || true);
    let (model, report) = trained.map_err(std::io::Error::other)?;
    eprint!("{report}");
    std::fs::write(out, model)
}

fn read_examples(path: &Path) -> std::io::Result<Vec<entities::Example>> {
    let examples = entities::read(&std::fs::read_to_string(path)?);
    let mut examples =
        examples.map_err(|error| std::io::Error::other(format!("{}: {error}", path.display())))?;
    for example in &mut examples {
        if example.sentences.is_empty() {
            let mut found = Vec::new();
            textsift::sentences::split(&example.text, &Default::default(), &mut found);
            example
                .sentences
                .extend(found.iter().map(|sentence| sentence.span));
        }
    }
    Ok(examples)
}

fn train_entities(arguments: &Arguments) -> std::io::Result<()> {
    let own = arguments.all("--own");
    if !own.is_empty() {
        return train_own_entities(arguments, &own);
    }
    let data = arguments
        .path("--data")
        .ok_or(std::io::Error::other(USAGE))?;
    if let Some(model) = arguments.path("--score") {
        print!("{}", entities::report(&data, &std::fs::read(model)?)?);
        return Ok(());
    }
    let raw = arguments
        .path("--raw")
        .map_or(Ok(String::new()), std::fs::read_to_string)?;
    let default = entities::Options::default();
    let options = entities::Options {
        epochs: arguments.number("--epochs", default.epochs),
        least_count: arguments.number("--least", default.least_count),
        dropout: arguments.number("--dropout", default.dropout),
        rows: arguments.number("--rows", default.rows),
        step: arguments.number("--step", default.step),
        seed: arguments.number("--seed", default.seed),
        ..default
    };
    let clusters = arguments.path("--clusters").map(std::fs::read_to_string);
    let clusters = clusters.transpose()?;
    let model = entities::train(&data, &raw, clusters.as_deref(), &options)?;
    let out = arguments.path("--out");
    std::fs::write(
        out.as_deref().unwrap_or(Path::new("models/entities.bin")),
        model,
    )
}

fn learn_clusters(arguments: &Arguments) -> std::io::Result<()> {
    let (raw, out) = (arguments.path("--raw"), arguments.path("--out"));
    let (raw, out) = raw.zip(out).ok_or(std::io::Error::other(USAGE))?;
    std::fs::write(out, entities::clusters(&std::fs::read_to_string(raw)?))
}

fn train_sentences(arguments: &Arguments) -> std::io::Result<()> {
    let (data, own) = (arguments.path("--data"), arguments.all("--own"));
    // Nobody's own text is to replace the model of the repository by oversight.
    let default = own
        .is_empty()
        .then(|| PathBuf::from("models/sentences.bin"));
    let out = arguments.path("--out").or(default);
    let out = out.filter(|_| data.is_some() || !own.is_empty());
    let out = out.ok_or(std::io::Error::other(USAGE))?;
    let raw = arguments.path("--raw").map(std::fs::read_to_string);
    let raw = raw.transpose()?;
    let clusters = arguments.path("--clusters").map(std::fs::read_to_string);
    let clusters = clusters.transpose()?;
    let sources = sentences::Sources {
        data: data.as_deref(),
        raw: raw.as_deref(),
        clusters: clusters.as_deref(),
        own: &own,
    };
    if arguments.0.iter().any(|argument| argument == "--ablate") {
        print!("{}", sentences::ablate(&sources)?);
        return Ok(());
    }
    std::fs::write(out, sentences::train(&sources)?)
}
