//! What a chore needs from elsewhere, fetched first: so that no test meets a machine that lacks it. Owns which task brings what.

use crate::install;
use crate::plan::{Plan, Takes};
use crate::step::{Failed, cargo, say, step};
use crate::web;

/// The tasks, one for each thing that others name as a need.
pub(crate) fn tasks(plan: &mut Plan<'_>) {
    plan.step("crates", &[], Takes::Little, crates);
    plan.step("Debian packages", &[], Takes::Little, install::debian);
    plan.step("wasm32 target", &[], Takes::Little, install::wasm_target);
    plan.step("Node", &["Debian packages"], Takes::Little, install::node);
    plan.step("npm packages", &["Node"], Takes::Little, install::npm);
    plan.step("npm packages of the page", &["Node"], Takes::Little, web::install);
    plan.step("Firefox before", &["Debian packages"], Takes::Little, install::firefox_before);
}

/// Every crate of both lock files, those of other platforms too: `cargo tree` asks for them.
fn crates() -> Result<(), Failed> {
    say("fetching every crate that a lock file names");
    step("fetch crates", cargo(&["fetch", "--locked"]))?;
    step("fetch crates of the fuzz targets", cargo(&["fetch", "--locked", "--manifest-path", "fuzz/Cargo.toml"]))
}
