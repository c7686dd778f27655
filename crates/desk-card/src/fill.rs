//! Fill recipients for stock age: keys that nobody has, and anybody can recompute.

use sha2::{Digest as _, Sha256};

use crate::recipient;

/// Domain of the fill recipients.
const LABEL: &[u8] = b"candour/fill/v1";

/// The first `count` fill recipients: `age1…` over `u = SHA-256("candour/fill/v1" || i)`, `i` from 0 as four bytes, big endian.
///
/// # Security
/// `u` is taken as an X25519 public key. It is the output of a hash, so nobody knows a secret key to it. Whoever seals with stock age
/// adds these until the card's recipient count is reached; a reader of the card recognises none of them in a header, since stanzas
/// carry no recipient.
#[must_use]
pub fn fill_recipients(count: u16) -> Vec<String> {
    (0..u32::from(count))
        .map(|i| recipient::classic(&Sha256::new().chain_update(LABEL).chain_update(i.to_be_bytes()).finalize().into()))
        .collect()
}
