use std::sync::LazyLock;

use super::Folded;

/// What words around a number say of it, as `data/number_context.toml` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// A modifier of a level that was reached.
    Level,
    /// It may stand between the verb and the amount.
    ChangeBetween,
    /// Two numbers near it are a score.
    Score,
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
    /// The number behind it is a part of the name: "Formula".
    NumberedName,
    /// A name with its number.
    NamedNumber,
    /// Behind a length: "thick".
    Extent,
    /// Near a temperature.
    Heat,
    /// A unit's symbol that is a word too.
    WordSymbol,
    /// "30s" behind it is a decade.
    BeforeDecade,
}

#[derive(serde::Deserialize)]
struct Source {
    change: Change,
    score: Words,
    ratio: Words,
    pronoun: Sides,
    money: Money,
    half: Sides,
    part: Before,
    slash: Names,
    idiom: Phrases,
    label: Label,
    extent: Words,
    heat: Words,
    word_symbol: Words,
    decade: Before,
}

#[derive(serde::Deserialize)]
struct Change {
    increase: String,
    decrease: String,
    weak_increase: String,
    weak_decrease: String,
    gain: String,
    loss: String,
    things: String,
    noun_increase: String,
    noun_decrease: String,
    after_increase: String,
    after_decrease: String,
    between: String,
    level: String,
}

#[derive(serde::Deserialize)]
struct Words {
    words: String,
}

#[derive(serde::Deserialize)]
struct Sides {
    before: String,
    after: String,
}

#[derive(serde::Deserialize)]
struct Money {
    words: String,
    each: String,
    per: String,
    anchor: String,
}

#[derive(serde::Deserialize)]
struct Before {
    before: String,
}

#[derive(serde::Deserialize)]
struct Names {
    names: String,
}

#[derive(serde::Deserialize)]
struct Label {
    words: String,
    names: String,
    phrases: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Phrases {
    phrases: Vec<String>,
}

/// True if `data/number_context.toml` says so of `word`.
pub fn in_context(word: &str, context: Context) -> bool {
    static WORDS: LazyLock<Folded<u64>> = LazyLock::new(|| {
        let source: Source = toml::from_str(include_str!("../../data/number_context.toml"))
            .expect("data/number_context.toml");
        collect(&source)
    });
    WORDS
        .get(word)
        .is_some_and(|flags| flags & bit(context) != 0)
}

fn bit(context: Context) -> u64 {
    1 << context as u32
}

fn collect(source: &Source) -> Folded<u64> {
    let mut flags: std::collections::HashMap<&str, u64> = Default::default();
    let change = &source.change;
    for (words, context) in [
        (&change.increase, Context::Increase),
        (&change.decrease, Context::Decrease),
        (&change.weak_increase, Context::WeakIncrease),
        (&change.weak_decrease, Context::WeakDecrease),
        (&change.noun_increase, Context::NounIncrease),
        (&change.noun_decrease, Context::NounDecrease),
        (&change.gain, Context::Gain),
        (&change.loss, Context::Loss),
        (&change.things, Context::ChangeThing),
        (&change.after_increase, Context::AfterIncrease),
        (&change.after_decrease, Context::AfterDecrease),
        (&change.between, Context::ChangeBetween),
        (&change.level, Context::Level),
        (&source.score.words, Context::Score),
        (&source.ratio.words, Context::Ratio),
        (&source.pronoun.before, Context::BeforePronoun),
        (&source.pronoun.after, Context::AfterPronoun),
        (&source.money.words, Context::Money),
        (&source.money.each, Context::Each),
        (&source.money.per, Context::Per),
        (&source.money.anchor, Context::Anchor),
        (&source.part.before, Context::BeforePart),
        (&source.half.before, Context::BeforeHalf),
        (&source.half.after, Context::AfterHalf),
        (&source.slash.names, Context::Slash),
        (&source.label.words, Context::Label),
        (&source.label.names, Context::NumberedName),
        (&source.extent.words, Context::Extent),
        (&source.heat.words, Context::Heat),
        (&source.word_symbol.words, Context::WordSymbol),
        (&source.decade.before, Context::BeforeDecade),
    ] {
        for word in words.split_whitespace() {
            *flags.entry(word).or_default() |= bit(context);
        }
    }
    for (phrases, context) in [
        (&source.idiom.phrases, Context::Idiom),
        (&source.label.phrases, Context::NamedNumber),
    ] {
        for phrase in phrases.iter().flat_map(|list| list.split("; ")) {
            *flags.entry(phrase).or_default() |= bit(context);
        }
    }
    flags.into_iter().collect()
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
