//! `cargo xtask screenshots FOLDER`: every page and step, in both languages, narrow and wide, for a person to look at.

use std::path::Path;

use crate::step::{Failed, cargo, say, step};
use crate::{install, programs};

/// Installs what the browser tests need, and takes the pictures with them.
pub(crate) fn run(folder: &str) -> Result<(), Failed> {
    install::debian()?;
    install::npm()?;
    install::firefox_before()?;
    programs::build()?;
    let file = |source| Failed::File { path: folder.into(), source };
    std::fs::create_dir_all(folder).map_err(file)?;
    let folder = Path::new(folder).canonicalize().map_err(file)?;
    let mut tour = cargo(&["test", "--locked", "-p", "candour-browser-tests", "--", "--include-ignored", "tour::"]);
    tour.env("CANDOUR_SCREENSHOTS", &folder).env(programs::VARIABLE, programs::folder());
    step("screenshots", tour)?;
    say(&format!("the pictures are in {}", folder.display()));
    Ok(())
}
