//! Floor 7: PyO3 classes and functions, and nothing else.
