//! Opening the payload of an age file on every core.
//!
//! Owns the way from sealed bytes to authenticated plain bytes: one thread reads, the cores open, the caller writes,
//! all at once and in order. Memory is a fixed number of batches, whatever the length of the report.
//! It does not know who sealed the payload, what is in it, or where it goes.

mod batch;
mod pipeline;
mod plain;

pub use batch::{BATCH, BATCH_CHUNKS, ChunkKey};
pub use pipeline::open_stream;
pub use plain::PlainReader;

use std::io;

use candour_envelope::StreamFault;
use candour_header::{CHUNK, TAG};

/// Sealed bytes of a full chunk.
pub const SEALED_CHUNK: usize = CHUNK + TAG;

/// A chunk that does not authenticate.
const TAMPERED: StreamError = StreamError::Fault(StreamFault::Tampered);
/// A payload that ends where it should go on.
const TRUNCATED: StreamError = StreamError::Fault(StreamFault::Truncated);

/// Why a payload did not open.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// The sealed bytes could not be read.
    #[error("the sealed report cannot be read")]
    Read(#[source] io::Error),
    /// Somebody who sees the sealed bytes go by (the copy, the hash) refused them.
    #[error("the sealed original cannot be copied")]
    Copy(#[source] io::Error),
    /// The payload was cut or changed.
    #[error(transparent)]
    Fault(StreamFault),
    /// The payload is longer than the format can count.
    #[error("the payload is longer than the format allows")]
    TooLong,
    /// A thread that works on this payload stopped before its end.
    #[error("opening was interrupted")]
    Interrupted,
}
