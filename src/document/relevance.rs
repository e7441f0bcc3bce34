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
        let whole = Span::new(0, text.len() as u32);
        let neighbours = Neighbours {
            text,
            tokens,
            sentence: sentences.get(sentence).map_or(whole, |s| s.span),
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

/// A number's tokens, `first..end`, in their sentence.
struct Neighbours<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentence: Span,
    first: usize,
    end: usize,
}

/// Marks that part a number from a name beside it: "Tom Hill, 34", "Hill (34 goals)", "of 237, Hill".
const PARTING_MARKS: [char; 8] = [',', '(', ')', ':', ';', '=', '<', '>'];

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
            .is_none_or(|token| token.span.start == self.sentence.start);
        let measured = number.kind == NumberKind::Quantity;
        let capital = own
            .iter()
            .skip(usize::from(opens))
            .any(|t| t.is_capitalised() && !(measured && t.span.len() <= LONGEST_SYMBOL));
        // "Three Gorges", "747 Boeing" and "Apollo 11", but not "three Americans" or "Sydney's four".
        let figures = own.iter().any(|token| token.is_digits());
        let as_in_name = figures || own.first().is_some_and(|token| token.is_capitalised());
        // "50 Boeing 737s", but not "in 2 hours Ann left".
        let opens_name = !(figures && measured);
        capital || as_in_name && (self.name_before() || opens_name && self.name_behind())
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
                Some(before) if !self.parts(at) => at = before,
                _ => return false,
            }
        }
        let token = self.tokens[at];
        let start = self.sentence.start;
        // "In", "About" at the beginning of a sentence are no names.
        let opens = token.span.start <= start && !vocabulary::is_stranger(token);
        token.is_capitalised() && token.span.start >= start && !opens
    }

    /// The same behind it.
    fn name_behind(&self) -> bool {
        let mark = self.tokens.get(self.end).is_some_and(|t| !t.is_word());
        let next = self.tokens.get(self.end + usize::from(mark));
        let capital = next.is_some_and(|next| {
            let inside = next.span.start < self.sentence.end;
            next.is_capitalised() && !next.newline_before() && inside
        });
        capital && !(mark && self.parts(self.end))
    }

    fn parts(&self, at: usize) -> bool {
        let mark = self.tokens[at].symbol(self.text);
        mark.is_some_and(|mark| PARTING_MARKS.contains(&mark))
    }
}
