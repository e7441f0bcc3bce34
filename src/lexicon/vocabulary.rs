//! The words of dates and of numbers under one index, so that each token is looked up once.

use std::sync::LazyLock;

use super::calendar::{Word, calendar};
use super::folded::length_bit;
use super::number_words::{self, NumberWord};
use super::{Calendar, Folded};
use crate::text::{Token, TokenKind};

/// What a token can mean to dates and numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Meanings {
    /// What it can mean in a date.
    pub date: Option<&'static Word>,
    /// What it does in a number.
    pub number: Option<NumberWord>,
    /// A date may begin or turn at it.
    pub begins_date: bool,
}

/// Not looked up yet.
const UNKNOWN: u16 = 0;
/// In no list.
const STRANGER: u16 = 1;
/// The first word of the vocabulary.
const FIRST: u16 = 2;

struct Vocabulary {
    /// By the first two bytes, the case bit aside: which lengths occur (bit 31: 31 bytes and more).
    lengths: Box<[u32; 1024]>,
    /// ASCII words of at most eight bytes, as [`packed`] numbers, with their ids; open addressing,
    /// at most a quarter full, a power of two of slots. 0 is free.
    short: Vec<(u64, u16)>,
    /// All words.
    ids: Folded<u16>,
    meanings: Vec<Meanings>,
}

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new(calendar(), number_words::all()));

impl Vocabulary {
    fn new(calendar: &'static Calendar, numbers: &Folded<NumberWord>) -> Self {
        let mut all = std::collections::BTreeMap::<&str, Meanings>::new();
        for (word, date) in calendar.words() {
            all.entry(word).or_default().date = Some(date);
        }
        for (word, &number) in numbers.iter() {
            all.entry(word).or_default().number = Some(number);
        }
        for meanings in all.values_mut() {
            meanings.begins_date = begins_date(meanings);
        }
        let mut vocabulary = Self {
            lengths: Box::new([0; 1024]),
            short: vec![(0, STRANGER); (all.len() * 4).next_power_of_two()],
            ids: all.keys().copied().zip(FIRST..).collect(),
            meanings: all.values().copied().collect(),
        };
        for (word, id) in all.keys().zip(FIRST..) {
            vocabulary.add(word.as_bytes(), id);
        }
        vocabulary
    }

    fn add(&mut self, word: &[u8], id: u16) {
        self.lengths[prefix(word)] |= length_bit(word);
        if word.is_ascii() && word.len() <= 8 && word[0].is_ascii_alphabetic() {
            let key = packed(word);
            let slot = self.short_slot(key);
            self.short[slot] = (key, id);
        }
    }

    #[inline]
    fn id(&self, token: Token, word: &[u8]) -> u16 {
        if self.lengths[prefix(word)] & length_bit(word) == 0 {
            STRANGER
        } else if word.len() <= 8 && token.is_word() && !token.is_non_ascii() {
            self.short[self.short_slot(packed(word))].1
        } else {
            self.ids.get_bytes(word).copied().unwrap_or(STRANGER)
        }
    }

    /// The slot that holds `key` or is free for it.
    #[inline]
    fn short_slot(&self, key: u64) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mask = self.short.len() - 1;
        let mut slot = (key.wrapping_mul(ODD) >> 40) as usize & mask;
        while self.short[slot].0 != key && self.short[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    #[inline]
    fn meanings(&self, id: u16) -> Meanings {
        let index = usize::from(id).wrapping_sub(usize::from(FIRST));
        self.meanings.get(index).copied().unwrap_or_default()
    }
}

fn begins_date(meanings: &Meanings) -> bool {
    let number = matches!(
        meanings.number,
        Some(NumberWord::Small(_) | NumberWord::Power(_) | NumberWord::Ordinal(_))
    );
    number
        || meanings
            .date
            .is_some_and(|word| word.phrase.is_some() || word.is_trigger())
}

/// At most eight ASCII bytes as one number that is never 0, with the case bit of each set. Words are
/// letters, apostrophes and periods, which stay apart; zero bytes above tell the lengths apart.
#[inline]
fn packed(word: &[u8]) -> u64 {
    const CASE: u64 = 0x2020_2020_2020_2020;
    let bytes = match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(&head), Some(&tail)) => {
            let gap = 8 * (word.len() as u32 - 4);
            u64::from(u32::from_le_bytes(head)) | u64::from(u32::from_le_bytes(tail)) << gap
        }
        _ => word
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    };
    bytes | CASE >> (64 - 8 * word.len().clamp(1, 8))
}

#[inline]
fn prefix(word: &[u8]) -> usize {
    let five_bits = |at: usize| word.get(at).map_or(0, |byte| usize::from(byte & 31));
    five_bits(0) | five_bits(1) << 5
}

/// Whether dates or numbers could know a token of this kind by its text.
#[inline]
fn is_listed(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Symbol)
}

/// Looks up every token once; [`meanings`] needs no more than the token from then on.
pub fn mark(text: &str, tokens: &mut [Token]) {
    let vocabulary = &*VOCABULARY;
    for token in tokens {
        let id = if is_listed(token.kind) {
            vocabulary.id(*token, &text.as_bytes()[token.span.range()])
        } else {
            STRANGER
        };
        token.set_word_id(id);
    }
}

/// What `token` can mean, in whichever case it is written.
#[inline]
pub fn meanings(text: &str, token: Token) -> Meanings {
    let vocabulary = &*VOCABULARY;
    match token.word_id() {
        UNKNOWN if is_listed(token.kind) => {
            vocabulary.meanings(vocabulary.id(token, &text.as_bytes()[token.span.range()]))
        }
        id => vocabulary.meanings(id),
    }
}

/// True if [`mark`] found that neither dates nor numbers know the token.
#[inline]
pub fn is_stranger(token: Token) -> bool {
    token.word_id() == STRANGER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn marked_and_unmarked_tokens_mean_the_same() {
        let text = "On the SECOND Monday in May, twenty-one o’clock & a table: 12 second’s";
        let mut marked = Vec::new();
        tokenize(text, &mut marked);
        let unmarked = marked.clone();
        mark(text, &mut marked);
        for (&known, &unknown) in marked.iter().zip(&unmarked) {
            let word = known.of(text);
            let found = meanings(text, known);
            assert_eq!(found, meanings(text, unknown), "{word}");
            assert_eq!(is_stranger(known), found == Meanings::default(), "{word}");
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
    }
}
