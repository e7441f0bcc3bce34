//! The user's own names, found as whole tokens.
//!
//! A name is the hash of its tokens, folded or as written. Two filters of two bits a hash keep nearly all tokens of a text
//! away from the table of names: one knows the first tokens of names, the other what longer names
//! begin with. A text costs one look-up in a small filter for each token that begins no name; a
//! million names take some 60 MB with their texts and ids, wherever those came from.

mod index;
mod names;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::lists::{name_hash, word_hash};
use super::{Entity, Source};
use crate::linear::{hash_bytes, mix};
use crate::text::{Token, TokenKind, tokenize};
use index::Index;

pub use names::{Name, NameRef, Names};

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

/// A name that no text can hold, or that is too long.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("gazetteer: name {index} {problem}")]
pub struct NameError {
    index: usize,
    problem: String,
}

impl NameError {
    fn new(index: usize, name: &str, tokens: usize) -> Self {
        let problem = format!("({name:?}) has {tokens} tokens, expected 1 to {LONGEST}");
        Self { index, problem }
    }

    /// There is no room for the name at `index`.
    pub fn too_many(index: usize) -> Self {
        let problem = "finds no room: all names together have 4 GiB".to_owned();
        Self { index, problem }
    }
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
#[derive(Debug, Clone)]
pub struct Gazetteer {
    names: Arc<Names>,
    case: Case,
    index: Index,
    fingerprint: u64,
}

impl PartialEq for Gazetteer {
    /// By content: the same names in the same order.
    fn eq(&self, other: &Self) -> bool {
        (self.fingerprint, self.case) == (other.fingerprint, other.case)
            && (Arc::ptr_eq(&self.names, &other.names) || self.names == other.names)
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
    /// If a name has no token or more than 64, or all together have 4 GiB.
    pub fn new(given: impl IntoIterator<Item = Name>, case: Case) -> Result<Self, NameError> {
        let mut names = Names::default();
        for name in given {
            let texts = name.names.iter().map(String::as_str);
            if !names.push(texts, &name.label, name.id.as_deref().unwrap_or_default()) {
                return Err(NameError::too_many(names.len()));
            }
        }
        names.shrink_to_fit();
        Self::of(Arc::new(names), case)
    }

    /// As [`Self::new`] of names that stand together already, which are not copied.
    ///
    /// # Errors
    /// If a name has no token or more than 64.
    pub fn of(names: Arc<Names>, case: Case) -> Result<Self, NameError> {
        let texts = names.iter().map(|name| name.texts().len()).sum();
        let mut table = Index::with_room_for(texts);
        let mut tokens = Vec::new();
        let mut fingerprint = 0;
        for (index, name) in names.iter().enumerate() {
            for text in name.texts() {
                tokens.clear();
                tokenize(text, &mut tokens);
                if tokens.is_empty() || tokens.len() > LONGEST {
                    return Err(NameError::new(index, text, tokens.len()));
                }
                let acronym = !tokens.iter().any(|token| token.has_lower());
                let is_exact = case == Case::Exact || (case == Case::Smart && acronym);
                table.add(beginnings(text, &tokens, is_exact), index as u32);
                fingerprint = mix(fingerprint, hash_bytes(index as u64, text.as_bytes()));
            }
        }
        table.settle();
        Ok(Self {
            names,
            case,
            index: table,
            fingerprint,
        })
    }

    /// The names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Appends the names in `text`, in order.
    pub(super) fn find(&self, text: &str, tokens: &[Token], entities: &mut Vec<Entity>) {
        let mut at = 0;
        while at < tokens.len() {
            let Some((length, name)) = self.longest(text, &tokens[at..]) else {
                at += 1;
                continue;
            };
            let span = tokens[at].span.cover(tokens[at + length - 1].span);
            let name = self.names.get(name as usize);
            entities.push(Entity {
                id: name.id().map(Into::into),
                ..Entity::new(span, name.label().clone(), 1.0, Source::Gazetteer)
            });
            at += length;
        }
    }

    /// The longest name that begins with the first of `tokens`: its length and which it is.
    #[inline]
    fn longest(&self, text: &str, tokens: &[Token]) -> Option<(usize, u32)> {
        // In smart case no name that is matched as written has a small letter.
        let as_written = match self.case {
            Case::Exact => true,
            Case::Smart => !tokens[0].has_lower(),
            Case::Folded => false,
        };
        let exact = as_written.then(|| longest(&self.index, text, tokens, true));
        let folded = self.case != Case::Exact;
        let folded = folded.then(|| longest(&self.index, text, tokens, false));
        let both = exact.flatten().into_iter().chain(folded.flatten());
        both.max_by_key(|&(length, name)| (length, std::cmp::Reverse(name)))
    }
}

/// The hashes of a name's first token, of its first two tokens, and so on.
fn beginnings<'t>(
    text: &'t str,
    tokens: &'t [Token],
    exact: bool,
) -> impl Iterator<Item = u64> + 't {
    let hashes = tokens
        .iter()
        .map(move |&token| token_hash(text, token, exact));
    hashes.scan(None, |before: &mut Option<u64>, token| {
        *before = Some(before.map_or(token, |hash| name_hash(hash, token)));
        *before
    })
}

#[inline]
fn token_hash(text: &str, token: Token, exact: bool) -> u64 {
    let word = token.of(text);
    match token.kind {
        TokenKind::Word if exact => hash_bytes(1, word.as_bytes()),
        _ => word_hash(word),
    }
}

#[inline]
fn longest(index: &Index, text: &str, tokens: &[Token], exact: bool) -> Option<(usize, u32)> {
    let mut hash = token_hash(text, tokens[0], exact);
    if !index.may_begin(hash) {
        return None;
    }
    let mut found = index.get(hash).map(|name| (1, name));
    for (before, &next) in (1..LONGEST).zip(&tokens[1..]) {
        if !index.may_go_on(hash) || next.blank_line_before() {
            break;
        }
        hash = name_hash(hash, token_hash(text, next, exact));
        found = index.get(hash).map(|name| (before + 1, name)).or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::Label;
    use proptest::prelude::*;

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

    /// The same by comparing every name at every place.
    fn plainly<'a>(names: &[&str], case: Case, text: &'a str) -> Vec<&'a str> {
        let split = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            tokens
        };
        let tokens = split(text);
        let fits = |name: &str, at: usize| {
            let inner = split(name);
            let acronym = !name.contains(char::is_lowercase);
            let exact = case == Case::Exact || (case == Case::Smart && acronym);
            let same = |one: &str, other: &str| {
                one == other || (!exact && one.to_lowercase() == other.to_lowercase())
            };
            let rest = &tokens[at..];
            let all = rest.len() >= inner.len()
                && inner
                    .iter()
                    .zip(rest)
                    .all(|(one, other)| same(one.of(name), other.of(text)))
                && !rest[1..inner.len()]
                    .iter()
                    .any(|token| token.blank_line_before());
            all.then_some(inner.len())
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let longest = names.iter().filter_map(|name| fits(name, at)).max();
            if let Some(length) = longest {
                found.push(tokens[at].span.cover(tokens[at + length - 1].span).of(text));
            }
            at += longest.unwrap_or(1);
        }
        found
    }

    proptest! {
        #[test]
        fn as_by_comparing_every_name_at_every_place(
            names in proptest::collection::vec("([abABé]{1,2}[ .-]?){1,4}[abAB3]", 1..20),
            text in "([abABé3]{1,2}[ .\n-]{0,2}){0,40}",
            case in prop::sample::select(vec![Case::Exact, Case::Folded, Case::Smart]),
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            prop_assert_eq!(found(&gazetteer(&names, case), &text), plainly(&names, case, &text));
        }
    }
}
