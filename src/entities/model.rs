//! The file of a model: checked once, then opened for each text at the cost of a few pointers.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::Label;
use super::chain::{Links, TAGS, TYPES, Type, WIDTH, may_follow};
use super::features::{Sentence, emit, find_runs};
use super::lists::Lists;
use super::tagger::Tagger;
use super::words::{DocumentWords, prepare};
use crate::linear::{Aligned, ModelError, ModelFile, Table, exp, hash_bytes, mix};
use crate::text::tokenize;

pub(super) const TASK: &str = "entities";
/// The section that names the version of the features.
pub(super) const FEATURES: &str = "features";
/// The section of models whose names may stand in plain small letters.
pub(super) const READS_ALL: &str = "all";
/// What the types that are no label of the user's are called in a file.
pub(super) const BUILT_IN: [&str; TYPES.len()] = ["PER", "ORG", "LOC", "NORP", "MISC"];

static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../models/entities.bin"));

static CHECKED: LazyLock<Checked> =
    LazyLock::new(|| Checked::read(&BYTES.0).expect("the embedded model is sound"));

/// The bytes of the embedded model.
#[cfg(feature = "train")]
pub(super) fn shipped_bytes() -> &'static [u8] {
    &BYTES.0
}

/// What the types are called in the bytes of a model that was checked.
#[cfg(feature = "train")]
pub(super) fn names_in(bytes: &[u8]) -> [&str; TYPES.len()] {
    let file = ModelFile::reopen(bytes).expect("a checked model");
    names(file).expect("a checked model")
}

/// The tagger that is embedded in the library.
pub(super) static SHIPPED: LazyLock<Tagger<'static>> = LazyLock::new(|| CHECKED.tagger(&BYTES.0));

/// A model in place of the embedded one; made by `train entities --own` or Python's
/// `train_entities`.
///
/// Cheap to copy. Two are equal if their bytes are.
///
/// ```
/// use textsift::entities::EntityModel;
/// let error = EntityModel::new(b"PK\x03\x04".as_slice()).unwrap_err();
/// assert_eq!(error.to_string(), "not a textsift model");
/// ```
#[derive(Clone)]
pub struct EntityModel {
    inner: Arc<Inner>,
}

struct Inner {
    bytes: Arc<[u8]>,
    checked: Checked,
    hash: u64,
}

impl EntityModel {
    /// Checks the bytes of a model's file.
    ///
    /// # Errors
    /// If they are no model for entities, damaged, of a later version, or for the features of
    /// another version.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let checked = Checked::read(&bytes)?;
        let made_for = ModelFile::reopen(&bytes)?.section(FEATURES)?;
        if made_for != fingerprint(&checked.tagger(&bytes).lists).to_le_bytes() {
            return Err(ModelError::outdated());
        }
        let hash = hash_bytes(0, &bytes);
        let inner = Arc::new(Inner {
            bytes,
            checked,
            hash,
        });
        Ok(Self { inner })
    }

    /// The bytes of its file.
    pub fn bytes(&self) -> &[u8] {
        &self.inner.bytes
    }

    /// The names of its labels that are the user's own.
    pub fn own_labels(&self) -> impl Iterator<Item = &str> {
        self.inner.checked.kinds.own()
    }

    pub(super) fn tagger(&self) -> Tagger<'_> {
        self.inner.checked.tagger(&self.inner.bytes)
    }

    /// Tells it from other models, and from the embedded one, which is 0.
    pub(super) fn number(&self) -> u64 {
        self.inner.hash | 1
    }
}

impl PartialEq for EntityModel {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.bytes() == other.bytes()
    }
}

impl Eq for EntityModel {}

impl Hash for EntityModel {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.inner.hash.hash(state);
    }
}

impl fmt::Debug for EntityModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntityModel({} bytes)", self.bytes().len())
    }
}

/// What each type of a model stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kinds([Kind; TYPES.len()]);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Itself.
    BuiltIn,
    /// A label of the user's.
    Own(Label),
    /// Nothing: no name has it.
    Unused,
}

fn names(file: ModelFile<'_>) -> Result<[&str; TYPES.len()], ModelError> {
    let names: Vec<_> = file.labels()?.collect();
    names
        .try_into()
        .map_err(|_| ModelError::broken("another number of labels"))
}

impl Kinds {
    fn read(file: ModelFile<'_>) -> Result<Self, ModelError> {
        let names = names(file)?;
        let mut kinds = BUILT_IN.map(|_| Kind::BuiltIn);
        for ((kind, name), built_in) in kinds.iter_mut().zip(names).zip(BUILT_IN) {
            *kind = match name {
                "" => Kind::Unused,
                _ if name == built_in => Kind::BuiltIn,
                _ => Kind::Own(Label::from(name)),
            };
        }
        Ok(Self(kinds))
    }

    pub(super) fn all_built_in(&self) -> bool {
        self.0.iter().all(|kind| *kind == Kind::BuiltIn)
    }

    fn own(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|kind| match kind {
            Kind::Own(label) => Some(label.name()),
            Kind::BuiltIn | Kind::Unused => None,
        })
    }

    pub(super) fn of(&self, kind: Type) -> &Kind {
        &self.0[kind as usize]
    }
}

/// The sections that a tagger reads in place.
const SECTIONS: [&str; 10] = [
    "f.starts", "f.keys", "rows", "scores", "w.starts", "w.keys", "words", "n.starts", "n.keys",
    "names",
];

/// Those of them that the lists stand in.
#[cfg(feature = "train")]
pub(super) const LISTS: [&str; 6] = ["w.starts", "w.keys", "words", "n.starts", "n.keys", "names"];

/// What was read of a file, and where the rest stands in it.
#[derive(Debug)]
pub(super) struct Checked {
    places: [Range<usize>; SECTIONS.len()],
    links: Links<i32>,
    exp_links: Links<f32>,
    unit: f32,
    kinds: Kinds,
    reads_all: bool,
}

/// No transition weighs more, so that the scores of a long text stay within their type.
const MOST: u32 = 1 << 15;

impl Checked {
    /// Checks the bytes of a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = ModelFile::read(bytes, TASK)?;
        Lists::read(&file)?;
        let features = Table::read(&file, "f.starts", "f.keys")?;
        let rows = file.section("rows")?.as_chunks::<WIDTH>().0;
        let pairs = file.section("pairs")?.as_chunks::<4>().0;
        let unit = file.section("unit")?.first_chunk();
        let unit = unit.map_or(0.0, |&unit| f32::from_le_bytes(unit));
        let pairs: Vec<i32> = pairs.iter().map(|&pair| i32::from_le_bytes(pair)).collect();
        if rows.len() != features.len()
            || pairs.len() != TAGS * TAGS
            || pairs.iter().any(|pair| pair.unsigned_abs() > MOST)
            || !(1.0..=1e6).contains(&unit)
            || file.section("scores")?.len() < 2
        {
            return Err(ModelError::broken("sections do not fit one another"));
        }
        let mut places = SECTIONS.map(|_| 0..0);
        for (place, name) in places.iter_mut().zip(SECTIONS) {
            *place = file.place(name)?;
        }
        let (links, exp_links) = links(&pairs, unit);
        Ok(Self {
            places,
            links,
            exp_links,
            unit,
            kinds: Kinds::read(file)?,
            reads_all: file.section(READS_ALL).is_ok(),
        })
    }

    /// The tagger in `bytes`, which are those that were checked.
    pub(super) fn tagger<'a>(&'a self, bytes: &'a [u8]) -> Tagger<'a> {
        let sections = self.places.each_ref().map(|place| &bytes[place.clone()]);
        let [starts, keys, rows, calibration, lists @ ..] = sections;
        let [w_starts, w_keys, words, n_starts, n_keys, names] = lists;
        let tables = [
            Table::reopen(w_starts, w_keys),
            Table::reopen(n_starts, n_keys),
        ];
        Tagger {
            lists: Lists::reopen(tables, [words, names]),
            features: Table::reopen(starts, keys),
            rows: rows.as_chunks().0,
            links: &self.links,
            exp_links: &self.exp_links,
            unit: self.unit,
            calibration,
            kinds: &self.kinds,
            reads_all: self.reads_all,
        }
    }
}

/// The transitions' weights, and their exponentials.
fn links(pairs: &[i32], unit: f32) -> (Links<i32>, Links<f32>) {
    let mut transitions = [[0; WIDTH]; TAGS];
    let mut exp_transitions = [[0.0; WIDTH]; TAGS];
    for (index, &pair) in pairs.iter().enumerate() {
        let (from, to) = (index / TAGS, index % TAGS);
        transitions[from][to] = pair;
        if may_follow(from, to) {
            exp_transitions[from][to] = exp(pair as f32 / unit);
        }
    }
    (Links::of(&transitions), Links::of(&exp_transitions))
}

/// Names of each kind, in the cases and places that features tell apart.
const PROBE: &str = "Dr. Ann-Marie Bell (IBM Corp.) flew from New York to the River Plate, she said.\n\
    “We at the University of Oslo, not O'Neil & Sons, know 12 Germans,” Bell told McKay's AP.\n\
    BELL OF THE UNITED NATIONS IN ROME\n\
    ann bell of the united nations in rome\n\
    How Bell Won the Senate From Paris, and Then Lost U.S. Voters";

/// Tells apart the feature functions of different versions: what they make of one text with the
/// model's own lists, in any order. Nobody has to remember to count it up.
pub(super) fn fingerprint(lists: &Lists) -> u64 {
    let mut tokens = Vec::new();
    tokenize(PROBE, &mut tokens);
    let lines = tokens.chunk_by(|_, next| !next.newline_before());
    let mut sentences = Vec::new();
    sentences.extend(lines.scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, *end))
    }));
    let (mut words, mut runs) = (Vec::new(), Vec::new());
    let seen = &mut DocumentWords::default();
    let fixed = std::iter::empty();
    prepare(PROBE, &tokens, &sentences, fixed, lists, &mut words, seen);
    let mut sum = 0u64;
    for &(start, end) in &sentences {
        find_runs(&words[start..end], &mut runs);
        let sentence = Sentence {
            text: PROBE,
            tokens: &tokens[start..end],
            words: &words[start..end],
            runs: &runs,
        };
        for at in 0..end - start {
            let place = (start + at) as u64;
            let mut add = |feature| sum = sum.wrapping_add(mix(feature, place));
            emit(sentence, at, &mut add);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{Entity, Inputs, Scratch, Settings, find};
    use crate::text::Span;
    use proptest::prelude::*;

    const TEXT: &str = "Ann Bell joined Orr & Bell of Rome. THE UN ASKED WHY";

    /// What the tagger finds with `model`.
    fn found(model: Option<EntityModel>, scratch: &mut Scratch) -> Vec<Entity> {
        let mut tokens = Vec::new();
        tokenize(TEXT, &mut tokens);
        let inputs = Inputs {
            tokens: &tokens,
            sentences: &[Span::new(0, 35), Span::new(36, TEXT.len() as u32)],
            patterns: &[],
            named: &[],
            numbers: &[],
            dates: &[],
            asked: None,
        };
        let settings = Settings {
            model,
            ..Settings::default()
        };
        let mut entities = Vec::new();
        find(TEXT, inputs, &settings, &|| true, scratch, &mut entities);
        entities
    }

    /// Bytes with the checksum that they need.
    fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let checksum = hash_bytes(0, &bytes[64..]);
        bytes[24..32].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// The embedded model with the bytes of a section changed.
    fn changed(section: &str, change: impl Fn(&mut [u8])) -> Vec<u8> {
        let mut bytes = BYTES.0.to_vec();
        let place = ModelFile::read(&bytes, TASK).unwrap().place(section);
        change(&mut bytes[place.unwrap()]);
        sealed(bytes)
    }

    #[test]
    fn the_embedded_model_gives_the_same_when_it_is_loaded() {
        let model = EntityModel::new(&BYTES.0).unwrap();
        assert_eq!(model.bytes(), &BYTES.0);
        assert!(SHIPPED.kinds.all_built_in());
        let mut scratch = Scratch::default();
        let shipped = found(None, &mut scratch);
        assert!(shipped.len() > 2);
        assert_eq!(found(Some(model), &mut scratch), shipped);
    }

    #[test]
    fn what_one_model_was_asked_is_not_told_of_another() {
        let nothing = changed("rows", |rows| rows.fill(0));
        let model = EntityModel::new(nothing).unwrap();
        let alone = found(Some(model.clone()), &mut Scratch::default());
        let mut scratch = Scratch::default();
        let shipped = found(None, &mut scratch);
        assert_eq!(found(Some(model), &mut scratch), alone);
        assert_eq!(found(None, &mut scratch), shipped);
        assert_ne!(shipped, alone);
    }

    #[test]
    fn what_is_no_model_for_entities_is_refused() {
        let sentences: &[u8] = include_bytes!("../../models/sentences.bin");
        let error = |bytes: &[u8]| EntityModel::new(bytes).unwrap_err();
        assert!(error(sentences).is_other_task());
        assert!(error(b"text").is_foreign());
        let whole = &BYTES.0;
        for cut in [8, 63, 64, 300, whole.len() / 2, whole.len() - 1] {
            assert!(error(&whole[..cut]).is_broken(), "{cut}");
        }
        let mut newer = whole.to_vec();
        newer[8] = 9;
        assert!(error(&newer).is_newer());
        assert!(error(&changed(FEATURES, |version| version[0] ^= 1)).is_outdated());
        assert!(error(&changed("pairs", |pairs| pairs.fill(0x7f))).is_broken());
        assert!(error(&changed("unit", |unit| unit.fill(0xff))).is_broken());
        assert!(error(&changed("labels", |labels| labels.fill(b'\n'))).is_broken());
    }

    #[test]
    fn types_may_stand_for_labels_of_the_users() {
        let drugs = changed("labels", |labels| {
            labels.copy_from_slice(b"PILLULE\n\nLOC\nNORP\nMIS\n");
        });
        let model = EntityModel::new(drugs).unwrap();
        assert_eq!(model.own_labels().collect::<Vec<_>>(), ["PILLULE", "MIS"]);
        let names = found(Some(model), &mut Scratch::default());
        let labels: Vec<_> = names.iter().map(|name| name.label.name()).collect();
        assert!(
            labels.contains(&"PILLULE") && !labels.contains(&"PERSON"),
            "{labels:?}"
        );
        assert!(
            labels.contains(&"GPE") && !labels.contains(&"ORG"),
            "{labels:?}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Nor does what passes for a sound one.
        #[test]
        fn no_damage_makes_a_panic(
            places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9),
            head in 0usize..400,
            cut in proptest::option::of(any::<prop::sample::Index>()),
        ) {
            let mut bytes = BYTES.0.to_vec();
            for (at, (place, byte)) in places.into_iter().enumerate() {
                let within = if at % 2 == 0 { bytes.len() } else { 64 + head };
                bytes[place.index(within)] = byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(64 + cut.index(bytes.len() - 64));
                let length = (bytes.len() as u32).to_le_bytes();
                bytes[20..24].copy_from_slice(&length);
            }
            if let Ok(model) = EntityModel::new(sealed(bytes)) {
                found(Some(model), &mut Scratch::default());
            }
        }

        #[test]
        fn nor_do_random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600), whole: bool) {
            let length = (bytes.len() + 64) as u32;
            let mut head = BYTES.0[..64].to_vec();
            head[20..24].copy_from_slice(&length.to_le_bytes());
            head.extend(&bytes);
            let bytes = if whole { sealed(head) } else { bytes };
            prop_assert!(EntityModel::new(bytes).is_err());
        }
    }
}
