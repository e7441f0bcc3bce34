//! Which quotation marks belong together.

use super::trimmed;
use crate::lexicon::reporting;
use crate::sentences::Sentence;
use crate::text::{Span, Token, TokenKind};

/// Deeper marks are not read.
const MAX_DEPTH: usize = 8;
/// How far a single straight mark may be from its partner.
const SINGLE_WINDOW: usize = 64;

/// What stands between two marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked {
    pub span: Span,
    /// The token of the opening mark.
    pub open: usize,
    /// The token after the closing mark.
    pub after: usize,
}

/// The family of a mark: what closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    StraightDouble,
    Single,
    StraightSingle,
    Angle,
    Low,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    style: Style,
    token: usize,
}

pub(super) fn pair(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Marked> {
    let mut pairing = Pairing {
        text,
        tokens,
        open: Vec::new(),
        found: Vec::new(),
    };
    let mut starts = sentences
        .windows(2)
        .filter(|pair| pair[0].paragraph != pair[1].paragraph)
        .map(|pair| pair[1].span.start)
        .peekable();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let mut paragraph = false;
        while starts.next_if(|&start| start <= token.span.start).is_some() {
            paragraph = true;
        }
        if paragraph && !pairing.open.is_empty() {
            at = pairing.paragraph(at);
            continue;
        }
        if token.kind == TokenKind::Symbol {
            pairing.mark(at);
        }
        at += 1;
    }
    pairing.close_all(tokens.len());
    pairing
        .found
        .sort_unstable_by_key(|marked| (marked.span.start, std::cmp::Reverse(marked.span.end)));
    pairing.found
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    open: Vec<Open>,
    found: Vec<Marked>,
}

impl Pairing<'_> {
    /// A paragraph begins at token `at`: what is open ends or goes on. Tells where to read on.
    fn paragraph(&mut self, at: usize) -> usize {
        let outer = self.open[0];
        let same = self.tokens[outer.token].of(self.text) == self.tokens[at].of(self.text);
        if same {
            self.open.truncate(1);
            return at + 1;
        }
        self.close_all(at);
        if self.tokens[at].kind == TokenKind::Symbol {
            self.mark(at);
        }
        at + 1
    }

    fn close_all(&mut self, at: usize) {
        while let Some(open) = self.open.pop() {
            // A single mark that nothing closes was an apostrophe.
            if !matches!(open.style, Style::Single | Style::StraightSingle) {
                self.push(open, at, at);
            }
        }
    }

    fn push(&mut self, open: Open, close: usize, after: usize) {
        let start = self.tokens[open.token].span.end;
        let end = match self.tokens.get(close) {
            Some(token) if close < after => token.span.start,
            _ => close
                .checked_sub(1)
                .map_or(start, |last| self.tokens[last].span.end),
        };
        if start < end {
            let span = trimmed(self.text, Span::new(start, end));
            if !span.is_empty() {
                self.found.push(Marked {
                    span,
                    open: open.token,
                    after,
                });
            }
        }
    }

    /// Opens a mark, unless too many are open.
    fn begin(&mut self, style: Style, at: usize) -> bool {
        let fits = self.open.len() < MAX_DEPTH;
        if fits {
            self.open.push(Open { style, token: at });
        }
        fits
    }

    /// Closes the nearest open mark of one of the `styles`, and drops what is open inside it.
    fn end(&mut self, styles: &[Style], at: usize) -> bool {
        let Some(depth) = self
            .open
            .iter()
            .rposition(|open| styles.contains(&open.style))
        else {
            return false;
        };
        let open = self.open[depth];
        self.open.truncate(depth);
        self.push(open, at, at + 1);
        true
    }

    fn mark(&mut self, at: usize) {
        match self.tokens[at].of(self.text) {
            "“" | "‟" => {
                let _ = self.end(&[Style::Low], at) || self.begin(Style::Double, at);
            }
            "”" => {
                let _ = self.end(&[Style::Double, Style::Low], at)
                    || self.opens(at) && self.begin(Style::Double, at);
            }
            "„" => _ = self.begin(Style::Low, at),
            "«" | "‹" => _ = self.begin(Style::Angle, at),
            "»" | "›" => _ = self.end(&[Style::Angle], at),
            "\"" => {
                let _ = self.end(&[Style::StraightDouble], at)
                    || self.opens(at) && self.begin(Style::StraightDouble, at);
            }
            "‘" if !self.is_elision(at) => _ = self.begin(Style::Single, at),
            "’" if self.ends_single(at) => _ = self.end(&[Style::Single], at),
            "'" => self.straight_single(at),
            _ => {}
        }
    }

    fn straight_single(&mut self, at: usize) {
        let open = self
            .open
            .iter()
            .any(|open| open.style == Style::StraightSingle);
        if open {
            if self.ends_single(at) {
                self.end(&[Style::StraightSingle], at);
            }
        } else if self.opens(at) && !self.is_elision(at) && self.has_partner(at) {
            self.begin(Style::StraightSingle, at);
        }
    }

    /// A mark at `at` can open: white space or a bracket before it, a word right behind it.
    fn opens(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let before = self.text[..token.span.start as usize].chars().next_back();
        let free = before.is_none_or(|c| {
            c.is_whitespace()
                || !(c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | ')' | '%'))
        });
        let spaced = token.space_before();
        let next_glued = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| !next.space_before());
        free && (next_glued || spaced && self.text.as_bytes()[token.span.start as usize] == b'"')
    }

    /// A single mark at `at` can close: no letter or digit right behind it.
    fn ends_single(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let glued_before = !token.space_before();
        let after = self.text[token.span.end as usize..].chars().next();
        glued_before && after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// `'tis`, `‘90s`
    fn is_elision(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| {
            !next.space_before()
                && (next.is_digits() || reporting().elisions.contains(next.of(self.text)))
        })
    }

    /// Another straight mark closes the one at `at` within its paragraph and window.
    fn has_partner(&self, at: usize) -> bool {
        let window = self.tokens[at + 1..].iter().take(SINGLE_WINDOW).enumerate();
        window
            .take_while(|(_, token)| !token.blank_line_before())
            .any(|(ahead, token)| {
                token.is_symbol(self.text, '\'') && ahead > 0 && self.ends_single(at + 1 + ahead)
            })
    }
}
