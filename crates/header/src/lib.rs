//! What a server may know of a sealed report: header grammar, STREAM arithmetic, size ladder. No cryptography, no I/O.
#![doc = include_str!("../README.md")]

mod base64_line;
pub mod blob;
pub mod ladder;
mod refusal;
mod scanner;
pub mod stream;

pub use blob::{Blob, Framed};
pub use refusal::Refusal;
pub use scanner::{Header, Kind, Progress, Scanner, scan};
pub use stream::{CHUNK, NONCE, TAG};

/// The first line of every age file, with its line feed.
pub const MAGIC: &[u8; 22] = b"age-encryption.org/v1\n";
/// Length of an X25519 ephemeral share, of a MAC and of a wrapped file key's body (16 bytes of key, 16 of tag).
pub const SHORT: usize = 32;
/// Length of an `mlkem768x25519` encapsulation: ML-KEM-768 ciphertext (1088) and X25519 share (32).
pub const ENCAPSULATION: usize = 1120;
/// Longest header taken, in bytes, up to and with the line feed of the MAC line.
pub const MAX_HEADER: usize = 32 * 1024;
/// Most stanzas of a known kind in one header.
pub const MAX_RECIPIENTS: u16 = 16;
/// Most stanzas of an unknown kind: enough for the grease that some age programs add, too few for a message.
pub const MAX_FOREIGN: u16 = 2;
/// Longest foreign stanza in bytes, from its arrow to its last line feed.
pub const MAX_FOREIGN_LEN: usize = 512;
