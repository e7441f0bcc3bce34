//! Web addresses with and without a scheme, e-mail addresses, hashtags, user names.

use super::PatternKind;
use super::cursor::Cursor;
use crate::text::{Span, TokenKind};

/// The address, hashtag or user name that begins at token `at`, where the run `run` does.
pub(super) fn at(cursor: Cursor<'_>, at: usize, run: Option<Span>) -> Option<(Span, PatternKind)> {
    if let Some(run) = run {
        return with_scheme(cursor, run)
            .or_else(|| email(cursor, run))
            .or_else(|| bare(cursor, run));
    }
    let token = cursor.token(at)?;
    if token.kind != TokenKind::Symbol {
        return None;
    }
    match token.of(cursor.text) {
        "#" => hashtag(cursor, token.span),
        "@" => user_name(cursor, token.span),
        _ => None,
    }
}

fn with_scheme(cursor: Cursor<'_>, run: Span) -> Option<(Span, PatternKind)> {
    let rest = &cursor.text[run.end as usize..];
    if !rest.starts_with("://") || !cursor.forms.schemes.contains(run.of(cursor.text)) {
        return None;
    }
    let start = run.end + 3;
    let end = body_end(cursor.text, start);
    (end > start).then_some((Span::new(run.start, end), PatternKind::Url))
}

/// The end of a URL's characters from `start`, without the punctuation of the sentence around it.
fn body_end(text: &str, start: u32) -> u32 {
    let rest = &text[start as usize..];
    let stops = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '<' | '>' | '"' | '“' | '”' | '«' | '»' | '„' | '{' | '}' | '|' | '\\' | '^' | '`'
            )
            || matches!(c, '‘' | '’' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}')
    };
    let body = &rest[..rest.find(stops).unwrap_or(rest.len())];
    start + trimmed(body).len() as u32
}

/// `body` without closing punctuation that belongs to the sentence; balanced brackets stay.
fn trimmed(body: &str) -> &str {
    let count = |c| memchr::memchr_iter(c, body.as_bytes()).count();
    let mut open_round = count(b')').saturating_sub(count(b'('));
    let mut open_square = count(b']').saturating_sub(count(b'['));
    let mut body = body;
    while let Some(&last) = body.as_bytes().last() {
        let dropped = match last {
            b')' if open_round > 0 => {
                open_round -= 1;
                1
            }
            b']' if open_square > 0 => {
                open_square -= 1;
                1
            }
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'(' | b'[' | b'~' | b'&' => 1,
            b's' if body.ends_with("'s") => 2,
            _ => break,
        };
        body = &body[..body.len() - dropped];
    }
    body
}

fn email(cursor: Cursor<'_>, run: Span) -> Option<(Span, PatternKind)> {
    if cursor.byte(run.end) != Some(b'@') {
        return None;
    }
    let local = run.of(cursor.text).trim_start_matches(['.', '-', '+', '%']);
    let host = &cursor.text[run.end as usize + 1..];
    let host = &host[..host.find(|c| !is_host_char(c)).unwrap_or(host.len())];
    let host = host.trim_end_matches(['.', '-', '_']);
    let (before, top) = host.rsplit_once('.')?;
    let top_is_name =
        top.starts_with("xn--") || top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    if local.is_empty() || before.is_empty() || !top_is_name || before.contains("..") {
        return None;
    }
    let start = run.end - local.len() as u32;
    Some((
        Span::new(start, run.end + 1 + host.len() as u32),
        PatternKind::Email,
    ))
}

fn is_host_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// `www.name`, `name.org`, `name.org/path`, `name.org:8080`.
fn bare(cursor: Cursor<'_>, run: Span) -> Option<(Span, PatternKind)> {
    let host = run.of(cursor.text);
    if !host.contains('.') || !host.chars().all(is_host_char) {
        return None;
    }
    let host = host.trim_end_matches(['.', '-', '_']);
    let labels = host.split('.');
    if labels
        .clone()
        .any(|label| label.is_empty() || label.len() > 63)
    {
        return None;
    }
    let host_end = run.start + host.len() as u32;
    let (after, has_tail) = after_port(cursor, host_end, run.end);
    if !Host::read(host)?.is_plausible(cursor, has_tail) {
        return None;
    }
    let end = if has_tail {
        body_end(cursor.text, after)
    } else {
        after
    };
    Some((Span::new(run.start, end), PatternKind::Url))
}

/// The end of a host that ends where its run does, with its `:port`; and whether a path or query
/// follows.
fn after_port(cursor: Cursor<'_>, host_end: u32, run_end: u32) -> (u32, bool) {
    if host_end != run_end {
        return (host_end, false);
    }
    let rest = &cursor.text[host_end as usize..];
    let port = rest.strip_prefix(':').map_or(0, |port| {
        let digits = port.bytes().take(6).take_while(u8::is_ascii_digit).count();
        if (2..=5).contains(&digits) {
            digits + 1
        } else {
            0
        }
    });
    let after = host_end + port as u32;
    let has_tail = match cursor.byte(after) {
        Some(b'/') => true,
        Some(b'?' | b'#') => cursor
            .byte(after + 1)
            .is_some_and(|byte| byte.is_ascii_alphanumeric()),
        _ => false,
    };
    (after, has_tail)
}

struct Host<'a> {
    text: &'a str,
    name: &'a str,
    top: &'a str,
    labels: usize,
}

impl<'a> Host<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (before, top) = text.rsplit_once('.')?;
        let name = before.rsplit_once('.').map_or(before, |(_, name)| name);
        let labels = text.bytes().filter(|&byte| byte == b'.').count() + 1;
        Some(Self {
            text,
            name,
            top,
            labels,
        })
    }

    fn is_plausible(&self, cursor: Cursor<'_>, has_tail: bool) -> bool {
        let forms = cursor.forms;
        let www = self.labels > 2
            && self
                .text
                .get(..4)
                .is_some_and(|p| p.eq_ignore_ascii_case("www."));
        let letters = self.top.len() >= 2 && self.top.chars().all(char::is_alphabetic);
        if www {
            return letters;
        }
        let word = forms.word_domains.contains(self.top);
        if !(word || forms.top_domains.contains(self.top)) || !letters {
            return false;
        }
        let lower = self.text.chars().all(|c| !c.is_uppercase());
        if has_tail {
            return lower || !self.top.starts_with(char::is_uppercase);
        }
        let named = self.name.chars().any(char::is_alphabetic);
        if !named || forms.file_extensions.contains(self.top) && self.labels == 2 {
            return false;
        }
        if word || self.name.len() < 2 {
            return lower && self.labels > 2 && self.text.split('.').all(|label| label.len() > 1);
        }
        let shouted = matches!(self.top, "COM" | "ORG" | "EDU" | "GOV");
        shouted || self.top.chars().all(char::is_lowercase)
    }
}

/// The character before `position` lets a `#` or `@` begin there.
fn opens(cursor: Cursor<'_>, position: u32) -> bool {
    let before = cursor.text[..position as usize].chars().next_back();
    before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '&' | '/' | '#' | '@' | '_' | '$')))
}

fn hashtag(cursor: Cursor<'_>, sign: Span) -> Option<(Span, PatternKind)> {
    let name = name_after(cursor, sign, |c| c.is_alphanumeric() || c == '_')?;
    let end = sign.end + name.len() as u32;
    let is_tag = opens(cursor, sign.start)
        && name.chars().any(char::is_alphabetic)
        && cursor.byte(end) != Some(b'#');
    is_tag.then_some((Span::new(sign.start, end), PatternKind::Hashtag))
}

fn user_name(cursor: Cursor<'_>, sign: Span) -> Option<(Span, PatternKind)> {
    let name = name_after(cursor, sign, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
    })?;
    let name = &name[..name.len().min(64)];
    // A period or hyphen inside a name has a small letter or digit behind it.
    let inner = |at: usize| {
        name[at + 1..]
            .starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let cut = name
        .char_indices()
        .find(|&(at, c)| matches!(c, '.' | '-') && !inner(at));
    let name = cut.map_or(name, |(at, _)| &name[..at]);
    let end = sign.end + name.len() as u32;
    let is_name = opens(cursor, sign.start) && name.chars().any(|c| c.is_ascii_alphabetic());
    is_name.then_some((Span::new(sign.start, end), PatternKind::Mention))
}

fn name_after(cursor: Cursor<'_>, sign: Span, belongs: impl Fn(char) -> bool) -> Option<&str> {
    let rest = &cursor.text[sign.end as usize..];
    let name = &rest[..rest.find(|c| !belongs(c)).unwrap_or(rest.len())];
    (!name.is_empty()).then_some(name)
}
