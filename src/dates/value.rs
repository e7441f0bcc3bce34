//! TIMEX3 values of what is not resolved, of clocks and of lengths.

use jiff::civil::DateTime;

use super::moment::{Amount, Clock, Counted, Day, Length, Year};
use super::period::{Period, with_part, year_value};
use crate::lexicon::{DayRule, Grain, TimeUnit, calendar};
use crate::numerals::Exact;

fn year(year: Year) -> String {
    match year {
        Year::Is(year) => year_value(year),
        _ => "XXXX".into(),
    }
}

fn grain_pattern(grain: Grain) -> &'static str {
    match grain {
        Grain::Second => "XXXX-XX-XXTXX:XX:XX",
        Grain::Minute => "XXXX-XX-XXTXX:XX",
        Grain::Hour => "XXXX-XX-XXTXX",
        Grain::Day | Grain::BusinessDay | Grain::Night => "XXXX-XX-XX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Week | Grain::Fortnight => "XXXX-WXX",
        Grain::Month => "XXXX-XX",
        Grain::Season => "XXXX-SX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
        Grain::Millennium => "X",
    }
}

/// What is known of a day that is not resolved; the rest is `X`.
pub(super) fn pattern(day: &Day) -> String {
    match day {
        Day::Any => String::new(),
        Day::Known(period) => period.value(),
        Day::Now => "PRESENT_REF".into(),
        Day::Date {
            month: None,
            day: Some(day),
            ..
        } => format!("XXXX-XX-{day:02}"),
        Day::Date {
            year: y,
            month,
            day,
            ..
        } => {
            let parts = [*month, *day].into_iter().flatten();
            parts.fold(year(*y), with_part)
        }
        Day::Part {
            grain,
            nth,
            year: y,
        } => format!("{}-{}", year(*y), part(*grain, *nth)),
        Day::Fiscal { year: y, part: p } => {
            let year = year(*y);
            let part = p.map_or_else(String::new, |(grain, nth)| format!("-{}", part(grain, nth)));
            format!("FY{year}{part}")
        }
        Day::Weekday { weekday, .. } => format!("XXXX-WXX-{weekday}"),
        Day::Offset { grain, .. } => grain_pattern(*grain).into(),
        Day::Holding { grain, .. } => grain_pattern(*grain).into(),
        Day::Named { rule, year: y } => named(*rule, &year(*y)),
        Day::From { day, .. } => pattern(day),
        Day::Nth { nth, of, within } => nth_pattern(*nth, *of, &pattern(within)),
        Day::Shift { by, back, from } => shift_pattern(by, *back, from.is_some()),
    }
}

fn part(grain: Grain, nth: u8) -> String {
    match grain {
        Grain::Quarter if nth == 0 => "QX".into(),
        Grain::Quarter => format!("Q{nth}"),
        Grain::Half => format!("H{nth}"),
        Grain::Week => format!("W{nth:02}"),
        _ => calendar().seasons[usize::from(nth.max(1) - 1) % 4]
            .code
            .clone(),
    }
}

fn named(rule: DayRule, year: &str) -> String {
    match rule {
        DayRule::Fixed { month, day } => format!("{year}-{month:02}-{day:02}"),
        DayRule::Nth {
            nth: nth @ 1..,
            weekday,
            month,
            plus: 0,
        } => format!("{year}-{month:02}-WXX-{weekday}-{nth}"),
        DayRule::Nth { month, .. } => format!("{year}-{month:02}-XX"),
        _ => format!("{year}-XX-XX"),
    }
}

fn nth_pattern(nth: i8, of: Counted, within: &str) -> String {
    match of {
        Counted::Weekday(weekday) if nth > 0 => format!("{within}-WXX-{weekday}-#{nth}"),
        Counted::Weekday(weekday) => format!("{within}-WXX-{weekday}"),
        Counted::Grain(Grain::Day) if nth > 0 && within.len() == "XXXX-XX".len() => {
            format!("{within}-{nth:02}")
        }
        Counted::Grain(Grain::Month) if nth > 0 && within.len() == "XXXX".len() => {
            format!("{within}-{nth:02}")
        }
        Counted::Grain(grain) => grain_pattern(grain).into(),
    }
}

fn shift_pattern(by: &Length, back: bool, from_moment: bool) -> String {
    let Some(grain) = by.finest().filter(|_| by.total().is_some()) else {
        return if back { "PAST_REF" } else { "FUTURE_REF" }.into();
    };
    match grain {
        _ if from_moment && !grain.is_clock() => "XXXX-XX-XX",
        Grain::Week | Grain::Fortnight | Grain::Weekend => "XXXX-XX-XX",
        Grain::Decade | Grain::Century | Grain::Millennium => "XXXX",
        _ => grain_pattern(grain),
    }
    .into()
}

pub(super) fn instant(instant: DateTime, grain: Grain) -> String {
    let (hour, minute) = (instant.hour(), instant.minute());
    let date = Period::day(instant.date()).value();
    if grain == Grain::Second || instant.second() != 0 {
        return format!("{date}T{hour:02}:{minute:02}:{:02}", instant.second());
    }
    format!("{date}T{hour:02}:{minute:02}")
}

/// `T15:30`, `TMO`.
pub(super) fn clock(clock: &Clock) -> String {
    let Some(hour) = clock.hour else {
        let code = clock.part.map(|part| &calendar().parts[part as usize].code);
        return format!("T{}", code.map_or("XX", String::as_str));
    };
    let minute = clock.minute.unwrap_or(0);
    // Half past midnight "tonight": 24:00 is the last time that is written so.
    let hour = if minute > 0 { hour % 24 } else { hour };
    match clock.second {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}"),
        None => format!("T{hour:02}:{minute:02}"),
    }
}

/// `P2Y`, `PT1H30M`, `PXW`.
pub(super) fn length(length: &Length) -> String {
    let (mut dates, mut clocks) = (String::new(), String::new());
    for (amount, unit) in &length.parts {
        let (amount, code, clock) = term(amount, unit);
        let into = if clock { &mut clocks } else { &mut dates };
        into.push_str(&amount);
        into.push_str(code);
    }
    let t = if clocks.is_empty() { "" } else { "T" };
    format!("P{dates}{t}{clocks}")
}

/// The figures, the letter, and whether it stands behind the `T`: half an hour is 30 minutes.
fn term<'u>(amount: &Amount, unit: &'u TimeUnit) -> (String, &'u str, bool) {
    let Amount::Exact(exact) = amount else {
        return ("X".into(), &unit.code, unit.clock);
    };
    let value = exact.to_f64();
    let smaller = match unit.grain {
        Grain::Century => Some((100.0, "Y", false)),
        Grain::Decade => Some((10.0, "Y", false)),
        Grain::Year => Some((12.0, "M", false)),
        Grain::Day => Some((24.0, "H", true)),
        Grain::Hour => Some((60.0, "M", true)),
        Grain::Minute => Some((60.0, "S", true)),
        _ => None,
    };
    if let Some((factor, code, clock)) = smaller.filter(|_| value > 0.0 && value < 1.0)
        && (value * factor).fract().abs() < 1e-9
    {
        return (format!("{}", value * factor), code, clock);
    }
    let text = match exact {
        Exact::Decimal { .. } if unit.times == 1 => exact.to_string(),
        _ => {
            let rounded = (value * f64::from(unit.times) * 1e4).round() / 1e4;
            format!("{rounded}")
        }
    };
    (text, &unit.code, unit.clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(word: &str) -> &'static TimeUnit {
        let calendar = calendar();
        &calendar.units[calendar.word(word).unwrap().unit.unwrap() as usize]
    }

    #[test]
    fn lengths_are_written_as_timex() {
        let exact = |c, e| Amount::Exact(Exact::decimal(c, e));
        for (amount, word, value) in [
            (exact(3, 0), "hours", "PT3H"),
            (exact(25, -1), "years", "P2.5Y"),
            (exact(5, -1), "hour", "PT30M"),
            (exact(2, 0), "fortnights", "P4W"),
            (Amount::Vague, "weeks", "PXW"),
            (exact(2, 0), "decades", "P2DE"),
        ] {
            assert_eq!(length(&Length::of(amount, unit(word))), value);
        }
    }
}
