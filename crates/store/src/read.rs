//! Reading a kept blob, from any byte on. Every byte is authenticated before it is given out.

use std::io::{self, Read, Seek, SeekFrom};

use crate::error::StoreError;
use crate::sealed_file::{SEGMENT, SealedFile};

/// A kept blob. It goes on reading even while the blob is deleted or rewritten.
#[derive(Debug)]
pub struct BlobReader {
    /// Where segments come from.
    source: Source,
    /// The blob's length.
    len: u64,
    /// The next byte.
    position: u64,
    /// The open segment and its number.
    segment: Option<(u64, Vec<u8>)>,
}

/// Where segments come from.
#[derive(Debug)]
enum Source {
    /// The whole blob is the one open segment.
    Memory,
    /// A sealed file.
    File(SealedFile),
}

impl BlobReader {
    /// Over a blob that was kept as a record.
    pub(crate) fn of_text(blob: Vec<u8>) -> Self {
        let len = u64::try_from(blob.len()).unwrap_or(u64::MAX);
        Self { source: Source::Memory, len, position: 0, segment: Some((0, blob)) }
    }

    /// Over a blob that was kept as a file.
    pub(crate) const fn of_file(file: SealedFile, len: u64) -> Self {
        Self { source: Source::File(file), len, position: 0, segment: None }
    }

    /// The blob's length.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether the blob is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes from the position to the end of its segment.
    fn rest(&mut self) -> Result<&[u8], StoreError> {
        if self.position >= self.len {
            return Ok(&[]);
        }
        let number = match &self.source {
            Source::Memory => 0,
            Source::File(file) => {
                let number = self.position / SEGMENT;
                if self.segment.as_ref().is_none_or(|(open, _)| *open != number) {
                    let bytes = file.segment(number, SEGMENT.min(self.len - number * SEGMENT))?;
                    self.segment = Some((number, bytes));
                }
                number
            }
        };
        let within = usize::try_from(self.position - number * SEGMENT).unwrap_or(usize::MAX);
        Ok(self.segment.as_ref().and_then(|(_, bytes)| bytes.get(within..)).unwrap_or(&[]))
    }
}

impl Read for BlobReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let rest = self.rest().map_err(|error| match error {
            StoreError::Io(error) => error,
            other => io::Error::new(io::ErrorKind::InvalidData, other),
        })?;
        let count = rest.len().min(out.len());
        out.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.position = self.position.saturating_add(u64::try_from(count).unwrap_or(0));
        Ok(count)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
