//! C2SP signed notes: names, keys, and the step from an untrusted note to a signed one. Knows nothing of what a text means.
#![doc = include_str!("../README.md")]

mod error;
mod key_name;
mod signed;
mod signing_key;
mod untrusted;
mod verifying_key;

pub use error::NoteError;
pub use key_name::{BadKeyName, KeyName};
pub use signed::SignedNote;
pub use signing_key::SigningKey;
pub use untrusted::UntrustedNote;
pub use verifying_key::{BadVerifyingKey, VerifyingKey};
