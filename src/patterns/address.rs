//! IP addresses.

use super::cursor::Cursor;
use crate::text::Span;

/// No IPv6 address with its zone is longer.
const MAX_BYTES: usize = 64;

/// The IP address that begins at token `at`, and its `:port` or `/mask`.
pub(super) fn ip(cursor: Cursor<'_>, at: usize) -> Option<(Span, Option<Span>)> {
    let start = cursor.token(at)?.span.start;
    let first = cursor.byte(start)?;
    if !(first.is_ascii_hexdigit() || first == b':') || continues(cursor, start) {
        return None;
    }
    let rest = &cursor.text.as_bytes()[start as usize..];
    let end = v4_end(rest).or_else(|| v6_end(cursor, at, rest))?;
    let span = Span::new(start, start + end as u32);
    Some((span, suffix(cursor, span.end)))
}

/// The character before `start` makes what begins there a part of something longer.
fn continues(cursor: Cursor<'_>, start: u32) -> bool {
    cursor.text[..start as usize]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ':' | '-' | '_' | ','))
}

fn v4_end(bytes: &[u8]) -> Option<usize> {
    let mut end = 0;
    for octet in 0..4 {
        if octet > 0 {
            (bytes.get(end) == Some(&b'.')).then_some(())?;
            end += 1;
        }
        let digits = digits(&bytes[end..]);
        let value = bytes[end..end + digits.min(4)]
            .iter()
            .fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        if !(1..=3).contains(&digits) || value > 255 {
            return None;
        }
        end += digits;
    }
    let ends = match bytes.get(end) {
        Some(b'.') => !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
        Some(b'-' | b'_') => false,
        Some(byte) => !byte.is_ascii_alphanumeric(),
        None => true,
    };
    ends.then_some(end)
}

fn digits(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

fn v6_end(cursor: Cursor<'_>, at: usize, bytes: &[u8]) -> Option<usize> {
    let window = &bytes[..bytes.len().min(MAX_BYTES)];
    let belongs = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let mut end = window.iter().take_while(|byte| belongs(byte)).count();
    while end > 0 && window[end - 1] == b'.' {
        end -= 1;
    }
    if window.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let text = std::str::from_utf8(&window[..end]).ok()?;
    if memchr::memchr_iter(b':', text.as_bytes()).count() < 2 {
        return None;
    }
    text.parse::<std::net::Ipv6Addr>().ok()?;
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let free = !cursor.is_glued(at) && window.get(end).is_none_or(u8::is_ascii_whitespace);
    (has_digit || free && says_address(cursor, at)).then_some(end)
}

/// One of the four words before token `at` speaks of addresses.
fn says_address(cursor: Cursor<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|before| {
        let word = cursor.of(before);
        // "IPv6" is two tokens.
        cursor.forms.address_cues.contains(word) || word.eq_ignore_ascii_case("ipv")
    })
}

fn suffix(cursor: Cursor<'_>, start: u32) -> Option<Span> {
    let limit = match cursor.byte(start)? {
        b':' => 5,
        b'/' => 3,
        _ => return None,
    };
    let digits = digits(&cursor.text.as_bytes()[start as usize + 1..]);
    (1..=limit)
        .contains(&digits)
        .then(|| Span::new(start, start + 1 + digits as u32))
}
