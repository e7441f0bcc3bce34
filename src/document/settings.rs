use crate::{dates, entities, numbers, sentences};

/// Which lists of mentions a pass fills. Sentences are always computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct What {
    /// Keep the sentences in the result.
    pub sentences: bool,
    /// Find entities.
    pub entities: bool,
    /// Find numbers.
    pub numbers: bool,
    /// Find dates.
    pub dates: bool,
    /// Find quotes.
    pub quotes: bool,
}

impl Default for What {
    fn default() -> Self {
        Self {
            sentences: true,
            entities: true,
            numbers: true,
            dates: true,
            quotes: true,
        }
    }
}

/// All settings of a pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Which lists are filled.
    pub what: What,
    /// How sentences are split.
    pub sentences: sentences::Settings,
    /// How numbers are read.
    pub numbers: numbers::Settings,
    /// How dates are read.
    pub dates: dates::Settings,
    /// How entities are found.
    pub entities: entities::Settings,
}
