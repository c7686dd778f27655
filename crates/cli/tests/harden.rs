//! A hardened program, in a process of its own: the other tests look into their memory, which this one can no more.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use candour_cli::harden::no_core_dumps;
use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

#[test]
fn afterwards_the_process_is_not_dumpable() {
    no_core_dumps();
    assert!(matches!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable));
    assert_eq!(getrlimit(Resource::Core).current, Some(0));
}
