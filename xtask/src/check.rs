//! `cargo xtask check`: what is worth asking after every change, in about a minute once the crates are built. Installs nothing: what is not
//! there yet is said, and left to `cargo xtask test`.

use crate::lint;
use crate::page_tests;
use crate::plan::{Plan, Takes};
use crate::step::{Count, Failed, cargo, remark, root, say, step};

/// The tasks, the compiler's one after the other.
pub(crate) fn run() -> Result<(), Failed> {
    let mut plan = Plan::default();
    plan.step("formatting", &[], Takes::Little, || step("cargo fmt", cargo(&["fmt", "--all", "--check"])));
    plan.step("clippy", &[], Takes::Compiler, lint::clippy);
    plan.step("unit tests", &[], Takes::Compiler, || {
        step("cargo test --lib --bins", cargo(&["test", "--workspace", "--locked", "--lib", "--bins"]))
    });
    plan.task("the page's scripts", &[], Takes::Cores, || {
        if root().join("crates/web/node_modules").is_dir() {
            return page_tests::run(None);
        }
        remark("the page's scripts: NOT RUN; `cargo xtask test page` brings the npm packages that they need");
        Ok(Count::default())
    });
    plan.run(&[])?;
    say("\nso far, so good: `cargo xtask test` runs the rest");
    Ok(())
}
