use super::*;
use crate::text::tokenize;

fn read_with(text: &str, style: Style) -> Option<Numeral> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    read(text, &tokens, 0, style)
}

/// The text that is read and its value.
fn taken(text: &str) -> (&str, String) {
    taken_with(text, Style::default())
}

fn taken_with(text: &str, style: Style) -> (&str, String) {
    match read_with(text, style) {
        Some(numeral) => (numeral.span.of(text), numeral.value.to_string()),
        None => ("", String::new()),
    }
}

#[track_caller]
fn whole(cases: &[(&str, &str)]) {
    for &(text, value) in cases {
        assert_eq!(taken(text), (text, value.to_owned()));
        let followed = format!("{text} cats");
        assert_eq!(taken(&followed), (text, value.to_owned()), "{followed}");
    }
}

#[track_caller]
fn partly(cases: &[(&str, &str, &str)]) {
    for &(text, part, value) in cases {
        assert_eq!(taken(text), (part, value.to_owned()), "{text}");
    }
}

#[test]
fn figures_with_groups() {
    whole(&[
        ("50", "50"),
        ("007", "7"),
        ("1,234", "1234"),
        ("1,234.50", "1234.50"),
        ("12,34,567", "1234567"),
        ("1'234'567", "1234567"),
        ("1\u{202f}234\u{202f}567.8", "1234567.8"),
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("12,50", "12.50"),
        ("40 000", "40000"),
        ("1 234 567", "1234567"),
        ("٣٤", "34"),
        ("１２", "12"),
        (".5", "0.5"),
        ("-5", "-5"),
        ("−0.50", "-0.50"),
        (
            "1,000,000,000,000,000,000,000,000,000",
            "1000000000000000000000000000",
        ),
    ]);
    partly(&[
        ("1,1,1", "1", "1"),
        ("12,34,56", "12", "12"),
        ("1,2345", "1", "1"),
        ("5. Next", "5", "5"),
        ("5, 600", "5", "5"),
        ("1.2.3", "", ""),
        ("12,50,60", "12", "12"),
    ]);
}

#[test]
fn a_decimal_comma_on_request() {
    let style = Style {
        decimal_comma: true,
        ..Style::default()
    };
    assert_eq!(taken_with("1.234,5", style), ("1.234,5", "1234.5".into()));
    assert_eq!(taken_with("1.234", style), ("1.234", "1234".into()));
    assert_eq!(taken_with("3,14", style), ("3,14", "3.14".into()));
    let money = Style {
        money: true,
        ..Style::default()
    };
    assert_eq!(taken_with("12,50", money), ("12,50", "12.50".into()));
}

#[test]
fn exponents() {
    whole(&[
        ("6.02e23", "6.02E+23"),
        ("1E-5", "0.00001"),
        ("6.02 × 10^23", "6.02E+23"),
        ("9.109×10⁻³¹", "9.109E-31"),
        ("3 x 10^6", "3000000"),
        ("10^6", "1000000"),
        ("10⁻³", "0.001"),
    ]);
    partly(&[("5 e", "5", "5"), ("2 x 4", "2", "2"), ("1e99999", "", "")]);
}

#[test]
fn long_figures_stay_digits_and_longer_ones_are_none() {
    let long = "1".repeat(60);
    assert_eq!(taken(&long).1, long);
    assert_eq!(read_with(&"1".repeat(1001), Style::default()), None);
}

#[test]
fn fractions_in_figures() {
    whole(&[
        ("½", "0.5"),
        ("2½", "2.5"),
        ("2 ⅓", "7/3"),
        ("1/2", "0.5"),
        ("2 1/2", "2.5"),
        ("2-1/2", "2.5"),
        ("5/3", "5/3"),
        ("2 and a half", "2.5"),
    ]);
    partly(&[("1/2/2015", "1", "1"), ("2 11/9", "2", "2")]);
    let style = Style {
        fractions: false,
        ..Style::default()
    };
    assert_eq!(taken_with("9/11", style).0, "9");
}

#[test]
fn cardinals_in_words() {
    whole(&[
        ("zero", "0"),
        ("twenty-five", "25"),
        ("twenty five", "25"),
        ("twentyfive", "25"),
        ("one hundred and two", "102"),
        ("a hundred", "100"),
        ("hundred", "100"),
        ("twelve hundred", "1200"),
        ("two thousand twelve", "2012"),
        ("one million, two hundred thousand", "1200000"),
        ("two hundred fifty thousand and six", "250006"),
        ("two hundred thousand million", "200000000000"),
        ("five hundred and sixty-seven trillion", "567000000000000"),
        ("two-hundred-and-fifty", "250"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("four score and seven", "87"),
        ("half a million", "500000"),
        ("half-million", "500000"),
        ("a million and a half", "1500000"),
        ("two and a half", "2.5"),
        ("one and a half million", "1500000"),
        ("three point one four", "3.14"),
        ("two point five million", "2500000"),
        ("minus five", "-5"),
        ("one centillion", "1E+303"),
        ("Two Hundred", "200"),
    ]);
    partly(&[
        ("one two three", "one", "1"),
        ("one hundred and two hundred", "one hundred", "100"),
        ("five million and ten million", "five million", "5000000"),
        ("one thousand, two thousand", "one thousand", "1000"),
        ("two, three", "two", "2"),
        ("nineteen eighty", "nineteen", "19"),
        ("ten-twenty", "ten", "10"),
        ("five\n\nsix", "five", "5"),
        ("a cat", "", ""),
        ("millions", "", ""),
    ]);
}

#[test]
fn figures_with_words() {
    whole(&[
        ("2.5 million", "2500000"),
        ("2.5-million", "2500000"),
        ("1.50 million", "1500000"),
        ("250k", "250000"),
        ("1bn", "1000000000"),
        ("5 million 300 thousand", "5300000"),
        ("100 thousand", "100000"),
        ("2½ million", "2500000"),
    ]);
    partly(&[
        ("5m", "5", "5"),
        ("10M users", "10M", "10000000"),
        ("1.2b people", "1.2b", "1200000000"),
        ("5 k", "5", "5"),
        ("5 million 300", "5 million", "5000000"),
    ]);
    let money = Style {
        money: true,
        ..Style::default()
    };
    assert_eq!(taken_with("5m", money), ("5m", "5000000".into()));
    let numeral = read_with("2.5 million", Style::default()).unwrap();
    assert_eq!((numeral.form, numeral.scale), (Form::Mixed, Some(6)));
}

#[test]
fn ordinals() {
    for (text, value) in [
        ("21st", "21"),
        ("1,000th", "1000"),
        ("third", "3"),
        ("twenty-first", "21"),
        ("one hundred and first", "101"),
        ("two thousandth", "2000"),
    ] {
        let numeral = read_with(text, Style::default()).unwrap();
        assert!(numeral.ordinal, "{text}");
        assert_eq!(
            (numeral.span.of(text), numeral.value.to_string()),
            (text, value.into())
        );
    }
}

#[test]
fn fractions_in_words() {
    for (text, value) in [
        ("two thirds", "2/3"),
        ("two-thirds", "2/3"),
        ("three quarters", "0.75"),
        ("a quarter", "0.25"),
        ("one fifth", "0.2"),
        ("half", "0.5"),
        ("twenty-one hundredths", "0.21"),
        ("three and two thirds", "11/3"),
    ] {
        let numeral = read_with(text, Style::default()).unwrap();
        assert!(numeral.fraction, "{text}");
        assert_eq!(
            (numeral.span.of(text), numeral.value.to_string()),
            (text, value.into())
        );
    }
    assert_eq!(taken("a third of it").1, "1/3");
    assert_eq!(taken("a third man"), ("", String::new()));
}
