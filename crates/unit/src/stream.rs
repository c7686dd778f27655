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

/// Plain bytes in a full chunk.
pub const CHUNK: usize = 65_536;
/// Bytes that authenticate a chunk.
pub const TAG: usize = 16;
/// Sealed bytes of a full chunk.
pub const SEALED_CHUNK: usize = CHUNK + TAG;

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
    /// The payload ends where it should go on.
    #[error("the payload is cut short")]
    Truncated,
    /// A chunk does not authenticate.
    #[error("the payload was changed after it was sealed")]
    Tampered,
    /// The payload is longer than the format can count.
    #[error("the payload is longer than the format allows")]
    TooLong,
    /// A thread that works on this payload stopped before its end.
    #[error("opening was interrupted")]
    Interrupted,
}
