//! One report's file on its way into the bundle: `HASH.age.part`, then `HASH.age`. Owns resuming, hashing and the rename.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use candour_wire::BlobHash;
use sha2::{Digest as _, Sha256};

use crate::fault::Fault;

/// Bytes that are read or written at a time.
const PIECE: usize = 64 * 1024;

/// An unfinished file.
#[derive(Debug)]
pub(crate) struct Part {
    /// The open file; its end is where it goes on.
    file: File,
    /// Its name.
    path: PathBuf,
    /// The name that it gets.
    goal: PathBuf,
    /// What it must become.
    hash: BlobHash,
    /// How long it must become.
    size: u64,
    /// How long it is.
    len: u64,
    /// Of its bytes so far.
    digest: Sha256,
}

/// The name of a whole report in a bundle.
pub(crate) fn name(hash: &BlobHash) -> String {
    format!("{hash}.age")
}

/// The name of an unfinished one.
pub(crate) fn part_name(hash: &BlobHash) -> String {
    format!("{hash}.age.part")
}

/// SHA-256 and length of everything that a reader gives, in pieces.
///
/// # Errors
/// What the reader says.
pub(crate) fn digest_of(reader: &mut impl Read) -> io::Result<(Sha256, u64)> {
    let (mut digest, mut len, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok((digest, len)),
            Ok(read) => {
                digest.update(piece.get(..read).unwrap_or_default());
                len += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

impl Part {
    /// Opens or makes the unfinished file in a bundle's folder, and hashes what it holds already.
    ///
    /// # Errors
    /// [`Fault::Disk`].
    pub(crate) fn open(folder: &Path, hash: BlobHash, size: u64) -> Result<Self, Fault> {
        let path = folder.join(part_name(&hash));
        let disk = |source| Fault::Disk { path: path.clone(), source };
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).mode(0o600).open(&path).map_err(disk)?;
        let (digest, len) = digest_of(&mut file).map_err(disk)?;
        let mut part = Self { file, goal: folder.join(name(&hash)), hash, size, len, digest, path: path.clone() };
        if len > size {
            part.empty()?;
        }
        Ok(part)
    }

    /// How many bytes it holds.
    pub(crate) const fn len(&self) -> u64 {
        self.len
    }

    /// Whether it has its length.
    pub(crate) const fn is_long_enough(&self) -> bool {
        self.len == self.size
    }

    /// Begins anew.
    ///
    /// # Errors
    /// [`Fault::Disk`].
    pub(crate) fn empty(&mut self) -> Result<(), Fault> {
        self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0))).map_err(|source| self.disk(source))?;
        (self.digest, self.len) = (Sha256::new(), 0);
        Ok(())
    }

    /// Takes bytes from `body` until it has its length. What came before a break is kept.
    ///
    /// # Errors
    /// [`Fault::Cut`] where the body breaks off or ends early; [`Fault::Strange`] where it goes on; [`Fault::Disk`].
    pub(crate) fn take(&mut self, mut body: impl Read, mut arrived: impl FnMut(u64)) -> Result<(), Fault> {
        let mut piece = vec![0; PIECE];
        loop {
            let bytes = match body.read(&mut piece) {
                Ok(read) => piece.get(..read).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Fault::Cut(error)),
            };
            if bytes.is_empty() {
                let early = io::ErrorKind::UnexpectedEof;
                return if self.is_long_enough() { Ok(()) } else { Err(Fault::Cut(early.into())) };
            }
            if bytes.len() as u64 > self.size.saturating_sub(self.len) {
                self.empty()?;
                return Err(Fault::Strange);
            }
            self.file.write_all(bytes).map_err(|source| self.disk(source))?;
            self.digest.update(bytes);
            self.len += bytes.len() as u64;
            arrived(bytes.len() as u64);
        }
    }

    /// Compares the hash, makes the bytes durable, and gives the file its name.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where it is another one than was listed: it is emptied. [`Fault::Disk`].
    pub(crate) fn finish(mut self) -> Result<(), Fault> {
        let found: [u8; 32] = self.digest.clone().finalize().into();
        if BlobHash(found) != self.hash {
            self.empty()?;
            return Err(Fault::Damaged);
        }
        self.file.sync_all().and_then(|()| fs::rename(&self.path, &self.goal)).map_err(|source| self.disk(source))
    }

    /// The disk's fault.
    fn disk(&self, source: io::Error) -> Fault {
        Fault::Disk { path: self.path.clone(), source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &[u8] = b"age-encryption.org/v1\nsealed";

    fn hash() -> BlobHash {
        BlobHash(Sha256::digest(BYTES).into())
    }

    fn open(folder: &Path) -> Part {
        Part::open(folder, hash(), BYTES.len() as u64).unwrap()
    }

    #[test]
    fn it_goes_on_where_it_was_cut() {
        let folder = tempfile::tempdir().unwrap();
        let mut part = open(folder.path());
        assert!(matches!(part.take(&BYTES[..5], |_| {}), Err(Fault::Cut(_))));
        drop(part);
        let mut part = open(folder.path());
        assert_eq!(part.len(), 5);
        let mut arrived = 0;
        part.take(&BYTES[5..], |bytes| arrived += bytes).unwrap();
        assert_eq!(arrived, BYTES.len() as u64 - 5);
        part.finish().unwrap();
        assert_eq!(fs::read(folder.path().join(name(&hash()))).unwrap(), BYTES);
        assert!(!folder.path().join(part_name(&hash())).exists());
    }

    #[test]
    fn other_bytes_never_get_the_name() {
        let folder = tempfile::tempdir().unwrap();
        let mut part = open(folder.path());
        let mut other = BYTES.to_vec();
        *other.last_mut().unwrap() ^= 1;
        part.take(other.as_slice(), |_| {}).unwrap();
        assert!(matches!(part.finish(), Err(Fault::Damaged)));
        assert!(!folder.path().join(name(&hash())).exists());
        assert_eq!(open(folder.path()).len(), 0, "the next try begins anew");
    }

    #[test]
    fn more_bytes_than_listed_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut part = open(folder.path());
        assert!(matches!(part.take([BYTES, b"x"].concat().as_slice(), |_| {}), Err(Fault::Strange)));
        fs::write(folder.path().join(part_name(&hash())), vec![b'x'; BYTES.len() + 1]).unwrap();
        assert_eq!(open(folder.path()).len(), 0);
    }
}
