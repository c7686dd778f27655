//! What can go wrong, by what to do next. Knows no status codes and no exit codes.

use std::io;

use thiserror::Error;

/// Why a call of the store failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The disk is too full. Nothing was kept; service goes on by itself when there is room again.
    #[error("the disk is too full")]
    NoSpace,
    /// The storage engine failed for good. The process should leave; the next one finds everything that was acknowledged.
    #[error("the storage engine has failed; only a new process helps")]
    Latched,
    /// There is no such blob or upload.
    #[error("no such blob or upload")]
    NotFound,
    /// A part does not begin where the upload ends.
    #[error("the part does not begin where the upload ends, at {held}")]
    OffsetMismatch {
        /// Bytes that are held.
        held: u64,
    },
    /// More bytes than a record may have, or than the upload announced.
    #[error("more bytes than announced or allowed")]
    TooLong,
    /// Fewer bytes than the upload announced.
    #[error("the upload holds {held} bytes only")]
    Incomplete {
        /// Bytes that are held.
        held: u64,
    },
    /// A parcel whose number is not past the last one of its unit.
    #[error("the parcel was applied before")]
    ParcelRepeated,
    /// A parcel whose number is past the next one of its unit.
    #[error("parcel {next} must be applied first")]
    ParcelGap {
        /// The next one.
        next: u32,
    },
    /// What is stored does not open under its key and place.
    #[error("a stored blob or its key is damaged")]
    Damaged,
    /// A file of the store.
    #[error("a file of the store could not be read or written")]
    Io(#[source] io::Error),
}

impl StoreError {
    /// A file error; a full disk is told apart.
    pub(crate) fn of_io(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            _ => Self::Io(error),
        }
    }
}

/// Why the store does not open.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another process has it open.
    #[error("another process has the store open")]
    Locked,
    /// The folder or a file in it.
    #[error("the store's folder could not be made or read")]
    Folder(#[source] io::Error),
    /// The file of keys.
    #[error("the file of keys could not be read")]
    Keys(#[source] io::Error),
    /// The file of keys has another layout.
    #[error("the file of keys is not of this version")]
    KeysVersion,
    /// Keys and index do not belong together: one was lost, or restored without the other. Nothing was changed. Going on would wipe the
    /// keys that the index does not name, and with them reports that only wait for the right index.
    #[error("the store's keys and its index do not belong together; nothing was changed")]
    Parted,
    /// The storage engine.
    #[error("the storage engine does not open")]
    Engine(#[source] io::Error),
    /// A thread.
    #[error("a thread could not be started")]
    Thread(#[source] io::Error),
}

#[cfg(test)]
mod tests {
    use candour_pinned::{every, lines};

    use super::*;

    #[test]
    fn every_error_is_said_in_these_words() {
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let store = every!(StoreError {
            NoSpace,
            Latched,
            NotFound,
            OffsetMismatch: [StoreError::OffsetMismatch { held: 7 }],
            TooLong,
            Incomplete: [StoreError::Incomplete { held: 7 }],
            ParcelRepeated,
            ParcelGap: [StoreError::ParcelGap { next: 7 }],
            Damaged,
            Io: [StoreError::Io(denied())],
        });
        let open = every!(OpenError {
            Locked,
            Folder: [OpenError::Folder(denied())],
            Keys: [OpenError::Keys(denied())],
            KeysVersion,
            Parted,
            Engine: [OpenError::Engine(denied())],
            Thread: [OpenError::Thread(denied())],
        });
        let said = format!("StoreError\n{}\nOpenError\n{}", lines(&store), lines(&open));
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
    }
}
