//! Texts whose newlines are spaces: read as if they were.

use super::Newlines;
use super::gap::line_ends;
use crate::text::chars::is_extend;

/// `text` with spaces, as many as bytes, in place of the line ends that `newlines` takes for spaces, so
/// that nothing that reads it can tell them apart; nothing if there are none.
pub(super) fn join_lines(text: &str, newlines: Newlines) -> Option<String> {
    let kept = match newlines {
        Newlines::Never => u8::MAX,
        Newlines::Paragraph => 2,
        Newlines::Auto | Newlines::Always => return None,
    };
    let is_line_end = |c| line_ends(c) > 0;
    text.find(is_line_end)?;
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_line_end) {
        let end = rest[at..].find(|c| !is_blank(c));
        let (before, behind) = rest.split_at(at);
        let (blank, after) = behind.split_at(end.unwrap_or(behind.len()));
        joined.push_str(before);
        if count(blank) >= kept {
            joined.push_str(blank);
        } else {
            blank.chars().for_each(|c| push(&mut joined, c));
        }
        rest = after;
    }
    joined.push_str(rest);
    Some(joined)
}

fn push(joined: &mut String, c: char) {
    if line_ends(c) > 0 {
        joined.extend(std::iter::repeat_n(' ', c.len_utf8()));
    } else {
        joined.push(c);
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_extend(c)
}

/// How many lines end in `blank`, at most 2; CR LF ends one.
fn count(blank: &str) -> u8 {
    let mut before = ' ';
    let ends = blank.chars().map(|c| {
        let pair = before == '\r' && c == '\n';
        before = c;
        if pair { 0 } else { line_ends(c) }
    });
    ends.fold(0, |sum, ends| (sum + ends).min(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_newlines_become_spaces_and_blank_lines_stay() {
        let text = "a\nb\r\nc\n\nd\u{2028}e\n \n";
        let joined = join_lines(text, Newlines::Paragraph).unwrap();
        assert_eq!(joined, "a b  c\n\nd   e\n \n");
        assert_eq!(joined.len(), text.len());
    }

    #[test]
    fn no_newline_is_left_where_none_counts() {
        let text = "a\nb\r\n\r\nc\u{85}d\u{c}";
        assert_eq!(join_lines(text, Newlines::Never).unwrap(), "a b    c  d ");
        assert_eq!(join_lines("a b", Newlines::Never), None);
        assert_eq!(join_lines("a\nb", Newlines::Auto), None);
    }
}
