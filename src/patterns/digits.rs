//! Groups of digits: what telephone, card and book numbers are made of.

use super::cursor::Cursor;
use crate::text::Span;

/// The most groups that are read.
const MAX_GROUPS: usize = 10;

/// What stands before a group of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    None,
    Space,
    Hyphen,
    Dot,
    Slash,
}

/// One run of digits in a number written in groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub span: Span,
    /// After the group and its closing bracket.
    pub end: u32,
    pub separator: Separator,
    /// It stands in round brackets.
    pub bracketed: bool,
}

impl Group {
    pub fn len(&self) -> u32 {
        self.span.len()
    }
}

/// Digits in groups that begin at one token.
pub(super) struct Groups {
    list: [Group; MAX_GROUPS],
    count: usize,
    /// The first character, be it `+`, `(` or a digit.
    pub start: u32,
    /// A `+` stands before the first group.
    pub plus: bool,
}

impl Groups {
    pub fn as_slice(&self) -> &[Group] {
        &self.list[..self.count]
    }

    /// Reads the groups that begin at token `at`.
    pub fn read(cursor: Cursor<'_>, at: usize) -> Option<Self> {
        let start = cursor.token(at)?.span.start;
        let mut reader = Reader {
            cursor,
            at,
            plus: false,
        };
        let none = Group {
            span: Span::new(start, start),
            end: start,
            separator: Separator::None,
            bracketed: false,
        };
        let mut groups = Self {
            list: [none; MAX_GROUPS],
            count: 0,
            start,
            plus: false,
        };
        while groups.count < MAX_GROUPS {
            let Some(group) = reader.group(groups.count == 0) else {
                break;
            };
            groups.list[groups.count] = group;
            groups.count += 1;
        }
        groups.plus = reader.plus;
        (groups.count > 0).then_some(groups)
    }
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    at: usize,
    plus: bool,
}

impl Reader<'_> {
    /// The next group with what stands before it.
    fn group(&mut self, first: bool) -> Option<Group> {
        let mut at = self.at;
        let mut separator = Separator::None;
        if !first {
            if !self.joins(at) {
                return None;
            }
            if self.cursor.token(at)?.space_before() {
                separator = Separator::Space;
            }
            if let Some(symbol) = separator_symbol(self.cursor.of(at)) {
                separator = symbol;
                at += 1;
                self.joins(at).then_some(())?;
            }
        }
        let bracketed = self.cursor.of(at) == "(";
        at += usize::from(bracketed);
        let plus = first && self.cursor.of(at) == "+";
        at += usize::from(plus);
        let token = self
            .cursor
            .token(at)
            .filter(|t| t.is_digits() && !t.is_non_ascii())?;
        let inside = self.joins(at) || first && !bracketed && !plus;
        if !inside || plus && token.space_before() || token.span.len() > 20 {
            return None;
        }
        let mut end = token.span.end;
        at += 1;
        // "123)456" has lost its opening bracket.
        if self.cursor.of(at) == ")" && (bracketed || first) && self.joins(at) {
            end = self.cursor.token(at)?.span.end;
            at += 1;
        } else if bracketed {
            return None;
        }
        self.at = at;
        self.plus |= plus;
        Some(Group {
            span: token.span,
            end,
            separator,
            bracketed,
        })
    }

    /// Token `at` follows the one before it directly or after one space.
    fn joins(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (
            self.cursor.token(at),
            at.checked_sub(1).and_then(|b| self.cursor.token(b)),
        ) else {
            return false;
        };
        let gap = &self.cursor.text[before.span.end as usize..token.span.start as usize];
        matches!(gap, "" | " " | "\u{a0}")
    }
}

fn separator_symbol(symbol: &str) -> Option<Separator> {
    Some(match symbol {
        "-" | "\u{2010}" | "\u{2011}" => Separator::Hyphen,
        "." => Separator::Dot,
        "/" => Separator::Slash,
        _ => return None,
    })
}
