//! The scan: finds the gaps worth a look and cuts the text at those where a sentence ends.

use super::context::{Context, Past};
use super::gap::{Gap, Mark, Reader};
use super::layout::{LineCursor, Lines};
use super::list::{List, is_bullet};
use super::memo::{Memo, Place, Verdict};
use super::model::Judge;
use super::rules;
use super::trigger::{TRIGGERS, Trigger, Triggers};
use super::{ListMarkers, Profile, Sentence, Settings};
use crate::text::Span;

pub(super) struct Splitter<'a, 'b, J> {
    pub reader: Reader<'a>,
    pub settings: &'a Settings,
    pub judge: &'b mut J,
    sentences: &'b mut Vec<Sentence>,
    /// Where the sentence under the scan begins.
    pub start: usize,
    pub list: List,
    lines: LineCursor,
    paragraph: u32,
    /// The last gap that was looked at, by what follows it.
    pub seen: usize,
    /// What is open before the gap under the scan.
    pub open: Open,
    /// The sentences before the one under the scan.
    pub past: Past,
    memo: Memo,
}

/// What is open in the sentence under the scan, and what it holds so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Open {
    pub bracket: bool,
    pub quote: bool,
    pub colon: bool,
    /// Words that begin with a capital, outside brackets.
    pub capitals: u8,
}

impl Open {
    #[inline]
    fn see(&mut self, byte: u8) {
        match byte {
            b'(' | b'[' => self.bracket = true,
            b')' | b']' => self.bracket = false,
            b'"' => self.quote = !self.quote,
            _ => {}
        }
    }
}

impl<'a, 'b, J: Judge> Splitter<'a, 'b, J> {
    pub fn new(
        text: &'a str,
        settings: &'a Settings,
        judge: &'b mut J,
        sentences: &'b mut Vec<Sentence>,
    ) -> Self {
        let reader = Reader {
            legal: settings.profile == Profile::Legal,
            ..Reader::new(text)
        };
        let blank = reader.skip_blank(0);
        let mut splitter = Self {
            reader,
            settings,
            judge,
            sentences,
            start: blank.start,
            list: List::default(),
            lines: LineCursor::default(),
            paragraph: 0,
            seen: 0,
            open: Open::default(),
            past: Past::default(),
            memo: Memo::default(),
        };
        splitter.list.begin(&reader, blank.visible);
        splitter
    }

    pub fn run(mut self) {
        let mut at = self.start;
        let mut triggers = Triggers::new(self.reader.bytes);
        while let Some(trigger) = triggers.next(at) {
            at = self.visit(trigger);
        }
        let end = self.reader.trim_end(self.reader.bytes.len());
        self.push(end);
    }

    fn push(&mut self, end: usize) {
        if self.start < end {
            let span = Span::new(self.start as u32, end as u32);
            self.sentences.push(Sentence {
                span,
                paragraph: self.paragraph,
            });
        }
    }

    /// Looks at the trigger at `at`; returns where to go on, behind it.
    fn visit(&mut self, at: usize) -> usize {
        match TRIGGERS[self.reader.bytes[at] as usize] {
            Trigger::Nothing => at + 1,
            Trigger::Mark => self.quick(at).unwrap_or_else(|| self.after_mark(at)),
            Trigger::Newline => self.at_newline(at),
            Trigger::Opening => {
                self.before_opening(at);
                at + 1
            }
            Trigger::Colon => self.at_colon(at),
            Trigger::Pair => {
                self.open.see(self.reader.bytes[at]);
                at + 1
            }
            Trigger::High => self.at_high(at),
        }
    }

    /// Accepts the plainest ends, "word. Next" and "word? Next", without a closer look.
    #[inline]
    fn quick(&mut self, at: usize) -> Option<usize> {
        let bytes = self.reader.bytes;
        let [mark, b' ', second, third, ..] = bytes[at..] else {
            return None;
        };
        let pronoun = second == b'I' && matches!(third, b' ' | b'\'');
        if !second.is_ascii_uppercase() || !third.is_ascii_lowercase() && !pronoun {
            return None;
        }
        let letters = self.reader.small_letters_before(at, self.start);
        let word = &self.reader.text[at - letters..at];
        let whole = at - letters > self.start && bytes[at - letters - 1] == b' ';
        let plain = whole && (letters > 2 || mark != b'.' && letters > 0);
        if !plain
            || mark == b'.' && self.reader.classes(word).is_abbreviation()
            || self.is_users(at - letters, at)
        {
            return None;
        }
        self.cut(at + 1, at + 2, at + 2, false);
        Some(at + 3)
    }

    /// True if the word `start..end` is one of the user's abbreviations, or a part of one.
    #[inline]
    pub fn is_users(&self, start: usize, end: usize) -> bool {
        let abbreviations = &self.settings.abbreviations;
        abbreviations.cover(self.reader.text, start, end)
    }

    /// Ends the sentence at `end`; the next begins at `start`.
    pub fn cut(&mut self, end: usize, start: usize, visible: usize, new_paragraph: bool) {
        self.push(end);
        self.past.add(&self.reader, end, visible);
        self.open = Open::default();
        self.start = start;
        self.paragraph += u32::from(new_paragraph);
        self.list.begin(&self.reader, visible);
    }

    fn at_high(&mut self, at: usize) -> usize {
        let Some(c) = self.reader.char_at(at) else {
            return at + 1;
        };
        match c {
            '“' | '”' => {
                self.open.quote = c == '“';
                at + c.len_utf8()
            }
            '…' | '。' | '！' | '？' | '｡' => self.after_mark(at),
            '\u{85}' | '\u{2028}' | '\u{2029}' => self.at_newline(at),
            _ => {
                if is_bullet(c) {
                    self.before_opening(at);
                }
                at + c.len_utf8()
            }
        }
    }

    fn after_mark(&mut self, at: usize) -> usize {
        let reader = self.reader;
        if let Some(gap) = self.plain_gap(at) {
            return self.consider(gap);
        }
        let marks = reader.marks(at);
        // Marks alone may begin a sentence, behind white space that is not theirs.
        let body_end = reader.trim_end(at).max(self.start);
        let end = reader.closers(marks.end);
        let blank = reader.skip_blank(end);
        let gap = Gap {
            body_end,
            mark_end: marks.end,
            end,
            start: blank.start,
            visible: blank.visible,
            newlines: self.settings.newlines.counted(blank.newlines),
            mark: marks.mark,
        };
        if gap.visible >= reader.bytes.len() {
            return reader.bytes.len();
        }
        if gap.body_end == self.start && gap.newlines == 0
            || gap.is_glued() && !rules::may_be_glued(&reader, &gap)
        {
            return gap.end;
        }
        let word_before = body_end == at && at > self.start;
        if marks.end > marks.first_end && marks.periods == 4 && word_before {
            return self.period_and_ellipsis(&gap, marks.first_end);
        }
        self.consider(gap)
    }

    /// The gap at one period with a space or newline behind it and then a letter or digit.
    #[inline]
    fn plain_gap(&self, at: usize) -> Option<Gap> {
        let [b'.', blank, next, ..] = self.reader.bytes[at..] else {
            return None;
        };
        let newlines = match blank {
            b' ' => 0,
            b'\n' => self.settings.newlines.counted(1),
            _ => return None,
        };
        let plain = next.is_ascii_alphanumeric()
            && at > self.start
            && self.reader.bytes[at - 1].is_ascii_graphic();
        plain.then_some(Gap {
            body_end: at,
            mark_end: at + 1,
            end: at + 1,
            start: at + 2,
            visible: at + 2,
            newlines,
            mark: Mark::Period,
        })
    }

    /// "compounds. . . . The": the first period ends the sentence, the next one begins with an
    /// ellipsis.
    fn period_and_ellipsis(&mut self, gap: &Gap, first_end: usize) -> usize {
        let next = self
            .reader
            .word_after(self.reader.skip_openers(gap.visible));
        if gap.has_closers() || gap.newlines > 1 || !next.starts_capital() {
            return self.consider(*gap);
        }
        let start = self.reader.skip_blank(first_end).visible;
        self.cut(first_end, start, start, gap.newlines > 1);
        self.seen = gap.visible;
        gap.visible
    }

    fn at_newline(&mut self, at: usize) -> usize {
        let reader = self.reader;
        let end = reader.trim_end(at);
        let blank = reader.skip_blank(end);
        let newlines = self.settings.newlines.counted(blank.newlines);
        if end <= self.start || newlines == 0 || blank.visible >= reader.bytes.len() {
            return blank.visible.max(at + 1).min(reader.bytes.len());
        }
        self.consider(Gap {
            body_end: end,
            mark_end: end,
            end,
            start: blank.start,
            visible: blank.visible,
            newlines,
            mark: Mark::None,
        })
    }

    fn at_colon(&mut self, at: usize) -> usize {
        if self.reader.bytes[at + 1..].starts_with(b"//") {
            let scheme = self.reader.bytes[self.start..at].iter().rev().take(8);
            let scheme = scheme.take_while(|b| b.is_ascii_lowercase()).count();
            self.before_opening(at - scheme);
        }
        self.open.colon = true;
        at + 1
    }

    /// Cuts at the gap if a sentence ends there; returns where to go on.
    pub fn consider(&mut self, gap: Gap) -> usize {
        self.seen = gap.visible;
        let newline = gap.newlines == 1 && self.reader.bytes[gap.end..gap.visible].contains(&b'\n');
        let lines = newline.then(|| self.lines.around(&self.reader, &gap));
        match self.verdict(&gap, lines.as_ref()) {
            Verdict::GoesOn => {
                let closers = &self.reader.bytes[gap.mark_end..gap.end];
                closers.iter().for_each(|&byte| self.open.see(byte));
            }
            Verdict::Ends => {
                let new_paragraph =
                    gap.newlines > 0 && lines.is_none_or(|lines| !lines.is_wrapped());
                self.cut(gap.end, gap.start, gap.visible, new_paragraph);
            }
            Verdict::Item { back } => {
                let marker = gap.visible - back;
                let end = self.reader.trim_end(marker);
                self.cut(end, marker, marker, false);
            }
        }
        gap.visible
    }

    /// Whether a sentence ends at the gap; as before where all around it is as before.
    fn verdict(&mut self, gap: &Gap, lines: Option<&Lines>) -> Verdict {
        if !J::IS_CONSTANT || !self.memo.may_know(&self.reader, gap.visible) {
            return self.judged(gap, lines);
        }
        let place = Place::new(self, gap, lines);
        self.memo.find(&self.reader, &place).unwrap_or_else(|| {
            let verdict = self.judged(gap, lines);
            self.memo.keep(place, verdict);
            verdict
        })
    }

    fn judged(&mut self, gap: &Gap, lines: Option<&Lines>) -> Verdict {
        if let Some(marker) = self.item(gap) {
            let back = gap.visible - marker;
            return Verdict::Item { back };
        }
        if self.ends(gap, lines) {
            Verdict::Ends
        } else {
            Verdict::GoesOn
        }
    }

    /// Where the marker of the next list item begins, if one does at the gap.
    fn item(&self, gap: &Gap) -> Option<usize> {
        if self.settings.list_markers == ListMarkers::Ignore {
            return None;
        }
        self.list.marker_before(&self.reader, gap, self.start)
    }

    fn ends(&mut self, gap: &Gap, lines: Option<&Lines>) -> bool {
        if rules::certain_without_words(gap, lines) {
            return true;
        }
        if gap.mark == Mark::None && gap.newlines == 0 {
            let context = Context::new(self, gap, None);
            let goes_on = self.reader.legal || rules::goes_on_unmarked(&context);
            return !goes_on && self.judge.ends(&context);
        }
        let context = Context::new(self, gap, lines);
        rules::certain(&context).unwrap_or_else(|| self.judge.ends(&context))
    }
}
