//! One type for each role of a key. What each is used for belongs to the rooms that use it.

use core::fmt;

use bech32::{Bech32, Hrp};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of every key.
pub(crate) const KEY: usize = 32;

/// A key of 32 bytes: wiped on drop, neither `Copy` nor `Clone` nor serializable, compared in constant time, printed as `{ .. }`.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; KEY]);

        impl $name {
            /// A key from elsewhere: out of a report, or a store of keys.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; KEY]) -> Self {
                Self(bytes)
            }

            /// The key itself.
            #[must_use]
            pub const fn expose_secret(&self) -> &[u8; KEY] {
                &self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.ct_eq(&other.0).into()
            }
        }

        impl Eq for $name {}

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

key! {
    /// Seed of the X-Wing key pair that replies are sealed to, `AGE-SECRET-KEY-PQ-1…`.
    HybridReplySeed
}
key! {
    /// X25519 secret that replies are sealed to, `AGE-SECRET-KEY-1…`.
    ClassicReplySeed
}
key! {
    /// Key of the HMAC in a reply: whoever has it can write one.
    ReplyKey
}
key! {
    /// Key of the tags by which a source finds her replies: whoever has it can, too.
    TagKey
}
key! {
    /// Shows to the units of one set that two reports are from the same source.
    ThreadSecret
}
key! {
    /// Key of the tags by which a source finds her entries in the ledger.
    LedgerKey
}

impl HybridReplySeed {
    /// As age writes it.
    #[must_use]
    pub fn expose_identity(&self) -> Zeroizing<String> {
        identity("age-secret-key-pq-", &self.0)
    }
}

impl ClassicReplySeed {
    /// As age writes it.
    #[must_use]
    pub fn expose_identity(&self) -> Zeroizing<String> {
        identity("age-secret-key-", &self.0)
    }
}

/// Bech32, upper case (C2SP age.md).
fn identity(prefix: &'static str, secret: &[u8; KEY]) -> Zeroizing<String> {
    // 32 bytes are short enough for Bech32, so there is no error to have.
    Zeroizing::new(bech32::encode_upper::<Bech32>(Hrp::parse_unchecked(prefix), secret).unwrap_or_default())
}
