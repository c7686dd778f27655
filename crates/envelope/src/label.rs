//! Every context string of the sealed report, in one place. All of them are age's (C2SP age.md); none is ours.

/// A context string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// HKDF info of the header's MAC key.
    Header,
    /// HKDF info of the payload key.
    Payload,
    /// HKDF info of the key that wraps a file key for an X25519 recipient.
    X25519,
    /// HPKE info of the key that wraps a file key for a hybrid recipient.
    Hybrid,
}

impl Label {
    /// Its bytes.
    pub(crate) const fn as_bytes(self) -> &'static [u8] {
        match self {
            Self::Header => b"header",
            Self::Payload => b"payload",
            Self::X25519 => b"age-encryption.org/v1/X25519",
            Self::Hybrid => b"age-encryption.org/mlkem768x25519",
        }
    }
}
