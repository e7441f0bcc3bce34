use super::Settings;
use crate::text::{Span, Token};

/// What a pass must compute for the lists that are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    pub(super) tokens: bool,
    pub(super) dates: bool,
    pub(super) numbers: bool,
    pub(super) entities: bool,
    /// Entities only serve to drop the numbers that stand inside names.
    pub(super) only_numbers_in_names: bool,
}

impl Needs {
    pub(super) fn of(settings: &Settings) -> Self {
        let what = settings.what;
        let tagged = what.entities || what.quotes;
        let entities = tagged || (what.numbers && !settings.numbers.in_names);
        let numbers = what.numbers || entities;
        let dates = what.dates || numbers;
        Self {
            tokens: dates,
            dates,
            numbers,
            entities,
            only_numbers_in_names: entities && !tagged,
        }
    }
}

/// Keeps the sentences in which a number may stand inside a name: a capitalised word is in it or
/// touches it, if only across a hyphen.
pub(super) fn keep_doubtful(tokens: &[Token], numbers: &[Span], sentences: &mut Vec<Span>) {
    let mut at = 0;
    let mut next = 0;
    sentences.retain(|sentence| {
        let passed = |n: &&Span| n.end <= sentence.start;
        next += numbers[next..].iter().take_while(passed).count();
        let inside = numbers[next..].iter();
        let mut inside = inside.take_while(|n| n.start < sentence.end);
        inside.any(|&number| {
            let before = |t: &&Token| t.span.end <= number.start;
            at += tokens[at..].iter().take_while(before).count();
            let own = tokens[at..].iter();
            let own = own.take_while(|t| t.span.start < number.end).count();
            let near = at.saturating_sub(REACH)..(at + own + REACH).min(tokens.len());
            tokens[near].iter().any(|token| token.is_capitalised())
        })
    });
}

/// How many tokens a capitalised word may be away: itself, and a hyphen or quotation mark.
const REACH: usize = 2;
