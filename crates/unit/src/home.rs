//! The unit's home folder on the air-gapped machine: what lies where, who may enter, and one program at a time.
//!
//! ```text
//! home/                  0700
//!   identities.age       the two identities, under the passphrase
//!   signing-key.age      the signing key, under the passphrase
//!   unit-card            public: what the other units and the desk card need
//!   desk-cards/          every complete desk card that this unit signed, by its SHA-256
//!   reports/             one folder for each report held, by the SHA-256 of its sealed original
//!   failed/              one folder for each blob that was ours and did not open
//!   others               hashes of the blobs that were seen whole and are for other units only
//!   cases.json           which report belongs to which case
//!   replies/             what was written to sources, under the unit's identities
//!   boards/              for each drop the last parcels, and what is counted from one to the next
//!   incoming/            folders being filled; emptied before each intake
//!   lock                 held while a program writes here
//! ```
//!
//! It knows neither what is under the passphrase nor what is in a report.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use candour_cli::{Exit, Hint, sanitize};
use rustix::fs::{FlockOperation, flock};

use crate::intake::make_folder;

/// Folders of a home.
const FOLDERS: [&str; 6] = ["desk-cards", "reports", "failed", "incoming", "replies", "boards"];

/// Why a home cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HomeError {
    /// There is no such folder, or it holds no unit.
    #[error("{} is no unit's home", sanitize::path(path))]
    NoHome {
        /// The folder.
        path: PathBuf,
    },
    /// `init` where there is something already.
    #[error("{} is already there", sanitize::path(path))]
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// Others on this machine may look into it.
    #[error("{} can be entered by others on this machine (mode {mode:04o})", sanitize::path(path))]
    Open {
        /// The folder.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Another program works in it.
    #[error("another candour-unit is at work in {}", sanitize::path(path))]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("cannot use {}", sanitize::path(path))]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Hint for HomeError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoHome { .. } => "name the home with --home, or make one with `candour-unit init`".to_owned(),
            Self::Exists { .. } => "choose another home with --home; keys are never overwritten".to_owned(),
            Self::Open { path, .. } => {
                format!("run `chmod 700 {}`, and think about who may have looked in before", sanitize::path(path))
            }
            Self::Busy { .. } => "wait for it, and run this again".to_owned(),
            Self::Disk { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "make room on this disk, and run this again".to_owned()
                }
                io::ErrorKind::InvalidData => "it is damaged: put it back from a backup".to_owned(),
                _ => "look whether the disk is there and can be written to".to_owned(),
            },
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Open { .. } => Exit::Untrusted,
            _ => Exit::Failed,
        }
    }
}

/// A home that is there and private.
#[derive(Clone, Debug)]
pub struct Home(PathBuf);

/// A home that nobody else works in, as long as this lives.
#[derive(Debug)]
pub struct Lock {
    /// The lock file; closing it lets go.
    _file: File,
}

impl Home {
    /// Makes a new home.
    ///
    /// # Errors
    /// [`HomeError::Exists`], [`HomeError::Disk`].
    pub fn create(path: &Path) -> Result<Self, HomeError> {
        make_folder(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => HomeError::Exists { path: path.to_owned() },
            _ => HomeError::Disk { path: path.to_owned(), source: error },
        })?;
        Ok(Self(path.to_owned()))
    }

    /// Enters a home.
    ///
    /// # Errors
    /// [`HomeError::NoHome`], [`HomeError::Open`].
    pub fn enter(path: &Path) -> Result<Self, HomeError> {
        let metadata = fs::metadata(path).map_err(|_| HomeError::NoHome { path: path.to_owned() })?;
        let home = Self(path.to_owned());
        if !metadata.is_dir() || !home.identities().is_file() {
            return Err(HomeError::NoHome { path: path.to_owned() });
        }
        let mode = metadata.mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(HomeError::Open { path: path.to_owned(), mode });
        }
        Ok(home)
    }

    /// Takes the home for this program alone, and makes the folders that are missing: a home that was carried by a program that
    /// leaves out empty ones works again.
    ///
    /// # Errors
    /// [`HomeError::Busy`], [`HomeError::Disk`].
    pub fn lock(&self) -> Result<Lock, HomeError> {
        for name in FOLDERS {
            let folder = self.0.join(name);
            match make_folder(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(HomeError::Disk { path: folder, source: error });
                }
                _ => {}
            }
        }
        let path = self.0.join("lock");
        let disk = |source| HomeError::Disk { path: path.clone(), source };
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path).map_err(disk)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Lock { _file: file }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(HomeError::Busy { path: self.0.clone() }),
            Err(error) => Err(disk(error.into())),
        }
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The identities, protected.
    #[must_use]
    pub fn identities(&self) -> PathBuf {
        self.0.join("identities.age")
    }

    /// The signing key, protected.
    #[must_use]
    pub fn signing_key(&self) -> PathBuf {
        self.0.join("signing-key.age")
    }

    /// The unit card.
    #[must_use]
    pub fn unit_card(&self) -> PathBuf {
        self.0.join("unit-card")
    }

    /// The desk cards that this unit signed.
    #[must_use]
    pub fn desk_cards(&self) -> PathBuf {
        self.0.join("desk-cards")
    }

    /// The reports held.
    #[must_use]
    pub fn reports(&self) -> PathBuf {
        self.0.join("reports")
    }

    /// What was ours and did not open.
    #[must_use]
    pub fn failed(&self) -> PathBuf {
        self.0.join("failed")
    }

    /// Hashes of the blobs that are for other units.
    #[must_use]
    pub fn others(&self) -> PathBuf {
        self.0.join("others")
    }

    /// Which report belongs to which case.
    #[must_use]
    pub fn cases(&self) -> PathBuf {
        self.0.join("cases.json")
    }

    /// What was written to sources.
    #[must_use]
    pub fn replies(&self) -> PathBuf {
        self.0.join("replies")
    }

    /// The parcels made.
    #[must_use]
    pub fn boards(&self) -> PathBuf {
        self.0.join("boards")
    }

    /// Folders being filled.
    #[must_use]
    pub fn incoming(&self) -> PathBuf {
        self.0.join("incoming")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_new_home_is_private_and_never_made_twice() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("home");
        Home::create(&path).unwrap().lock().unwrap();
        for folder in ["", "desk-cards", "reports", "failed", "incoming", "replies", "boards"] {
            assert_eq!(path.join(folder).metadata().unwrap().mode() & 0o7777, 0o700, "{folder}");
        }
        assert!(matches!(Home::create(&path), Err(HomeError::Exists { .. })));
    }

    #[test]
    fn a_folder_without_identities_is_no_home() {
        let place = tempfile::tempdir().unwrap();
        assert!(matches!(Home::enter(place.path()), Err(HomeError::NoHome { .. })));
        assert!(matches!(Home::enter(&place.path().join("no")), Err(HomeError::NoHome { .. })));
    }

    #[test]
    fn a_home_that_others_may_enter_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("home");
        let home = Home::create(&path).unwrap();
        fs::write(home.identities(), "").unwrap();
        assert!(Home::enter(&path).is_ok());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
        assert!(matches!(Home::enter(&path), Err(HomeError::Open { mode: 0o750, .. })));
    }

    #[test]
    fn a_home_is_for_one_program_at_a_time() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::create(&place.path().join("home")).unwrap();
        let lock = home.lock().unwrap();
        assert!(matches!(home.lock(), Err(HomeError::Busy { .. })));
        drop(lock);
        assert!(home.lock().is_ok());
    }
}
