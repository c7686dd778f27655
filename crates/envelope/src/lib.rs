//! Sealing and opening a report.

mod header_writer;
mod keys;
mod label;
mod open;
mod payload;
mod seal;
mod seal_error;
mod secret;

pub use keys::{ClassicIdentity, ClassicRecipient, HybridIdentity, HybridRecipient, Identity, KeyError, Recipient};
pub use open::{OpenError, OpenedHeader, open_header};
pub use payload::{StreamFault, StreamReader, StreamWriter};
pub use seal::seal_to;
pub use seal_error::SealError;
pub use secret::{PayloadKey, SecretText};
