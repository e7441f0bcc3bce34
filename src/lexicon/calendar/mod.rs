//! The words of dates and times, from `data/calendar.toml`.

mod phrase;
mod source;

use std::sync::LazyLock;

use serde::Deserialize;

use super::Folded;
use super::head::Heads;
pub use phrase::{Phrase, PhraseMeaning};

/// The unit in which a calendar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// What a word can do in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "`data/calendar.toml` lists the words of each")]
pub enum Role {
    Ad,
    Additional,
    After,
    Age,
    Ago,
    Ahead,
    AheadTo,
    AheadBehindBe,
    All,
    Am,
    And,
    Another,
    As,
    Approximate,
    Article,
    At,
    Back,
    Bc,
    Be,
    Before,
    Begin,
    Between,
    Business,
    By,
    Calendar,
    Circa,
    Come,
    Counting,
    Couple,
    Dating,
    Daylight,
    DecadeSuffix,
    Dozens,
    Due,
    Earlier,
    Early,
    End,
    Ended,
    Ending,
    Eod,
    Eom,
    Eoy,
    Every,
    Few,
    Final,
    Fiscal,
    For,
    Forthcoming,
    From,
    Future,
    Game,
    GivenName,
    Half,
    HalfLetter,
    Hedge,
    HourLetter,
    Hours,
    In,
    IsoTime,
    IsoWeek,
    IsoZone,
    Just,
    Last,
    Lasting,
    Late,
    Later,
    Least,
    Local,
    Long,
    MeridiemM,
    Mid,
    Middle,
    More,
    Narrative,
    Next,
    No,
    NotParticiple,
    NotPlural,
    NumeralSuffix,
    Oclock,
    Of,
    Old,
    On,
    Once,
    OnlyDue,
    Or,
    Other,
    Over,
    Past,
    PastHour,
    Per,
    Period,
    Plural,
    Pm,
    Possessive,
    Present,
    Pronoun,
    QuarterLetter,
    Rate,
    Recent,
    Reported,
    Rest,
    Same,
    ShortAm,
    ShortPm,
    Single,
    Standard,
    Street,
    Superlative,
    Temperature,
    Than,
    That,
    The,
    These,
    This,
    Time,
    Times,
    Title,
    To,
    ToHour,
    Vague,
    Was,
    WeekStart,
    With,
    Within,
    Working,
    YearCue,
    Yearly,
}

/// All that one word can mean in a date.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Word {
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// An index into [`Calendar::seasons`].
    pub season: Option<u8>,
    /// An index into [`Calendar::parts`].
    pub part: Option<u8>,
    /// An index into [`Calendar::units`].
    pub unit: Option<u8>,
    /// The unit, part or weekday stands in the plural.
    pub plural: bool,
    /// A unit that counts only after digits.
    pub short: bool,
    /// An everyday word or a name as well.
    pub guarded: bool,
    /// How often, as an index into [`Calendar::frequencies`].
    pub frequency: Option<u8>,
    /// Days from today.
    pub deictic: Option<i8>,
    /// The hour that it names.
    pub clock: Option<u8>,
    /// The decade that it names, 20 to 90.
    pub decade: Option<u8>,
    /// Minutes east of Greenwich, for a zone in capitals.
    pub zone: Option<i16>,
    /// The same for a spelt zone, which `time` must follow.
    pub zone_name: Option<i16>,
    /// It begins a phrase of [`Calendar::phrases`].
    pub phrase: Option<u16>,
    /// The heads of its phrases' second words; all if one has no second word.
    seconds: Heads,
    roles: u128,
}

impl Word {
    /// Whether the word can do `role`.
    #[inline]
    pub const fn is(&self, role: Role) -> bool {
        self.roles & (1 << role as u32) != 0
    }

    /// Whether an expression may begin, or turn, at this word: other than a phrase.
    pub const fn is_trigger(&self) -> bool {
        const ROLES: u128 = 1 << Role::Last as u32
            | 1 << Role::Past as u32
            | 1 << Role::Next as u32
            | 1 << Role::This as u32
            | 1 << Role::Same as u32
            | 1 << Role::Every as u32
            | 1 << Role::Once as u32
            | 1 << Role::Half as u32
            | 1 << Role::Final as u32
            | 1 << Role::Fiscal as u32
            | 1 << Role::Vague as u32
            | 1 << Role::Few as u32
            | 1 << Role::Couple as u32
            | 1 << Role::Ad as u32
            | 1 << Role::QuarterLetter as u32
            | 1 << Role::HalfLetter as u32
            | 1 << Role::End as u32
            | 1 << Role::Eod as u32
            | 1 << Role::Eom as u32
            | 1 << Role::Eoy as u32;
        self.roles & ROLES != 0
            || self.month.is_some()
            || self.weekday.is_some()
            || self.season.is_some()
            || self.part.is_some()
            || self.unit.is_some() && !self.short
            || self.frequency.is_some()
            || self.deictic.is_some()
            || self.clock.is_some()
            || self.decade.is_some()
    }

    /// Whether it only joins other words: it names no part of the calendar.
    pub const fn is_joining(&self) -> bool {
        const ROLES: u128 = 1 << Role::And as u32
            | 1 << Role::Article as u32
            | 1 << Role::At as u32
            | 1 << Role::By as u32
            | 1 << Role::Dating as u32
            | 1 << Role::Due as u32
            | 1 << Role::For as u32
            | 1 << Role::From as u32
            | 1 << Role::In as u32
            | 1 << Role::Of as u32
            | 1 << Role::On as u32
            | 1 << Role::Or as u32
            | 1 << Role::Over as u32
            | 1 << Role::Pronoun as u32
            | 1 << Role::Than as u32
            | 1 << Role::That as u32
            | 1 << Role::The as u32
            | 1 << Role::To as u32
            | 1 << Role::With as u32
            | 1 << Role::YearCue as u32;
        let names = self.unit.is_some() || self.zone.is_some() || self.zone_name.is_some();
        self.roles & !ROLES == 0 && !self.is_trigger() && !names
    }

    /// Whether it tells of a verb or noun and has no part in a date: no date reads on across it.
    pub const fn is_inert(&self) -> bool {
        const ROLES: u128 = 1 << Role::Be as u32
            | 1 << Role::Plural as u32
            | 1 << Role::Possessive as u32
            | 1 << Role::Pronoun as u32
            | 1 << Role::Was as u32;
        let names = self.unit.is_some() || self.zone.is_some() || self.zone_name.is_some();
        self.roles & !ROLES == 0 && !self.is_trigger() && !names && self.phrase.is_none()
    }

    /// Whether it has one of the roles.
    #[inline]
    pub fn is_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|&role| self.is(role))
    }

    /// Whether it has one of the roles and names no part of the calendar.
    pub fn is_only(&self, roles: &[Role]) -> bool {
        let named = self.month.is_some()
            || self.weekday.is_some()
            || self.season.is_some()
            || self.part.is_some()
            || self.unit.is_some();
        !named && self.is_any(roles)
    }
}

/// A unit of time.
#[derive(Debug, Clone, Deserialize)]
pub struct TimeUnit {
    /// How long it is.
    pub grain: Grain,
    /// Its letter in a TIMEX3 duration.
    pub code: String,
    /// The letter stands behind the `T`.
    #[serde(default)]
    pub clock: bool,
    /// How many of the letter's unit one is.
    #[serde(default = "one")]
    pub times: u8,
}

const fn one() -> u8 {
    1
}

/// A season: its TIMEX3 code and its first month.
#[derive(Debug, Clone)]
pub struct Season {
    /// `SP`, `SU`, `FA`, `WI`.
    pub code: String,
    /// The first of its three months.
    pub month: u8,
}

/// A part of the day.
#[derive(Debug, Clone)]
pub struct DayPart {
    /// `MO`, `MI`, `AF`, `EV`, `NI`.
    pub code: String,
    /// From which hour to which.
    pub hours: [u8; 2],
    /// Small hours in it mean p.m.
    pub later: bool,
}

/// On which day of a year a named day falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRule {
    /// The same day each year.
    Fixed {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// The nth weekday of a month, -1 the last, and so many days after it.
    Nth {
        /// Which one.
        nth: i8,
        /// 1 (Monday) to 7.
        weekday: u8,
        /// 1 to 12.
        month: u8,
        /// Days after it.
        plus: i8,
    },
    /// Days from the Easter of the western churches.
    Easter(i16),
    /// Days from the Easter of the eastern churches.
    Orthodox(i16),
    /// A day of the Hebrew calendar, held on another where it would meet the Sabbath.
    Hebrew {
        /// From Nisan; 12 is the last one, Adar.
        month: u8,
        /// 1 to 30.
        day: u8,
        /// For each weekday on which it may fall, Monday first: the days by which it is moved.
        moved: [i8; 7],
    },
    /// A column of [`Calendar::feasts`], and days after it.
    Feast(u8, i8),
}

/// On which days feasts fall, year by year, from `data/feasts.tsv`.
#[derive(Debug)]
pub struct Feasts {
    first_year: i16,
    /// Of each year the month and day of each feast.
    years: Vec<Vec<(u8, u8)>>,
}

impl Feasts {
    /// The month and day of a feast in a year of the table.
    pub fn day(&self, feast: u8, year: i16) -> Option<(u8, u8)> {
        let index = usize::try_from(year.checked_sub(self.first_year)?).ok()?;
        let day = *self.years.get(index)?.get(usize::from(feast))?;
        (day.0 > 0).then_some(day)
    }
}

/// The tables of `data/calendar.toml`.
#[derive(Debug)]
pub struct Calendar {
    words: Folded<Word>,
    /// The units of time.
    pub units: Vec<TimeUnit>,
    /// The seasons of the year.
    pub seasons: Vec<Season>,
    /// The parts of the day.
    pub parts: Vec<DayPart>,
    /// TIMEX3 durations of the adverbs of repetition.
    pub frequencies: Vec<String>,
    /// How a verb's past ends, where no list has it.
    pub past_suffix: Box<str>,
    /// Phrases, chained by their first word.
    pub phrases: Vec<Phrase>,
    /// The movable feasts of calendars that are not computed here.
    pub feasts: Feasts,
}

impl Calendar {
    /// What `word` can mean, in whichever case it is written.
    pub fn word(&self, word: &str) -> Option<&Word> {
        self.words.get(word)
    }

    /// All words, in lower case, and what they can mean.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.words.iter()
    }
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let feasts = include_str!("../../../data/feasts.tsv");
    source::read(include_str!("../../../data/calendar.toml"), feasts)
});

/// The words of dates and times.
pub fn calendar() -> &'static Calendar {
    &CALENDAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_all_their_meanings() {
        let calendar = calendar();
        let may = calendar.word("May").unwrap();
        assert!(may.month == Some(5) && may.guarded);
        let second = calendar.word("second").unwrap();
        assert_eq!(
            calendar.units[second.unit.unwrap() as usize].grain,
            Grain::Second
        );
        assert!(calendar.word("past").unwrap().is(Role::PastHour));
        assert!(calendar.word("O’clock").unwrap().is(Role::Oclock));
        assert!(calendar.word("table").is_none());
    }

    #[test]
    fn longer_phrases_come_first() {
        let calendar = calendar();
        let mut at = calendar.word("christmas").unwrap().phrase;
        let mut lengths = Vec::new();
        while let Some(index) = at {
            let phrase = &calendar.phrases[index as usize];
            lengths.push(phrase.rest.len());
            at = phrase.next;
        }
        assert_eq!(lengths, [1, 1, 0]);
    }
}
