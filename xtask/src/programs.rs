//! The four programs with the features that they are shipped with: each built on its own, because in a build of the whole workspace the
//! features of one slip into another. In the tests' profile, so that nothing is built twice. They are copied to `target/programs`, where later
//! builds of the workspace do not write.

use std::fs;
use std::path::PathBuf;

use crate::rust_tests;
use crate::step::{Failed, root};

/// The programs, as packages.
pub(crate) const PACKAGES: [&str; 4] = ["candour", "candour-source", "candour-courier", "candour-unit"];

/// Tells the stories which programs they are to run.
pub(crate) const VARIABLE: &str = "CANDOUR_PROGRAMS";

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where the copies are.
pub(crate) fn folder() -> PathBuf {
    target().join("programs")
}

/// Builds each, in the profile that tests have too, and copies it.
pub(crate) fn build() -> Result<(), Failed> {
    let folder = folder();
    let file = |source| Failed::File { path: folder.clone(), source };
    fs::create_dir_all(&folder).map_err(file)?;
    for package in PACKAGES {
        let built = rust_tests::built_program(package)?;
        let copy = folder.join(package);
        // One that runs cannot be written to, but another can take its name.
        let new = folder.join(format!("{package}.new"));
        fs::copy(&built, &new).and_then(|_| fs::rename(&new, &copy)).map_err(file)?;
    }
    Ok(())
}
