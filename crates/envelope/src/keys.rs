//! Recipients and identities: whom a report is sealed to, and who opens it. One kind to a file, never both.

mod classic;
mod hybrid;
mod text;
mod x25519;
mod xwing;

use core::fmt;
use core::str::FromStr;

use age_core::format::Stanza as AgeStanza;
use candour_header::Kind;
use rand_core::{CryptoRng, RngCore};

pub use classic::{ClassicIdentity, ClassicRecipient};
pub use hybrid::{HybridIdentity, HybridRecipient};

use crate::secret::{FileKey, SecretText};

/// Length of a stanza's body: the file key and its tag.
pub(crate) const BODY: usize = crate::secret::FILE_KEY + candour_header::TAG;

/// Why a text is not a recipient or an identity.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The checksum does not hold, or a character is foreign: mistyped or cut.
    #[error("not a whole key: it is mistyped or cut short")]
    Mistyped,
    /// Well formed, but of a kind that this project does not use.
    #[error("a key of another kind: age1pq1…, age1… and their AGE-SECRET-KEY-… counterparts are taken")]
    OtherKind,
    /// The right kind with content that no generator makes.
    #[error("not a valid key: its content is of the wrong length or not a public key")]
    Invalid,
}

/// What a file key wrapped for one recipient looks like in the header.
pub(crate) struct Wrapped {
    /// The stanza's one argument, before base64: X25519 share, or hybrid encapsulation.
    pub(crate) share: Vec<u8>,
    /// The wrapped file key.
    pub(crate) body: [u8; BODY],
}

/// The recipient's key leads to a shared secret of zero: nobody generated it honestly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WeakRecipient;

/// What one identity makes of one stanza.
pub(crate) enum Unwrapped {
    /// Not for this identity.
    NotOurs,
    /// Of our kind, but not as C2SP age.md prescribes: the whole file is refused.
    Malformed,
    /// Opened.
    Ours(FileKey),
}

/// Whom a file is sealed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// ML-KEM-768 and X25519, `age1pq1…`. The default: what is stored today may be decrypted in ten years.
    Hybrid(HybridRecipient),
    /// X25519, `age1…`: for stock age and hardware tokens.
    Classic(ClassicRecipient),
}

impl Recipient {
    /// Its kind of stanza.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Hybrid(_) => Kind::Mlkem768X25519,
            Self::Classic(_) => Kind::X25519,
        }
    }

    /// Its raw bytes: 1216 hybrid, 32 classic.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Hybrid(recipient) => recipient.to_bytes(),
            Self::Classic(recipient) => recipient.to_bytes(),
        }
    }

    /// A recipient of its raw bytes, whose number says the kind.
    ///
    /// # Errors
    /// [`KeyError::Invalid`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        match bytes.try_into() {
            Ok(bytes) => Ok(Self::Classic(ClassicRecipient::from_bytes(bytes))),
            Err(_) => HybridRecipient::from_bytes(bytes).map(Self::Hybrid),
        }
    }

    /// Wraps a file key.
    pub(crate) fn wrap(&self, key: &FileKey, rng: &mut (impl CryptoRng + RngCore)) -> Result<Wrapped, WeakRecipient> {
        match self {
            Self::Hybrid(recipient) => recipient.wrap(key, rng),
            Self::Classic(recipient) => recipient.wrap(key, rng),
        }
    }
}

impl FromStr for Recipient {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        match text::recipient_kind(text)? {
            Kind::Mlkem768X25519 => text.parse().map(Self::Hybrid),
            Kind::X25519 => text.parse().map(Self::Classic),
        }
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hybrid(recipient) => recipient.fmt(f),
            Self::Classic(recipient) => recipient.fmt(f),
        }
    }
}

/// Who opens a file. Wiped on drop.
#[derive(PartialEq, Eq)]
pub enum Identity {
    /// Opens `mlkem768x25519` stanzas, `AGE-SECRET-KEY-PQ-1…`.
    Hybrid(HybridIdentity),
    /// Opens `X25519` stanzas, `AGE-SECRET-KEY-1…`.
    Classic(ClassicIdentity),
}

impl Identity {
    /// A fresh identity.
    #[must_use]
    pub fn generate(kind: Kind, rng: &mut (impl CryptoRng + RngCore)) -> Self {
        match kind {
            Kind::Mlkem768X25519 => Self::Hybrid(HybridIdentity::generate(rng)),
            Kind::X25519 => Self::Classic(ClassicIdentity::generate(rng)),
        }
    }

    /// Its public half.
    #[must_use]
    pub fn to_recipient(&self) -> Recipient {
        match self {
            Self::Hybrid(identity) => Recipient::Hybrid(identity.to_recipient()),
            Self::Classic(identity) => Recipient::Classic(identity.to_recipient()),
        }
    }

    /// Its printed form.
    #[must_use]
    pub fn expose_secret(&self) -> SecretText {
        match self {
            Self::Hybrid(identity) => identity.expose_secret(),
            Self::Classic(identity) => identity.expose_secret(),
        }
    }

    /// Tries one stanza.
    pub(crate) fn unwrap(&self, stanza: &AgeStanza) -> Unwrapped {
        match self {
            Self::Hybrid(identity) => identity.unwrap(stanza),
            Self::Classic(identity) => identity.unwrap(stanza),
        }
    }
}

impl FromStr for Identity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        match text::identity_kind(text)? {
            Kind::Mlkem768X25519 => text.parse().map(Self::Hybrid),
            Kind::X25519 => text.parse().map(Self::Classic),
        }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hybrid(identity) => identity.fmt(f),
            Self::Classic(identity) => identity.fmt(f),
        }
    }
}
