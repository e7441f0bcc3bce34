use std::collections::HashSet;
use std::hash::{Hash, Hasher};

/// The user's abbreviations, compared without regard to case and to a last period.
///
/// ```
/// use textsift::sentences::{Abbreviations, Settings, split};
/// let mut abbreviations: Abbreviations = ["Rdnr.", "i. V."].into_iter().collect();
/// assert!(abbreviations.insert("abt"));
/// let settings = Settings { abbreviations: abbreviations.into(), ..Settings::default() };
/// let mut sentences = Vec::new();
/// split("See Rdnr. Twelve pages, abt. Easter, signed i. V. Meier.", &settings, &mut sentences);
/// assert_eq!(sentences.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abbreviations {
    words: HashSet<Box<[u8]>>,
    /// The words of those that have several.
    parts: HashSet<Box<[u8]>>,
}

/// No longer word is looked up.
const LONGEST: usize = 64;
/// Nor an abbreviation of more words.
const SEVERAL: usize = 4;

impl Abbreviations {
    /// Adds one, in constant time; false if it is there, empty, or longer than 64 bytes or four words.
    pub fn insert(&mut self, abbreviation: &str) -> bool {
        let bare = abbreviation.trim();
        let bare = bare.strip_suffix('.').unwrap_or(bare);
        let words: Vec<&str> = bare.split_whitespace().collect();
        let key = words.join(" ").to_lowercase().into_bytes();
        if key.is_empty() || key.len() > LONGEST || words.len() > SEVERAL {
            return false;
        }
        if words.len() > 1 {
            let parts = words
                .iter()
                .map(|word| word.trim_end_matches('.').to_lowercase());
            self.parts
                .extend(parts.map(|part| part.into_bytes().into()));
        }
        self.words.insert(key.into())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True if there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True if `word`, written without its last period, is one of them.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        !self.words.is_empty() && has(&self.words, word)
    }

    /// True if the word `text[start..end]`, at whose period the scan stands, is one of them, or a
    /// part of one of several words.
    #[inline]
    pub(super) fn cover(&self, text: &str, start: usize, end: usize) -> bool {
        !self.words.is_empty()
            && (has(&self.words, &text[start..end])
                || has(&self.parts, &text[start..end]) && self.cover_several(text, start, end))
    }

    /// Compares the runs of two to four words around `text[start..end]`, apart from white space.
    fn cover_several(&self, text: &str, start: usize, end: usize) -> bool {
        let floor = boundary(text, start.saturating_sub(LONGEST));
        let ceiling = boundary(text, (end + LONGEST).min(text.len()));
        let before = text[floor..start].split_whitespace().rev();
        let mut words: Vec<&str> = before.take(SEVERAL - 1).collect();
        words.reverse();
        let at = words.len();
        let bare = |word: &&str| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .len()
        };
        // A bracket or quote before the first word is none of it.
        words
            .iter_mut()
            .for_each(|word| *word = &word[word.len() - bare(word)..]);
        words.extend(text[start..ceiling].split_whitespace().take(SEVERAL));
        (0..=at).any(|first| {
            let last = words.len().min(first + SEVERAL);
            (at.max(first + 1)..last).any(|last| {
                let run = words[first..=last].join(" ");
                has(
                    &self.words,
                    run.trim_end_matches(|c: char| !c.is_alphanumeric()),
                )
            })
        })
    }

    /// In a fixed order.
    fn sorted(&self) -> Vec<&[u8]> {
        let mut words: Vec<_> = self.words.iter().map(|word| &**word).collect();
        words.sort_unstable();
        words
    }
}

/// The first character boundary from `at` on.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

fn has(words: &HashSet<Box<[u8]>>, word: &str) -> bool {
    let mut folded = [0; LONGEST];
    if let Some(folded) = folded.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        folded.copy_from_slice(word.as_bytes());
        folded.make_ascii_lowercase();
        return words.contains(&*folded);
    }
    word.len() <= LONGEST && words.contains(word.to_lowercase().as_bytes())
}

impl<S: AsRef<str>> FromIterator<S> for Abbreviations {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let mut abbreviations = Self::default();
        abbreviations.extend(words);
        abbreviations
    }
}

impl<S: AsRef<str>> Extend<S> for Abbreviations {
    fn extend<I: IntoIterator<Item = S>>(&mut self, words: I) {
        words.into_iter().for_each(|word| {
            self.insert(word.as_ref());
        });
    }
}

impl Hash for Abbreviations {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}
