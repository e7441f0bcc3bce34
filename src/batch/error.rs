use arrow_schema::{ArrowError, DataType};

/// Why a column gave no result.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("expected a column of {expected}, got {got}")]
    Column {
        expected: &'static str,
        got: DataType,
    },
    #[error("row {0}: text of 2 GiB or more")]
    TooLong(usize),
    #[error("reference_date: {given} rows for {expected} texts")]
    Length { expected: usize, given: usize },
    #[error("row {row}: {problem}")]
    Reference { row: usize, problem: String },
    #[error("interrupted")]
    Interrupted,
    #[error("threads: expected a number from 1, got '{0}'")]
    Threads(String),
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

impl Error {
    pub(super) fn column(expected: &'static str, got: &DataType) -> Self {
        let got = got.clone();
        Kind::Column { expected, got }.into()
    }

    pub(super) fn too_long(row: usize) -> Self {
        Kind::TooLong(row).into()
    }

    pub(super) fn length(expected: usize, given: usize) -> Self {
        Kind::Length { expected, given }.into()
    }

    pub(super) fn reference(row: usize, problem: String) -> Self {
        Kind::Reference { row, problem }.into()
    }

    pub(super) fn interrupted() -> Self {
        Kind::Interrupted.into()
    }

    pub(super) fn threads(given: &str) -> Self {
        Kind::Threads(given.to_owned()).into()
    }

    /// The caller stopped the work.
    pub fn is_interrupted(&self) -> bool {
        matches!(self.0, Kind::Interrupted)
    }

    /// The column is of a type that is not read.
    pub fn is_type(&self) -> bool {
        matches!(self.0, Kind::Column { .. })
    }
}

impl From<ArrowError> for Error {
    fn from(error: ArrowError) -> Self {
        Kind::Arrow(error).into()
    }
}
