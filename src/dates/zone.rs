//! Zones behind a time of the day: `EST`, `GMT+2`, `Eastern Time`, `Z`, `+02:00`.

use super::clock::is_iso_time;
use super::reader::{Found, Reader};
use crate::lexicon::Role;

/// The clock that ends before `end` is an ISO time: a dash behind it begins a zone, not a range.
fn is_iso_clock(r: &Reader, end: usize) -> bool {
    [3, 5, 7]
        .iter()
        .any(|&back| end >= back && is_iso_time(r, end - back))
}

/// `EST`, `GMT`, `UTC+2`, `Eastern Time`, `Z`, `+02:00`: minutes east of Greenwich.
pub(super) fn zone(r: &Reader, at: usize) -> Found<i16> {
    if let Some(found) = numeric_zone(r, at).filter(|_| r.glued(at)) {
        return Some(found);
    }
    let token = r.token(at).filter(|t| !t.blank_line_before())?;
    let word = r.word(at)?;
    if let Some(offset) = word.zone
        && (token.is_upper() || token.span.len() == 3 && !token.is_capitalised())
        && (token.span.len() > 1 || r.glued(at))
    {
        if offset == 0
            && let Some((more, end)) = numeric_zone(r, at + 1)
        {
            return Some((more, end));
        }
        return r.ends_free(at + 1).then_some((offset, at + 1));
    }
    let offset = word.zone_name?;
    let daylight = r.is(at + 1, Role::Daylight);
    let time = at + 1 + usize::from(daylight || r.is(at + 1, Role::Standard));
    let offset = offset + if daylight { 60 } else { 0 };
    r.is(time, Role::Time).then_some((offset, time + 1))
}

/// `+02:00`, `-0500`, `+2`.
pub(super) fn numeric_zone(r: &Reader, at: usize) -> Found<i16> {
    let behind_name = at > 0 && r.word(at - 1).is_some_and(|w| w.zone.is_some());
    let sign = match r.symbol(at)? {
        '+' => 1,
        '-' | '−' if behind_name || is_iso_clock(r, at) => -1,
        _ => return None,
    };
    let (number, length) = r.glued_digits(at + 1)?;
    let (hours, minutes, end) = match length {
        4 => (number / 100, number % 100, at + 2),
        1 | 2 if r.glued_symbol(at + 2) == Some(':') => {
            let (minutes, _) = r.glued_digits(at + 3).filter(|(_, length)| *length == 2)?;
            (number, minutes, at + 4)
        }
        1 | 2 if behind_name => (number, 0, at + 2),
        _ => return None,
    };
    let minutes = (hours * 60 + minutes) as i16;
    let valid = hours <= 14 && r.ends_free(end) && r.glued_symbol(end) != Some(':');
    let meridiem = r.is_any(end, &[Role::Am, Role::Pm]);
    (valid && !meridiem).then_some((sign * minutes, end))
}
