//! Stretches of the calendar: how long they are and how TIMEX3 writes them.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::feasts;
use crate::lexicon::{DayRule, Grain, calendar};

/// A stretch of the calendar, from its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub grain: Grain,
    pub start: Date,
}

impl Period {
    pub fn day(date: Date) -> Self {
        Self {
            grain: Grain::Day,
            start: date,
        }
    }

    pub fn year(year: i16) -> Option<Self> {
        Self::first_of(Grain::Year, year, 1)
    }

    pub fn month(year: i16, month: u8) -> Option<Self> {
        Self::first_of(Grain::Month, year, month)
    }

    fn first_of(grain: Grain, year: i16, month: u8) -> Option<Self> {
        let start = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        Some(Self { grain, start })
    }

    /// The nth quarter, half, season (as in the lexicon) or ISO week of a year, from 1.
    pub fn part(grain: Grain, nth: u8, year: i16) -> Option<Self> {
        let index = nth.checked_sub(1)?;
        match grain {
            Grain::Quarter => Self::first_of(grain, year, index * 3 + 1),
            Grain::Half => Self::first_of(grain, year, index * 6 + 1),
            Grain::Season => {
                let season = calendar().seasons.get(usize::from(index))?;
                Self::first_of(grain, year, season.month)
            }
            Grain::Month => Self::month(year, nth),
            Grain::Week => {
                let week = ISOWeekDate::new(year, i8::try_from(nth).ok()?, Weekday::Monday).ok()?;
                Some(Self {
                    grain,
                    start: week.date(),
                })
            }
            _ => None,
        }
    }

    /// The day that is called `rule` in a year.
    pub fn named(rule: DayRule, year: i16) -> Option<Self> {
        let date = match rule {
            DayRule::Fixed { month, day } => Date::new(year, month as i8, day as i8).ok()?,
            DayRule::Nth {
                nth,
                weekday,
                month,
                plus,
            } => {
                let first = Date::new(year, month as i8, 1).ok()?;
                let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
                let day = first.nth_weekday_of_month(nth, weekday).ok()?;
                day.checked_add(i64::from(plus).days()).ok()?
            }
            DayRule::Hebrew { month, day, moved } => {
                let kept = feasts::hebrew(year, month, day)?;
                let by = moved[kept.weekday().to_monday_zero_offset() as usize];
                kept.checked_add(i64::from(by).days()).ok()?
            }
            DayRule::Feast(feast, plus) => {
                let (month, day) = calendar().feasts.day(feast, year)?;
                let date = Date::new(year, month as i8, day as i8).ok()?;
                date.checked_add(i64::from(plus).days()).ok()?
            }
            DayRule::Easter(days) => feasts::easter(year)?
                .checked_add(i64::from(days).days())
                .ok()?,
            DayRule::Orthodox(days) => feasts::orthodox_easter(year)?
                .checked_add(i64::from(days).days())
                .ok()?,
        };
        Some(Self::day(date))
    }

    /// The period of `grain` that holds `date`.
    pub fn holding(grain: Grain, date: Date) -> Option<Self> {
        let since_monday = i64::from(date.weekday().to_monday_zero_offset());
        let year = date.year();
        let month = date.month() as u8;
        let start = match grain {
            Grain::Week | Grain::Fortnight => date.checked_sub(since_monday.days()).ok()?,
            Grain::Weekend => date.checked_add((5 - since_monday).days()).ok()?,
            Grain::Month => date.first_of_month(),
            Grain::Quarter => return Self::part(grain, (month - 1) / 3 + 1, year),
            Grain::Half => return Self::part(grain, (month - 1) / 6 + 1, year),
            Grain::Season => {
                // Winter is the last season and begins in December.
                let year = if month < 3 { year - 1 } else { year };
                return Self::part(grain, (month + 9) % 12 / 3 + 1, year);
            }
            Grain::Year => return Self::year(year),
            Grain::Decade => return Self::first_of(grain, year.div_euclid(10) * 10, 1),
            Grain::Century => return Self::first_of(grain, year.div_euclid(100) * 100, 1),
            Grain::Millennium => return Self::first_of(grain, year.div_euclid(1000) * 1000, 1),
            _ => date,
        };
        Some(Self { grain, start })
    }

    /// The period as long as this one, `by` of its lengths later.
    pub fn moved(self, by: i32) -> Option<Self> {
        let by = i64::from(by);
        let none = Span::new();
        let span = match self.grain {
            Grain::Week | Grain::Weekend => none.try_weeks(by),
            Grain::Fortnight => none.try_weeks(by * 2),
            Grain::Month => none.try_months(by),
            Grain::Quarter | Grain::Season => none.try_months(by * 3),
            Grain::Half => none.try_months(by * 6),
            Grain::Year => none.try_years(by),
            Grain::Decade => none.try_years(by * 10),
            Grain::Century => none.try_years(by * 100),
            Grain::Millennium => none.try_years(by * 1000),
            _ => none.try_days(by),
        };
        let span = span.ok()?;
        let start = self.start.checked_add(span).ok()?;
        Some(Self { start, ..self })
    }

    /// The day after its last.
    pub fn end(self) -> Option<Date> {
        match self.grain {
            Grain::Weekend => self.start.checked_add(2.days()).ok(),
            _ => self.moved(1).map(|next| next.start),
        }
    }

    pub fn contains(self, date: Date) -> bool {
        self.start <= date && self.end().is_none_or(|end| date < end)
    }

    /// Days between it and `date`; 0 inside.
    pub fn distance(self, date: Date) -> i32 {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |s| s.get_days());
        match self.end() {
            _ if date < self.start => days(date, self.start),
            Some(end) if date >= end => days(end, date) + 1,
            _ => 0,
        }
    }

    /// How TIMEX3 writes it.
    pub fn value(self) -> String {
        let start = self.start;
        let (year, month) = (start.year(), start.month());
        match self.grain {
            Grain::Week | Grain::Fortnight => iso_week(start),
            Grain::Weekend => format!("{}-WE", iso_week(start)),
            Grain::Month => with_part(year_value(year), month as u8),
            Grain::Season => {
                let seasons = &calendar().seasons;
                let season = seasons.iter().find(|s| s.month == month as u8);
                let code = season.map_or("XX", |s| s.code.as_str());
                format!("{}-{code}", year_value(year))
            }
            Grain::Quarter => format!("{}-Q{}", year_value(year), (month - 1) / 3 + 1),
            Grain::Half => format!("{}-H{}", year_value(year), (month - 1) / 6 + 1),
            Grain::Year => year_value(year),
            Grain::Decade => format!("{:03}", year.div_euclid(10)),
            Grain::Century if year < 0 => format!("BC{:02}", -(year + 1) / 100),
            Grain::Century => format!("{:02}", year / 100),
            Grain::Millennium if year < 0 => format!("BC{}", -(year + 1) / 1000),
            Grain::Millennium => format!("{}", year / 1000),
            _ => with_part(with_part(year_value(year), month as u8), start.day() as u8),
        }
    }
}

fn iso_week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{}-W{:02}", year_value(week.year()), week.week())
}

/// Four digits; `BC` before the years before Christ (the year 0 is 1 BC).
pub(super) fn year_value(year: i16) -> String {
    match year {
        // By hand: most dates have a year, and formatting is slow.
        1..=9999 => {
            let mut value = String::with_capacity("2015-10-03".len());
            for place in [1000, 100, 10, 1] {
                value.push(char::from(b'0' + (year / place % 10) as u8));
            }
            value
        }
        ..=0 => format!("BC{:04}", 1 - i32::from(year)),
        _ => year.to_string(),
    }
}

/// A month or a day in two digits behind what is written of the date.
pub(super) fn with_part(mut value: String, part: u8) -> String {
    value.push('-');
    value.push(char::from(b'0' + part / 10 % 10));
    value.push(char::from(b'0' + part % 10));
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_fall_on_their_days() {
        for (rule, year, day) in [
            (DayRule::Easter(0), 2013, date(2013, 3, 31)),
            (DayRule::Easter(0), 2024, date(2024, 3, 31)),
            (DayRule::Easter(-2), 2019, date(2019, 4, 19)),
            (DayRule::Orthodox(0), 2018, date(2018, 4, 8)),
            (DayRule::Orthodox(-2), 2020, date(2020, 4, 17)),
            (
                DayRule::Nth {
                    nth: 4,
                    weekday: 4,
                    month: 11,
                    plus: 0,
                },
                2013,
                date(2013, 11, 28),
            ),
            (
                DayRule::Nth {
                    nth: -1,
                    weekday: 1,
                    month: 5,
                    plus: 0,
                },
                2015,
                date(2015, 5, 25),
            ),
        ] {
            assert_eq!(Period::named(rule, year), Some(Period::day(day)));
        }
    }

    #[test]
    fn values_are_written_as_timex() {
        let day = date(2015, 11, 22);
        for (grain, value) in [
            (Grain::Day, "2015-11-22"),
            (Grain::Week, "2015-W47"),
            (Grain::Weekend, "2015-W47-WE"),
            (Grain::Month, "2015-11"),
            (Grain::Season, "2015-FA"),
            (Grain::Quarter, "2015-Q4"),
            (Grain::Half, "2015-H2"),
            (Grain::Year, "2015"),
            (Grain::Decade, "201"),
            (Grain::Century, "20"),
        ] {
            let period = Period::holding(grain, day).unwrap();
            assert_eq!(period.value(), value);
            assert!(period.contains(day));
        }
        assert_eq!(year_value(-43), "BC0044");
        let winter = Period::holding(Grain::Season, date(2015, 2, 3)).unwrap();
        assert_eq!(
            (winter.value(), winter.start),
            ("2014-WI".into(), date(2014, 12, 1))
        );
    }
}
