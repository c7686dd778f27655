//! `cargo xtask lint`: formatting, clippy, links in the documentation, licences and sources of every dependency, advisories about them.

use crate::plan::{Plan, Takes};
use crate::step::{Failed, cargo, say, step};
use crate::{advisories, fetch, install};

/// The version of cargo-deny that reads `deny.toml`.
const CARGO_DENY: &str = "0.20.2";

/// The tasks, in order: the quick ones first.
const TASKS: [&str; 4] = ["formatting", "clippy", "documentation", "licences and advisories"];

/// Runs every lint.
pub(crate) fn run() -> Result<(), Failed> {
    let mut plan = Plan::default();
    fetch::tasks(&mut plan);
    tasks(&mut plan);
    plan.only(&TASKS).run(&[]).map(|_| say("\nnothing to complain about"))
}

/// The tasks; they need the crates.
pub(crate) fn tasks(plan: &mut Plan<'_>) {
    plan.step("formatting", &[], Takes::Little, || step("cargo fmt", cargo(&["fmt", "--all", "--check"])));
    plan.step("clippy", &["crates"], Takes::Compiler, clippy);
    plan.step("documentation", &["crates"], Takes::Compiler, || {
        let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        step("cargo doc", doc)
    });
    plan.step("the advisories' folder", &[], Takes::Little, advisories::find);
    plan.step("cargo-deny", &["the advisories' folder"], Takes::Compiler, || {
        install::cargo_tool("cargo-deny", CARGO_DENY)
    });
    plan.step("licences and advisories", &["crates", "cargo-deny"], Takes::Little, || {
        let policy = cargo(&["deny", "--locked", "check", "licenses", "bans", "sources"]);
        let policy = step("licences, bans, sources", policy);
        advisories::check().and(policy)
    });
}

/// Clippy over everything; a warning is an error.
pub(crate) fn clippy() -> Result<(), Failed> {
    step("cargo clippy", cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}
