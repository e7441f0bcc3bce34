//! The features of a token in its sentence. The trainer and the tagger call the same function.

use super::lists::{List, kind_bit};
use super::words::{CaseMode, Word, class};
use crate::lexicon::NameWord;
use crate::linear::{hash_bytes, mix};

/// A sentence's words, and the run of name-like words in which each stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub tokens: &'a [crate::text::Token],
    pub words: &'a [Word],
    pub runs: &'a [Run],
}

/// A run of name-like words with the words that join them: its first word and the one after its last.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Run {
    pub start: u32,
    pub end: u32,
}

/// Finds the run of each word; one that is in none has an empty run.
pub(super) fn find_runs(words: &[Word], runs: &mut Vec<Run>) {
    runs.clear();
    runs.resize(words.len(), Run::default());
    let mut at = 0;
    while at < words.len() {
        if !words[at].is_namelike() {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        while let Some(next) = goes_on(words, end) {
            end = next;
        }
        let run = Run {
            start: start as u32,
            end: end as u32,
        };
        runs[start..end].fill(run);
        at = end;
    }
}

/// The end of a run that stands at `end` after one more name-like word, joined by at most two.
fn goes_on(words: &[Word], end: usize) -> Option<usize> {
    let joins = |word: &&Word| word.has(NameWord::Connector) || word.has(NameWord::Particle);
    let joined = words[end..].iter().take(2).take_while(joins).count();
    let reach = (0..=joined).find(|&skip| words.get(end + skip).is_some_and(Word::is_namelike))?;
    Some(end + reach + 1)
}

const EDGE: Word = Word {
    folded: 0x52,
    lists: 0,
    begin: 0,
    middle: 0,
    end: 0,
    cluster: 0,
    coarse: 0,
    usual: 0,
    class: 127,
    glue: 3,
    mode: CaseMode::Mixed,
    document: 0,
    fixed: false,
};

/// Takes the features of a word.
pub(super) trait Sink {
    fn add(&mut self, feature: u64);

    /// Adds what `features` emits, which `key` alone decides: who has met the key knows the sum.
    fn add_known(&mut self, _key: u64, features: impl Fn(&mut dyn FnMut(u64))) {
        features(&mut |feature| self.add(feature));
    }
}

impl<F: FnMut(u64)> Sink for F {
    fn add(&mut self, feature: u64) {
        self(feature);
    }
}

/// Gives `sink` each feature of the word `at`.
pub(super) fn emit(sentence: Sentence<'_>, at: usize, sink: &mut impl Sink) {
    let around = Around::new(sentence, at);
    own(sentence, &around, at, sink);
    beside(&around, sink);
    together(&around, &mut |feature| sink.add(feature));
    shapes(&around, at, &mut |feature| sink.add(feature));
    run(sentence, &around, at, sink);
}

/// A word and its neighbours, two to each side.
struct Around<'a> {
    before2: &'a Word,
    before: &'a Word,
    word: &'a Word,
    after: &'a Word,
    after2: &'a Word,
    /// Class and mode, and how the word is usually cased where its case tells nothing.
    look: u64,
    /// The word with its case.
    exact: u64,
    /// The folded word; one in capitals among small letters is a word of its own (IS, WHO).
    name: u64,
}

impl<'a> Around<'a> {
    fn new(sentence: Sentence<'a>, at: usize) -> Self {
        let words = sentence.words;
        let exact = hash_bytes(1, sentence.tokens[at].of(sentence.text).as_bytes());
        let back = |n: usize| at.checked_sub(n).map_or(&EDGE, |at| &words[at]);
        let ahead = |n: usize| words.get(at + n).unwrap_or(&EDGE);
        Self {
            before2: back(2),
            before: back(1),
            word: &words[at],
            after: ahead(1),
            after2: ahead(2),
            look: look(&words[at]),
            exact,
            name: name(&words[at], exact),
        }
    }
}

fn name(word: &Word, exact: u64) -> u64 {
    let acronym = matches!(
        word.class,
        class::UPPER | class::LONG_UPPER | class::DOTTED_UPPER
    );
    if acronym && word.mode == CaseMode::Mixed {
        exact
    } else {
        word.folded
    }
}

fn look(word: &Word) -> u64 {
    let usual = if word.mode == CaseMode::Mixed {
        0
    } else {
        word.usual
    };
    u64::from(word.class) | (word.mode as u64) << 8 | u64::from(usual) << 12
}

#[inline]
fn pair(kind: u64, a: u64, b: u64) -> u64 {
    mix(mix(kind, a), b)
}

/// What the word alone says.
fn own(sentence: Sentence<'_>, around: &Around, at: usize, sink: &mut impl Sink) {
    let &Around {
        word,
        look,
        exact,
        name,
        ..
    } = around;
    sink.add_known(mix(exact, look << 4), |emit| {
        emit(mix(1, 0));
        emit(mix(2, name));
        if word.mode == CaseMode::Mixed {
            emit(mix(3, exact));
        }
        emit(mix(20, look));
        affixes(word, sentence.tokens[at].of(sentence.text), emit);
        bits(word.lists, |bit| emit(pair(60, bit, look)));
        if word.cluster != 0 {
            emit(pair(80, u64::from(word.cluster), look));
            emit(pair(81, u64::from(word.coarse), look));
        }
    });
}

/// What each neighbour alone says.
fn beside(around: &Around, sink: &mut impl Sink) {
    let namelike = u64::from(around.word.is_namelike());
    let neighbours = [
        (around.before, 4, 64, 82),
        (around.after, 5, 65, 83),
        (around.before2, 6, 66, 84),
        (around.after2, 7, 67, 85),
    ];
    for (other, word, list, cluster) in neighbours {
        let telling = if list > 65 { !STRUCTURE } else { u32::MAX };
        sink.add_known(mix(other.folded, word << 4 | namelike), |emit| {
            emit(mix(word, other.folded));
            bits(other.lists & telling, |bit| emit(pair(list, bit, namelike)));
            emit(pair(cluster, u64::from(other.cluster), namelike));
        });
    }
}

/// What the word and its neighbours say together.
fn together(around: &Around, emit: &mut impl FnMut(u64)) {
    let &Around {
        before2,
        before,
        word,
        after,
        after2,
        look,
        name,
        ..
    } = around;
    emit(pair(8, before.folded, name));
    emit(pair(9, name, after.folded));
    emit(pair(10, before.folded, after.folded));
    emit(pair(11, before.folded, look));
    emit(pair(12, after.folded, look));
    emit(pair(13, mix(before2.folded, before.folded), look));
    emit(pair(14, mix(after.folded, after2.folded), look));
    bits(word.begin, |bit| emit(mix(61, bit)));
    bits(word.middle, |bit| emit(mix(62, bit)));
    bits(word.end, |bit| emit(mix(63, bit)));
    let lists = all_lists(word);
    emit(pair(68, lists, look));
    emit(pair(69, all_lists(before), lists));
    emit(pair(70, lists, all_lists(after)));
    let namelike = u64::from(word.is_namelike());
    let fine = |word: &Word| u64::from(word.cluster);
    let coarse = |word: &Word| u64::from(word.coarse);
    emit(pair(86, coarse(before) | coarse(word) << 8, look));
    emit(pair(87, coarse(word) | coarse(after) << 8, look));
    emit(pair(88, coarse(before) | coarse(after) << 8, look));
    emit(pair(89, mix(fine(before2), fine(before)), namelike));
    emit(pair(90, mix(fine(after), fine(after2)), namelike));
}

fn shapes(around: &Around, at: usize, emit: &mut impl FnMut(u64)) {
    let &Around {
        before2,
        before,
        word,
        after,
        after2,
        look,
        ..
    } = around;
    let (one, two) = (self::look(before), self::look(before2));
    let (next, further) = (self::look(after), self::look(after2));
    let first = u64::from(at == 0);
    let glue = u64::from(word.glue) | u64::from(after.glue) << 2;
    emit(pair(21, look, first | glue << 1));
    emit(pair(22, one, look));
    emit(pair(23, look, next));
    emit(pair(24, mix(one, look), next));
    emit(pair(25, mix(two, one), look));
    emit(pair(26, mix(look, next), further));
    let usual = u64::from(word.usual) | first << 4;
    emit(pair(27, usual, look));
    emit(pair(
        28,
        usual | u64::from(before.usual) << 8 | u64::from(after.usual) << 16,
        look,
    ));
    emit(pair(29, u64::from(word.document), look));
    let mut seen = word.document;
    while seen != 0 {
        emit(pair(
            30,
            u64::from(seen.trailing_zeros()) | first << 8,
            look,
        ));
        seen &= seen - 1;
    }
}

fn affixes(word: &Word, written: &str, emit: &mut dyn FnMut(u64)) {
    if word.class >= class::CLITIC {
        return;
    }
    let bytes = written.as_bytes();
    let cased = u64::from(word.is_capital());
    for length in 2..=4 {
        if let (Some(head), Some(tail)) =
            (bytes.first_chunk_of(length), bytes.last_chunk_of(length))
        {
            emit(pair(38 + length as u64, head, cased));
            emit(pair(44 + length as u64, tail, cased));
        }
    }
}

/// The first or last bytes of a word, folded and hashed.
trait Chunks {
    fn first_chunk_of(&self, length: usize) -> Option<u64>;
    fn last_chunk_of(&self, length: usize) -> Option<u64>;
}

impl Chunks for [u8] {
    fn first_chunk_of(&self, length: usize) -> Option<u64> {
        (self.len() > length).then(|| crate::linear::hash_folded(0, &self[..length]))
    }

    fn last_chunk_of(&self, length: usize) -> Option<u64> {
        (self.len() > length).then(|| crate::linear::hash_folded(0, &self[self.len() - length..]))
    }
}

/// Kinds of words that tell nothing as members of a list.
const STRUCTURE: u32 = kind_bit(NameWord::Connector) | kind_bit(NameWord::PlacePreposition);

fn all_lists(word: &Word) -> u64 {
    u64::from(word.lists) | u64::from(word.begin | word.middle | word.end) << 32
}

fn bits(mut mask: u32, mut emit: impl FnMut(u64)) {
    while mask != 0 {
        emit(u64::from(mask.trailing_zeros()));
        mask &= mask - 1;
    }
}

/// What the run of name-like words says in which the word stands.
fn run(sentence: Sentence<'_>, around: &Around, at: usize, sink: &mut impl Sink) {
    let run = sentence.runs[at];
    let (start, end) = (run.start as usize, run.end as usize);
    if start == end {
        return;
    }
    let words = sentence.words;
    let (first, last) = (&words[start], &words[end - 1]);
    let before = start.checked_sub(1).map_or(&EDGE, |at| &words[at]);
    let after = words.get(end).unwrap_or(&EDGE);
    let length = (end - start).min(6) as u64;
    let from_start = (at - start).min(3) as u64;
    let from_end = (end - 1 - at).min(3) as u64;
    let place = from_start | from_end << 4;
    let mut edge = |word: &Word, kinds: [u64; 3], places: [u64; 2]| {
        sink.add_known(mix(word.folded, kinds[0] << 8 | place), |emit| {
            emit(pair(kinds[0], word.folded, places[0]));
            emit(pair(kinds[1], u64::from(word.cluster), places[0]));
            bits(word.lists & !STRUCTURE, |bit| {
                emit(pair(kinds[2], bit, places[1]));
            });
        });
    };
    edge(last, [101, 107, 110], [from_end; 2]);
    edge(first, [102, 108, 111], [from_start, place]);
    edge(before, [103, 105, 112], [place; 2]);
    edge(after, [104, 106, 113], [place; 2]);
    sink.add(pair(100, place | length << 8, around.look));
    sink.add(pair(109, mix(before.folded, after.folded), place));
    let inside = words[start..end]
        .iter()
        .take(8)
        .fold(0, |mask, word| mask | word.lists);
    let namelike = u64::from(around.word.is_namelike());
    bits(inside & !STRUCTURE, |bit| {
        sink.add(pair(114, bit, namelike));
    });
    if word_before_is_title(words, start) {
        sink.add(mix(115, place));
    }
}

/// A title stands before the run, with or without its period.
fn word_before_is_title(words: &[Word], start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).map(|at| &words[at]);
    let period = before(1).is_some_and(|word| word.is_mark(b'.'));
    before(if period { 2 } else { 1 }).is_some_and(|word| word.in_list(List::Title))
}
