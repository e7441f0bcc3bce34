//! Gold documents: read, brought into the product's scheme, and copied in other cases.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::entities::chain::{ALL, OUTSIDE, TYPES, Type, tags_of};
use crate::lexicon::titles;
use crate::text::{Span, Token, TokenKind, tokenize};

/// One document with what each token may be.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub set: String,
    pub text: String,
    pub tokens: Vec<Token>,
    /// Ranges of tokens.
    pub sentences: Vec<(usize, usize)>,
    /// Spans as the set has them.
    pub gold: Vec<(Span, Type)>,
    /// The tags that each token may bear, as bits.
    pub allowed: Vec<u32>,
    open: u32,
    lower_misc_is_open: bool,
}

#[derive(Deserialize)]
struct Record {
    set: String,
    text: String,
    sentences: Vec<(usize, usize)>,
    entities: Vec<Gold>,
    annotates: Vec<String>,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    label: String,
}

fn type_of(label: &str) -> Option<Type> {
    match label {
        "PER" => Some(Type::Person),
        "ORG" => Some(Type::Organisation),
        "LOC" => Some(Type::Place),
        "NORP" => Some(Type::Norp),
        "MISC" => Some(Type::Misc),
        _ => None,
    }
}

/// Reads every file of `directory` whose name ends with `ending`, in the order of the names.
pub(super) fn load(directory: &Path, ending: &str) -> std::io::Result<Vec<Document>> {
    let mut paths: Vec<_> = std::fs::read_dir(directory)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    let peoples = peoples(directory)?;
    let mut documents = Vec::new();
    for path in paths {
        for line in std::fs::read_to_string(path)?.lines() {
            let record: Record = serde_json::from_str(line)?;
            documents.push(document(record, &peoples));
        }
    }
    Ok(documents)
}

/// Words that may name a group of people; true for those that hardly mean anything else.
type Peoples = HashMap<String, bool>;

fn peoples(directory: &Path) -> std::io::Result<Peoples> {
    let names = |file: &str| std::fs::read_to_string(directory.join("lists").join(file));
    let first = |line: &str| line.split('\t').next().unwrap_or("").to_owned();
    let mut all = Peoples::new();
    for (file, sure) in [
        ("religions.tsv", false),
        ("ethnic_groups.tsv", false),
        ("demonyms.tsv", true),
    ] {
        all.extend(names(file)?.lines().skip(2).map(|line| (first(line), sure)));
    }
    all.extend(own_peoples().map(|word| (word.to_owned(), true)));
    for line in names("countries.tsv")?.lines() {
        all.remove(&first(line));
    }
    Ok(all)
}

/// The project's own list of peoples, faiths and parties.
pub(super) fn own_peoples() -> impl Iterator<Item = &'static str> {
    include_str!("../../../data/peoples.tsv").lines().skip(1)
}

fn document(record: Record, peoples: &Peoples) -> Document {
    let mut bytes: Vec<u32> = record
        .text
        .char_indices()
        .map(|(at, _)| at as u32)
        .collect();
    bytes.push(record.text.len() as u32);
    let span = |start: usize, end: usize| Span::new(bytes[start], bytes[end]);
    let mut tokens = Vec::new();
    tokenize(&record.text, &mut tokens);
    let sentences = record
        .sentences
        .iter()
        .map(|&(start, end)| range(&tokens, span(start, end)));
    let sentences: Vec<_> = sentences.filter(|(start, end)| start < end).collect();
    let gold: Vec<_> = record
        .entities
        .iter()
        .filter_map(|gold| Some((span(gold.start, gold.end), type_of(&gold.label)?)))
        .collect();
    let annotated = |kind: Type| {
        record
            .annotates
            .iter()
            .filter_map(|label| type_of(label))
            .any(|known| known == kind)
    };
    let unmarked = TYPES
        .into_iter()
        .filter(|&kind| !annotated(kind) && kind != Type::Norp);
    let open = unmarked.fold(1 << OUTSIDE, |mask, kind| mask | tags_of(kind));
    let mut document = Document {
        lower_misc_is_open: record.set.starts_with("crossner"),
        set: record.set,
        text: record.text,
        tokens,
        sentences,
        gold,
        allowed: Vec::new(),
        open,
    };
    document.allow(peoples);
    document
}

/// The tokens of `span`.
fn range(tokens: &[Token], span: Span) -> (usize, usize) {
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    (
        start,
        tokens.partition_point(|token| token.span.start < span.end),
    )
}

impl Document {
    /// A document of a user's, taken as it is.
    pub(super) fn of_own(
        (text, tokens): (String, Vec<Token>),
        sentences: Vec<(usize, usize)>,
        gold: Vec<(Span, Type)>,
        allowed: Vec<u32>,
    ) -> Self {
        Self {
            set: String::new(),
            text,
            tokens,
            sentences,
            gold,
            allowed,
            open: 0,
            lower_misc_is_open: false,
        }
    }

    fn allow(&mut self, peoples: &Peoples) {
        let text = &self.text;
        self.allowed = self
            .tokens
            .iter()
            .map(|token| if token.is_capitalised() { self.open } else { 1 })
            .collect();
        for (token, allowed) in self.tokens.iter().zip(&mut self.allowed) {
            let group = 1 << Type::Norp.tag(0, 1);
            match peoples.get(token.of(text)) {
                Some(true) => *allowed = group,
                Some(false) if token.is_capitalised() => *allowed |= group,
                _ => {}
            }
        }
        for &(span, kind) in &self.gold {
            let (start, end) = range(&self.tokens, span);
            let is_demonym = matches!(kind, Type::Place | Type::Misc)
                && peoples.get(span.of(text)) == Some(&true);
            let kind = if is_demonym { Type::Norp } else { kind };
            let (start, end) = name_alone(text, &self.tokens, start, end, kind);
            let lower = !self.tokens[start..end]
                .iter()
                .any(|token| token.is_capitalised());
            if text[span.range()].starts_with(['@', '#'])
                || (start > 0 && self.tokens[start - 1].is_symbol(text, '@'))
            {
                self.allowed[start..end].fill(ALL);
            } else if kind == Type::Misc && lower && self.lower_misc_is_open {
                self.allowed[start..end].fill(1 << OUTSIDE | tags_of(kind));
            } else {
                for index in 0..end - start {
                    self.allowed[start + index] = 1 << kind.tag(index, end - start);
                }
            }
        }
    }

    /// The same document with every ASCII letter changed; offsets stay.
    fn recased(&self, change: impl Fn(&str) -> String) -> Self {
        let text = change(&self.text);
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let same = tokens.len() == self.tokens.len()
            && tokens
                .iter()
                .zip(&self.tokens)
                .all(|(new, old)| new.span == old.span);
        if same {
            Self {
                text,
                tokens,
                ..self.clone()
            }
        } else {
            Self {
                sentences: Vec::new(),
                ..self.clone()
            }
        }
    }
}

/// Leaves out what the product's scheme has outside: a leading title or "the", a possessive.
fn name_alone(
    text: &str,
    tokens: &[Token],
    mut start: usize,
    mut end: usize,
    kind: Type,
) -> (usize, usize) {
    if end - start > 1 && tokens[end - 1].kind == TokenKind::Clitic {
        end -= 1;
    }
    if kind != Type::Misc && end - start > 1 && tokens[start].of(text).eq_ignore_ascii_case("the") {
        start += 1;
    }
    while kind == Type::Person && end - start > 1 && titles().contains(tokens[start].of(text)) {
        let period = tokens[start + 1].is_symbol(text, '.');
        if end - start == 2 && period {
            break;
        }
        start += if period { 2 } else { 1 };
    }
    (start, end)
}

/// Adds copies in small letters, capitals and headline case, so that the case of a text decides less.
pub(super) fn augment(mut documents: Vec<Document>) -> Vec<Document> {
    let mut copies = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for document in &documents {
        let turn = seen.entry(document.set.clone()).or_default();
        *turn += 1;
        match *turn % 16 {
            1 | 5 | 9 | 13 => copies.push(document.recased(str::to_ascii_lowercase)),
            3 | 11 => copies.push(document.recased(str::to_ascii_uppercase)),
            7 => copies.push(document.recased(headline)),
            _ => {}
        }
    }
    documents.extend(copies);
    documents
}

/// Words of four letters and more with a capital.
fn headline(text: &str) -> String {
    let mut headline: Vec<u8> = text.as_bytes().to_vec();
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    for token in tokens.iter().filter(|token| token.span.len() >= 4) {
        headline[token.span.start as usize].make_ascii_uppercase();
    }
    String::from_utf8(headline).unwrap_or_default()
}
