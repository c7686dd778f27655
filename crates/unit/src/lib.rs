//! candour-unit: the offline tool that opens reports.

pub mod stream;
