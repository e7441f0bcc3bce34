use super::PatternKind::{self, *};
use super::*;
use crate::text::tokenize;

fn patterns(text: &str) -> Vec<(&str, PatternKind)> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut found = Vec::new();
    find(text, &tokens, &mut found);
    assert!(
        found
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start)
    );
    found.iter().map(|p| (p.span.of(text), p.kind)).collect()
}

/// Each text has exactly the named forms of `kind`, and no other.
fn check(kind: PatternKind, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|&form| (form, kind)).collect();
        assert_eq!(patterns(text), expected, "{text}");
    }
}

#[test]
fn web_addresses_lose_the_punctuation_around_them() {
    check(
        Url,
        &[
            ("See https://a.org/x?y=1&z=2.", &["https://a.org/x?y=1&z=2"]),
            ("(see http://a.org/b_(c))", &["http://a.org/b_(c)"]),
            (
                "<ftp://h/p>, \"http://x.y/z\"",
                &["ftp://h/p", "http://x.y/z"],
            ),
            ("HTTP://EXAMPLE.COM!", &["HTTP://EXAMPLE.COM"]),
            (
                "http://münchen.de/straße und",
                &["http://münchen.de/straße"],
            ),
            ("http://localhost:8080/a", &["http://localhost:8080/a"]),
            ("on bbc.co.uk's page", &["bbc.co.uk"]),
        ],
    );
}

#[test]
fn web_addresses_need_no_scheme_where_the_domain_is_plausible() {
    check(
        Url,
        &[
            ("www.example.com, then", &["www.example.com"]),
            (
                "at example.com/path/2 or bit.ly/3xY",
                &["example.com/path/2", "bit.ly/3xY"],
            ),
            ("news.ycombinator.com", &["news.ycombinator.com"]),
            ("host.example.org:8443/x", &["host.example.org:8443/x"]),
            ("It ended.So we left. This is it.is that so?", &[]),
            ("the U.S.-led force, e.g. i.e. at 5 a.m.in", &[]),
            ("Node.js and ASP.NET and README.md", &[]),
            ("Ph.D. St.Louis No.5 p.12", &[]),
            ("sign.in to go", &[]),
        ],
    );
}

#[test]
fn mail_addresses_are_whole() {
    check(
        Email,
        &[
            (
                "Mail john.doe+x@mail.example.co.uk.",
                &["john.doe+x@mail.example.co.uk"],
            ),
            ("a@b.de,c@d.fr", &["a@b.de", "c@d.fr"]),
            ("mailto:info2@example.com?", &["info2@example.com"]),
            ("(user_1@ex-ample.com)", &["user_1@ex-ample.com"]),
            ("3 @ $5 each, a@b, @", &[]),
        ],
    );
}

#[test]
fn hashtags_and_user_names() {
    check(
        Hashtag,
        &[
            (
                "#COVID19 and #été2015, #a_b!",
                &["#COVID19", "#été2015", "#a_b"],
            ),
            ("#1 and C# and &#39; and # x", &[]),
        ],
    );
    check(
        Mention,
        &[
            ("@jack: hi (@a_b1).", &["@jack", "@a_b1"]),
            ("@user.name. Then @john.Then", &["@user.name", "@john"]),
            ("at @5 or @ home", &[]),
        ],
    );
}

#[test]
fn ip_addresses_stand_without_mask_and_port() {
    assert_eq!(
        patterns("10.0.0.1/24, 127.0.0.1:8080."),
        [
            ("10.0.0.1", Ip),
            ("/24", Code),
            ("127.0.0.1", Ip),
            (":8080", Code)
        ]
    );
    check(
        Ip,
        &[
            (
                "2001:db8::ff00:42:8329 (::1)",
                &["2001:db8::ff00:42:8329", "::1"],
            ),
            ("fe80::204:61ff:fe9d:f156.", &["fe80::204:61ff:fe9d:f156"]),
            ("at 10:30:15, std::vec, face::add, ::", &[]),
            ("1:2, 12::34::5", &[]),
        ],
    );
}

#[test]
fn telephone_numbers_international_and_american() {
    check(
        Phone,
        &[
            (
                "+44 20 7946 0958, +1-541-754-3010",
                &["+44 20 7946 0958", "+1-541-754-3010"],
            ),
            ("Tel. (020) 7946 0958", &["(020) 7946 0958"]),
            (
                "(541) 754-3010 or 541.754.3010",
                &["(541) 754-3010", "541.754.3010"],
            ),
            ("1-800-555-0199 ext. 12 today", &["1-800-555-0199 ext. 12"]),
            ("0161 496 0000x17", &["0161 496 0000x17"]),
            ("Phone: 7543010", &["7543010"]),
            ("call 754-3010 now", &["754-3010"]),
            ("+49 (0) 89 123456-0", &["+49 (0) 89 123456-0"]),
        ],
    );
}

#[test]
fn dates_money_and_years_are_no_telephone_numbers() {
    check(
        Phone,
        &[
            ("16-04-2010 2010-04-16 2009-2010 1999/2000", &[]),
            ("$541-754 and 1,032,923 and 0.000000012", &[]),
            ("it sold 7543010 copies, 12 345 678 of them", &[]),
            ("he called for 1000000 more, call 1 000 000 people", &[]),
            ("200.38294427 and -2208960000 and 16:04:2010", &[]),
            ("lines 100-1200, scores 3-2 6-4 7-5", &[]),
        ],
    );
}

#[test]
fn versions_identifiers_and_codes_are_claimed() {
    for code in [
        "1.2.3",
        "v2.0",
        "V8",
        "10.15.7-rc1",
        "AB-1234",
        "COVID-19",
        "Covid-19",
        "A380",
        "mp3",
        "F-16",
        "B2B",
        "H2O",
        "CO2",
        "G20",
        "MH370",
        "BA123",
        "K-12",
        "10-K",
        "3D",
        "7Q8",
        "SARS-CoV-2",
        "Catch-22",
        "omega-3",
        "550e8400-e29b-41d4-a716-446655440000",
        "00:1A:2B:3C:4D:5E",
        "9e107d9d372bb6826bd81d3542a419d6",
        "10.1000/xyz-123",
        "/usr/lib/x86_64/a2",
        "C:\\Users\\x2\\a.txt",
        "report2015.pdf",
        "row_17",
        "978-3-16-148410-0",
        "401(k)",
        "501(c)(3)",
        "011-12-3456",
        "5111 1111 1111 1111",
        "0x1F",
    ] {
        assert_eq!(patterns(code), [(code, Code)]);
        let text = format!("the “{code}”, then");
        assert_eq!(patterns(&text), [(code, Code)], "{text}");
    }
    assert_eq!(patterns("ISBN 3161484100"), [("3161484100", Code)]);
    assert_eq!(patterns("account number: 12345678"), [("12345678", Code)]);
}

#[test]
fn numbers_glued_to_units_and_suffixes_stay_numbers() {
    for text in [
        "50km 5kg $3bn 250k 10am 3pm 21st 1990s 20% Q3 2x 5-year 10AM 5KG 16GB 5M",
        "mid-1990s top-10 under-21 Nov-15 sept11 22Nov2015 FY2015 H1 9/11 24/7 3-2",
        "50 km2, 5 kg/m3, 10 m s-1, 1e5, 6.02e23, 2h30m, 5x4, 3.5mm 2.4GHz",
        "2015-11-22 2015-11-22T10:00:00Z 22.11.2015 22.11.15 1.234.567 3.11 Python 3.11",
        "five-year-old 10-15km 9-to-5 2-for-1 1-on-1 USD50 US$5 €50m £5m No.5 Fig.3",
        "the 12th-century 60s-style 100-metre 5,000-strong",
    ] {
        assert_eq!(patterns(text), [], "{text}");
    }
}

/// One whose time grew with the square of its length would not end while anyone waits.
#[test]
fn hostile_runs_are_read_in_linear_time() {
    let units = [
        "(", "a@", "a.", "a.zz/", "1.", "1 ", "+1", "(1", "@", "#a", "http://", "://", "1-", "a1",
        "::", "-", "www.", "/a", "a_", "10.1000/", "(1)",
    ];
    for unit in units {
        let text = unit.repeat(400_000 / unit.len());
        patterns(&text);
    }
}
