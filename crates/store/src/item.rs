//! What the store keeps and says about it: entries, uploads, usage. Holds no keys.

use core::fmt;

/// What comes with a blob and is kept with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    /// The submission's tag.
    pub tag: [u8; 16],
    /// The epoch (day) it arrived in.
    pub epoch: u32,
}

/// A kept blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// SHA-256 of the blob.
    pub hash: [u8; 32],
    /// Its length.
    pub len: u64,
    /// The tag of its first submission.
    pub tag: [u8; 16],
    /// The epoch of its first submission.
    pub epoch: u32,
}

/// How a submission ended. Either way the blob is durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It was kept.
    New,
    /// The same bytes were there; nothing changed.
    Already,
}

/// The name of an unfinished upload: 16 random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UploadId(pub [u8; 16]);

impl fmt::Display for UploadId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// What is known of an unfinished upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upload {
    /// Bytes held.
    pub offset: u64,
    /// Bytes announced.
    pub total: Option<u64>,
    /// The last epoch in which it is kept.
    pub expires: u32,
}

/// How much is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Blobs of at most 64 KiB.
    pub text_count: u64,
    /// Their bytes.
    pub text_bytes: u64,
    /// Bytes of larger blobs and of unfinished uploads.
    pub large_bytes: u64,
    /// Unfinished uploads.
    pub uploads: u64,
}

/// The random name of a record or file inside the store. Never leaves this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(pub(crate) [u8; 16]);

impl Id {
    /// A new one.
    pub(crate) fn random() -> Self {
        Self(crate::seal::random())
    }
}

/// What a record of the engine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// An entry of the index.
    Index,
    /// A blob of text size.
    Text,
}

/// Which way a blob is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A record; `settled` once rewritten at the close of its epoch.
    Text {
        /// Rewritten in hash order.
        settled: bool,
    },
    /// A file; `settled` once rewritten at the close of its epoch.
    Large {
        /// Rewritten in hash order.
        settled: bool,
    },
}

impl Place {
    /// Whether it is a record.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Text { .. })
    }

    /// Whether it was rewritten at the close of its epoch.
    pub(crate) const fn is_settled(self) -> bool {
        matches!(self, Self::Text { settled: true } | Self::Large { settled: true })
    }

    /// The same, rewritten.
    pub(crate) const fn settle(self) -> Self {
        match self {
            Self::Text { .. } => Self::Text { settled: true },
            Self::Large { .. } => Self::Large { settled: true },
        }
    }
}

/// What the index says of a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its name inside the store.
    pub(crate) id: Id,
    /// Its key's slot.
    pub(crate) slot: u32,
    /// What callers see.
    pub(crate) entry: Entry,
    /// Which way it is kept.
    pub(crate) place: Place,
}
