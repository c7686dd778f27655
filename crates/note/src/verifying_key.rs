//! The public half of a signing key, with its name.

use core::fmt;
use core::str::FromStr;

use crate::KeyName;

/// An Ed25519 public key with its name. Text form: C2SP's verifier key, `name+8 hex digits+base64(0x01 || key)`.
///
/// Keys of small order are refused, so [`VerifyingKey::verify`] can be strict.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    name: KeyName,
    key: ed25519_dalek::VerifyingKey,
}

/// Not a verifier key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an Ed25519 verifier key of a signed note")]
pub struct BadVerifyingKey;

impl VerifyingKey {
    /// A key from its 32 bytes.
    ///
    /// # Errors
    /// [`BadVerifyingKey`] where the bytes are no point, or one of small order.
    pub fn from_bytes(name: KeyName, bytes: &[u8; 32]) -> Result<Self, BadVerifyingKey> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| BadVerifyingKey)?;
        if key.is_weak() { Err(BadVerifyingKey) } else { Ok(Self { name, key }) }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// Its 32 bytes (RFC 8032).
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// C2SP's key id: the first four bytes of `SHA-256(name || LF || 0x01 || key)`, big endian.
    #[must_use]
    pub fn key_id(&self) -> u32 {
        let mut typed = [1; 33];
        for (place, byte) in typed.iter_mut().skip(1).zip(self.as_bytes()) {
            *place = *byte;
        }
        signed_note::key_id(self.name.as_str(), &typed)
    }

    /// The text form.
    #[must_use]
    pub fn to_vkey(&self) -> String {
        signed_note::new_ed25519_verifier_key(self.name.as_str(), &self.key)
    }

    /// Parses the text form; see [`FromStr`].
    ///
    /// # Errors
    /// [`BadVerifyingKey`].
    pub fn from_vkey(text: &str) -> Result<Self, BadVerifyingKey> {
        text.parse()
    }

    /// Whether `signature` is this key's of `message`, strictly (RFC 8032 §5.1.7, no small-order points, canonical scalars).
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        ed25519_dalek::Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

impl FromStr for VerifyingKey {
    type Err = BadVerifyingKey;

    fn from_str(text: &str) -> Result<Self, BadVerifyingKey> {
        use base64::Engine as _;
        let mut parts = text.splitn(3, '+');
        let (name, _id, key) = match (parts.next(), parts.next(), parts.next()) {
            (Some(name), Some(id), Some(key)) => (name, id, key),
            _ => return Err(BadVerifyingKey),
        };
        let name = name.parse().map_err(|_| BadVerifyingKey)?;
        let typed = base64::engine::general_purpose::STANDARD.decode(key).map_err(|_| BadVerifyingKey)?;
        let bytes = match typed.split_first() {
            Some((1, bytes)) => bytes.try_into().map_err(|_| BadVerifyingKey)?,
            _ => return Err(BadVerifyingKey),
        };
        let key = Self::from_bytes(name, bytes)?;
        // The one spelling, with the right id.
        if key.to_vkey() == text { Ok(key) } else { Err(BadVerifyingKey) }
    }
}

impl core::hash::Hash for VerifyingKey {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        (&self.name, self.as_bytes()).hash(state);
    }
}

impl PartialOrd for VerifyingKey {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for VerifyingKey {
    /// By name, then by the key's bytes.
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        (&self.name, self.as_bytes()).cmp(&(&other.name, other.as_bytes()))
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_vkey())
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_vkey())
    }
}
