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

    /// Takes a folder out of the way without deleting it.
    ///
    /// For some seconds ext4 does not use a deleted file's inode again, and whoever makes a file meanwhile searches past all of
    /// them. After some thousand deletions that search takes longer than what is measured, and no unit deletes what it opened a
    /// second ago.
    pub(crate) fn set_aside(&self, name: &str) -> Result<(), Trouble> {
        let (from, spent) = (self.path(name), self.path("spent"));
        if !from.exists() {
            return Ok(());
        }
        fs::create_dir_all(&spent).map_err(Trouble::file(&spent))?;
        let count = fs::read_dir(&spent).map_err(Trouble::file(&spent))?.count();
        fs::rename(&from, spent.join(count.to_string())).map_err(Trouble::file(&from))
    }

    /// Deletes what was set aside, where a few large files would fill the disk.
    pub(crate) fn clear(&self) -> Result<(), Trouble> {
        let spent = self.path("spent");
        if spent.exists() { fs::remove_dir_all(&spent).map_err(Trouble::file(&spent)) } else { Ok(()) }
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
