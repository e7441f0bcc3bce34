//! Character classes: a table for ASCII, `char`'s own tables for the rest.

/// What one character is to the tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Space,
    Newline,
    Lower,
    Upper,
    Digit,
    Symbol,
    /// Combining marks, joiners, variation selectors: part of what precedes them.
    Extend,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Symbol; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'\n' | b'\r' | 0x0b | 0x0c => Class::Newline,
            b' ' | b'\t' | 0x1c..=0x1f => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
};

pub(crate) const fn ascii_class(byte: u8) -> Class {
    ASCII[byte as usize]
}

pub(crate) fn class_of(c: char) -> Class {
    if c.is_ascii() {
        ascii_class(c as u8)
    } else if matches!(c, '‐'..='‧' | '‰'..='\u{205e}' | '\u{20a0}'..='\u{20cf}') {
        // Quotation marks, dashes and currency signs, the commonest by far: no need of the tables.
        Class::Symbol
    } else if matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') {
        Class::Newline
    } else if c.is_whitespace() {
        Class::Space
    } else if is_extend(c) {
        Class::Extend
    } else if c.is_uppercase() {
        Class::Upper
    } else if c.is_alphabetic() && !matches!(c, '\u{2160}'..='\u{2188}' | '\u{24b6}'..='\u{24e9}') {
        Class::Lower
    } else if decimal_digit(c).is_some() {
        Class::Digit
    } else {
        Class::Symbol
    }
}

/// Marks that change what precedes them and are no characters to a reader.
pub(crate) fn is_extend(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// First code points of the blocks of ten decimal digits (Unicode 16, general category Nd),
/// but for ASCII.
const DIGIT_ZEROS: [u32; 70] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8,
    0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140,
];
const LATE_DIGIT_ZEROS: [u32; 5] = [0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0];

/// The value of a decimal digit of any script, as in Unicode's general category Nd.
pub fn decimal_digit(c: char) -> Option<u32> {
    let code = c as u32;
    if code < 0x80 {
        return c.to_digit(10);
    }
    let block = |zeros: &[u32]| {
        let after = zeros.partition_point(|&zero| zero <= code);
        let value = code - zeros[after.checked_sub(1)?];
        (value < 10).then_some(value)
    };
    if code < LATE_DIGIT_ZEROS[0] {
        block(&DIGIT_ZEROS)
    } else {
        block(&LATE_DIGIT_ZEROS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_without_the_tables_is_what_they_tell() {
        for c in ('\u{2010}'..='\u{205e}').chain('\u{20a0}'..='\u{20cf}') {
            if class_of(c) == Class::Symbol {
                assert!(
                    !c.is_alphanumeric() && !c.is_whitespace() && !is_extend(c),
                    "{c:?}"
                );
            }
        }
        assert_eq!(class_of('\u{2028}'), Class::Newline);
        assert_eq!(class_of('\u{202f}'), Class::Space);
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        for (c, value) in [('7', 7), ('٣', 3), ('９', 9), ('𝟘', 0), ('𝟿', 9), ('߉', 9)] {
            assert_eq!(decimal_digit(c), Some(value), "{c}");
        }
        for c in ['a', '²', '½', 'Ⅷ', '一', '℃'] {
            assert_eq!(decimal_digit(c), None, "{c}");
        }
    }

    #[test]
    fn digits_agree_with_the_standard_library() {
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            if decimal_digit(c).is_some() {
                assert!(c.is_numeric(), "{c:?}");
            }
        }
    }
}
