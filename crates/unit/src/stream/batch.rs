//! A batch of sealed chunks, and the key that opens them.
//!
//! ```text
//! chunk i:  plain (65 536 bytes, the last one 0 to 65 536) || tag (16 bytes)
//! nonce i:  0x00 0x00 0x00 || be64(i) || (0x01 if it is the last chunk, else 0x00)
//! ```
//!
//! The last chunk is empty only if it is also the first ([age], "Payload").
//!
//! [age]: https://github.com/C2SP/C2SP/blob/main/age.md

use candour_envelope::PayloadKey;
use candour_header::TAG;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::{SEALED_CHUNK, StreamError, TAMPERED, TRUNCATED};

/// Chunks that travel together: 1 MiB, big enough to make hand-overs cheap, small enough to keep memory flat.
pub const BATCH_CHUNKS: usize = 16;
/// Sealed bytes of a full batch.
pub const BATCH: usize = BATCH_CHUNKS * SEALED_CHUNK;

/// The payload key, ready to open chunks.
///
/// # Security
/// `ring` does not wipe its copy of the key when this is dropped. The key opens one report only, the process refuses
/// core dumps, and the machine is air-gapped; we accept that for nearly twice the speed.
pub struct ChunkKey(LessSafeKey);

impl std::fmt::Debug for ChunkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChunkKey").finish_non_exhaustive()
    }
}

impl ChunkKey {
    /// Takes the payload key of an age file.
    ///
    /// # Panics
    /// Never: the cipher takes every key of this length.
    #[must_use]
    pub fn new(key: &PayloadKey) -> Self {
        let key = UnboundKey::new(&CHACHA20_POLY1305, key.expose_secret()).expect("the key has the cipher's length");
        Self(LessSafeKey::new(key))
    }

    /// Opens one chunk in place.
    fn open(&self, counter: u64, last: bool, chunk: &mut [u8]) -> Result<(), StreamError> {
        let nonce = Nonce::assume_unique_for_key(PayloadKey::chunk_nonce(counter, last));
        self.0.open_in_place(nonce, Aad::empty(), chunk).map(|_| ()).map_err(|_| TAMPERED)
    }
}

/// Consecutive chunks. First sealed; after [`Batch::open`] each chunk's plain bytes lie where the sealed ones lay.
pub(super) struct Batch {
    /// Number of the first chunk.
    first: u64,
    /// Whether the payload ends with this batch.
    last: bool,
    /// The bytes: a whole number of sealed chunks, unless it is the last batch.
    bytes: Zeroizing<Vec<u8>>,
}

impl Batch {
    /// Puts sealed bytes in their place in the payload.
    pub(super) fn new(first: u64, last: bool, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self { first, last, bytes }
    }

    /// Opens every chunk, or none of them is to be used.
    pub(super) fn open(&mut self, key: &ChunkKey) -> Result<(), StreamError> {
        let chunks = self.bytes.len().div_ceil(SEALED_CHUNK);
        if chunks == 0 {
            return Err(TRUNCATED);
        }
        let mut counter = self.first;
        for (index, chunk) in self.bytes.chunks_mut(SEALED_CHUNK).enumerate() {
            if self.last && index + 1 == chunks {
                open_last(key, counter, chunk)?;
            } else {
                key.open(counter, false, chunk)?;
            }
            counter = counter.checked_add(1).ok_or(StreamError::TooLong)?;
        }
        Ok(())
    }

    /// The plain bytes of a chunk, after [`Batch::open`]; `None` behind the last one.
    pub(super) fn plain(&self, chunk: usize) -> Option<&[u8]> {
        let start = chunk.checked_mul(SEALED_CHUNK)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let sealed = rest.get(..SEALED_CHUNK).unwrap_or(rest);
        sealed.get(..sealed.len().checked_sub(TAG)?)
    }

    /// Whether the payload ends with this batch.
    pub(super) fn is_last(&self) -> bool {
        self.last
    }

    /// Gives the buffer back, to be filled again.
    pub(super) fn into_buffer(self) -> Zeroizing<Vec<u8>> {
        self.bytes
    }
}

/// Opens the last chunk; tells a payload that was cut between chunks from one that was changed.
fn open_last(key: &ChunkKey, counter: u64, chunk: &mut [u8]) -> Result<(), StreamError> {
    if chunk.len() == TAG && counter > 0 {
        return Err(TAMPERED);
    }
    // The cipher wipes what does not open, so a full chunk is tried twice on a copy.
    let copy = (chunk.len() == SEALED_CHUNK).then(|| Zeroizing::new(chunk.to_vec()));
    let opened = key.open(counter, true, chunk);
    if let (Err(_), Some(mut copy)) = (&opened, copy)
        && key.open(counter, false, &mut copy).is_ok()
    {
        return Err(TRUNCATED);
    }
    opened
}
