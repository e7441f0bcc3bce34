//! Floor 1: the linear model over hashed features, its file format and its trainer.
