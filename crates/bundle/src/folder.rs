//! A bundle's folder, as hostile as the medium it lies on: flat, regular files only, no link followed inside it.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use candour_note::VerifyingKey;
use rustix::fs::{CWD, Dir, FileType, Mode, OFlags, fstat, openat};
use rustix::io::Errno;

use crate::{
    BlobError, BlobReader, BundleError, Entry, LISTING, LONGEST_MANIFEST, Listing, MANIFEST, Manifest, Paper,
    UntrustedManifest,
};

/// A bundle whose manifest the drop signed, and whose listing is the manifest's. Its blobs are looked at one by one.
///
/// The folder is held open: whoever moves or replaces its path afterwards changes nothing. Shared by reference between threads.
#[derive(Debug)]
pub struct Bundle {
    path: PathBuf,
    folder: OwnedFd,
    manifest: Manifest,
    listing: Listing,
}

impl Bundle {
    /// Opens a folder: checks the manifest's signature and the listing, and touches no blob.
    ///
    /// # Errors
    /// A [`BundleError`]: nothing in the folder is to be used.
    pub fn open(path: &Path, log_key: &VerifyingKey) -> Result<Self, BundleError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = openat(CWD, path, flags, Mode::empty())
            .map_err(|errno| BundleError::Unreadable { paper: Paper::Folder, source: errno.into() })?;
        let manifest = {
            let mut bytes = Vec::new();
            paper(&folder, Paper::Manifest, MANIFEST)?
                .take(LONGEST_MANIFEST + 1)
                .read_to_end(&mut bytes)
                .map_err(|source| BundleError::Unreadable { paper: Paper::Manifest, source })?;
            UntrustedManifest::parse(&bytes)?.verify(log_key)?
        };
        let listing = manifest.read_listing(BufReader::new(paper(&folder, Paper::Listing, LISTING)?))?;
        Ok(Self { path: path.to_owned(), folder, manifest, listing })
    }

    /// Where it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The manifest.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The listing.
    #[must_use]
    pub const fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Where an entry's file lies, for messages. To read it, use [`Bundle::file`], which follows no link.
    #[must_use]
    pub fn blob_path(&self, entry: &Entry) -> PathBuf {
        self.path.join(entry.file_name())
    }

    /// Opens an entry's file if it is a regular one of the listed length. Its content is not looked at.
    ///
    /// # Errors
    /// Any [`BlobError`] but [`BlobError::Content`].
    pub fn file(&self, entry: &Entry) -> Result<File, BlobError> {
        let (file, found) = match regular(&self.folder, &entry.file_name()) {
            Ok(Some(opened)) => opened,
            Ok(None) => return Err(BlobError::NotAFile),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BlobError::Missing),
            Err(error) => return Err(BlobError::Unreadable(error)),
        };
        if found == entry.size { Ok(file) } else { Err(BlobError::Size { listed: entry.size, found }) }
    }

    /// As [`Bundle::file`], for whoever reads it once and hashes on the way.
    ///
    /// # Errors
    /// As [`Bundle::file`].
    pub fn read(&self, entry: &Entry) -> Result<BlobReader, BlobError> {
        Ok(BlobReader::new(self.file(entry)?, entry))
    }

    /// Whether an entry's file is there, regular and of the listed length.
    ///
    /// # Errors
    /// As [`Bundle::file`].
    pub fn look(&self, entry: &Entry) -> Result<(), BlobError> {
        self.file(entry).map(drop)
    }

    /// Whether an entry's file is there and has the listed hash: reads all of it, in constant memory.
    ///
    /// # Errors
    /// Any [`BlobError`].
    pub fn check(&self, entry: &Entry) -> Result<(), BlobError> {
        self.read(entry)?.finish()
    }

    /// The folder, read from its start.
    pub(crate) fn names(&self) -> io::Result<Dir> {
        Ok(Dir::read_from(&self.folder)?)
    }
}

/// Opens a paper.
fn paper(folder: &OwnedFd, paper: Paper, name: &str) -> Result<File, BundleError> {
    match regular(folder, name) {
        Ok(Some((file, _))) => Ok(file),
        Ok(None) => Err(BundleError::NotAFile(paper)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BundleError::Unfinished(paper)),
        Err(source) => Err(BundleError::Unreadable { paper, source }),
    }
}

/// Opens a file in the folder, with its length; `None` where the name is not a regular file's.
///
/// `NONBLOCK`, so that a pipe does not hold us up before we see that it is one; on regular files it has no effect.
fn regular(folder: &OwnedFd, name: &str) -> io::Result<Option<(File, u64)>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = match openat(folder, name, flags, Mode::empty()) {
        Ok(opened) => opened,
        // A symbolic link; a socket or a device without driver.
        Err(Errno::LOOP | Errno::NXIO) => return Ok(None),
        Err(errno) => return Err(errno.into()),
    };
    let stat = fstat(&opened)?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Ok(None);
    }
    let len = u64::try_from(stat.st_size).map_err(|_| io::ErrorKind::InvalidData)?;
    Ok(Some((File::from(opened), len)))
}
