use super::{Number, Settings};
use crate::lexicon::{
    Context, Contexts, FewWords, NumberWord, number_grammar as g, number_word, vocabulary,
};
use crate::numerals::{Cursor, Form, Numeral};
use crate::text::Span;

/// What may be read around one place: the text up to the next claimed span, back to the last number.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub c: Cursor<'a>,
    /// The first token that is free to be taken.
    pub left: usize,
    /// How many tokens the paragraph has, those among them that may not be read.
    pub length: usize,
    pub settings: &'a Settings,
}

impl<'a> View<'a> {
    /// The token's text, of whatever kind it is.
    pub fn text(&self, at: usize) -> Option<&'a str> {
        self.c.get(at).map(|token| token.of(self.c.text))
    }

    /// The text `back` tokens before `at`, 0 for the one right before it; none beyond what is free.
    pub fn before(&self, at: usize, back: usize) -> Option<&'a str> {
        let at = at.checked_sub(back + 1)?;
        (at >= self.left).then(|| self.text(at)).flatten()
    }

    #[inline]
    pub fn is_word(&self, at: usize, words: &FewWords) -> bool {
        self.c.is_in(at, words)
    }

    /// "a" or "an".
    pub fn is_article(&self, at: usize) -> bool {
        self.c.number_word(at) == Some(NumberWord::Article)
    }

    /// "and".
    pub fn is_and(&self, at: usize) -> bool {
        self.c.number_word(at) == Some(NumberWord::And)
    }

    /// An article, "the" or "a", right before `at`.
    pub fn behind_article(&self, at: usize) -> bool {
        let article =
            |word: &str| g().the.contains(word) || number_word(word) == Some(NumberWord::Article);
        self.before(at, 0).is_some_and(article)
    }

    #[inline]
    pub fn in_context(&self, at: usize, context: Context) -> bool {
        self.in_contexts(at, Contexts::of(&[context]))
    }

    /// The same for any of several contexts.
    #[inline]
    pub fn in_contexts(&self, at: usize, contexts: Contexts) -> bool {
        let word = self.c.tokens.get(at).filter(|token| token.is_word());
        word.is_some_and(|word| {
            let known = vocabulary::meanings(self.c.text, *word).context;
            known.meet(contexts)
        })
    }

    /// False for a word without `context`; what is no word is not told apart.
    #[inline]
    pub fn may_be(&self, at: usize, context: Context) -> bool {
        let word = self.c.tokens.get(at).is_some_and(|token| token.is_word());
        !word || self.in_context(at, context)
    }

    /// A word with `context` stands among the `reach` tokens before `at`, in the same sentence.
    pub fn context_before(&self, at: usize, reach: usize, context: Context) -> bool {
        (at.saturating_sub(reach)..at)
            .rev()
            .take_while(|&i| !self.stops(i))
            .any(|i| self.in_context(i, context))
    }

    /// The like among the `reach` tokens from `at` on.
    pub fn context_after(&self, at: usize, reach: usize, context: Context) -> bool {
        (at..at + reach)
            .take_while(|&i| !self.stops(i))
            .any(|i| self.in_context(i, context))
    }

    /// A sentence or clause may end at `at`: no decimal point does.
    fn stops(&self, at: usize) -> bool {
        match self.c.symbol(at) {
            // "No. 5"
            Some('.') => {
                let sign = at > 0 && self.is_word(at - 1, &g().number_sign);
                !(self.c.glued_digits(at + 1) || sign && self.c.is_digits(at + 1))
            }
            Some('!' | '?' | ';') => true,
            _ => false,
        }
    }

    /// The paragraph ends before `at`: not only what may be read.
    pub fn at_end(&self, at: usize) -> bool {
        at >= self.length
    }

    /// The span of the tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let tokens = self.c.tokens;
        Span::new(tokens[from].span.start, tokens[to - 1].span.end)
    }

    /// Beyond a hyphen that joins `at` to what follows, and whether there is one.
    pub fn skip_hyphen(&self, at: usize) -> (usize, bool) {
        let hyphen = self
            .c
            .glued_symbol(at)
            .is_some_and(crate::numerals::is_hyphen);
        let joins = hyphen && self.c.glued(at + 1);
        (at + usize::from(joins), joins)
    }
}

/// One number with what belongs to it, while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub number: Number,
    /// Its first token.
    pub first: usize,
    /// The token behind its last.
    pub end: usize,
    /// The first token of its numeral.
    pub numeral_at: usize,
    pub form: Form,
    pub scale: Option<u16>,
    pub plain: bool,
    /// A unit, currency or percent sign stands on its left.
    pub measured_left: bool,
    /// A unit, currency or percent sign stands on its right.
    pub measured_right: bool,
}

impl Amount {
    pub fn new(v: &View<'_>, at: usize, numeral: &Numeral) -> Self {
        let mut number = Number::cardinal(numeral.span, numeral.value.clone());
        number.numeral = numeral.span;
        let mut amount = Self {
            number,
            first: at,
            end: at + numeral.tokens,
            numeral_at: at,
            form: numeral.form,
            scale: numeral.scale,
            plain: numeral.plain,
            measured_left: false,
            measured_right: false,
        };
        amount.span_tokens(v);
        amount
    }

    /// Makes its spans cover its tokens.
    pub fn span_tokens(&mut self, v: &View<'_>) {
        self.number.span = v.span(self.first, self.end);
        self.number.outer = self.number.outer.cover(self.number.span);
    }

    pub fn measured(&self) -> bool {
        self.measured_left || self.measured_right
    }

    pub fn in_figures(&self) -> bool {
        self.form != Form::Words
    }
}
