use std::fmt;

/// An exact number: a decimal of up to 38 digits with an exponent, a fraction, or the digits
/// themselves where there are more.
///
/// Decimals keep their trailing zeros (`1.50`).
///
/// ```
/// use textsift::numerals::Exact;
/// assert_eq!(Exact::decimal(150, -2).to_string(), "1.50");
/// assert_eq!(Exact::fraction(1, 3).to_string(), "1/3");
/// assert_eq!(Exact::decimal(602, 21).to_string(), "6.02E+23");
/// assert_eq!(Exact::decimal(25, 4).to_f64(), 250_000.0);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Exact {
    /// `coefficient × 10^exponent`.
    Decimal {
        /// The digits, with the sign.
        coefficient: i128,
        /// The power of ten.
        exponent: i32,
    },
    /// A fraction that no decimal states (thirds, sevenths), in lowest terms, `denominator` > 1.
    Fraction {
        /// Above the line, with the sign.
        numerator: i128,
        /// Below the line, positive.
        denominator: i128,
    },
    /// A number of more than 38 digits, as a plain decimal string.
    Long(Box<str>),
}

impl Exact {
    /// `coefficient × 10^exponent`.
    pub const fn decimal(coefficient: i128, exponent: i32) -> Self {
        Self::Decimal {
            coefficient,
            exponent,
        }
    }

    /// A whole number.
    pub const fn integer(value: i128) -> Self {
        Self::Decimal {
            coefficient: value,
            exponent: 0,
        }
    }

    /// `numerator / denominator` as written, `denominator` > 0: not reduced, not made a decimal.
    pub const fn fraction(numerator: i128, denominator: i128) -> Self {
        Self::Fraction {
            numerator,
            denominator,
        }
    }

    /// The nearest 64-bit float.
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Fraction {
                numerator,
                denominator,
            } => *numerator as f64 / *denominator as f64,
            // The standard library's parser rounds correctly; a power of ten in floats does not.
            _ => self.to_string().parse().unwrap_or(f64::NAN),
        }
    }
}

impl fmt::Display for Exact {
    /// Plain digits; scientific notation, as Python's `Decimal` prints it, where the exponent is
    /// positive and large or the number is tiny.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Long(digits) => f.write_str(digits),
            Self::Fraction {
                numerator,
                denominator,
            } => write!(f, "{numerator}/{denominator}"),
            Self::Decimal {
                coefficient,
                exponent,
            } => write_decimal(f, *coefficient, *exponent),
        }
    }
}

/// Whole numbers with more digits than this are written with an exponent.
const MAX_PLAIN_DIGITS: usize = 21;

fn write_decimal(f: &mut fmt::Formatter<'_>, coefficient: i128, exponent: i32) -> fmt::Result {
    let digits = coefficient.unsigned_abs().to_string();
    if coefficient < 0 {
        f.write_str("-")?;
    }
    let point = digits.len() as i64 + i64::from(exponent);
    if exponent >= 0 && (point as usize <= MAX_PLAIN_DIGITS || exponent == 0) {
        let zeros = if coefficient == 0 {
            0
        } else {
            exponent as usize
        };
        return write!(f, "{digits}{:0<zeros$}", "");
    }
    if exponent < 0 && point > -6 {
        return match usize::try_from(point) {
            Ok(whole) if whole > 0 => write!(f, "{}.{}", &digits[..whole], &digits[whole..]),
            _ => write!(f, "0.{:0<zeros$}{digits}", "", zeros = -point as usize),
        };
    }
    let (head, tail) = digits.split_at(1);
    let dot = if tail.is_empty() { "" } else { "." };
    write!(f, "{head}{dot}{tail}E{:+}", point - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_print_as_written() {
        for (coefficient, exponent, text) in [
            (50, 0, "50"),
            (150, -2, "1.50"),
            (-5, -1, "-0.5"),
            (25, 5, "2500000"),
            (0, 3, "0"),
            (602_214_076, 15, "6.02214076E+23"),
            (9109, -34, "9.109E-31"),
            (5, -3, "0.005"),
        ] {
            assert_eq!(Exact::decimal(coefficient, exponent).to_string(), text);
        }
    }
}
