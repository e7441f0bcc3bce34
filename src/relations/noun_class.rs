//! What a word is in a noun phrase, by closed lists, frequent verbs and endings.

use super::noun_phrase::NounPhrase;
use crate::lexicon::{NumberWord, number_grammar as g, number_word, vocabulary};
use crate::text::Token;

/// What a word may be in a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It ends the phrase.
    Stop,
    /// It stands inside, and is no head.
    Modifier,
    Plural,
    Noun,
    /// An adjective that can stand for a noun ("12 dead").
    Nominal,
    /// "Iraqi": the head if no noun follows.
    People,
}

impl NounPhrase<'_> {
    pub(super) fn class(&self, at: usize, token: Token, after_noun: bool) -> Class {
        let word = self.of(at);
        let classes = self.classes;
        let compound = self.is_glued_hyphen(at + 1);
        // "A320"
        let code = |t: Token| t.is_digits() && !t.space_before();
        if self.token(at + 1).is_some_and(code) || self.is_date(at, token) {
            return Class::Modifier;
        }
        if !after_noun && classes.attributive.contains(word) && self.is_open_word(at + 1) {
            return Class::Modifier;
        }
        if !after_noun && (classes.degrees.contains(word) || classes.participles.contains(word)) {
            // "two known cases", but "two left".
            let open = self.token(at + 1).is_some_and(Token::is_word)
                && (!self.is_closed(at + 1) || self.is_word(at + 1, &g().and));
            return if open || compound {
                Class::Modifier
            } else if classes.nominal_adjectives.contains(word) && !self.is_word(at + 1, &g().than)
            {
                // "they saved three more"
                Class::Nominal
            } else {
                Class::Stop
            };
        }
        let acronym = token.is_upper() && word.len() > 1 && !token.is_dotted();
        if (word.contains('\'') || token.is_non_ascii()) && is_contraction(word) {
            return Class::Stop;
        }
        let closed = classes.closed.contains(word) || classes.verbs.contains(word) && !compound;
        let verb = || {
            classes.noun_verbs.contains(word)
                || classes.participles.contains(word)
                || self.is_verb_form(at, token)
        };
        if closed && !acronym || after_noun && verb() {
            Class::Stop
        } else if classes.nominal_adjectives.contains(word) {
            Class::Nominal
        } else if self.is_modifier(word) {
            Class::Modifier
        } else if self.is_plural_word(word) && !(acronym && word.len() < 4) {
            Class::Plural
        } else if classes.peoples.contains(word) {
            Class::People
        } else {
            Class::Noun
        }
    }

    /// "its October 2009 peak", "two Monday meetings": a month or day that what follows is of.
    fn is_date(&self, at: usize, token: Token) -> bool {
        if !token.is_capitalised() {
            return false;
        }
        let date = vocabulary::meanings(self.text(), token).date;
        let named = date.is_some_and(|word| word.month.is_some() || word.weekday.is_some());
        let year = usize::from(self.token(at + 1).is_some_and(Token::is_digits));
        named && self.is_open_word(at + 1 + year)
    }

    /// A day, a week, a year.
    pub(super) fn is_time(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let date = vocabulary::meanings(self.text(), token).date;
            date.is_some_and(|word| word.unit.is_some())
        })
    }

    /// "order 796 of June 3", "half of March"
    pub(super) fn is_month(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let date = vocabulary::meanings(self.text(), token).date;
            let month = date.is_some_and(|word| word.month.is_some());
            month && token.is_capitalised() && !self.is_date(at, token)
        })
    }

    /// A word in small letters that is of no closed class: "outside experts", not "outside Paris".
    pub(super) fn is_open_word(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.is_word() && !t.is_capitalised())
            && !self.is_closed(at)
    }

    /// A word that hardly ever belongs to a noun phrase stands at `at`.
    fn is_closed(&self, at: usize) -> bool {
        let word = self.of(at);
        self.classes.closed.contains(word) || self.classes.verbs.contains(word)
    }

    /// A form in "-ing" that is hardly a noun.
    pub(super) fn is_ing_form(&self, word: &str) -> bool {
        word.len() > 4 && ends_with(word, "ing") && !self.classes.ing_nouns.contains(word)
    }

    /// A form in "-ed" or "-ing" that follows a noun.
    fn is_verb_form(&self, at: usize, token: Token) -> bool {
        let word = self.of(at);
        (ends_with(word, "ed") && word.len() > 4 || self.is_ing_form(word))
            && !token.is_capitalised()
            && !self.is_glued(at)
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| !t.space_before())
    }

    fn is_modifier(&self, word: &str) -> bool {
        if self.classes.plain_nouns.contains(word) {
            return false;
        }
        let participle = word.len() > 4 && ends_with(word, "ed") && !ends_with(word, "eed");
        participle
            || self.classes.modifiers.contains(word)
            || self.classes.relational.contains(word)
            || number_word(word).is_some_and(describes)
            || ["ly", "ous", "ful", "less", "able", "ible", "est"]
                .iter()
                .any(|end| word.len() > 5 && ends_with(word, end))
    }

    pub(super) fn is_irregular_plural(&self, word: &str) -> bool {
        self.classes.irregular_plurals.contains(word)
            || ["men", "women", "people", "children"]
                .iter()
                .any(|end| word.len() > end.len() + 2 && ends_with(word, end))
    }

    pub(super) fn is_plural_word(&self, word: &str) -> bool {
        let in_s = word.len() > 2
            && ends_with(word, "s")
            && !["ss", "us", "sis", "xis", "tis"]
                .iter()
                .any(|end| ends_with(word, end))
            && !self.classes.singular_s.contains(word);
        in_s || self.is_irregular_plural(word)
    }
}

/// "the second week", but "one point", "two consecutive quarters".
fn describes(number: NumberWord) -> bool {
    !matches!(
        number,
        NumberWord::Point | NumberWord::Parts(_) | NumberWord::PartsPower(_)
    )
}

/// "we've", "don't", "I'd".
fn is_contraction(word: &str) -> bool {
    let end = word.rsplit(['\'', '’']).next().unwrap_or_default();
    ["ve", "d", "ll", "re", "m", "t"]
        .iter()
        .any(|known| end.eq_ignore_ascii_case(known))
}

pub(super) fn ends_with(word: &str, end: &str) -> bool {
    word.len() >= end.len()
        && word.is_char_boundary(word.len() - end.len())
        && word[word.len() - end.len()..].eq_ignore_ascii_case(end)
}
