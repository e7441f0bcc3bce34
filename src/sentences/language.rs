use super::settings::Named;

/// The language of the texts.
///
/// English has rules and a model of its own. The others are split by the sentence rule of Unicode
/// (UAX 29) with the abbreviations of `data/languages.toml`. What is tested of them: the rule itself
/// against the crate `unicode-segmentation`, and each language on one text of eight to ten sentences
/// written for the purpose (`tests/cases/sentence_languages.toml`); no corpus was scored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, the default.
    #[default]
    English,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Italian.
    Italian,
    /// Japanese.
    Japanese,
    /// Dutch.
    Dutch,
    /// Polish.
    Polish,
    /// Portuguese.
    Portuguese,
    /// Russian.
    Russian,
    /// Any other, undetermined: the rule of Unicode alone.
    Undetermined,
    /// Chinese.
    Chinese,
}

impl Named for Language {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("en", Self::English),
        ("de", Self::German),
        ("es", Self::Spanish),
        ("fr", Self::French),
        ("it", Self::Italian),
        ("ja", Self::Japanese),
        ("nl", Self::Dutch),
        ("pl", Self::Polish),
        ("pt", Self::Portuguese),
        ("ru", Self::Russian),
        ("und", Self::Undetermined),
        ("zh", Self::Chinese),
    ];
}
