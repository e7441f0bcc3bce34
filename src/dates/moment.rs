//! What an expression means before it is resolved.

use jiff::civil::Date;

use super::mention::DateModifier;
use super::period::Period;
use crate::lexicon::{DayRule, Grain, TimeUnit};
use crate::numerals::Exact;

/// What an expression means.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    Moment(Moment),
    Interval(Box<(Moment, Moment)>),
    Length(Length),
    /// The TIMEX3 value of a repeated time.
    Set(String),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

/// A point or stretch of the calendar and the clock.
#[derive(Debug, Clone, Default)]
pub(super) struct Moment {
    pub day: Day,
    pub clock: Option<Clock>,
    /// Minutes east of Greenwich.
    pub offset: Option<i16>,
    pub modifier: Option<DateModifier>,
    /// The modifier means the first or second half of the period.
    pub half: bool,
    pub ambiguous: bool,
}

impl Moment {
    pub fn on(day: Day) -> Self {
        Self {
            day,
            ..Self::default()
        }
    }

    pub fn at(clock: Clock) -> Self {
        Self {
            clock: Some(clock),
            ..Self::default()
        }
    }
}

/// The year of a day, month or part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Year {
    #[default]
    Unknown,
    Is(i16),
    /// So many years after the reference's.
    By(i16),
    /// The last one before the reference.
    Last,
    /// The first one after it.
    Next,
}

/// Which of the weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    Any,
    /// One of them all: "on a Monday".
    Generic,
    /// In the week so many after the reference's.
    Week(i32),
    /// The last one before the reference.
    Last,
    /// So many of them after the reference, negative before it.
    Count(i8),
}

/// What is counted in "the second ... of ...".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Weekday(u8),
    Grain(Grain),
}

/// A place in the calendar.
#[derive(Debug, Clone, Default)]
pub(super) enum Day {
    /// None named: a time of any day.
    #[default]
    Any,
    Known(Period),
    /// The reference's day, as the end of an interval: `to date`.
    Now,
    /// A month, or a day of a month; one of both at least.
    Date {
        year: Year,
        month: Option<u8>,
        day: Option<u8>,
        weekday: Option<u8>,
    },
    /// A quarter, half, season or week of a year.
    Part {
        grain: Grain,
        nth: u8,
        year: Year,
    },
    /// A fiscal year, and its quarter or half.
    Fiscal {
        year: Year,
        part: Option<(Grain, u8)>,
    },
    Weekday {
        weekday: u8,
        pick: Pick,
    },
    /// The unit so many after the reference's.
    Offset {
        grain: Grain,
        by: i32,
    },
    Named {
        rule: DayRule,
        year: Year,
    },
    /// The nth of something within a longer period; negative from its end.
    Nth {
        nth: i8,
        of: Counted,
        within: Box<Day>,
    },
    /// The week or weekend that holds a day.
    Holding {
        grain: Grain,
        day: Box<Day>,
    },
    /// The first such day from a shifted moment on: "Thanksgiving in two years".
    From {
        day: Box<Day>,
        shift: Box<Day>,
    },
    /// A length before or after a moment, or the reference.
    Shift {
        by: Length,
        back: bool,
        from: Option<Box<Moment>>,
    },
}

impl Day {
    pub fn month(month: u8, year: Year) -> Self {
        Self::Date {
            year,
            month: Some(month),
            day: None,
            weekday: None,
        }
    }

    pub fn date(month: u8, day: u8, year: Year) -> Self {
        Self::Date {
            year,
            month: Some(month),
            day: Some(day),
            weekday: None,
        }
    }

    pub fn ymd(year: i16, month: u8, day: u8) -> Option<Self> {
        let date = Date::new(year, month as i8, day as i8).ok()?;
        Some(Self::Known(Period::day(date)))
    }

    pub fn year(year: i16) -> Option<Self> {
        Period::year(year).map(Self::Known)
    }

    /// The year that stands in it, to be changed.
    pub fn year_mut(&mut self) -> Option<&mut Year> {
        match self {
            Self::Date { year, .. } | Self::Part { year, .. } | Self::Named { year, .. } => {
                Some(year)
            }
            Self::Nth { within, .. } => within.year_mut(),
            _ => None,
        }
    }

    /// A single day, which a time of the day can follow.
    pub fn is_day(&self) -> bool {
        match self {
            Self::Known(period) => period.grain == Grain::Day,
            Self::Date { day, .. } => day.is_some(),
            Self::Weekday { .. } | Self::Named { .. } => true,
            Self::From { day, .. } => day.is_day(),
            Self::Offset { grain, .. } => *grain == Grain::Day,
            Self::Nth { of, .. } => matches!(of, Counted::Weekday(_) | Counted::Grain(Grain::Day)),
            Self::Shift { by, from, .. } => from.is_some() || by.finest() <= Some(Grain::Fortnight),
            _ => false,
        }
    }
}

/// A time of the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: Option<u8>,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// An index of the lexicon's parts of the day.
    pub part: Option<u8>,
    /// Told by a.m., p.m. or a 24-hour clock.
    pub settled: bool,
}

/// How many of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Amount {
    Exact(Exact),
    /// `several`, `a few`, or none said.
    Vague,
}

/// Where a length lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Anchor {
    #[default]
    None,
    /// Up to the reference.
    Past,
    /// From the reference on.
    Next,
    /// From the reference's very moment on: `within two weeks`.
    Within,
}

/// A length of time.
#[derive(Debug, Clone)]
pub(super) struct Length {
    pub parts: Vec<(Amount, &'static TimeUnit)>,
    pub anchor: Anchor,
    pub modifier: Option<DateModifier>,
    /// It has a number, which is a quantity too.
    pub measured: bool,
}

impl Length {
    pub fn of(amount: Amount, unit: &'static TimeUnit) -> Self {
        Self {
            parts: vec![(amount, unit)],
            anchor: Anchor::None,
            modifier: None,
            measured: false,
        }
    }

    /// The shortest of its units.
    pub fn finest(&self) -> Option<Grain> {
        self.parts.iter().map(|(_, unit)| unit.grain).min()
    }

    /// Months, days and seconds; none for vague amounts and huge ones.
    pub fn total(&self) -> Option<Total> {
        let mut total = Total::default();
        for (amount, unit) in &self.parts {
            let Amount::Exact(amount) = amount else {
                return None;
            };
            total.add(amount.to_f64(), unit.grain)?;
        }
        Some(total)
    }
}

/// A length as calendars add it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Total {
    pub months: i64,
    pub days: i64,
    pub seconds: i64,
    pub business_days: i64,
}

impl Total {
    fn add(&mut self, amount: f64, grain: Grain) -> Option<()> {
        if !amount.is_finite() || amount.abs() > 1e9 {
            return None;
        }
        match grain {
            Grain::Second | Grain::Minute | Grain::Hour => self.add_seconds(amount, grain),
            Grain::Day | Grain::Night | Grain::Weekend => self.add_days(amount),
            Grain::BusinessDay => self.business_days += amount.round() as i64,
            Grain::Week => self.add_days(amount * 7.0),
            Grain::Fortnight => self.add_days(amount * 14.0),
            Grain::Month => self.add_months(amount),
            Grain::Season | Grain::Quarter => self.add_months(amount * 3.0),
            Grain::Half => self.add_months(amount * 6.0),
            Grain::Year => self.add_months(amount * 12.0),
            Grain::Decade => self.add_months(amount * 120.0),
            Grain::Century => self.add_months(amount * 1200.0),
            Grain::Millennium => self.add_months(amount * 12_000.0),
        }
        Some(())
    }

    fn add_seconds(&mut self, amount: f64, grain: Grain) {
        let each = match grain {
            Grain::Hour => 3600.0,
            Grain::Minute => 60.0,
            _ => 1.0,
        };
        self.seconds += (amount * each).round() as i64;
    }

    fn add_days(&mut self, amount: f64) {
        self.days += amount.trunc() as i64;
        self.seconds += (amount.fract() * 86_400.0).round() as i64;
    }

    fn add_months(&mut self, amount: f64) {
        self.months += amount.trunc() as i64;
        self.days += (amount.fract() * 30.0).round() as i64;
    }
}
