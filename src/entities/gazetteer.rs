//! The user's own names, found as whole tokens.
//!
//! A name is the hash of its tokens; for the first token of each name a mask says how many tokens
//! names that begin with it have. A text costs one look-up for each token that begins no name, and
//! one more for each length that its first token allows. A million names take some 80 MB.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

use super::lists::{name_hash, word_hash};
use super::{Entity, Label, Source};
use crate::linear::{hash_bytes, mix};
use crate::text::{Token, TokenKind, tokenize};

/// How the case of a text counts when names are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// As written.
    Exact,
    /// Case and accents of Latin letters aside.
    Folded,
    /// Names without a small letter (acronyms) as written, all others folded.
    #[default]
    Smart,
}

/// One of the user's names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// The name and its aliases.
    pub names: Vec<String>,
    /// What it is.
    pub label: Label,
    /// The user's own key.
    pub id: Option<Arc<str>>,
}

/// A name that no text can hold, or that is too long.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("gazetteer: name {index} ({name:?}) has {tokens} tokens, expected 1 to {LONGEST}")]
pub struct NameError {
    index: usize,
    name: String,
    tokens: usize,
}

/// How many tokens a name may have.
const LONGEST: usize = 64;

/// Names to be found in texts; cheap to share through an [`Arc`].
///
/// Of names that overlap the one that begins first is found, of those the longest; of equal names the
/// first of the list. White space between a name's tokens may differ.
///
/// ```
/// use textsift::entities::{Case, Gazetteer, Label, Name, Settings, find_named};
/// use std::sync::Arc;
/// let name = |names: &[&str], label: &str| Name {
///     names: names.iter().map(|name| name.to_string()).collect(),
///     label: Label::from(label),
///     id: None,
/// };
/// let names = [name(&["3M", "Minnesota Mining"], "ORG"), name(&["IT"], "FIELD")];
/// let gazetteer = Gazetteer::new(names, Case::Smart).unwrap();
/// let settings = Settings { gazetteer: Some(Arc::new(gazetteer)), ..Settings::default() };
///
/// let text = "minnesota mining (3M) made it.";
/// let (mut tokens, mut found) = (Vec::new(), Vec::new());
/// textsift::text::tokenize(text, &mut tokens);
/// find_named(text, &tokens, &settings, &mut found);
/// let found: Vec<_> = found.iter().map(|e| (e.span.of(text), e.label.name())).collect();
/// assert_eq!(found, [("minnesota mining", "ORG"), ("3M", "ORG")]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    exact: Index,
    folded: Index,
    meanings: Vec<(Label, Option<Arc<str>>)>,
    fingerprint: u64,
}

impl PartialEq for Gazetteer {
    /// By content: the same names in the same order.
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint && self.meanings == other.meanings
    }
}

impl Eq for Gazetteer {}

impl Hash for Gazetteer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl Gazetteer {
    /// Builds the table of `names`.
    ///
    /// # Errors
    /// If a name has no token or more than 64.
    pub fn new(names: impl IntoIterator<Item = Name>, case: Case) -> Result<Self, NameError> {
        let mut gazetteer = Self::default();
        let mut tokens = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            for text in &name.names {
                tokens.clear();
                tokenize(text, &mut tokens);
                if tokens.is_empty() || tokens.len() > LONGEST {
                    let (name, tokens) = (text.clone(), tokens.len());
                    return Err(NameError {
                        index,
                        name,
                        tokens,
                    });
                }
                let acronym = !tokens.iter().any(|token| token.has_lower());
                let exact = case == Case::Exact || (case == Case::Smart && acronym);
                gazetteer.add(text, &tokens, exact, index as u32);
            }
            gazetteer.meanings.push((name.label, name.id));
        }
        Ok(gazetteer)
    }

    fn add(&mut self, text: &str, tokens: &[Token], exact: bool, meaning: u32) {
        let index = if exact {
            &mut self.exact
        } else {
            &mut self.folded
        };
        let hash = index.add(
            tokens.iter().map(|&token| token_hash(text, token, exact)),
            meaning,
        );
        self.fingerprint = mix(
            mix(self.fingerprint, hash),
            u64::from(exact) << 32 | u64::from(meaning),
        );
    }

    /// Appends the names in `text`, in order.
    pub(super) fn find(&self, text: &str, tokens: &[Token], entities: &mut Vec<Entity>) {
        let mut at = 0;
        while at < tokens.len() {
            let exact = self.exact.longest(text, &tokens[at..], true);
            let folded = self.folded.longest(text, &tokens[at..], false);
            let Some((length, meaning)) = exact
                .into_iter()
                .chain(folded)
                .max_by_key(|&(length, meaning)| (length, std::cmp::Reverse(meaning)))
            else {
                at += 1;
                continue;
            };
            let span = tokens[at].span.cover(tokens[at + length - 1].span);
            let (label, id) = self.meanings[meaning as usize].clone();
            entities.push(Entity {
                id,
                ..Entity::new(span, label, 1.0, Source::Gazetteer)
            });
            at += length;
        }
    }
}

fn token_hash(text: &str, token: Token, exact: bool) -> u64 {
    let word = token.of(text);
    match token.kind {
        TokenKind::Word if exact => hash_bytes(1, word.as_bytes()),
        _ => word_hash(word),
    }
}

/// Names by the hashes of their tokens.
#[derive(Debug, Clone, Default)]
struct Index {
    /// For the first token of a name: the lengths of names, one bit each.
    lengths: HashMap<u64, u64, BuildHasherDefault<Hashed>>,
    names: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
}

impl Index {
    fn add(&mut self, mut tokens: impl Iterator<Item = u64>, meaning: u32) -> u64 {
        let Some(first) = tokens.next() else { return 0 };
        let (length, hash) = tokens.fold((0, first), |(length, hash), token| {
            (length + 1, name_hash(hash, token))
        });
        *self.lengths.entry(first).or_default() |= 1 << length;
        self.names.entry(hash).or_insert(meaning);
        hash
    }

    /// The longest name that begins with the first of `tokens`: its length and meaning.
    #[inline]
    fn longest(&self, text: &str, tokens: &[Token], exact: bool) -> Option<(usize, u32)> {
        if self.names.is_empty() {
            return None;
        }
        let mut hash = token_hash(text, tokens[0], exact);
        let mut lengths = *self.lengths.get(&hash)?;
        let mut found = None;
        for length in 1..=tokens.len() {
            if lengths & 1 != 0 {
                found = self
                    .names
                    .get(&hash)
                    .map(|&meaning| (length, meaning))
                    .or(found);
            }
            lengths >>= 1;
            let Some(&next) = tokens
                .get(length)
                .filter(|next| lengths != 0 && !next.blank_line_before())
            else {
                break;
            };
            hash = name_hash(hash, token_hash(text, next, exact));
        }
        found
    }
}

/// Hashes are hashed already.
#[derive(Debug, Clone, Copy, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_bytes(self.0, bytes);
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer(names: &[&str], case: Case) -> Gazetteer {
        let names = names.iter().map(|name| Name {
            names: vec![(*name).to_owned()],
            label: Label::Org,
            id: Some((*name).into()),
        });
        Gazetteer::new(names, case).unwrap()
    }

    fn found<'a>(gazetteer: &Gazetteer, text: &'a str) -> Vec<&'a str> {
        let (mut tokens, mut entities) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        gazetteer.find(text, &tokens, &mut entities);
        entities.iter().map(|entity| entity.span.of(text)).collect()
    }

    #[test]
    fn the_longest_name_is_found_as_whole_tokens() {
        let names = gazetteer(&["New York", "New York Times", "York"], Case::Smart);
        assert_eq!(
            found(&names, "The New York Times, New York's paper"),
            ["New York Times", "New York"]
        );
        assert_eq!(found(&names, "Yorkshire, york-made"), ["york"]);
        assert_eq!(
            found(&names, "New\nYork. New\n\nYork"),
            ["New\nYork", "York"]
        );
    }

    #[test]
    fn acronyms_are_matched_as_written_unless_folded() {
        let text = "WHO asked who?";
        assert_eq!(found(&gazetteer(&["WHO"], Case::Smart), text), ["WHO"]);
        assert_eq!(found(&gazetteer(&["who"], Case::Exact), text), ["who"]);
        assert_eq!(
            found(&gazetteer(&["Who"], Case::Folded), text),
            ["WHO", "who"]
        );
    }

    #[test]
    fn accents_are_folded_with_the_case() {
        assert_eq!(
            found(&gazetteer(&["Nestlé"], Case::Smart), "NESTLE and nestlé"),
            ["NESTLE", "nestlé"]
        );
    }

    #[test]
    fn equal_names_make_equal_tables() {
        let one = gazetteer(&["A b", "C"], Case::Smart);
        assert_eq!(one, gazetteer(&["A b", "C"], Case::Smart));
        assert_ne!(one, gazetteer(&["C", "A b"], Case::Smart));
        assert_ne!(one, gazetteer(&["A b", "C"], Case::Folded));
    }

    #[test]
    fn a_name_without_a_token_is_refused() {
        let name = Name {
            names: vec![" ".into()],
            label: Label::Org,
            id: None,
        };
        let error = Gazetteer::new([name], Case::Smart).unwrap_err();
        assert_eq!(
            error.to_string(),
            "gazetteer: name 0 (\" \") has 0 tokens, expected 1 to 64"
        );
    }

    #[test]
    fn a_long_run_of_one_word_costs_linear_time() {
        let names = gazetteer(&["a", &"a ".repeat(64)], Case::Smart);
        assert_eq!(found(&names, &"a ".repeat(6400)).len(), 100);
    }
}
