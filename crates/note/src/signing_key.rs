//! The secret half, wiped when it is dropped.

use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use rand_core::{CryptoRng, RngCore};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::{KeyName, NoteError, SignedNote, VerifyingKey};

/// What a private key's line begins with, as in Go's `note` package.
const PRIVATE: &str = "PRIVATE+KEY+";
/// The signature algorithm's number in C2SP signed notes: Ed25519.
const ED25519: u8 = 1;

/// An Ed25519 signing key with its name.
///
/// # Security
/// Wiped on drop; not `Clone`; its Debug form shows the name alone.
pub struct SigningKey {
    name: KeyName,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A new key.
    pub fn generate(name: KeyName, rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self::from_seed(name, &seed)
    }

    /// The key of a seed (RFC 8032 §5.1.5).
    #[must_use]
    pub fn from_seed(name: KeyName, seed: &[u8; 32]) -> Self {
        Self { name, key: ed25519_dalek::SigningKey::from_bytes(seed) }
    }

    /// The seed: whoever has it signs as this key.
    #[must_use]
    pub fn expose_seed(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The public half.
    ///
    /// # Panics
    /// Never: a seed's public key is a multiple of the base point by a clamped scalar, so it is not of small order.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::from_bytes(self.name.clone(), self.key.verifying_key().as_bytes())
            .expect("a clamped scalar times the base point is not of small order")
    }

    /// `PRIVATE+KEY+name+key id+base64(algorithm, seed)`: one line, as Go's `note` package writes it.
    #[must_use]
    pub fn to_private_line(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(vec![ED25519]);
        bytes.extend_from_slice(self.expose_seed());
        let seed = Zeroizing::new(STANDARD.encode(&*bytes));
        Zeroizing::new(format!("{PRIVATE}{}+{:08x}+{}\n", self.name, self.verifying_key().key_id(), *seed))
    }

    /// The key of such a line; none of a damaged one.
    #[must_use]
    pub fn from_private_line(line: &[u8]) -> Option<Self> {
        let line = core::str::from_utf8(line).ok()?.strip_suffix('\n')?.strip_prefix(PRIVATE)?;
        let (name, rest) = line.split_once('+')?;
        let (id, seed) = rest.split_once('+')?;
        let name: KeyName = name.parse().ok()?;
        let bytes = Zeroizing::new(STANDARD.decode(seed).ok()?);
        let (algorithm, seed) = bytes.split_first()?;
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().ok()?);
        let key = Self::from_seed(name, &seed);
        (*algorithm == ED25519 && format!("{:08x}", key.verifying_key().key_id()) == id).then_some(key)
    }

    /// Signs a text as a note.
    ///
    /// # Errors
    /// [`NoteError::BadText`].
    pub fn sign(&self, text: &str) -> Result<SignedNote, NoteError> {
        if text.len() < 2 {
            return Err(NoteError::BadText);
        }
        let note = signed_note::Note::new(text.as_bytes(), &[]).map_err(|_| NoteError::BadText)?;
        SignedNote::unsigned(note)?.with_signature(self)
    }
}

impl signed_note::Signer for SigningKey {
    fn name(&self) -> &str {
        self.name.as_str()
    }

    fn key_id(&self) -> u32 {
        self.verifying_key().key_id()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ed25519_dalek::SignatureError> {
        Ok(self.key.sign(message).to_bytes().to_vec())
    }
}

impl PartialEq for SigningKey {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && bool::from(self.expose_seed().ct_eq(other.expose_seed()))
    }
}

impl Eq for SigningKey {}

impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SigningKey").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signing_key_comes_back_and_a_damaged_one_does_not() {
        let key = SigningKey::generate("drop.example".parse().unwrap(), &mut rand::rngs::OsRng);
        let line = key.to_private_line();
        assert!(SigningKey::from_private_line(line.as_bytes()).unwrap() == key);
        for bad in [line.trim_end().to_owned(), line.replace("example", "exemple"), line.replace(PRIVATE, "")] {
            assert!(SigningKey::from_private_line(bad.as_bytes()).is_none(), "a damaged line was taken");
        }
    }
}
