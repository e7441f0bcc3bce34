//! Units: their codes are UCUM's, their sizes are right, and a new one is one line of data.

mod ucum;

use std::collections::BTreeSet;

use textsift::lexicon::units;
use textsift::numbers::Number;
use textsift::{Settings, Sifter};

fn numbers(text: &str) -> Vec<Number> {
    let document = Sifter::new(Settings::default()).analyze(text);
    document.mentions().numbers.clone()
}

#[test]
fn the_grammar_takes_ucum_and_nothing_else() {
    for code in [
        "m",
        "km",
        "km/h",
        "[mi_i]",
        "Cel",
        "m[H2O]",
        "mm[Hg]",
        "10*6/uL",
        "/s",
        "kg.m/s2",
        "m-2",
        "kg.m-1.s-2",
        "{rpm}",
        "10*6{pixel}",
        "1",
        "100.a",
        "mL/(kg.h)",
        "GiBy",
        "[in_i'Hg]",
    ] {
        assert!(ucum::is_valid(code), "{code}");
    }
    for code in [
        "",
        "mile",
        "k[mi_i]",
        "kmin",
        "m//s",
        "km/",
        "(m",
        "m)",
        "{a b}",
        "k{widget}",
        "m 2",
        "QBy",
    ] {
        assert!(!ucum::is_valid(code), "{code}");
    }
}

#[test]
fn every_code_of_the_data_is_ucum() {
    let wrong: Vec<_> = (units().entries.iter().map(|entry| &*entry.code))
        .chain(units().dimensions.iter().map(|dimension| &*dimension.si))
        .filter(|code| !ucum::is_valid(code))
        .collect();
    assert!(wrong.is_empty(), "no terms of UCUM: {:?}", first(&wrong));
}

fn first<T>(list: &[T]) -> &[T] {
    &list[..list.len().min(20)]
}

/// Each unit in the places where compounds are made, as a text of one number each.
fn compounds() -> impl Iterator<Item = String> {
    units().entries.iter().flat_map(|entry| {
        let name = &entry.name;
        [
            format!("It is 5 {name} per second."),
            format!("It is 5 square {name} per minute."),
            format!("It is 5 kilograms per {name}."),
            format!("It is 5 kilograms per cubic {name}."),
            format!("It is 5 {name} squared per volt."),
            format!("They pay $5 per {name}."),
        ]
    })
}

#[test]
fn every_compound_is_ucum() {
    let mut seen = BTreeSet::new();
    let texts = compounds().chain(
        [
            "5 kg·m²/s³",
            "5 W/m2/K",
            "5 mg/kg/day",
            "5 m s-2",
            "5 mol L-1 s-1",
            "5 J/(kg·K)",
            "$5 a bottle",
            "12 per 100,000 people",
            "5 cents",
            "5 basis points",
            "5 s-1",
            "50 %",
            "3 percentage points",
            "a five-year-old",
            "5 N·m/rad",
            "5 ft-lbs",
            "5 mi/gal",
        ]
        .map(str::to_owned),
    );
    for text in texts {
        for number in numbers(&text) {
            seen.extend(
                number
                    .unit
                    .map(|unit| (unit.code.into_owned(), text.clone())),
            );
            seen.extend(number.per.map(|per| (per.into_owned(), text.clone())));
        }
    }
    let wrong: Vec<_> = seen
        .iter()
        .filter(|(code, _)| !ucum::is_valid(code))
        .collect();
    assert!(seen.len() > 1000, "only {} codes", seen.len());
    assert!(wrong.is_empty(), "no terms of UCUM: {:?}", first(&wrong));
}

/// One text for each dimension, with the value and the unit that `to_si` leads to.
const SI: &[(&str, &str, f64, &str)] = &[
    ("length", "5 miles", 8046.72, "m"),
    ("area", "2 hectares", 20_000.0, "m2"),
    ("volume", "3 litres", 0.003, "m3"),
    ("mass", "2.5 tonnes", 2500.0, "kg"),
    ("time", "2 hours", 7200.0, "s"),
    ("speed", "36 km/h", 10.0, "m/s"),
    ("acceleration", "9.81 m/s2", 9.81, "m/s2"),
    ("current", "20 milliamperes", 0.02, "A"),
    ("temperature", "20 degrees Celsius", 293.15, "K"),
    ("amount", "3 millimoles", 0.003, "mol"),
    ("luminous_intensity", "4 candelas", 4.0, "cd"),
    ("illuminance", "300 lux", 300.0, "lx"),
    ("luminous_flux", "800 lumens", 800.0, "lm"),
    ("frequency", "2.4 GHz", 2.4e9, "Hz"),
    ("force", "5 kilonewtons", 5000.0, "N"),
    ("pressure", "2 atm", 202_650.0, "Pa"),
    ("energy", "2 kilowatt-hours", 7.2e6, "J"),
    ("power", "3 megawatts", 3e6, "W"),
    ("charge", "2 ampere-hours", 7200.0, "C"),
    ("voltage", "230 volts", 230.0, "V"),
    ("resistance", "4 kiloohms", 4000.0, "Ohm"),
    ("capacitance", "10 microfarads", 1e-5, "F"),
    ("inductance", "2 henries", 2.0, "H"),
    ("conductance", "3 siemens", 3.0, "S"),
    ("magnetic_flux", "2 Wb", 2.0, "Wb"),
    ("magnetic_field", "5 gauss", 0.0005, "T"),
    ("radioactivity", "37 kilobecquerels", 37_000.0, "Bq"),
    ("absorbed_dose", "2 Gy", 2.0, "Gy"),
    ("dose_equivalent", "5 millisieverts", 0.005, "Sv"),
    ("catalytic_activity", "3 katals", 3.0, "kat"),
    ("catalytic_concentration", "6 U/mL", 0.1, "kat/m3"),
    ("data", "2 kilobytes", 16_000.0, "bit"),
    ("data_rate", "10 Mbps", 1e7, "bit/s"),
    ("angle", "180 degrees", std::f64::consts::PI, "rad"),
    ("solid_angle", "2 steradians", 2.0, "sr"),
    ("density", "2 g/cm3", 2000.0, "kg/m3"),
    ("concentration", "2 mmol/L", 2.0, "mol/m3"),
    ("molality", "3 mol/kg", 3.0, "mol/kg"),
    ("molar_mass", "18 g/mol", 0.018, "kg/mol"),
    ("flow", "60 L/min", 0.001, "m3/s"),
    ("mass_flow", "2 kg/s", 2.0, "kg/s"),
    ("angular_speed", "2 rad/s", 2.0, "rad/s"),
    ("fuel_economy", "20 mpg", 8_502_874.148, "m-2"),
    ("viscosity", "3 Pa·s", 3.0, "Pa.s"),
    ("power_density", "5 kW/m2", 5000.0, "W/m2"),
    ("level", "30 dB", 30.0, "dB"),
    ("ratio", "5 ppm", 5e-6, "1"),
    ("resolution", "300 dpi", 11_811.023_622, "{pixel}/m"),
    ("image", "12 megapixels", 1.2e7, "{pixel}"),
    ("action", "3 joule seconds", 3.0, "J.s"),
    ("luminance", "400 nits", 400.0, "cd/m2"),
    ("kinematic_viscosity", "2 stokes", 0.0002, "m2/s"),
    ("linear_density", "500 tex", 0.0005, "kg/m"),
    ("optical_power", "2 dioptres", 2.0, "m-1"),
    ("exposure", "5 roentgens", 0.001_29, "C/kg"),
    ("magnetic_strength", "2 oersteds", 159.154_943, "A/m"),
    ("fuel_consumption", "5 litres per 100 km", 5e-8, "m2"),
    ("haulage", "2 tonne-kilometres", 2e6, "kg.m"),
    ("acidity", "2 pH units", 2.0, "[pH]"),
];

#[test]
fn every_dimension_leads_to_si() {
    for &(dimension, written, value, unit) in SI {
        let found = numbers(&format!("It shows {written} there."));
        let [number] = &found[..] else {
            panic!("{written}: {found:?}")
        };
        let (si, code) = number.to_si().unwrap_or_else(|| panic!("{written}"));
        let of = number.unit.as_ref().map(|unit| &*unit.dimension);
        assert_eq!((of, &*code), (Some(dimension), unit), "{written}");
        assert!((si - value).abs() <= 1e-6 * value.abs(), "{written}: {si}");
    }
    let missing: Vec<_> = (units().entries.iter())
        .map(|entry| &*units().dimensions[usize::from(entry.dimension)].name)
        .filter(|name| SI.iter().all(|row| row.0 != *name))
        .collect();
    assert!(missing.is_empty(), "no text for {:?}", first(&missing));
}
