use std::sync::LazyLock;

use super::Folded;
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
    /// Such letters that mean other things too: after figures with no word behind, or beside a price.
    WordAfter,
    /// The like that stand before a price alone: `R273.00`.
    WordBefore,
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
    /// How many decimals the minor unit is.
    pub digits: u8,
    /// The name is an English word too: it needs figures, or a power of ten.
    pub tied: bool,
}

#[derive(serde::Deserialize)]
struct Source {
    currency: Vec<CurrencySource>,
    codes_after: String,
    codes_small: String,
    pointed: String,
}

#[derive(serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CurrencySource {
    code: String,
    names: Vec<String>,
    plurals: Vec<String>,
    signs: Vec<String>,
    words: Vec<String>,
    after: Vec<String>,
    before: Vec<String>,
    minor: Vec<String>,
    minor_plurals: Vec<String>,
    minor_signs: Vec<String>,
    digits: u8,
    tied: bool,
}

impl Default for CurrencySource {
    fn default() -> Self {
        Self {
            code: String::new(),
            names: Vec::new(),
            plurals: Vec::new(),
            signs: Vec::new(),
            words: Vec::new(),
            after: Vec::new(),
            before: Vec::new(),
            minor: Vec::new(),
            minor_plurals: Vec::new(),
            minor_signs: Vec::new(),
            digits: 2,
            tied: false,
        }
    }
}

/// The ways to write currencies, found by their first token and by their last.
#[derive(Debug)]
pub struct Currencies {
    /// By the first token: what stands after a number.
    pub after: Phrases<CurrencyForm>,
    /// By the last token: what stands before a number.
    pub before: Phrases<CurrencyForm>,
    /// All codes but those that are English words.
    pub codes: Folded,
    /// Codes of currencies whose people write a thousand `1.000`.
    pub pointed: Folded,
}

/// The currencies.
pub fn currencies() -> &'static Currencies {
    static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
        let source: Source = toml::from_str(include_str!("../../data/currencies.toml"))
            .expect("data/currencies.toml");
        let forms = forms(&source);
        let codes = forms
            .iter()
            .filter(|(_, form)| form.class == CurrencyClass::Code);
        let codes = Folded::words(codes.map(|(_, form)| &form.code));
        Currencies {
            codes,
            after: Phrases::new(Direction::Forwards, forms.clone()),
            before: Phrases::new(Direction::Backwards, forms),
            pointed: Folded::words(source.pointed.split_whitespace()),
        }
    });
    &CURRENCIES
}

fn forms(source: &Source) -> Vec<(String, CurrencyForm)> {
    let mut forms = Vec::new();
    let after: Vec<&str> = source.codes_after.split_whitespace().collect();
    let mut codes = std::collections::BTreeSet::new();
    for currency in &source.currency {
        add(&mut forms, currency);
        if !currency.code.is_empty() && codes.insert(&*currency.code) {
            let class = if after.contains(&&*currency.code) {
                CurrencyClass::CodeAfter
            } else {
                CurrencyClass::Code
            };
            forms.push((currency.code.clone(), code_form(&currency.code, class)));
        }
    }
    for code in source.codes_small.split_whitespace() {
        let form = code_form(&code.to_ascii_uppercase(), CurrencyClass::Code);
        forms.push((code.to_owned(), form));
    }
    forms
}

fn code_form(code: &str, class: CurrencyClass) -> CurrencyForm {
    CurrencyForm {
        code: code.into(),
        class,
        minor: "".into(),
        digits: 2,
        tied: false,
    }
}

fn add(forms: &mut Vec<(String, CurrencyForm)>, currency: &CurrencySource) {
    let mut add = |written: &str, class, minor: &str| {
        let form = CurrencyForm {
            code: currency.code.as_str().into(),
            class,
            minor: minor.into(),
            digits: currency.digits,
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
    for (words, class) in [
        (&currency.words, CurrencyClass::Word),
        (&currency.after, CurrencyClass::WordAfter),
        (&currency.before, CurrencyClass::WordBefore),
    ] {
        for word in words {
            add(word, class, "");
        }
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
