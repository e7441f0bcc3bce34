use crate::lexicon::Folded;
use std::hash::{Hash, Hasher};

/// The user's abbreviations, compared without regard to ASCII case and to a last period.
///
/// ```
/// use textsift::sentences::{Abbreviations, Settings, split};
/// let abbreviations: Abbreviations = ["Rdnr.", "abt"].into_iter().collect();
/// let settings = Settings { abbreviations: abbreviations.into() };
/// let mut sentences = Vec::new();
/// split("See Rdnr. Twelve pages, abt. Easter.", &settings, &mut sentences);
/// assert_eq!(sentences.len(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    words: Option<Folded>,
}

impl Abbreviations {
    /// True if `word`, written without its last period, is one of them.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.words
            .as_ref()
            .is_some_and(|words| words.contains(word))
    }

    /// The words, folded and sorted.
    fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<_> = self.words.iter().flat_map(Folded::keys).collect();
        words.sort_unstable();
        words
    }
}

impl<S: AsRef<str>> FromIterator<S> for Abbreviations {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let words: Vec<S> = words.into_iter().collect();
        let bare = words.iter().map(|word| {
            let word = word.as_ref().trim();
            word.strip_suffix('.').unwrap_or(word)
        });
        let words = Folded::words(bare.filter(|word| !word.is_empty()));
        Self {
            words: (!words.is_empty()).then_some(words),
        }
    }
}

impl PartialEq for Abbreviations {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Eq for Abbreviations {}

impl Hash for Abbreviations {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}
