//! The lists of names, compiled to entries of words and names of several words.

use std::collections::BTreeMap;
use std::path::Path;

use super::case;
use super::clusters::Clusters;
use super::data::own_peoples;
use crate::entities::lists::{LONGEST, List, NAME_WORDS, WordEntry, name_hash, word_hash};
use crate::lexicon::{name_words, titles};
use crate::text::tokenize;

/// What the model's lists will hold, in the order of the hashes.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub words: BTreeMap<u64, WordEntry>,
    pub names: BTreeMap<u64, u32>,
}

const FILES: [(&str, List); 19] = [
    ("countries", List::Country),
    ("demonyms", List::Demonym),
    ("ethnic_groups", List::EthnicGroup),
    ("capitals", List::Capital),
    ("cities", List::City),
    ("english_towns", List::City),
    ("regions", List::Region),
    ("us_states", List::UsState),
    ("waters", List::Water),
    ("given_names", List::Given),
    ("family_names", List::Family),
    ("family_names_us", List::FamilyUs),
    ("companies", List::Company),
    ("organisations", List::Organisation),
    ("parties", List::Party),
    ("universities", List::University),
    ("people", List::Person),
    ("religions", List::Religion),
    ("honorifics", List::Title),
];

#[derive(Default)]
struct Builder {
    lists: BTreeMap<u64, u32>,
    begins: BTreeMap<u64, ()>,
    names: BTreeMap<u64, u32>,
}

/// Reads the lists of `data` and counts cases in `raw`.
pub(super) fn collect(data: &Path, raw: &str, clusters: &Clusters) -> std::io::Result<Entries> {
    let mut builder = Builder::default();
    for (file, list) in FILES {
        let table = std::fs::read_to_string(data.join("lists").join(file).with_extension("tsv"))?;
        for line in table.lines().skip(2) {
            builder.line(line, list);
        }
    }
    for people in own_peoples() {
        builder.name(people, List::Demonym);
    }
    for title in titles().keys() {
        builder.name(title, List::Title);
    }
    for word in name_words().keys() {
        let kinds = name_words().get(word).copied().unwrap_or_default();
        *builder.lists.entry(word_hash(word)).or_default() |= u32::from(kinds.bits()) << NAME_WORDS;
    }
    let mut counts = case::Counts::new();
    case::count(raw, &mut counts);
    counts.retain(|_, counts| counts.iter().sum::<u32>() >= 3);
    let mut entries = Entries {
        names: builder.names,
        ..Entries::default()
    };
    let known = builder.lists.keys().chain(builder.begins.keys());
    for &hash in known.chain(counts.keys()).chain(clusters.keys()) {
        let lists = builder.lists.get(&hash).copied().unwrap_or(0);
        let usual = case::class(counts.get(&hash).copied().unwrap_or_default());
        let begins = builder.begins.contains_key(&hash);
        let (fine, coarse) = clusters.get(&hash).copied().unwrap_or_default();
        entries
            .words
            .insert(hash, WordEntry::new(lists, fine, coarse, usual, begins));
    }
    Ok(entries)
}

impl Builder {
    fn line(&mut self, line: &str, list: List) {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or("");
        self.name(name, list);
        match list {
            List::Party => self.name(fields.next().unwrap_or(""), list),
            List::UsState => self.name(fields.next().unwrap_or(""), List::Postal),
            List::Company => self.name(short_company(name), list),
            _ => {}
        }
    }

    fn name(&mut self, name: &str, list: List) {
        let name = name.split(" (").next().unwrap_or(name);
        let name = name.strip_prefix("The ").unwrap_or(name);
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        let hashes: Vec<u64> = tokens
            .iter()
            .map(|token| word_hash(token.of(name)))
            .collect();
        match hashes[..] {
            [] => {}
            [word] => *self.lists.entry(word).or_default() |= list.bit(),
            [first, ref rest @ ..] if rest.len() < LONGEST => {
                let hash = rest.iter().fold(first, |hash, &next| name_hash(hash, next));
                *self.names.entry(hash).or_default() |= list.bit();
                self.begins.insert(first, ());
            }
            _ => {}
        }
    }
}

/// A company's name without what follows its comma or its legal form.
fn short_company(name: &str) -> &str {
    let name = name.split(',').next().unwrap_or(name).trim_end_matches('.');
    let forms = [
        " Inc",
        " Corporation",
        " Corp",
        " Company",
        " Co",
        " Ltd",
        " plc",
        " Companies",
        " Group",
        " Holdings",
    ];
    forms
        .iter()
        .find_map(|form| name.strip_suffix(form))
        .unwrap_or(name)
}
