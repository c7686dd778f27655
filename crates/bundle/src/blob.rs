//! One blob of a bundle: opened without following a link, and hashed while it is read.

use std::fs::File;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use crate::Entry;

/// Why a listed blob cannot be used. It says nothing against the others.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BlobError {
    /// It is not in the folder.
    #[error("the file is missing")]
    Missing,
    /// A link, a folder, a pipe or a device has its name.
    #[error("it is not a regular file")]
    NotAFile,
    /// It has another length than the listing says.
    #[error("the file has {found} bytes instead of {listed}")]
    Size {
        /// Bytes that the listing says.
        listed: u64,
        /// Bytes there.
        found: u64,
    },
    /// It has another content than the listing says.
    #[error("the file is damaged: it has another hash than its name says")]
    Content,
    /// It cannot be read from the medium.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
}

/// Reads a blob and hashes it on the way. What it gives out is not checked until [`BlobReader::finish`] says so.
#[derive(Debug)]
pub struct BlobReader {
    /// One byte more than listed, so that a file that grew does not keep its hash.
    input: io::Take<File>,
    hash: Sha256,
    sha256: [u8; 32],
}

impl BlobReader {
    /// Reads `file`, which must turn out to be `entry`'s.
    pub(crate) fn new(file: File, entry: &Entry) -> Self {
        Self { input: file.take(entry.size.saturating_add(1)), hash: Sha256::new(), sha256: entry.sha256 }
    }

    /// Reads what is left, and compares the hash of everything.
    ///
    /// # Errors
    /// [`BlobError::Content`], [`BlobError::Unreadable`].
    pub fn finish(mut self) -> Result<(), BlobError> {
        io::copy(&mut self, &mut io::sink()).map_err(BlobError::Unreadable)?;
        let found: [u8; 32] = self.hash.finalize().into();
        if found == self.sha256 { Ok(()) } else { Err(BlobError::Content) }
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}
