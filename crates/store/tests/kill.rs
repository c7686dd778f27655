//! Killed with signal 9 at any moment: what was acknowledged is there, what was not is wholly there or not at all.

mod support;

use support::traffic::{Said, write_if_asked};

/// Folders, each with two processes killed one after the other.
const ROUNDS: usize = 4;

#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let mut kept = 0;
    for _ in 0..ROUNDS {
        let dir = tempfile::tempdir().unwrap();
        let mut said = Said::default();
        said.killed(dir.path());
        said.killed(dir.path());
        kept += said.kept();
        said.check(dir.path(), true);
    }
    assert!(kept > 0, "no round came as far as one acknowledgement");
}

/// The process that is killed; as a test of its own it does nothing.
#[test]
fn writer() {
    write_if_asked();
}
