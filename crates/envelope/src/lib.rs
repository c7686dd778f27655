//! Sealing and opening a report.

mod keys;
mod label;
mod secret;

pub use keys::{ClassicIdentity, ClassicRecipient, HybridIdentity, HybridRecipient, Identity, KeyError, Recipient};
pub use secret::{PayloadKey, SecretText};
