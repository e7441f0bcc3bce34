//! Codes: versions, identifiers, file names, DOIs; letters and digits glued together that are no
//! quantity.

use super::cursor::Cursor;
use crate::lexicon::{Role, calendar};
use crate::text::Span;

/// The longest run that is read piece by piece; a longer one with letters and digits is a code.
const MAX_PIECES: usize = 32;

/// The code that begins at token `at`, where the run `run` does.
pub(super) fn at(cursor: Cursor<'_>, at: usize, run: Option<Span>) -> Option<Span> {
    let token = cursor.token(at)?;
    let Some(run) = run else {
        return path(cursor, at);
    };
    if let Some(span) = doi(cursor, run)
        .or_else(|| drive_path(cursor, at))
        .or_else(|| hardware_address(cursor, token.span))
    {
        return Some(span);
    }
    if after_sign(cursor, run.start) {
        return None;
    }
    if let Some(span) = bracketed_section(cursor, at) {
        return Some(span);
    }
    let text = run
        .of(cursor.text)
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    // "OFFICE-1(516)": the digits belong to what follows.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || cursor.byte(run.end) == Some(b'(') {
        return None;
    }
    let span = Span::new(run.start, run.start + text.len() as u32);
    let code = is_file_name(cursor, text)
        || Pieces::read(text).is_none_or(|pieces| pieces.is_code(cursor));
    (code && !is_power(cursor, span)).then_some(span)
}

/// A currency sign, `#`, `=`, or the like stands right before: an amount, a place, a formula.
fn after_sign(cursor: Cursor<'_>, start: u32) -> bool {
    let before = cursor.text[..start as usize].chars().next_back();
    before.is_some_and(|c| {
        matches!(
            c,
            '$' | '€'
                | '£'
                | '¥'
                | '₹'
                | '₽'
                | '₩'
                | '¢'
                | '='
                | '*'
                | '^'
                | '±'
                | '×'
                | '°'
                | '~'
                | '<'
                | '>'
                | '≥'
                | '≤'
                | ','
        ) || c.is_alphanumeric()
    })
}

/// `10.1000/xyz123`
fn doi(cursor: Cursor<'_>, run: Span) -> Option<Span> {
    let registrant = run.of(cursor.text).strip_prefix("10.")?;
    let digits = registrant
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !digits || registrant.len() < 4 || cursor.byte(run.end) != Some(b'/') {
        return None;
    }
    let rest = &cursor.text[run.end as usize..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'));
    let body = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ')', ']', '\'']);
    (body.len() > 1).then(|| Span::new(run.start, run.end + body.len() as u32))
}

/// `/usr/lib/x86`, `~/notes2`
fn path(cursor: Cursor<'_>, at: usize) -> Option<Span> {
    let token = cursor.token(at)?;
    let rest = &cursor.text[token.span.start as usize..];
    let inner = rest
        .strip_prefix('~')
        .or(rest.strip_prefix('.'))
        .unwrap_or(rest);
    let name = inner.strip_prefix('/')?;
    let before = cursor.text[..token.span.start as usize].chars().next_back();
    let opens = before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '\'' | '='));
    if !opens || !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '.') {
        return None;
    }
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '~' | '+')));
    let whole = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', '-']);
    let slashes = memchr::memchr_iter(b'/', whole.as_bytes()).count();
    (slashes >= 2).then(|| Span::new(token.span.start, token.span.start + whole.len() as u32))
}

/// `C:\Users\x2`
fn drive_path(cursor: Cursor<'_>, at: usize) -> Option<Span> {
    let token = cursor
        .token(at)
        .filter(|t| t.is_word() && t.span.len() == 1)?;
    let rest = &cursor.text[token.span.start as usize..];
    rest[1..].strip_prefix(":\\")?;
    let end = rest.find(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '”' | '‘' | '’' | '<' | '>' | '|' | '?' | '*')
    });
    let whole = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ')']);
    Some(Span::new(
        token.span.start,
        token.span.start + whole.len() as u32,
    ))
}

/// A hardware address: six pairs of hexadecimal digits, `00:1A:2B:3C:4D:5E`, `00-1A-2B-3C-4D-5E`.
fn hardware_address(cursor: Cursor<'_>, first: Span) -> Option<Span> {
    const LENGTH: usize = 17;
    let bytes = cursor.text.as_bytes();
    let window = bytes.get(first.start as usize..first.start as usize + LENGTH)?;
    let mark = window[2];
    let pairs = window.iter().enumerate().all(|(at, byte)| match at % 3 {
        2 => *byte == mark,
        _ => byte.is_ascii_hexdigit(),
    });
    let end = first.start + LENGTH as u32;
    let ends = !cursor
        .byte(end)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == mark);
    (matches!(mark, b':' | b'-') && pairs && ends).then(|| Span::new(first.start, end))
}

/// `401(k)`, `501(c)(3)`
fn bracketed_section(cursor: Cursor<'_>, at: usize) -> Option<Span> {
    let number = cursor
        .token(at)
        .filter(|t| t.is_digits() && t.span.len() >= 2)?;
    let mut end = number.span.end;
    for _ in 0..3 {
        let rest = cursor.text.as_bytes().get(end as usize..end as usize + 3);
        match rest {
            Some([b'(', inner, b')'])
                if inner.is_ascii_lowercase()
                    || inner.is_ascii_digit() && end > number.span.end =>
            {
                end += 3;
            }
            _ => break,
        }
    }
    (end > number.span.end).then(|| Span::new(number.span.start, end))
}

fn is_file_name(cursor: Cursor<'_>, text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, extension)| {
        let digits = extension.bytes().all(|byte| byte.is_ascii_digit());
        let named = name
            .bytes()
            .any(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        named && !digits && cursor.forms.file_extensions.contains(extension)
    })
}

/// `km2` behind a number, `m3` behind a slash.
fn is_power(cursor: Cursor<'_>, span: Span) -> bool {
    let text = span.of(cursor.text);
    let unit = text.trim_end_matches(['2', '3']);
    unit.len() + 1 == text.len() && cursor.forms.powered_units.contains(unit)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Letters(&'a str),
    Digits(&'a str),
    Mark(char),
}

use Piece::{Digits, Letters, Mark};

/// A run cut where letters, digits and marks meet.
struct Pieces<'a> {
    list: [Piece<'a>; MAX_PIECES],
    count: usize,
}

impl<'a> Pieces<'a> {
    /// None if there are too many pieces for anything but a code.
    fn read(text: &'a str) -> Option<Self> {
        let mut pieces = Self {
            list: [Mark(' '); MAX_PIECES],
            count: 0,
        };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = |belongs: fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
            let (piece, width) = if first.is_ascii_digit() {
                let width = end(|c| c.is_ascii_digit());
                (Digits(&rest[..width]), width)
            } else if first.is_alphanumeric() {
                let width = end(|c| c.is_alphanumeric() && !c.is_ascii_digit());
                (Letters(&rest[..width]), width)
            } else {
                (Mark(first), first.len_utf8())
            };
            *pieces.list.get_mut(pieces.count)? = piece;
            pieces.count += 1;
            rest = &rest[width..];
        }
        Some(pieces)
    }

    fn as_slice(&self) -> &[Piece<'a>] {
        &self.list[..self.count]
    }

    fn letters(&self) -> impl Iterator<Item = &'a str> {
        self.as_slice().iter().filter_map(|piece| match piece {
            Letters(letters) => Some(*letters),
            _ => None,
        })
    }

    fn is_code(&self, cursor: Cursor<'_>) -> bool {
        let forms = cursor.forms;
        if self.letters().any(|letters| {
            letters.len() > 2
                && forms.number_prefixes.contains(letters)
                && is_calendar_word(letters)
        }) {
            return false;
        }
        if self.is_period() {
            return false;
        }
        match self.as_slice() {
            [Letters("v" | "V"), Digits(_), ..] => true,
            [
                Letters("v" | "V"),
                Mark('.'),
                Digits(_),
                Mark('.'),
                Digits(_),
                ..,
            ] => true,
            [Digits(_), Mark('.'), Digits(_), Mark('.'), Digits(_), ..] => self.is_version(),
            [Digits("0"), Letters("x" | "X"), ..] => true,
            [Digits(hour), Letters(zone)] if hour.len() == 4 && is_zone(zone) => false,
            [Digits(_), Letters(_), ..] => self.is_digits_first(cursor),
            [Letters(letters), Digits(_)]
            | [Letters(letters), Digits(_), Mark('.' | ',' | '+' | '%'), ..] => {
                !forms.number_prefixes.contains(letters) && !is_currency(letters)
            }
            [Letters(_), Digits(_), ..] => true,
            [Letters(letters), Mark('-'), Digits(digits), rest @ ..] => {
                self.is_hyphenated(cursor, letters, digits, rest)
            }
            [Digits(_), Mark('-'), Letters(letters)] => {
                letters.len() == 1 && letters.chars().all(char::is_uppercase)
            }
            _ => self.has_marked_code(),
        }
    }

    /// `3Q`, `3Q15`, `2018Q4`, `Q1-2019`, `FY2016-17`: a part of a year, or a year of two.
    fn is_period(&self) -> bool {
        let quarter = |letters: &str| has_role(letters, Role::QuarterLetter);
        let part = |letters: &str| quarter(letters) || has_role(letters, Role::HalfLetter);
        let nth = |digits: &str| matches!(digits, "1" | "2" | "3" | "4");
        match self.as_slice() {
            [Digits(first), Letters(letters)] => nth(first) && quarter(letters),
            [Digits(first), Letters(letters), Digits(last)] => {
                let years = first.len() == 4 && nth(last) || nth(first) && last.len() % 2 == 0;
                part(letters) && years && last.len() <= 4
            }
            [Letters(letters), Digits(first), Mark('-'), Digits(last)] => {
                let years = first.len() == 4 && last.len() == 2;
                // "q1-2019"
                let small = || {
                    calendar()
                        .word(letters)
                        .is_some_and(|word| word.is(Role::QuarterLetter))
                };
                (part(letters) || small()) && nth(first) && last.len() == 4
                    || has_role(letters, Role::Fiscal) && years
            }
            // "Q1-Q3", "FY13-FY15"
            [
                Letters(first),
                Digits(_),
                Mark('-' | '–'),
                Letters(last),
                Digits(_),
            ] => {
                let fiscal = |letters: &str| has_role(letters, Role::Fiscal);
                part(first) && part(last) || fiscal(first) && fiscal(last)
            }
            _ => false,
        }
    }

    /// `1.2.3`, `10.15.7-rc1`; neither a date nor an amount with grouping periods.
    fn is_version(&self) -> bool {
        let lengths: Vec<usize> = self
            .as_slice()
            .iter()
            .map_while(|piece| match piece {
                Digits(digits) => Some(digits.len()),
                Mark('.') => Some(0),
                _ => None,
            })
            .filter(|&length| length > 0)
            .take(8)
            .collect();
        let date = matches!(
            lengths[..],
            [1 | 2, 1 | 2, 4] | [2, 2, 2] | [4, 1 | 2, 1 | 2]
        );
        let grouped = lengths.len() > 1 && lengths[1..].iter().all(|&length| length == 3);
        !date && !grouped
    }

    /// `3D`, `4WD`, `7a8b`, but not `50km`, `21st`, `10AM`, `5x4`, `1e5`, `2h30`.
    fn is_digits_first(&self, cursor: Cursor<'_>) -> bool {
        let suffix =
            |letters: &str| cursor.forms.glued_suffixes.contains(letters) || is_currency(letters);
        let glued = self
            .as_slice()
            .iter()
            .take_while(|piece| !matches!(piece, Mark(_)))
            .count();
        let (Letters(first), rest) = (self.as_slice()[1], &self.as_slice()[2..glued]) else {
            return false;
        };
        match rest {
            [] => {
                let short_word =
                    first.chars().count() <= 4 && first.chars().all(char::is_lowercase);
                let shout = first.chars().count() <= 4 && first.chars().any(char::is_uppercase);
                shout && !short_word && !suffix(first)
            }
            // Not 1e5, 4x4, 2h30m; a long chain is a code whatever its letters.
            [Digits(_), ..] => {
                self.count > 6 || !(suffix(first) || matches!(first, "e" | "E" | "x" | "X"))
            }
            _ => false,
        }
    }

    /// `COVID-19`, `F-16`, but not `mid-2015`, `top-10`, `mid-30s`.
    fn is_hyphenated(
        &self,
        cursor: Cursor<'_>,
        letters: &str,
        digits: &str,
        rest: &[Piece<'_>],
    ) -> bool {
        let forms = cursor.forms;
        let exponent = digits.len() == 1
            && (forms.inverse_units.contains(letters)
                || !letters.chars().any(char::is_uppercase)
                    && forms.glued_suffixes.contains(letters));
        if forms.hyphen_prefixes.contains(letters) || exponent {
            return false;
        }
        match rest {
            [] => true,
            [Letters(_), ..] | [Mark('-' | '_'), ..] => letters.chars().any(char::is_uppercase),
            [Mark('.'), Digits(_), ..] => letters.chars().all(char::is_uppercase),
            _ => false,
        }
    }

    /// `SARS-CoV-2`, `ISO-IEC-27001`, `row_17`, `2015-AB-123`.
    fn has_marked_code(&self) -> bool {
        let list = self.as_slice();
        let underscored = list.contains(&Mark('_')) && self.letters().next().is_some();
        let upper = |letters: &str| letters.chars().any(char::is_uppercase) && letters.len() < 8;
        let named = list.windows(3).any(|three| match three {
            [Letters(letters), Mark('-'), Digits(_)] => {
                upper(letters) && letters.chars().skip(1).any(char::is_uppercase)
            }
            [Digits(_), Mark('-'), Letters(letters)] => {
                letters.len() > 1 && letters.chars().all(char::is_uppercase) && list.len() > 3
            }
            _ => false,
        });
        // 8-4-4-4-12 in figures alone.
        let figures =
            list.len() == 9 && matches!(list, [Digits(first), Mark('-'), ..] if first.len() == 8);
        underscored || named || figures
    }
}

/// The code of a currency, in capitals.
fn is_currency(letters: &str) -> bool {
    letters.len() == 3
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && crate::lexicon::is_glued_code(letters)
}

/// `1337EST`: a zone in capitals.
fn is_zone(letters: &str) -> bool {
    let zone = || calendar().word(letters).and_then(|word| word.zone);
    letters.len() > 1 && letters.chars().all(char::is_uppercase) && zone().is_some()
}

/// A month or a day of the week, whole or cut.
fn is_calendar_word(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    word.get(..3)
        .is_some_and(|start| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(start)))
}

/// Capitals that have a role in dates.
fn has_role(letters: &str, role: Role) -> bool {
    let capitals = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let word = calendar().word(letters).filter(|_| capitals);
    word.is_some_and(|word| word.is(role))
}
