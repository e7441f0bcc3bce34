//! Noun phrases by word classes and endings, without a tagger.

use super::noun_class::{Class, ends_with};
use super::noun_head::{Found, Taken, Wanted};
use crate::lexicon::{
    Context, FewWords, NumberWord, WordClasses, in_context, number_grammar as g, number_word,
    vocabulary, word_classes,
};
use crate::numbers::Counted;
use crate::text::{Span, Token, TokenKind};

/// The most tokens that a phrase is read over.
const WINDOW: usize = 14;

/// Reads noun phrases of one sentence.
#[derive(Clone, Copy)]
pub(super) struct NounPhrase<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pub classes: &'static WordClasses,
    sentence: Span,
}

impl<'a> NounPhrase<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], sentence: Span) -> Self {
        Self {
            text,
            tokens,
            classes: word_classes(),
            sentence,
        }
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens
            .get(at)
            .copied()
            .filter(|t| t.span.start < self.sentence.end)
    }

    pub fn of(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.of(self.text))
    }

    pub fn is_word(&self, at: usize, words: &FewWords) -> bool {
        words.contains(self.of(at))
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
        let named = self
            .token(before)
            .is_some_and(|t| t.is_word() && t.span.start >= self.sentence.start)
            && (label || self.classes.labels.contains(word));
        // "season four", but "in the game two players".
        let definite = before > 0 && self.classes.determiners.contains(self.of(before - 1));
        named && (self.token(at).is_some_and(Token::is_digits) || !definite)
    }

    pub fn skip_determiners(&self, mut at: usize) -> usize {
        at += usize::from(self.is_word(at, &g().predeterminers));
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
            && (matches!(self.class(at, token, false), Class::Noun | Class::Plural)
                || self.classes.noun_verbs.contains(self.of(at)))
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
        let (at, or_more) = self.skip_leading(at);
        let wanted = if or_more && wanted == Wanted::One {
            Wanted::Plural
        } else {
            wanted
        };
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
        let board = self.is_word(at, &g().on) && self.is_word(at + 1, &g().board)
            || self.is_word(at, &g().inside) && self.is_word(at + 1, &g().attendance);
        let span = Span::new(self.token(at)?.span.start, place.span.end);
        board.then_some(Counted {
            span,
            head: place.span,
        })
    }

    /// Passes over "or so", "or more", "plus", "+", quotation marks; whether there was an "or".
    pub fn skip_leading(&self, mut at: usize) -> (usize, bool) {
        let or_more = self.is_word(at, &g().or) && self.is_word(at + 1, &g().or_more);
        at += 2 * usize::from(or_more);
        while self.is_word(at, &g().plus)
            || matches!(self.of(at), "+" | "\"" | "“" | "‘" | "'" | "«")
        {
            at += 1;
        }
        (at, or_more)
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
                if !self.passes(at, token, &found, wanted) {
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
                Class::Stop if self.joins(at, &found, wanted) => {}
                Class::Stop => break,
                _ if compound => {}
                Class::Nominal if at == start && !self.continues(at + 1) => {
                    return Some(token.span);
                }
                Class::Nominal if found.noun.is_some() => break,
                Class::Plural => match self.take_plural(at, wanted, &found) {
                    Taken::Head => return Some(token.span),
                    Taken::End => break,
                    // "multi-media projects"
                    Taken::Modifier if self.is_glued(at) => {}
                    Taken::Modifier => found.plural = Some(token.span),
                },
                // "five one-page letters"
                Class::Noun if wanted == Wanted::Plural && self.ends_compound(at) => {}
                Class::Noun | Class::People => {
                    if at == start && self.is_direct(at, token, wanted) {
                        found.direct = Some(token.span);
                    }
                    found.noun = Some(token.span);
                }
                Class::Modifier if self.classes.adjective_nouns.contains(self.of(at)) => {
                    found.adjective = Some(token.span);
                }
                // "one local and one foreign"
                Class::Modifier if number_word(self.of(at)).is_some() => {}
                Class::Modifier | Class::Nominal => found.adjective = None,
            }
            found.before = class;
            at += 1;
        }
        found.head(wanted)
    }

    /// A noun right after its number counts alone: no name, no initial, after an amount no "-ing".
    fn is_direct(&self, at: usize, token: Token, wanted: Wanted) -> bool {
        let word = token.of(self.text);
        let next = self.token(at + 1);
        // "319 S. Main"
        let initial =
            word.len() == 1 && (self.of(at + 1) == "." || next.is_some_and(Token::is_capitalised));
        let ing =
            wanted == Wanted::Plural && self.is_ing_form(word) && !self.is_word(at + 1, &g().of);
        (!token.is_capitalised() || token.is_upper()) && !initial && !ing
    }

    /// "and" or a comma between what describes the noun behind: "small, old and damp houses",
    /// "federal, state and local agencies", "oil and gas companies".
    fn joins(&self, at: usize, found: &Found, wanted: Wanted) -> bool {
        let joint = |at| matches!(self.of(at), "and" | "or" | "but" | "&");
        let next = at + 1 + usize::from(self.of(at) == "," && joint(at + 1));
        if self.of(at) != "," && !joint(at) {
            return false;
        }
        match found.before {
            Class::Modifier => self.continues(next),
            Class::Noun if wanted == Wanted::Plural && found.plural.is_none() => {
                let plural_follows = || {
                    let after = self.token(next + 1).filter(|t| t.is_word());
                    after.is_some_and(|t| self.class(next + 1, t, true) == Class::Plural)
                };
                self.classes.relational.contains(self.of(next))
                    || self.of(at) != "," && self.is_open_word(next) && plural_follows()
            }
            _ => false,
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
        // "Americans support": a people in the plural describes nothing.
        let people = word
            .strip_suffix('s')
            .is_some_and(|one| self.classes.peoples.contains(one));
        let name = name && !people;
        let lower_next = next.is_some_and(|t| !t.is_capitalised());
        let describes = match next_class {
            Class::Plural => {
                name || self.classes.s_modifiers.contains(word)
                    || self.is_irregular_plural(self.of(at + 1))
            }
            Class::Noun | Class::Modifier => {
                let part = self.is_glued(at) && self.classes.s_modifiers.contains(word);
                (name || part) && lower_next && !ends_with(self.of(at + 1), "ly")
            }
            _ => false,
        };
        let invariable = self.classes.s_modifiers.contains(word) || self.is_irregular_plural(word);
        match wanted {
            // "one species"
            Wanted::One if invariable && next_class == Class::Stop => Taken::Head,
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
    fn passes(&self, at: usize, token: Token, found: &Found, wanted: Wanted) -> bool {
        // "20th", "50cc"
        let unit_follows = || {
            self.token(at + 1)
                .is_some_and(|t| t.is_word() && !t.space_before())
        };
        match self.of(at) {
            "-" | "\u{2010}" | "\u{2011}" => self.is_glued_hyphen(at),
            "/" => !token.space_before(),
            "&" => !token.space_before() || self.joins(at, found, wanted),
            "," => self.joins(at, found, wanted),
            "\"" | "“" | "‘" => token.space_before(),
            // "2 USB 3.0 ports", "its October 2009 peak"
            "." => !token.space_before() && self.is_part_of_name(at),
            _ => {
                token.is_digits()
                    && (self.is_part_of_name(at)
                        || self.is_glued_hyphen(at + 1)
                        || !token.space_before()
                        || unit_follows())
            }
        }
    }

    /// Figures, or the point between them, of a version or a date.
    fn is_part_of_name(&self, at: usize) -> bool {
        let named = |back: usize| {
            at.checked_sub(back).is_some_and(|at| {
                let date = self
                    .token(at)
                    .and_then(|t| vocabulary::meanings(self.text, t).date);
                in_context(self.of(at), Context::NumberedName)
                    || date.is_some_and(|word| word.month.is_some())
            })
        };
        named(1) || named(2) || named(3)
    }

    /// The last part of a compound with hyphens.
    fn ends_compound(&self, at: usize) -> bool {
        at > 0 && self.is_glued_hyphen(at - 1)
    }

    /// An open-class word stands at `at`: the phrase goes on.
    pub fn continues(&self, at: usize) -> bool {
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
        let phrase = NounPhrase::new(&text, &tokens, Span::new(0, text.len() as u32));
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
