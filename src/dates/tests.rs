use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::text::tokenize;

fn found(text: &str, settings: &Settings) -> Vec<Date> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut dates = Vec::new();
    find(text, &tokens, &[], settings, &mut dates);
    dates
}

fn resolving() -> Settings {
    Settings {
        reference: Some(date(2015, 11, 22).at(0, 0, 0, 0)),
        ..Settings::default()
    }
}

/// Span texts and values.
fn read(text: &str) -> Vec<(String, String)> {
    let dates = found(text, &resolving());
    let pair = |d: Date| (d.span.of(text).to_owned(), d.value);
    dates.into_iter().map(pair).collect()
}

#[track_caller]
fn reads(cases: &[(&str, &str, &str)]) {
    for &(text, span, value) in cases {
        assert_eq!(read(text), [(span.to_owned(), value.to_owned())], "{text}");
    }
}

#[track_caller]
fn reads_nothing(texts: &[&str]) {
    for text in texts {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn moments_take_all_their_pieces() {
    reads(&[
        ("Tue Oct 6 at 3 pm", "Tue Oct 6 at 3 pm", "2015-10-06T15:00"),
        ("3 pm each day", "3 pm each day", "T15:00"),
        (
            "the year-earlier quarter",
            "the year-earlier quarter",
            "2014-Q3",
        ),
        ("the year-earlier result", "the year-earlier", "2014"),
        (
            "tomorrow at 8:45 pm",
            "tomorrow at 8:45 pm",
            "2015-11-23T20:45",
        ),
        ("7 o'clock tonight", "7 o'clock tonight", "2015-11-22T19:00"),
        (
            "Wed Oct 26 15:50:06 2016",
            "Wed Oct 26 15:50:06 2016",
            "2016-10-26T15:50:06",
        ),
        (
            "the morning of June 9",
            "the morning of June 9",
            "2015-06-09TMO",
        ),
        (
            "Wednesday of next week",
            "Wednesday of next week",
            "2015-11-25",
        ),
    ]);
}

#[test]
fn intervals_share_what_is_said_once() {
    reads(&[
        ("Nov–Feb 2017", "Nov–Feb 2017", "2016-11/2017-02"),
        (
            "2:00 to 2:30 pm",
            "2:00 to 2:30 pm",
            "2015-11-22T14:00/2015-11-22T14:30",
        ),
        (
            "Monday from 9 to 11 am",
            "Monday from 9 to 11 am",
            "2015-11-23T09:00/2015-11-23T11:00",
        ),
        (
            "from 26 June to 2 July 2014",
            "from 26 June to 2 July 2014",
            "2014-06-26/2014-07-02",
        ),
        ("2013 to date", "2013 to date", "2013/2015-11-22"),
        (
            "Monday morning 10am to 12pm",
            "Monday morning 10am to 12pm",
            "2015-11-23T10:00/2015-11-23T12:00",
        ),
        (
            "5/1/2019-5/7/2020",
            "5/1/2019-5/7/2020",
            "2019-05-01/2020-05-07",
        ),
    ]);
}

#[test]
fn the_first_and_last_of_a_period_are_counted_inside_it() {
    reads(&[
        (
            "last Friday of May 2014",
            "last Friday of May 2014",
            "2014-05-30",
        ),
        ("the last week of 2016", "the last week of 2016", "2016-W52"),
        (
            "first 2 weeks of 2021",
            "first 2 weeks of 2021",
            "2021-W01/2021-W02",
        ),
        ("20th of next month", "20th of next month", "2015-12-20"),
        ("two Thursdays ago", "two Thursdays ago", "2015-11-12"),
    ]);
}

#[test]
fn everyday_words_are_no_dates_without_a_neighbour() {
    reads_nothing(&[
        "You may go.",
        "This may take longer.",
        "the code 133-03-03-2020",
        "We march on.",
        "The sun is out.",
        "April Smith left.",
        "He is five years old.",
        "a 12-year-old",
        "at 8 months of age",
        "finished 7:29 minutes ahead",
        "50 miles an hour",
        "Chimes at Midnight",
        "1/2 cup",
        "12:34:56:78",
        "1.2.3.4",
    ]);
}

#[test]
fn nothing_is_read_inside_claimed_spans() {
    let text = "v2015-10 May 2015";
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut dates = Vec::new();
    let claimed = [Span::new(0, 8)];
    find(text, &tokens, &claimed, &Settings::default(), &mut dates);
    assert_eq!(dates.len(), 1);
    assert_eq!(dates[0].value, "2015-05");
}

const PIECES: &[&str] = &[
    "monday",
    "May",
    "3",
    "15",
    "2015",
    ":",
    "/",
    "-",
    " ",
    " ",
    " ",
    "the",
    "of",
    "last",
    "next",
    "two",
    "weeks",
    "ago",
    "at",
    "pm",
    "Q3",
    "1990s",
    "century",
    "third",
    ",",
    ".",
    "to",
    "between",
    "and",
    "from",
    "every",
    "half",
    "past",
    "an hour",
    "é",
    "\n\n",
    "9/11",
    "Christmas",
    "99999999",
    "a",
    "few",
    "EST",
    "+02:00",
    "T",
    "’",
    "s",
    "BC",
    "end",
    "early",
    "twenty",
];

proptest! {
    #[test]
    fn any_row_of_date_words_gives_sorted_spans(
        row in proptest::collection::vec(0..PIECES.len(), 0..60),
        spaced in any::<bool>(),
    ) {
        let pieces: Vec<&str> = row.iter().map(|&at| PIECES[at]).collect();
        let text = pieces.join(if spaced { " " } else { "" });
        for settings in [Settings::default(), resolving()] {
            let mut end = 0;
            for date in found(&text, &settings) {
                prop_assert!(!date.span.is_empty() && date.span.start >= end);
                prop_assert!(text.get(date.span.range()).is_some());
                prop_assert!(!date.value.is_empty());
                end = date.span.end;
            }
        }
    }
}
