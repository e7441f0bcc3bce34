//! Noun phrases by word classes and endings, without a tagger.

use super::noun_class::{Class, ends_with};
use crate::lexicon::{Context, NumberWord, WordClasses, in_context, vocabulary, word_classes};
use crate::numbers::Counted;
use crate::text::{Span, Token, TokenKind};

/// The most tokens that a phrase is read over.
const WINDOW: usize = 14;

/// Which noun heads a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The first plural: after an amount.
    Plural,
    /// The last noun before a verb: after ordinals.
    Singular,
    /// The same, but no plural: after `one`.
    One,
    /// A plural, else the last noun.
    Any,
}

/// What a plural is to the phrase that it stands in.
enum Taken {
    Head,
    /// It describes what follows ("United Nations troops").
    Modifier,
    /// It belongs to the phrase no more: a verb.
    End,
}

/// What was read so far.
struct Found {
    noun: Option<Span>,
    /// A plural that seems to describe what follows.
    plural: Option<Span>,
    /// The noun right at the phrase's start ("a six-member team").
    direct: Option<Span>,
    before: Class,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            noun: None,
            plural: None,
            direct: None,
            before: Class::Stop,
        }
    }
}

/// Reads noun phrases of a text up to a sentence's end.
#[derive(Clone, Copy)]
pub(super) struct NounPhrase<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pub classes: &'static WordClasses,
    end: u32,
}

impl<'a> NounPhrase<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], end: u32) -> Self {
        Self {
            text,
            tokens,
            classes: word_classes(),
            end,
        }
    }

    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens
            .get(at)
            .copied()
            .filter(|t| t.span.start < self.end)
    }

    pub fn of(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.of(self.text))
    }

    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.of(at).eq_ignore_ascii_case(word)
    }

    /// A hyphen stands at `at` between two words without spaces.
    pub fn is_glued_hyphen(&self, at: usize) -> bool {
        let glued = |at| self.token(at).is_some_and(|t: Token| !t.space_before());
        matches!(self.of(at), "-" | "\u{2010}" | "\u{2011}") && glued(at) && glued(at + 1)
    }

    pub fn is_plural(&self, at: usize) -> bool {
        self.is_plural_word(self.of(at))
    }

    /// The number at `at` is the name of the noun before it ("Chapter 3").
    pub fn is_labelled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let before = if self.of(before) == "." {
            before.saturating_sub(1)
        } else {
            before
        };
        let word = self.of(before);
        let label = [Context::Label, Context::Labels]
            .into_iter()
            .any(|context| in_context(word, context));
        let named = self.token(before).is_some_and(Token::is_word)
            && (label || self.classes.labels.contains(word));
        // "season four", but "in the game two players".
        let definite = before > 0 && self.classes.determiners.contains(self.of(before - 1));
        named && (self.token(at).is_some_and(Token::is_digits) || !definite)
    }

    pub fn skip_determiners(&self, mut at: usize) -> usize {
        if self.is_word(at, "all") || self.is_word(at, "both") {
            at += 1;
        }
        at + usize::from(self.classes.determiners.contains(self.of(at)))
    }

    /// Beyond the number at `at`: "38 of 120 seats".
    pub fn skip_number(&self, at: usize) -> usize {
        const LONGEST: usize = 6;
        let part = |i: usize| {
            self.token(i).is_some_and(|t| {
                let word = vocabulary::meanings(self.text, t).number;
                t.is_digits()
                    || word.is_some_and(NumberWord::is_cardinal)
                    || matches!(self.of(i), "," | ".") && !t.space_before() && i > at
            })
        };
        let end = (at..at + LONGEST).find(|&i| !part(i)).unwrap_or(at);
        end - usize::from(end > at && matches!(self.of(end - 1), "," | "."))
    }

    /// The word at `at`, behind the hyphen of "28-city tour".
    pub fn word_after_hyphen(&self, at: usize) -> Option<Counted> {
        let token = self.token(at)?;
        let noun = token.is_word()
            && matches!(self.class(at, token, false), Class::Noun | Class::Plural)
            && !self.is_glued_hyphen(at + 1);
        noun.then_some(Counted {
            span: token.span,
            head: token.span,
        })
    }

    /// The phrase that begins at token `at`.
    pub fn read(&self, at: usize, wanted: Wanted) -> Option<Counted> {
        if let Some(on_board) = self.place_phrase(at) {
            return Some(on_board);
        }
        let at = self.skip_leading(at);
        let head = self.head(at, wanted)?;
        let start = self.token(at)?.span.start;
        Some(Counted {
            span: Span::new(start, head.end),
            head,
        })
    }

    /// "224 on board", "12 in hospital": who was there is counted by the place.
    fn place_phrase(&self, at: usize) -> Option<Counted> {
        let place = self.token(at + 1)?;
        let board = self.is_word(at, "on") && self.is_word(at + 1, "board")
            || self.is_word(at, "in") && self.is_word(at + 1, "attendance");
        let span = Span::new(self.token(at)?.span.start, place.span.end);
        board.then_some(Counted {
            span,
            head: place.span,
        })
    }

    /// Passes over "or so", "or more", "plus", "+", quotation marks.
    fn skip_leading(&self, mut at: usize) -> usize {
        if self.is_word(at, "or")
            && ["so", "more", "fewer", "less"]
                .iter()
                .any(|w| self.is_word(at + 1, w))
        {
            at += 2;
        }
        while matches!(self.of(at), "+" | "plus" | "\"" | "“" | "‘" | "'" | "«") {
            at += 1;
        }
        at
    }

    fn head(&self, start: usize, wanted: Wanted) -> Option<Span> {
        let mut found = Found::default();
        let mut at = start;
        while at < start + WINDOW {
            let Some(token) = self.token(at) else { break };
            if token.kind == TokenKind::Clitic && wanted == Wanted::Any && found.noun.is_some() {
                // "one of Denmark's areas"
                found = Found::default();
                at += 1;
                continue;
            }
            if token.kind != TokenKind::Word {
                if !self.passes(at, token, found.before) {
                    break;
                }
                at += 1;
                continue;
            }
            let class = self.class(at, token, found.noun.is_some());
            let class = self.as_plural(at, class, wanted);
            let compound =
                self.is_glued_hyphen(at + 1) && !self.classes.closed.contains(self.of(at + 2));
            match class {
                Class::Stop if found.before == Class::Modifier && self.is_word(at, "and") => {}
                Class::Stop => break,
                _ if compound => {}
                Class::Nominal if at == start && !self.continues(at + 1) => {
                    return Some(token.span);
                }
                Class::Nominal if found.noun.is_some() => break,
                Class::Plural => match self.take_plural(at, wanted, &found) {
                    Taken::Head => return Some(token.span),
                    Taken::End => break,
                    Taken::Modifier => found.plural = Some(token.span),
                },
                Class::Noun | Class::People => {
                    if at == start && (!token.is_capitalised() || token.is_upper()) {
                        found.direct = Some(token.span);
                    }
                    found.noun = Some(token.span);
                }
                Class::Modifier | Class::Nominal => {}
            }
            found.before = class;
            at += 1;
        }
        match wanted {
            Wanted::Plural => found.plural.or(found.direct),
            Wanted::One => found.noun,
            _ => found.noun.or(found.plural),
        }
    }

    /// After an amount a form like "points" is a plural where after `one` it is a verb.
    fn as_plural(&self, at: usize, class: Class, wanted: Wanted) -> Class {
        let word = self.of(at);
        let plural = class == Class::Stop
            && wanted == Wanted::Plural
            && ends_with(word, "s")
            && self.classes.noun_verbs.contains(word);
        if plural { Class::Plural } else { class }
    }

    /// What the plural at `at` is to the phrase.
    fn take_plural(&self, at: usize, wanted: Wanted, found: &Found) -> Taken {
        let word = self.of(at);
        let next = self.token(at + 1).filter(|t| t.is_word());
        let next_class = next.map_or(Class::Stop, |token| self.class(at + 1, token, true));
        let name = self
            .token(at)
            .is_some_and(|t| t.is_capitalised() && !t.is_upper());
        let lower_next = next.is_some_and(|t| !t.is_capitalised());
        let describes = match next_class {
            Class::Plural => {
                name || self.classes.s_modifiers.contains(word)
                    || self.is_irregular_plural(self.of(at + 1))
            }
            Class::Noun | Class::Modifier => {
                name && lower_next && !ends_with(self.of(at + 1), "ly")
            }
            _ => false,
        };
        match wanted {
            Wanted::One
                if found.noun.is_some() && !name && !self.classes.s_modifiers.contains(word) =>
            {
                Taken::End
            }
            Wanted::One => Taken::Modifier,
            _ if describes => Taken::Modifier,
            Wanted::Singular if self.ends_in_noun(found) && !self.is_irregular_plural(word) => {
                Taken::End
            }
            _ => Taken::Head,
        }
    }

    /// A symbol or digits inside a phrase: hyphens, slashes, the comma between adjectives.
    fn passes(&self, at: usize, token: Token, before: Class) -> bool {
        match self.of(at) {
            "-" | "\u{2010}" | "\u{2011}" => self.is_glued_hyphen(at),
            "/" | "&" => !token.space_before(),
            "," => before == Class::Modifier && self.continues(at + 1),
            "\"" | "“" | "‘" => token.space_before(),
            _ => token.is_digits() && (self.is_glued_hyphen(at + 1) || !token.space_before()),
        }
    }

    /// An open-class word stands at `at`: the phrase goes on.
    fn continues(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.is_word() && self.class(at, token, false) != Class::Stop)
    }

    /// The phrase has a noun that does not look like an adjective ("Olympic").
    fn ends_in_noun(&self, found: &Found) -> bool {
        let adjective = |word: &str| {
            ["ic", "al", "ive", "ary", "an", "ese", "ern"]
                .iter()
                .any(|end| ends_with(word, end))
        };
        found
            .noun
            .is_some_and(|noun| !adjective(noun.of(self.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    /// The phrase and head after the `|` in `text`.
    fn read(text: &str, wanted: Wanted) -> Option<(String, String)> {
        let (before, after) = text.split_once('|').expect("a mark");
        let text = format!("{before}{after}");
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let at = tokens.partition_point(|t| (t.span.start as usize) < before.len());
        let phrase = NounPhrase::new(&text, &tokens, text.len() as u32);
        let counted = phrase.read(at, wanted)?;
        Some((counted.span.of(&text).into(), counted.head.of(&text).into()))
    }

    fn check(wanted: Wanted, cases: &[(&str, &str, &str)]) {
        for &(text, span, head) in cases {
            let found = read(text, wanted);
            let found = found
                .as_ref()
                .map(|(span, head)| (span.as_str(), head.as_str()));
            let expected = (!span.is_empty()).then_some((span, head));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn amounts_count_the_first_plural() {
        check(
            Wanted::Plural,
            &[
                ("547 |gunmen from other groups", "gunmen", "gunmen"),
                (
                    "two |large, red wooden houses stand",
                    "large, red wooden houses",
                    "houses",
                ),
                (
                    "12 |United Nations aid workers",
                    "United Nations aid workers",
                    "workers",
                ),
                (
                    "30 |well-known sports journalists",
                    "well-known sports journalists",
                    "journalists",
                ),
                (
                    "six |known and feared criminals",
                    "known and feared criminals",
                    "criminals",
                ),
                ("eleven |Iraqis were hurt", "Iraqis", "Iraqis"),
                ("5 |people live there", "people", "people"),
                ("224 |on board", "on board", "board"),
                ("9 |or so ships", "ships", "ships"),
                ("12 |dead in fire", "dead", "dead"),
                ("3 |killed in fire", "", ""),
                ("five |were late", "", ""),
                ("ten |of them", "", ""),
            ],
        );
    }

    #[test]
    fn one_and_ordinals_count_the_last_noun() {
        check(
            Wanted::One,
            &[
                ("one |study shows that", "study", "study"),
                ("one |Iraqi dead", "Iraqi", "Iraqi"),
                ("one |sports car dealer left", "sports car dealer", "dealer"),
                (
                    "one |particular data value is",
                    "particular data value",
                    "value",
                ),
                ("one |of", "", ""),
            ],
        );
        check(
            Wanted::Singular,
            &[
                ("second |round of talks", "round", "round"),
                ("third-|largest city in", "largest city", "city"),
                ("first |Olympic games in", "Olympic games", "games"),
                ("first |he left", "", ""),
            ],
        );
    }
}
