//! Sentences in languages other than English: the rule of Unicode (UAX 29, Sentence Boundaries) with
//! what `data/languages.toml` adds for a language.
//!
//! A terminal mark with its closers ends a sentence unless a small letter, a comma or the like
//! follows. For a language with a list, words whose period ends no sentence are held back, single
//! letters (initials) and ordinal numbers too; a mark glued to what follows (an address) ends none;
//! speech goes on after its closing mark in small letters. Newlines mean what the setting says.
//! For an undetermined language with `newlines="always"` the boundaries are those of UAX 29, which a
//! test compares with the crate `unicode-segmentation`.
//!
//! Cost: one look-up a character beyond ASCII. The look-ahead for a small letter (rule SB8) is kept
//! from mark to mark, so that time is linear, which it is not in that crate.

use super::gap::{Gap, Mark, Reader, is_closer};
use super::layout::LineCursor;
use super::list::is_marker;
use super::rules::is_address;
use super::settings::{ListMarkers, Named, Settings};
use super::{Language, Sentence};
use crate::lexicon::sentence_break::{SentenceBreak as Break, is_terminal, sentence_break};
use crate::lexicon::{LanguageWords, language_words};
use crate::text::Span;
use crate::text::chars::is_extend;

/// Splits `text` by the rule of Unicode.
pub(super) fn split(text: &str, settings: &Settings, sentences: &mut Vec<Sentence>) {
    let names = Language::NAMES.iter();
    let code = names
        .clone()
        .find(|(_, language)| *language == settings.language);
    let reader = Reader::new(text);
    let scan = Scan {
        reader,
        settings,
        words: code.and_then(|(code, _)| language_words(code)),
        sentences,
        start: reader.skip_blank(0).start,
        paragraph: 0,
        lines: LineCursor::default(),
        letter: (0, false),
    };
    scan.run();
}

struct Scan<'a, 'b> {
    reader: Reader<'a>,
    settings: &'a Settings,
    /// None for an undetermined language, which has the rule alone.
    words: Option<&'static LanguageWords>,
    sentences: &'b mut Vec<Sentence>,
    start: usize,
    paragraph: u32,
    lines: LineCursor,
    /// Where the last look-ahead for a letter ended, and whether it found a small one.
    letter: (usize, bool),
}

impl Scan<'_, '_> {
    fn run(mut self) {
        let mut at = self.start;
        while let Some(c) = self.reader.char_at(at) {
            let next = at + c.len_utf8();
            at = if is_newline(c) {
                self.at_newline(at)
            } else if is_terminal(c) || c == '…' && self.words.is_some() {
                self.after_mark(at, c)
            } else {
                next
            };
        }
        let end = self.reader.trim_end(self.reader.bytes.len());
        self.cut(end, end, false);
    }

    fn cut(&mut self, end: usize, start: usize, new_paragraph: bool) {
        if self.start < end {
            self.sentences.push(Sentence {
                span: Span::new(self.start as u32, end as u32),
                paragraph: self.paragraph,
            });
            self.paragraph += u32::from(new_paragraph);
        }
        self.start = start;
    }

    fn at_newline(&mut self, at: usize) -> usize {
        let end = self.reader.trim_end(at);
        let gap = self.gap(end, end, end);
        if self.breaks_line(&gap) {
            self.cut(end, gap.start, true);
        }
        gap.visible.max(at + 1)
    }

    fn gap(&self, body_end: usize, mark_end: usize, end: usize) -> Gap {
        let blank = self.reader.skip_blank(end);
        Gap {
            body_end,
            mark_end,
            end,
            start: blank.start,
            visible: blank.visible,
            newlines: self.settings.newlines.counted(blank.newlines),
            mark: Mark::None,
        }
    }

    /// True if the gap's newlines end a sentence, whatever else stands there.
    fn breaks_line(&mut self, gap: &Gap) -> bool {
        let newline = self.reader.bytes[gap.end..gap.visible].contains(&b'\n');
        match gap.newlines {
            0 => false,
            1 if newline => {
                let next = self.reader.char_at(gap.visible).map(sentence_break);
                next != Some(Break::Lower) && !self.lines.around(&self.reader, gap).is_wrapped()
            }
            _ => true,
        }
    }

    fn after_mark(&mut self, at: usize, mark: char) -> usize {
        let mark_end = self.skip_extend(at + mark.len_utf8());
        let gap = self.gap(at, mark_end, self.closers(mark_end, mark));
        if self.breaks_line(&gap) {
            self.cut(gap.end, gap.start, true);
        } else if self.ends(&gap, mark) {
            self.cut(gap.end, gap.start, false);
        } else if gap.newlines > 0 {
            return gap.visible.max(mark_end);
        } else {
            return mark_end;
        }
        gap.visible.max(mark_end)
    }

    /// Goes over the closers behind a mark. In the rule of Unicode brackets that open are closers too.
    fn closers(&self, mut at: usize, mark: char) -> usize {
        let opens = |c| opens_alone(c) || !mark.is_ascii() && matches!(c, '“' | '‘');
        while let Some(c) = self.reader.char_at(at) {
            if self.words.is_some() && opens(c) {
                break;
            }
            let spaced = || {
                self.words
                    .is_some_and(|words| self.closes_spaced(words, at))
            };
            if sentence_break(c) == Break::Close {
                at = self.skip_extend(at + c.len_utf8());
            } else if matches!(c, ' ' | '\u{a0}' | '\u{202f}') && spaced() {
                at += c.len_utf8();
            } else {
                break;
            }
        }
        at
    }

    /// True if one space stands at `at` before a mark that closes all the same.
    fn closes_spaced(&self, words: &LanguageWords, at: usize) -> bool {
        let next = at + self.reader.char_at(at).map_or(1, char::len_utf8);
        self.reader
            .char_at(next)
            .is_some_and(|c| words.closers.contains(c))
    }

    fn skip_extend(&self, mut at: usize) -> usize {
        while let Some(c) = self.reader.char_at(at).filter(|&c| is_extend(c)) {
            at += c.len_utf8();
        }
        at
    }

    fn ends(&mut self, gap: &Gap, mark: char) -> bool {
        let Some(next) = self.reader.char_at(gap.visible) else {
            return false; // the text's end
        };
        let class = sentence_break(next);
        let period = sentence_break(mark) == Break::ATerm || mark == '…';
        let glued = gap.visible == gap.mark_end;
        if period && glued && self.is_inside_word(gap, class)
            || period && self.small_letter_follows(gap.visible)
            || matches!(class, Break::Continue | Break::ATerm | Break::STerm)
                && !self.begins_speech(gap)
        {
            return false;
        }
        let word = self.reader.word_before(gap.body_end, self.start);
        let period = mark == '.' && gap.end == gap.mark_end;
        if period && self.is_users(word.start, word.end) {
            return false;
        }
        let Some(words) = self.words else {
            return true;
        };
        if mark.is_ascii() && gap.visible == gap.end && self.is_glued(gap, class) {
            return false;
        }
        if mark == '…' && (gap.visible == gap.end || class != Break::Upper) {
            return false;
        }
        !(self.is_speech(words, gap, class) || period && self.goes_on(words, gap))
    }

    /// A dash before a capital letter begins the next speaker's words: "Sì. — No!"
    fn begins_speech(&self, gap: &Gap) -> bool {
        let dash = |c: &char| matches!(c, '–' | '—' | '―');
        let Some(dash) = self.reader.char_at(gap.visible).filter(dash) else {
            return false;
        };
        let next = self.reader.next_word(gap.visible + dash.len_utf8());
        let speaks = self.reader.char_at(next).map(sentence_break) == Some(Break::Upper);
        self.words.is_some() && gap.visible > gap.end && speaks
    }

    /// SB6 and SB7: "3.14", "U.S".
    fn is_inside_word(&self, gap: &Gap, next: Break) -> bool {
        let letter = || {
            let before = self.reader.text[..gap.body_end].chars().rev();
            let last = before.take(32).find(|&c| !is_extend(c)).map(sentence_break);
            matches!(last, Some(Break::Upper | Break::Lower))
        };
        next == Break::Numeric || next == Break::Upper && letter()
    }

    /// SB8: the next letter, before any mark or line end, is a small one.
    fn small_letter_follows(&mut self, at: usize) -> bool {
        if at < self.letter.0 {
            return self.letter.1;
        }
        let ahead = self.reader.text[at..].char_indices();
        let decides = |c: char| {
            let small = match sentence_break(c) {
                Break::Lower => true,
                Break::OtherLetter | Break::Upper | Break::ATerm | Break::STerm => false,
                _ if is_newline(c) => false,
                _ => return None,
            };
            Some(small)
        };
        let mut decisions = ahead.filter_map(|(step, c)| Some((at + step + 1, decides(c)?)));
        self.letter = decisions
            .next()
            .unwrap_or((self.reader.bytes.len() + 1, false));
        self.letter.1
    }

    fn is_users(&self, start: usize, end: usize) -> bool {
        self.settings
            .abbreviations
            .cover(self.reader.text, start, end)
    }

    /// Part of an address or a number: a mark before a letter or digit, with no space between.
    fn is_glued(&self, gap: &Gap, next: Break) -> bool {
        let after_small = || {
            let before = self.reader.char_before(gap.body_end);
            gap.end > gap.mark_end || before.is_some_and(char::is_lowercase)
        };
        match next {
            Break::Numeric | Break::Lower | Break::Close => true,
            Break::Upper => !after_small() || is_address(&self.reader, gap),
            _ => false,
        }
    }

    /// What was said goes on: in small letters, or with a word of the list.
    fn is_speech(&self, words: &LanguageWords, gap: &Gap, next: Break) -> bool {
        let rest = &self.reader.text[gap.visible..];
        let closed = self.reader.char_before(gap.end).is_some_and(is_quote_end);
        gap.end > gap.mark_end
            && (next == Break::Lower
                || closed
                    && words
                        .speech
                        .iter()
                        .any(|word| rest.starts_with(word.as_str())))
    }

    /// True if the period belongs to an abbreviation, an initial, an ordinal or a list marker.
    fn goes_on(&self, words: &LanguageWords, gap: &Gap) -> bool {
        let reader = &self.reader;
        let left = reader.word_before(gap.body_end, self.start);
        let right = reader.word_after(reader.skip_openers(gap.visible));
        let (left_text, right_text) = (left.of(reader), right.of(reader));
        let next = words.get(right_text);
        if left_text.bytes().all(|b| b.is_ascii_digit()) && !left_text.is_empty() {
            let counted = words.has_ordinals()
                && left.len() <= 2
                && right_text.starts_with(|c: char| c.is_ascii_digit());
            let marker = self.settings.list_markers != ListMarkers::Ignore
                && is_marker(reader, self.start, gap.mark_end);
            return next.ordinal || counted || marker;
        }
        let bare = left_text.rsplit(['\'', '’']).next().unwrap_or_default();
        let known = words.get(bare);
        let quoted = reader.char_at(gap.visible).is_some_and(is_quote_start);
        let starts = (next.starter || quoted) && right_text.starts_with(char::is_uppercase);
        let roman = words.has_ordinals()
            && left_text
                .bytes()
                .all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'));
        if known.ending || is_dotted(left_text) || roman && left.len() > 1 {
            return !starts;
        }
        known.inner || left_text.chars().count() == 1
    }
}

fn is_newline(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// True for a bracket that opens in any language.
fn opens_alone(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '「' | '『' | '（' | '【' | '〈' | '《' | '〔' | '〖'
    )
}

fn is_quote_start(c: char) -> bool {
    matches!(c, '„' | '“' | '«' | '»' | '"')
}

fn is_quote_end(c: char) -> bool {
    is_closer(c) && !matches!(c, ')' | ']' | '}' | '）') || matches!(c, '“' | '«')
}

/// Single letters with periods between: "S.p.A", "т.д".
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::{Newlines, pieces};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    proptest! {
        #[test]
        fn an_undetermined_language_has_the_rule_of_unicode(
            text in "([a-cA-CéÉ1-3.!?…。．\"'”(\\[« ,;:–日ａ\n\r\u{85}\u{2028}\u{a0}ا؟।ßǅ*-]|e\u{301}){0,80}"
        ) {
            let settings = Settings {
                language: Language::Undetermined,
                newlines: Newlines::Always,
                ..Settings::default()
            };
            let expected: Vec<_> = text
                .split_sentence_bounds()
                .map(str::trim)
                .filter(|piece| !piece.is_empty())
                .collect();
            prop_assert_eq!(pieces(&text, &settings), expected);
        }
    }
}
