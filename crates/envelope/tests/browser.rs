//! The page seals with this very crate, so it must build for the browser.

use std::process::Command;

#[test]
#[ignore = "needs: wasm target"]
fn builds_for_the_browser() {
    // A folder of its own: whoever runs this test may hold the lock of the usual one.
    let output = Command::new(env!("CARGO"))
        .args(["build", "--package", "candour-envelope", "--lib", "--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(concat!(env!("CARGO_TARGET_TMPDIR"), "/browser"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
