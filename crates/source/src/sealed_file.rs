//! Sealed reports on this machine: one being made, and one made before. Owns where the bytes lie until they are sent; opens none.
//!
//! A report is sealed whole before its first byte is sent. So a broken circuit costs no sealing, and what was sent is always the
//! beginning of what will be sent. Up to 64 KiB it stays in memory; above, it lies in a file without a name that goes with the
//! program, or in the file that the user asked for. Only ciphertext is ever written.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use candour_cli::atomic_file::{AtomicFile, AtomicFileError, Existing};
use candour_cli::{Hint, sanitize};
use candour_header::{Blob, Refusal, ladder};
use candour_wire::{BlobHash, Problem, limits};
use sha2::{Digest as _, Sha256};

use crate::composing::{ComposeError, Composed};
use crate::net::upload::Sealed;
use crate::sealed_bytes::SealedBytes;

/// Reading step.
const CHUNK: usize = 64 * 1024;

/// Why there is no sealed report to send.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealedFileError {
    /// The file.
    #[error("cannot read {}", sanitize::path(path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not what a drop takes; nothing of it was sent.
    #[error("{} cannot be sent", sanitize::path(path))]
    NotSealed {
        /// The file.
        path: PathBuf,
        /// The rule that it breaks.
        source: Refusal,
    },
    /// No room for the sealed report.
    #[error("cannot make a temporary file in {}", sanitize::path(folder))]
    Scratch {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Sealing.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// The file asked for.
    #[error(transparent)]
    Output(#[from] AtomicFileError),
}

impl Hint for SealedFileError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unreadable { .. } => Some("look whether the name is right and the file is yours".to_owned()),
            Self::NotSealed { source, .. } => {
                // The drop's own advice, without what it says of itself.
                let detail = Problem::from(*source).detail();
                let mut advice = detail.trim_start_matches("Nothing was kept. ").trim_end_matches('.').chars();
                Some(advice.next().into_iter().flat_map(char::to_lowercase).chain(advice).collect())
            }
            Self::Scratch { .. } => Some("name a folder with room by --scratch".to_owned()),
            Self::Compose(error) => error.hint(),
            Self::Output(error) => error.hint(),
        }
    }

    fn exit(&self) -> candour_cli::Exit {
        match self {
            Self::Compose(error) => error.exit(),
            Self::Output(error) => error.exit(),
            _ => candour_cli::Exit::Failed,
        }
    }
}

/// A sealed report, wherever it lies.
pub(crate) type AnySealed = Sealed<SealedBytes>;

/// Where a fresh one lies.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// Nowhere that outlives the program. Larger than 64 KiB: a file without a name in this folder.
    Scratch(PathBuf),
    /// In a new file of this name.
    File(PathBuf),
}

/// Seals a report to its place.
pub(crate) fn make(composed: Composed, place: &Place) -> Result<AnySealed, SealedFileError> {
    match place {
        Place::File(path) => {
            let mut file = AtomicFile::create(path, 0o600, Existing::Refuse)?;
            let done = composed.seal(&mut file)?;
            let unreadable = |source| SealedFileError::Unreadable { path: path.clone(), source };
            let bytes = file.as_file().try_clone().map_err(unreadable)?;
            file.commit()?;
            Ok(Sealed { bytes: SealedBytes::file(bytes), len: done.len, hash: BlobHash(done.sha256) })
        }
        Place::Scratch(_) if ladder::is_text(composed.len()) => {
            let mut bytes = Vec::new();
            let done = composed.seal(&mut bytes)?;
            Ok(Sealed { bytes: SealedBytes::memory(bytes), len: done.len, hash: BlobHash(done.sha256) })
        }
        Place::Scratch(folder) => {
            let mut file = tempfile::tempfile_in(folder)
                .map_err(|source| SealedFileError::Scratch { folder: folder.clone(), source })?;
            let done = composed.seal(&mut file)?;
            Ok(Sealed { bytes: SealedBytes::file(file), len: done.len, hash: BlobHash(done.sha256) })
        }
    }
}

/// Opens a sealed file and runs it through the rules that a drop has, so that nothing else ever leaves this machine.
pub(crate) fn open(path: &Path) -> Result<AnySealed, SealedFileError> {
    let unreadable = |source| SealedFileError::Unreadable { path: path.to_owned(), source };
    let refused = |source| SealedFileError::NotSealed { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let len = file.metadata().map_err(unreadable)?.len();
    let mut judge = Blob::with_total(limits::LARGEST_BLOB, len).map_err(refused)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match file.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error)),
        };
        let bytes = chunk.get(..read).unwrap_or_default();
        judge.push(bytes).map_err(refused)?;
        hash.update(bytes);
    }
    judge.finish().map_err(refused)?;
    Ok(Sealed { bytes: SealedBytes::file(file), len, hash: BlobHash(hash.finalize().into()) })
}

/// Writes a sealed report to a new file, after sending it has failed.
pub(crate) fn keep(sealed: &mut AnySealed, path: &Path) -> Result<(), SealedFileError> {
    let failed = |source| AtomicFileError::Write { path: path.to_owned(), source };
    let mut file = AtomicFile::create(path, 0o600, Existing::Refuse)?;
    sealed.bytes.seek(SeekFrom::Start(0)).map_err(failed)?;
    io::copy(&mut sealed.bytes, &mut file).map_err(failed)?;
    file.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(content: &[u8]) -> Result<AnySealed, SealedFileError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealed");
        std::fs::write(&path, content).unwrap();
        open(&path)
    }

    #[test]
    fn what_is_not_sealed_never_becomes_something_to_send() {
        for (content, rule) in [
            (&b""[..], Refusal::Empty),
            (b"He took money on 3 May.", Refusal::NotAge),
            (b"-----BEGIN AGE ENCRYPTED FILE-----\n", Refusal::Armored),
            (b"age-encryption.org/v1\n", Refusal::TruncatedHeader),
        ] {
            let Err(SealedFileError::NotSealed { source, .. }) = opened(content) else {
                panic!("{content:?} was taken")
            };
            assert_eq!(source, rule);
        }
    }

    #[test]
    fn a_missing_file_is_no_sealed_file() {
        assert!(matches!(open(Path::new("/no/such")), Err(SealedFileError::Unreadable { .. })));
    }
}
