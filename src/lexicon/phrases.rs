use super::Folded;
use super::head::{self, Heads};
use crate::text::tokenize;

/// Expressions of one or more tokens, found by their first token (or, told so, by their last).
#[derive(Debug, Clone)]
pub struct Phrases<V> {
    by_first: Folded<Group<V>>,
}

/// The phrases that begin alike, the longest first.
#[derive(Debug, Clone)]
struct Group<V> {
    phrases: Vec<Phrase<V>>,
    seconds: Heads,
}

#[derive(Debug, Clone)]
struct Phrase<V> {
    /// The first token as written, for those who care for its case.
    written: Box<str>,
    rest: Box<[Box<str>]>,
    /// The head of the second token; 0 where there is none.
    second: u64,
    value: V,
}

/// The order in which a phrase's tokens are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From its first token on.
    Forwards,
    /// From its last token back.
    Backwards,
}

impl<V> Phrase<V> {
    /// Whether it may go on with a token of this head: one look spares most of them.
    #[inline]
    fn may_go_on(&self, second: u64) -> bool {
        self.second == second || self.rest.is_empty()
    }

    /// True if the words behind its first one follow.
    fn goes_on<'t>(&self, word: &impl Fn(usize) -> Option<&'t str>) -> bool {
        let mut rest = (1..).zip(&self.rest);
        rest.all(|(index, expected)| {
            word(index).is_some_and(|word| word.eq_ignore_ascii_case(expected))
        })
    }
}

impl<V> Phrases<V> {
    /// Builds the table; of phrases that begin alike the longest is tried first.
    pub fn new<S: AsRef<str>>(
        direction: Direction,
        phrases: impl IntoIterator<Item = (S, V)>,
    ) -> Self {
        let mut grouped: std::collections::HashMap<Box<str>, Vec<Phrase<V>>> = Default::default();
        let mut tokens = Vec::new();
        for (text, value) in phrases {
            let text = text.as_ref();
            tokens.clear();
            tokenize(text, &mut tokens);
            let mut words: Vec<&str> = tokens.iter().map(|t| t.of(text)).collect();
            if direction == Direction::Backwards {
                words.reverse();
            }
            let Some((first, rest)) = words.split_first() else {
                continue;
            };
            let second = rest.first().map_or(0, |word| head::folded(word.as_bytes()));
            let phrase = Phrase {
                written: (*first).into(),
                second,
                rest: rest.iter().map(|word| (*word).into()).collect(),
                value,
            };
            grouped
                .entry(first.to_ascii_lowercase().into())
                .or_default()
                .push(phrase);
        }
        let group = |mut phrases: Vec<Phrase<V>>| {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            let mut seconds = Heads::default();
            for phrase in &phrases {
                seconds.add(phrase.rest.first().map(|word| &**word));
            }
            Group { phrases, seconds }
        };
        let groups = grouped.into_iter().map(|(first, all)| (first, group(all)));
        Self {
            by_first: groups.collect(),
        }
    }

    /// The words by which phrases are found.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys()
    }

    /// True if no phrase begins (or, backwards, ends) with `word`.
    #[inline]
    pub fn knows(&self, word: &str) -> bool {
        self.by_first.get(word).is_some()
    }

    /// The longest phrase that `word(0)`, `word(1)`, ... spell and `accept` takes, told whether its
    /// first token is written as in the source; with how many tokens it has.
    pub fn find<'t, 'p, R>(
        &'p self,
        word: impl Fn(usize) -> Option<&'t str>,
        mut accept: impl FnMut(&'p V, bool, usize) -> Option<R>,
    ) -> Option<(R, usize)> {
        let first = word(0)?;
        let Group { phrases, seconds } = self.by_first.get(first)?;
        let second = head::folded(word(1).unwrap_or_default().as_bytes());
        if !seconds.may_hold(second) {
            return None;
        }
        let same_length = |a: &Phrase<V>, b: &Phrase<V>| a.rest.len() == b.rest.len();
        for phrases in phrases.chunk_by(same_length) {
            // Of "µm" and "µM" the one that is written so.
            for exact in [true, false] {
                let alike = phrases.iter().filter(|phrase| {
                    phrase.may_go_on(second) && (*phrase.written == *first) == exact
                });
                for phrase in alike.filter(|phrase| phrase.goes_on(&word)) {
                    let length = phrase.rest.len() + 1;
                    if let Some(result) = accept(&phrase.value, exact, length) {
                        return Some((result, length));
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_in_both_directions() {
        let words = ["no", "more", "than", "5"];
        let list = [
            ("than", 1),
            ("more than", 2),
            ("no more than", 3),
            ("less than", 4),
        ];
        let forwards = Phrases::new(Direction::Forwards, list);
        let all = |value: &i32, _: bool, _: usize| Some(*value);
        assert_eq!(forwards.find(|i| words.get(i).copied(), all), Some((3, 3)));
        let backwards = Phrases::new(Direction::Backwards, list);
        let back = |i: usize| 2_usize.checked_sub(i).map(|i| words[i]);
        assert_eq!(backwards.find(back, all), Some((3, 3)));
        assert_eq!(backwards.find(|_| Some("5"), all), None);
    }
}
