//! A model from a user's own examples: from nothing, or on from the weights of another model.
//!
//! Lists, clusters and the casing of words come from the embedded model in both cases; they are
//! evidence, and their weights are learnt. A model holds five labels. One that the examples do not
//! annotate, but the model to start from knows, stays open: words outside the spans may bear it, so
//! that examples of drugs do not teach that there are no persons. Weights that nothing speaks against
//! stay as they are.

mod labels;
mod read;
mod report;
mod start;

use crate::entities::EntityModel;
use crate::entities::model::shipped_bytes;
use crate::text::{Span, Token, tokenize};

use super::data::{Document, augment};
use super::fit::{self, Random};
use super::{Options, score, write};
use labels::Scheme;
use start::Start;

pub use read::read;
pub use report::{Report, Tally};

/// One text with the names in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its sentences; the tagger reads one at a time.
    pub sentences: Vec<Span>,
    /// The names, each with its label.
    pub entities: Vec<(Span, String)>,
}

/// The weights to start from.
#[derive(Debug, Clone, Default)]
pub enum Origin {
    /// None: every label is learnt from the examples alone.
    Nothing,
    /// Those of the embedded model.
    #[default]
    Shipped,
    /// Those of another model.
    Model(EntityModel),
}

/// How to train on one's own examples.
#[derive(Debug, Clone, Default)]
pub struct OwnOptions {
    /// The weights to start from.
    pub start: Origin,
    /// Passes over the examples; chosen by their number if none.
    pub epochs: Option<usize>,
    /// The order of the examples and the features left out at each step follow from it.
    pub seed: u64,
    /// The labels that the examples annotate, the user's own among them; those that occur if none.
    pub labels: Option<Vec<String>>,
}

/// Why nothing was trained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct TrainError {
    problem: String,
    interrupted: bool,
}

impl TrainError {
    fn new(problem: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            interrupted: false,
        }
    }

    fn interrupted() -> Self {
        Self {
            problem: "training was interrupted".to_owned(),
            interrupted: true,
        }
    }

    /// The caller's `keep_going` said no.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }
}

/// Holds back a share of the examples, chosen by `seed`; at least one stays.
///
/// ```
/// use textsift::entities::train::{Example, hold_out};
/// let (kept, held) = hold_out(vec![Example::default(); 10], 0.2, 0);
/// assert_eq!((kept.len(), held.len()), (8, 2));
/// ```
pub fn hold_out(examples: Vec<Example>, share: f64, seed: u64) -> (Vec<Example>, Vec<Example>) {
    let count = (examples.len() as f64 * share).round() as usize;
    let count = count.min(examples.len().saturating_sub(1));
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(seed);
    random.shuffle(&mut order);
    let mut held = vec![false; examples.len()];
    order[..count].iter().for_each(|&index| held[index] = true);
    let mut held = held.into_iter();
    let (dev, kept) = examples
        .into_iter()
        .partition(|_| held.next().unwrap_or_default());
    (kept, dev)
}

/// Trains on `examples` and scores on `dev`; `keep_going` is asked now and then.
///
/// The same examples, options and model to start from give the same bytes on every machine.
///
/// # Errors
/// If there is no example, a span is none of whole words or overlaps another, a label is not known,
/// there are more than five, or `keep_going` says no. Examples are named by their place in the list.
pub fn train_own(
    examples: &[Example],
    dev: &[Example],
    options: &OwnOptions,
    keep_going: &mut dyn FnMut() -> bool,
) -> Result<(Vec<u8>, Report), TrainError> {
    let scheme = Scheme::new(examples, dev, options)?;
    let documents = documents(examples, &scheme, "example")?;
    let dev = self::documents(dev, &scheme, "dev example")?;
    let start = Start::of(&options.start, &scheme, names_are_plain(&documents));
    let is_new = matches!(options.start, Origin::Nothing);
    let corpus = if is_new {
        augment(documents)
    } else {
        documents
    };
    let examples = fit::collect(&corpus, &start.lists(), least_count(&corpus), keep_going);
    let examples = examples.ok_or_else(TrainError::interrupted)?;
    let fitting = Options {
        epochs: options.epochs.unwrap_or_else(|| epochs(&corpus)),
        seed: options.seed,
        step: start.step(),
        enough: if options.epochs.is_none() {
            LEARNT
        } else {
            0.0
        },
        ..Options::default()
    };
    let weights = fit::fit(&examples, &fitting, &start.weights(&examples), &mut |_| {
        keep_going()
    });
    let weights = weights.ok_or_else(TrainError::interrupted)?;
    let model = |calibration: &[u8]| {
        let bytes = start.write(&examples, &weights, &fitting, calibration);
        EntityModel::new(bytes).expect("what was written is read")
    };
    let mut trained = model(start.calibration());
    if let Some(table) = score::calibrate_if_many(&model(&write::IDENTITY).tagger(), &dev) {
        trained = model(&table);
    }
    let report = Report::new(&trained, &dev, &scheme);
    Ok((trained.bytes().to_vec(), report))
}

/// A feature of a few examples may stand once; one of many is noise if it does.
fn least_count(corpus: &[Document]) -> u32 {
    let words: usize = corpus.iter().map(|document| document.tokens.len()).sum();
    if words < 200_000 { 1 } else { 2 }
}

/// True if more than a few names have no capital, which the tagger passes over unasked.
fn names_are_plain(documents: &[Document]) -> bool {
    let (mut plain, mut all) = (0, 0);
    for Document { tokens, gold, .. } in documents {
        for (span, _) in gold {
            let first = tokens.partition_point(|token| token.span.start < span.start);
            let words = tokens[first..].iter();
            let mut words = words.take_while(|token| token.span.end <= span.end);
            let capital = words.any(|token| token.is_capitalised() || token.has_inner_upper());
            plain += usize::from(!capital);
            all += 1;
        }
    }
    plain * 50 > all
}

/// A mean loss of a sentence below which more passes only make the model surer of what it knows.
const LEARNT: f64 = 0.1;

/// Few examples are read more often.
fn epochs(corpus: &[Document]) -> usize {
    let sentences: usize = corpus.iter().map(|document| document.sentences.len()).sum();
    (20_000 / sentences.max(1)).clamp(5, 15)
}

fn documents(
    examples: &[Example],
    scheme: &Scheme,
    what: &str,
) -> Result<Vec<Document>, TrainError> {
    let document = |(index, example)| {
        document(example, scheme)
            .map_err(|problem| TrainError::new(format!("{what} {index}: {problem}")))
    };
    examples.iter().enumerate().map(document).collect()
}

/// The example with its tags, or what is wrong with it.
fn document(example: &Example, scheme: &Scheme) -> Result<Document, String> {
    let text = &example.text;
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut gold = Vec::new();
    let mut allowed = vec![scheme.outside(); tokens.len()];
    let mut entities: Vec<_> = example.entities.iter().collect();
    entities.sort_by_key(|(span, _)| *span);
    let mut last: Option<Span> = None;
    let mut names = Vec::new();
    for (span, label) in entities {
        let kind = scheme.type_of(label)?;
        let (start, end) = words(text, &tokens, *span)?;
        if let Some(last) = last.filter(|last| last.overlaps(*span)) {
            let (one, other) = (last.of(text), span.of(text));
            return Err(format!("the entities {one:?} and {other:?} overlap"));
        }
        for index in 0..end - start {
            allowed[start + index] = 1 << kind.tag(index, end - start);
        }
        last = Some(*span);
        gold.push((*span, kind));
        names.push((start, end));
    }
    let sentences = sentences(&tokens, &example.sentences, &names);
    Ok(Document::of_own(
        (text.clone(), tokens),
        sentences,
        gold,
        allowed,
    ))
}

/// The tokens that `span` holds, or why it holds none.
fn words(text: &str, tokens: &[Token], span: Span) -> Result<(usize, usize), String> {
    let start = tokens.partition_point(|token| token.span.start < span.start);
    let end = tokens.partition_point(|token| token.span.end <= span.end);
    let whole = start < end
        && tokens[start].span.start == span.start
        && tokens[end - 1].span.end == span.end;
    if whole {
        return Ok((start, end));
    }
    let covered = |token: &&Token| token.span.overlaps(span);
    let mut words = tokens.iter().filter(covered);
    let Some(first) = words.next() else {
        return Err(format!("the entity {:?} holds no word", span.of(text)));
    };
    let near = first.span.cover(words.next_back().unwrap_or(first).span);
    Err(format!(
        "the entity {:?} does not begin and end with words; {:?} would",
        span.of(text),
        near.of(text)
    ))
}

/// Ranges of tokens; those that part a name are joined.
fn sentences(
    tokens: &[Token],
    sentences: &[Span],
    names: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for span in sentences {
        let start = tokens.partition_point(|token| token.span.start < span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        let name = names.partition_point(|name| name.1 <= start);
        let parted = names.get(name).is_some_and(|name| name.0 < start);
        match ranges.last_mut().filter(|_| parted) {
            Some(last) => last.1 = end,
            None if start < end => ranges.push((start, end)),
            None => {}
        }
    }
    ranges
}

/// The bytes of the embedded model's lists and tables.
fn base(start: &Origin) -> &[u8] {
    match start {
        Origin::Model(model) => model.bytes(),
        Origin::Nothing | Origin::Shipped => shipped_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::chain::Type;
    use proptest::prelude::*;

    fn example(text: &str, entities: &[(u32, u32, &str)]) -> Example {
        let span = |&(start, end, label): &(u32, u32, &str)| (Span::new(start, end), label.into());
        Example {
            text: text.into(),
            sentences: vec![Span::new(0, text.len() as u32)],
            entities: entities.iter().map(span).collect(),
        }
    }

    fn examples() -> Vec<Example> {
        let text = "The zolvane helped Ann Orr.";
        vec![example(text, &[(4, 11, "DRUG")]); 20]
    }

    fn options(start: Origin) -> OwnOptions {
        OwnOptions {
            start,
            labels: Some(vec!["DRUG".into()]),
            ..OwnOptions::default()
        }
    }

    fn train(options: &OwnOptions) -> Result<(Vec<u8>, Report), TrainError> {
        train_own(&examples(), &examples()[..2], options, &mut || true)
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        for start in [Origin::Shipped, Origin::Nothing] {
            let options = options(start);
            let (bytes, report) = train(&options).unwrap();
            assert_eq!(train(&options).unwrap().0, bytes);
            assert_eq!(
                (report.labels[0].label.as_str(), report.labels[0].right),
                ("DRUG", 2)
            );
            let model = EntityModel::new(bytes).unwrap();
            assert!(model.own_labels().eq(["DRUG"]) && model.tagger().reads_all);
        }
    }

    #[test]
    fn nothing_unseen_changes_on_from_known_weights() {
        let (bytes, _) = train(&options(Origin::Shipped)).unwrap();
        let model = EntityModel::new(bytes).unwrap();
        let (new, old) = (model.tagger(), &crate::entities::model::SHIPPED);
        let rows = old.features.hashes();
        let column = Type::Person.tag(0, 1);
        let same = |hash: &&u64| {
            let [new, old] =
                [&new, &**old].map(|tagger| tagger.rows[tagger.features.find(**hash).unwrap()]);
            new[column] == old[column]
        };
        let same = rows.iter().filter(same).count();
        assert!(same > rows.len() * 99 / 100, "{same} of {}", rows.len());
    }

    #[test]
    fn names_with_figures_and_hyphens_are_plain_too() {
        let options = options(Origin::Shipped);
        for (name, plain) in [
            ("zolvane 20", true),
            ("e-coli", true),
            ("Zolvane 20", false),
        ] {
            let text = format!("The {name} helped.");
            let one = example(&text, &[(4, 4 + name.len() as u32, "DRUG")]);
            let scheme = Scheme::new(std::slice::from_ref(&one), &[], &options).unwrap();
            let documents = [document(&one, &scheme).unwrap()];
            assert_eq!(names_are_plain(&documents), plain, "{name}");
        }
    }

    #[test]
    fn sentences_do_not_part_a_name() {
        let mut one = example("Met Yahoo! Inc. in May.", &[(4, 15, "ORG")]);
        one.sentences = vec![Span::new(0, 10), Span::new(11, 23)];
        let scheme = Scheme::new(std::slice::from_ref(&one), &[], &OwnOptions::default());
        let document = document(&one, &scheme.unwrap()).unwrap();
        assert_eq!(document.sentences.len(), 1);
    }

    #[test]
    fn who_says_no_ends_training() {
        let mut left = 2;
        let trained = train_own(&examples(), &[], &options(Origin::Shipped), &mut || {
            left -= 1;
            left > 0
        });
        assert!(trained.unwrap_err().is_interrupted());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn no_example_makes_a_panic(
            text in "[a-zA-Z.'é \\n]{0,30}",
            spans in proptest::collection::vec((0usize..32, 0usize..32), 0..4),
        ) {
            let entities = spans.iter().map(|&(a, b)| (a.min(b), a.max(b), "ORG".to_owned()));
            let Ok(mut example) = Example::new(text, entities.collect()) else { return Ok(()) };
            example.sentences = vec![Span::new(0, example.text.len() as u32)];
            let options = OwnOptions { labels: Some(vec!["ORG".into()]), ..OwnOptions::default() };
            let _ = train_own(&[example], &[], &options, &mut || true);
        }

        #[test]
        fn nor_does_a_file(content in "([a-z{}\"#:\\[\\],-]{1,8}[ \\t]?([OBI]-?[A-Z]{0,3})?\\n?){0,9}") {
            let _ = read(&content);
        }
    }
}
