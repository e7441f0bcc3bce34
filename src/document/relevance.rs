use super::Settings;
use crate::lexicon::vocabulary;
use crate::numbers::{Number, NumberKind};
use crate::sentences::Sentence;
use crate::text::{Span, Token, count_before};

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

/// Which numbers, by their index, may stand inside a name: figures or a capitalised number word that a
/// capitalised word touches. All others are numbers whatever the tagger says, so that it need not be asked.
pub(super) fn find_doubtful(
    text: &str,
    tokens: &[Token],
    numbers: &[Number],
    sentences: &[Sentence],
    doubtful: &mut Vec<usize>,
) {
    doubtful.clear();
    let mut at = 0;
    let mut sentence = 0;
    for (index, number) in numbers.iter().enumerate() {
        at += count_before(&tokens[at..], |token| token.span.end <= number.span.start);
        let own = count_before(&tokens[at..], |token| token.span.start < number.span.end);
        sentence += count_before(&sentences[sentence..], |s| s.span.end <= number.span.start);
        let start = sentences.get(sentence).map_or(0, |s| s.span.start);
        let neighbours = Neighbours {
            text,
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
        rest = &rest[count_before(rest, |token| token.span.start < sentence.start)..];
        let length = count_before(rest, |token| token.span.start < sentence.end);
        kept.extend_from_slice(&rest[..length]);
        rest = &rest[length..];
    }
}

/// A number's tokens, `first..end`, in a sentence that starts at byte `start`.
struct Neighbours<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: u32,
    first: usize,
    end: usize,
}

/// Marks behind which no name goes on to end with a number: "Tom Hill, 34", "Hill (34 goals)".
const PARTING_MARKS: [char; 7] = [',', '(', ':', ';', '=', '<', '>'];

/// Units of so few letters are symbols, whose capitals make no name: "775 KB".
const LONGEST_SYMBOL: u32 = 2;

impl Neighbours<'_> {
    fn may_be_name(&self, number: &Number) -> bool {
        use NumberKind::{Age, Money, Percent, Ratio, Score};
        // "$3 million", "5%", "65–15"
        if matches!(number.kind, Money | Percent | Age | Score | Ratio) {
            return false;
        }
        let own = &self.tokens[self.first..self.end];
        let opens = own
            .first()
            .is_none_or(|token| token.span.start == self.start);
        let measured = number.kind == NumberKind::Quantity;
        let capital = own
            .iter()
            .skip(usize::from(opens))
            .any(|t| t.is_capitalised() && !(measured && t.span.len() <= LONGEST_SYMBOL));
        // "Three Gorges", "747 Boeing" and "Apollo 11", but not "three Americans" or "Sydney's four".
        let as_in_name = own.iter().any(|token| token.is_digits())
            || own.first().is_some_and(|token| token.is_capitalised());
        capital || as_in_name && (self.name_before() || self.name_behind())
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
            let mark = self.tokens[at].symbol(self.text);
            let parts = mark.is_some_and(|mark| PARTING_MARKS.contains(&mark));
            match at.checked_sub(1) {
                Some(before) if !parts => at = before,
                _ => return false,
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
