//! The words of dates and of numbers under one index, so that each token is looked up once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::calendar::{Word, calendar};
use super::currencies::currencies;
use super::head::{self, fold, fold_bytes};
use super::modifiers::modifiers;
use super::number_words::{self, NumberWord};
use super::short_words::ShortWords;
use super::{Calendar, Context, Contexts, Folded, number_context};
use crate::text::{Token, TokenKind, WordIds, tokenize_with};

/// What a token can mean to dates and numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Meanings {
    /// What it can mean in a date.
    pub date: Option<&'static Word>,
    /// What it does in a number.
    pub number: Option<NumberWord>,
    /// What it says beside a number.
    pub context: Contexts,
    /// A date begins at it in phrases alone, whose second words must follow (`the` of "the past").
    pub only_in_phrases: bool,
}

/// Not looked up yet: all may begin there.
const UNKNOWN: u16 = Token::NO_WORD_ID;
/// In no list.
const STRANGER: u16 = 0;
/// The first word of the vocabulary.
const FIRST: u16 = 1;
/// Bits of an id: a date may begin or turn at the token; a number may begin at it; the words of dates or
/// of numbers have it.
const BEGINS_DATE: u16 = 1 << 15;
const BEGINS_NUMBER: u16 = 1 << 14;
const KNOWN: u16 = 1 << 13;
/// The bits of an id that count the words.
const INDEX: u16 = KNOWN - 1;

struct Vocabulary {
    /// ASCII words of at most eight bytes, by their folded head, with their ids.
    short: ShortWords,
    /// What [`WordIds::other`] says of a symbol of ASCII.
    symbols: [u16; 128],
    /// All words.
    ids: Folded<u16>,
    /// By the index of an id; nothing for those before [`FIRST`].
    meanings: Vec<Meanings>,
}

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new(calendar(), number_words::all()));

impl Vocabulary {
    fn new(calendar: &'static Calendar, numbers: &'static Folded<NumberWord>) -> Self {
        let mut all = BTreeMap::<&str, Meanings>::new();
        for (word, date) in calendar.words() {
            all.entry(word).or_default().date = Some(date);
        }
        for (word, &number) in numbers.iter() {
            all.entry(word).or_default().number = Some(number);
        }
        for (word, &context) in number_context::all().iter() {
            all.entry(word).or_default().context = context;
        }
        mark(&mut all, modifiers().left.first_words(), Context::EndsLeft);
        mark(&mut all, modifiers().between.keys(), Context::Between);
        mark(
            &mut all,
            modifiers().right.first_words(),
            Context::BeginsRight,
        );
        mark(
            &mut all,
            modifiers().range.first_words(),
            Context::EndsRangeCue,
        );
        mark(
            &mut all,
            currencies().before.first_words(),
            Context::EndsCurrency,
        );
        mark(
            &mut all,
            currencies().after.first_words(),
            Context::BeginsCurrency,
        );
        for word in all.values_mut() {
            let trigger = counts(word) || word.date.is_some_and(Word::is_trigger);
            word.only_in_phrases = !trigger && word.date.is_some_and(|word| word.phrase.is_some());
        }
        assert!(all.len() < usize::from(INDEX), "too many words");
        let strangers = [Meanings::default(); FIRST as usize];
        let ids = all
            .values()
            .zip(FIRST..)
            .map(|(word, id)| id | begins(word));
        let ids: Vec<(&str, u16)> = all.keys().copied().zip(ids).collect();
        let is_short =
            |word: &[u8]| word.is_ascii() && word.len() <= 8 && word[0].is_ascii_alphabetic();
        let short = ids.iter().filter(|(word, _)| is_short(word.as_bytes()));
        let mut vocabulary = Self {
            short: ShortWords::new(short.map(|&(word, id)| (head::folded(word.as_bytes()), id))),
            symbols: [0; 128],
            ids: ids.iter().copied().collect(),
            meanings: strangers.into_iter().chain(all.values().copied()).collect(),
        };
        for symbol in 0..128 {
            let begins = if symbol == b'\'' { BEGINS_DATE } else { 0 };
            let id = vocabulary.long_id(&[symbol]) & (KNOWN | INDEX);
            vocabulary.symbols[usize::from(symbol)] = id | begins;
        }
        vocabulary
    }

    /// The id of `token`, whose text begins `bytes`.
    fn id(&self, bytes: &[u8], token: Token) -> u16 {
        let length = token.span.len() as usize;
        let head = head::head(bytes, length);
        if !self.ids.may_hold_head(head, length) {
            return STRANGER;
        }
        match token.kind {
            TokenKind::Word if length <= 8 && !token.is_non_ascii() => {
                self.short.id(fold(head, length))
            }
            _ => self.long_id(&bytes[..length]),
        }
    }

    fn long_id(&self, word: &[u8]) -> u16 {
        self.ids.get_bytes(word).copied().unwrap_or(STRANGER)
    }
}

/// Tells of `words` what they say beside a number.
fn mark(
    all: &mut BTreeMap<&'static str, Meanings>,
    words: impl Iterator<Item = &'static str>,
    context: Context,
) {
    for word in words {
        all.entry(word).or_default().context.add(context);
    }
}

/// It may count something in a date.
fn counts(meanings: &Meanings) -> bool {
    use NumberWord::{Ordinal, Power, Small};
    matches!(meanings.number, Some(Small(_) | Power(_) | Ordinal(_)))
}

/// The bits of its id that a word sets.
fn begins(meanings: &Meanings) -> u16 {
    use NumberWord::{And, Group, Parts, PartsPower};
    let trigger = meanings.date.is_some_and(Word::is_trigger);
    let date = meanings.only_in_phrases || trigger || counts(meanings);
    let only_behind = matches!(
        meanings.number,
        None | Some(And | PartsPower(_) | Parts(_) | Group(_))
    );
    let date = if date { BEGINS_DATE } else { 0 };
    let number = if only_behind { 0 } else { BEGINS_NUMBER };
    let known = meanings.date.is_some() || meanings.number.is_some();
    date | number | if known { KNOWN } else { 0 }
}

/// Splits `text` as [`tokenize`](crate::text::tokenize) does and looks up every token on the way;
/// [`meanings`] needs no more than the token from then on.
pub fn tokenize_marked(text: &str, tokens: &mut Vec<Token>) {
    tokenize_with(text, &*VOCABULARY, tokens);
}

impl WordIds for Vocabulary {
    #[inline]
    fn short(&self, bytes: [u8; 8], length: usize) -> u16 {
        self.short.id(fold_bytes(bytes, length))
    }

    #[inline]
    fn long(&self, first: [u8; 8], word: &[u8]) -> u16 {
        let first = u64::from_le_bytes(first);
        match self.ids.may_hold_head(first, word.len()) {
            true => self.long_id(word),
            false => STRANGER,
        }
    }

    /// The id of a word; of other tokens what may begin at them as well.
    #[inline]
    fn other(&self, bytes: &[u8], token: Token) -> u16 {
        match token.kind {
            TokenKind::Word => self.id(bytes, token),
            TokenKind::Digits => STRANGER | BEGINS_DATE | BEGINS_NUMBER,
            TokenKind::Clitic => STRANGER,
            TokenKind::Symbol => match self.symbols.get(usize::from(bytes[0])) {
                Some(&id) if token.span.len() == 1 => id,
                Some(&id) => id & BEGINS_DATE,
                None => self.id(bytes, token) & (KNOWN | INDEX) | other_symbol(bytes),
            },
        }
    }
}

/// What may begin at a symbol that is not ASCII: fractions, and apostrophes of another shape.
fn other_symbol(bytes: &[u8]) -> u16 {
    match bytes {
        // U+00BC to U+00BE
        [0xc2, 0xbc..=0xbe, ..] => BEGINS_DATE | BEGINS_NUMBER,
        // U+2150 to U+215E
        [0xe2, 0x85, 0x90..=0x9e, ..] => BEGINS_NUMBER,
        // U+2018 and U+2019
        [0xe2, 0x80, 0x98 | 0x99, ..] => BEGINS_DATE,
        _ => 0,
    }
}

/// What `token` can mean, in whichever case it is written.
#[inline]
pub fn meanings(text: &str, token: Token) -> &'static Meanings {
    &VOCABULARY.meanings[usize::from(id(text, token) & INDEX)]
}

/// False if no date begins or turns at `token`, a word, figures, a fraction or an apostrophe; one that
/// is not [looked up](tokenize_marked) may.
#[inline]
pub fn may_begin_date(token: Token) -> bool {
    token.word_id() & BEGINS_DATE != 0
}

/// False if no number begins at `token`, a word, figures or a fraction; one that is not
/// [looked up](tokenize_marked) may.
#[inline]
pub fn may_begin_number(token: Token) -> bool {
    token.word_id() & BEGINS_NUMBER != 0
}

#[inline]
fn id(text: &str, token: Token) -> u16 {
    match token.word_id() {
        UNKNOWN => look_up(text, token),
        id => id,
    }
}

#[cold]
fn look_up(text: &str, token: Token) -> u16 {
    VOCABULARY.other(&text.as_bytes()[token.span.start as usize..], token)
}

/// True if [`tokenize_marked`] found that neither dates nor numbers know the token.
#[inline]
pub fn is_stranger(token: Token) -> bool {
    token.word_id() & KNOWN == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn marked_and_unmarked_tokens_mean_the_same() {
        let text = "On the SECOND Monday in May, twenty-one o’clock & a table: 12 second’s";
        let (mut marked, mut unmarked) = (Vec::new(), Vec::new());
        tokenize(text, &mut unmarked);
        tokenize_marked(text, &mut marked);
        for (&known, &unknown) in marked.iter().zip(&unmarked) {
            let word = known.of(text);
            let found = meanings(text, known);
            assert_eq!(found, meanings(text, unknown), "{word}");
            let stranger = found.date.is_none() && found.number.is_none();
            assert_eq!(is_stranger(known), stranger, "{word}");
        }
    }

    #[test]
    fn a_word_keeps_both_its_meanings() {
        let text = "Second";
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let found = meanings(text, tokens[0]);
        assert_eq!(found.number, Some(NumberWord::Ordinal(2)));
        assert!(found.date.is_some_and(|word| word.unit.is_some()));
        assert!(may_begin_date(tokens[0]) && may_begin_number(tokens[0]));
        tokens.clear();
        tokenize_marked(text, &mut tokens);
        assert!(may_begin_date(tokens[0]) && may_begin_number(tokens[0]));
    }
}
