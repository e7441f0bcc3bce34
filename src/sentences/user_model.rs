//! A model that the trainer made from a user's own text.

use super::context::Context;
use super::features::{Facts, Sink};
use super::habits::{HabitTable, Habits};
use super::model::{FEATURES, Judge, Model, TASK};
use super::scan::Splitter;
use super::settings::Settings;
use crate::linear::{ModelError, ModelFile, hash_bytes, mix};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

/// A model in place of the embedded one; made by `train sentences --own`.
///
/// Cheap to copy. Two are equal if their bytes are.
///
/// ```
/// use textsift::sentences::SentenceModel;
/// let error = SentenceModel::new(b"PK\x03\x04".as_slice()).unwrap_err();
/// assert_eq!(error.to_string(), "not a textsift model");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SentenceModel {
    bytes: Arc<[u8]>,
}

impl SentenceModel {
    /// Checks the bytes of a model's file.
    ///
    /// # Errors
    /// If they are no model for sentences, damaged, of a later version, or for the features of
    /// another version.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let made_for = ModelFile::read(&bytes, TASK)?.section(FEATURES)?;
        if made_for != fingerprint().to_le_bytes() {
            return Err(ModelError::outdated());
        }
        Model::read(&bytes)?;
        Ok(Self { bytes })
    }

    /// The bytes of its file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn model(&self) -> Model<'_> {
        Model::reopen(&self.bytes).expect("the bytes were checked when they came")
    }
}

impl fmt::Debug for SentenceModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SentenceModel({} bytes)", self.bytes.len())
    }
}

impl Hash for SentenceModel {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_bytes(0, &self.bytes).hash(state);
    }
}

/// A text with many kinds of gaps and no word of the lexicons.
const PROBE: &str = "Zorb blen qua. Vexim tral (nop) 12 druv? \u{201c}Plo, Tark!\u{201d} gim\nWul \
     krend - Ysk 7. Bro zel… Fim\n\nGOR dax: hul 3 Nub. [4] Ov";

/// Tells apart the feature functions of different versions: what they make of one text. Nobody has to
/// remember to count it up.
pub(super) fn fingerprint() -> u64 {
    static FINGERPRINT: LazyLock<u64> = LazyLock::new(|| {
        let mut probe = Probe { hash: 0 };
        Splitter::new(PROBE, &Settings::default(), &mut probe, &mut Vec::new()).run();
        probe.hash
    });
    *FINGERPRINT
}

struct Probe {
    hash: u64,
}

impl Sink for Probe {
    fn take(&mut self, _: u64, hash: u32) {
        self.hash = mix(self.hash, hash.into());
    }
}

impl Judge for Probe {
    const IS_CONSTANT: bool = false;

    fn ends(&mut self, context: &Context<'_, '_>) -> bool {
        let facts = Facts::new(context, HabitTable::EMPTY);
        facts.near(self);
        facts.far(self);
        true
    }

    fn habits(&self, _: u64) -> Habits {
        Habits::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMBEDDED: &[u8] = include_bytes!("../../models/sentences.bin");

    #[test]
    fn the_embedded_model_gives_the_same_when_it_is_loaded() {
        let model = SentenceModel::new(EMBEDDED).unwrap();
        let settings = Settings {
            model: Some(model.clone()),
            ..Settings::default()
        };
        let text = "He met Ms. Orr at 5 p.m. They left\nAnother line. So it went on";
        let (mut with, mut without) = (Vec::new(), Vec::new());
        crate::sentences::split(text, &settings, &mut with);
        crate::sentences::split(text, &Settings::default(), &mut without);
        assert_eq!(with, without);
        assert_eq!(model.bytes(), EMBEDDED);
    }

    #[test]
    fn what_is_no_model_for_sentences_is_refused() {
        let entities = include_bytes!("../../models/entities.bin");
        let error = |bytes: &[u8]| SentenceModel::new(bytes).unwrap_err();
        assert!(error(entities).is_other_task());
        assert!(error(b"text").is_foreign());
        assert!(error(&EMBEDDED[..EMBEDDED.len() - 1]).is_broken());
        let mut newer = EMBEDDED.to_vec();
        newer[8] = 9;
        assert!(error(&newer).is_newer());
    }

    #[cfg(feature = "train")]
    #[test]
    fn weights_for_other_features_are_refused() {
        let mut writer = crate::linear::ModelWriter::new(TASK, "en", 4);
        writer.section("weights", vec![0; 16]);
        writer.section(FEATURES, (fingerprint() ^ 1).to_le_bytes());
        let error = SentenceModel::new(writer.finish()).unwrap_err();
        assert!(error.is_outdated(), "{error}");
    }
}
