//! What the model's lists know of a word or a run of words, read in place.

use crate::lexicon::NameWord;
use crate::linear::{ModelError, ModelFile, Table, hash_folded, mix};

/// One list of names; its number is a bit of [`WordEntry::lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[cfg_attr(
    not(feature = "train"),
    expect(dead_code, reason = "the trainer fills the lists")
)]
pub(super) enum List {
    Country,
    Demonym,
    EthnicGroup,
    Capital,
    City,
    Region,
    UsState,
    Postal,
    Water,
    Given,
    Family,
    FamilyUs,
    Company,
    Organisation,
    Party,
    University,
    Person,
    Religion,
    Title,
}

impl List {
    pub(super) const fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// The kinds of [`NameWord`] follow the lists.
pub(super) const NAME_WORDS: u32 = List::Title as u32 + 1;

pub(super) const fn kind_bit(kind: NameWord) -> u32 {
    1 << (NAME_WORDS + kind as u32)
}

/// The places among the lists.
pub(super) const POLITICAL: u32 = List::Country.bit()
    | List::Capital.bit()
    | List::City.bit()
    | List::Region.bit()
    | List::UsState.bit()
    | List::Postal.bit();

/// How many words a name in the lists may have.
pub(super) const LONGEST: usize = 6;

/// What is known of one word, case aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct WordEntry {
    /// The lists that it is in as a whole, and its kinds as a name word.
    pub lists: u32,
    /// Its cluster; 0 is none.
    pub cluster: u16,
    /// Its cluster in the coarse clustering; 0 is none.
    pub coarse: u8,
    /// How it is usually cased, 0 (unknown) to 7, and whether it begins a name of several words.
    usual: u8,
}

const BEGINS_NAME: u8 = 0x80;

impl WordEntry {
    #[cfg(feature = "train")]
    pub(super) fn new(lists: u32, cluster: u16, coarse: u8, usual: u8, begins_name: bool) -> Self {
        let flag = if begins_name { BEGINS_NAME } else { 0 };
        let usual = usual | flag;
        Self {
            lists,
            cluster,
            coarse,
            usual,
        }
    }

    pub(super) const fn usual(self) -> u8 {
        self.usual & !BEGINS_NAME
    }

    pub(super) const fn begins_name(self) -> bool {
        self.usual & BEGINS_NAME != 0
    }

    fn from_bytes(bytes: [u8; 8]) -> Self {
        let [a, b, c, d, e, f, coarse, usual] = bytes;
        Self {
            lists: u32::from_le_bytes([a, b, c, d]),
            cluster: u16::from_le_bytes([e, f]),
            coarse,
            usual,
        }
    }

    #[cfg(feature = "train")]
    pub(super) fn to_bytes(self) -> [u8; 8] {
        let [a, b, c, d] = self.lists.to_le_bytes();
        let [e, f] = self.cluster.to_le_bytes();
        [a, b, c, d, e, f, self.coarse, self.usual]
    }
}

/// The model's word lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lists<'a> {
    words: Table<'a>,
    entries: &'a [[u8; 8]],
    names: Table<'a>,
    masks: &'a [[u8; 4]],
}

impl<'a> Lists<'a> {
    pub(super) fn read(model: &ModelFile<'a>) -> Result<Self, ModelError> {
        let [entries, masks] = [model.section("words")?, model.section("names")?];
        let words = Table::read(model, "w.starts", "w.keys")?;
        let names = Table::read(model, "n.starts", "n.keys")?;
        let lists = Self::reopen([words, names], [entries, masks]);
        if lists.entries.len() != lists.words.len() || lists.masks.len() != lists.names.len() {
            return Err(ModelError::broken("a list does not fit its table"));
        }
        Ok(lists)
    }

    /// The lists in tables and sections that [`Self::read`] has accepted before.
    pub(super) fn reopen([words, names]: [Table<'a>; 2], [entries, masks]: [&'a [u8]; 2]) -> Self {
        Self {
            words,
            entries: entries.as_chunks().0,
            names,
            masks: masks.as_chunks().0,
        }
    }

    /// What is known of the word with this [`word_hash`].
    #[inline]
    pub(super) fn word(&self, hash: u64) -> WordEntry {
        let row = self.words.find(hash);
        row.map_or_else(WordEntry::default, |row| {
            WordEntry::from_bytes(self.entries[row])
        })
    }

    /// The lists that hold the name of several words with this [`name_hash`].
    #[inline]
    pub(super) fn name(&self, hash: u64) -> u32 {
        let row = self.names.find(hash);
        row.map_or(0, |row| u32::from_le_bytes(self.masks[row]))
    }
}

/// The hash of a word, ASCII case aside.
#[inline]
pub(super) fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_folded(0, word.as_bytes());
    }
    fold_wide(word)
}

/// The [`word_hash`] of one ASCII character.
#[inline]
pub(super) fn mark_hash(mark: u8) -> u64 {
    hash_folded(0, &[mark])
}

/// Small letters, and Latin letters without their marks, for words outside ASCII.
fn fold_wide(word: &str) -> u64 {
    let mut folded = [0; 64];
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = plain(c);
        if c == '\u{0}' || len + c.len_utf8() > folded.len() {
            continue;
        }
        len += c.encode_utf8(&mut folded[len..]).len();
    }
    hash_folded(0, &folded[..len])
}

/// A small Latin letter without its marks; NUL for a mark that stands alone.
fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '’' | 'ʻ' | '‘' => '\'',
        '\u{300}'..='\u{36f}' => '\u{0}',
        _ => c,
    }
}

/// The hash of a name of several words, from those of its words.
#[inline]
pub(super) fn name_hash(words: u64, next: u64) -> u64 {
    mix(words, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hash_alike_whatever_their_case_and_marks() {
        assert_eq!(word_hash("François"), word_hash("FRANCOIS"));
        assert_eq!(word_hash("Łódź"), word_hash("lodz"));
        assert_eq!(word_hash("O’Brien"), word_hash("o'brien"));
        assert_ne!(word_hash("Москва"), word_hash("Париж"));
    }

    #[test]
    fn every_kind_has_a_bit_of_its_own() {
        assert!(NAME_WORDS + (NameWord::Connector as u32) < 32);
    }
}
