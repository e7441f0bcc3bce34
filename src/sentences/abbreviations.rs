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
    /// The last words of those that have several.
    last_words: HashSet<Box<[u8]>>,
}

/// No longer word is looked up.
const LONGEST: usize = 64;

impl Abbreviations {
    /// Adds one, in constant time; false if it is there, empty, or longer than 64 bytes.
    pub fn insert(&mut self, abbreviation: &str) -> bool {
        let bare = abbreviation.trim();
        let bare = bare.strip_suffix('.').unwrap_or(bare);
        let words: Vec<&str> = bare.split_whitespace().collect();
        let key = words.join(" ").to_lowercase().into_bytes();
        if key.is_empty() || key.len() > LONGEST {
            return false;
        }
        if let [_, .., last] = *words {
            self.last_words
                .insert(last.to_lowercase().into_bytes().into());
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

    /// True if `text[floor..end]` ends in one of them, whose last word begins at `word`.
    pub(super) fn end_at(&self, text: &str, floor: usize, word: usize, end: usize) -> bool {
        !self.words.is_empty()
            && (has(&self.words, &text[word..end])
                || has(&self.last_words, &text[word..end]) && self.have_several(text, floor, end))
    }

    /// Compares the last two to four words as the user wrote them, apart from white space.
    fn have_several(&self, text: &str, floor: usize, end: usize) -> bool {
        let floor = floor.max(end.saturating_sub(2 * LONGEST));
        let floor = (floor..end)
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(end);
        let mut words = String::new();
        for (index, word) in text[floor..end]
            .split_whitespace()
            .rev()
            .take(4)
            .enumerate()
        {
            let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            words = if index == 0 {
                word.to_owned()
            } else {
                format!("{word} {words}")
            };
            if index > 0 && has(&self.words, &words) {
                return true;
            }
        }
        false
    }

    /// In a fixed order.
    fn sorted(&self) -> Vec<&[u8]> {
        let mut words: Vec<_> = self.words.iter().map(|word| &**word).collect();
        words.sort_unstable();
        words
    }
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
