//! The `X25519` stanza (C2SP age.md, "The X25519 recipient type"): stock age's own.
//!
//! `wrapped = ChaCha20-Poly1305(HKDF-SHA-256(salt = share || recipient, info = "age-encryption.org/v1/X25519", DH), nonce 0, file key)`

use core::fmt;
use core::str::FromStr;

use age_core::format::Stanza as AgeStanza;
use age_core::primitives::{aead_decrypt, aead_encrypt, hkdf};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use candour_header::Kind;
use rand_core::{CryptoRng, RngCore};
use subtle::ConstantTimeEq;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::text::{Prefix, decode_identity, decode_recipient, encode};
use super::x25519::public;
use super::{BODY, KeyError, Unwrapped, WeakRecipient, Wrapped};
use crate::label::Label;
use crate::secret::{FILE_KEY, FileKey, SecretText};

/// Length of an X25519 key.
const KEY: usize = 32;
/// An X25519 public key, `age1…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassicRecipient([u8; KEY]);

impl ClassicRecipient {
    /// The key.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// A key.
    pub(super) const fn from_bytes(bytes: [u8; KEY]) -> Self {
        Self(bytes)
    }

    /// Wraps a file key with a fresh share: draws 32 bytes.
    pub(super) fn wrap(&self, key: &FileKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Wrapped, WeakRecipient> {
        let mut scalar = Zeroizing::new([0u8; KEY]);
        rng.fill_bytes(scalar.as_mut_slice());
        let ephemeral = StaticSecret::from(*scalar);
        let share = public(&ephemeral);
        let shared = ephemeral.diffie_hellman(&PublicKey::from(self.0));
        let wrap = wrapping_key(&shared, share.as_bytes(), &self.0).ok_or(WeakRecipient)?;
        let sealed = aead_encrypt(&wrap, key.expose_secret());
        let body: [u8; BODY] = sealed.try_into().map_err(|_| WeakRecipient)?;
        Ok(Wrapped { share: share.as_bytes().to_vec(), body })
    }
}

/// The key that wraps the file key; `None` where the shared secret is zero.
fn wrapping_key(shared: &SharedSecret, share: &[u8; KEY], recipient: &[u8; KEY]) -> Option<Zeroizing<[u8; 32]>> {
    if is_zero(shared) {
        return None;
    }
    let mut salt = Vec::with_capacity(2 * KEY);
    salt.extend_from_slice(share);
    salt.extend_from_slice(recipient);
    Some(Zeroizing::new(hkdf(&salt, Label::X25519.as_bytes(), shared.as_bytes())))
}

/// Whether a Diffie-Hellman result is the all-zero one of a low-order point (RFC 7748 §6.1). Constant time.
pub(super) fn is_zero(shared: &SharedSecret) -> bool {
    shared.as_bytes().ct_eq(&[0u8; KEY]).into()
}

impl FromStr for ClassicRecipient {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = decode_recipient(Prefix::ClassicRecipient, text)?;
        bytes.try_into().map(Self::from_bytes).map_err(|_| KeyError::Invalid)
    }
}

impl fmt::Display for ClassicRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(Prefix::ClassicRecipient, &self.0))
    }
}

/// An X25519 secret key, `AGE-SECRET-KEY-1…`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ClassicIdentity([u8; KEY]);

impl ClassicIdentity {
    /// A fresh key: draws 32 bytes.
    #[must_use]
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut key = Self([0; KEY]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// Its public half.
    #[must_use]
    pub fn to_recipient(&self) -> ClassicRecipient {
        ClassicRecipient(public(&StaticSecret::from(self.0)).to_bytes())
    }

    /// Its printed form.
    #[must_use]
    pub fn expose_secret(&self) -> SecretText {
        SecretText::upper_case(&Zeroizing::new(encode(Prefix::ClassicIdentity, &self.0)))
    }

    /// Tries one stanza.
    pub(super) fn unwrap(&self, stanza: &AgeStanza) -> Unwrapped {
        if stanza.tag != Kind::X25519.stanza_type() {
            return Unwrapped::NotOurs;
        }
        let [share] = stanza.args.as_slice() else { return Unwrapped::Malformed };
        let Ok(share) = BASE64_STANDARD_NO_PAD.decode(share) else { return Unwrapped::Malformed };
        let Ok(share) = <[u8; KEY]>::try_from(share) else { return Unwrapped::Malformed };
        if stanza.body.len() != BODY {
            return Unwrapped::Malformed;
        }
        let shared = StaticSecret::from(self.0).diffie_hellman(&PublicKey::from(share));
        let Some(wrap) = wrapping_key(&shared, &share, &self.to_recipient().0) else { return Unwrapped::Malformed };
        // A failure here only says that the stanza is somebody else's.
        let Ok(opened) = aead_decrypt(&wrap, FILE_KEY, &stanza.body) else { return Unwrapped::NotOurs };
        FileKey::from_slice(&Zeroizing::new(opened)).map_or(Unwrapped::Malformed, Unwrapped::Ours)
    }
}

impl FromStr for ClassicIdentity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = decode_identity(Prefix::ClassicIdentity, text)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| KeyError::Invalid)
    }
}

impl PartialEq for ClassicIdentity {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for ClassicIdentity {}

impl fmt::Debug for ClassicIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClassicIdentity").finish_non_exhaustive()
    }
}
