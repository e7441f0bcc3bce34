/// The exponential function, the same bits on every machine; relative error below 1e-6.
///
/// ```
/// use textsift::linear::exp;
/// assert!((exp(1.0) - std::f32::consts::E).abs() < 1e-5);
/// assert_eq!(exp(-1000.0), 0.0);
/// ```
#[inline]
pub fn exp(x: f32) -> f32 {
    let is_nothing = x < -87.0;
    let x = x.clamp(-88.0, 88.0);
    // Beside a number as large as this no fraction stays: the sum is rounded, ties to even, and its
    // low bits are the whole number.
    const ROUNDER: f32 = 12_582_912.0;
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let doublings = rounded - ROUNDER;
    let exponent = rounded.to_bits().wrapping_sub(ROUNDER.to_bits() - 127) << 23;
    // ln 2 in two parts, so that the rest loses no digits.
    let rest = (x - doublings * 0.693_359_4) + doublings * 2.121_944_4e-4;
    let mut sum = 1.0 / 720.0;
    for inverse in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * rest + inverse;
    }
    let power = f32::from_bits(exponent);
    sum * if is_nothing { 0.0 } else { power }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overflows() {
        for x in [-87.1, -1e6, -1e30, f32::NEG_INFINITY] {
            assert_eq!(exp(x), 0.0, "{x}");
        }
        for x in [88.0, 1e6, 1e30, f32::INFINITY] {
            assert_eq!(exp(x), exp(88.0), "{x}");
        }
    }

    #[test]
    fn close_to_the_standard_library() {
        for step in -860..=870 {
            let x = step as f32 / 10.0;
            let (own, known) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((own / known - 1.0).abs() < 2e-6, "{x}: {own} {known}");
        }
    }
}
