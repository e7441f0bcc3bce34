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
    /// The amount before it is an increase.
    NounIncrease,
    /// The amount before it is a decrease.
    NounDecrease,
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
    /// "half" behind it is no number.
    BeforeHalf,
    /// "half" before it is no number.
    AfterHalf,
    /// Figures joined by a slash or hyphen that are a name: no fraction, no range.
    Slash,
    /// A number word with its neighbour, that counts nothing.
    Idiom,
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
    slash: Names,
    idiom: Phrases,
    extent: Words,
    heat: Words,
    word_symbol: Words,
    decade: Decade,
}

#[derive(serde::Deserialize)]
struct Change {
    increase: String,
    decrease: String,
    weak_increase: String,
    weak_decrease: String,
    noun_increase: String,
    noun_decrease: String,
    between: String,
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
}

#[derive(serde::Deserialize)]
struct Decade {
    before: String,
}

#[derive(serde::Deserialize)]
struct Names {
    names: String,
}

#[derive(serde::Deserialize)]
struct Phrases {
    phrases: Vec<String>,
}

/// True if `data/number_context.toml` says so of `word`.
pub fn in_context(word: &str, context: Context) -> bool {
    static WORDS: LazyLock<Folded<u32>> = LazyLock::new(|| {
        let source: Source = toml::from_str(include_str!("../../data/number_context.toml"))
            .expect("data/number_context.toml");
        collect(&source)
    });
    WORDS
        .get(word)
        .is_some_and(|flags| flags & bit(context) != 0)
}

fn bit(context: Context) -> u32 {
    1 << context as u32
}

fn collect(source: &Source) -> Folded<u32> {
    let mut flags: std::collections::HashMap<&str, u32> = Default::default();
    let change = &source.change;
    for (words, context) in [
        (&change.increase, Context::Increase),
        (&change.decrease, Context::Decrease),
        (&change.weak_increase, Context::WeakIncrease),
        (&change.weak_decrease, Context::WeakDecrease),
        (&change.noun_increase, Context::NounIncrease),
        (&change.noun_decrease, Context::NounDecrease),
        (&change.between, Context::ChangeBetween),
        (&source.score.words, Context::Score),
        (&source.ratio.words, Context::Ratio),
        (&source.pronoun.before, Context::BeforePronoun),
        (&source.pronoun.after, Context::AfterPronoun),
        (&source.money.words, Context::Money),
        (&source.money.each, Context::Each),
        (&source.half.before, Context::BeforeHalf),
        (&source.half.after, Context::AfterHalf),
        (&source.slash.names, Context::Slash),
        (&source.extent.words, Context::Extent),
        (&source.heat.words, Context::Heat),
        (&source.word_symbol.words, Context::WordSymbol),
        (&source.decade.before, Context::BeforeDecade),
    ] {
        for word in words.split_whitespace() {
            *flags.entry(word).or_default() |= bit(context);
        }
    }
    for phrase in &source.idiom.phrases {
        *flags.entry(phrase).or_default() |= bit(Context::Idiom);
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
