//! The `mlkem768x25519` stanza (C2SP age.md, "The mlkem768x25519 recipient type"): post-quantum and classic at once.
//!
//! `share || wrapped = HPKE-SealBase(X-Wing, HKDF-SHA-256, ChaCha20-Poly1305; info "age-encryption.org/mlkem768x25519"; aad ""; file key)`

use core::fmt;
use core::str::FromStr;

use age_core::format::Stanza as AgeStanza;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use candour_header::Kind;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::{Deserializable, HpkeError, OpModeR, OpModeS, Serializable};
use rand_core::{CryptoRng, RngCore};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::text::{Prefix, decode_identity, decode_recipient, encode};
use super::xwing::{Encapsulated, PrivateKey, PublicKey, SEED, XWing};
use super::{BODY, KeyError, Unwrapped, WeakRecipient, Wrapped};
use crate::label::Label;
use crate::secret::{FileKey, SecretText};

/// An X-Wing public key, `age1pq1…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HybridRecipient(PublicKey);

impl HybridRecipient {
    /// The key.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// A key whose ML-KEM half is checked.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        PublicKey::from_bytes(bytes).map(Self).map_err(|_| KeyError::Invalid)
    }

    /// Wraps a file key with a fresh encapsulation: draws 64 bytes.
    pub(super) fn wrap(&self, key: &FileKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Wrapped, WeakRecipient> {
        let (share, body) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, XWing, _>(
            &OpModeS::Base,
            &self.0,
            Label::Hybrid.as_bytes(),
            key.expose_secret(),
            &[],
            rng,
        )
        .map_err(|_| WeakRecipient)?;
        let body: [u8; BODY] = body.try_into().map_err(|_| WeakRecipient)?;
        Ok(Wrapped { share: share.to_bytes().to_vec(), body })
    }
}

impl FromStr for HybridRecipient {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::from_bytes(&decode_recipient(Prefix::HybridRecipient, text)?)
    }
}

impl fmt::Display for HybridRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(Prefix::HybridRecipient, &self.0.to_bytes()))
    }
}

/// The 32-byte seed of an X-Wing key pair, `AGE-SECRET-KEY-PQ-1…`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct HybridIdentity([u8; SEED]);

impl HybridIdentity {
    /// A fresh seed: draws 32 bytes.
    #[must_use]
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut identity = Self([0; SEED]);
        rng.fill_bytes(&mut identity.0);
        identity
    }

    /// Its public half.
    #[must_use]
    pub fn to_recipient(&self) -> HybridRecipient {
        HybridRecipient(PrivateKey::from_seed(&self.0).to_public())
    }

    /// Its printed form.
    #[must_use]
    pub fn expose_secret(&self) -> SecretText {
        SecretText::upper_case(&Zeroizing::new(encode(Prefix::HybridIdentity, &self.0)))
    }

    /// Tries one stanza.
    pub(super) fn unwrap(&self, stanza: &AgeStanza) -> Unwrapped {
        if stanza.tag != Kind::Mlkem768X25519.stanza_type() {
            return Unwrapped::NotOurs;
        }
        let [share] = stanza.args.as_slice() else { return Unwrapped::Malformed };
        let Ok(share) = BASE64_STANDARD_NO_PAD.decode(share) else { return Unwrapped::Malformed };
        let Ok(share) = Encapsulated::from_bytes(&share) else { return Unwrapped::Malformed };
        if stanza.body.len() != BODY {
            return Unwrapped::Malformed;
        }
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &PrivateKey::from_seed(&self.0),
            &share,
            Label::Hybrid.as_bytes(),
            &stanza.body,
            &[],
        );
        match opened.map(Zeroizing::new) {
            Ok(opened) => FileKey::from_slice(&opened).map_or(Unwrapped::Malformed, Unwrapped::Ours),
            // ML-KEM rejects implicitly: somebody else's stanza only fails here.
            Err(HpkeError::OpenError) => Unwrapped::NotOurs,
            Err(_) => Unwrapped::Malformed,
        }
    }
}

impl FromStr for HybridIdentity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = decode_identity(Prefix::HybridIdentity, text)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| KeyError::Invalid)
    }
}

impl PartialEq for HybridIdentity {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for HybridIdentity {}

impl fmt::Debug for HybridIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HybridIdentity").finish_non_exhaustive()
    }
}
