//! Seals a payload chunk by chunk, in place.

use core::fmt;
use std::io::{self, Read, Write};

use candour_header::{CHUNK, TAG};
use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use zeroize::Zeroizing;

use crate::secret::PayloadKey;

/// Seals what is written to it. Only [`StreamWriter::finish`] makes the output a whole file.
pub struct StreamWriter<W> {
    out: W,
    cipher: ChaCha20Poly1305,
    /// The chunk being filled, with room for its tag.
    chunk: Zeroizing<Vec<u8>>,
    /// Plaintext bytes in `chunk`.
    filled: usize,
    /// Index of the chunk being filled.
    index: u64,
}

impl<W: Write> StreamWriter<W> {
    /// A payload under `key`; header and nonce have been written.
    pub(crate) fn new(key: &PayloadKey, out: W) -> Self {
        Self {
            out,
            cipher: ChaCha20Poly1305::new(Key::from_slice(key.expose_secret())),
            chunk: Zeroizing::new(vec![0; CHUNK + TAG]),
            filled: 0,
            index: 0,
        }
    }

    /// Room in the current chunk. A full one is sealed first: by now it cannot be the last, since more is to come.
    fn room(&mut self) -> io::Result<&mut [u8]> {
        if self.filled == CHUNK {
            self.seal(false)?;
        }
        self.chunk.get_mut(self.filled..CHUNK).ok_or_else(|| io::ErrorKind::InvalidInput.into())
    }

    /// Reads up to `limit` bytes straight into the chunk; 0 only at the source's end or for a limit of 0.
    ///
    /// # Errors
    /// In the outer result the output's, in the inner one the source's.
    pub(crate) fn read_from(&mut self, source: &mut impl Read, limit: u64) -> io::Result<io::Result<usize>> {
        if limit == 0 {
            return Ok(Ok(0));
        }
        let room = self.room()?;
        let len = room.len().min(usize::try_from(limit).unwrap_or(usize::MAX));
        let room = room.get_mut(..len).ok_or(io::ErrorKind::InvalidInput)?;
        loop {
            match source.read(room) {
                Ok(read) if read <= len => {
                    self.filled += read;
                    return Ok(Ok(read));
                }
                Ok(_) => return Ok(Err(io::ErrorKind::InvalidData.into())),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    /// Writes `len` zero bytes.
    pub(crate) fn zeros(&mut self, mut len: u64) -> io::Result<()> {
        while len > 0 {
            let room = self.room()?;
            let step = room.len().min(usize::try_from(len).unwrap_or(usize::MAX));
            room.get_mut(..step).ok_or(io::ErrorKind::InvalidInput)?.fill(0);
            self.filled += step;
            len -= step as u64;
        }
        Ok(())
    }

    /// Seals the current chunk in place and writes it with its tag.
    fn seal(&mut self, last: bool) -> io::Result<()> {
        let nonce = PayloadKey::chunk_nonce(self.index, last);
        let (plain, room) = self.chunk.split_at_mut_checked(self.filled).ok_or(io::ErrorKind::InvalidInput)?;
        let tag = self
            .cipher
            .encrypt_in_place_detached(Nonce::from_slice(&nonce), &[], plain)
            .map_err(|_| io::ErrorKind::InvalidInput)?;
        for (to, from) in room.iter_mut().zip(tag) {
            *to = from;
        }
        self.out.write_all(self.chunk.get(..self.filled + TAG).ok_or(io::ErrorKind::InvalidInput)?)?;
        self.index += 1;
        self.filled = 0;
        Ok(())
    }

    /// Seals the last chunk and hands the output back. Without this call the file is truncated, and opening it says so.
    ///
    /// # Errors
    /// The output's.
    pub fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for StreamWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let room = self.room()?;
        let len = room.len().min(bytes.len());
        for (to, from) in room.iter_mut().zip(bytes) {
            *to = *from;
        }
        self.filled += len;
        Ok(len)
    }

    /// Nothing to do: a chunk is written when it is full, and the last by [`StreamWriter::finish`].
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W> fmt::Debug for StreamWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter").field("index", &self.index).finish_non_exhaustive()
    }
}
