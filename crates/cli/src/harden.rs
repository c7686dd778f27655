//! Keeping a program's memory out of files. Owns the calls; knows no secret.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Forbids core dumps and other processes of the same user to look into this one.
///
/// Best effort: a kernel that refuses leaves the program as it was. Call it first in `main`, before any secret is read.
pub fn no_core_dumps() {
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}
