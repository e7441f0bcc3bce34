use std::collections::HashSet;
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abbreviations {
    words: HashSet<Box<[u8]>>,
}

/// No word is longer; the scan reads no further.
const LONGEST: usize = 48;

impl Abbreviations {
    /// True if `word`, written without its last period, is one of them.
    pub fn contains(&self, word: &[u8]) -> bool {
        if self.words.is_empty() || word.is_empty() || word.len() > LONGEST {
            return false;
        }
        let mut folded = [0; LONGEST];
        for (to, from) in folded.iter_mut().zip(word) {
            *to = from.to_ascii_lowercase();
        }
        self.words.contains(&folded[..word.len()])
    }

    /// The words, folded and sorted.
    fn sorted(&self) -> Vec<&[u8]> {
        let mut words: Vec<_> = self.words.iter().map(|word| &**word).collect();
        words.sort_unstable();
        words
    }
}

impl<S: AsRef<str>> FromIterator<S> for Abbreviations {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let fold = |word: S| {
            let word = word.as_ref().trim();
            word.strip_suffix('.')
                .unwrap_or(word)
                .to_ascii_lowercase()
                .into_bytes()
                .into()
        };
        Self {
            words: words.into_iter().map(fold).collect(),
        }
    }
}

impl Hash for Abbreviations {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}
