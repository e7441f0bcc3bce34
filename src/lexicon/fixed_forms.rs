use std::sync::LazyLock;

use serde::Deserialize;

use super::Folded;

/// What fixed forms are made of; each field is a list of `data/fixed_forms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedForms {
    /// Schemes that stand before `://`.
    pub schemes: Folded,
    /// Top-level domains that make a bare `name.tld` a web address.
    pub top_domains: Folded,
    /// Top-level domains that are words too and want more evidence.
    pub word_domains: Folded,
    /// Extensions of file names.
    pub file_extensions: Folded,
    /// Words that make digits after them a telephone number.
    pub phone_cues: Folded,
    /// Words that make digits in groups after them a telephone number.
    pub call_words: Folded,
    /// Words that begin a telephone extension.
    pub extension_words: Folded,
    /// Words that make digits after them an identifier.
    pub identifier_cues: Folded,
    /// What may stand between such a word and its digits.
    pub identifier_fillers: Folded,
    /// Words that make hexadecimal digits after them an IP address.
    pub address_cues: Folded,
    /// Letters glued before digits that leave them a number.
    pub number_prefixes: Folded,
    /// Words before a hyphen and digits that leave them a number.
    pub hyphen_prefixes: Folded,
    /// Letters glued after digits that leave them a number.
    pub glued_suffixes: Folded,
    /// Units of one letter that a negative power divides by: "3 g L-1".
    pub inverse_units: Folded,
    /// Units whose power is written by a digit behind them.
    pub powered_units: Folded,
}

static FIXED_FORMS: LazyLock<FixedForms> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/fixed_forms.toml"))
        .expect("data/fixed_forms.toml is valid")
});

/// The lists of `data/fixed_forms.toml`.
pub fn fixed_forms() -> &'static FixedForms {
    &FIXED_FORMS
}
