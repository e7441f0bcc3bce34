use std::ops::Deref;
use std::sync::LazyLock;

/// A few words, in lower case.
#[derive(Debug, serde::Deserialize)]
#[serde(from = "String")]
pub struct FewWords {
    words: Box<[Box<str>]>,
    /// For each first letter one bit, the same for both cases.
    letters: u32,
    /// For each length one bit; bit 31 for 31 bytes and more.
    lengths: u32,
}

impl From<String> for FewWords {
    fn from(words: String) -> Self {
        let words: Box<[Box<str>]> = words.split_whitespace().map(Into::into).collect();
        let letters = words.iter().map(|word| letter_bit(word.as_bytes()));
        let lengths = words.iter().map(|word| length_bit(word.len()));
        Self {
            letters: letters.fold(0, |all, bit| all | bit),
            lengths: lengths.fold(0, |all, bit| all | bit),
            words,
        }
    }
}

#[inline]
fn letter_bit(word: &[u8]) -> u32 {
    word.first().map_or(0, |first| 1 << (first & 31))
}

#[inline]
fn length_bit(length: usize) -> u32 {
    1 << length.min(31)
}

impl Deref for FewWords {
    type Target = [Box<str>];

    fn deref(&self) -> &Self::Target {
        &self.words
    }
}

impl FewWords {
    /// True if `word` is one of them, in whichever case it is written.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.has(word.as_bytes())
    }

    /// The same for a word whose bytes are at hand.
    #[inline]
    pub fn has(&self, word: &[u8]) -> bool {
        self.may_hold(word) && self.holds(word)
    }

    fn holds(&self, word: &[u8]) -> bool {
        let same = |own: &str| own.as_bytes().eq_ignore_ascii_case(word);
        self.iter().any(|own| same(own))
    }

    /// False if none begins with the letter of `word` or has its length: most words end here.
    #[inline]
    fn may_hold(&self, word: &[u8]) -> bool {
        self.lengths & length_bit(word.len()) != 0 && self.letters & letter_bit(word) != 0
    }
}

/// The words that the grammar of numbers turns on; each field is a list of
/// `data/number_grammar.toml`, which tells what it is for.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the data documents its lists")]
pub struct NumberGrammar {
    pub and: FewWords,
    pub of: FewWords,
    pub on: FewWords,
    pub to: FewWords,
    pub or: FewWords,
    pub by: FewWords,
    pub at: FewWords,
    #[serde(rename = "in")]
    pub inside: FewWords,
    pub off: FewWords,
    pub the: FewWords,
    pub per: FewWords,
    pub than: FewWords,
    pub over: FewWords,
    pub plus: FewWords,
    pub only: FewWords,
    pub every: FewWords,
    pub another: FewWords,
    pub closes: FewWords,
    pub below: FewWords,
    pub up: FewWords,
    pub about: FewWords,
    pub asks: FewWords,
    pub month_short: FewWords,
    pub year_short: FewWords,
    pub week_short: FewWords,
    pub and_to: FewWords,
    pub or_to: FewWords,
    pub in_of: FewWords,
    pub in_out: FewWords,
    pub or_more: FewWords,
    pub predeterminers: FewWords,
    pub board: FewWords,
    pub attendance: FewWords,
    pub list_joins: FewWords,
    pub denies: FewWords,
    pub denied_between: FewWords,
    pub old: FewWords,
    pub age: FewWords,
    pub yo: FewWords,
    pub y: FewWords,
    pub o: FewWords,
    pub aged: FewWords,
    pub aged_joins: FewWords,
    pub name_joins: FewWords,
    pub turned: FewWords,
    pub birthday_behind: FewWords,
    pub aged_subject: FewWords,
    pub age_limits: FewWords,
    pub vote: FewWords,
    pub record_leads: FewWords,
    pub each_for: FewWords,
    pub uncounted: FewWords,
    pub awaiting: FewWords,
    pub awaited: FewWords,
    pub awaited_has: FewWords,
    pub feet_inches: FewWords,
    pub foot: FewWords,
    pub occasions: FewWords,
    pub stone_name: FewWords,
    pub number_sign: FewWords,
    pub time_pointers: FewWords,
    pub basis_pair: FewWords,
    pub relay: FewWords,
    pub percent: FewWords,
    pub cent: FewWords,
    pub basis: FewWords,
    pub point: FewWords,
    pub bps: FewWords,
    pub hyphened: FewWords,
    pub rate: FewWords,
    pub clause: FewWords,
    pub to_from: FewWords,
    pub last: FewWords,
    pub last_end: FewWords,
    pub until: FewWords,
    pub out: FewWords,
    pub fold: FewWords,
    pub times: FewWords,
    pub times_behind: FewWords,
    pub once_behind: FewWords,
    pub once_before: FewWords,
    pub again: FewWords,
    pub subject: FewWords,
    pub pointing: FewWords,
    pub one_joined: FewWords,
    pub one_counted: FewWords,
    pub one_or: FewWords,
    pub before_second: FewWords,
    pub movers: FewWords,
    pub moved: FewWords,
    pub before_quarters: FewWords,
    pub plural_joins: FewWords,
    pub couple_behind: FewWords,
    pub many: FewWords,
    pub dollar: FewWords,
    pub small_sign: FewWords,
    pub ordinal_suffix: FewWords,
    pub stone: FewWords,
    pub elements: FewWords,
}

/// The lists of `data/number_grammar.toml`.
#[inline]
pub fn number_grammar() -> &'static NumberGrammar {
    static GRAMMAR: LazyLock<NumberGrammar> = LazyLock::new(|| {
        toml::from_str(include_str!("../../data/number_grammar.toml"))
            .expect("data/number_grammar.toml is valid")
    });
    &GRAMMAR
}
