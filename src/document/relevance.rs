use super::Settings;
use crate::lexicon::vocabulary;
use crate::numbers::{Number, NumberKind};
use crate::sentences::Sentence;
use crate::text::{Span, Token};

/// What a pass must compute for the lists that are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    pub(super) tokens: bool,
    /// What the vocabulary says of the tokens.
    pub(super) marks: bool,
    /// Fixed forms.
    pub(super) forms: bool,
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
        let tagger = settings.entities.ask_tagger();
        let entities = tagged || (what.numbers && tagger && !settings.numbers.in_names);
        let numbers = what.numbers || (entities && tagger);
        let dates = what.dates || numbers;
        Self {
            tokens: dates || entities,
            marks: dates || what.quotes,
            forms: dates || settings.entities.ask_forms(),
            dates,
            numbers,
            entities,
            only_numbers_in_names: entities && !tagged,
        }
    }
}

/// Which numbers, by their index, may stand inside a name: a capitalised word is in them or touches
/// them. All others are numbers whatever the tagger says, so that it need not be asked.
pub(super) fn find_doubtful(
    tokens: &[Token],
    numbers: &[Number],
    sentences: &[Sentence],
    doubtful: &mut Vec<usize>,
) {
    doubtful.clear();
    let mut at = 0;
    let mut sentence = 0;
    for (index, number) in numbers.iter().enumerate() {
        at += tokens[at..].partition_point(|token| token.span.end <= number.span.start);
        let own = tokens[at..].partition_point(|token| token.span.start < number.span.end);
        sentence += sentences[sentence..].partition_point(|s| s.span.end <= number.span.start);
        let start = sentences.get(sentence).map_or(0, |s| s.span.start);
        let neighbours = Neighbours {
            tokens,
            start,
            first: at,
            end: at + own,
        };
        if neighbours.may_be_name(number) {
            doubtful.push(index);
        }
    }
}

/// Keeps the sentences that hold a doubtful number.
pub(super) fn keep_doubtful(numbers: &[Number], doubtful: &[usize], sentences: &mut Vec<Span>) {
    let mut left = doubtful.iter().map(|&index| numbers[index].span).peekable();
    sentences.retain(|sentence| {
        while left
            .next_if(|number| number.start < sentence.start)
            .is_some()
        {}
        left.peek()
            .is_some_and(|number| number.start < sentence.end)
    });
}

/// Writes the tokens of the sorted `sentences` to `kept`: the tagger reads no others.
pub(super) fn keep_tokens(tokens: &[Token], sentences: &[Span], kept: &mut Vec<Token>) {
    kept.clear();
    let mut rest = tokens;
    for sentence in sentences {
        rest = &rest[rest.partition_point(|token| token.span.start < sentence.start)..];
        let length = rest.partition_point(|token| token.span.start < sentence.end);
        kept.extend_from_slice(&rest[..length]);
        rest = &rest[length..];
    }
}

/// A number's tokens, `first..end`, in a sentence that starts at byte `start`.
struct Neighbours<'a> {
    tokens: &'a [Token],
    start: u32,
    first: usize,
    end: usize,
}

impl Neighbours<'_> {
    fn may_be_name(&self, number: &Number) -> bool {
        // "$3 million", "5%"
        if matches!(number.kind, NumberKind::Money | NumberKind::Percent) {
            return false;
        }
        let own = &self.tokens[self.first..self.end];
        let opens = own
            .first()
            .is_none_or(|token| token.span.start == self.start);
        let capital = own
            .iter()
            .skip(usize::from(opens))
            .any(|t| t.is_capitalised());
        let figures = own.iter().any(|token| token.is_digits());
        // "Three Gorges" and "747 Boeing", but not "three Americans".
        let before_name = figures || own.first().is_some_and(|token| token.is_capitalised());
        capital || self.name_before() || before_name && self.name_behind()
    }

    /// A capitalised word stands right before, if only across a mark.
    fn name_before(&self) -> bool {
        let Some(mut at) = self.first.checked_sub(1) else {
            return false;
        };
        if self.tokens[self.first].newline_before() {
            return false;
        }
        if !self.tokens[at].is_word() {
            match at.checked_sub(1) {
                Some(before) => at = before,
                None => return false,
            }
        }
        let token = self.tokens[at];
        // "In", "About" at the beginning of a sentence are no names.
        let opens = token.span.start <= self.start && !vocabulary::is_stranger(token);
        token.is_capitalised() && token.span.start >= self.start && !opens
    }

    fn name_behind(&self) -> bool {
        let mark = self.tokens.get(self.end).is_some_and(|t| !t.is_word());
        let next = self.tokens.get(self.end + usize::from(mark));
        next.is_some_and(|token| token.is_capitalised() && !token.newline_before())
    }
}
