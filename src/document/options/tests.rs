use super::*;

fn error(json: &str) -> String {
    let options: Options = serde_json::from_str(json).unwrap();
    let unit = options.offset_unit().err();
    let error = options.settings().err().or(unit);
    error.expect("a setting that cannot be").to_string()
}

#[test]
fn errors_name_the_setting_and_what_is_possible() {
    assert_eq!(
        error(r#"{"what": ["nubmers"]}"#),
        "what: expected names among 'sentences', 'entities', 'numbers', 'dates', 'quotes', \
         got 'nubmers'"
    );
    assert!(error(r#"{"prefer": "soon"}"#).starts_with("prefer: expected 'past'"));
    assert!(error(r#"{"currency": "dollars"}"#).ends_with("got 'dollars'"));
    assert_eq!(
        error(r#"{"newlines": "yes"}"#),
        "newlines: expected 'auto', 'paragraph', 'always' or 'never', got 'yes'"
    );
    assert!(error(r#"{"language": "tlh"}"#).contains("'de', 'es', 'fr'"));
    assert!(error(r#"{"language": "de", "profile": "legal"}"#).contains("profile 'legal'"));
    assert!(error(r#"{"offsets": "char"}"#).starts_with("offsets: "));
    assert!(error(r#"{"reference_date": "today"}"#).contains("ISO 8601"));
}

#[test]
fn errors_of_own_words_name_the_entry_and_the_key() {
    for (json, expected) in [
        (
            r#"{"units": [{"code": "{w}"}]}"#,
            "units[0]['name']: expected the unit's name in the singular, got ''",
        ),
        (
            r#"{"units": [{"code": "a b", "name": "widget"}]}"#,
            "units[0]['code']: expected a UCUM code, or '{name}', in ASCII without spaces, got 'a b'",
        ),
        (
            r#"{"units": [{"code": "{w}", "name": "widget", "symbols": "w"}]}"#,
            "units[0]['symbols']: invalid type: string \"w\", expected a sequence",
        ),
        (r#"{"units": ["widget"]}"#, "units[0]: expected a dict"),
        (
            r#"{"units": [{"nmae": "widget"}]}"#,
            "units[0]['nmae']: unknown field `nmae`",
        ),
        (
            r#"{"units": [{"code": "{w}", "name": "widget", "factor": 0}]}"#,
            "units[0]['factor']: expected a number above 0, got '0'",
        ),
        (
            r#"{"units": [{"code": "{w}", "name": "widget", "dimension": "size"}]}"#,
            "units[0]['dimension']: expected one of 'absorbed_dose', ",
        ),
        (
            r#"{"currencies": {"quatloo": "quatloo"}}"#,
            "currencies['quatloo']: expected an ISO 4217 code such as 'USD', got 'quatloo'",
        ),
        (
            r#"{"currencies": {"quatloo": 5}}"#,
            "currencies['quatloo']: expected str, got 5",
        ),
        (
            r#"{"number_words": {"gross": 144.5}}"#,
            "number_words['gross']: expected int from 0 on, got 144.5",
        ),
        (
            r#"{"number_words": {"a gross": 144}}"#,
            "number_words['a gross']: expected a key of one word in letters",
        ),
        (
            r#"{"number_words": {"lots": 123456}}"#,
            "number_words['lots']: expected a number from 0 to 65535, or a power of ten, got 123456",
        ),
    ] {
        let error = error(json);
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn names_may_be_a_map_or_records() {
    let map: Options = serde_json::from_str(r#"{"gazetteer": {"3M": "ORG"}}"#).unwrap();
    let json = r#"{"gazetteer": [{"name": "3M", "label": "ORG"}]}"#;
    let records: Options = serde_json::from_str(json).unwrap();
    assert_eq!(map, records);
    assert_eq!(
        serde_json::to_string(&map).unwrap(),
        json.replace(": ", ":").replace(", ", ",")
    );
    assert!(error(r#"{"gazetteer": {"": "ORG"}}"#).starts_with("gazetteer: "));
    assert!(error(r#"{"patterns": {"(": "ORG"}}"#).starts_with("patterns: "));
}

#[test]
fn a_reference_may_have_a_time() {
    let day = parse_reference("2015-11-22").unwrap();
    assert_eq!(day, civil::date(2015, 11, 22).at(0, 0, 0, 0));
    let time = civil::date(2015, 11, 22).at(10, 30, 0, 0);
    for given in [
        "2015-11-22T10:30:00",
        "2015-11-22T10:30:00Z",
        "2015-11-22 10:30+02:00",
    ] {
        assert_eq!(parse_reference(given).unwrap(), time, "{given}");
    }
    assert!(parse_reference("2015-11Z").is_err());
}
