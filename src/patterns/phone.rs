//! Telephone numbers, and other numbers in groups that are no quantity: cards, social security,
//! ISBN.

use super::PatternKind;
use super::cursor::{Cue, Cursor};
use super::digits::{Group, Groups, Separator};
use crate::text::Span;

/// The telephone number or identifier in groups of digits that begins at token `at`.
pub(super) fn at(cursor: Cursor<'_>, at: usize) -> Option<(Span, PatternKind)> {
    let token = cursor.token(at)?;
    let signed = matches!(cursor.of(at), "(" | "+");
    if !(token.is_digits() || signed) {
        return None;
    }
    let groups = Groups::read(cursor, at)?;
    let digits: u32 = groups.as_slice().iter().map(Group::len).sum();
    if digits < 6 || !opens(cursor, at, signed) {
        return None;
    }
    let cue = cursor.cue_before(at);
    (1..=groups.as_slice().len()).rev().find_map(|count| {
        let candidate = Candidate::new(cursor, &groups, count, cue);
        if !closes(cursor, candidate.end()) {
            return None;
        }
        if candidate.is_identifier(at) {
            return Some((Span::new(groups.start, candidate.end()), PatternKind::Code));
        }
        let end = extension(cursor, candidate.end()).unwrap_or(candidate.end());
        candidate
            .is_phone()
            .then_some((Span::new(groups.start, end), PatternKind::Phone))
    })
}

/// What stands on the left lets a number begin at token `at`.
fn opens(cursor: Cursor<'_>, at: usize, signed: bool) -> bool {
    if !cursor.is_glued(at) {
        return true;
    }
    let start = cursor.tokens[at].span.start;
    let mut before = cursor.text[..start as usize].chars().rev();
    let (last, earlier) = (before.next(), before.next());
    let after_digit = earlier.is_some_and(|c| c.is_ascii_digit());
    match last {
        Some(c) if c.is_alphabetic() => signed,
        Some('-' | '–') => earlier.is_some_and(|c| c.is_alphabetic() || c == '#'),
        Some(':' | '/' | '|' | ',' | ';') => !after_digit,
        Some('(' | '[' | '@' | '"' | '“' | '\'' | '‘' | '>') => true,
        _ => false,
    }
}

/// What stands on the right lets a number end at byte `end`.
fn closes(cursor: Cursor<'_>, end: u32) -> bool {
    let mut after = cursor.text[end as usize..].chars();
    let digit_next = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match after.next() {
        Some('.' | ',' | ':' | '/' | '(') => !digit_next(after.next()),
        Some('-' | '–' | '_') => !after.next().is_some_and(char::is_alphanumeric),
        Some('x' | 'X' | 'e' | 'E') => extension(cursor, end).is_some(),
        Some(c) => {
            !(c.is_alphanumeric() || matches!(c, '%' | '=' | '*' | '°' | '€' | '£' | '$' | '+'))
        }
        None => true,
    }
}

/// The end of "x123", "ext. 123" behind a number that ends at byte `end`.
fn extension(cursor: Cursor<'_>, end: u32) -> Option<u32> {
    let rest = &cursor.text[end as usize..];
    let word = rest.strip_prefix(' ').unwrap_or(rest);
    let letters = word
        .bytes()
        .take(10)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    cursor
        .forms
        .extension_words
        .contains(&word[..letters])
        .then_some(())?;
    let after = &word[letters..];
    let after = after.strip_prefix('.').unwrap_or(after);
    let after = after.strip_prefix(' ').unwrap_or(after);
    let digits = after.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let ends = !after[digits..].starts_with(char::is_alphanumeric);
    ((1..=6).contains(&digits) && ends).then(|| end + (rest.len() - after.len() + digits) as u32)
}

/// The first groups of a number, to be judged.
struct Candidate<'a> {
    cursor: Cursor<'a>,
    groups: &'a [Group],
    lengths: [u32; 10],
    digits: u32,
    plus: bool,
    cue: Option<Cue>,
}

impl<'a> Candidate<'a> {
    fn new(cursor: Cursor<'a>, groups: &'a Groups, count: usize, cue: Option<Cue>) -> Self {
        let plus = groups.plus;
        let groups = &groups.as_slice()[..count];
        let mut lengths = [0; 10];
        for (length, group) in lengths.iter_mut().zip(groups) {
            *length = group.len();
        }
        Self {
            cursor,
            groups,
            lengths,
            digits: lengths.iter().sum(),
            plus,
            cue,
        }
    }

    fn end(&self) -> u32 {
        self.groups[self.groups.len() - 1].end
    }

    fn lengths(&self) -> &[u32] {
        &self.lengths[..self.groups.len()]
    }

    fn group(&self, at: usize) -> &str {
        self.groups
            .get(at)
            .map_or("", |group| group.span.of(self.cursor.text))
    }

    /// Every group but the first has `separator` before it.
    fn joined_by(&self, separator: Separator) -> bool {
        self.groups[1..]
            .iter()
            .all(|group| group.separator == separator)
    }

    fn is_identifier(&self, at: usize) -> bool {
        if self.plus || self.groups.iter().any(|group| group.bracketed) {
            return false;
        }
        let hyphens = self.groups.len() > 1 && self.joined_by(Separator::Hyphen);
        let spaces = self.groups.len() > 1 && self.joined_by(Separator::Space);
        match self.lengths() {
            [3, 2, 4] if hyphens => true,
            [4, 4, 4, 4] | [4, 6, 5] if hyphens || spaces => true,
            [4, 4] if hyphens && self.group(0).starts_with('0') => true,
            [3, ..] if hyphens && self.digits == 13 && self.groups.len() >= 4 => {
                matches!(self.group(0), "978" | "979")
            }
            _ => self.digits >= 5 && self.cursor.is_named_identifier(at),
        }
    }

    fn is_phone(&self) -> bool {
        if self.is_calendar() {
            return false;
        }
        let digits = self.digits;
        if self.plus {
            return (7..=17).contains(&digits);
        }
        if digits > 16 || self.dots_are_decimal() || self.cue == Some(Cue::Identifier) {
            return false;
        }
        self.is_north_american()
            || self.has_trunk_prefix()
            || self.has_area_in_brackets()
            || self.is_told()
    }

    /// `16-04-2010`, `2009/2010`.
    fn is_calendar(&self) -> bool {
        let year = |at: usize| matches!(self.group(at).get(..2), Some("19" | "20"));
        match self.lengths() {
            [1 | 2, 1 | 2, 4] => !self.plus,
            [4, 1 | 2, 1 | 2] => !self.plus && year(0),
            [4, 4] => year(0) && year(1),
            _ => false,
        }
    }

    fn dots_are_decimal(&self) -> bool {
        self.groups.len() == 2
            && self.groups[1].separator == Separator::Dot
            && !self.groups[0].bracketed
    }

    /// `1-541-754-3010`, `(541) 754-3010`, `541.754.3010`.
    fn is_north_american(&self) -> bool {
        match self.lengths() {
            [3, 3, 4] => true,
            [1, 3, 3, 4] => self.group(0) == "1",
            [3, 4] => self.group(0) == "555" && self.joined_by(Separator::Hyphen),
            _ => false,
        }
    }

    /// `0161 123 4567`, `07700 900873`, `0049 89 123456`.
    fn has_trunk_prefix(&self) -> bool {
        let first = self.group(0);
        if first.starts_with("00") {
            let hexadecimal =
                self.groups.len() > 2 && self.lengths().iter().all(|&length| length == 2);
            return (11..=16).contains(&self.digits) && !hexadecimal;
        }
        let whole = self.lengths()[1..].iter().all(|&length| length >= 2);
        let least = if self.groups.len() == 1 { 10 } else { 9 };
        first.starts_with('0') && whole && (least..=12).contains(&self.digits)
    }

    /// `(19) 3829-4427`.
    fn has_area_in_brackets(&self) -> bool {
        let area = self.groups[0];
        let area_length = area.len();
        let rest = self.digits - area_length;
        let year = area_length == 4 && matches!(self.group(0).get(..2), Some("19" | "20"));
        area.bracketed
            && (2..=5).contains(&area_length)
            && (6..=9).contains(&rest)
            && self.digits >= 8
            && self.groups.len() <= 4
            && !year
            && self.lengths()[1..].iter().all(|&length| length >= 2)
    }

    /// A word like "phone" stands before it.
    fn is_told(&self) -> bool {
        let grouped = self.groups.len() > 1;
        let told = match self.cue {
            Some(Cue::Phone) => true,
            Some(Cue::Call) => grouped,
            _ => false,
        };
        let round =
            grouped && (1..self.groups.len()).all(|at| self.group(at).bytes().all(|b| b == b'0'));
        let least = if self.group(0).starts_with('0') { 6 } else { 7 };
        told && !round && (least..=15).contains(&self.digits)
    }
}
