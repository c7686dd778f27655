//! The 16 bytes by which a cell is found.

use core::fmt;

use crate::size::TAG;
use crate::spelling;

/// A cell's tag: an HMAC that a source can recompute, or random. Nobody else can tell which.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub [u8; TAG]);

impl fmt::Display for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&spelling::encode(&self.0))
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(feature = "cells")]
mod keyed {
    use candour_codename::{TagKey, UnitId};
    use hmac::{Hmac, Mac as _};
    use sha2::Sha256;

    use super::Tag;
    use crate::label::TAG_LABEL;

    /// Makes the tags of one conversation with one unit; the key's part of the work is done once.
    pub(crate) struct Tagger(Hmac<Sha256>);

    impl Tagger {
        /// For a key and a unit. HMAC takes keys of any length, so `None` never comes.
        pub(crate) fn new(key: &TagKey, unit: &UnitId) -> Option<Self> {
            let mut mac = Hmac::new_from_slice(key.expose_secret()).ok()?;
            mac.update(TAG_LABEL);
            mac.update(&unit.0);
            Some(Self(mac))
        }

        /// The tag of reply `n`.
        pub(crate) fn tag(&self, n: u64) -> Tag {
            let mut mac = self.0.clone();
            mac.update(&n.to_be_bytes());
            let mac: [u8; 32] = mac.finalize().into_bytes().into();
            Tag(mac.first_chunk().copied().unwrap_or_default())
        }
    }

    impl Tag {
        /// `HMAC-SHA-256(tag key, "candour/tag/v1" || unit id || n as eight bytes, big endian)`, its first 16 bytes.
        #[must_use]
        pub fn of(key: &TagKey, unit: &UnitId, n: u64) -> Self {
            Tagger::new(key, unit).map_or(Self([0; 16]), |tagger| tagger.tag(n))
        }
    }
}

#[cfg(feature = "cells")]
pub(crate) use keyed::Tagger;
