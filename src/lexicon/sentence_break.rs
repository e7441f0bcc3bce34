//! What Unicode's sentence rule knows of a character, from `data/sentence_break.tsv` and from the
//! tables of `char`.

use std::sync::LazyLock;

/// The values of the property Sentence_Break that the rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentenceBreak {
    /// A full stop, which may also end an abbreviation.
    ATerm,
    /// A mark that ends sentences alone: `!`, `?`, `。`, `।`
    STerm,
    /// Quotation marks and brackets.
    Close,
    /// A mark after which a sentence goes on: `,`, `;`, `–`
    Continue,
    /// A small letter.
    Lower,
    /// A capital or title-case letter.
    Upper,
    /// A letter without case.
    OtherLetter,
    /// A digit.
    Numeric,
    /// Anything else.
    Other,
}

static RUNS: LazyLock<Vec<(char, char, SentenceBreak)>> = LazyLock::new(|| {
    let source = include_str!("../../data/sentence_break.tsv");
    source.lines().filter_map(run).collect()
});

fn run(line: &str) -> Option<(char, char, SentenceBreak)> {
    let mut fields = line.split('\t');
    let mut code = || char::from_u32(u32::from_str_radix(fields.next()?, 16).ok()?);
    let (first, last) = (code()?, code()?);
    let value = match fields.next()? {
        "aterm" => SentenceBreak::ATerm,
        "sterm" => SentenceBreak::STerm,
        "close" => SentenceBreak::Close,
        "scontinue" => SentenceBreak::Continue,
        _ => return None,
    };
    Some((first, last, value))
}

/// The property of `c`.
///
/// ```
/// use textsift::lexicon::sentence_break::{SentenceBreak, sentence_break};
/// assert_eq!(sentence_break('。'), SentenceBreak::STerm);
/// assert_eq!(sentence_break('»'), SentenceBreak::Close);
/// assert_eq!(sentence_break('ß'), SentenceBreak::Lower);
/// ```
pub fn sentence_break(c: char) -> SentenceBreak {
    if c.is_lowercase() {
        SentenceBreak::Lower
    } else if c.is_uppercase() || is_title(c) {
        SentenceBreak::Upper
    } else if let Some(value) = listed(c) {
        value
    } else if c.is_alphabetic() {
        SentenceBreak::OtherLetter
    } else if crate::text::chars::decimal_digit(c).is_some() {
        SentenceBreak::Numeric
    } else {
        SentenceBreak::Other
    }
}

/// True for a mark that may end a sentence.
#[inline]
pub fn is_terminal(c: char) -> bool {
    match c {
        '.' | '!' | '?' => true,
        '\u{0}'..='\u{588}' | '\u{3040}'..='\u{a4fe}' | '\u{ac00}'..='\u{d7a3}' => false,
        _ => matches!(listed(c), Some(SentenceBreak::ATerm | SentenceBreak::STerm)),
    }
}

fn listed(c: char) -> Option<SentenceBreak> {
    let runs = &*RUNS;
    let after = runs.partition_point(|&(first, ..)| first <= c);
    let (_, last, value) = runs[after.checked_sub(1)?];
    (c <= last).then_some(value)
}

/// The letters of general category Lt.
fn is_title(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}'
        | '\u{1fa8}'..='\u{1faf}' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}
