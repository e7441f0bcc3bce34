//! A text and its tokens, seen from one trigger: bounded looks to both sides.

use std::cell::{Cell, RefCell};

use crate::dates::Settings;
use crate::lexicon::{Calendar, Grain, NumberWord, Role, TimeUnit, Word, head, vocabulary};
use crate::numerals::{self, Exact, Form, Style};
use crate::text::{Token, TokenKind};

/// A text, its tokens and the words of the calendar.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub settings: &'a Settings,
    pub calendar: &'static Calendar,
    pub numerals: &'a Numerals,
    /// The first token that no earlier date has taken.
    pub floor: usize,
    /// How many expressions hold the one that is read.
    pub depth: u8,
}

/// "Two weeks after the Monday before Easter": so many expressions hold each other at most.
const MAX_DEPTH: u8 = 4;

/// The numerals that were read last: each reading of a trigger asks for the same few.
#[derive(Debug, Default)]
pub(super) struct Numerals {
    read: RefCell<[Remembered; REMEMBERED]>,
    /// What [`Reader::count`] found last, behind one more than its token.
    counts: [Cell<(usize, Found<Count>)>; REMEMBERED],
}

const REMEMBERED: usize = 8;

/// What stands at a place, with fractions, and without where that makes a difference.
#[derive(Debug, Default)]
struct Remembered {
    /// One more than the token; 0 for none.
    place: usize,
    most: Found<Number>,
    whole: Option<Found<Number>>,
}

impl Numerals {
    /// What `look` takes from the number at `at`; `read` reads it with fractions or without, and tells
    /// whether that may make a difference.
    fn get_or_read<T>(
        &self,
        at: usize,
        fractions: bool,
        read: impl Fn(bool) -> (Found<Number>, bool),
        look: impl Fn(&Number) -> T,
    ) -> Found<T> {
        let mut all = self.read.borrow_mut();
        let known = &mut all[at % REMEMBERED];
        if known.place != at + 1 {
            let (most, has_parts) = read(true);
            let whole = has_parts.then(|| read(false).0);
            let place = at + 1;
            *known = Remembered { place, most, whole };
        }
        let found = match &known.whole {
            Some(whole) if !fractions => whole,
            _ => &known.most,
        };
        found.as_ref().map(|(number, end)| (look(number), *end))
    }
}

/// Marks that join the figures behind them to what stands before.
const JOINING: &str = "/.,:-_#$€£¥+%=@\\";

/// What is read, and the first token behind it.
pub(super) type Found<T> = Option<(T, usize)>;

/// A number beside a unit.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub value: Exact,
    pub count: Count,
}

/// What a date asks of a number inside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    /// Its value, where it is a whole number of at most nine digits.
    pub int: Option<u32>,
    pub ordinal: bool,
    pub words: bool,
}

impl<'a> Reader<'a> {
    /// The same for an expression inside another; none where too many would hold each other.
    pub fn inner(&self) -> Option<Self> {
        let depth = self.depth + 1;
        (depth <= MAX_DEPTH).then_some(Self { depth, ..*self })
    }

    #[inline]
    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The token's text; nothing across an empty line.
    pub fn of(&self, at: usize) -> Option<&'a str> {
        self.token(at).map(|token| token.of(self.text))
    }

    /// The head of the word at `at` without its case, by which phrases are compared; 0 for none.
    #[inline]
    pub fn head(&self, at: usize) -> u64 {
        let word = self.tokens.get(at).filter(|t| !t.blank_line_before());
        word.map_or(0, |word| {
            let bytes = &self.text.as_bytes()[word.span.start as usize..];
            head::folded_head(bytes, word.span.len() as usize)
        })
    }

    /// The token stands in the same paragraph as the one before it.
    #[inline]
    pub fn follows(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.blank_line_before())
    }

    /// No white space stands before the token.
    #[inline]
    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.space_before())
    }

    #[inline]
    pub fn word(&self, at: usize) -> Option<&'static Word> {
        vocabulary::meanings(self.text, *self.tokens.get(at)?).date
    }

    #[inline]
    pub fn is(&self, at: usize, role: Role) -> bool {
        self.word(at).is_some_and(|word| word.is(role))
    }

    /// The word, or what its apostrophe joins to it ("we'll"), has the role.
    pub fn is_or_ends(&self, at: usize, role: Role) -> bool {
        let tail = || {
            let (_, tail) = self.of(at)?.rsplit_once(['\'', '’'])?;
            self.calendar.word(tail)
        };
        self.is(at, role) || tail().is_some_and(|word| word.is(role))
    }

    /// One unit of `grain`, in the singular.
    pub fn is_one(&self, at: usize, grain: Grain) -> bool {
        self.unit(at)
            .is_some_and(|(unit, word)| unit.grain == grain && !word.plural)
    }

    #[inline]
    pub fn is_any(&self, at: usize, roles: &[Role]) -> bool {
        self.word(at).is_some_and(|word| word.is_any(roles))
    }

    /// `at` moved behind a word of `role`, if one stands there.
    #[inline]
    pub fn skip(&self, at: usize, role: Role) -> usize {
        at + usize::from(self.is(at, role) && self.follows(at))
    }

    /// `at` moved behind the symbol, if it stands there.
    pub fn skip_symbol(&self, at: usize, symbol: char) -> usize {
        at + usize::from(self.symbol(at) == Some(symbol) && self.follows(at))
    }

    /// The same for a symbol that is glued to the token before it.
    pub fn skip_symbol_glued(&self, at: usize, symbol: char) -> usize {
        at + usize::from(self.glued_symbol(at) == Some(symbol))
    }

    /// Digits with `st`, `nd`, `rd` or `th`.
    pub fn is_ordinal_digits(&self, at: usize) -> bool {
        self.digits(at).is_some() && self.glued(at + 1) && self.is(at + 1, Role::NumeralSuffix)
    }

    #[inline]
    pub fn symbol(&self, at: usize) -> Option<char> {
        self.tokens.get(at)?.symbol(self.text)
    }

    #[inline]
    pub fn glued_symbol(&self, at: usize) -> Option<char> {
        self.symbol(at).filter(|_| self.glued(at))
    }

    #[inline]
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(self.symbol(at), Some('-' | '–' | '—' | '‐' | '‑' | '~'))
    }

    #[inline]
    pub fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.glued_symbol(at), Some('-' | '‐' | '‑')) && self.glued(at + 1)
    }

    /// `at` moved behind a hyphen that joins two words.
    #[inline]
    pub fn skip_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.is_hyphen(at))
    }

    /// The value and the length of a run of at most eight ASCII digits.
    #[inline]
    pub fn digits(&self, at: usize) -> Option<(u32, usize)> {
        self.tokens.get(at)?.small_number(self.text)
    }

    #[inline]
    pub fn glued_digits(&self, at: usize) -> Option<(u32, usize)> {
        self.digits(at).filter(|_| self.glued(at))
    }

    /// The number at `at`, in figures or words; fractions as well where `fractions`.
    pub fn number(&self, at: usize, fractions: bool) -> Found<Number> {
        self.numeral(at, fractions, Number::clone)
    }

    /// The number at `at`, in figures or words, without a fraction behind it.
    #[inline]
    pub fn count(&self, at: usize) -> Found<Count> {
        let known = &self.numerals.counts[at % REMEMBERED];
        if let (place, found) = known.get()
            && place == at + 1
        {
            return found;
        }
        let found = self.numeral(at, false, |number| number.count);
        known.set((at + 1, found));
        found
    }

    #[inline]
    fn numeral<T>(&self, at: usize, fractions: bool, look: impl Fn(&Number) -> T) -> Found<T> {
        let token = self.tokens.get(at)?;
        if token.is_word() && vocabulary::meanings(self.text, *token).number.is_none() {
            return None;
        }
        let read = |fractions| self.read_numeral(at, fractions);
        self.numerals.get_or_read(at, fractions, read, look)
    }

    /// The number at `at`, and whether it may be another one with or without fractions.
    fn read_numeral(&self, at: usize, fractions: bool) -> (Found<Number>, bool) {
        let style = Style {
            fractions,
            ..Style::default()
        };
        let numeral = numerals::read(self.text, self.tokens, at, style);
        // What begins with figures and is no fraction is the same without.
        let figures = self.tokens[at].is_digits();
        let has_parts = numeral
            .as_ref()
            .is_some_and(|n| n.fraction || n.tokens > 1 && !figures);
        (numeral.map(|numeral| found(numeral, at)), has_parts)
    }

    /// Whether a number in words can begin here.
    #[inline]
    pub fn is_number_word(&self, at: usize) -> bool {
        let meanings = self
            .tokens
            .get(at)
            .map(|t| vocabulary::meanings(self.text, *t));
        meanings
            .and_then(|meanings| meanings.number)
            .is_some_and(begins_number)
    }

    #[inline]
    pub fn month(&self, at: usize) -> Option<u8> {
        self.word(at)?.month
    }

    /// The unit at `at`, long or short, and whether it stands in the plural.
    #[inline]
    pub fn unit(&self, at: usize) -> Option<(&'static TimeUnit, &'static Word)> {
        let word = self.word(at)?;
        let unit = &self.calendar.units[word.unit? as usize];
        Some((unit, word))
    }

    /// Nothing but white space, or a mark that opens, stands before the token.
    pub fn starts_free(&self, at: usize) -> bool {
        if at == 0 || !self.glued(at) {
            return true;
        }
        match self.tokens[at - 1].kind {
            TokenKind::Symbol => {
                !self.symbol(at - 1).is_some_and(|c| JOINING.contains(c))
                    || self.is_list_mark(at - 1)
                    || super::context::is_hyphened_mid(self, at)
            }
            _ => false,
        }
    }

    /// A colon or a comma glued behind a word: "says:30 December".
    fn is_list_mark(&self, at: usize) -> bool {
        matches!(self.symbol(at), Some(':' | ',' | '='))
            && (at == 0 || !self.tokens[at - 1].is_digits())
    }

    /// No letter, digit, or mark with a digit behind it is glued to the token before `end`.
    pub fn ends_free(&self, end: usize) -> bool {
        let Some(token) = self.token(end).filter(|t| !t.space_before()) else {
            return true;
        };
        match token.kind {
            TokenKind::Word | TokenKind::Digits => false,
            TokenKind::Clitic => true,
            TokenKind::Symbol => match self.symbol(end) {
                Some('%' | '°' | '_' | '\\') => false,
                Some('.' | ',' | ':' | '/' | '-') => self.glued_digits(end + 1).is_none(),
                _ => true,
            },
        }
    }

    /// No date reads on across the token: a word that neither dates nor numbers know, or a mark that
    /// closes.
    #[inline]
    pub fn is_barrier(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return true;
        };
        match token.kind {
            TokenKind::Word => token.space_before() && vocabulary::is_stranger(*token),
            TokenKind::Symbol => {
                matches!(self.symbol(at), Some('.' | ')' | ']' | ';' | '?' | '!'))
                    && !self.glued(at + 1)
            }
            _ => false,
        }
    }

    /// The same for a word of a verb or noun, and for a comma with a [barrier](Self::is_barrier) behind
    /// it.
    #[inline]
    pub fn is_end(&self, at: usize) -> bool {
        self.is_barrier(at) || self.is_inert(at) || self.is_comma(at) && self.is_barrier(at + 1)
    }

    fn is_inert(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|t| t.space_before()) else {
            return false;
        };
        let known = vocabulary::meanings(self.text, *token);
        known.number.is_none() && known.date.is_some_and(Word::is_inert)
    }

    #[inline]
    pub fn is_comma(&self, at: usize) -> bool {
        self.symbol(at) == Some(',') && !self.glued(at + 1)
    }

    /// The token to the left, in the same paragraph and not taken yet.
    pub fn left(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&before| before >= self.floor)?;
        (!self.tokens[at].blank_line_before()).then_some(before)
    }

    /// Whether the token to the left has one of the roles; taken ones count too.
    #[inline]
    pub fn after_any(&self, at: usize, roles: &[Role]) -> bool {
        at > 0 && !self.tokens[at].blank_line_before() && self.is_any(at - 1, roles)
    }

    /// The expression ends where its clause ends: at a mark, the text's end, or an empty line.
    pub fn ends_clause(&self, end: usize) -> bool {
        match self.token(end) {
            None => true,
            Some(token) if token.blank_line_before() => true,
            Some(token) => token.kind == TokenKind::Symbol && !self.is_dash(end),
        }
    }

    /// `first..end` are all the text's tokens, but for a mark at the end.
    pub fn is_whole(&self, first: usize, end: usize) -> bool {
        first == 0
            && (end >= self.tokens.len() || end + 1 == self.tokens.len() && self.ends_clause(end))
    }
}

/// The number that `numeral`, which begins at `at`, is to a date.
fn found(numeral: numerals::Numeral, at: usize) -> (Number, usize) {
    let int = match numeral.value {
        Exact::Decimal {
            coefficient,
            exponent: 0,
        } => u32::try_from(coefficient)
            .ok()
            .filter(|&n| n < 1_000_000_000),
        _ => None,
    };
    let count = Count {
        int,
        ordinal: numeral.ordinal,
        words: numeral.form == Form::Words,
    };
    let number = Number {
        value: numeral.value,
        count,
    };
    (number, at + numeral.tokens)
}

fn begins_number(word: NumberWord) -> bool {
    matches!(
        word,
        NumberWord::Small(_) | NumberWord::Power(_) | NumberWord::Ordinal(_)
    )
}
