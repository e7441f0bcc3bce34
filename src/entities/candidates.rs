//! Where names may stand: the words written like names, or usually so, with what joins and touches
//! them. All other words, most of running text, are outside of names unasked.

use std::ops::Range;

use super::lists::kind_bit;
use super::words::{CaseMode, Word, class};
use crate::lexicon::NameWord;

/// So many words between two names' words can join them ("University of the West").
const BETWEEN: usize = 3;
/// From this class of usual case on, a word in small letters is more often written with a capital.
const USUALLY_CAPITAL: u8 = 4;
/// No name begins or ends with these marks.
const INNER_MARKS: [u8; 5] = [b',', b';', b'(', b')', b'"'];
/// Kinds of words that stand around names, not in them.
const AROUND_NAMES: u32 = kind_bit(NameWord::Speech)
    | kind_bit(NameWord::PlacePreposition)
    | kind_bit(NameWord::Calendar);

/// Writes the runs of words among which names may stand to `ranges`.
pub(super) fn find(words: &[Word], ranges: &mut Vec<Range<usize>>) {
    ranges.clear();
    let edge = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        usize::from(word.is_some_and(|word| !is_common(word) && !is_inner_mark(word)))
    };
    for (at, _) in words.iter().enumerate().filter(|(_, word)| may_name(word)) {
        let start = at - edge(at.checked_sub(1));
        let end = at + 1 + edge(Some(at + 1));
        match ranges.last_mut() {
            Some(last) if at < last.end + BETWEEN => last.end = end,
            _ => ranges.push(start..end),
        }
    }
}

/// A common word in small letters: no name begins or ends with it.
fn is_common(word: &Word) -> bool {
    let small = word.class == class::LOWER && word.mode == CaseMode::Mixed;
    small && matches!(word.usual, 1 | 2) && word.lists & !AROUND_NAMES == 0
}

fn is_inner_mark(word: &Word) -> bool {
    word.class >= class::SYMBOL && INNER_MARKS.iter().any(|&mark| word.is_mark(mark))
}

fn may_name(word: &Word) -> bool {
    let usually = word.class == class::LOWER && word.usual >= USUALLY_CAPITAL;
    word.mode != CaseMode::Mixed || word.is_namelike() || usually
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(classes: &[u8]) -> Vec<(usize, usize)> {
        let word = |&class| Word {
            class,
            ..Word::default()
        };
        let words: Vec<Word> = classes.iter().map(word).collect();
        let mut ranges = Vec::new();
        find(&words, &mut ranges);
        ranges
            .iter()
            .map(|range| (range.start, range.end))
            .collect()
    }

    #[test]
    fn plain_words_are_passed_over() {
        assert!(found(&[class::LOWER; 9]).is_empty());
        let mut classes = [class::LOWER; 9];
        classes[5] = class::CAPITAL;
        assert_eq!(found(&classes), [(4, 7)]);
        classes[0] = class::UPPER;
        assert_eq!(found(&classes), [(0, 2), (4, 7)]);
    }

    #[test]
    fn names_that_words_may_join_are_one_run() {
        let mut classes = [class::LOWER; 9];
        (classes[1], classes[5]) = (class::CAPITAL, class::CAPITAL);
        assert_eq!(found(&classes), [(0, 7)]);
    }

    #[test]
    fn a_common_word_is_asked_between_names_alone() {
        let common = Word {
            usual: 1,
            ..Word::default()
        };
        let name = Word {
            class: class::CAPITAL,
            ..Word::default()
        };
        let mut ranges = Vec::new();
        find(&[common, name, common, common, name, common], &mut ranges);
        assert_eq!((ranges.len(), &ranges[0]), (1, &(1..5)));
    }

    #[test]
    fn the_ends_of_a_sentence_are_no_hindrance() {
        assert_eq!(found(&[class::CAPITAL]), [(0, 1)]);
        assert_eq!(found(&[class::CAPITAL; 3]), [(0, 3)]);
    }
}
