//! Writes `testkit/sealed-report/` anew. The test `testkit` compares what is stored with what this makes.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test, or a maker of test files: it may stop at the first surprise"
)]

#[path = "../tests/testkit/generate.rs"]
mod generate;
#[path = "../tests/testkit/runner.rs"]
#[allow(dead_code, reason = "the test uses what this does not")]
mod runner;
#[path = "../tests/testkit/tar.rs"]
mod tar;

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/sealed-report"));
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        fs::remove_file(entry?.path())?;
    }
    for (name, bytes) in generate::all() {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
