//! `data/calendar.toml` as it is written, and its way into the tables.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Calendar, DayPart, DayRule, Feasts, Grain, Phrase, PhraseMeaning, Role, Season, TimeUnit, Word,
};
use crate::lexicon::Folded;
use crate::text::tokenize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    month: Vec<Named>,
    weekday: Vec<Named>,
    season: Vec<Named>,
    part: Vec<Named>,
    unit: Vec<UnitSource>,
    frequency: BTreeMap<String, String>,
    deictic: BTreeMap<String, i8>,
    clock: BTreeMap<String, u8>,
    decade: BTreeMap<String, u8>,
    zone: BTreeMap<String, i16>,
    zone_name: BTreeMap<String, i16>,
    role: BTreeMap<Role, Vec<String>>,
    past_suffix: Box<str>,
    phrase: Vec<PhraseSource>,
    holiday: Vec<HolidaySource>,
    event: Vec<EventSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(default)]
    number: u8,
    #[serde(default)]
    code: String,
    #[serde(default)]
    month: u8,
    #[serde(default)]
    hours: [u8; 2],
    #[serde(default)]
    later: bool,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    guarded: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
}

#[derive(Deserialize)]
struct UnitSource {
    #[serde(flatten)]
    unit: TimeUnit,
    names: Vec<String>,
    plural: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseSource {
    value: Option<String>,
    day: Option<i8>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidaySource {
    rule: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventSource {
    date: String,
    names: Vec<String>,
}

#[derive(Default)]
struct Words(BTreeMap<String, Word>);

impl Words {
    /// Applies `set` to the entry of each name, in both spellings of its apostrophe.
    fn each(&mut self, names: &[String], mut set: impl FnMut(&mut Word)) {
        for name in names {
            let name = name.to_lowercase();
            if name.contains('\'') {
                set(self.0.entry(name.replace('\'', "’")).or_default());
            }
            set(self.0.entry(name).or_default());
        }
    }

    fn named(&mut self, named: &Named, set: impl Fn(&mut Word)) {
        self.each(&named.names, &set);
        self.each(&named.guarded, |word| {
            set(word);
            word.guarded = true;
        });
        self.each(&named.plural, |word| {
            set(word);
            word.plural = true;
        });
    }

    fn map<V: Copy>(&mut self, map: &BTreeMap<String, V>, set: impl Fn(&mut Word, V)) {
        for (name, value) in map {
            self.each(std::slice::from_ref(name), |word| set(word, *value));
        }
    }
}

/// Reads the tables.
///
/// # Panics
/// If the text is no valid table: it is part of the library and a test reads it.
pub(super) fn read(text: &str, feasts: &str) -> Calendar {
    let (names, feasts) = read_feasts(feasts);
    let source: Source = toml::from_str(text).expect("data/calendar.toml is valid");
    let mut words = Words::default();
    for month in &source.month {
        words.named(month, |word| word.month = Some(month.number));
    }
    for weekday in &source.weekday {
        words.named(weekday, |word| word.weekday = Some(weekday.number));
    }
    for (index, season) in source.season.iter().enumerate() {
        words.named(season, |word| word.season = Some(index as u8));
    }
    for (index, part) in source.part.iter().enumerate() {
        words.named(part, |word| word.part = Some(index as u8));
    }
    read_units(&source.unit, &mut words);
    for (index, name) in source.frequency.keys().enumerate() {
        words.each(std::slice::from_ref(name), |word| {
            word.frequency = Some(index as u8);
        });
    }
    words.map(&source.deictic, |word, days| word.deictic = Some(days));
    words.map(&source.clock, |word, hour| word.clock = Some(hour));
    words.map(&source.decade, |word, start| word.decade = Some(start));
    words.map(&source.zone, |word, minutes| word.zone = Some(minutes));
    words.map(&source.zone_name, |word, minutes| {
        word.zone_name = Some(minutes);
    });
    for (role, names) in &source.role {
        words.each(names, |word| word.roles |= 1 << *role as u32);
    }
    let mut frequencies: Vec<String> = source.frequency.values().cloned().collect();
    let phrases = read_phrases(&source, &names, &mut words, &mut frequencies);
    tables(source, words, (phrases, frequencies), feasts)
}

/// The names of the feasts and the table of their days.
fn read_feasts(text: &str) -> (Vec<&str>, Feasts) {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let head = lines.next().unwrap_or_default();
    let names = head.split('\t').skip(1).collect();
    let mut first_year = None;
    let years = lines.map(|line| {
        let mut cells = line.split('\t');
        let year = cells.next().and_then(|year| year.parse().ok());
        first_year = first_year.or(year);
        let day = |cell: &str| {
            let digits: u16 = cell.parse().unwrap_or(0);
            ((digits / 100) as u8, (digits % 100) as u8)
        };
        cells.map(day).collect()
    });
    let years = years.collect();
    let feasts = Feasts {
        first_year: first_year.unwrap_or(0),
        years,
    };
    (names, feasts)
}

fn read_units(units: &[UnitSource], words: &mut Words) {
    for (index, source) in units.iter().enumerate() {
        let index = Some(index as u8);
        words.each(&source.names, |word| word.unit = index);
        words.each(&source.plural, |word| {
            word.unit = index;
            word.plural = true;
        });
        words.each(&source.short, |word| {
            word.unit = index;
            word.short = true;
            word.plural = true;
        });
    }
}

fn tables(
    source: Source,
    words: Words,
    (phrases, frequencies): (Vec<Phrase>, Vec<String>),
    feasts: Feasts,
) -> Calendar {
    let seasons = source.season.into_iter().map(|season| Season {
        code: season.code,
        month: season.month,
    });
    let parts = source.part.into_iter().map(|part| DayPart {
        code: part.code,
        hours: part.hours,
        later: part.later,
    });
    Calendar {
        words: words.0.into_iter().collect::<Folded<Word>>(),
        units: source.unit.into_iter().map(|unit| unit.unit).collect(),
        seasons: seasons.collect(),
        parts: parts.collect(),
        frequencies,
        past_suffix: source.past_suffix,
        phrases,
        feasts,
    }
}

fn read_phrases(
    source: &Source,
    feasts: &[&str],
    words: &mut Words,
    frequencies: &mut Vec<String>,
) -> Vec<Phrase> {
    let mut all: Vec<(Vec<String>, PhraseMeaning)> = Vec::new();
    let mut add = |names: &[String], meaning| {
        all.extend(names.iter().map(|name| (split(name), meaning)));
    };
    for phrase in &source.phrase {
        add(&phrase.names, phrase.meaning(frequencies));
    }
    for holiday in &source.holiday {
        add(
            &holiday.names,
            PhraseMeaning::Holiday(rule(&holiday.rule, feasts)),
        );
    }
    for event in &source.event {
        let parts: Vec<i16> = numbers(&event.date, '-');
        let meaning = PhraseMeaning::Event(parts[0], parts[1] as u8, parts[2] as u8);
        add(&event.names, meaning);
    }
    // The chain of a word is built from its end: longer phrases are put before shorter ones.
    all.sort_by_key(|(name, _)| name.len());
    let mut phrases = Vec::new();
    for (name, meaning) in all {
        let index = phrases.len() as u16;
        let mut next = None;
        words.each(&name[..1], |word| {
            next = word.phrase.replace(index);
            word.seconds.add(name.get(1).map(String::as_str));
        });
        let rest = name[1..].iter().map(|w| w.as_str().into()).collect();
        phrases.push(Phrase::new(rest, meaning, next));
    }
    phrases
}

impl PhraseSource {
    fn meaning(&self, frequencies: &mut Vec<String>) -> PhraseMeaning {
        match (self.value.as_deref(), self.day) {
            (Some("PRESENT_REF"), _) => PhraseMeaning::Reference("PRESENT_REF"),
            (Some("PAST_REF"), _) => PhraseMeaning::Reference("PAST_REF"),
            (Some("FUTURE_REF"), _) => PhraseMeaning::Reference("FUTURE_REF"),
            (Some(set), _) => {
                frequencies.push(set.to_owned());
                PhraseMeaning::Frequency((frequencies.len() - 1) as u8)
            }
            (None, day) => PhraseMeaning::Deictic(day.unwrap_or(0)),
        }
    }
}

/// The tokens of a name, in lower case.
fn split(name: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    tokens.iter().map(|t| t.of(name).to_lowercase()).collect()
}

fn numbers(text: &str, separator: char) -> Vec<i16> {
    text.split(separator)
        .filter_map(|part| part.parse().ok())
        .collect()
}

fn rule(text: &str, feasts: &[&str]) -> DayRule {
    if let Some(feast) = text.strip_prefix("feast ") {
        let (name, days) = feast.split_once(' ').unwrap_or((feast, "0"));
        let column = feasts.iter().position(|feast| *feast == name);
        let column = column.expect("feasts.tsv has a column of each feast");
        return DayRule::Feast(column as u8, days.parse().unwrap_or(0));
    }
    if let Some(day) = text.strip_prefix("hebrew ") {
        let parts = numbers(day, ' ');
        let mut moved = [0; 7];
        for (days, &by) in moved.iter_mut().zip(&parts[2..]) {
            *days = by as i8;
        }
        return DayRule::Hebrew {
            month: parts[0] as u8,
            day: parts[1] as u8,
            moved,
        };
    }
    if let Some(days) = text.strip_prefix("easter ") {
        return DayRule::Easter(days.parse().unwrap_or(0));
    }
    if let Some(days) = text.strip_prefix("orthodox ") {
        return DayRule::Orthodox(days.parse().unwrap_or(0));
    }
    if let Some((month, day)) = text.split_once('-').filter(|(month, _)| !month.is_empty()) {
        return DayRule::Fixed {
            month: month.parse().unwrap_or(1),
            day: day.parse().unwrap_or(1),
        };
    }
    let parts = numbers(text, ' ');
    DayRule::Nth {
        nth: parts[0] as i8,
        weekday: parts[1] as u8,
        month: parts[2] as u8,
        plus: parts.get(3).map_or(0, |&plus| plus as i8),
    }
}

impl Grain {
    /// Whether it is shorter than a day.
    pub const fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read() {
        let fixed = DayRule::Fixed { month: 12, day: 25 };
        assert_eq!(rule("12-25", &[]), fixed);
        let friday = DayRule::Nth {
            nth: 4,
            weekday: 4,
            month: 11,
            plus: 1,
        };
        assert_eq!(rule("4 4 11 +1", &[]), friday);
        assert!(matches!(
            rule("-1 1 5", &[]),
            DayRule::Nth {
                nth: -1,
                month: 5,
                ..
            }
        ));
        assert_eq!(rule("easter -2", &[]), DayRule::Easter(-2));
    }
}
