//! The days of feasts that follow the moon, in years of the civil calendar: Easter, and the Hebrew
//! calendar by its arithmetic.

use jiff::ToSpan;
use jiff::civil::Date;

/// Easter Sunday of the western churches: the anonymous Gregorian algorithm.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// Easter Sunday of the eastern churches: Meeus' Julian algorithm, moved to the Gregorian calendar.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let ahead = i64::from(y / 100 - y / 400 - 2);
    let julian = Date::new(year, month as i8, day as i8).ok()?;
    julian.checked_add(ahead.days()).ok()
}

/// Days before the first day of a Hebrew year, from the first of the calendar: the molad of Tishri by
/// parts of an hour, moved off the days on which no year may begin.
fn hebrew_elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
}

/// The same with the corrections for years that would be too long or too short.
fn hebrew_new_year(year: i64) -> i64 {
    let (last, this, next) = (
        hebrew_elapsed(year - 1),
        hebrew_elapsed(year),
        hebrew_elapsed(year + 1),
    );
    if next - this == 356 {
        this + 2
    } else if this - last == 382 {
        this + 1
    } else {
        this
    }
}

/// A day of the Hebrew calendar in a civil year; months from Nisan, 12 the last one, Adar.
pub(super) fn hebrew(year: i16, month: u8, day: u8) -> Option<Date> {
    // 1 Tishri 5761.
    let anchor = (5761, Date::new(2000, 9, 30).ok()?);
    [3760, 3761].into_iter().find_map(|ahead| {
        let hebrew = i64::from(year) + ahead;
        let length = hebrew_new_year(hebrew + 1) - hebrew_new_year(hebrew);
        let leap = length > 380;
        // Tishri, Heshvan, Kislev, Tevet, Shevat, the Adars; then Nisan and on.
        let heshvan = if length % 10 == 5 { 30 } else { 29 };
        let kislev = if length % 10 == 3 { 29 } else { 30 };
        let adar = if leap { &[30, 29][..] } else { &[29][..] };
        let mut lengths = vec![30, heshvan, kislev, 29, 30];
        lengths.extend(adar);
        lengths.extend([30, 29, 30, 29, 30]);
        let before = match month {
            7..=11 => usize::from(month) - 7,
            12 => 5 + usize::from(leap),
            _ => 5 + usize::from(leap) + usize::from(month),
        };
        let days: i64 = lengths.iter().take(before).sum::<i64>() + i64::from(day) - 1;
        let start = hebrew_new_year(hebrew) - hebrew_new_year(anchor.0);
        let date = anchor.1.checked_add((start + days).days()).ok()?;
        (date.year() == year).then_some(date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_of_other_calendars_fall_on_their_days() {
        for (found, wanted) in [
            (hebrew(2018, 7, 1), date(2018, 9, 10)),
            (hebrew(2018, 9, 25), date(2018, 12, 3)),
            (hebrew(2013, 12, 14), date(2013, 2, 24)),
            (hebrew(2024, 12, 14), date(2024, 3, 24)),
            (hebrew(2024, 1, 15), date(2024, 4, 23)),
            (hebrew(2017, 2, 18), date(2017, 5, 14)),
        ] {
            assert_eq!(found, Some(wanted));
        }
    }
}
