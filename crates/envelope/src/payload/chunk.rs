//! One chunk of plaintext, sealed in place. Owns the nonces' counter and the 64 KiB; knows neither input nor output.

use core::fmt;
use std::io;

use candour_header::{CHUNK, TAG};
use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use zeroize::Zeroizing;

use crate::secret::PayloadKey;

/// ChaCha20-Poly1305 under one payload's key, without associated data.
///
/// Sealing has its own. A caller may bring another implementation of the same cipher where that one is faster, such as a page whose
/// browser compiles nothing; the vectors hold it to the same bytes.
pub trait ChunkCipher {
    /// Encrypts `plain` in place, and gives its tag.
    ///
    /// # Errors
    /// Where the cipher refuses.
    fn seal(&mut self, nonce: &[u8; 12], plain: &mut [u8]) -> io::Result<[u8; TAG]>;
}

impl ChunkCipher for ChaCha20Poly1305 {
    fn seal(&mut self, nonce: &[u8; 12], plain: &mut [u8]) -> io::Result<[u8; TAG]> {
        let tag = self.encrypt_in_place_detached(Nonce::from_slice(nonce), &[], plain);
        Ok(tag.map_err(|_| io::ErrorKind::InvalidInput)?.into())
    }
}

/// Our own cipher.
pub(crate) fn own_cipher(key: &[u8; 32]) -> Box<dyn ChunkCipher> {
    Box::new(ChaCha20Poly1305::new(Key::from_slice(key)))
}

/// The chunk being filled, and which one it is.
pub(crate) struct Chunk {
    cipher: Box<dyn ChunkCipher>,
    /// Plaintext, with room for its tag.
    bytes: Zeroizing<Vec<u8>>,
    /// Plaintext bytes so far.
    filled: usize,
    /// Its index.
    index: u64,
}

impl Chunk {
    /// The first chunk of a payload under the key that `cipher` has.
    pub(crate) fn new(cipher: Box<dyn ChunkCipher>) -> Self {
        Self { cipher, bytes: Zeroizing::new(vec![0; CHUNK + TAG]), filled: 0, index: 0 }
    }

    /// Whether no byte more fits.
    pub(crate) const fn is_full(&self) -> bool {
        self.filled == CHUNK
    }

    /// The room left, at most `limit` bytes of it.
    pub(crate) fn room(&mut self, limit: u64) -> &mut [u8] {
        let end = CHUNK.min(self.filled.saturating_add(usize::try_from(limit).unwrap_or(CHUNK)));
        self.bytes.get_mut(self.filled..end).unwrap_or_default()
    }

    /// Counts `len` bytes that were put into the room; `None` where there was none for so many.
    pub(crate) fn took(&mut self, len: usize) -> Option<()> {
        self.filled = self.filled.checked_add(len).filter(|filled| *filled <= CHUNK)?;
        Some(())
    }

    /// Copies as much as there is room for, and says how much.
    pub(crate) fn copy(&mut self, bytes: &[u8]) -> usize {
        let room = self.room(bytes.len() as u64);
        for (to, from) in room.iter_mut().zip(bytes) {
            *to = *from;
        }
        let len = room.len();
        self.filled += len;
        len
    }

    /// Puts in as many zero bytes as there is room for, at most `limit`, and says how many.
    pub(crate) fn zeros(&mut self, limit: u64) -> u64 {
        let room = self.room(limit);
        room.fill(0);
        let len = room.len();
        self.filled += len;
        len as u64
    }

    /// Seals in place; what is returned goes into the file. The next chunk is then begun in the same bytes.
    pub(crate) fn seal(&mut self, last: bool) -> io::Result<&[u8]> {
        let nonce = PayloadKey::chunk_nonce(self.index, last);
        let (plain, room) = self.bytes.split_at_mut_checked(self.filled).ok_or(io::ErrorKind::InvalidInput)?;
        let tag = self.cipher.seal(&nonce, plain)?;
        for (to, from) in room.iter_mut().zip(tag) {
            *to = from;
        }
        let sealed = self.filled + TAG;
        self.index += 1;
        self.filled = 0;
        Ok(self.bytes.get(..sealed).ok_or(io::ErrorKind::InvalidInput)?)
    }
}

impl fmt::Debug for Chunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunk").field("index", &self.index).finish_non_exhaustive()
    }
}
