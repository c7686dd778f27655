//! candour-source: seal a report on the source's own machine, and send it.
#![allow(dead_code)]
mod net;

fn main() {}
