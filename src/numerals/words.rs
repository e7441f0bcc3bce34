//! One whole number in words, or in figures with words behind them: a deterministic machine over
//! small numbers, "hundred" and descending powers.

use super::cursor::{Cursor, is_hyphen};
use super::{Exact, MAX_TOKENS};
use crate::lexicon::{NumberWord, number_grammar};

/// The sum so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    /// What closed groups add up to.
    total: i128,
    /// The group that is being read, below its power.
    current: i128,
    /// A small number below this still fits into the group.
    room: i128,
    /// The power of the last closed group.
    last: u16,
    /// How many groups are closed.
    groups: u8,
    /// The last word was a power of ten.
    after_power: bool,
    /// The first token not taken.
    pub end: usize,
    /// It ended in an ordinal.
    pub ordinal: bool,
    /// The power of ten that the last word gave a single group: `two million`, `two hundred`.
    pub scale: Option<u16>,
    /// The power of a number too large for the sum.
    beyond: u16,
    /// "one fifty" is one number.
    pub spoken: bool,
}

impl Sum {
    /// Starts with the number `current` that ends before `end`.
    pub fn new(current: i128, room: i128, end: usize) -> Self {
        Self {
            total: 0,
            current,
            room,
            last: u16::MAX,
            groups: 0,
            after_power: false,
            end,
            ordinal: false,
            scale: None,
            beyond: 0,
            spoken: false,
        }
    }

    pub fn value(&self) -> Option<Exact> {
        let sum = self.total.checked_add(self.current)?;
        Some(Exact::decimal(sum, i32::from(self.beyond)))
    }

    /// The value where it is a small whole number.
    pub fn integer(&self) -> Option<i128> {
        (self.beyond == 0)
            .then(|| self.total.checked_add(self.current))
            .flatten()
    }

    /// Takes all words that carry the number on. `and` tells whether "and" may join them.
    pub fn run(&mut self, c: Cursor<'_>, and: bool) {
        let start = self.end;
        while !self.ordinal && self.beyond == 0 && self.end < start + MAX_TOKENS {
            let Some(at) = self.joined(c, and) else { break };
            let Some(next) = self.take(c, at) else { break };
            self.end = next;
        }
    }

    /// Where the next word of the number stands, beyond hyphens, "and" and commas.
    fn joined(&self, c: Cursor<'_>, and: bool) -> Option<usize> {
        let at = self.end;
        if !c.follows(at) {
            return None;
        }
        match c.symbol(at) {
            Some(dash) if is_hyphen(dash) || matches!(dash, '–' | '—') => {
                if self.parted_ones(c, at) {
                    return Some(at + 1);
                }
                if !c.glued(at) || !c.glued(at + 1) || !is_hyphen(dash) {
                    return None;
                }
                let and_follows = c.number_word(at + 1) == Some(NumberWord::And);
                let hyphen_follows = c.glued_symbol(at + 2).is_some_and(is_hyphen);
                if !and_follows {
                    return Some(at + 1);
                }
                (and && hyphen_follows && self.fits_after_and(c, at + 3)).then_some(at + 3)
            }
            Some(',') => {
                (self.after_power && self.last != u16::MAX && self.fits_after_comma(c, at + 1))
                    .then_some(at + 1)
            }
            // "two hundred & forty"
            Some('&') => (and && self.fits_after_and(c, at + 1)).then_some(at + 1),
            Some(_) => None,
            None if c.number_word(at) == Some(NumberWord::And) => {
                (and && self.fits_after_and(c, at + 1)).then_some(at + 1)
            }
            None => c.get(at)?.space_before().then_some(at),
        }
    }

    /// "twenty - five", "twenty—fifth": ones behind a dash that is not a plain hyphen.
    fn parted_ones(&self, c: Cursor<'_>, at: usize) -> bool {
        let even = c.glued(at) == c.glued(at + 1);
        let ones = matches!(
            c.number_word(at + 1),
            Some(NumberWord::Small(1..10) | NumberWord::Ordinal(1..10))
        );
        self.room == 10 && even && ones
    }

    /// After "hundred and" or "thousand and": a smaller number that is not the head of a larger one
    /// ("between one hundred and two hundred").
    fn fits_after_and(&self, c: Cursor<'_>, at: usize) -> bool {
        if !self.after_power || !c.follows(at) {
            return false;
        }
        if c.is_digits(at) {
            return self.current > 0 && self.figures_fit(c, at);
        }
        let Some((value, end)) = small(c, at) else {
            return matches!(c.number_word(at), Some(NumberWord::Ordinal(v)) if i128::from(v) < self.room);
        };
        if value >= self.room || value == 0 {
            return false;
        }
        match c.number_word(skip_hyphen(c, end)) {
            Some(NumberWord::Power(2)) => self.current == 0 && self.last > 2,
            Some(NumberWord::Power(power)) => power < self.last,
            // "one hundred and three quarters"
            // "one hundred and thirty fifths"
            Some(NumberWord::Parts(parts)) => value >= parts.into(),
            Some(NumberWord::Part(_)) => value > 3,
            Some(NumberWord::Powers(_) | NumberWord::Group(_) | NumberWord::PartsPower(_)) => false,
            _ => true,
        }
    }

    /// After "thousand,": a number that goes on with "hundred" or a smaller power, so that it is no
    /// next item of a list.
    fn fits_after_comma(&self, c: Cursor<'_>, at: usize) -> bool {
        let Some((value, mut end)) = small(c, at) else {
            return false;
        };
        let mut hundreds = false;
        if c.number_word(skip_hyphen(c, end)) == Some(NumberWord::Power(2)) {
            hundreds = true;
            end = skip_hyphen(c, end) + 1;
            end += usize::from(c.number_word(end) == Some(NumberWord::And));
            end = small(c, skip_hyphen(c, end)).map_or(end, |(_, end)| end);
        }
        match c.number_word(skip_hyphen(c, end)) {
            Some(NumberWord::Power(power)) => power < self.last,
            _ => value > 0 && hundreds && self.last > 2,
        }
    }

    /// Takes the word at `at`; the position after it.
    fn take(&mut self, c: Cursor<'_>, at: usize) -> Option<usize> {
        let Some(word) = c.number_word(at) else {
            return self.take_figures(c, at);
        };
        match word {
            // "one hundred thirty-fifths"
            NumberWord::Small(20..) if self.counts_parts(c, at) => return None,
            NumberWord::Small(value) => self
                .add(value.into())
                .or_else(|| self.add_spoken(c, at, value.into()))?,
            NumberWord::Power(power) => self.multiply(power)?,
            NumberWord::Powers(power) => {
                let explicit = self.current > 1 || self.groups > 0;
                (explicit && power > 1)
                    .then(|| self.multiply(power))
                    .flatten()?;
            }
            NumberWord::Group(size) | NumberWord::Groups(size) => self.multiply_group(size)?,
            NumberWord::Ordinal(value) => {
                self.add(i128::from(value))?;
                self.ordinal = true;
            }
            NumberWord::OrdinalPower(power) => {
                self.multiply(power)?;
                self.ordinal = true;
            }
            _ => return None,
        }
        Some(at + 1)
    }

    /// "21" in "3 hundred and 21".
    fn figures_fit(&self, c: Cursor<'_>, at: usize) -> bool {
        let fits = c
            .small_integer(at)
            .is_some_and(|value| (1..self.room).contains(&value.into()));
        let ends = !c.glued(at + 1) || c.symbol(at + 1).is_some() && !c.glued_digits(at + 2);
        fits && ends && !matches!(c.number_word(at + 1), Some(NumberWord::Power(_)))
    }

    /// "300" in "5 million 300 thousand".
    fn take_figures(&mut self, c: Cursor<'_>, at: usize) -> Option<usize> {
        if self.after_power && self.current > 0 && self.figures_fit(c, at) {
            let joined = c.number_word(at - 1) == Some(NumberWord::And);
            return joined
                .then(|| self.add(c.small_integer(at)?.into()))
                .flatten()
                .map(|()| at + 1);
        }
        let value = c.small_integer(at).filter(|&v| (1..1000).contains(&v))?;
        let plain = !c.glued(at + 1) && c.get(at)?.space_before();
        let power = match c.number_word(at + 1)? {
            NumberWord::Power(power) => power,
            _ => return None,
        };
        if !plain || !self.after_power || self.current != 0 || power >= self.last {
            return None;
        }
        self.current = i128::from(value);
        self.room = 0;
        self.after_power = false;
        Some(at + 1)
    }

    /// Tens at `at` that belong to the denominator behind them, where no "and" joins them.
    fn counts_parts(&self, c: Cursor<'_>, at: usize) -> bool {
        let parts = c.number_word(skip_hyphen(c, at + 1));
        let direct = at == self.end && self.after_power;
        direct && matches!(parts, Some(NumberWord::Parts(1..10)))
    }

    /// "one fifty", "two twenty-two": a digit before tens counts hundreds.
    fn add_spoken(&mut self, c: Cursor<'_>, at: usize, value: i128) -> Option<()> {
        let spoken = self.spoken
            && self.groups == 0
            && self.total == 0
            && (1..10).contains(&self.current)
            && self.room == 0
            && !self.after_power
            && (20..100).contains(&value)
            && at == self.end
            && c.get(at)?.space_before();
        let (_, end) = small(c, at)?;
        let joined = skip_hyphen(c, end) > end;
        let parts = matches!(
            c.number_word(skip_hyphen(c, end)),
            Some(NumberWord::Ordinal(_) | NumberWord::Parts(_))
        );
        let (before, zero) = match at.checked_sub(2) {
            Some(before) => (c.number_word(before), c.is_in(before, &number_grammar().o)),
            None => (None, false),
        };
        let digits = zero || before.is_some_and(NumberWord::is_cardinal);
        if !spoken || joined || parts || digits {
            return None;
        }
        self.current = self.current * 100 + value;
        self.room = if value % 10 == 0 { 10 } else { 0 };
        Some(())
    }

    fn add(&mut self, value: i128) -> Option<()> {
        if value >= self.room || value == 0 {
            return None;
        }
        self.current += value;
        self.room = if value >= 20 && value % 10 == 0 {
            10
        } else {
            0
        };
        self.after_power = false;
        self.scale = None;
        Some(())
    }

    /// Multiplies the group by ten to the `power`.
    pub fn multiply(&mut self, power: u16) -> Option<()> {
        if power == 2 {
            return self.multiply_hundred();
        }
        if self.current == 0 {
            return self.multiply_again(power);
        }
        if power >= self.last {
            return None;
        }
        if power > 33 {
            (self.total == 0).then_some(())?;
            self.beyond = power;
            self.scale = Some(power);
            return Some(());
        }
        let group = self.current.checked_mul(10_i128.pow(u32::from(power)))?;
        self.total = self.total.checked_add(group)?;
        self.close(power);
        Some(())
    }

    fn multiply_hundred(&mut self) -> Option<()> {
        let fits = (1..100).contains(&self.current) && self.room < 100;
        fits.then_some(())?;
        self.current *= 100;
        self.room = 100;
        self.after_power = true;
        self.scale = (self.groups == 0).then_some(2);
        Some(())
    }

    /// "hundred thousand million": a power right after a power.
    fn multiply_again(&mut self, power: u16) -> Option<()> {
        let direct = self.after_power && self.groups == 1 && power <= 33;
        direct.then_some(())?;
        self.total = self.total.checked_mul(10_i128.pow(u32::from(power)))?;
        self.close(power);
        self.scale = None;
        Some(())
    }

    fn close(&mut self, power: u16) {
        self.current = 0;
        self.room = 100;
        self.last = power;
        self.groups += 1;
        self.after_power = true;
        self.scale = (self.groups == 1).then_some(power);
    }

    fn multiply_group(&mut self, size: u16) -> Option<()> {
        let single = self.groups == 0 && !self.after_power && (1..1000).contains(&self.current);
        let round = self.groups == 0 && self.current >= 100;
        let article = is_one_group(size);
        let fits = if article {
            single || round
        } else {
            single && self.current > 1
        };
        fits.then_some(())?;
        self.current *= i128::from(size);
        self.room = if article { 0 } else { 10 };
        self.after_power = !article;
        self.scale = None;
        Some(())
    }
}

/// A group that "a", "one", "half a" and "a hundred" may count too: not "score", whose "four score and
/// seven" needs a number, for "a score" is something else.
pub(super) fn is_one_group(size: u16) -> bool {
    size != 20
}

/// A number below 100 in words: "seven", "twenty five", "twenty-five".
pub(super) fn small(c: Cursor<'_>, at: usize) -> Option<(i128, usize)> {
    let NumberWord::Small(value) = c.number_word(at)? else {
        return None;
    };
    let next = skip_hyphen(c, at + 1);
    match c.number_word(next) {
        Some(NumberWord::Small(ones @ 1..10)) if value >= 20 && value % 10 == 0 => {
            Some((i128::from(value + ones), next + 1))
        }
        _ => Some((i128::from(value), at + 1)),
    }
}

/// Beyond a hyphen that joins two words.
pub(super) fn skip_hyphen(c: Cursor<'_>, at: usize) -> usize {
    let joins = c.glued_symbol(at).is_some_and(is_hyphen) && c.glued(at + 1);
    at + usize::from(joins)
}
