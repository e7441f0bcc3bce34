use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Folded;
use super::phrases::{Direction, Phrases};

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberWord {
    /// 0 to 99: `seven`, `twenty`, `twentyfive`.
    Small(u8),
    /// A power of ten: `hundred` is 2.
    Power(u16),
    /// The plural of a power: `millions`.
    Powers(u16),
    /// `dozen`, `score`.
    Group(u16),
    /// `dozens`, `scores`.
    Groups(u16),
    /// `first` to `ninetyninth`.
    Ordinal(u8),
    /// `hundredth`: the power of ten.
    OrdinalPower(u16),
    /// `half`, `quarter`: the denominator.
    Part(u8),
    /// `halves`, `thirds`: the denominator.
    Parts(u8),
    /// `hundredths`: the power of ten of the denominator.
    PartsPower(u16),
    /// `a`, `an`.
    Article,
    /// `and`.
    And,
    /// The decimal point, said.
    Point,
    /// `minus`, `negative`.
    Minus,
    /// `few`, `several`.
    Vague(Vague),
    /// `twice`, `fivefold`.
    Multiplier(u8),
    /// `penultimate`: the place from the end.
    FromEnd(u8),
    /// A phrase for such a place may begin with it ([`from_end`]).
    BeginsFromEnd,
    /// `iv`, a number in capitals behind a name.
    Roman(u8),
    /// `once`.
    Once,
    /// `kilogram`: a unit that an article counts; `true` only before "of", or alone.
    Measure(bool),
}

impl NumberWord {
    /// It stands for a whole number or multiplies one.
    pub const fn is_cardinal(self) -> bool {
        matches!(self, Self::Small(_) | Self::Power(_) | Self::Group(_))
    }
}

/// A word for an amount without a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vague {
    /// `few`, after an article alone.
    Few,
    /// `several`.
    Several,
    /// `couple`, after an article alone.
    Couple,
    /// `handful`, before "of" alone.
    Handful,
}

/// A power of ten that is glued to figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suffix {
    /// The power of ten.
    pub power: u16,
    /// It means nothing else, so that it needs no currency beside it.
    pub safe: bool,
    /// A space may part it from the figures.
    pub spaced: bool,
}

#[derive(serde::Deserialize)]
struct Source {
    small: Entries<u8>,
    power: Entries<u16>,
    powers: Entries<u16>,
    group: Entries<u16>,
    groups: Entries<u16>,
    ordinal: Entries<u8>,
    ordinal_power: Entries<u16>,
    part: Entries<u8>,
    parts: Entries<u8>,
    suffix: Suffixes,
    join: Entries<Join>,
    vague: Entries<Vague>,
    multiplier: Entries<u8>,
    from_end: Entries<u8>,
    from_end_phrase: Entries<u8>,
    roman: Entries<u8>,
    once: Entries<u8>,
    measure: Measures,
}

#[derive(serde::Deserialize)]
struct Suffixes {
    safe: Entries<u16>,
    spaced: Entries<u16>,
    money: Entries<u16>,
}

#[derive(serde::Deserialize)]
struct Measures {
    words: String,
    before_of: String,
}

#[derive(serde::Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Join {
    And,
    Point,
    Article,
    Minus,
}

type Entries<V> = BTreeMap<String, V>;

static SOURCE: LazyLock<Source> =
    LazyLock::new(|| parse(include_str!("../../data/number_words.toml")));

fn parse(source: &str) -> Source {
    toml::from_str(source).expect("data/number_words.toml")
}

static WORDS: LazyLock<Folded<NumberWord>> = LazyLock::new(|| collect(&SOURCE));

fn collect(source: &Source) -> Folded<NumberWord> {
    let mut words: Vec<(String, NumberWord)> = Vec::new();
    fn add<V: Copy>(
        words: &mut Vec<(String, NumberWord)>,
        entries: &Entries<V>,
        class: impl Fn(V) -> NumberWord,
    ) {
        words.extend(entries.iter().map(|(word, &v)| (word.clone(), class(v))));
    }
    add(&mut words, &source.small, NumberWord::Small);
    add(&mut words, &source.power, NumberWord::Power);
    add(&mut words, &source.powers, NumberWord::Powers);
    add(&mut words, &source.group, NumberWord::Group);
    add(&mut words, &source.groups, NumberWord::Groups);
    add(&mut words, &source.ordinal, NumberWord::Ordinal);
    add(&mut words, &source.ordinal_power, NumberWord::OrdinalPower);
    add(&mut words, &source.part, NumberWord::Part);
    add(&mut words, &source.parts, NumberWord::Parts);
    add(&mut words, &source.vague, NumberWord::Vague);
    add(&mut words, &source.multiplier, NumberWord::Multiplier);
    add(&mut words, &source.from_end, NumberWord::FromEnd);
    let begins = source
        .from_end_phrase
        .keys()
        .filter_map(|phrase| phrase.split(' ').next());
    words.extend(begins.map(|word| (word.to_owned(), NumberWord::BeginsFromEnd)));
    add(&mut words, &source.roman, NumberWord::Roman);
    add(&mut words, &source.once, |_| NumberWord::Once);
    for (list, of) in [
        (&source.measure.words, false),
        (&source.measure.before_of, true),
    ] {
        words.extend(
            list.split_whitespace()
                .map(|word| (word.to_owned(), NumberWord::Measure(of))),
        );
    }
    add(&mut words, &source.join, |join| match join {
        Join::And => NumberWord::And,
        Join::Point => NumberWord::Point,
        Join::Article => NumberWord::Article,
        Join::Minus => NumberWord::Minus,
    });
    for (word, &value) in source
        .ordinal
        .iter()
        .filter(|&(_, &value)| value > 2 || value == 1)
    {
        words.push((format!("{word}s"), NumberWord::Parts(value)));
    }
    for (word, &power) in &source.ordinal_power {
        words.push((format!("{word}s"), NumberWord::PartsPower(power)));
    }
    add_compounds(&mut words, source);
    words.into_iter().collect()
}

/// Number words of a user's: 0 to 99 count, powers of ten from a hundred on scale, other numbers are
/// groups that a number multiplies ("two gross").
///
/// # Errors
/// The word, and what is wrong there.
pub(super) fn user_words(
    sources: &BTreeMap<String, u64>,
) -> Result<Folded<NumberWord>, (String, String)> {
    let class = |(word, &value): (&String, &u64)| {
        let one_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
        if !one_word {
            let problem = "expected a key of one word in letters".to_owned();
            return Err((word.clone(), problem));
        }
        let power = value.checked_ilog10().unwrap_or_default();
        let class = match value {
            0..100 => NumberWord::Small(value as u8),
            _ if 10_u64.pow(power) == value => NumberWord::Power(power as u16),
            100..=0xffff => NumberWord::Group(value as u16),
            _ => {
                let problem =
                    format!("expected a number from 0 to 65535, or a power of ten, got {value}");
                return Err((word.clone(), problem));
            }
        };
        // The table folds the case of ASCII alone.
        let (lower, upper) = (word.to_lowercase(), word.to_uppercase());
        let title = upper.chars().take(1).chain(lower.chars().skip(1)).collect();
        Ok([word.clone(), lower, upper, title].map(|word| (word, class)))
    };
    let words: Result<Vec<_>, _> = sources.iter().map(class).collect();
    Ok(words?.into_iter().flatten().collect())
}

/// `twentyfive`, `thirtyfirst`.
fn add_compounds(words: &mut Vec<(String, NumberWord)>, source: &Source) {
    let tens = |&(_, &value): &(&String, &u8)| value >= 20;
    let ones = |&(_, &value): &(&String, &u8)| (1..10).contains(&value);
    for (ten, &tens) in source.small.iter().filter(tens) {
        for (one, &ones) in source.small.iter().filter(ones) {
            words.push((format!("{ten}{one}"), NumberWord::Small(tens + ones)));
        }
        for (one, &ones) in source.ordinal.iter().filter(ones) {
            words.push((format!("{ten}{one}"), NumberWord::Ordinal(tens + ones)));
        }
    }
}

static SUFFIXES: LazyLock<Folded<Suffix>> = LazyLock::new(|| {
    let suffix = |safe, spaced| {
        move |(word, &power): (&String, &u16)| {
            (
                word.clone(),
                Suffix {
                    power,
                    safe,
                    spaced,
                },
            )
        }
    };
    let source = &SOURCE.suffix;
    let safe = source.safe.iter().map(suffix(true, false));
    let spaced = source.spaced.iter().map(suffix(true, true));
    let money = source.money.iter().map(suffix(false, false));
    safe.chain(spaced).chain(money).collect()
});

/// The place from the end that `word(0)`, `word(1)`, ... spell ("next to last"), with how many words
/// do.
pub fn from_end<'t>(word: impl Fn(usize) -> Option<&'t str>) -> Option<(u8, usize)> {
    static PHRASES: LazyLock<Phrases<u8>> = LazyLock::new(|| {
        let phrases = SOURCE.from_end_phrase.iter();
        Phrases::new(
            Direction::Forwards,
            phrases.map(|(text, &place)| (text, place)),
        )
    });
    PHRASES.find(word, |&place, _, _| Some(place))
}

/// All words and what they do.
pub(super) fn all() -> &'static Folded<NumberWord> {
    &WORDS
}

/// What `word` does in a number.
#[inline]
pub fn number_word(word: &str) -> Option<NumberWord> {
    WORDS.get(word).copied()
}

/// The power of ten that `word` adds to the figures it is glued to.
pub fn suffix(word: &str) -> Option<Suffix> {
    SUFFIXES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_word_is_one_line() {
        let source = include_str!("../../data/number_words.toml");
        let source = source.replace("[small]", "[small]\nelventy = 11");
        let words = collect(&parse(&source));
        assert_eq!(words.get("Elventy"), Some(&NumberWord::Small(11)));
    }

    #[test]
    fn words_have_one_class_each() {
        for (word, class) in [
            ("Twenty", NumberWord::Small(20)),
            ("twentyfive", NumberWord::Small(25)),
            ("thirtyfirst", NumberWord::Ordinal(31)),
            ("eighths", NumberWord::Parts(8)),
            ("MILLION", NumberWord::Power(6)),
            ("hundredths", NumberWord::PartsPower(2)),
        ] {
            assert_eq!(number_word(word), Some(class), "{word}");
        }
        assert_eq!(number_word("seconds"), None);
        assert_eq!(
            suffix("bn"),
            Some(Suffix {
                power: 9,
                safe: true,
                spaced: true
            })
        );
    }
}
