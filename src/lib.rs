//! Plain text to facts in one pass: sentences, named entities, numbers with their units, dates and
//! quotes, each with its exact place, and how they belong together.
//!
//! A [`Sifter`] holds the settings and does the work; a [`Document`] owns one text and its
//! [`Mentions`]. Positions are **bytes** in Rust ([`Span`]); [`text::Offsets`] turns them into the
//! code points of Python or the UTF-16 units of JavaScript.
//!
//! ```
//! use textsift::{Settings, Sifter};
//!
//! let settings = Settings { dates: textsift::dates::Settings {
//!     reference: "2024-09-12T00:00".parse().ok(),
//!     ..Default::default()
//! }, ..Default::default() };
//! let text = "The raid on Sunday killed more than 40 gunmen some 50 kilometres (31 miles) away.";
//! let document = Sifter::new(settings).analyze(text);
//! let mentions = document.mentions();
//!
//! let gunmen = &mentions.numbers[0];
//! assert_eq!(gunmen.span.of(text), "40");
//! assert_eq!(gunmen.outer.of(text), "more than 40");
//! assert_eq!(gunmen.bound, textsift::numbers::Bound::MoreThan);
//! assert_eq!(gunmen.counted.unwrap().head.of(text), "gunmen");
//!
//! let kilometres = &mentions.numbers[1];
//! assert_eq!(kilometres.value.as_ref().unwrap().to_string(), "50");
//! assert_eq!(kilometres.unit.as_ref().unwrap().code, "km");
//! assert_eq!(kilometres.equals, Some(2)); // the 31 miles in brackets
//!
//! assert_eq!(mentions.dates[0].value, "2024-09-08"); // the Sunday before: it "killed"
//! ```
//!
//! # The house
//!
//! Each module stands on a floor and uses those below it alone, never its neighbours:
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`text`]: spans, tokens, positions |
//! | 1 | [`lexicon`]: the words; [`linear`]: linear models over hashed features |
//! | 2 | [`numerals`]: one number at one place; [`patterns`]: fixed forms |
//! | 3 | [`sentences`], [`numbers`], [`dates`], [`entities`]: the extractors |
//! | 4 | [`relations`]: what joins mentions |
//! | 5 | [`document`]: one text, one pass |
//! | 6 | `batch`: Arrow columns (feature `arrow`) |
//! | 7 | `python`: the binding (feature `python`) |
//!
//! A pass never fails on a text and takes time linear in its length. Errors exist for settings,
//! models and columns alone.

pub mod dates;
pub mod document;
pub mod entities;
pub mod lexicon;
pub mod linear;
pub mod numbers;
pub mod numerals;
pub mod patterns;
pub mod relations;
pub mod sentences;
pub mod text;

#[cfg(feature = "arrow")]
pub mod batch;
#[cfg(feature = "python")]
mod python;

pub use dates::Date;
pub use document::{Document, Mentions, Settings, Sifter, What};
pub use entities::Entity;
pub use numbers::Number;
pub use relations::Quote;
pub use sentences::Sentence;
pub use text::Span;
