//! Organisations that look like persons or places: well-known ones by name ("Merrill Lynch", "Macy's",
//! "the Fed"), others by what stands around ("shares of Dillard", "Maybank Bhd").
//!
//! A name that a person bears too is an organisation's only where the words beside it tell so. One
//! look at a small filter for each capitalised word, a search in the list where it passes.

use std::sync::LazyLock;

use super::borders::BY_FORM;
use super::chain::Type;
use super::lists::{List, POLITICAL, word_hash};
use super::tagger::Found;
use super::words::{CaseMode, Word, class, seen};
use crate::lexicon::{BodyName, NameWord, company_words, known_bodies};
use crate::text::{Token, TokenKind, tokenize};

/// How far behind "rose" the figure and what it counts may stand.
const REACH: usize = 6;
/// The score of a name that is told by the list or by what stands around.
const TOLD: f32 = 0.85;

/// Makes organisations' names whole and organisations' among the names of one sentence, in their
/// order.
pub(super) fn settle(text: &str, tokens: &[Token], words: &[Word], found: &mut Vec<Found>) {
    let place = Place {
        text,
        tokens,
        words,
    };
    for name in found.iter_mut() {
        place.read_suffix(name);
        place.read_head(name);
    }
    place.find_by_suffix(found);
    for at in 0..words.len() {
        let Some((end, kind)) = KNOWN.longest(&place, at) else {
            continue;
        };
        if place.is_body(at, end, kind) && place.ends_there(found, at, end) {
            take(found, at, end);
        }
    }
    for name in found.iter_mut().filter(|name| name.kind == Type::Person) {
        let (start, end) = (name.start, name.end);
        // "Hillary Clinton slipped 4 percent" in the polls, but no one's "Macy's" does.
        let clitic = place.is_clitic(end);
        let traded = place.has_shares(start, end) || clitic && place.moves(end);
        if traded && !place.is_titled(start) {
            (name.kind, name.score) = (Type::Organisation, TOLD);
            name.end += usize::from(clitic);
        }
    }
}

/// Makes one organisation's name of what was found from `start` to `end`.
fn take(found: &mut Vec<Found>, start: usize, end: usize) {
    let first = found.partition_point(|name| name.end <= start);
    let last = first
        + found[first..]
            .iter()
            .take_while(|name| name.start < end)
            .count();
    let among = &mut found[first..last];
    if among
        .iter()
        .any(|name| name.start < start || name.end > end)
    {
        if let [name] = among
            && name.start == start
            && end - start > 1
        {
            name.kind = Type::Organisation;
        }
        return;
    }
    let same = among.iter().find(|name| name.kind == Type::Organisation);
    let score = same.map_or(TOLD, |name| name.score.max(TOLD));
    let kind = Type::Organisation;
    found.splice(
        first..last,
        [Found {
            start,
            end,
            kind,
            score,
        }],
    );
}

/// The words of one sentence.
struct Place<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a [Word],
}

impl Place<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    fn before(&self, at: usize) -> Option<&Word> {
        self.words.get(at.checked_sub(1)?)
    }

    fn text_of(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// Whether the known name from `at` to `end` is that of the organisation here.
    fn is_body(&self, at: usize, end: usize, kind: BodyName) -> bool {
        let namelike = |word: Option<&Word>| {
            word.is_some_and(|word| word.is_capital() && word.mode == CaseMode::Mixed)
        };
        let inside = namelike(self.before(at)) && !self.starts_sentence(at);
        match kind {
            BodyName::Sure if end > at + 1 => !self.is_titled(at),
            BodyName::Sure => !inside && !self.is_titled(at) && !self.is_thing(at, end),
            BodyName::Word => {
                let says = self
                    .word(end)
                    .is_some_and(|word| word.has(NameWord::Speech));
                let told = self.is_traded(at, end) || self.is_business(at, end) || says;
                !inside && told && !self.is_titled(at) && !self.is_family(at)
            }
            BodyName::Surname => {
                let person = self.is_titled(at) || self.is_family(at) || self.acts_as_person(end);
                !inside && !person && !self.is_thing(at, end)
            }
            BodyName::Person => {
                !self.is_titled(at) && (self.is_traded(at, end) || self.is_business(at, end))
            }
            BodyName::Possessive => {
                let person = self.is_titled(at) || self.is_family(at);
                !inside && !person && self.stands_alone(at, end)
            }
            BodyName::BehindThe => self.is_behind_the(at, end),
            BodyName::Chamber => self.is_behind_the(at, end) && self.is_in_parliament(at),
        }
    }

    /// "a Bugatti", "the Nokia 888": a thing that the organisation made.
    fn is_thing(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.text_of(before));
        let figure = self
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == TokenKind::Digits);
        figure || company_words().things.contains(before)
    }

    /// The text names somebody so: behind a title or a given name.
    fn is_family(&self, at: usize) -> bool {
        self.words[at].document & (seen::AFTER_TITLE | seen::AFTER_GIVEN) != 0
    }

    /// "Honda smiled", "Porsche was an engineer": a person of that name is meant.
    fn acts_as_person(&self, end: usize) -> bool {
        let words = company_words();
        let article = matches!(self.text_of(end + 1), "a" | "an");
        words.persons.contains(self.text_of(end))
            || self.text_of(end) == "was"
                && article
                && (end + 2..end + 4).any(|at| words.callings.contains(self.text_of(at)))
    }

    /// "the" stands before it, and nothing that makes the name longer behind it.
    fn is_behind_the(&self, at: usize, end: usize) -> bool {
        let the = at.checked_sub(1).map_or("", |before| self.text_of(before));
        let goes_on = self.word(end).is_some_and(Word::is_namelike) || self.text_of(end) == "of";
        the.eq_ignore_ascii_case("the") && self.words[at].mode == CaseMode::Mixed && !goes_on
    }

    fn is_in_parliament(&self, at: usize) -> bool {
        let near = at.saturating_sub(REACH * 2)..self.words.len().min(at + REACH * 2);
        let mut words = near.map(|near| self.text_of(near));
        words.any(|word| company_words().chamber.contains(word))
    }

    fn starts_sentence(&self, at: usize) -> bool {
        at <= 1
    }

    /// The name of one word is no part of a longer one that was passed over ("Sony Pictures").
    fn ends_there(&self, found: &[Found], at: usize, end: usize) -> bool {
        let after = found.partition_point(|name| name.end <= at);
        let is_found = found.get(after).is_some_and(|name| name.start < end);
        end > at + 1 || is_found || !self.word(end).is_some_and(Word::is_namelike)
    }

    /// A title stands before it.
    fn is_titled(&self, at: usize) -> bool {
        let dotted = self.before(at).is_some_and(|word| word.is_mark(b'.'));
        let title = self.before(at - usize::from(dotted));
        title.is_some_and(|word| word.in_list(List::Title) && word.is_capital())
    }

    /// No thing of a person "Wendy" follows "Wendy's".
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let words = company_words();
        let next = self.text_of(end);
        let ends = self
            .word(end)
            .is_none_or(|word| word.class >= class::SYMBOL);
        let friend = self
            .before(at)
            .is_some_and(|word| word.folded == word_hash("of"));
        self.is_traded(at, end)
            || self.is_business(at, end)
            || !friend
                && !self.is_at_home(at, end)
                && (ends
                    || words.links.contains(next)
                    || self
                        .word(end)
                        .is_some_and(|word| word.has(NameWord::Speech)))
    }

    /// "Tiffany's in the kitchen": at the beginning it may say where somebody is.
    fn is_at_home(&self, at: usize, end: usize) -> bool {
        let place = self
            .word(end)
            .is_some_and(|word| word.has(NameWord::PlacePreposition));
        let known = company_words().determiners.contains(self.text_of(end + 1));
        at == 0 && place && known
    }

    fn is_clitic(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| word.class == class::CLITIC)
    }

    /// The words around tell that it has shares or a price.
    fn is_traded(&self, at: usize, end: usize) -> bool {
        self.has_shares(at, end) || self.moves(end)
    }

    /// "shares of Dillard", "Dillard shares rose".
    fn has_shares(&self, at: usize, end: usize) -> bool {
        let words = company_words();
        let next = end + usize::from(self.is_clitic(end));
        words.shares.contains(self.before_preposition(at))
            || words.shares.contains(self.text_of(next))
                && words.traded.contains(self.text_of(next + 1))
    }

    /// "Dillard rose 3 percent", or "Dillard's".
    fn moves(&self, end: usize) -> bool {
        let next = end + usize::from(self.is_clitic(end));
        company_words().moves.contains(self.text_of(next)) && self.has_figure(next + 1)
    }

    /// The words around tell that it has workers, owners or shops, or goods that it takes back.
    fn is_business(&self, at: usize, end: usize) -> bool {
        let words = company_words();
        words.behind.contains(self.text_of(end))
            || words.acts.contains(self.text_of(end)) && self.has_count(end + 1)
            || words.before.contains(self.before_preposition(at))
    }

    /// The word before a preposition before `at`.
    fn before_preposition(&self, at: usize) -> &str {
        let between = at
            .checked_sub(1)
            .map_or("", |between| self.text_of(between));
        match company_words().prepositions.contains(between) {
            true => at.checked_sub(2).map_or("", |before| self.text_of(before)),
            false => "",
        }
    }

    /// A figure and what it counts.
    fn has_count(&self, at: usize) -> bool {
        let figure =
            |token: &Token| token.kind == TokenKind::Digits || token.is_symbol(self.text, ',');
        let digits = self
            .tokens
            .iter()
            .skip(at)
            .take_while(|token| figure(token));
        let end = at + digits.count();
        end > at
            && self
                .word(end)
                .is_some_and(|word| word.class == class::LOWER)
    }

    /// A figure of percents or cents stands within a few words.
    fn has_figure(&self, from: usize) -> bool {
        let to = self.words.len().min(from + REACH);
        (from..to).any(|at| {
            self.tokens[at].kind == TokenKind::Digits
                && (at + 1..to.max(at + 3).min(self.words.len()))
                    .any(|count| company_words().counts.contains(self.text_of(count)))
        })
    }

    /// A name with a company's suffix is an organisation's, the suffix a part of it.
    fn read_suffix(&self, name: &mut Found) {
        let suffix = |at: usize| company_words().suffixes.contains(self.text_of(at));
        if self.words[name.start].mode != CaseMode::Mixed || name.kind == Type::Norp {
            return;
        }
        let last = name.end - 1;
        if last > name.start && suffix(last) {
            let short = self.tokens[last].span.len() <= 2;
            if !(short && name.kind == Type::Place) {
                name.kind = Type::Organisation;
            }
            return;
        }
        let next = self.word(name.end).filter(|word| word.is_capital());
        let joins = next.is_some()
            && self.tokens[name.end].space_before()
            && !self.tokens[name.end].newline_before()
            && suffix(name.end);
        let goes_on = self.word(name.end + 1).is_some_and(Word::is_namelike);
        if joins && !(goes_on || name.kind == Type::Place) {
            (name.end, name.kind) = (name.end + 1, Type::Organisation);
        }
    }

    /// A name of several words that ends with one for a kind of organisation is an organisation's.
    fn read_head(&self, name: &mut Found) {
        let last = name.end - 1;
        let word = &self.words[last];
        let written = word.is_capital() && word.mode == CaseMode::Mixed;
        let told = matches!(name.kind, Type::Person | Type::Place);
        if told
            && written
            && last > name.start
            && company_words().heads.contains(self.text_of(last))
        {
            name.kind = Type::Organisation;
        }
    }

    /// Takes up the names before a company's suffix that were passed over: "SAP SE".
    fn find_by_suffix(&self, found: &mut Vec<Found>) {
        for at in 1..self.words.len() {
            let (word, token) = (&self.words[at], self.tokens[at]);
            let apart = token.space_before() && !token.newline_before();
            let may_be = word.is_capital() && word.mode == CaseMode::Mixed && apart;
            if !may_be
                || !self.is_name(at - 1)
                || !company_words().suffixes.contains(token.of(self.text))
            {
                continue;
            }
            let taken = found.partition_point(|name| name.end < at);
            let free = found.get(taken).is_none_or(|name| name.start > at);
            if free && !self.word(at + 1).is_some_and(Word::is_namelike) {
                let (start, end) = (at - 1, at + 1);
                let kind = Type::Organisation;
                found.insert(
                    taken,
                    Found {
                        start,
                        end,
                        kind,
                        score: BY_FORM,
                    },
                );
            }
        }
    }

    /// A capitalised word that is no common one and no place.
    fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let unusual = matches!(word.usual, 0 | 4..) || word.class == class::UPPER;
        word.is_capital() && unusual && word.lists & POLITICAL == 0
    }
}

/// The known names by the hash of their first word.
struct Known {
    /// A bit for each first word.
    filter: [u64; 64],
    names: Vec<KnownName>,
}

struct KnownName {
    first: u64,
    /// The other words, and whether each is in small letters.
    rest: Vec<(u64, bool)>,
    /// One word of capitals: "SAP", but no "Sap".
    is_upper: bool,
    kind: BodyName,
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);

impl Known {
    fn read() -> Self {
        let mut known = Self {
            filter: [0; 64],
            names: Vec::with_capacity(known_bodies().len()),
        };
        let mut tokens = Vec::new();
        for &(name, kind) in known_bodies() {
            tokens.clear();
            tokenize(name, &mut tokens);
            let word = |token: &Token| {
                let word = token.of(name);
                (word_hash(word), word.starts_with(char::is_lowercase))
            };
            let mut words = tokens.iter().map(word);
            let Some((first, _)) = words.next() else {
                continue;
            };
            let rest: Vec<_> = words.collect();
            known.filter[first as usize % 64] |= 1 << (first >> 6 & 63);
            let is_upper = tokens.len() == 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
            known.names.push(KnownName {
                first,
                rest,
                is_upper,
                kind,
            });
        }
        known.names.sort_by_key(|name| name.first);
        known
    }

    /// The longest known name that begins at `at`: its end and kind.
    fn longest(&self, place: &Place<'_>, at: usize) -> Option<(usize, BodyName)> {
        let word = &place.words[at];
        let may_begin = word.is_capital() || word.mode != CaseMode::Mixed;
        if !may_begin || self.filter[word.folded as usize % 64] & 1 << (word.folded >> 6 & 63) == 0
        {
            return None;
        }
        let from = self.names.partition_point(|name| name.first < word.folded);
        let names = self.names[from..].iter();
        names
            .take_while(|name| name.first == word.folded)
            .filter(|name| name.matches(place, at))
            .map(|name| (at + 1 + name.rest.len(), name.kind))
            .max_by_key(|&(end, _)| end)
    }
}

impl KnownName {
    fn matches(&self, place: &Place<'_>, at: usize) -> bool {
        // One word in small letters may be anything.
        if self.rest.is_empty() && place.words[at].mode == CaseMode::Lower {
            return false;
        }
        if self.is_upper && place.words[at].class != class::UPPER {
            return false;
        }
        self.rest.iter().zip(at + 1..).all(|(&(hash, small), at)| {
            let (Some(word), Some(token)) = (place.words.get(at), place.tokens.get(at)) else {
                return false;
            };
            let cased = small || word.class != class::LOWER || word.mode != CaseMode::Mixed;
            word.folded == hash && cased && !token.newline_before()
        })
    }
}
