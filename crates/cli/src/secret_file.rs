//! Files that only their owner may read. Owns modes and limits; knows nothing of what is inside.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use zeroize::Zeroizing;

use crate::{Exit, Hint, atomic_file, sanitize};

/// Why a secret file was not read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretFileError {
    /// Not there, or not ours to open.
    #[error("cannot read {}", sanitize::path(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, a pipe or a device.
    #[error("{} is not a regular file", sanitize::path(path))]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Group or others have some right to it.
    #[error("{} can be read by others on this machine (mode {mode:04o})", sanitize::path(path))]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Another user owns it, and could have written it.
    #[error("{} belongs to another user", sanitize::path(path))]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Longer than any such file is.
    #[error("{} is longer than {limit} bytes", sanitize::path(path))]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        limit: usize,
    },
    /// There is a file already, and a secret is never written over.
    #[error("{} is already there", sanitize::path(path))]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("cannot write {}", sanitize::path(path))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Hint for SecretFileError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Read { .. } => "look whether the name is right and the file is yours".to_owned(),
            Self::NotAFile { .. } => "name a regular file".to_owned(),
            Self::Open { path, .. } => {
                format!("run `chmod 600 {}`, and think about who may have read it before", sanitize::path(path))
            }
            Self::Foreign { .. } => "use a copy that belongs to you".to_owned(),
            Self::TooLong { .. } => "look whether this is the right file".to_owned(),
            Self::Exists { .. } => {
                "choose another name, or move the old file away; secrets are never overwritten".to_owned()
            }
            Self::Write { .. } => "look whether the folder is there, is yours, and has room".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Open { .. } | Self::Foreign { .. } => Exit::Untrusted,
            _ => Exit::Failed,
        }
    }
}

/// Reads a secret file of at most `limit` bytes, after looking at its owner and mode through the open handle.
///
/// # Errors
/// Refuses what is not a regular file, what group or others have any right to, and what another user (root excepted) owns.
pub fn read(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, SecretFileError> {
    let unreadable = |source| SecretFileError::Read { path: path.to_owned(), source };
    // Non-blocking, so that a pipe put in the file's place cannot hold the program.
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    let file = OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path).map_err(unreadable)?;
    let meta = file.metadata().map_err(unreadable)?;
    if !meta.is_file() {
        return Err(SecretFileError::NotAFile { path: path.to_owned() });
    }
    let mode = meta.mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(SecretFileError::Open { path: path.to_owned(), mode });
    }
    let owner = meta.uid();
    if owner != 0 && owner != rustix::process::geteuid().as_raw() {
        return Err(SecretFileError::Foreign { path: path.to_owned() });
    }
    // The buffer never grows, so no copy of the secret is left behind by a reallocation.
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit.saturating_add(1)));
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > limit {
        return Err(SecretFileError::TooLong { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

/// Writes a new secret file, readable by its owner alone, and makes it durable. Never over another file.
///
/// # Errors
/// [`SecretFileError::Exists`] where there is a file of that name; [`SecretFileError::Write`] where the disk refuses.
pub fn create(path: &Path, secret: &[u8]) -> Result<(), SecretFileError> {
    let unwritable = |source| SecretFileError::Write { path: path.to_owned(), source };
    let mut file: File = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(SecretFileError::Exists { path: path.to_owned() });
        }
        Err(source) => return Err(unwritable(source)),
    };
    let written =
        file.write_all(secret).and_then(|()| file.sync_all()).and_then(|()| atomic_file::sync_folder_of(path));
    written.map_err(|source| {
        // Half a secret helps nobody and would block the next try.
        let _ = std::fs::remove_file(path);
        unwritable(source)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn what_is_created_can_be_read_and_only_by_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        create(&path, b"secret").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(read(&path, 6).unwrap().as_slice(), b"secret");
    }

    #[test]
    fn a_secret_is_never_written_over_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        create(&path, b"first").unwrap();
        assert!(matches!(create(&path, b"second"), Err(SecretFileError::Exists { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
    }

    #[test]
    fn any_right_of_group_or_others_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        create(&path, b"secret").unwrap();
        for mode in [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let refused = read(&path, 100).unwrap_err();
            assert!(matches!(refused, SecretFileError::Open { mode: found, .. } if found == mode), "{mode:o}");
            assert_eq!(refused.exit(), Exit::Untrusted);
        }
        for mode in [0o600, 0o400, 0o700] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(read(&path, 100).is_ok(), "{mode:o}");
        }
    }

    #[test]
    fn a_file_too_long_a_folder_and_a_missing_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        create(&path, b"1234567").unwrap();
        assert!(matches!(read(&path, 6), Err(SecretFileError::TooLong { limit: 6, .. })));
        assert!(matches!(read(folder.path(), 6), Err(SecretFileError::NotAFile { .. })));
        assert!(matches!(read(&folder.path().join("no"), 6), Err(SecretFileError::Read { .. })));
    }

    #[test]
    fn a_pipe_in_the_place_of_a_secret_does_not_hang() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &path,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap();
        assert!(matches!(read(&path, 6), Err(SecretFileError::NotAFile { .. })));
    }
}
