//! A token as the tagger sees it: what it is, what the lists know of it, how the rest of the text
//! writes it.

use super::lists::{LONGEST, List, Lists, kind_bit, mark_hash, name_hash, word_hash};
use crate::lexicon::NameWord;
use crate::text::{Span, Token, TokenKind};

/// How the letters of a sentence are cased, which decides what a capital says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum CaseMode {
    /// Capitals where English has them.
    #[default]
    Mixed,
    /// No capital in a text that hardly has any.
    Lower,
    /// All capitals.
    Upper,
    /// A headline in which every longer word has a capital.
    Title,
}

/// One token with all that its own features need.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Word {
    pub folded: u64,
    /// Lists and kinds of the word alone.
    pub lists: u32,
    /// Lists with a name of several words that begins, goes on, ends here.
    pub begin: u32,
    pub middle: u32,
    pub end: u32,
    pub cluster: u16,
    pub coarse: u8,
    pub usual: u8,
    pub class: u8,
    pub glue: u8,
    pub mode: CaseMode,
    /// What the text shows of the same word at all its places: bits of [`seen`].
    pub document: u16,
    /// Inside a fixed form: no name.
    pub fixed: bool,
}

/// Classes of tokens by their letters; [`class_of`] gives them.
pub(super) mod class {
    pub const LOWER: u8 = 0;
    pub const CAPITAL: u8 = 1;
    pub const INITIAL: u8 = 2;
    pub const UPPER: u8 = 3;
    pub const LONG_UPPER: u8 = 4;
    pub const INNER_UPPER: u8 = 5;
    pub const DOTTED_UPPER: u8 = 6;
    pub const DOTTED: u8 = 7;
    pub const LOWER_WITH_UPPER: u8 = 8;
    pub const CLITIC: u8 = 9;
    pub const DIGIT: u8 = 10;
    pub const SYMBOL: u8 = 16;
}

/// What a text shows of a word at other places.
pub(super) mod seen {
    pub const LOWER: u16 = 1;
    pub const CAPITAL_INSIDE: u16 = 2;
    pub const AFTER_TITLE: u16 = 4;
    pub const AFTER_GIVEN: u16 = 8;
    pub const AFTER_PLACE_PREPOSITION: u16 = 16;
    pub const IN_ORGANISATION: u16 = 32;
    pub const BESIDE_SPEECH: u16 = 64;
    pub const TWICE: u16 = 128;
    pub const IN_LONGER_NAME: u16 = 256;
    pub const IN_BRACKETS: u16 = 512;
}

impl Word {
    pub(super) const fn has(&self, kind: NameWord) -> bool {
        self.lists & kind_bit(kind) != 0
    }

    pub(super) const fn in_list(&self, list: List) -> bool {
        self.lists & list.bit() != 0
    }

    /// It is this one character.
    pub(super) fn is_mark(&self, mark: u8) -> bool {
        self.class >= class::SYMBOL && self.folded == mark_hash(mark)
    }

    /// Written as a name is.
    pub(super) const fn is_capital(&self) -> bool {
        matches!(self.class, class::CAPITAL..=class::DOTTED_UPPER)
    }

    /// May be part of a name, as far as its case tells.
    pub(super) const fn is_namelike(&self) -> bool {
        match self.mode {
            CaseMode::Mixed => self.is_capital() || self.class == class::LOWER_WITH_UPPER,
            _ => self.class < class::CLITIC && matches!(self.usual, 0 | 3..),
        }
    }

    pub(super) fn of(text: &str, token: Token, lists: &Lists) -> (Self, bool) {
        let word = token.of(text);
        let folded = word_hash(word);
        let entry = lists.word(folded);
        let glue = u8::from(token.space_before()) | u8::from(token.newline_before()) << 1;
        let new = Self {
            folded,
            lists: entry.lists,
            cluster: entry.cluster,
            coarse: entry.coarse,
            usual: entry.usual(),
            class: class_of(token, word),
            glue,
            ..Self::default()
        };
        (new, entry.begins_name())
    }
}

fn class_of(token: Token, word: &str) -> u8 {
    match token.kind {
        TokenKind::Clitic => class::CLITIC,
        TokenKind::Digits => class::DIGIT + word.len().min(5) as u8,
        TokenKind::Symbol => class::SYMBOL + (word.as_bytes()[0] & 0x7f) % 64,
        TokenKind::Word if token.is_dotted() && token.is_upper() => class::DOTTED_UPPER,
        TokenKind::Word if token.is_dotted() => class::DOTTED,
        TokenKind::Word if token.is_upper() => match word.len() {
            1 => class::INITIAL,
            2..=5 => class::UPPER,
            _ => class::LONG_UPPER,
        },
        TokenKind::Word if token.is_capitalised() && token.has_inner_upper() => class::INNER_UPPER,
        TokenKind::Word if token.is_capitalised() => class::CAPITAL,
        TokenKind::Word if token.has_inner_upper() => class::LOWER_WITH_UPPER,
        TokenKind::Word => class::LOWER,
    }
}

/// Reads all tokens of a text into `words`; `sentences` are ranges of tokens.
pub(super) fn prepare(
    text: &str,
    tokens: &[Token],
    sentences: &[(usize, usize)],
    fixed: impl Iterator<Item = Span>,
    lists: &Lists,
    words: &mut Vec<Word>,
    document: &mut DocumentWords,
) {
    words.clear();
    words.reserve(tokens.len());
    let mut fixed = fixed.peekable();
    let mut begins = document.take_begins();
    for &token in tokens {
        let (mut word, begins_name) = Word::of(text, token, lists);
        while fixed
            .peek()
            .is_some_and(|span| span.end <= token.span.start)
        {
            fixed.next();
        }
        word.fixed = fixed.peek().is_some_and(|span| span.overlaps(token.span));
        if begins_name {
            begins.push(words.len());
        }
        words.push(word);
    }
    set_modes(tokens, sentences, words);
    for &(start, end) in sentences {
        let first = begins.partition_point(|&at| at < start);
        let last = begins.partition_point(|&at| at < end);
        for &at in &begins[first..last] {
            mark_name(words, at, end, lists);
        }
    }
    document.give_back(begins);
    document.read(sentences, words);
}

/// Marks the longest name of several words that begins at `at`.
fn mark_name(words: &mut [Word], at: usize, end: usize, lists: &Lists) {
    let mut hash = words[at].folded;
    let mut longest = None;
    for next in at + 1..end.min(at + LONGEST) {
        hash = name_hash(hash, words[next].folded);
        let mask = lists.name(hash);
        if mask != 0 {
            longest = Some((next, mask));
        }
    }
    let Some((last, mask)) = longest else { return };
    words[at].begin |= mask;
    words[last].end |= mask;
    words[at + 1..last]
        .iter_mut()
        .for_each(|word| word.middle |= mask);
}

fn set_modes(tokens: &[Token], sentences: &[(usize, usize)], words: &mut [Word]) {
    let is_letters = |word: &&Word| word.class < class::CLITIC;
    let letters = words.iter().filter(is_letters).count();
    let capitals = words.iter().filter(|word| word.is_capital()).count();
    let hardly_any = capitals * 25 <= letters;
    for &(start, end) in sentences {
        let mode = mode_of(&tokens[start..end], &words[start..end], hardly_any);
        words[start..end]
            .iter_mut()
            .for_each(|word| word.mode = mode);
    }
}

fn mode_of(tokens: &[Token], words: &[Word], hardly_any: bool) -> CaseMode {
    let (mut lower, mut long, mut long_capital, mut upper, mut capital, mut longest) =
        (0usize, 0usize, 0usize, 0usize, 0usize, 0);
    for (word, token) in words.iter().zip(tokens) {
        if word.class >= class::CLITIC || word.fixed {
            continue;
        }
        lower += usize::from(matches!(word.class, class::LOWER | class::DOTTED));
        capital += usize::from(word.is_capital());
        if token.span.len() >= 4 {
            long += 1;
            long_capital += usize::from(word.is_capital());
        }
        if matches!(word.class, class::UPPER | class::LONG_UPPER) {
            upper += 1;
            longest = longest.max(token.span.len());
        }
    }
    if lower * 8 <= upper && upper * 10 >= capital * 7 && (upper >= 3 || longest >= 6) {
        CaseMode::Upper
    } else if capital == 0 && hardly_any {
        CaseMode::Lower
    } else if long >= 4 && long_capital * 10 >= long * 8 {
        CaseMode::Title
    } else {
        CaseMode::Mixed
    }
}

/// What a text shows of its words, gathered over all their places.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct DocumentWords {
    slots: Vec<(u64, u16)>,
    begins: Vec<usize>,
}

impl DocumentWords {
    fn take_begins(&mut self) -> Vec<usize> {
        let mut begins = std::mem::take(&mut self.begins);
        begins.clear();
        begins
    }

    fn give_back(&mut self, begins: Vec<usize>) {
        self.begins = begins;
    }

    /// Gathers over all capitalised words and gives each word what was gathered.
    fn read(&mut self, sentences: &[(usize, usize)], words: &mut [Word]) {
        let capitals = words.iter().filter(|word| word.is_capital()).count();
        self.slots.clear();
        self.slots
            .resize((capitals * 2 + 2).next_power_of_two(), (0, 0));
        for &(start, end) in sentences {
            let sentence = &words[start..end];
            for (at, word) in sentence
                .iter()
                .enumerate()
                .filter(|(_, word)| word.is_capital())
            {
                let slot = self.slot(word.folded);
                let known = self.slots[slot].1;
                let twice = if known == 0 { 0x8000 } else { seen::TWICE };
                self.slots[slot] = (word.folded, known | twice | shows(sentence, at));
            }
        }
        for word in words
            .iter()
            .filter(|word| word.class == class::LOWER && word.mode == CaseMode::Mixed)
        {
            let slot = self.slot(word.folded);
            if self.slots[slot].1 != 0 {
                self.slots[slot].1 |= seen::LOWER;
            }
        }
        for word in words.iter_mut().filter(|word| word.class < class::CLITIC) {
            word.document = self.slots[self.slot(word.folded)].1 & 0x7fff;
        }
    }

    /// The slot that holds `hash` or is free for it; the table is at most half full.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> 20) as usize & mask;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != hash {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// What one place shows of its word.
fn shows(sentence: &[Word], at: usize) -> u16 {
    let word = &sentence[at];
    if word.mode != CaseMode::Mixed {
        return 0;
    }
    let mut shown = 0;
    let mut note = |flag, found: bool| shown |= if found { flag } else { 0 };
    let next = sentence.get(at + 1);
    let Some(before) = at.checked_sub(1).map(|before| &sentence[before]) else {
        note(
            seen::BESIDE_SPEECH,
            next.is_some_and(|next| next.has(NameWord::Speech)),
        );
        return shown;
    };
    let dotted = before.is_mark(b'.') && at >= 2;
    let title = if dotted { &sentence[at - 2] } else { before };
    let organisation =
        |word: &Word| word.has(NameWord::CompanySuffix) || word.has(NameWord::Organisation);
    note(seen::CAPITAL_INSIDE, before.class == class::LOWER);
    note(
        seen::AFTER_TITLE,
        title.in_list(List::Title) && title.is_capital(),
    );
    note(
        seen::AFTER_GIVEN,
        before.in_list(List::Given) && before.is_capital(),
    );
    note(
        seen::AFTER_PLACE_PREPOSITION,
        before.has(NameWord::PlacePreposition),
    );
    note(seen::IN_BRACKETS, before.is_mark(b'('));
    note(seen::IN_LONGER_NAME, before.is_capital());
    note(seen::BESIDE_SPEECH, before.has(NameWord::Speech));
    if let Some(next) = next {
        note(
            seen::IN_ORGANISATION,
            next.is_capital() && organisation(next),
        );
        note(seen::IN_LONGER_NAME, next.is_capital());
        note(seen::BESIDE_SPEECH, next.has(NameWord::Speech));
    }
    shown
}
