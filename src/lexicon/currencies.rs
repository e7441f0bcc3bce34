use std::sync::LazyLock;

use super::phrases::{Direction, Phrases};
use super::units::plural;

/// How an expression names a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencyClass {
    /// A full name, after any number: `dollars`.
    Name,
    /// A sign, before or after figures: `$`.
    Sign,
    /// Letters that need figures beside them: `Rs`, `kr`.
    Word,
    /// An ISO code, before or after.
    Code,
    /// An ISO code that is an English word: only after.
    CodeAfter,
    /// The hundredth part, by name: `cents`.
    Minor,
    /// The hundredth part, by sign, glued to figures: `¢`.
    MinorSign,
}

/// One way to write a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyForm {
    /// ISO 4217; empty where several currencies are written so.
    pub code: Box<str>,
    /// How it names it.
    pub class: CurrencyClass,
    /// Its minor unit's name, if this is one.
    pub minor: Box<str>,
    /// The name is an English word too: it needs figures, or a power of ten.
    pub tied: bool,
}

#[derive(serde::Deserialize)]
struct Source {
    currency: Vec<CurrencySource>,
    codes: String,
    codes_after: String,
    codes_small: String,
}

#[derive(serde::Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct CurrencySource {
    code: String,
    names: Vec<String>,
    plurals: Vec<String>,
    signs: Vec<String>,
    words: Vec<String>,
    minor: Vec<String>,
    minor_plurals: Vec<String>,
    minor_signs: Vec<String>,
    tied: bool,
}

/// The ways to write currencies, found by their first token and by their last.
#[derive(Debug)]
pub struct Currencies {
    /// By the first token: what stands after a number.
    pub after: Phrases<CurrencyForm>,
    /// By the last token: what stands before a number.
    pub before: Phrases<CurrencyForm>,
}

/// The currencies.
pub fn currencies() -> &'static Currencies {
    static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
        let source: Source = toml::from_str(include_str!("../../data/currencies.toml"))
            .expect("data/currencies.toml");
        let forms = forms(&source);
        Currencies {
            after: Phrases::new(Direction::Forwards, forms.clone()),
            before: Phrases::new(Direction::Backwards, forms),
        }
    });
    &CURRENCIES
}

fn forms(source: &Source) -> Vec<(String, CurrencyForm)> {
    let mut forms = Vec::new();
    for currency in &source.currency {
        add(&mut forms, currency);
    }
    for (list, class) in [
        (&source.codes, CurrencyClass::Code),
        (&source.codes_small, CurrencyClass::Code),
        (&source.codes_after, CurrencyClass::CodeAfter),
    ] {
        for code in list.split_whitespace() {
            let form = CurrencyForm {
                code: code.to_ascii_uppercase().into(),
                class,
                minor: "".into(),
                tied: false,
            };
            forms.push((code.to_owned(), form));
        }
    }
    forms
}

fn add(forms: &mut Vec<(String, CurrencyForm)>, currency: &CurrencySource) {
    let mut add = |written: &str, class, minor: &str| {
        let form = CurrencyForm {
            code: currency.code.as_str().into(),
            class,
            minor: minor.into(),
            tied: currency.tied,
        };
        forms.push((written.to_owned(), form));
    };
    for name in &currency.names {
        add(name, CurrencyClass::Name, "");
        add(&plural(name), CurrencyClass::Name, "");
    }
    for name in &currency.plurals {
        add(name, CurrencyClass::Name, "");
    }
    for sign in &currency.signs {
        add(sign, CurrencyClass::Sign, "");
    }
    for word in &currency.words {
        add(word, CurrencyClass::Word, "");
    }
    let minor = currency.minor.last().map_or("", String::as_str);
    for name in &currency.minor {
        add(name, CurrencyClass::Minor, name);
        add(&plural(name), CurrencyClass::Minor, name);
    }
    for name in &currency.minor_plurals {
        add(name, CurrencyClass::Minor, minor);
    }
    for sign in &currency.minor_signs {
        add(sign, CurrencyClass::MinorSign, minor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_signs_lead_to_their_code() {
        let after = |words: &[&str]| {
            let form = |form: &CurrencyForm, _: bool, _: usize| Some(form.code.to_string());
            currencies()
                .after
                .find(|i| words.get(i).copied(), form)
                .map(|(code, _)| code)
        };
        assert_eq!(after(&["Swiss", "francs"]), Some("CHF".into()));
        assert_eq!(after(&["dollars"]), Some(String::new()));
        assert_eq!(after(&["€"]), Some("EUR".into()));
        assert_eq!(after(&["USD"]), Some("USD".into()));
        assert_eq!(after(&["house"]), None);
    }
}
