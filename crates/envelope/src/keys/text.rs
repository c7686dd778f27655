//! The printed form of keys: Bech32 without a length limit (BIP 173's checksum, C2SP age.md). One spelling of each key is taken.

use age_core::primitives::{bech32_decode, bech32_encode};
use bech32::Hrp;
use candour_header::Kind;
use zeroize::Zeroizing;

use super::KeyError;

/// Which of the four keys a text is. The prefixes are C2SP age.md's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// `age1pq1…`
    HybridRecipient,
    /// `age1…`
    ClassicRecipient,
    /// `AGE-SECRET-KEY-PQ-1…`
    HybridIdentity,
    /// `AGE-SECRET-KEY-1…`
    ClassicIdentity,
}

impl Prefix {
    /// Its human-readable part.
    const fn hrp(self) -> Hrp {
        match self {
            Self::HybridRecipient => Hrp::parse_unchecked("age1pq"),
            Self::ClassicRecipient => Hrp::parse_unchecked("age"),
            Self::HybridIdentity => Hrp::parse_unchecked("age-secret-key-pq-"),
            Self::ClassicIdentity => Hrp::parse_unchecked("age-secret-key-"),
        }
    }
}

/// Which kind of recipient a text announces.
pub(super) fn recipient_kind(text: &str) -> Result<Kind, KeyError> {
    kind(text, Prefix::HybridRecipient, Prefix::ClassicRecipient)
}

/// Which kind of identity a text announces.
pub(super) fn identity_kind(text: &str) -> Result<Kind, KeyError> {
    kind(text, Prefix::HybridIdentity, Prefix::ClassicIdentity)
}

/// The kind whose prefix a text has; the checksum holds.
fn kind(text: &str, hybrid: Prefix, classic: Prefix) -> Result<Kind, KeyError> {
    bech32_decode(
        text,
        |_| KeyError::Mistyped,
        |_| Ok(()),
        |hrp, _| {
            if hrp == hybrid.hrp() {
                Ok(Kind::Mlkem768X25519)
            } else if hrp == classic.hrp() {
                Ok(Kind::X25519)
            } else {
                Err(KeyError::OtherKind)
            }
        },
    )
}

/// Decodes the printed form of a recipient, which is lower case.
pub(super) fn decode_recipient(prefix: Prefix, text: &str) -> Result<Vec<u8>, KeyError> {
    let bytes = decode(prefix, text)?;
    // Bech32 also allows upper case and loose padding bits: one key would have several names.
    if encode(prefix, &bytes) == text { Ok(bytes) } else { Err(KeyError::Mistyped) }
}

/// Decodes the printed form of an identity, which is upper case; lower case is taken too, as age does.
pub(super) fn decode_identity(prefix: Prefix, text: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let bytes = Zeroizing::new(decode(prefix, text)?);
    let again = Zeroizing::new(encode(prefix, &bytes));
    if again.eq_ignore_ascii_case(text) { Ok(bytes) } else { Err(KeyError::Mistyped) }
}

/// Decodes, whatever the case.
fn decode(prefix: Prefix, text: &str) -> Result<Vec<u8>, KeyError> {
    bech32_decode(
        text,
        |_| KeyError::Mistyped,
        |hrp| if hrp == prefix.hrp() { Ok(()) } else { Err(KeyError::OtherKind) },
        |_, bytes| {
            let mut out = Vec::with_capacity(text.len());
            out.extend(bytes);
            Ok(out)
        },
    )
}

/// Encodes in lower case.
pub(super) fn encode(prefix: Prefix, bytes: &[u8]) -> String {
    bech32_encode(prefix.hrp(), bytes)
}
