//! A report's folder while it is being filled: in `incoming/`, under its hash, invisible to `list` and `show`.
//!
//! Owns names and modes: folders 0700, files 0600, nothing executable, every name chosen here or checked to be neutral.
//! It syncs nothing and renames nothing: the intake does that once for all folders.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use candour_envelope::{AttachmentEntry, ReportBody, ReportSink};

use super::steady::SteadyFile;
use crate::record::{self, Record};
use crate::way::{Mark, Way};

/// The sealed original.
pub const SEALED: &str = "sealed.age";
/// What the report says.
pub const REPORT: &str = "report.json";
/// The folder of the attachments.
pub const ATTACHMENTS: &str = "attachments";
/// A payload that is not in our programs' shape.
pub const PAYLOAD: &str = "payload.bin";

/// The folder. Dropped without [`Folder::keep`], it and all in it are removed.
#[derive(Debug)]
pub struct Folder {
    /// Where it is.
    path: PathBuf,
    /// The attachment being written.
    attachment: Option<SteadyFile>,
    /// The way back to the source, if the report brought one.
    way: Option<(Way, Mark)>,
    /// Whether it stays.
    kept: bool,
}

impl Folder {
    /// A new, empty folder.
    ///
    /// # Errors
    /// What the disk says.
    pub fn create(path: PathBuf) -> io::Result<Self> {
        make_folder(&path)?;
        Ok(Self { path, attachment: None, way: None, kept: false })
    }

    /// A new file in it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn file(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.path.join(name))
    }

    /// Gives the sealed original a second name here instead of copying it. `false` if the system does not let us, or if what has the
    /// name by now is not the open file: then copy.
    pub fn link_sealed(&self, original: &Path, open: &File) -> bool {
        let goal = self.path.join(SEALED);
        if fs::hard_link(original, &goal).is_err() {
            return false;
        }
        let same = match (open.metadata(), goal.symlink_metadata()) {
            (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
            _ => false,
        };
        let ours = same && fs::set_permissions(&goal, fs::Permissions::from_mode(0o600)).is_ok();
        if !ours {
            let _ = fs::remove_file(&goal);
        }
        ours
    }

    /// Removes what a reading that failed has left, the sealed original excepted.
    ///
    /// # Errors
    /// What the disk says.
    pub fn discard_opened(&mut self) -> io::Result<()> {
        (self.attachment, self.way) = (None, None);
        gone(fs::remove_file(self.path.join(REPORT)))?;
        gone(fs::remove_dir_all(self.path.join(ATTACHMENTS)))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The way back to the source, if the report brought one.
    pub(super) fn take_way(&mut self) -> Option<(Way, Mark)> {
        self.way.take()
    }

    /// Writes the record and lets the folder stay. Where it is.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep(mut self, record: &Record) -> io::Result<PathBuf> {
        self.file(record::FILE)?.write_all(&record.to_json())?;
        self.kept = true;
        Ok(self.path.clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept {
            // What cannot be removed now is removed before the next intake.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

impl ReportSink for Folder {
    fn report(&mut self, body: &ReportBody, json: &[u8]) -> io::Result<()> {
        match body.conversation() {
            None => self.file(REPORT)?.write_all(json)?,
            Some(conversation) => {
                self.way = Some(Way::of_report(conversation, json));
                // What is read and copied by people has no keys in it. They are in the sealed original, and in a file of their own.
                let without = body.clone().with_conversation(None).to_json().ok_or(io::ErrorKind::InvalidData)?;
                self.file(REPORT)?.write_all(&without)?;
            }
        }
        if !body.attachments.is_empty() {
            make_folder(&self.path.join(ATTACHMENTS))?;
        }
        Ok(())
    }

    fn attachment(&mut self, _: usize, entry: &AttachmentEntry) -> io::Result<()> {
        // The reader has checked that the name is a neutral one. Only its last part is used all the same.
        let name = Path::new(&entry.file).file_name().and_then(|name| name.to_str());
        let name = name.ok_or(io::ErrorKind::InvalidInput)?;
        self.attachment = Some(SteadyFile::new(self.file(&format!("{ATTACHMENTS}/{name}"))?));
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.attachment.as_mut().ok_or(io::ErrorKind::InvalidInput)?.write_all(bytes)
    }

    fn attachment_end(&mut self) -> io::Result<()> {
        self.attachment = None;
        Ok(())
    }
}

/// A folder that only its owner may enter.
///
/// # Errors
/// What the disk says; that there is one already.
pub fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Takes "not there" for removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::State;

    fn record() -> Record {
        Record::new("ab".repeat(32), 5, 20_780, "00".repeat(16), State::Report)
    }

    #[test]
    fn a_folder_that_is_not_kept_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("x");
        let folder = Folder::create(path.clone()).unwrap();
        folder.file(PAYLOAD).unwrap();
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn modes_are_the_owners_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(home.path().join("x")).unwrap();
        folder.file(PAYLOAD).unwrap();
        let path = folder.keep(&record()).unwrap();
        assert_eq!(path.metadata().unwrap().mode() & 0o7777, 0o700);
        for name in [PAYLOAD, record::FILE] {
            assert_eq!(path.join(name).metadata().unwrap().mode() & 0o7777, 0o600, "{name}");
        }
    }

    #[test]
    fn an_original_on_the_same_disk_can_be_linked_and_becomes_private() {
        let home = tempfile::tempdir().unwrap();
        let original = home.path().join("blob");
        fs::write(&original, b"sealed").unwrap();
        fs::set_permissions(&original, fs::Permissions::from_mode(0o644)).unwrap();
        let folder = Folder::create(home.path().join("x")).unwrap();
        assert!(folder.link_sealed(&original, &File::open(&original).unwrap()));
        let path = folder.keep(&record()).unwrap();
        assert_eq!(path.join(SEALED).metadata().unwrap().mode() & 0o7777, 0o600);
        assert_eq!(fs::read(path.join(SEALED)).unwrap(), b"sealed");
    }

    #[test]
    fn an_original_that_was_swapped_is_not_linked() {
        let home = tempfile::tempdir().unwrap();
        let (original, other) = (home.path().join("blob"), home.path().join("other"));
        fs::write(&original, b"sealed").unwrap();
        fs::write(&other, b"sealed").unwrap();
        let folder = Folder::create(home.path().join("x")).unwrap();
        assert!(!folder.link_sealed(&original, &File::open(&other).unwrap()));
        let path = folder.keep(&record()).unwrap();
        assert!(!path.join(SEALED).exists());
    }
}
