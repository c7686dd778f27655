//! Seals a payload that is written to it, chunk by chunk.

use core::fmt;
use std::io::{self, Write};

use super::chunk::{Chunk, own_cipher};
use crate::secret::PayloadKey;

/// Seals what is written to it. Only [`StreamWriter::finish`] makes the output a whole file.
pub struct StreamWriter<W> {
    out: W,
    chunk: Chunk,
}

impl<W: Write> StreamWriter<W> {
    /// A payload under `key`; header and nonce have been written.
    pub(crate) fn new(key: &PayloadKey, out: W) -> Self {
        Self { out, chunk: Chunk::new(own_cipher(key.expose_secret())) }
    }

    /// Seals the last chunk and hands the output back. Without this call the file is truncated, and opening it says so.
    ///
    /// # Errors
    /// The output's.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(self.chunk.seal(true)?)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for StreamWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        // A full chunk is sealed only now: it cannot be the last, since more is to come.
        if self.chunk.is_full() {
            self.out.write_all(self.chunk.seal(false)?)?;
        }
        Ok(self.chunk.copy(bytes))
    }

    /// Nothing to do: a chunk is written when it is full, and the last by [`StreamWriter::finish`].
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W> fmt::Debug for StreamWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter").field("chunk", &self.chunk).finish_non_exhaustive()
    }
}
