//! candour-source: seal a report on the source's own machine, and send it.

fn main() {}
