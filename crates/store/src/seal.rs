//! Sealing at rest: ChaCha20-Poly1305 under a blob's own key, bound to its place.
//!
//! A sealed piece is `nonce (12) || ciphertext || tag (16)`, with a random nonce: a segment that is rewritten in place after a
//! crash must not meet its old nonce, and one key seals at most some ten thousand pieces. The associated data is
//! `label || 0x00 || id (16) || a (8, LE) || b (8, LE)`: every piece says what it is, of which blob, which part and how long.
//! Knows neither files nor records.

use chacha20poly1305::aead::{AeadInPlace as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Key as CipherKey, Nonce, Tag};
use rand::RngCore as _;
use rand::rngs::OsRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::error::StoreError;
use crate::item::Id;

/// Bytes of a nonce.
pub(crate) const NONCE: usize = 12;
/// Bytes of a tag.
pub(crate) const TAG: usize = 16;
/// What sealing adds.
pub(crate) const OVERHEAD: usize = NONCE + TAG;

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

/// What a sealed piece is. One label per kind; never reused for another layout.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Label {
    /// The value of an index record. a = slot.
    Index,
    /// A blob kept as a record. a = its length.
    Text,
    /// The head of a file. a = slot.
    Head,
    /// A segment of a file. a = its number, b = its length.
    Segment,
}

impl Label {
    /// As written into the associated data.
    const fn text(self) -> &'static [u8] {
        match self {
            Self::Index => b"candour/store/index/v1",
            Self::Text => b"candour/store/text/v1",
            Self::Head => b"candour/store/head/v1",
            Self::Segment => b"candour/store/segment/v1",
        }
    }
}

/// Where a sealed piece belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// What it is.
    pub(crate) label: Label,
    /// Of which record or file.
    pub(crate) id: Id,
    /// See [`Label`].
    pub(crate) a: u64,
    /// See [`Label`].
    pub(crate) b: u64,
}

impl Spot {
    /// The associated data.
    fn bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(self.label.text());
        bytes.push(0);
        bytes.extend_from_slice(&self.id.0);
        bytes.extend_from_slice(&self.a.to_le_bytes());
        bytes.extend_from_slice(&self.b.to_le_bytes());
        bytes
    }
}

/// A blob's key at rest.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key([u8; 32]);

impl core::fmt::Debug for Key {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Key").finish_non_exhaustive()
    }
}

impl Key {
    /// A new one.
    pub(crate) fn random() -> Self {
        Self(random())
    }

    /// As read from its slot.
    pub(crate) const fn from_slot(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// As written to its slot.
    pub(crate) const fn expose_secret(&self) -> &[u8; 32] {
        &self.0
    }

    /// The cipher.
    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(CipherKey::from_slice(&self.0))
    }

    /// Seals a piece.
    pub(crate) fn seal(&self, spot: Spot, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut sealed = Vec::with_capacity(plain.len().saturating_add(OVERHEAD));
        self.seal_onto(spot, plain, &mut sealed)?;
        Ok(sealed)
    }

    /// Seals a piece onto the end of `sealed`.
    pub(crate) fn seal_onto(&self, spot: Spot, plain: &[u8], sealed: &mut Vec<u8>) -> Result<(), StoreError> {
        let nonce: [u8; NONCE] = random();
        sealed.extend_from_slice(&nonce);
        let start = sealed.len();
        sealed.extend_from_slice(plain);
        let body = sealed.get_mut(start..).ok_or(StoreError::TooLong)?;
        let nonce = Nonce::from(nonce);
        let tag = self.cipher().encrypt_in_place_detached(&nonce, &spot.bytes(), body);
        sealed.extend_from_slice(&tag.map_err(|_| StoreError::TooLong)?);
        Ok(())
    }

    /// Opens a piece; `None` if it is not what was sealed for this spot under this key.
    pub(crate) fn open(&self, spot: Spot, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
        let (body, tag) = rest.split_last_chunk::<TAG>()?;
        let mut plain = body.to_vec();
        let cipher = self.cipher();
        let nonce = Nonce::from(*nonce);
        cipher.decrypt_in_place_detached(&nonce, &spot.bytes(), &mut plain, &Tag::from(*tag)).ok()?;
        Some(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot() -> Spot {
        Spot { label: Label::Segment, id: Id([7; 16]), a: 3, b: 5 }
    }

    #[test]
    fn a_piece_opens_only_at_its_place() {
        let key = Key::random();
        let sealed = key.seal(spot(), b"hello").unwrap();
        assert_eq!(sealed.len(), 5 + OVERHEAD);
        assert_eq!(key.open(spot(), &sealed).unwrap(), b"hello");
        for moved in [
            Spot { label: Label::Text, ..spot() },
            Spot { id: Id([8; 16]), ..spot() },
            Spot { a: 4, ..spot() },
            Spot { b: 6, ..spot() },
        ] {
            assert!(key.open(moved, &sealed).is_none(), "{moved:?}");
        }
        assert!(Key::random().open(spot(), &sealed).is_none());
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert!(key.open(spot(), &bad).is_none(), "byte {at}");
            assert!(key.open(spot(), &sealed[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", Key::from_slot([0xAB; 32])), "Key { .. }");
    }
}
