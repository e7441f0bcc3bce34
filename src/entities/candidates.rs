//! Where names may stand: the words written like names, or usually so, with what joins and touches
//! them. All other words, most of running text, are outside of names unasked.

use std::ops::Range;

use super::words::{CaseMode, Word, class};

/// So many words on each side of a name's can belong to it ("al-", "of").
const BESIDE: usize = 1;
/// So many words between two names' words can join them ("University of the West").
const BETWEEN: usize = 3;
/// From this class of usual case on, a word in small letters is more often written with a capital.
const USUALLY_CAPITAL: u8 = 4;

/// Writes the runs of words among which names may stand to `ranges`.
pub(super) fn find(words: &[Word], ranges: &mut Vec<Range<usize>>) {
    ranges.clear();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| may_name(word)) {
        let range = at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(words.len());
        match ranges.last_mut() {
            Some(last) if at <= last.end - BESIDE + BETWEEN => last.end = range.end,
            _ => ranges.push(range),
        }
    }
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
    fn the_ends_of_a_sentence_are_no_hindrance() {
        assert_eq!(found(&[class::CAPITAL]), [(0, 1)]);
        assert_eq!(found(&[class::CAPITAL; 3]), [(0, 3)]);
    }
}
