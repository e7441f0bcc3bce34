use jiff::civil;

use crate::text::Span;

/// The type of a date, as in TIMEX3, and intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// A day or a longer calendar unit.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
    /// From one date to another.
    Interval,
}

/// What a modifier does to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateModifier {
    /// `about`, `circa`.
    Approx,
    /// `before`.
    Before,
    /// `after`, `since`.
    After,
    /// `early`, `the start of`.
    Early,
    /// `mid-`.
    Mid,
    /// `late`, `the end of`.
    Late,
}

/// One date, time, duration or set in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Where it stands.
    pub span: Span,
    /// The sentence that holds it; set by the document.
    pub sentence: u32,
    /// The type.
    pub kind: DateKind,
    /// The TIMEX3 value: `2001-09-11`, `P5Y`, `XXXX-WXX-2`; intervals as `start/end`.
    pub value: String,
    /// Its first moment, naive; none where it is not known.
    pub start_time: Option<civil::DateTime>,
    /// The moment after its last.
    pub end_time: Option<civil::DateTime>,
    /// The zone's distance from UTC in minutes, where it is written.
    pub utc_offset: Option<i16>,
    /// What a modifier does to it.
    pub modifier: Option<DateModifier>,
    /// The day and the month can be read either way.
    pub ambiguous: bool,
    /// A measured duration (`3 hours`), which is a number too.
    pub measured: bool,
    /// The index of that number; set by the document.
    pub number: Option<u32>,
}

/// Which of the possible days a yearless date or a weekday means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Prefer {
    /// The last one, the reference day included.
    Past,
    /// The next one, the reference day included.
    Future,
    /// The nearest one.
    #[default]
    Nearest,
}

/// How dates are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The day, and the time where it is known, on which the text was written.
    pub reference: Option<civil::DateTime>,
    /// Which of the possible days is meant.
    pub prefer: Prefer,
    /// `3/4/2015` is the third of April.
    pub day_first: bool,
}
