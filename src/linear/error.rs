use thiserror::Error;

/// Why bytes could not be read as a model.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct ModelError {
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum Reason {
    #[error("not a textsift model")]
    Foreign,
    #[error("model of format {found}; this version reads up to {known}: upgrade textsift")]
    Newer { found: u32, known: u32 },
    #[error("broken model: {0}")]
    Broken(&'static str),
    #[error("model for the task {found:?} in the place of one for {wanted:?}")]
    Task { found: String, wanted: String },
    #[error("model made for the features of another version of textsift: train it again")]
    Features,
}

impl ModelError {
    /// The bytes are no model of textsift's.
    pub fn is_foreign(&self) -> bool {
        self.reason == Reason::Foreign
    }

    /// The model was written by a later version.
    pub fn is_newer(&self) -> bool {
        matches!(self.reason, Reason::Newer { .. })
    }

    /// The model is cut off or damaged.
    pub fn is_broken(&self) -> bool {
        matches!(self.reason, Reason::Broken(_))
    }

    /// The model is sound and serves another task.
    pub fn is_other_task(&self) -> bool {
        matches!(self.reason, Reason::Task { .. })
    }

    /// The model is sound, and its weights are for the features of another version.
    pub fn is_outdated(&self) -> bool {
        self.reason == Reason::Features
    }

    pub(crate) const fn outdated() -> Self {
        Self {
            reason: Reason::Features,
        }
    }

    pub(crate) const fn broken(what: &'static str) -> Self {
        Self {
            reason: Reason::Broken(what),
        }
    }
}

impl From<Reason> for ModelError {
    fn from(reason: Reason) -> Self {
        Self { reason }
    }
}
