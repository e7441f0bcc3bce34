//! Gaps without a mark or newline, before a capital, a digit or a symbol that begins lines.

use super::gap::{Gap, Mark};
use super::habits::UsualCase;
use super::model::Judge;
use super::scan::Splitter;

/// A sentence shorter than this may be a line of a mail's head or foot, a name, or a greeting.
const SHORT: usize = 32;
/// A sentence shorter than this is no more than "In" or "The" so far.
const FIRST: usize = 4;
/// More dashes are a line across the page.
const LONGEST_DASH: usize = 3;

impl<J: Judge> Splitter<'_, '_, J> {
    /// Looks at the gap before `at`.
    #[inline(always)]
    pub fn before_opening(&mut self, at: usize) {
        let before = self.reader.byte(at.wrapping_sub(1));
        if !before.is_ascii_alphanumeric() && !self.open.bracket {
            self.behind_no_word(at, before);
        }
    }

    /// The same where the byte `before` is no letter or digit.
    fn behind_no_word(&mut self, at: usize, before: u8) {
        let reader = &self.reader;
        let (end, visible) = if before == b' ' && reader.byte(at.wrapping_sub(2)).is_ascii_graphic()
        {
            (at - 1, at)
        } else {
            let visible = reader.back_over_openers(at);
            (reader.trim_end(visible), visible)
        };
        let no_gap = end == visible || end <= self.start || visible == self.seen;
        if !no_gap && self.may_begin(end, at) {
            self.consider_opening(end, visible);
        }
        let capital = self.reader.bytes[at].is_ascii_uppercase();
        self.open.capitals = self.open.capitals.saturating_add(u8::from(capital));
    }

    /// A cheap look that refuses nearly all capitals and digits of running text.
    #[inline]
    fn may_begin(&self, end: usize, at: usize) -> bool {
        let reader = &self.reader;
        let length = end - self.start;
        let short = length < SHORT;
        match reader.bytes[at] {
            b'0'..=b'9' => {
                let run = reader.run_after(at);
                match reader.byte(at + run) {
                    b'.' if reader.byte(at + run + 1).is_ascii_digit() => false,
                    b')' | b'.' | b'/' => run <= 3,
                    _ => run < 3 && short && length >= FIRST,
                }
            }
            b'$' => short,
            b'-' => self.dash_may_begin(at),
            b'A'..=b'Z' => match reader.bytes[end - 1] {
                b';' => false,
                b',' => {
                    short
                        && self.past.may_be_letter()
                        && !reader.byte(end.wrapping_sub(2)).is_ascii_digit()
                }
                b'a'..=b'z' => self.word_may_begin(end, at, length),
                b'A'..=b'Z' | b':' => short || self.often_begins(at),
                _ => true,
            },
            _ => true,
        }
    }

    /// "-- that is" goes on.
    fn dash_may_begin(&self, at: usize) -> bool {
        let reader = &self.reader;
        let dashes = reader.bytes[at..].iter().take(LONGEST_DASH);
        let behind = at + dashes.take_while(|&&byte| byte == b'-').count();
        let next = behind + usize::from(reader.byte(behind) == b' ');
        !reader.byte(next).is_ascii_lowercase()
    }

    /// True of a word that often begins sentences and is no name, and of one letter.
    fn often_begins(&self, at: usize) -> bool {
        let habits = self.judge.habits(self.reader.run_hash(at));
        let name = !matches!(habits.usual(), UsualCase::Small | UsualCase::Both);
        !name && habits.starter() > 2 || self.reader.byte(at + 1) == b' '
    }

    /// The same for a capitalised word behind a small letter.
    #[inline]
    fn word_may_begin(&self, end: usize, at: usize, length: usize) -> bool {
        let reader = &self.reader;
        if length < FIRST && self.past.unmarked() == 0 {
            return false;
        }
        let habits = self.judge.habits(reader.run_hash(at));
        let short = length < SHORT;
        match habits.usual() {
            UsualCase::Small if habits.starter() >= 5 => true,
            UsualCase::Small => short && habits.starter() > 2,
            UsualCase::Both if habits.starter() < 2 => false,
            _ => short && !reader.bytes[reader.run_before(end)].is_ascii_lowercase(),
        }
    }

    /// Cuts at the gap `end..visible` if a sentence ends there.
    #[inline(never)]
    fn consider_opening(&mut self, end: usize, visible: usize) {
        self.consider(Gap {
            body_end: end,
            mark_end: end,
            end,
            start: visible,
            visible,
            newlines: 0,
            mark: Mark::None,
        });
    }
}
