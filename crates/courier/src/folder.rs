//! The bundle's folder while it is being filled. Owns who may write there, and what may lie there beforehand.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use candour_cli::atomic_file::{self, Existing};
use candour_wire::BlobHash;
use rustix::fs::{FlockOperation, flock, statvfs};

use crate::error::CourierError;
use crate::part;

/// The name of the signed manifest. Written last: a folder that has it is finished.
const MANIFEST: &str = candour_bundle::MANIFEST;
/// The name of the listing.
const LISTING: &str = candour_bundle::LISTING;

/// A folder that this run alone writes to.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Where.
    path: PathBuf,
    /// The open folder: its lock lasts as long.
    _lock: File,
}

impl Folder {
    /// Makes the folder, or takes up one that an earlier run left unfinished.
    ///
    /// # Errors
    /// Refuses a finished bundle, a folder with other things in it, and one that another run is filling.
    pub(crate) fn open(path: &Path) -> Result<Self, CourierError> {
        let disk = |source| CourierError::Folder { path: path.to_owned(), source };
        if !path.exists() {
            DirBuilder::new()
                .mode(0o700)
                .create(path)
                .and_then(|()| atomic_file::sync_folder_of(path))
                .map_err(disk)?;
        }
        let lock = File::open(path).map_err(disk)?;
        // A file system without locks is no reason not to collect.
        if flock(&lock, FlockOperation::NonBlockingLockExclusive) == Err(rustix::io::Errno::WOULDBLOCK) {
            return Err(CourierError::Busy { path: path.to_owned() });
        }
        let folder = Self { path: path.to_owned(), _lock: lock };
        for entry in fs::read_dir(path).map_err(disk)? {
            let name = entry.map_err(disk)?.file_name();
            match Kind::of(&name) {
                Kind::Manifest => return Err(CourierError::Finished { path: path.to_owned() }),
                Kind::Listing | Kind::Whole(_) | Kind::Part(_) => {}
                // What an interrupted write of a small file left.
                Kind::Leftover => fs::remove_file(path.join(&name)).map_err(disk)?,
                Kind::Other => return Err(CourierError::NotEmpty { path: path.to_owned() }),
            }
        }
        Ok(folder)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the whole report is there. One that is damaged is removed, so that it is fetched again.
    ///
    /// # Errors
    /// [`CourierError::Folder`].
    pub(crate) fn has(&self, hash: &BlobHash) -> Result<bool, CourierError> {
        let path = self.path.join(part::name(hash));
        let disk = |source| CourierError::Folder { path: path.clone(), source };
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(disk(error)),
        };
        let (digest, _) = part::digest_of(&mut file).map_err(disk)?;
        if BlobHash(sha2::Digest::finalize(digest).into()) == *hash {
            return Ok(true);
        }
        fs::remove_file(&path).map_err(disk)?;
        Ok(false)
    }

    /// Reports and parts that `listed` does not know: the parts are removed, the reports counted.
    ///
    /// # Errors
    /// [`CourierError::Folder`].
    pub(crate) fn strays(&self, listed: impl Fn(&BlobHash) -> bool) -> Result<usize, CourierError> {
        let disk = |source| CourierError::Folder { path: self.path.clone(), source };
        let mut strays = 0;
        for entry in fs::read_dir(&self.path).map_err(disk)? {
            let name = entry.map_err(disk)?.file_name();
            match Kind::of(&name) {
                Kind::Part(_) => fs::remove_file(self.path.join(&name)).map_err(disk)?,
                Kind::Whole(hash) if !listed(&hash) => strays += 1,
                _ => {}
            }
        }
        Ok(strays)
    }

    /// Bytes free on its disk; `None` where the system does not say.
    pub(crate) fn room(&self) -> Option<u64> {
        let stat = statvfs(&self.path).ok()?;
        stat.f_bavail.checked_mul(stat.f_frsize)
    }

    /// Finishes the bundle: listing first, manifest last, each whole or not at all.
    ///
    /// # Errors
    /// [`CourierError::Output`].
    pub(crate) fn finish(&self, manifest: &[u8], listing: &[u8]) -> Result<(), CourierError> {
        // The names of the reports become durable before anything that speaks of them.
        atomic_file::sync_folder_of(&self.path.join(LISTING))
            .map_err(|source| CourierError::Folder { path: self.path.clone(), source })?;
        atomic_file::write(&self.path.join(LISTING), listing, 0o600, Existing::Replace)?;
        atomic_file::write(&self.path.join(MANIFEST), manifest, 0o600, Existing::Refuse)?;
        Ok(())
    }
}

/// What a name in the folder is.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// The manifest.
    Manifest,
    /// The listing.
    Listing,
    /// A whole report.
    Whole(BlobHash),
    /// A part of one.
    Part(BlobHash),
    /// A temporary file of [`atomic_file`].
    Leftover,
    /// Nothing of ours.
    Other,
}

impl Kind {
    /// Tells by the name.
    fn of(name: &OsStr) -> Self {
        let Some(name) = name.to_str() else { return Self::Other };
        let hash = |ending| name.strip_suffix(ending).and_then(|hash| hash.parse().ok());
        match name {
            MANIFEST => Self::Manifest,
            LISTING => Self::Listing,
            _ if name.starts_with(".candour-") && name.ends_with(".part") => Self::Leftover,
            _ => hash(".age").map(Self::Whole).or_else(|| hash(".age.part").map(Self::Part)).unwrap_or(Self::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_do_not_fill_one_folder() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("bundle");
        let first = Folder::open(&path).unwrap();
        assert!(matches!(Folder::open(&path), Err(CourierError::Busy { .. })));
        drop(first);
        Folder::open(&path).unwrap();
    }

    #[test]
    fn only_an_unfinished_bundle_is_taken_up() {
        let place = tempfile::tempdir().unwrap();
        let hash = BlobHash([7; 32]);
        for name in [part::name(&hash), part::part_name(&hash), LISTING.to_owned(), ".candour-x.part".to_owned()] {
            fs::write(place.path().join(name), "").unwrap();
        }
        Folder::open(place.path()).unwrap();
        assert!(!place.path().join(".candour-x.part").exists());
        fs::write(place.path().join("holiday.jpg"), "").unwrap();
        assert!(matches!(Folder::open(place.path()), Err(CourierError::NotEmpty { .. })));
        fs::remove_file(place.path().join("holiday.jpg")).unwrap();
        fs::write(place.path().join(MANIFEST), "").unwrap();
        assert!(matches!(Folder::open(place.path()), Err(CourierError::Finished { .. })));
    }

    #[test]
    fn a_report_damaged_on_the_media_is_fetched_again() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let hash = BlobHash(<sha2::Sha256 as sha2::Digest>::digest("sealed").into());
        assert!(!folder.has(&hash).unwrap());
        fs::write(place.path().join(part::name(&hash)), "sealed").unwrap();
        assert!(folder.has(&hash).unwrap());
        fs::write(place.path().join(part::name(&hash)), "sealeD").unwrap();
        assert!(!folder.has(&hash).unwrap());
        assert!(!place.path().join(part::name(&hash)).exists());
    }

    #[test]
    fn strays_are_counted_and_their_parts_removed() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let (listed, stray) = (BlobHash([1; 32]), BlobHash([2; 32]));
        for name in [part::name(&listed), part::name(&stray), part::part_name(&stray)] {
            fs::write(place.path().join(name), "").unwrap();
        }
        assert_eq!(folder.strays(|hash| *hash == listed).unwrap(), 1);
        assert!(place.path().join(part::name(&stray)).exists());
        assert!(!place.path().join(part::part_name(&stray)).exists());
    }
}
