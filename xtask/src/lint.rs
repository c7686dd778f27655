//! `cargo xtask lint`: formatting, clippy, links in the documentation, licences and sources of every dependency.

use crate::install;
use crate::step::{Failed, cargo, step};

/// The version of cargo-deny that reads `deny.toml`.
const CARGO_DENY: &str = "0.20.2";

/// Runs every lint; the first that fails ends it.
pub(crate) fn run() -> Result<(), Failed> {
    step("formatting", cargo(&["fmt", "--all", "--check"]))?;
    step("clippy", cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))?;
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    step("documentation", doc)?;
    install::cargo_tool("cargo-deny", CARGO_DENY)?;
    // The advisory database lives on a git host. Where CI reaches package registries only, advisories are checked by hand before a
    // release (CONTRIBUTING.md); the policy for them is in deny.toml all the same.
    step("licences, bans, sources", cargo(&["deny", "--locked", "check", "licenses", "bans", "sources"]))
}
