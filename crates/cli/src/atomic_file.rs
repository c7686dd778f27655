//! Output that is there whole or not at all. Owns the temporary file beside its goal; knows nothing of what is written.
//!
//! Order: temporary file in the same folder (mode 0600), content, fsync, rename, fsync of the folder. A program that dies
//! leaves the goal untouched and at worst a file named `.candour-*.part` beside it.

use std::fs::{File, Permissions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::early_sync::EarlySync;
use crate::{Hint, sanitize};

/// Why an output was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AtomicFileError {
    /// There is something of that name, and overwriting was not asked for.
    #[error("{} is already there", sanitize::path(path))]
    Exists {
        /// The goal.
        path: PathBuf,
    },
    /// The output is one of the inputs.
    #[error("{} would be written over what is read", sanitize::path(path))]
    SameAsInput {
        /// The goal.
        path: PathBuf,
    },
    /// The folder or the disk refused.
    #[error("cannot write {}", sanitize::path(path))]
    Write {
        /// The goal.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Hint for AtomicFileError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Exists { .. } => "choose another name, or move the old file away".to_owned(),
            Self::SameAsInput { .. } => "choose another name for the output".to_owned(),
            Self::Write { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "make room on this disk, or choose another folder".to_owned()
                }
                _ => "look whether the folder is there and can be written to".to_owned(),
            },
        })
    }
}

/// What happens to a file that already has the goal's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and writing is refused.
    Refuse,
    /// It is replaced in one step.
    Replace,
}

/// A file being written. Dropped without [`AtomicFile::commit`], it leaves nothing.
#[derive(Debug)]
pub struct AtomicFile {
    /// Where it will be.
    goal: PathBuf,
    /// What to do with a file there.
    existing: Existing,
    /// The file beside its goal.
    part: NamedTempFile,
    /// Keeps the sync at the end short.
    early: EarlySync,
}

impl AtomicFile {
    /// Starts a file that becomes `goal`, with permission bits `mode`.
    ///
    /// # Errors
    /// Refuses early a goal that exists (unless it may be replaced) and a folder that cannot be written to.
    pub fn create(goal: &Path, mode: u32, existing: Existing) -> Result<Self, AtomicFileError> {
        if existing == Existing::Refuse && goal.symlink_metadata().is_ok() {
            return Err(AtomicFileError::Exists { path: goal.to_owned() });
        }
        let part = tempfile::Builder::new()
            .prefix(".candour-")
            .suffix(".part")
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder_of(goal))
            .map_err(|source| AtomicFileError::Write { path: goal.to_owned(), source })?;
        Ok(Self { goal: goal.to_owned(), existing, part, early: EarlySync::default() })
    }

    /// Where the file will be.
    #[must_use]
    pub fn goal(&self) -> &Path {
        &self.goal
    }

    /// The open file, for what `Write` does not give.
    #[must_use]
    pub fn as_file(&self) -> &File {
        self.part.as_file()
    }

    /// Makes the content durable and gives it its name.
    ///
    /// # Errors
    /// What the disk says; [`AtomicFileError::Exists`] where a file of that name came up meanwhile.
    pub fn commit(self) -> Result<(), AtomicFileError> {
        let goal = self.goal;
        let unwritable = |source| AtomicFileError::Write { path: goal.clone(), source };
        self.early.finish().and_then(|()| self.part.as_file().sync_all()).map_err(unwritable)?;
        match self.existing {
            Existing::Replace => self.part.persist(&goal),
            Existing::Refuse => self.part.persist_noclobber(&goal),
        }
        .map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => AtomicFileError::Exists { path: goal.clone() },
            _ => unwritable(error.error),
        })?;
        sync_folder_of(&goal).map_err(unwritable)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.part.as_file_mut().write(bytes)?;
        self.early.wrote(self.part.as_file(), written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.as_file_mut().flush()
    }
}

impl Seek for AtomicFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.part.as_file_mut().seek(to)
    }
}

/// Writes a whole small file in one step.
///
/// # Errors
/// As [`AtomicFile::create`] and [`AtomicFile::commit`].
pub fn write(goal: &Path, content: &[u8], mode: u32, existing: Existing) -> Result<(), AtomicFileError> {
    let mut file = AtomicFile::create(goal, mode, existing)?;
    file.write_all(content).map_err(|source| AtomicFileError::Write { path: goal.to_owned(), source })?;
    file.commit()
}

/// Refuses an output that is one of the inputs, also under another name of it.
///
/// # Errors
/// [`AtomicFileError::SameAsInput`]. A path that is not there yet is no input.
pub fn refuse_same(input: &Path, output: &Path) -> Result<(), AtomicFileError> {
    let (Ok(a), Ok(b)) = (input.metadata(), output.metadata()) else { return Ok(()) };
    if (a.dev(), a.ino()) == (b.dev(), b.ino()) {
        return Err(AtomicFileError::SameAsInput { path: output.to_owned() });
    }
    Ok(())
}

/// Makes the names in a path's folder durable.
///
/// # Errors
/// What the system says; a file system that cannot sync folders at all is let pass.
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    match File::open(folder_of(path))?.sync_all() {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

/// The folder a path names a file in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_goal_appears_only_with_commit_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("out");
        let mut file = AtomicFile::create(&goal, 0o640, Existing::Refuse).unwrap();
        file.write_all(b"all").unwrap();
        assert!(!goal.exists());
        file.commit().unwrap();
        assert_eq!(std::fs::read(&goal).unwrap(), b"all");
        assert_eq!(goal.metadata().unwrap().mode() & 0o777 & !0o040, 0o600);
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn dropped_it_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = AtomicFile::create(&folder.path().join("out"), 0o600, Existing::Refuse).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn an_existing_file_is_kept_unless_replacing_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("out");
        write(&goal, b"old", 0o600, Existing::Refuse).unwrap();
        assert!(matches!(AtomicFile::create(&goal, 0o600, Existing::Refuse), Err(AtomicFileError::Exists { .. })));
        assert_eq!(std::fs::read(&goal).unwrap(), b"old");
        write(&goal, b"new", 0o600, Existing::Replace).unwrap();
        assert_eq!(std::fs::read(&goal).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_comes_up_meanwhile_is_kept_too() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("out");
        let mut file = AtomicFile::create(&goal, 0o600, Existing::Refuse).unwrap();
        file.write_all(b"ours").unwrap();
        std::fs::write(&goal, b"theirs").unwrap();
        assert!(matches!(file.commit(), Err(AtomicFileError::Exists { .. })));
        assert_eq!(std::fs::read(&goal).unwrap(), b"theirs");
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn a_dangling_link_counts_as_existing() {
        let folder = tempfile::tempdir().unwrap();
        let goal = folder.path().join("out");
        std::os::unix::fs::symlink("nowhere", &goal).unwrap();
        assert!(matches!(write(&goal, b"x", 0o600, Existing::Refuse), Err(AtomicFileError::Exists { .. })));
    }

    #[test]
    fn an_output_that_is_an_input_is_refused_under_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b, c) = (folder.path().join("a"), folder.path().join("b"), folder.path().join("c"));
        std::fs::write(&a, b"x").unwrap();
        std::fs::write(&c, b"x").unwrap();
        std::fs::hard_link(&a, &b).unwrap();
        assert!(matches!(refuse_same(&a, &b), Err(AtomicFileError::SameAsInput { .. })));
        assert!(refuse_same(&a, &c).is_ok());
        assert!(refuse_same(&a, &folder.path().join("new")).is_ok());
    }

    #[test]
    fn a_missing_folder_is_said_with_the_goal() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(&folder.path().join("no/out"), b"x", 0o600, Existing::Refuse).unwrap_err();
        assert!(matches!(error, AtomicFileError::Write { .. }));
    }
}
