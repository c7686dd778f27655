//! Where a run happens: release programs, and a folder on the disk that is measured, gone afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use super::trouble::Trouble;
use crate::step::{cargo, root, step};

/// The programs, each built on its own, as they are shipped.
const PACKAGES: [&str; 4] = ["candour", "candour-source", "candour-courier", "candour-unit"];

/// Programs and folder.
#[derive(Debug)]
pub(crate) struct Place {
    /// Of the programs.
    programs: PathBuf,
    /// Of everything that a run writes.
    folder: PathBuf,
}

impl Place {
    /// Builds the programs, unless they are said to be there, and makes the folder below `target/`, so that it is on the disk of the working copy. It is this run's own:
    /// two runs at once measure nothing, but must not break each other.
    pub(crate) fn make(build: bool) -> Result<Self, Trouble> {
        for package in PACKAGES.iter().filter(|_| build) {
            step(&format!("build {package}"), cargo(&["build", "--release", "--locked", "-p", package]))?;
        }
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let place =
            Self { programs: target.join("release"), folder: target.join(format!("bench-{}", std::process::id())) };
        fresh(&place.folder)?;
        Ok(place)
    }

    /// A program of ours.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Makes a folder that is there and empty.
pub(crate) fn fresh(folder: &Path) -> Result<(), Trouble> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Trouble::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Trouble::file(folder))
}
