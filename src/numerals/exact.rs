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

/// So many digits always fit into the coefficient.
pub(super) const MAX_COEFFICIENT_DIGITS: usize = 38;

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

    /// `numerator / denominator`, `denominator` > 0, as a decimal where one states it exactly, else as
    /// a fraction in lowest terms.
    pub fn ratio(numerator: i128, denominator: i128) -> Self {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()) as i128;
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        let (mut rest, mut places, mut factor) = (denominator, 0, 1_i128);
        // Each place of the decimal takes a 2, a 5 or both out of the denominator.
        while rest > 1 && places < 30 {
            let (part, times) = if rest % 10 == 0 {
                (10, 1)
            } else if rest % 5 == 0 {
                (5, 2)
            } else if rest % 2 == 0 {
                (2, 5)
            } else {
                break;
            };
            rest /= part;
            factor *= times;
            places += 1;
        }
        match numerator.checked_mul(factor).filter(|_| rest == 1) {
            Some(coefficient) => Self::decimal(coefficient, -places),
            None => Self::fraction(numerator, denominator),
        }
    }

    /// The same with the other sign.
    pub fn negated(self) -> Self {
        match self {
            Self::Decimal {
                coefficient,
                exponent,
            } => Self::decimal(-coefficient, exponent),
            Self::Fraction {
                numerator,
                denominator,
            } => Self::fraction(-numerator, denominator),
            Self::Long(digits) => Self::Long(match digits.strip_prefix('-') {
                Some(positive) => positive.into(),
                None => format!("-{digits}").into(),
            }),
        }
    }

    /// The number times ten to the `power`; one of more than 38 digits stays as it is.
    pub fn times_power(&self, power: i32) -> Self {
        match self {
            Self::Decimal {
                coefficient,
                exponent,
            } => {
                // 1.50 million is 1500000, not 1500000.0.
                Self::decimal(*coefficient, exponent.saturating_add(power))
            }
            Self::Fraction {
                numerator,
                denominator,
            } => {
                let scaled = 10_i128.checked_pow(power.unsigned_abs());
                match scaled.and_then(|ten| numerator.checked_mul(ten)) {
                    Some(numerator) => Self::ratio(numerator, *denominator),
                    None => self.clone(),
                }
            }
            Self::Long(_) => self.clone(),
        }
    }

    /// The product with a whole number, if it can be stated exactly.
    pub fn times(&self, factor: i128) -> Option<Self> {
        match self {
            Self::Decimal {
                coefficient,
                exponent,
            } => Some(Self::decimal(coefficient.checked_mul(factor)?, *exponent)),
            Self::Fraction {
                numerator,
                denominator,
            } => Some(Self::ratio(numerator.checked_mul(factor)?, *denominator)),
            Self::Long(_) => None,
        }
    }

    /// The number to the `power`; none if it cannot be stated exactly, is too large for 128 bits, or
    /// divides by zero. Zeros at the end of a decimal part are lost.
    pub fn power(&self, power: i32) -> Option<Self> {
        let (above, below) = self.parts()?;
        let size = power.unsigned_abs();
        let (above, below) = (above.checked_pow(size)?, below.checked_pow(size)?);
        match power {
            0.. => Some(Self::ratio(above, below)),
            _ if above == 0 => None,
            _ => Some(Self::ratio(
                below.checked_mul(above.signum())?,
                above.checked_abs()?,
            )),
        }
    }

    /// The sum, if it can be stated exactly.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        if let (
            Self::Decimal {
                coefficient: a,
                exponent: e,
            },
            Self::Decimal {
                coefficient: b,
                exponent: f,
            },
        ) = (self, other)
        {
            let least = *e.min(f);
            let widened = |coefficient: i128, exponent: i32| {
                let ten = 10_i128.checked_pow((exponent - least).unsigned_abs())?;
                coefficient.checked_mul(ten)
            };
            return Some(Self::decimal(
                widened(*a, *e)?.checked_add(widened(*b, *f)?)?,
                least,
            ));
        }
        let ((a, b), (c, d)) = (self.parts()?, other.parts()?);
        let left = a.checked_mul(d)?;
        let right = c.checked_mul(b)?;
        Some(Self::ratio(left.checked_add(right)?, b.checked_mul(d)?))
    }

    /// Numerator and denominator.
    fn parts(&self) -> Option<(i128, i128)> {
        match *self {
            Self::Fraction {
                numerator,
                denominator,
            } => Some((numerator, denominator)),
            Self::Decimal {
                coefficient,
                exponent,
            } => {
                let ten = 10_i128.checked_pow(exponent.unsigned_abs())?;
                if exponent < 0 {
                    Some((coefficient, ten))
                } else {
                    Some((coefficient.checked_mul(ten)?, 1))
                }
            }
            Self::Long(_) => None,
        }
    }

    /// The value of a whole number that fits.
    pub fn to_integer(&self) -> Option<i128> {
        match *self {
            Self::Decimal {
                coefficient,
                exponent: exponent @ 0..,
            } => coefficient.checked_mul(10_i128.checked_pow(exponent.unsigned_abs())?),
            _ => None,
        }
    }

    /// Which of two is larger, by their floats.
    pub fn is_less(&self, other: &Self) -> bool {
        self.to_f64() < other.to_f64()
    }

    /// The nearest 64-bit float.
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Fraction {
                numerator,
                denominator,
            } => *numerator as f64 / *denominator as f64,
            // The standard library's parser rounds correctly; a power of ten in floats does not.
            Self::Decimal {
                coefficient,
                exponent,
            } => rounded_once(*coefficient, *exponent).unwrap_or_else(|| self.parsed()),
            Self::Long(_) => self.parsed(),
        }
    }

    fn parsed(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

/// The float where a float holds both the coefficient and the power of ten, so that nothing but the
/// one operation rounds.
fn rounded_once(coefficient: i128, exponent: i32) -> Option<f64> {
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    let power = POWERS.get(exponent.unsigned_abs() as usize)?;
    let held = |coefficient: &i64| coefficient.unsigned_abs() <= 1 << 53;
    let value = i64::try_from(coefficient).ok().filter(held)? as f64;
    Some(if exponent < 0 {
        value / power
    } else {
        value * power
    })
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
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

/// A sign, the digits of a `u64` and a point.
const SHORT: usize = 22;

/// The digits where they are few and the point stands behind the first of them or further on, as
/// nearly always.
fn short(coefficient: i128, exponent: i32, buffer: &mut [u8; SHORT]) -> Option<&str> {
    let mut left = u64::try_from(coefficient.unsigned_abs()).ok()?;
    let decimals = usize::try_from(-i64::from(exponent)).ok()?;
    let mut at = SHORT;
    let mut written = 0;
    while written == 0 || left > 0 {
        if written == decimals && decimals > 0 {
            at -= 1;
            buffer[at] = b'.';
        }
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        written += 1;
    }
    if written <= decimals {
        return None;
    }
    if coefficient < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    std::str::from_utf8(&buffer[at..]).ok()
}

fn write_decimal(f: &mut fmt::Formatter<'_>, coefficient: i128, exponent: i32) -> fmt::Result {
    if let Some(digits) = short(coefficient, exponent, &mut [0; SHORT]) {
        return f.write_str(digits);
    }
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
    fn few_digits_are_written_as_many_are() {
        for (coefficient, exponent, text) in [
            (0, 0, "0"),
            (0, -2, "0.00"),
            (150, -2, "1.50"),
            (-12, -1, "-1.2"),
            (5, -1, "0.5"),
            (-5, -3, "-0.005"),
            (i128::from(u64::MAX), 0, "18446744073709551615"),
            (-i128::from(u64::MAX), -19, "-1.8446744073709551615"),
            (i128::from(u64::MAX) + 1, -1, "1844674407370955161.6"),
            (12, 3, "12000"),
        ] {
            let number = Exact::Decimal {
                coefficient,
                exponent,
            };
            assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn ratios_are_decimals_where_one_states_them() {
        for (numerator, denominator, text) in [
            (1, 2, "0.5"),
            (3, 4, "0.75"),
            (2, 6, "1/3"),
            (9, 11, "9/11"),
            (4, 2, "2"),
            (1, 40, "0.025"),
            (7, 1, "7"),
        ] {
            assert_eq!(Exact::ratio(numerator, denominator).to_string(), text);
        }
    }

    #[test]
    fn powers_are_exact_or_none() {
        for (base, power, text) in [
            (Exact::integer(2), 10, Some("1024")),
            (Exact::integer(-2), -3, Some("-0.125")),
            (Exact::ratio(2, 3), -2, Some("2.25")),
            (Exact::integer(0), -1, None),
            (Exact::integer(-2), -127, None),
            (
                Exact::integer(4),
                -60,
                Some("1/1329227995784915872903807060280344576"),
            ),
            (Exact::integer(10), 60, None),
        ] {
            let found = base.power(power).map(|value| value.to_string());
            assert_eq!(found.as_deref(), text);
        }
    }

    #[test]
    fn sums_are_exact() {
        let sum = Exact::integer(2).plus(&Exact::ratio(1, 3)).unwrap();
        assert_eq!(sum.to_string(), "7/3");
        let sum = Exact::decimal(15, -1)
            .plus(&Exact::decimal(25, -2))
            .unwrap();
        assert_eq!(sum.to_string(), "1.75");
        assert_eq!(Exact::ratio(2, 3).times_power(6).to_string(), "2000000/3");
    }

    proptest::proptest! {
        #[test]
        fn floats_are_the_nearest(coefficient in -(1_i128 << 56)..1 << 56, exponent in -30..30) {
            let number = Exact::decimal(coefficient, exponent);
            proptest::prop_assert_eq!(number.to_f64(), number.parsed());
        }
    }

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
