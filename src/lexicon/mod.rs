//! Floor 1: the words that the extractors know, read from `data/`.
//!
//! Each lexicon is a table in `data/*.toml` or `*.tsv` that a person can edit; it is embedded in the
//! library and made into a look-up table at first use.

pub mod abbreviations;
mod aliases;
mod calendar;
mod company_words;
mod compound_peoples;
mod currencies;
mod fixed_forms;
mod folded;
mod given_names;
mod given_syllables;
pub(crate) mod head;
mod known_bodies;
mod languages;
mod modifiers;
mod name_words;
mod number_context;
mod number_grammar;
mod number_words;
mod peoples;
mod phrases;
mod reporting;
mod same_names;
pub mod sentence_break;
mod short_words;
mod titles;
mod units;
mod user_words;
pub mod vocabulary;
mod word_classes;

pub use aliases::{Aliases, aliases};
pub use calendar::{
    Calendar, DayPart, DayRule, Grain, Phrase, PhraseMeaning, Role, Season, TimeUnit, Word,
    calendar,
};
pub use company_words::{CompanyWords, company_words};
pub use compound_peoples::{CompoundPeoples, compound_peoples};
pub use currencies::{
    Currencies, CurrencyClass, CurrencyForm, currencies, is_glued_code, is_pointed, is_versioned,
};
pub use fixed_forms::{FixedForms, fixed_forms};
pub use folded::Folded;
pub use given_names::given_names;
pub use given_syllables::given_syllables;
pub use known_bodies::{BodyName, known_bodies};
pub use languages::{LanguageWords, PeriodWord, language_words};
pub use modifiers::{Modifier, Modifiers, RangeCue, modifiers};
pub use name_words::{NameWord, NameWords, name_words};
pub use number_context::{Context, Contexts, in_context};
pub use number_grammar::{FewWords, NumberGrammar, number_grammar};
pub use number_words::{NumberWord, Suffix, Vague, from_end, number_word, suffix};
pub use peoples::peoples;
pub use phrases::{Direction, Phrases};
pub use reporting::{Reporting, reporting};
pub use same_names::same_names;
pub use titles::{Gender, titles};
pub use units::{Base, Dimension, UnitClass, UnitEntry, UnitForm, UnitSource, Units, units};
pub use user_words::{UserSource, UserWords, UserWordsError};
pub use word_classes::{WordClasses, word_classes};
