//! `cargo xtask test`: installs what is needed, then runs every test there is.

use crate::step::{Failed, cargo, count, program, root, say, step};
use crate::{demo, fuzz, install, web};

/// Tests that move gigabytes: run in release, one at a time.
const HEAVY: &str = "heavy::";
/// Tests of the page's scripts, which need Node and no browser.
const SCRIPTS: [&str; 16] = [
    "tests/boards.test.mjs",
    "tests/codename.test.mjs",
    "tests/core.test.mjs",
    "tests/helpers.mjs",
    "tests/shorter.test.mjs",
    "tests/vectors.test.mjs",
    "client/tests/boards.test.mjs",
    "client/tests/conversation.test.mjs",
    "client/tests/doubts.test.mjs",
    "client/tests/failures.test.mjs",
    "client/tests/flow.test.mjs",
    "client/tests/follow-up.test.mjs",
    "client/tests/real.test.mjs",
    "client/tests/texts.test.mjs",
    "client/tests/thread.test.mjs",
    "client/tests/upload.test.mjs",
];

/// Installs and runs.
pub(crate) fn run() -> Result<(), Failed> {
    install::debian()?;
    install::wasm_target()?;
    install::npm()?;
    install::browsers()?;
    // What is committed must be what its sources make, byte for byte; this brings the npm packages too.
    web::run(true)?;
    let mut scripts = program("node", &["--test"]);
    scripts.args(SCRIPTS).current_dir(root().join("crates/web"));
    step("the page's scripts", scripts)?;
    // The stories run the real programs, so these are built first, each as it is shipped: on its own, because features of one
    // program must not slip into another.
    step("build the tests", cargo(&["test", "--workspace", "--locked", "--no-run"]))?;
    for package in ["candour", "candour-source", "candour-courier", "candour-unit"] {
        step(&format!("build {package}"), cargo(&["build", "--locked", "-p", package]))?;
    }
    let all = ["test", "--workspace", "--locked", "--no-fail-fast", "--", "--include-ignored", "--skip", HEAVY];
    let mut tests = count("tests", cargo(&all))?;
    let heavy = ["test", "--release", "--locked", "-p", "candour", "--test", "stories", "--", "--ignored", HEAVY];
    tests = tests + count("heavy tests", cargo(&[&heavy[..], &["--nocapture", "--test-threads=1"]].concat()))?;
    // What README.md promises of the demo.
    demo::run(true)?;
    fuzz::run(20)?;
    say(&format!("\n{} passed, {} failed", tests.passed, tests.failed));
    Ok(())
}
