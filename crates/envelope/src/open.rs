//! Opens the header of a sealed report: on the `age` crate, which parses it and checks its MAC. Payload and archive come after.

use core::fmt;
use std::cell::RefCell;
use std::io::{self, BufRead, Read};

use age_core::format::Stanza;
use candour_header::{MAGIC, MAX_HEADER, NONCE};

use crate::keys::{Identity, Unwrapped};
use crate::secret::{FileKey, PayloadKey};

/// Start of a header's last line.
const DASHES: &[u8] = b"---";
/// First line of an armored file.
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE";

/// Why a blob's header did not open: one variant for each different next step.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Well formed, and no stanza is for the identities given: another unit's, count it.
    #[error("no stanza for this unit")]
    NoStanzaForUs,
    /// Sealed with a passphrase: ask whoever sent it.
    #[error("sealed with a passphrase, not to a unit's key")]
    Passphrase,
    /// The text form of an age file: strip it with any age program.
    #[error("armored: the text form of an age file")]
    Armored,
    /// Not an age file at all.
    #[error("not an age file")]
    NotAge,
    /// Starts as an age file and breaks the format.
    #[error("the header is malformed")]
    HeaderMalformed,
    /// Longer than any header that a drop takes.
    #[error("the header is longer than 32 KiB")]
    HeaderTooLong,
    /// The blob ends within the header or the nonce: fetch it again.
    #[error("the blob ends within its header")]
    HeaderTruncated,
    /// A stanza is for this unit, but the header was changed after sealing.
    #[error("the header was changed after sealing")]
    HeaderMac,
    /// The input could not be read.
    #[error("the blob could not be read")]
    Read(#[source] io::Error),
}

/// A header that opened: its MAC holds and a stanza was for us.
#[derive(Debug)]
pub struct OpenedHeader {
    payload_key: PayloadKey,
    header_len: usize,
}

impl OpenedHeader {
    /// A header of so many bytes that opened to this key.
    pub(crate) const fn new(payload_key: PayloadKey, header_len: usize) -> Self {
        Self { payload_key, header_len }
    }

    /// The key of the payload's chunks.
    #[must_use]
    pub const fn payload_key(&self) -> &PayloadKey {
        &self.payload_key
    }

    /// Bytes of the header, up to and with the line feed of the MAC line.
    #[must_use]
    pub const fn header_len(&self) -> usize {
        self.header_len
    }

    /// Where the first chunk starts: after header and nonce. The input of [`open_header`] stands there.
    #[must_use]
    pub const fn chunks_at(&self) -> usize {
        self.header_len + NONCE
    }
}

/// Opens the header of a blob and reads its nonce, and not a byte further.
///
/// # Errors
/// An [`OpenError`]. Those who sent the blob must not learn which.
pub fn open_header(input: &mut impl BufRead, identities: &[Identity]) -> Result<OpenedHeader, OpenError> {
    let mut header = read_header(input)?;
    let header_len = header.len();
    let mut nonce = [0; NONCE];
    input.read_exact(&mut nonce).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => OpenError::HeaderTruncated,
        _ => OpenError::Read(error),
    })?;
    header.extend_from_slice(&nonce);

    let capture = Capture { identities, key: RefCell::new(None) };
    let decryptor = age::Decryptor::new_buffered(header.as_slice()).map_err(|_| OpenError::HeaderMalformed)?;
    if decryptor.is_scrypt() {
        return Err(OpenError::Passphrase);
    }
    decryptor.decrypt(core::iter::once(&capture as &dyn age::Identity)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys => OpenError::NoStanzaForUs,
        age::DecryptError::InvalidMac => OpenError::HeaderMac,
        _ => OpenError::HeaderMalformed,
    })?;
    let key = capture.key.into_inner().ok_or(OpenError::NoStanzaForUs)?;
    Ok(OpenedHeader::new(key.payload_key(&nonce), header_len))
}

/// Reads the bytes of a header, line by line up to the one that starts with dashes. Bounds it and judges nothing else.
fn read_header(input: &mut impl BufRead) -> Result<Vec<u8>, OpenError> {
    let mut header = Vec::new();
    loop {
        let line = header.len();
        let limit = (MAX_HEADER + 1 - line) as u64;
        let read = input.by_ref().take(limit).read_until(b'\n', &mut header).map_err(OpenError::Read)?;
        if line == 0 {
            check_magic(&header)?;
        }
        if header.len() > MAX_HEADER {
            return Err(OpenError::HeaderTooLong);
        }
        // Cut within a line, or right behind one.
        if read == 0 || header.last() != Some(&b'\n') {
            return Err(OpenError::HeaderTruncated);
        }
        if header.get(line..).is_some_and(|line| line.starts_with(DASHES)) {
            return Ok(header);
        }
    }
}

/// Judges the first line.
fn check_magic(line: &[u8]) -> Result<(), OpenError> {
    // Of other versions of age, and of a damaged first line, the name still shows.
    const NAME: &[u8] = b"age-encryption.org/";
    if line == MAGIC {
        Ok(())
    } else if line.is_empty() || MAGIC.starts_with(line) {
        Err(OpenError::HeaderTruncated)
    } else if line.starts_with(ARMOR) {
        Err(OpenError::Armored)
    } else if line.starts_with(NAME) {
        Err(OpenError::HeaderMalformed)
    } else {
        Err(OpenError::NotAge)
    }
}

/// Stands for all identities before the `age` crate and keeps the file key that one of them unwraps.
struct Capture<'a> {
    identities: &'a [Identity],
    key: RefCell<Option<FileKey>>,
}

impl age::Identity for Capture<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<age_core::format::FileKey, age::DecryptError>> {
        for identity in self.identities {
            match identity.unwrap(stanza) {
                Unwrapped::NotOurs => {}
                Unwrapped::Malformed => return Some(Err(age::DecryptError::InvalidHeader)),
                Unwrapped::Ours(key) => {
                    let theirs = age_core::format::FileKey::init_with_mut(|to| *to = *key.expose_secret());
                    self.key.replace(Some(key));
                    return Some(Ok(theirs));
                }
            }
        }
        None
    }
}

impl fmt::Debug for Capture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Capture").finish_non_exhaustive()
    }
}
