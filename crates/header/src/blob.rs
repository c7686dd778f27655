//! A whole blob on its way in: header grammar, cap and length rule together. What every upload is run through.

use crate::scanner::{Header, Progress, Scanner};
use crate::{Refusal, stream};

/// Judges a blob as it arrives, in pieces of any size. Holds counters only.
#[derive(Debug, Clone)]
pub struct Blob {
    scanner: Scanner,
    header: Option<Header>,
    len: u64,
    cap: u64,
    total: Option<u64>,
}

/// Proof that a whole blob is framed as an age file of a known kind, with a length that its payload can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Framed {
    header: Header,
    len: u64,
}

impl Framed {
    /// What its header says.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Never: a framed blob has a header.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }
}

impl Blob {
    /// A blob of unknown length, of at most `cap` bytes.
    #[must_use]
    pub const fn new(cap: u64) -> Self {
        Self { scanner: Scanner::new(), header: None, len: 0, cap, total: None }
    }

    /// A blob whose length was announced.
    ///
    /// # Errors
    /// [`Refusal::Empty`] and [`Refusal::TooLarge`], before any byte is read.
    pub const fn with_total(cap: u64, total: u64) -> Result<Self, Refusal> {
        if total == 0 {
            return Err(Refusal::Empty);
        }
        if total > cap {
            return Err(Refusal::TooLarge);
        }
        let mut blob = Self::new(cap);
        blob.total = Some(total);
        Ok(blob)
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// The [`Refusal`] of the first byte that does not fit. With an announced length, a payload of an impossible length is refused as
    /// soon as the header is complete.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        if self.header.is_none()
            && let Progress::Complete(header) = self.scanner.push(bytes)?
        {
            self.header = Some(header);
            if let Some(total) = self.total {
                check_length(&header, total)?;
            }
        }
        let more = u64::try_from(bytes.len()).map_err(|_| Refusal::TooLarge)?;
        self.len = self.len.checked_add(more).ok_or(Refusal::TooLarge)?;
        if self.len > self.cap {
            return Err(Refusal::TooLarge);
        }
        match self.total {
            Some(total) if self.len > total => Err(Refusal::WrongLength),
            _ => Ok(()),
        }
    }

    /// The header, once it is complete.
    #[must_use]
    pub const fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Bytes taken so far.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether no byte has been taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The end: whether what came is a whole age file.
    ///
    /// # Errors
    /// [`Refusal::Empty`], [`Refusal::TruncatedHeader`], [`Refusal::WrongLength`] or [`Refusal::NotAStream`].
    pub fn finish(self) -> Result<Framed, Refusal> {
        if self.len == 0 {
            return Err(Refusal::Empty);
        }
        let header = self.header.ok_or(Refusal::TruncatedHeader)?;
        if self.total.is_some_and(|total| total != self.len) {
            return Err(Refusal::WrongLength);
        }
        check_length(&header, self.len)?;
        Ok(Framed { header, len: self.len })
    }
}

/// Whether a file of `total` bytes with this header can have a payload.
fn check_length(header: &Header, total: u64) -> Result<(), Refusal> {
    let header_len = u64::try_from(header.len).map_err(|_| Refusal::HeaderTooLong)?;
    let payload = total.checked_sub(header_len).ok_or(Refusal::TruncatedHeader)?;
    stream::plain_len(payload).map(|_| ()).map_err(|_| Refusal::NotAStream)
}
