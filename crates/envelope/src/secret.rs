//! The secrets of one file and the printed form of an identity. Wiped on drop, never printed, compared in constant time.

use core::fmt;

use age_core::primitives::hkdf;
use candour_header::NONCE;
use rand_core::{CryptoRng, RngCore};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::label::Label;

/// Length of a file key in bytes.
pub(crate) const FILE_KEY: usize = 16;

/// The random key of one file, which every stanza wraps.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct FileKey([u8; FILE_KEY]);

impl FileKey {
    /// A fresh key.
    pub(crate) fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut key = Self([0; FILE_KEY]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// Copies the key out of an opened stanza; `None` where it is not 16 bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes.
    pub(crate) const fn expose_secret(&self) -> &[u8; FILE_KEY] {
        &self.0
    }

    /// `HKDF-SHA-256(salt = "", info = "header", file key)`: the key of the header's HMAC.
    pub(crate) fn mac_key(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(hkdf(&[], Label::Header.as_bytes(), &self.0))
    }

    /// `HKDF-SHA-256(salt = nonce, info = "payload", file key)`: the key of the payload's chunks.
    pub(crate) fn payload_key(&self, nonce: &[u8; NONCE]) -> PayloadKey {
        PayloadKey(hkdf(nonce, Label::Payload.as_bytes(), &self.0))
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileKey").finish_non_exhaustive()
    }
}

/// The key of a file's payload: ChaCha20-Poly1305 for each chunk, with the nonces of [`PayloadKey::chunk_nonce`].
///
/// # Security
/// Handed out so that chunks can be opened in parallel. Whoever holds it reads the whole payload and can forge one.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct PayloadKey([u8; 32]);

impl PayloadKey {
    /// The nonce of a chunk: eleven bytes big-endian index from 0, then `0x01` for the last chunk and `0x00` for all others.
    #[must_use]
    pub fn chunk_nonce(index: u64, last: bool) -> [u8; 12] {
        let [a, b, c, d, e, f, g, h] = index.to_be_bytes();
        [0, 0, 0, a, b, c, d, e, f, g, h, u8::from(last)]
    }

    /// The key's bytes.
    #[must_use]
    pub const fn expose_secret(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for PayloadKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for PayloadKey {}

impl fmt::Debug for PayloadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PayloadKey").finish_non_exhaustive()
    }
}

/// The printed form of an identity, `AGE-SECRET-KEY-…`.
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes over the text; upper case, as identities are printed.
    pub(crate) fn upper_case(lower: &Zeroizing<String>) -> Self {
        Self(Zeroizing::new(lower.to_ascii_uppercase()))
    }

    /// The text.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretText").finish_non_exhaustive()
    }
}
