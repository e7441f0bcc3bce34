//! What the sentence rule of Unicode lacks for a language, from `data/languages.toml`.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The words of one language that the sentence rule asks for.
#[derive(Debug, Clone, Default)]
pub struct LanguageWords {
    words: HashMap<Box<str>, Entry>,
    ordinals: bool,
    suffixes: Vec<String>,
    /// What goes on after a closed quotation.
    pub speech: Vec<String>,
    /// Marks that close a quotation also after a space.
    pub closers: String,
}

/// The classes that a word has in any case, and those it has with a capital.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    any_case: PeriodWord,
    capitalised: PeriodWord,
}

/// What a word before or after a period is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PeriodWord {
    /// After it the sentence goes on.
    pub inner: bool,
    /// After it the sentence ends before a starter alone.
    pub ending: bool,
    /// It often begins a sentence.
    pub starter: bool,
    /// It follows an ordinal number.
    pub ordinal: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lists {
    inner: Vec<String>,
    ending: Vec<String>,
    starter: Vec<String>,
    ordinal: Vec<String>,
    suffix: Vec<String>,
    speech: Vec<String>,
    closers: String,
}

impl LanguageWords {
    /// What `word`, written without its last period, is.
    pub fn get(&self, word: &str) -> PeriodWord {
        let Some(entry) = self.words.get(word.to_lowercase().as_str()) else {
            let compound = self.suffixes.iter().any(|end| word.ends_with(end.as_str()));
            return PeriodWord {
                inner: compound,
                ..PeriodWord::default()
            };
        };
        if word.starts_with(char::is_uppercase) {
            entry.capitalised
        } else {
            entry.any_case
        }
    }

    /// True if a period makes a number ordinal.
    pub fn has_ordinals(&self) -> bool {
        self.ordinals
    }

    fn new(lists: Lists) -> Self {
        let mut words = HashMap::<Box<str>, Entry>::new();
        let mut add = |list: &[String], set: fn(&mut PeriodWord)| {
            for word in list {
                let entry = words.entry(word.to_lowercase().into()).or_default();
                set(&mut entry.capitalised);
                if !word.starts_with(char::is_uppercase) {
                    set(&mut entry.any_case);
                }
            }
        };
        add(&lists.inner, |word| word.inner = true);
        add(&lists.ending, |word| word.ending = true);
        add(&lists.starter, |word| word.starter = true);
        add(&lists.ordinal, |word| word.ordinal = true);
        Self {
            words,
            ordinals: !lists.ordinal.is_empty(),
            suffixes: lists.suffix,
            speech: lists.speech,
            closers: lists.closers,
        }
    }
}

static LANGUAGES: LazyLock<BTreeMap<String, LanguageWords>> = LazyLock::new(|| {
    let source = include_str!("../../data/languages.toml");
    let lists: BTreeMap<String, Lists> =
        toml::from_str(source).expect("data/languages.toml is checked by a test");
    let words = lists.into_iter();
    words
        .map(|(code, lists)| (code, LanguageWords::new(lists)))
        .collect()
});

/// The words of the language with the ISO 639 code `code`; none for English, which has a lexicon of
/// its own, and for languages without a list.
///
/// ```
/// use textsift::lexicon::language_words;
/// let german = language_words("de").unwrap();
/// assert!(german.get("bzw").inner && german.get("usw").ending);
/// assert!(language_words("tlh").is_none());
/// ```
pub fn language_words(code: &str) -> Option<&'static LanguageWords> {
    LANGUAGES.get(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read_and_its_words_found() {
        assert_eq!(LANGUAGES.len(), 10);
        for (code, language) in &*LANGUAGES {
            for word in language.words.keys() {
                assert!(!word.is_empty() && !word.ends_with('.'), "{code}: {word:?}");
            }
        }
        let russian = language_words("ru").unwrap();
        assert!(russian.get("УЛ").inner && russian.get("Потом").starter);
        let german = language_words("de").unwrap();
        assert!(german.get("Mo").inner && !german.get("mo").inner);
    }
}
