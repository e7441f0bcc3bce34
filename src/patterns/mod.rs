//! Floor 2: fixed forms, claimed before anything else reads them: URL, e-mail, IP, phone, version,
//! identifier.
//!
//! One walk over the tokens. A word that stands free between white space is passed over; at the
//! first token of a glued run (`name@example.com`, `AB-1234`) the run is measured once and read as
//! an address or a code, at digits a bounded window is read as an IP address or a telephone number.
//! No regular expression, no allocation, every look-ahead bounded or consumed: time is linear.
//!
//! What is a number stays one: `50km`, `$3bn`, `10am`, `21st`, `1990s`, `20%`, `5-year`, dates and
//! years are refused. [`PatternKind::Code`] is claimed so that nothing else reads it (`COVID-19`,
//! `1.2.3`, an ISBN); it is no mention. The lists that decide stand in `data/fixed_forms.toml`.

mod address;
mod code;
mod cursor;
mod digits;
mod phone;
mod web;

use crate::text::{Span, Token};
use cursor::Cursor;

/// What a fixed form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PatternKind {
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// An IPv4 or IPv6 address, without its port or mask.
    Ip,
    /// A telephone number, with its extension.
    Phone,
    /// A hashtag.
    Hashtag,
    /// A user name after `@`.
    Mention,
    /// A version number, an identifier, a glued code: no mention, yet no number either.
    Code,
}

/// One fixed form in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// Finds the fixed forms of `text`, sorted, without overlap, and appends them to `found`.
///
/// ```
/// use textsift::patterns::{PatternKind, find};
/// let text = "Write to ann@example.org, COVID-19 or not, within 50km.";
/// let mut tokens = Vec::new();
/// textsift::text::tokenize(text, &mut tokens);
/// let mut found = Vec::new();
/// find(text, &tokens, &mut found);
/// let found: Vec<_> = found.iter().map(|p| (p.span.of(text), p.kind)).collect();
/// assert_eq!(found, [("ann@example.org", PatternKind::Email), ("COVID-19", PatternKind::Code)]);
/// ```
pub fn find(text: &str, tokens: &[Token], found: &mut Vec<Pattern>) {
    let cursor = Cursor::new(text, tokens);
    let mut at = 0;
    while let Some(next) = cursor.next_unplain(at) {
        at = next;
        let before = found.len();
        at = match match_at(cursor, at, found) {
            Some(end) => cursor.first_from(at + 1, end),
            None => at + 1,
        };
        debug_assert!(found[before..].iter().all(|p| !p.span.is_empty()));
    }
}

/// Appends what begins at token `at`, and tells the byte after it.
fn match_at(cursor: Cursor<'_>, at: usize, found: &mut Vec<Pattern>) -> Option<u32> {
    let mut push = |span: Span, kind| {
        found.push(Pattern { span, kind });
        Some(span.end)
    };
    let run = cursor.run_at(at);
    if run.is_some_and(|run| cursor.is_compound(at, run)) {
        return None;
    }
    if let Some((span, suffix)) = address::ip(cursor, at) {
        let end = push(span, PatternKind::Ip);
        return match suffix {
            Some(suffix) => push(suffix, PatternKind::Code),
            None => end,
        };
    }
    if let Some((span, kind)) = web::at(cursor, at, run) {
        return push(span, kind);
    }
    if let Some((span, kind)) = phone::at(cursor, at) {
        return push(span, kind);
    }
    code::at(cursor, at, run).and_then(|span| push(span, PatternKind::Code))
}

#[cfg(test)]
mod tests;
