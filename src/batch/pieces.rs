//! Where a column is cut.

use std::ops::Range;

/// A piece is at least this many bytes of text; less is not worth a thread.
pub(super) const LEAST_BYTES: usize = 32 << 10;
/// And at most this many, unless one text alone is longer: Arrow's 32-bit offsets end at 2 GiB.
const MOST_BYTES: usize = 16 << 20;
const MOST_ROWS: usize = 1 << 16;
/// Into how many pieces a column is cut where their sizes allow.
const PIECES: usize = 64;

/// Cuts the rows into pieces of nearly equal bytes; the cuts depend on the texts alone.
pub(super) fn cut(texts: &[Option<&str>]) -> Vec<Range<usize>> {
    let total: usize = texts.iter().flatten().map(|text| text.len()).sum();
    let target = (total / PIECES).clamp(LEAST_BYTES, MOST_BYTES);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (row, text) in texts.iter().enumerate() {
        let own = text.map_or(0, str::len);
        let full = bytes + own > target || row - start == MOST_ROWS;
        if full && row > start {
            pieces.push(start..row);
            (start, bytes) = (row, 0);
        }
        bytes += own;
    }
    if start < texts.len() {
        pieces.push(start..texts.len());
    }
    pieces
}

pub(super) fn bytes(texts: &[Option<&str>]) -> usize {
    texts.iter().flatten().map(|text| text.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_all_rows_in_order() {
        let long = "x".repeat(100_000);
        let texts: Vec<_> = (0..1000)
            .map(|row| match row % 7 {
                0 => None,
                1 => Some(long.as_str()),
                _ => Some("short"),
            })
            .collect();
        let pieces = cut(&texts);
        let covered: Vec<usize> = pieces.iter().cloned().flatten().collect();
        assert_eq!(covered, (0..1000).collect::<Vec<_>>());
        assert!(pieces.len() > 30);
    }

    #[test]
    fn a_long_text_is_a_piece_of_its_own_and_no_rows_are_none() {
        let long = "x".repeat(1 << 20);
        assert_eq!(
            cut(&[Some("a"), Some(&long), Some("b")]),
            [0..1, 1..2, 2..3]
        );
        assert!(cut(&[]).is_empty());
        assert_eq!(cut(&[None]), vec![0..1]);
    }
}
