//! Floor 7: PyO3 classes and functions, and nothing else.
//!
//! Everything that Python sees of a mention is read through the schema's table, and made into a
//! Python object in `value`. The interpreter lock is released while texts are taken apart.

mod capsule;
mod column;
mod document;
mod long;
mod mentions;
mod names;
mod sequence;
mod settings;
mod sifter;
mod table;
mod text;
mod training;
mod value;

use pyo3::prelude::*;

/// The compiled part of textsift.
#[pymodule(gil_used = false)]
mod _textsift {
    #[pymodule_export]
    use super::document::Document;
    #[pymodule_export]
    use super::mentions::{Date, Entity, Number, Quote, Sentence};
    #[pymodule_export]
    use super::sequence::Mentions;
    #[pymodule_export]
    use super::sifter::{Sifter, analyze, extract, restore_sifter, split_sentences};
    #[pymodule_export]
    use super::table::{Table, restore_table};
    #[pymodule_export]
    use super::training::train_entities;
    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        let sequence = module.py().import("collections.abc")?.getattr("Sequence")?;
        sequence.call_method1("register", (module.getattr("Mentions")?,))?;
        Ok(())
    }
}
