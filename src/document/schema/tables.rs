//! The rows. Each table is a macro, so that the same rows make the constant below and, with their
//! meanings as documentation, the attributes of the Python classes.

use super::names::{
    bound_name, change_name, date_kind_name, modifier_name, number_kind_name, quote_kind_name,
    source_name,
};
use super::view::{pint, score, time, unit};
use super::{Field, Type, Value};
use crate::dates::Date;
use crate::entities::Entity;
use crate::numbers::Number;
use crate::relations::Quote;
use crate::sentences::Sentence;

/// `name: Type, nullable or not, meaning, how to read it`, row by row, into a constant.
macro_rules! table {
    ($(#[$doc:meta])* $table:ident: $mention:ty;
     $($name:ident: $type:ident $null:literal $meaning:literal $get:expr;)*) => {
        $(#[$doc])*
        pub const $table: &[Field<$mention>] = &[$(Field {
            name: stringify!($name),
            ty: Type::$type,
            nullable: $null,
            doc: $meaning,
            get: $get,
        }),*];
    };
}

macro_rules! sentence_fields { ($make:ident) => { $make! {
    /// The fields of a sentence.
    SENTENCES: Sentence;
    start: Position false "Position of the first character." |s, v| v.start(s.span);
    end: Position false "Position after the last character." |s, v| v.end(s.span);
    text: Text false "The sentence." |s, v| v.words(s.span);
    sentence: Index true "The sentence's own index, from 0." |s, v| v.own_sentence(s);
    paragraph: Index false "The paragraph that holds it, from 0." |s, _| Value::Int(s.paragraph as i32);
} } }

macro_rules! entity_fields { ($make:ident) => { $make! {
    /// The fields of an entity.
    ENTITIES: Entity;
    start: Position false "Position of the name's first character." |e, v| v.start(e.span);
    end: Position false "Position after the name's last character." |e, v| v.end(e.span);
    text: Text false "The name as written." |e, v| v.words(e.span);
    sentence: Index true "Index of the sentence that holds it." |e, v| v.sentence(e.sentence);
    label: Name false "The type: PERSON, ORG, GPE, ... or a label of the user's." |e, _| Value::Text(e.label.name());
    score: Float false "The probability of the span with its label, 0 to 1; 1 for gazetteers and patterns." |e, _| score(e.score);
    canonical: Text false "The fullest name used for the entity in this document." |e, v| v.words(e.canonical);
    entity_id: Index false "The same number for all mentions of one entity in the document, from 0 by first mention." |e, _| Value::Int(e.entity_id as i32);
    source: Name false "What found it: model, gazetteer or pattern." |e, _| Value::Text(source_name(e.source));
    id: Text true "The gazetteer's own key." |e, _| Value::of(e.id.as_deref(), Value::Text);
} } }

macro_rules! number_fields { ($make:ident) => { $make! {
    /// The fields of a number.
    NUMBERS: Number;
    start: Position false "Position of the core's first character: numeral, scale and unit." |n, v| v.start(n.span);
    end: Position false "Position after the core's last character." |n, v| v.end(n.span);
    text: Text false "The core: numeral, scale and unit." |n, v| v.words(n.span);
    sentence: Index true "Index of the sentence that holds it." |n, v| v.sentence(n.sentence);
    kind: Name false "cardinal, ordinal, fraction, percent, money, quantity, age, ratio, score or multiplier." |n, _| Value::Text(number_kind_name(n.kind));
    value: Exact true "The number as written; null for ranges and vague amounts." |n, _| Value::of(n.value.as_ref(), Value::Exact);
    exact: Digits true "The digits of `value`: a decimal (1.50) or a fraction (1/3)." |n, _| Value::of(n.value.as_ref(), Value::Exact);
    low: Exact true "The least it may be; null where nothing is said." |n, _| Value::of(n.low.as_ref(), Value::Exact);
    low_exact: Digits true "The digits of `low`." |n, _| Value::of(n.low.as_ref(), Value::Exact);
    high: Exact true "The most it may be; null where nothing is said." |n, _| Value::of(n.high.as_ref(), Value::Exact);
    high_exact: Digits true "The digits of `high`." |n, _| Value::of(n.high.as_ref(), Value::Exact);
    low_closed: Bool false "Whether `low` itself is included." |n, _| Value::Bool(n.low_closed);
    high_closed: Bool false "Whether `high` itself is included." |n, _| Value::Bool(n.high_closed);
    bound: Name false "exact, approximate, at_least, at_most, more_than, less_than, range or vague." |n, _| Value::Text(bound_name(n.bound));
    change: Name true "The direction of a change: increase or decrease; null for other amounts." |n, _| Value::of(n.change, |c| Value::Text(change_name(c)));
    unit: Name true "The unit of measure, one whole UCUM code." |n, _| unit(n, |u| &u.code);
    unit_name: Text true "The unit's name for people, in the singular." |n, _| unit(n, |u| &u.name);
    dimension: Name true "What the unit measures: length, time, ..." |n, _| unit(n, |u| &u.dimension);
    pint: Name true "The unit as Pint, the Python library, parses it; null where it has no such unit." |n, _| pint(n);
    currency: Name true "The currency's ISO 4217 code." |n, _| Value::of(n.currency.as_deref(), Value::Text);
    symbol: Text true "The currency sign as written, where it names no single currency." |n, v| Value::of(n.symbol, |s| v.words(s));
    per: Name true "What the amount is for each of, a UCUM code ($3 a gallon: [gal_us])." |n, _| Value::of(n.per.as_deref(), Value::Text);
    per_value: Exact true "How many of `per` (12 per 100,000 people)." |n, _| Value::of(n.per_value.as_ref(), Value::Exact);
    outer_start: Position false "Position of the first character with the modifiers that set the bound." |n, v| v.start(n.outer);
    outer_end: Position false "Position after the last character with those modifiers." |n, v| v.end(n.outer);
    numeral_start: Position false "Position of the first character of the figures or number words alone." |n, v| v.start(n.numeral);
    numeral_end: Position false "Position after their last character." |n, v| v.end(n.numeral);
    parts: Exacts false "The parts of a ratio, score or vote, in order; empty for others." |n, _| Value::Exacts(&n.parts);
    from_end: Bool false "Whether an ordinal counts from the end (second to last)." |n, _| Value::Bool(n.from_end);
    counted: Text true "What is counted, as written." |n, v| Value::of(n.counted, |c| v.words(c.span));
    counted_start: Position true "Position of the first character of what is counted." |n, v| Value::of(n.counted, |c| v.start(c.span));
    counted_end: Position true "Position after the last character of what is counted." |n, v| Value::of(n.counted, |c| v.end(c.span));
    counted_head: Text true "The head noun of what is counted." |n, v| Value::of(n.counted, |c| v.words(c.head));
    equals: Index true "Index of the number that states the same quantity (50 kilometres (31 miles))." |n, v| Value::of(n.equals, |i| v.number(i));
} } }

macro_rules! date_fields { ($make:ident) => { $make! {
    /// The fields of a date.
    DATES: Date;
    start: Position false "Position of the first character." |d, v| v.start(d.span);
    end: Position false "Position after the last character." |d, v| v.end(d.span);
    text: Text false "The expression as written." |d, v| v.words(d.span);
    sentence: Index true "Index of the sentence that holds it." |d, v| v.sentence(d.sentence);
    kind: Name false "date, time, duration, set or interval." |d, _| Value::Text(date_kind_name(d.kind));
    value: Text false "The TIMEX3 value: 2001-09-11, P5Y, XXXX-WXX-2; intervals as start/end." |d, _| Value::Text(&d.value);
    start_time: Time true "The first moment, naive." |d, _| Value::of(d.start_time, time);
    end_time: Time true "The moment after the last, naive." |d, _| Value::of(d.end_time, time);
    utc_offset: Int true "Minutes east of UTC, where a zone is written." |d, _| Value::of(d.utc_offset, |m| Value::Int(m.into()));
    modifier: Name true "approx, before, after, early, mid or late." |d, _| Value::of(d.modifier, |m| Value::Text(modifier_name(m)));
    ambiguous: Bool false "Whether day and month can be read either way (3/4/2015)." |d, _| Value::Bool(d.ambiguous);
    number: Index true "Index of the number that a measured duration is too (3 hours)." |d, v| Value::of(d.number, |i| v.number(i));
} } }

macro_rules! quote_fields { ($make:ident) => { $make! {
    /// The fields of a quote.
    QUOTES: Quote;
    start: Position false "Position of the first character inside the marks." |q, v| v.start(q.span);
    end: Position false "Position after the last character inside the marks." |q, v| v.end(q.span);
    text: Text false "The words inside the marks." |q, v| v.words(q.span);
    sentence: Index true "Index of the sentence that holds its start." |q, v| v.sentence(q.sentence);
    sentence_end: Index true "Index of the sentence that holds its end." |q, v| v.sentence(q.sentence_end);
    kind: Name false "speech, or phrase for words set apart (the “new normal”)." |q, _| Value::Text(quote_kind_name(q.kind));
    speaker: Text true "Who said it, as written: a name or a pronoun." |q, v| Value::of(q.speaker, |s| v.words(s));
    speaker_start: Position true "Position of the speaker's first character." |q, v| Value::of(q.speaker, |s| v.start(s));
    speaker_end: Position true "Position after the speaker's last character." |q, v| Value::of(q.speaker, |s| v.end(s));
    speaker_id: Index true "The `entity_id` of the speaker." |q, v| Value::of(q.speaker_id, |i| v.entity(i));
    cue: Text true "The words that report it: a verb, or the like of `according to`." |q, v| Value::of(q.cue, |c| v.words(c));
    cue_start: Position true "Position of the cue's first character." |q, v| Value::of(q.cue, |c| v.start(c));
    cue_end: Position true "Position after the cue's last character." |q, v| Value::of(q.cue, |c| v.end(c));
    direct: Bool false "Whether a cue beside it tells these very words." |q, _| Value::Bool(q.direct);
} } }

sentence_fields!(table);
entity_fields!(table);
number_fields!(table);
date_fields!(table);
quote_fields!(table);

#[cfg(feature = "python")]
pub(crate) use {date_fields, entity_fields, number_fields, quote_fields, sentence_fields};
