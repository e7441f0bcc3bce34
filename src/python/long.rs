//! What long work owes whoever waits for it: it heeds Ctrl-C, and shows how far it is.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use crate::batch::Done;

/// Looks for signals from time to time; what a handler raises is kept.
pub struct Signals {
    looked: Cell<Instant>,
    raised: RefCell<Option<PyErr>>,
}

impl Default for Signals {
    fn default() -> Self {
        Self {
            looked: Cell::new(Instant::now()),
            raised: RefCell::default(),
        }
    }
}

impl Signals {
    /// The same as [`none`](Self::none), for who asks more often than every tenth of a second.
    pub fn none_for_long(&self) -> bool {
        if self.looked.get().elapsed() < Duration::from_millis(100) {
            return self.raised.borrow().is_none();
        }
        let none = self.none();
        self.looked.set(Instant::now());
        none
    }

    /// Runs the handlers of signals that came; false once one of them has raised.
    pub fn none(&self) -> bool {
        // A method's path is not general enough over the lifetime of the lock.
        #[allow(clippy::redundant_closure_for_method_calls)]
        self.keep(Python::attach(|py| py.check_signals()))
    }

    /// Keeps the error, if there is one and none came before.
    pub fn keep(&self, result: PyResult<()>) -> bool {
        let mut raised = self.raised.borrow_mut();
        if let (None, Err(error)) = (&*raised, result) {
            *raised = Some(error);
        }
        raised.is_none()
    }

    /// The error that was kept.
    pub fn raised(self) -> PyResult<()> {
        self.raised.into_inner().map_or(Ok(()), Err)
    }
}

/// The line of progress that `textsift._progress` draws.
pub struct Bar {
    bar: Py<PyAny>,
    /// When all is done.
    end: Done,
}

impl Bar {
    pub fn new(py: Python<'_>, texts: &[Option<&str>]) -> PyResult<Self> {
        let end = Done::all(texts);
        let module = py.import("textsift._progress")?;
        let bar = module.call_method1("Bar", (end.bytes,))?.unbind();
        Ok(Self { bar, end })
    }

    pub fn show(&self, done: Done) -> PyResult<()> {
        Python::attach(|py| {
            self.bar
                .call_method1(py, "reached", (done.bytes, done.texts))?;
            Ok(())
        })
    }

    /// Leaves the line as it is, at its end if the work is `finished`.
    pub fn close(&self, py: Python<'_>, finished: bool) -> PyResult<()> {
        if finished {
            self.show(self.end)?;
        }
        self.bar.call_method0(py, "close")?;
        Ok(())
    }
}
