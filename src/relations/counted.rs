//! What a number counts.
//!
//! The noun phrase after a number is read word by word ([`NounPhrase`]): up to the first plural for
//! an amount, to the last noun before a verb or function word for `one` and ordinals. `of` leads on
//! from fractions, percentages and vague amounts.

use super::noun_head::Wanted;
use super::noun_phrase::NounPhrase;
use crate::lexicon::{Context, in_context, number_grammar as g};
use crate::numbers::{Bound, Counted, Number, NumberKind};
use crate::numerals::Exact;
use crate::sentences::Sentence;
use crate::text::{Span, Token, TokenKind, count_before};

/// Finds what each number counts: sets `counted`.
///
/// Amounts of a unit count nothing ("31 miles"), unless "of" names the stuff.
pub fn find_counted(text: &str, tokens: &[Token], sentences: &[Sentence], numbers: &mut [Number]) {
    let mut sentence = 0;
    let mut at = 0;
    for number in numbers.iter_mut() {
        at += count_before(&tokens[at..], |t| t.span.end <= number.span.start);
        let mut after = at + count_before(&tokens[at..], |t| t.span.start < number.span.end);
        // "12 per 100,000 people", but "12 crimes per 100,000 people"
        let per = |token: &Token| {
            let word = token.of(text);
            in_context(word, Context::Per) || g().each_for.contains(word)
        };
        if number.per_value.is_some() && tokens.get(after).is_some_and(per) {
            after += count_before(&tokens[after..], |t| t.span.start < number.outer.end);
        }
        sentence += count_before(&sentences[sentence..], |s| s.span.end <= number.span.start);
        let sentence = sentences
            .get(sentence)
            .map_or(Span::new(0, text.len() as u32), |s| s.span);
        let place = Place {
            phrase: NounPhrase::new(text, tokens, sentence),
            first: at,
            after,
        };
        number.counted = place.counted(number);
    }
    share(text, tokens, numbers);
}

/// A number's tokens: `first..after`.
#[derive(Clone, Copy)]
struct Place<'a> {
    phrase: NounPhrase<'a>,
    first: usize,
    after: usize,
}

impl Place<'_> {
    fn counted(&self, number: &Number) -> Option<Counted> {
        match number.kind {
            NumberKind::Cardinal if number.unit.is_none() => self.of_amount(number),
            NumberKind::Ordinal => self.of_ordinal(),
            // "3 1/2 games"
            NumberKind::Fraction if is_above_one(number) => self.of_amount(number),
            NumberKind::Fraction => self
                .after_of(Wanted::Any)
                .or_else(|| self.of_bare_fraction()),
            NumberKind::Ratio => self.of_share(),
            NumberKind::Percent => self.after_of(Wanted::Any),
            NumberKind::Age => self.of_age(),
            NumberKind::Quantity if is_stuff(number) => self.after_of(Wanted::Any),
            _ => None,
        }
    }

    fn of_amount(&self, number: &Number) -> Option<Counted> {
        // "last year several people"
        if number.bound != Bound::Vague && self.is_plain(number) && self.is_labelled() {
            return None;
        }
        if let Some(counted) = self.after_of(Wanted::Any) {
            return Some(counted);
        }
        let wanted = if is_one(number) {
            Wanted::One
        } else if is_zero(number) {
            Wanted::Any
        } else {
            Wanted::Plural
        };
        // "millions" stands for a noun phrase of its own.
        let complete =
            number.bound == Bound::Vague && self.phrase.is_plural(self.after.checked_sub(1)?);
        if complete {
            return None;
        }
        if self.phrase.is_glued_hyphen(self.after) || self.is_loose_hyphen() {
            if self.phrase.is_word(self.after + 1, &g().uncounted) {
                return None;
            }
            // "3,000-odd islands"
            let odd = self.phrase.is_word(self.after + 1, &g().hyphened)
                || self.phrase.is_word(self.after + 1, &g().plus);
            if odd {
                return self.phrase.read(self.after + 2, wanted);
            }
            return self.phrase.word_after_hyphen(self.after + 1);
        }
        let counted = self.phrase.read(self.after, wanted)?;
        (!self.is_awaited(counted)).then_some(counted)
    }

    /// One run of figures, or words without a power of ten: what names a thing.
    fn is_plain(&self, number: &Number) -> bool {
        let numeral = number.numeral.of(self.phrase.text());
        let figures = |b: u8| b.is_ascii_digit() || b == b'.';
        numeral.bytes().all(figures)
            || number
                .value
                .as_ref()
                .is_some_and(|value| value.to_f64() < 100.0)
    }

    /// "season 4", "day 3", but "this year 40 died", "each day 12 were seen".
    fn is_labelled(&self) -> bool {
        let pointed = self.first.checked_sub(2).is_some_and(|at| {
            self.phrase.is_word(at, &g().time_pointers) && self.phrase.is_time(at + 1)
        });
        !pointed && self.phrase.is_labelled(self.first)
    }

    /// "the 190,000 economists had expected", not "the 12 economists expected a fall".
    fn is_awaited(&self, counted: Counted) -> bool {
        let phrase = &self.phrase;
        let one_word = counted.span == counted.head;
        let at = self.after;
        let definite = self.first.checked_sub(1).is_some_and(|before| {
            phrase.is_word(before, &g().the) || phrase.is_word(before, &g().than)
        });
        if !one_word || !definite || !phrase.is_word(at, &g().awaiting) {
            return false;
        }
        let verb = at + 1 + usize::from(phrase.is_word(at + 1, &g().awaited_has));
        let object =
            phrase.classes.determiners.contains(phrase.of(verb + 1)) || phrase.continues(verb + 1);
        phrase.is_word(verb, &g().awaited) && !object
    }

    /// A space got in: "the six - member team", "five- year plans".
    fn is_loose_hyphen(&self) -> bool {
        let phrase = &self.phrase;
        let Some(hyphen) = phrase
            .token(self.after)
            .filter(|_| phrase.of(self.after) == "-")
        else {
            return false;
        };
        let determined = self
            .first
            .checked_sub(1)
            .is_some_and(|before| phrase.classes.determiners.contains(phrase.of(before)));
        (determined || !hyphen.space_before())
            && phrase.is_open_word(self.after + 1)
            && phrase.continues(self.after + 2)
    }

    fn of_ordinal(&self) -> Option<Counted> {
        if self.is_adverb() {
            return None;
        }
        let hyphen = self.phrase.is_glued_hyphen(self.after);
        self.after_of(Wanted::Any).or_else(|| {
            self.phrase
                .read(self.after + usize::from(hyphen), Wanted::Singular)
        })
    }

    /// "and first entered the house": no determiner before it, a past form behind.
    fn is_adverb(&self) -> bool {
        let phrase = &self.phrase;
        let determined = self.first.checked_sub(1).is_none_or(|before| {
            let clitic = phrase
                .token(before)
                .is_some_and(|t| t.kind == TokenKind::Clitic);
            clitic || phrase.classes.determiners.contains(phrase.of(before))
        });
        let past = phrase.of(self.after);
        !determined && past.len() > 4 && past.ends_with("ed")
    }

    /// "thousands of Syrian refugees", "two thirds of the voters", "three of his men".
    fn after_of(&self, wanted: Wanted) -> Option<Counted> {
        let (of, _) = self.phrase.skip_leading(self.after);
        if !self.phrase.is_word(of, &g().of) {
            return None;
        }
        let at = self.phrase.skip_determiners(of + 1);
        if self.phrase.is_month(at) {
            return None;
        }
        let noun = self.phrase.skip_number(at);
        // "of its 2,300-person staff"
        if noun > at && self.phrase.is_glued_hyphen(noun) {
            return self.phrase.read(noun + 2, wanted);
        }
        let wanted = if noun > at { Wanted::Plural } else { wanted };
        self.phrase.read(noun, wanted)
    }

    /// "one in three visits", "nine out of ten voters"; a ratio like "3 to 1" counts nothing.
    fn of_share(&self) -> Option<Counted> {
        let share = self.phrase.is_word(self.first + 1, &g().in_out);
        let noun = || self.phrase.read(self.after, Wanted::Plural);
        share.then(|| self.after_of(Wanted::Any).or_else(noun))?
    }

    /// "half the population"
    fn of_bare_fraction(&self) -> Option<Counted> {
        let noun = self.phrase.skip_determiners(self.after);
        (noun > self.after).then(|| self.phrase.read(noun, Wanted::Singular))?
    }

    /// "five-year-old Syrian war"; "he is five years old" counts nothing.
    fn of_age(&self) -> Option<Counted> {
        let attributive = self.phrase.is_word(self.after.checked_sub(1)?, &g().old)
            && !self.phrase.is_plural(self.after.checked_sub(2)?);
        attributive.then(|| self.phrase.read(self.after, Wanted::Any))?
    }
}

fn is_one(number: &Number) -> bool {
    matches!(
        number.value,
        Some(Exact::Decimal {
            coefficient: 1,
            exponent: 0
        })
    )
}

fn is_above_one(number: &Number) -> bool {
    number
        .value
        .as_ref()
        .is_some_and(|value| value.to_f64() > 1.0)
}

fn is_zero(number: &Number) -> bool {
    matches!(number.value, Some(Exact::Decimal { coefficient: 0, .. }))
}

/// The unit measures stuff: what "of" names is counted ("5 kg of rice").
fn is_stuff(number: &Number) -> bool {
    number
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(&*unit.dimension, "mass" | "volume"))
}

/// A number without a noun shares that of the next in "10,000 or 300,000 people".
fn share(text: &str, tokens: &[Token], numbers: &mut [Number]) {
    for left in (0..numbers.len().saturating_sub(1)).rev() {
        let (before, after) = numbers.split_at_mut(left + 1);
        let (number, next) = (&mut before[left], &after[0]);
        let alike = number.kind == next.kind
            && matches!(number.kind, NumberKind::Cardinal | NumberKind::Ordinal);
        if number.counted.is_some()
            || !alike
            || next.counted.is_none()
            || next.outer.start < number.outer.end
        {
            continue;
        }
        let first = tokens.partition_point(|t| t.span.start < number.outer.end);
        let joined = tokens[first..].first().is_some_and(|token| {
            let next_starts = tokens
                .get(first + 1)
                .is_some_and(|t| t.span.start >= next.outer.start);
            next_starts && matches!(token.of(text), "and" | "or" | "to" | "nor" | "," | "/")
        });
        if joined {
            number.counted = next.counted;
        }
    }
}
