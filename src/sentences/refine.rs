//! What the settings ask beyond the default: sentences once found are cut at semicolons, dashes and
//! behind list markers, and joined where a quotation is to stay whole.
//!
//! One more pass over the text, and none where every such setting is at its default.

use super::gap::Reader;
use super::list::marker_end;
use super::settings::{ListMarkers, Quotes, Settings};
use super::{Language, Sentence};
use crate::text::Span;

/// No longer quotation is kept in one sentence.
const LONGEST_QUOTE: usize = 2000;
/// No longer character reference (`&amp;`) is looked for.
const REFERENCE: usize = 10;

/// Cuts and joins `sentences[from..]`.
pub(super) fn refine(text: &str, settings: &Settings, sentences: &mut Vec<Sentence>, from: usize) {
    let alone = settings.list_markers == ListMarkers::Alone;
    if alone || settings.semicolons || settings.dashes {
        let reader = Reader::new(text);
        let found = sentences.split_off(from);
        for sentence in found {
            cut(&reader, settings, &sentence, sentences);
        }
    }
    if settings.quotes == Quotes::Whole {
        join_quotations(text, settings.language, sentences, from);
    }
}

fn cut(reader: &Reader<'_>, settings: &Settings, whole: &Sentence, found: &mut Vec<Sentence>) {
    let (mut start, end) = (whole.span.start as usize, whole.span.end as usize);
    let mut push = |at: usize| {
        let next = reader.skip_blank(at).start;
        if next < end {
            found.push(Sentence {
                span: Span::new(start as u32, at as u32),
                paragraph: whole.paragraph,
            });
            start = next;
        }
    };
    if settings.list_markers == ListMarkers::Alone
        && let Some(at) = marker_end(reader, whole.span.start as usize)
    {
        push(at);
    }
    for at in inner_ends(reader, settings, whole.span) {
        push(at);
    }
    found.push(Sentence {
        span: Span::new(start as u32, end as u32),
        paragraph: whole.paragraph,
    });
}

/// Where the semicolons and dashes end that the settings make ends of sentences; none in brackets.
fn inner_ends<'a>(
    reader: &'a Reader<'a>,
    settings: &'a Settings,
    span: Span,
) -> impl Iterator<Item = usize> + 'a {
    let (mut depth, mut words) = (0_u32, false);
    span.of(reader.text)
        .char_indices()
        .filter_map(move |(at, c)| {
            let at = span.start as usize + at;
            let after = at + c.len_utf8();
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => words |= c.is_alphanumeric(),
            }
            let ends = match c {
                ';' | '；' => settings.semicolons && ends_clause(reader, at, after),
                '-' | '–' | '—' | '―' => settings.dashes && is_dash(reader, c, at, after),
                _ => false,
            };
            (ends && depth == 0 && std::mem::take(&mut words)).then_some(after)
        })
}

/// True for a semicolon before white space, or an ideographic one, that ends no `&amp;`.
fn ends_clause(reader: &Reader<'_>, at: usize, after: usize) -> bool {
    let spaced = reader.char_at(after).is_some_and(char::is_whitespace);
    let before = reader.bytes[..at].iter().rev().take(REFERENCE);
    let mut before = before.skip_while(|b| b.is_ascii_alphanumeric() || **b == b'#');
    let reference = reader.byte(at.wrapping_sub(1)) != b' ' && before.next() == Some(&b'&');
    (spaced || after - at > 2) && !reference
}

/// True for an em dash, and for another between spaces with letters around; the second of two
/// hyphens counts.
fn is_dash(reader: &Reader<'_>, c: char, at: usize, after: usize) -> bool {
    if matches!(c, '—' | '―') {
        return true;
    }
    let next = reader.byte(after);
    let first = if c == '-' && reader.byte(at.wrapping_sub(1)) == b'-' {
        at - 1
    } else {
        at
    };
    let spaced = reader.byte(first.wrapping_sub(1)) == b' ' && next == b' ';
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let range = || digit(reader.char_before(first - 1)) && digit(reader.char_at(after + 1));
    spaced && !range()
}

/// Joins the sentences that share a quotation.
fn join_quotations(text: &str, language: Language, sentences: &mut Vec<Sentence>, from: usize) {
    let mut joined = from;
    let mut open: Option<Opening> = None;
    for index in from..sentences.len() {
        let sentence = sentences[index].clone();
        if open.is_some_and(|open| open.paragraph != sentence.paragraph) {
            open = None;
        }
        let mut target = joined;
        for (at, c) in sentence.span.of(text).char_indices() {
            let at = sentence.span.start as usize + at;
            match open {
                Some(opening) if opening.closes.contains(&c) => {
                    if at - opening.at <= LONGEST_QUOTE {
                        target = target.min(opening.index);
                    }
                    open = None;
                }
                Some(_) => {}
                None => {
                    let closes = closing(c, language).filter(|_| c != '"' || opens(text, at));
                    open = closes.map(|closes| Opening {
                        closes,
                        at,
                        index: joined,
                        paragraph: sentence.paragraph,
                    });
                }
            }
        }
        if target < joined {
            let start = sentences[target].span.start;
            sentences[target].span = Span::new(start, sentence.span.end);
        } else {
            sentences[joined] = sentence;
        }
        // What was opened in a sentence that is now part of an earlier one begins there.
        open = open.map(|open| Opening {
            index: open.index.min(target),
            ..open
        });
        joined = target + 1;
    }
    sentences.truncate(joined);
}

/// A quotation mark that opens.
#[derive(Debug, Clone, Copy)]
struct Opening {
    closes: &'static [char],
    at: usize,
    /// The sentence that holds it.
    index: usize,
    paragraph: u32,
}

/// What closes the quotation that `c` opens.
fn closing(c: char, language: Language) -> Option<&'static [char]> {
    match c {
        '"' => Some(&['"']),
        '“' => Some(&['”']),
        '„' => Some(&['“', '”']),
        '«' => Some(&['»']),
        '»' if language == Language::German => Some(&['«']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

/// True if the straight mark at `at` opens: it does not follow a word, and something follows it.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use crate::sentences::{ListMarkers, Quotes, Settings, pieces};

    #[test]
    fn semicolons_end_clauses_and_no_character_references() {
        let settings = Settings {
            semicolons: true,
            ..Settings::default()
        };
        let text = "It rained; we left (cold; wet). Smith &amp; Sons paid; others did not.";
        assert_eq!(
            pieces(text, &settings),
            [
                "It rained;",
                "we left (cold; wet).",
                "Smith &amp; Sons paid;",
                "others did not."
            ]
        );
    }

    #[test]
    fn dashes_end_parts_and_ranges_do_not() {
        let settings = Settings {
            dashes: true,
            ..Settings::default()
        };
        let text =
            "He ran – the bus had left. Open 10 – 12 or well-known days. It went—fast -- away.";
        assert_eq!(
            pieces(text, &settings),
            [
                "He ran –",
                "the bus had left.",
                "Open 10 – 12 or well-known days.",
                "It went—",
                "fast --",
                "away."
            ]
        );
    }

    #[test]
    fn markers_may_stand_alone() {
        let settings = Settings {
            list_markers: ListMarkers::Alone,
            ..Settings::default()
        };
        let text = "• Wash it.\n(a) Cut it.\niv. Cook it.\nA) is a letter";
        assert_eq!(
            pieces(text, &settings),
            [
                "•",
                "Wash it.",
                "(a)",
                "Cut it.",
                "iv.",
                "Cook it.",
                "A)",
                "is a letter"
            ]
        );
    }

    #[test]
    fn quotations_stay_whole_within_their_paragraph() {
        let settings = Settings {
            quotes: Quotes::Whole,
            ..Settings::default()
        };
        let text = "“It rained. We stayed in,” she wrote. He said: \"Go. Now!\" They went. A 5\" pipe. It leaks.";
        assert_eq!(
            pieces(text, &settings),
            [
                "“It rained. We stayed in,” she wrote.",
                "He said: \"Go. Now!\"",
                "They went.",
                "A 5\" pipe.",
                "It leaks."
            ]
        );
        let unclosed = "“It rained. We stayed.\n\nThe next day was dry.” So they say.";
        assert_eq!(pieces(unclosed, &settings).len(), 4);
    }
}
