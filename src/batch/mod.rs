//! Floor 6: Arrow columns in, Arrow columns out, the thread pool.
