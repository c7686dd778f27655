//! The page seals with this very crate, so it must build for the browser.

use std::process::Command;

use super::peers::run;

#[test]
#[ignore = "needs: wasm target"]
fn builds_for_the_browser() {
    // A folder of its own: the lock of the usual one may be held by whoever runs this test.
    let target = tempfile::tempdir().unwrap();
    run(
        Command::new(env!("CARGO"))
            .args(["build", "--package", "candour-envelope", "--lib", "--target", "wasm32-unknown-unknown"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("CARGO_TARGET_DIR", target.path()),
        b"",
    );
}
