//! The payload of an age file: STREAM, that is ChaCha20-Poly1305 over chunks of 64 KiB (C2SP age.md, "Payload").
//!
//! Both directions hold one chunk. Lengths are `candour-header`'s arithmetic.

mod chunk;
mod reader;
mod writer;

pub use chunk::ChunkCipher;
pub(crate) use chunk::{Chunk, own_cipher};
pub use reader::{StreamFault, StreamReader};
pub use writer::StreamWriter;
