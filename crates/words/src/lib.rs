//! The EFF long word list and the fingerprints written with it.
