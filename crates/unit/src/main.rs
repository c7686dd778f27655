//! candour-unit: the offline tool that opens reports.

fn main() {}
