//! Texts made of one piece many times, used by the adversarial tests and benchmarks.

/// What each text is called, and the piece that it repeats.
pub const PATTERNS: [(&str, &str); 28] = [
    ("periods", "."),
    ("open brackets", "( "),
    ("glued brackets", "("),
    ("titles", "Mr. "),
    ("list markers", "1. "),
    ("one word", "a"),
    ("newlines", "\n"),
    ("spaces", " "),
    ("digits", "9"),
    ("digit groups", "1,000,"),
    ("one hundred", "one hundred "),
    ("and", "and one half "),
    ("fractions", "1/2/"),
    ("ranges", "5 - "),
    ("hyphenated words", "twenty-"),
    ("currency signs", "$ "),
    ("units", "5 km "),
    ("units over units", "km/"),
    ("dates", "1/2/2015 "),
    ("months", "May "),
    ("days ago", "two days before "),
    ("open quotes", "“a "),
    ("straight quotes", "\" "),
    ("apostrophes", "'s"),
    ("capitals", "Aa "),
    ("acronyms", "U.S."),
    ("user names", "a@b."),
    ("combining marks", "e\u{301}"),
];

/// The piece over and over, to `size` bytes or the next whole piece.
pub fn repeat(piece: &str, size: usize) -> String {
    piece.repeat(size.div_ceil(piece.len()))
}
