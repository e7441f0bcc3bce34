//! The reporting verb beside a quotation, and its subject.

use super::marks::Marked;
use super::{Words, trimmed};
use crate::entities::{Entity, Label};
use crate::lexicon::{Reporting, number_grammar, reporting, titles, word_classes};
use crate::sentences::Sentence;
use crate::text::{Span, Token};

/// How many tokens behind or before a quotation a verb is looked for.
const NEAR: usize = 12;
/// How many tokens before a fragment a verb is looked for in its sentence.
const SENTENCE: usize = 48;
/// The most tokens of a speaker without a name.
const SPEAKER: usize = 7;

/// Who said it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub speaker: Span,
    /// The index of the speaker's entity.
    pub entity: Option<usize>,
    pub cue: Option<Span>,
    pub direct: bool,
}

/// A text with what was found in it.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    pub entities: &'a [Entity],
    words: &'static Reporting,
}

impl<'a> Reader<'a> {
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentences: &'a [Sentence],
        entities: &'a [Entity],
    ) -> Self {
        Self {
            text,
            tokens,
            sentences,
            entities,
            words: reporting(),
        }
    }

    fn of(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn sentence_at(&self, position: u32) -> usize {
        self.sentences.partition_point(|s| s.span.end <= position)
    }

    fn paragraph_at(&self, position: u32) -> Option<u32> {
        self.sentences
            .get(self.sentence_at(position))
            .map(|s| s.paragraph)
    }

    /// What the words inside the marks look like.
    pub fn words(&self, marked: Marked) -> Words {
        let inner = marked.span.of(self.text);
        let first = inner.chars().find(|c| c.is_alphanumeric());
        let small = first.is_some_and(char::is_lowercase);
        let ends = inner.ends_with(['.', '!', '?', '…']);
        let count = inner.split_ascii_whitespace().take(6).count();
        let opens_sentence = match marked.open.checked_sub(1) {
            None => true,
            Some(before) => {
                let sentence = self
                    .sentences
                    .get(self.sentence_at(self.tokens[marked.open].span.start));
                matches!(
                    self.of(before),
                    ":" | "," | "." | "!" | "?" | "”" | "\"" | "—" | "–"
                ) || sentence.is_some_and(|s| s.span.start >= self.tokens[marked.open].span.start)
            }
        };
        Words {
            is_sentence: !small && (ends && count > 1 || opens_sentence && count > 5),
            is_fragment: small && !opens_sentence,
            is_title: is_title(inner),
        }
    }

    /// Who said what is marked.
    pub fn said(&self, marked: Marked, words: Words) -> Option<Said> {
        let direct = !words.is_fragment;
        self.behind(marked, words)
            .or_else(|| self.ahead(marked))
            .or_else(|| self.according(marked))
            .map(|said| Said { direct, ..said })
            .or_else(|| self.in_sentence(marked).filter(|_| !words.is_title))
    }

    /// "…", he said; "…", said Ann.
    fn behind(&self, marked: Marked, words: Words) -> Option<Said> {
        let paragraph = self.paragraph_at(marked.span.start)?;
        let mut first = marked.after;
        while matches!(self.of(first), "," | "." | "-" | "—" | "–" | "!" | "?")
            && first < marked.after + 2
        {
            first += 1;
        }
        let start = self.tokens.get(first)?.span.start;
        // The next sentence speaks of no fragment of this one, nor does the clause behind "and".
        let ended =
            words.is_fragment && self.sentence_at(start) > self.sentence_at(marked.span.start);
        if self.paragraph_at(start)? != paragraph
            || ended
            || self.words.clauses.contains(self.of(first))
        {
            return None;
        }
        let verb = (first..first + NEAR)
            .take_while(|&at| self.is_inside_clause(at))
            .find(|&at| self.is_verb(at))?;
        // "…" Ann said that she would go, "…" Ann said: "…": a sentence of its own; but "…," Ann said,
        // "…" goes on.
        let opens = |at| matches!(self.of(at), "“" | "\"");
        let other = opens(verb + 1) || matches!(self.of(verb + 1), ":" | ",") && opens(verb + 2);
        if self.of(verb + 1) == "that" || other && !self.is_open(marked) {
            return None;
        }
        let (speaker, entity) = if verb == first {
            self.subject_after(verb + 1)?
        } else {
            self.subject_before(verb, first)?
        };
        Some(Said {
            speaker,
            entity,
            cue: Some(self.tokens[verb].span),
            direct: true,
        })
    }

    /// A comma in or behind the marks: the sentence goes on.
    fn is_open(&self, marked: Marked) -> bool {
        marked.span.of(self.text).ends_with(',') || self.of(marked.after) == ","
    }

    /// According to Ann, "…"; "…", according to Ann.
    fn according(&self, marked: Marked) -> Option<Said> {
        let floor = self.sentence_start(marked.open);
        let near = floor.max(marked.open.saturating_sub(NEAR))..marked.open;
        let behind = marked.after..marked.after + NEAR;
        let at = near
            .chain(behind.take_while(|&at| self.is_inside_clause(at)))
            .find(|&at| {
                self.words.sources.contains(self.of(at))
                    && number_grammar().to.contains(self.of(at + 1))
            })?;
        let (speaker, entity) = self.subject_after(at + 2)?;
        Some(Said {
            speaker,
            entity,
            cue: Some(self.tokens[at].span.cover(self.tokens[at + 1].span)),
            direct: true,
        })
    }

    /// Ann said: "…"; Ann: "…"
    fn ahead(&self, marked: Marked) -> Option<Said> {
        let mut last = marked.open.checked_sub(1)?;
        let sign = matches!(self.of(last), ":" | "," | "—" | "–");
        if sign {
            last = last.checked_sub(1)?;
        }
        let floor = self.sentence_start(marked.open);
        let back = if sign { NEAR } else { 1 };
        let verb = (floor..=last)
            .rev()
            .take(back)
            .take_while(|&at| !matches!(self.of(at), "”" | "\"" | "“" | ";"))
            .find(|&at| self.is_verb(at));
        if let Some(verb) = verb {
            let (speaker, entity) = self.subject_before(verb, floor)?;
            return Some(Said {
                speaker,
                entity,
                cue: Some(self.tokens[verb].span),
                direct: true,
            });
        }
        let colon = sign && self.of(last + 1) == ":";
        colon.then(|| self.before_colon(last + 1, floor)).flatten()
    }

    /// The name right before a colon: "Obama: …".
    fn before_colon(&self, colon: usize, floor: usize) -> Option<Said> {
        let entity = self.entity_ending(self.tokens[colon - 1].span.end)?;
        let opens = self.entities[entity].span.start == self.tokens.get(floor)?.span.start;
        opens.then(|| Said {
            speaker: self.entities[entity].span,
            entity: Some(entity),
            cue: None,
            direct: true,
        })
    }

    /// Ann said that it was "absolutely critical".
    fn in_sentence(&self, marked: Marked) -> Option<Said> {
        let floor = self
            .sentence_start(marked.open)
            .max(marked.open.saturating_sub(SENTENCE));
        let mut cue = None;
        for verb in (floor..marked.open).rev().filter(|&at| self.is_verb(at)) {
            let nearest = *cue.get_or_insert(self.tokens[verb].span);
            if let Some((speaker, entity)) = self.subject_before(verb, floor) {
                return Some(Said {
                    speaker,
                    entity,
                    cue: Some(nearest),
                    direct: false,
                });
            }
        }
        // Obama: U.S. ‘will not relent’
        let colon = (floor..marked.open)
            .take(NEAR)
            .find(|&at| self.of(at) == ":")?;
        let said = (colon > floor)
            .then(|| self.before_colon(colon, floor))
            .flatten()?;
        Some(Said {
            direct: false,
            ..said
        })
    }

    /// The first token of the sentence that holds token `at`.
    fn sentence_start(&self, at: usize) -> usize {
        let position = self.tokens[at].span.start;
        let start = self
            .sentences
            .get(self.sentence_at(position))
            .map_or(0, |s| s.span.start);
        self.tokens
            .partition_point(|t| t.span.start < start)
            .min(at)
    }

    fn is_inside_clause(&self, at: usize) -> bool {
        match self.of(at) {
            "." => self.follows_title(at),
            word => !matches!(
                word,
                "" | ";" | ":" | "“" | "”" | "\"" | "(" | ")" | "?" | "!"
            ),
        }
    }

    /// The period of "Mr." and the like.
    fn follows_title(&self, at: usize) -> bool {
        at > 0 && titles().contains(self.of(at - 1))
    }

    fn is_verb(&self, at: usize) -> bool {
        self.words.verbs.contains(self.of(at))
            // "United States"
            && !self.tokens[at].is_capitalised()
            // "the reports", "a warning"
            && !at.checked_sub(1).is_some_and(|before| self.words.determiners.contains(self.of(before)))
    }

    /// Who the verb at `verb` has for its subject, not before token `floor`.
    fn subject_before(&self, verb: usize, floor: usize) -> Option<(Span, Option<usize>)> {
        let mut last = verb.checked_sub(1).filter(|&last| last >= floor)?;
        while self.words.between.contains(self.of(last)) {
            last = last.checked_sub(1).filter(|&last| last >= floor)?;
        }
        let token = self.tokens[last];
        if let Some(entity) = self.entity_ending(token.span.end) {
            let spokesman = self.spokesman(entity, last, floor);
            return spokesman.or(Some((self.entities[entity].span, Some(entity))));
        }
        if self.words.pronouns.contains(token.of(self.text)) {
            return Some((token.span, None));
        }
        // "Ann Lee, the mayor, said"
        if self.of(last) == ","
            && let Some(comma) = (floor..last)
                .rev()
                .take(NEAR)
                .find(|&at| self.of(at) == ",")
            && let Some(entity) = comma
                .checked_sub(1)
                .and_then(|at| self.entity_ending(self.tokens[at].span.end))
        {
            // "the head of Acme, Ann Lee, said"
            let inner = self.entity_ending(self.tokens[last - 1].span.end);
            let is_person = |entity: usize| self.entities[entity].label == Label::Person;
            let inner = inner.filter(|&inner| is_person(inner) && !is_person(entity));
            let entity = inner.unwrap_or(entity);
            return Some((self.entities[entity].span, Some(entity)));
        }
        self.noun_phrase_before(last, floor)
    }

    /// "a spokesman for Ann Lee", "Tom Roe of Acme": who speaks stands before the name, which ends with
    /// token `last`.
    fn spokesman(&self, entity: usize, last: usize, floor: usize) -> Option<(Span, Option<usize>)> {
        const BEFORE_NAME: usize = 3;
        let start = self.entities[entity].span.start;
        let first = self.tokens.partition_point(|t| t.span.start < start);
        let joins = |at: &usize| {
            titles().contains(self.of(*at))
                || self.of(*at) == "."
                || self.words.determiners.contains(self.of(*at))
        };
        let before = (floor..first).rev();
        let skipped = before.take(BEFORE_NAME).take_while(joins).count();
        let link = (first - skipped)
            .checked_sub(1)
            .filter(|&link| link > floor)?;
        if !self.words.links.contains(self.of(link)) {
            return None;
        }
        if let Some(other) = self.entity_ending(self.tokens[link - 1].span.end) {
            return Some((self.entities[other].span, Some(other)));
        }
        let (noun, _) = self.noun_phrase_before(link - 1, floor)?;
        Some((Span::new(noun.start, self.tokens[last].span.end), None))
    }

    /// "the defence ministry", "officials"
    fn noun_phrase_before(&self, last: usize, floor: usize) -> Option<(Span, Option<usize>)> {
        let closed = |at: usize| {
            word_classes().closed.contains(self.of(at))
                || word_classes().verbs.contains(self.of(at))
        };
        let mut first = None;
        for at in (floor..=last).rev().take(SPEAKER) {
            let token = self.tokens[at];
            if self.words.determiners.contains(self.of(at)) {
                first = Some(at);
                break;
            }
            if !(token.is_word() || self.of(at) == "-") || closed(at) {
                break;
            }
            first = Some(at);
        }
        let first = first
            .filter(|&first| first < last || !self.words.determiners.contains(self.of(last)))?;
        let span = trimmed(
            self.text,
            Span::new(self.tokens[first].span.start, self.tokens[last].span.end),
        );
        Some((span, None))
    }

    /// Who stands behind the verb: "said Ann", "said the mayor".
    fn subject_after(&self, first: usize) -> Option<(Span, Option<usize>)> {
        let end = (first..first + SPEAKER)
            .take_while(|&at| self.is_inside_clause(at) && self.of(at) != ",")
            .take_while(|&at| at == first || !word_classes().closed.contains(self.of(at)))
            .last()?;
        let (start, stop) = (self.tokens[first].span.start, self.tokens[end].span.end);
        let at = self.entities.partition_point(|e| e.span.start < start);
        let mut inside =
            (at..self.entities.len()).take_while(|&e| self.entities[e].span.start < stop);
        let named = inside
            .clone()
            .find(|&e| self.entities[e].label == Label::Person)
            .or_else(|| inside.find(|&e| self.entities[e].span.start == start));
        if let Some(entity) = named {
            return Some((self.entities[entity].span, Some(entity)));
        }
        let token = self.tokens[first];
        if self.words.pronouns.contains(token.of(self.text)) {
            return Some((token.span, None));
        }
        let determined = self.words.determiners.contains(self.of(first)) && end > first;
        (determined || token.is_capitalised()).then_some((Span::new(start, stop), None))
    }

    /// The entity that ends at byte `end`.
    fn entity_ending(&self, end: u32) -> Option<usize> {
        let at = self.entities.partition_point(|e| e.span.end < end);
        self.entities
            .get(at)
            .filter(|e| e.span.end == end && is_speaker(&e.label))
            .map(|_| at)
    }

    /// A quotation goes on with the next: only the words that report the first stand between.
    pub fn goes_on(&self, last: Marked, next: Marked) -> bool {
        let same = self.paragraph_at(last.span.start) == self.paragraph_at(next.span.start);
        let between = next.open.saturating_sub(last.after);
        same && next.open >= last.after && between <= NEAR * 2
    }

    /// The persons that stand early in a sentence, outside quotations: position and id.
    pub fn openers(&self, marked: &[Marked]) -> Vec<(u32, u32)> {
        const EARLY: u32 = 48;
        let mut quoted = marked.iter().peekable();
        let mut found = Vec::new();
        for entity in self.entities.iter().filter(|e| e.label == Label::Person) {
            let start = entity.span.start;
            while quoted.next_if(|m| m.span.end <= start).is_some() {}
            let inside = quoted.peek().is_some_and(|m| m.span.start <= start);
            let sentence = self
                .sentences
                .get(self.sentence_at(start))
                .map_or(0, |s| s.span.start);
            if !inside && start < sentence + EARLY {
                found.push((start, entity.entity_id));
            }
        }
        found
    }

    /// The last person named before byte `position`.
    pub fn person_before(&self, position: u32) -> Option<u32> {
        let end = self.entities.partition_point(|e| e.span.start < position);
        let before = self.entities[..end].iter().rev().take(64);
        before
            .into_iter()
            .find(|e| e.label == Label::Person)
            .map(|e| e.entity_id)
    }

    /// The last person before `position` that had the title of `speaker` ("the president").
    pub fn titled(&self, speaker: Span, position: u32) -> Option<u32> {
        let title = speaker.of(self.text).strip_prefix("the ")?;
        if !titles().contains(title) {
            return None;
        }
        let end = self.entities.partition_point(|e| e.span.start < position);
        let persons = || {
            self.entities[..end]
                .iter()
                .rev()
                .take(256)
                .filter(|e| e.label == Label::Person)
        };
        let has_title = |e: &&Entity| {
            let before = self.text[..e.span.start as usize].trim_end();
            before.len() >= title.len()
                && before.is_char_boundary(before.len() - title.len())
                && before[before.len() - title.len()..].eq_ignore_ascii_case(title)
        };
        let known: Vec<u32> = persons()
            .filter(has_title)
            .map(|e| e.entity_id)
            .take(8)
            .collect();
        persons().map(|e| e.entity_id).find(|id| known.contains(id))
    }
}

/// Several words, all but the small ones capitalised: the title of a work.
fn is_title(words: &str) -> bool {
    const LONGEST_SMALL: usize = 3;
    let long = |word: &&str| word.len() > LONGEST_SMALL;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    words.contains(' ')
        && capital(words)
        && !words.ends_with([',', '.', '!', '?'])
        && words.split_ascii_whitespace().filter(long).all(capital)
}

/// An entity of this label can speak.
fn is_speaker(label: &Label) -> bool {
    !matches!(
        label,
        Label::Email | Label::Url | Label::Ip | Label::Phone | Label::Hashtag
    )
}
