//! Opens a payload chunk by chunk. No byte leaves before its chunk is authenticated.

use core::fmt;
use std::io::{self, Read};

use candour_header::{CHUNK, TAG};
use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce, Tag};
use zeroize::Zeroizing;

use crate::secret::PayloadKey;

/// A full chunk with its tag.
const SEALED: usize = CHUNK + TAG;

/// What is wrong with a payload. What was read before it is genuine, and still only a part: keep none of it as a report.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StreamFault {
    /// Every chunk up to the end is genuine, but the last one is missing: fetch the blob again.
    #[error("the payload ends early: a part of the blob is missing")]
    Truncated,
    /// A chunk is not what was sealed: changed, cut within, moved, or followed by something.
    #[error("the payload was changed after sealing")]
    Tampered,
}

impl StreamFault {
    /// The fault as an I/O error, which [`StreamFault::in_error`] recognises.
    #[must_use]
    pub fn into_io(self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, self)
    }

    /// The fault that an I/O error carries, if it carries one.
    #[must_use]
    pub fn in_error(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref::<Self>().copied()
    }
}

/// Reads the plaintext of a payload, one authenticated chunk at a time.
pub struct StreamReader<R> {
    input: R,
    cipher: ChaCha20Poly1305,
    /// A sealed chunk and one byte more, which tells whether it is the last; after opening, its plaintext.
    chunk: Zeroizing<Vec<u8>>,
    /// The byte of the next chunk that was read along.
    ahead: Option<u8>,
    /// Plaintext not yet given out: `chunk[at..end]`.
    at: usize,
    /// See `at`.
    end: usize,
    /// Index of the next chunk.
    index: u64,
    /// Where reading has come to.
    state: State,
}

/// Where reading has come to.
#[derive(Clone, Copy)]
enum State {
    /// More chunks follow.
    Going,
    /// The last chunk has been opened.
    Ended,
    /// A fault has been reported, and will be again.
    Failed(StreamFault),
}

impl<R: Read> StreamReader<R> {
    /// A payload under `key`; `input` stands after header and nonce.
    pub fn new(key: &PayloadKey, input: R) -> Self {
        Self {
            input,
            cipher: ChaCha20Poly1305::new(Key::from_slice(key.expose_secret())),
            chunk: Zeroizing::new(vec![0; SEALED + 1]),
            ahead: None,
            at: 0,
            end: 0,
            index: 0,
            state: State::Going,
        }
    }

    /// Reads the next sealed chunk and a byte more where there is one; its length.
    fn fetch(&mut self) -> io::Result<usize> {
        let mut len = 0;
        if let (Some(byte), Some(first)) = (self.ahead.take(), self.chunk.first_mut()) {
            *first = byte;
            len = 1;
        }
        loop {
            let room = self.chunk.get_mut(len..).unwrap_or_default();
            if room.is_empty() {
                break;
            }
            match self.input.read(room) {
                Ok(0) => break,
                Ok(read) => len += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if len > SEALED {
            self.ahead = self.chunk.last().copied();
        }
        Ok(len.min(SEALED))
    }

    /// Opens the next chunk.
    fn advance(&mut self) -> io::Result<()> {
        let sealed = self.fetch()?;
        let last = self.ahead.is_none();
        match self.open(sealed, last) {
            Ok((plain, state)) => {
                (self.at, self.end) = (0, plain);
                self.index += 1;
                self.state = state;
                Ok(())
            }
            Err(fault) => {
                self.state = State::Failed(fault);
                Err(fault.into_io())
            }
        }
    }

    /// Opens `chunk[..sealed]` in place; length of its plaintext, and where reading stands after it.
    fn open(&mut self, sealed: usize, last: bool) -> Result<(usize, State), StreamFault> {
        if sealed == 0 {
            return Err(StreamFault::Truncated);
        }
        let plain = sealed.checked_sub(TAG).ok_or(StreamFault::Tampered)?;
        // Only an empty payload has an empty last chunk.
        if plain == 0 && self.index > 0 {
            return Err(StreamFault::Tampered);
        }
        let (data, rest) = self.chunk.split_at_mut_checked(plain).ok_or(StreamFault::Tampered)?;
        let tag = Tag::clone_from_slice(rest.get(..TAG).ok_or(StreamFault::Tampered)?);
        let opens = |data: &mut [u8], last| {
            let nonce = PayloadKey::chunk_nonce(self.index, last);
            // Checks the tag before it decrypts; on failure the data is left as it was.
            self.cipher.decrypt_in_place_detached(Nonce::from_slice(&nonce), &[], data, &tag).is_ok()
        };
        if opens(data, last) {
            return Ok((plain, if last { State::Ended } else { State::Going }));
        }
        // A genuine middle chunk at the end: the blob was cut between chunks. A genuine last chunk before the end: something was
        // appended. Either is given out, and then the fault: so the age vectors ask.
        if plain == CHUNK && opens(data, !last) {
            let fault = if last { StreamFault::Truncated } else { StreamFault::Tampered };
            return Ok((plain, State::Failed(fault)));
        }
        Err(StreamFault::Tampered)
    }
}

impl<R: Read> Read for StreamReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        while self.at == self.end {
            match self.state {
                State::Going => self.advance()?,
                State::Ended => return Ok(0),
                State::Failed(fault) => return Err(fault.into_io()),
            }
        }
        let plain = self.chunk.get(self.at..self.end).unwrap_or_default();
        let len = plain.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..len), plain.get(..len)) {
            to.copy_from_slice(from);
        }
        self.at += len;
        Ok(len)
    }
}

impl<R> fmt::Debug for StreamReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReader").field("index", &self.index).finish_non_exhaustive()
    }
}
