//! The listing: entries in the order of their hashes, read and written line by line.

use std::io::{self, BufRead, Read as _, Write};

use sha2::{Digest as _, Sha256};

use crate::{BundleError, Entry, MOST_ENTRIES, Paper};

/// What a manifest says of a listing. Only a listing that was read or written to its end has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Entries.
    pub(crate) count: u64,
    /// Bytes of all the blobs named.
    pub(crate) bytes: u64,
    /// SHA-256 over the listing's own bytes.
    pub(crate) sha256: [u8; 32],
}

/// Counts and hashes entries as they pass, and holds them to their order.
#[derive(Debug, Default)]
struct Counter {
    count: u64,
    bytes: u64,
    last: Option<[u8; 32]>,
    hash: Sha256,
}

impl Counter {
    /// The number of the line that comes next, from 1.
    const fn line(&self) -> u64 {
        self.count + 1
    }

    /// Takes the next entry.
    fn take(&mut self, entry: &Entry, line: &[u8]) -> Result<(), BundleError> {
        if self.count == MOST_ENTRIES {
            return Err(BundleError::TooLong);
        }
        if self.last.is_some_and(|last| last >= entry.sha256) {
            return Err(BundleError::Order(self.line()));
        }
        self.bytes = self.bytes.checked_add(entry.size).ok_or(BundleError::TooLong)?;
        self.last = Some(entry.sha256);
        self.count += 1;
        self.hash.update(line);
        Ok(())
    }

    /// What was counted.
    fn tally(&self) -> Tally {
        Tally { count: self.count, bytes: self.bytes, sha256: self.hash.clone().finalize().into() }
    }
}

/// Reads entries one by one; holds one line in memory. After an error or the end it yields nothing more.
#[derive(Debug)]
pub struct ListingReader<R> {
    input: R,
    counter: Counter,
    line: Vec<u8>,
    state: State,
}

/// How far a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Lines may follow.
    Reading,
    /// The listing was read to its end, and all of it fits.
    Complete,
    /// It does not fit.
    Refused,
}

impl<R: BufRead> ListingReader<R> {
    /// Reads a listing from its start.
    pub fn new(input: R) -> Self {
        Self { input, counter: Counter::default(), line: Vec::new(), state: State::Reading }
    }

    /// What there is to compare with the manifest, once the last entry was read; `None` before, and after an error.
    #[must_use]
    pub fn tally(&self) -> Option<Tally> {
        (self.state == State::Complete).then(|| self.counter.tally())
    }

    /// The next entry; `None` at the end.
    fn read(&mut self) -> Result<Option<Entry>, BundleError> {
        self.line.clear();
        (&mut self.input)
            .take(Entry::LONGEST_LINE)
            .read_until(b'\n', &mut self.line)
            .map_err(|source| BundleError::Unreadable { paper: Paper::Listing, source })?;
        if self.line.is_empty() {
            return Ok(None);
        }
        let entry = self
            .line
            .strip_suffix(b"\n")
            .and_then(Entry::parse)
            .ok_or_else(|| BundleError::Line(self.counter.line()))?;
        self.counter.take(&entry, &self.line)?;
        Ok(Some(entry))
    }
}

impl<R: BufRead> Iterator for ListingReader<R> {
    type Item = Result<Entry, BundleError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state != State::Reading {
            return None;
        }
        let read = self.read();
        self.state = match &read {
            Ok(Some(_)) => State::Reading,
            Ok(None) => State::Complete,
            Err(_) => State::Refused,
        };
        read.transpose()
    }
}

/// Writes entries one by one, in the order of their hashes.
#[derive(Debug)]
pub struct ListingWriter<W> {
    output: W,
    counter: Counter,
}

impl<W: Write> ListingWriter<W> {
    /// Writes a listing from its start.
    pub fn new(output: W) -> Self {
        Self { output, counter: Counter::default() }
    }

    /// Writes one entry.
    ///
    /// # Errors
    /// [`BundleError::Order`], [`BundleError::TooLong`], [`BundleError::Line`] for an empty blob, [`BundleError::Unreadable`].
    pub fn push(&mut self, entry: &Entry) -> Result<(), BundleError> {
        if entry.size == 0 {
            return Err(BundleError::Line(self.counter.line()));
        }
        let line = format!("{entry}\n");
        self.counter.take(entry, line.as_bytes())?;
        self.output.write_all(line.as_bytes()).map_err(unwritten)
    }

    /// Flushes, and gives back the output and what a manifest says of the listing.
    ///
    /// # Errors
    /// [`BundleError::Unreadable`].
    pub fn finish(mut self) -> Result<(W, Tally), BundleError> {
        self.output.flush().map_err(unwritten)?;
        Ok((self.output, self.counter.tally()))
    }
}

/// The listing cannot be written.
const fn unwritten(source: io::Error) -> BundleError {
    BundleError::Unreadable { paper: Paper::Listing, source }
}

/// A whole listing that is the one its manifest commits to. 48 bytes of memory an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    entries: Vec<Entry>,
}

impl Listing {
    /// From [`crate::Manifest::read_listing`], which has checked them.
    pub(crate) const fn checked(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    /// The entries in the order of their hashes.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a hash.
    #[must_use]
    pub fn find(&self, sha256: &[u8; 32]) -> Option<&Entry> {
        let found = self.entries.binary_search_by(|entry| entry.sha256.cmp(sha256)).ok()?;
        self.entries.get(found)
    }
}
