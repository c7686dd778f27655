//! The courier's words, as people see them: `--help`, and errors that need no drop. The rest is pinned in `src/error.rs`.

#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn help_and_errors() {
    // Whoever checked the tree out with a stricter umask, or a laxer one, has a file of another mode.
    let open = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/desk.in/open-token");
    if fs::metadata(open).unwrap().permissions().mode() & 0o777 != 0o644 {
        fs::set_permissions(open, Permissions::from_mode(0o644)).unwrap();
    }
    trycmd::TestCases::new().case("tests/snapshots/*.trycmd");
}
