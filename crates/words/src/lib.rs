//! The EFF long word list and fingerprints in words. Knows nothing of what is fingerprinted.
#![doc = include_str!("../README.md")]

mod fingerprint;
mod list;

pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use list::{COUNT, index, word};
