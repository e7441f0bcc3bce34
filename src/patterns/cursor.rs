use crate::lexicon::{FixedForms, fixed_forms};
use crate::text::{Span, Token, TokenKind};

/// A text with its tokens and the lists of fixed forms, to be read at any token.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub forms: &'static FixedForms,
}

/// How many tokens before a run of digits may tell what it is.
const CUE_WINDOW: usize = 8;

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            text,
            tokens,
            forms: fixed_forms(),
        }
    }

    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    pub fn of(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    pub fn byte(&self, position: u32) -> Option<u8> {
        self.text.as_bytes().get(position as usize).copied()
    }

    /// Token `at` follows its neighbour without white space.
    pub fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| !token.space_before())
    }

    /// The first token from `at` on at which a fixed form may begin.
    pub fn next_unplain(&self, at: usize) -> Option<usize> {
        // White space behind a word, and no form goes on: its text need not be looked at.
        let parted = |pair: &[Token]| pair[0].is_word() && pair[1].space_before();
        let begins = |pair: &[Token]| !parted(pair) && !self.is_plain(pair[0]);
        let rest = &self.tokens[at..];
        let found = rest.windows(2).position(begins).or_else(|| {
            let last = rest.len().checked_sub(1)?;
            (!self.is_plain(rest[last])).then_some(last)
        });
        Some(at + found?)
    }

    /// `token` is a word or a mark that neither begins nor continues a fixed form.
    #[inline]
    pub fn is_plain(&self, token: Token) -> bool {
        let next = self.byte(token.span.end);
        match token.kind {
            TokenKind::Digits => self.is_lone(token),
            TokenKind::Word if next == Some(b' ') => true,
            TokenKind::Word => match next {
                None => true,
                Some(b'.' | b'-') => {
                    // The end of a sentence, or a compound of words.
                    matches!(self.byte(token.span.end + 1), None | Some(b' ' | b'\n'))
                }
                Some(byte) => {
                    !matches!(byte, b'@' | b':' | b'_' | b'/' | b'+' | b'%')
                        && !byte.is_ascii_digit()
                }
            },
            // "( 555 ) 0100" is a telephone number; other marks begin a form only if glued to it.
            TokenKind::Symbol => match self.byte(token.span.start) {
                Some(b'(' | b'+') => false,
                Some(b'#' | b'@' | b':' | b'/' | b'~' | b'.' | b'_') => {
                    matches!(next, None | Some(b' ' | b'\n'))
                }
                _ => true,
            },
            TokenKind::Clitic => true,
        }
    }

    /// A few figures with a word, a comma or the sentence's end behind them, which no form reads.
    #[inline]
    fn is_lone(&self, token: Token) -> bool {
        const SHORTER_THAN_PHONES: u32 = 5;
        let end = token.span.end;
        let letter = |at| self.byte(at).is_some_and(|byte| byte.is_ascii_alphabetic());
        let goes_on = match self.byte(end) {
            Some(b' ') => !letter(end + 1),
            Some(b',' | b'%') => self.byte(end + 1) != Some(b' '),
            // "555. 0100"
            Some(b'.') => match self.byte(end + 1) {
                Some(b' ') => !letter(end + 2),
                next => !matches!(next, None | Some(b'\n')),
            },
            _ => true,
        };
        token.span.len() <= SHORTER_THAN_PHONES && !goes_on
    }

    /// The first token from `at` on that starts at byte `position` or later.
    pub fn first_from(&self, mut at: usize, position: u32) -> usize {
        while self.token(at).is_some_and(|t| t.span.start < position) {
            at += 1;
        }
        at
    }

    /// The run of letters, digits and the symbols of addresses and codes that begins at token `at`;
    /// none inside a run.
    pub fn run_at(&self, at: usize) -> Option<Span> {
        let token = self.tokens[at];
        if !(token.is_word() || token.is_digits() || self.of(at) == "_") {
            return None;
        }
        if self.is_glued(at) && self.text[..token.span.start as usize].ends_with(is_run_char) {
            return None;
        }
        let rest = &self.text[token.span.start as usize..];
        let length = rest.find(|c| !is_run_char(c)).unwrap_or(rest.len());
        (length > 0).then(|| Span::new(token.span.start, token.span.start + length as u32))
    }

    /// The word at token `at`, which is the run `run` or begins it, is the head of nothing but words: a
    /// compound ("well-known") or an abbreviation.
    pub fn is_compound(&self, at: usize, run: Span) -> bool {
        let token = self.tokens[at];
        let glued = matches!(self.byte(run.end), Some(b'@' | b':'));
        // Two letters may be a part of a hardware address.
        let letters = || {
            let mut bytes = self.text.as_bytes()[run.range()].iter();
            bytes.all(|&byte| byte == b'-' || byte.is_ascii_alphabetic())
        };
        token.is_word() && token.span.len() > 2 && !glued && letters()
    }

    /// The nearest word on the left of token `at`, near and in its line, that tells what the
    /// digits there are.
    pub fn cue_before(&self, at: usize) -> Option<Cue> {
        let mut at = at;
        for _ in 0..CUE_WINDOW {
            if self.token(at)?.newline_before() {
                return None;
            }
            at = at.checked_sub(1)?;
            let word = self.of(at);
            if self.forms.identifier_cues.contains(word) {
                return Some(Cue::Identifier);
            }
            if self.forms.phone_cues.contains(word) {
                return Some(Cue::Phone);
            }
            if self.forms.call_words.contains(word) {
                return Some(Cue::Call);
            }
        }
        None
    }

    /// Nothing but words like "number" stands between token `at` and a word that names a kind of
    /// identifier.
    pub fn is_named_identifier(&self, at: usize) -> bool {
        let before = (at.saturating_sub(CUE_WINDOW)..at).rev();
        before
            .map(|at| self.of(at))
            .find(|word| !self.forms.identifier_fillers.contains(word))
            .is_some_and(|word| self.forms.identifier_cues.contains(word))
    }
}

/// What words before a run of digits say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// "phone", "fax": any digits are a telephone number.
    Phone,
    /// "call", "text": digits in groups are.
    Call,
    /// "account", "ISBN".
    Identifier,
}

/// A character inside the runs that addresses and codes are made of.
pub(super) fn is_run_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%')
    } else {
        c.is_alphanumeric()
    }
}
