use std::borrow::Cow;
use std::collections::BTreeMap;
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
    /// An ISO code that is a measure too: beside the figures of a price.
    CodePrice,
    /// The hundredth part, by name: `cents`.
    Minor,
    /// The hundredth part, by sign, glued to figures: `¢`.
    MinorSign,
}

/// One way to write a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyForm {
    /// ISO 4217; empty where several currencies are written so.
    pub code: Cow<'static, str>,
    /// How it names it.
    pub class: CurrencyClass,
    /// Its minor unit's name, if this is one.
    pub minor: Cow<'static, str>,
    /// How many decimals the minor unit is.
    pub digits: u8,
    /// The name is an English word too: it needs figures, or a power of ten.
    pub tied: bool,
}

#[derive(serde::Deserialize)]
struct Source {
    currency: Vec<CurrencySource>,
    codes_after: String,
    codes_apart: String,
    codes_priced: String,
    codes_versioned: String,
    codes_small: String,
    pointed: String,
}

#[derive(Default, serde::Deserialize)]
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
    #[serde(default = "hundredths")]
    digits: u8,
    tied: bool,
}

const fn hundredths() -> u8 {
    2
}

/// The ways to write currencies, found by their first token and by their last.
#[derive(Debug)]
pub struct Currencies {
    /// By the first token: what stands after a number.
    pub after: Phrases<CurrencyForm>,
    /// By the last token: what stands before a number.
    pub before: Phrases<CurrencyForm>,
}

static SOURCE: LazyLock<Source> =
    LazyLock::new(|| parse(include_str!("../../data/currencies.toml")));

/// The currencies.
pub fn currencies() -> &'static Currencies {
    static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| Currencies::new(forms(&SOURCE)));
    &CURRENCIES
}

/// True if figures glued to `code` are money (`EUR50`): codes that are English words, or name other
/// things with a figure (`CRC32`), are none.
pub fn is_glued_code(code: &str) -> bool {
    static CODES: LazyLock<Folded> = LazyLock::new(|| {
        let lists = [&SOURCE.codes_after, &SOURCE.codes_apart];
        let apart = Folded::words(lists.into_iter().flat_map(|list| list.split_whitespace()));
        let codes = SOURCE.currency.iter().map(|currency| &currency.code);
        Folded::words(codes.filter(|code| !code.is_empty() && !apart.contains(code)))
    });
    CODES.contains(code)
}

/// True if `code` with a figure is software of that name: `PHP8`.
pub fn is_versioned(code: &str) -> bool {
    SOURCE
        .codes_versioned
        .split_whitespace()
        .any(|own| own == code)
}

/// True if the people of the currency `code` write a thousand `1.000`.
pub fn is_pointed(code: &str) -> bool {
    static CODES: LazyLock<Folded> =
        LazyLock::new(|| Folded::words(SOURCE.pointed.split_whitespace()));
    CODES.contains(code)
}

fn parse(source: &str) -> Source {
    toml::from_str(source).expect("data/currencies.toml")
}

impl Currencies {
    fn new(forms: Vec<(String, CurrencyForm)>) -> Self {
        Self {
            after: Phrases::new(Direction::Forwards, forms.clone()),
            before: Phrases::new(Direction::Backwards, forms),
        }
    }
}

/// Currencies of a user's: from a name, a sign or a code to an ISO 4217 code, or to one of their own
/// of three letters.
///
/// # Errors
/// The key, and what is wrong there.
pub(super) fn user_currencies(
    sources: &BTreeMap<String, String>,
) -> Result<Currencies, (String, String)> {
    let mut forms = Vec::new();
    for (written, code) in sources {
        if written.trim().is_empty() {
            let problem = "expected a name, a sign or a code, got ''".to_owned();
            return Err((written.clone(), problem));
        }
        if !is_code(code) {
            let problem = format!("expected an ISO 4217 code such as 'USD', got '{code}'");
            return Err((written.clone(), problem));
        }
        let class = if is_code(written) {
            CurrencyClass::Code
        } else if written
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace())
        {
            CurrencyClass::Name
        } else {
            CurrencyClass::Sign
        };
        let form = code_form(code.clone().into(), class);
        if class == CurrencyClass::Name {
            forms.push((plural(written), form.clone()));
        }
        forms.push((written.clone(), form));
    }
    Ok(Currencies::new(forms))
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn forms(source: &'static Source) -> Vec<(String, CurrencyForm)> {
    let mut forms = Vec::new();
    let after: Vec<&str> = source.codes_after.split_whitespace().collect();
    let priced: Vec<&str> = source.codes_priced.split_whitespace().collect();
    let mut codes = std::collections::BTreeSet::new();
    for currency in &source.currency {
        add(&mut forms, currency);
        if !currency.code.is_empty() && codes.insert(&*currency.code) {
            let class = if after.contains(&&*currency.code) {
                CurrencyClass::CodeAfter
            } else if priced.contains(&&*currency.code) {
                CurrencyClass::CodePrice
            } else {
                CurrencyClass::Code
            };
            let form = code_form(Cow::Borrowed(&currency.code), class);
            forms.push((currency.code.clone(), form));
        }
    }
    for code in source.codes_small.split_whitespace() {
        let form = code_form(code.to_ascii_uppercase().into(), CurrencyClass::Code);
        forms.push((code.to_owned(), form));
    }
    forms
}

fn code_form(code: Cow<'static, str>, class: CurrencyClass) -> CurrencyForm {
    CurrencyForm {
        code,
        class,
        minor: "".into(),
        digits: 2,
        tied: false,
    }
}

fn add(forms: &mut Vec<(String, CurrencyForm)>, currency: &'static CurrencySource) {
    let mut add = |written: &str, class, minor: &'static str| {
        let form = CurrencyForm {
            code: Cow::Borrowed(&currency.code),
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
    fn a_new_currency_is_one_line() {
        let source = include_str!("../../data/currencies.toml");
        let line = "\n  { code = \"XQU\", names = [\"quatloo\"], signs = [\"₪q\"] },";
        let (head, tail) = source.split_once("currency = [").unwrap();
        let source = parse(&format!("{head}currency = [{line}{tail}"));
        let forms = forms(Box::leak(Box::new(source)));
        let code = |written: &str| {
            let form = forms.iter().find(|(form, _)| form == written);
            form.map(|(_, form)| &*form.code)
        };
        assert_eq!(code("quatloos"), Some("XQU"));
        assert_eq!(code("XQU"), Some("XQU"));
    }

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
