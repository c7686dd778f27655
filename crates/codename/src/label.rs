//! Every context string of the derivation, in one place.

/// HKDF's info is this prefix, a label's name, and for some the ids of the chosen units.
pub(crate) const PREFIX: &[u8] = b"candour/v1/";

/// What a key is for. No name is the beginning of another, so that no two infos are the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Seed of the hybrid identity that opens replies.
    ReplyHybrid,
    /// Secret of the classic identity that opens replies.
    ReplyClassic,
    /// Key of a reply's HMAC.
    ReplyKey,
    /// Key of a cell's tag.
    TagKey,
    /// What a follow-up shows to be from the same source.
    ThreadSecret,
    /// Key of a ledger entry's tag.
    LedgerKey,
}

impl Label {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 6] =
        [Self::ReplyHybrid, Self::ReplyClassic, Self::ReplyKey, Self::TagKey, Self::ThreadSecret, Self::LedgerKey];

    /// Its name.
    pub(crate) const fn name(self) -> &'static [u8] {
        match self {
            Self::ReplyHybrid => b"reply-hybrid",
            Self::ReplyClassic => b"reply-classic",
            Self::ReplyKey => b"reply-key",
            Self::TagKey => b"tag-key",
            Self::ThreadSecret => b"thread-secret",
            Self::LedgerKey => b"ledger-key",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Label;

    #[test]
    fn no_name_begins_another() {
        for one in Label::ALL {
            for other in Label::ALL {
                assert!(one == other || !other.name().starts_with(one.name()));
            }
        }
    }
}
