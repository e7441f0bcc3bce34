//! Gaps: the places between two visible characters where a sentence may end.

use super::legal::footnote;
use super::word::is_word_char;
use crate::lexicon::abbreviations::{Classes, classes, legal_classes};
use crate::text::chars::{Class, class_of, is_extend};

/// What stands at the end of the text before a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Period,
    /// Two or more periods, or `…`.
    Ellipsis,
    Question,
    Exclamation,
    /// `。` and its like, after which no white space is written.
    Ideographic,
}

/// A place where a sentence may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// Where the word or symbol before the end mark ends.
    pub body_end: usize,
    /// Where the mark ends and the closers begin.
    pub mark_end: usize,
    /// Where a sentence that ends here ends.
    pub end: usize,
    /// Where the next one begins.
    pub start: usize,
    /// The next character that can be seen; behind `start` if zero-width characters stand there.
    pub visible: usize,
    /// Line ends in the gap, at most 2 (a blank line).
    pub newlines: u8,
    pub mark: Mark,
}

impl Gap {
    pub fn has_closers(&self) -> bool {
        self.end > self.mark_end
    }

    pub fn is_glued(&self) -> bool {
        self.end == self.visible
    }
}

/// The text, read character by character around a gap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    /// Read as a judgment, a statute or a contract.
    pub legal: bool,
}

/// White space and what cannot be seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blank {
    pub start: usize,
    pub visible: usize,
    pub newlines: u8,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            legal: false,
        }
    }

    /// What the lexicon knows of `word`.
    #[inline]
    pub fn classes(&self, word: &str) -> Classes {
        if self.legal {
            legal_classes(word)
        } else {
            classes(word)
        }
    }

    /// The byte at `at`, 0 behind the end.
    #[inline]
    pub fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    #[inline]
    pub fn char_at(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    #[inline]
    pub fn char_before(&self, at: usize) -> Option<char> {
        match self.bytes.get(at.checked_sub(1)?) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            _ => self.text[..at].chars().next_back(),
        }
    }

    /// Skips white space and invisible characters from `at`.
    pub fn skip_blank(&self, at: usize) -> Blank {
        let blank = self.byte(at);
        if matches!(blank, b' ' | b'\n') && self.byte(at + 1).is_ascii_alphanumeric() {
            return Blank {
                start: at + 1,
                visible: at + 1,
                newlines: u8::from(blank == b'\n'),
            };
        }
        let mut blank = Blank {
            start: at,
            visible: at,
            newlines: 0,
        };
        let mut solid = false;
        while let Some(c) = self.char_at(blank.visible) {
            if c.is_whitespace() {
                let crlf =
                    c == '\n' && blank.visible > at && self.bytes[blank.visible - 1] == b'\r';
                blank.newlines = (blank.newlines + if crlf { 0 } else { line_ends(c) }).min(2);
            } else if c.is_control() || is_extend(c) {
                solid = true;
            } else {
                break;
            }
            blank.visible += c.len_utf8();
            if !solid {
                blank.start = blank.visible;
            }
        }
        blank
    }

    /// Where the run of ASCII letters begins that ends at `end`, at most 24 of them.
    #[inline]
    pub fn run_before(&self, end: usize) -> usize {
        let floor = end.saturating_sub(24);
        let mut letters = self.bytes[floor..end].iter();
        letters
            .rposition(|byte| !byte.is_ascii_alphabetic())
            .map_or(floor, |at| floor + at + 1)
    }

    /// Goes back over white space.
    #[inline]
    pub fn trim_end(&self, at: usize) -> usize {
        if self.byte(at.wrapping_sub(1)).is_ascii_graphic() {
            return at;
        }
        self.trim_blank_end(at)
    }

    fn trim_blank_end(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_before(at) {
            if !c.is_whitespace() {
                break;
            }
            at -= c.len_utf8();
        }
        at
    }

    /// Goes over one space.
    pub fn next_word(&self, at: usize) -> usize {
        at + usize::from(self.byte(at) == b' ')
    }

    /// Goes over quotes and brackets that open.
    pub fn skip_openers(&self, mut at: usize) -> usize {
        for _ in 0..4 {
            match self.char_at(at) {
                Some(c) if is_opener(c) => at += c.len_utf8(),
                _ => break,
            }
        }
        at
    }

    /// Goes back from `at` over quotes and brackets that open.
    pub fn back_over_openers(&self, mut at: usize) -> usize {
        for _ in 0..4 {
            match self.char_before(at) {
                Some(c) if is_opener(c) => at -= c.len_utf8(),
                _ => break,
            }
        }
        at
    }

    /// The end marks that begin at `at`; spaced ones (". . .") are one run.
    pub fn marks(&self, at: usize) -> Marks {
        if let [b'.', b' ', next, ..] = self.bytes[at..]
            && next.is_ascii_alphanumeric()
        {
            return Marks {
                first_end: at + 1,
                end: at + 1,
                periods: 1,
                mark: Mark::Period,
            };
        }
        let mut marks = Marks {
            first_end: 0,
            end: at,
            periods: 0,
            mark: Mark::None,
        };
        while let Some(c) = self.char_at(marks.end) {
            if !marks.add(c) {
                break;
            }
            marks.end += c.len_utf8();
            if !self.char_at(marks.end).is_some_and(is_mark) {
                marks.first_end = if marks.first_end == 0 {
                    marks.end
                } else {
                    marks.first_end
                };
                marks.end = self.next_mark(marks.end).unwrap_or(marks.end);
            }
        }
        marks
    }

    /// A mark behind one or two spaces, with nothing glued to it.
    fn next_mark(&self, at: usize) -> Option<usize> {
        let spaces = self.bytes[at..]
            .iter()
            .take(3)
            .take_while(|&&b| b == b' ')
            .count();
        let next = at + spaces;
        let follows = is_mark(self.char_at(next)?) && spaces > 0 && spaces < 3;
        let after = self.bytes[next..]
            .iter()
            .find(|b| !matches!(b, b'.' | b'!' | b'?'));
        (follows && !after.is_some_and(|&b| b.is_ascii_alphanumeric())).then_some(next)
    }

    /// Goes over quotes, brackets, reference numbers and faces that close behind a mark, with a space
    /// before them or not.
    pub fn closers(&self, mut at: usize) -> usize {
        if self.byte(at) == b' ' && self.byte(at + 1).is_ascii_alphanumeric() {
            return at;
        }
        loop {
            at = self.glued_closers(at);
            let bracket = matches!(self.bytes.get(at..at + 2), Some(b" )" | b" ]"));
            if bracket || self.spaced_quote(at) {
                at += 1;
            } else {
                return self.face(at).unwrap_or(at);
            }
        }
    }

    fn glued_closers(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at) {
            let next = at + c.len_utf8();
            let opens = matches!(c, '"' | '\'') && self.char_at(next).is_some_and(is_word_char);
            if (is_closer(c) && !opens) || class_of(c) == Class::Extend {
                at = next;
            } else if let Some(end) = self.reference(at).or_else(|| footnote(self, at)) {
                at = end;
            } else {
                break;
            }
        }
        at
    }

    /// The end of " :-)" and the like.
    fn face(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let length = match rest {
            [b' ', b':' | b';' | b'=', b'-', mouth, ..] if is_mouth(*mouth) => 4,
            [b' ', b':' | b';' | b'=', mouth, ..] if is_mouth(*mouth) => 3,
            _ => return None,
        };
        let more = rest[length..]
            .iter()
            .take(8)
            .take_while(|&&b| matches!(b, b')' | b'('))
            .count();
        let end = at + length + more;
        self.bytes
            .get(end)
            .is_none_or(u8::is_ascii_whitespace)
            .then_some(end)
    }

    fn spaced_quote(&self, at: usize) -> bool {
        let quote = self.byte(at) == b' ' && matches!(self.byte(at + 1), b'"' | b'\'');
        (quote
            && self
                .char_at(at + 2)
                .is_none_or(|c| c.is_whitespace() || is_closer(c)))
            || self.bytes.get(at..at + 4) == Some(" ”".as_bytes())
    }

    /// The end of `[12]` or `[3,4]`.
    pub fn reference(&self, at: usize) -> Option<usize> {
        if self.byte(at) != b'[' {
            return None;
        }
        let inside = self.bytes[at + 1..].iter().take(12);
        let length = inside
            .take_while(|b| matches!(b, b'0'..=b'9' | b',' | b'-' | b' '))
            .count();
        (length > 0 && self.byte(at + 1 + length) == b']').then_some(at + length + 2)
    }
}

fn is_mouth(byte: u8) -> bool {
    matches!(
        byte,
        b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|' | b'O' | b'*'
    )
}

/// How many lines a white-space character ends; a form feed counts as a blank line.
pub(super) fn line_ends(c: char) -> u8 {
    match c {
        '\x0c' | '\u{2029}' => 2,
        '\n' | '\r' | '\x0b' | '\u{85}' | '\u{2028}' => 1,
        _ => 0,
    }
}

/// A run of end marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Where the part without spaces ends.
    pub first_end: usize,
    pub end: usize,
    pub periods: u32,
    pub mark: Mark,
}

impl Marks {
    /// Takes in one more character; false if it is no mark.
    fn add(&mut self, c: char) -> bool {
        self.mark = match (c, self.mark) {
            ('.', Mark::None) => Mark::Period,
            ('.', Mark::Period | Mark::Ellipsis) | ('…', _) => Mark::Ellipsis,
            ('.', other) => other,
            ('?', _) | ('!', Mark::Question) => Mark::Question,
            ('!', _) => Mark::Exclamation,
            ('。' | '｡' | '！' | '？', _) => Mark::Ideographic,
            _ => return false,
        };
        self.periods += u32::from(c == '.');
        true
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡')
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '(' | '[' | '{' | '“' | '‘' | '„' | '«' | '‹'
    ) || matches!(c, '「' | '『' | '（' | '`' | '¿' | '¡')
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '）'
    )
}
