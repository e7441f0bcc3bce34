use std::collections::HashMap;
use std::sync::LazyLock;

use super::Folded;

/// What words around a number say of it: the lists of `data/number_context.toml`, which has them
/// under these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Context {
    /// The amount behind it is an increase.
    Increase,
    /// The amount behind it is a decrease.
    Decrease,
    /// An increase only with "by" or by a percentage.
    WeakIncrease,
    /// A decrease only with "by" or by a percentage.
    WeakDecrease,
    /// It gains the measured amount behind it.
    Gain,
    /// It loses the measured amount behind it.
    Loss,
    /// It gains the money, percentage or things behind it.
    Add,
    /// The like: it loses them.
    Cut,
    /// What is gained and lost though it is counted: points, jobs.
    ChangeThing,
    /// A noun that makes the amount before it an increase.
    NounIncrease,
    /// A noun that makes the amount before it a decrease.
    NounDecrease,
    /// Right behind the amount: an increase.
    AfterIncrease,
    /// The like: a decrease.
    AfterDecrease,
    /// Behind a length or a time: a place.
    Place,
    /// "up" behind it tells no rise: "picked up".
    PhrasalUp,
    /// A verb of change that takes objects too: "sank three ships".
    TakesObject,
    /// "nine stone" behind it is a weight.
    Weighs,
    /// Near it parts of a point are of a percentage, "bp" are basis points.
    Interest,
    /// Two figures and a slash near it are pressures.
    BloodPressure,
    /// What the amount before it is a change against.
    Compared,
    /// A modifier of a level that was reached.
    Level,
    /// It may stand between the verb and the amount.
    ChangeBetween,
    /// Two numbers near it are a score.
    Score,
    /// A pair of numbers that it reaches is a team's record.
    Record,
    /// The like behind the pair, after a preposition: "on the road".
    RecordPlace,
    /// The like, right behind the pair.
    Overall,
    /// A falling pair of numbers behind it is the outcome of a vote.
    Passed,
    /// One person: a number between commas behind it is an age.
    Person,
    /// Persons, whose age the limit behind tells.
    People,
    /// A title before a person's name.
    Courtesy,
    /// Two numbers near it are a ratio.
    Ratio,
    /// "one" behind it is a pronoun.
    BeforePronoun,
    /// "one" before it is a pronoun.
    AfterPronoun,
    /// "pounds" near it are money.
    Money,
    /// A price may be for each of it.
    Each,
    /// It says that a price or rate is for each of what follows: "per".
    Per,
    /// The like, before whatever noun.
    PerAny,
    /// A count may be for each of it behind an article: "20 points a game".
    EachTime,
    /// Behind "a year" it dates what stands before: "$5 a year ago".
    Anchor,
    /// "a third" behind it is a part of a whole.
    BeforePart,
    /// "half" behind it is no number.
    BeforeHalf,
    /// "half" before it is no number.
    AfterHalf,
    /// Figures joined by a slash or hyphen that are a name: no fraction, no range.
    Slash,
    /// A number word with its neighbour, that counts nothing.
    Idiom,
    /// The number behind it tells it from others of its kind: "table".
    Label,
    /// The like in the plural, which may open a list: "tables".
    Labels,
    /// "over" behind it is a bound, if only of a length of time.
    BeforeOver,
    /// "up to" behind it is no bound.
    Goes,
    /// The like that arrived: "edged up to 2.26 percent".
    Went,
    /// It joins the last of a list.
    Joins,
    /// Two numbers in brackets behind it are the ends of an interval: "CI".
    Interval,
    /// The number behind it is a part of the name: "Formula".
    NumberedName,
    /// A name with its number.
    NamedNumber,
    /// Behind a length: "thick".
    Extent,
    /// Near a temperature.
    Heat,
    /// What "4K" tells the resolution of.
    Screen,
    /// It parts the lengths of a box: "x", "by".
    Times,
    /// What is weighed in troy ounces.
    Precious,
    /// What is dissolved: "1 M" before it is a concentration.
    Solute,
    /// A collection of laws or judgments between two numbers that cite it.
    Reporter,
    /// A unit's symbol that is a word too.
    WordSymbol,
    /// "30s" behind it is a decade.
    BeforeDecade,
    /// The last word of a modifier before a number; this and what follows stands in other lists.
    #[serde(skip)]
    EndsLeft,
    /// It may stand between a modifier and its number.
    #[serde(skip)]
    Between,
    /// The first word of a modifier behind a number.
    #[serde(skip)]
    BeginsRight,
    /// The last word of what announces a range.
    #[serde(skip)]
    EndsRangeCue,
    /// The last word of a currency.
    #[serde(skip)]
    EndsCurrency,
    /// The first word of a currency.
    #[serde(skip)]
    BeginsCurrency,
}

#[derive(serde::Deserialize)]
struct Source {
    words: HashMap<Context, String>,
    phrases: HashMap<Context, Vec<String>>,
}

/// All that `data/number_context.toml` says of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contexts(u128);

impl Contexts {
    /// True if it says so.
    #[inline]
    pub const fn has(self, context: Context) -> bool {
        self.0 & (1 << context as u32) != 0
    }

    /// All of these.
    pub(crate) const fn of(contexts: &[Context]) -> Self {
        let mut all = 0;
        let mut at = 0;
        while at < contexts.len() {
            all |= 1 << contexts[at] as u32;
            at += 1;
        }
        Self(all)
    }

    /// True if both say one thing.
    #[inline]
    pub(crate) const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn add(&mut self, context: Context) {
        self.0 |= 1 << context as u32;
    }
}

/// True if `data/number_context.toml` says so of `word`, or of these words.
pub fn in_context(word: &str, context: Context) -> bool {
    all().get(word).is_some_and(|known| known.has(context))
}

/// The words and phrases of `data/number_context.toml`, and what it says of them.
pub(super) fn all() -> &'static Folded<Contexts> {
    static WORDS: LazyLock<Folded<Contexts>> = LazyLock::new(|| {
        let source: Source = toml::from_str(include_str!("../../data/number_context.toml"))
            .expect("data/number_context.toml");
        collect(&source)
    });
    &WORDS
}

fn collect(source: &Source) -> Folded<Contexts> {
    let mut known: HashMap<&str, Contexts> = HashMap::new();
    for (&context, words) in &source.words {
        for word in words.split_whitespace() {
            known.entry(word).or_default().add(context);
        }
    }
    for (&context, phrases) in &source.phrases {
        for phrase in phrases.iter().flat_map(|list| list.split("; ")) {
            known.entry(phrase).or_default().add(context);
        }
    }
    known.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_say_several_things() {
        assert!(in_context("Rose", Context::Increase));
        assert!(in_context("rise", Context::Increase) && in_context("rise", Context::NounIncrease));
        assert!(in_context("9/11", Context::Slash));
        assert!(!in_context("house", Context::Money));
    }
}
