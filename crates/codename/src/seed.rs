//! From a codename to keys: PBKDF2 once, HKDF for each key.
//!
//! ```text
//! seed = PBKDF2-HMAC-SHA-512(the 7 words; "candour/codename/v1" || drop id; 210 000; 64 bytes)
//! key  = HKDF-SHA-256(salt "", ikm seed, info "candour/v1/" || label [|| unit id …], 32 bytes)
//! ```

use core::fmt;

use candour_desk_card::DropId;
use hkdf::Hkdf;
use sha2::{Sha256, Sha512};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::keys::{ClassicReplySeed, HybridReplySeed, KEY, LedgerKey, ReplyKey, TagKey, ThreadSecret};
use crate::label::{Label, PREFIX};
use crate::{Codename, UnitSet};

/// How the salt begins.
pub const SALT: &[u8; 19] = b"candour/codename/v1";
/// Rounds of PBKDF2.
pub const ITERATIONS: u32 = 210_000;

/// Bytes of a seed.
const LEN: usize = 64;

/// The salt of a drop: codenames of two drops have nothing in common.
#[must_use]
pub fn salt(drop_id: &DropId) -> [u8; SALT.len() + 16] {
    let mut salt = [0; SALT.len() + 16];
    for (to, from) in salt.iter_mut().zip(SALT.iter().chain(&drop_id.0)) {
        *to = *from;
    }
    salt
}

/// What every key is made of.
///
/// # Security
/// As secret as the codename, and without it just as good. Wiped on drop, compared in constant time; its Debug form shows nothing.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; LEN]);

impl Seed {
    /// Bytes of a seed.
    pub const LEN: usize = LEN;

    /// The seed of a codename at a drop. Takes a good part of a second.
    #[must_use]
    pub fn derive(codename: &Codename, drop_id: &DropId) -> Self {
        let mut seed = Self([0; LEN]);
        pbkdf2::pbkdf2_hmac::<Sha512>(codename.expose_password().as_bytes(), &salt(drop_id), ITERATIONS, &mut seed.0);
        seed
    }

    /// A seed that WebCrypto derived.
    #[must_use]
    pub const fn from_bytes(seed: [u8; LEN]) -> Self {
        Self(seed)
    }

    /// The seed itself.
    #[must_use]
    pub const fn expose_secret(&self) -> &[u8; LEN] {
        &self.0
    }

    /// The key of her entries in the ledger, whichever units they are for.
    #[must_use]
    pub fn ledger_key(&self) -> LedgerKey {
        LedgerKey::from_bytes(self.key(Label::LedgerKey, None))
    }

    /// The keys of her conversation with one set of units. Another set, be it larger or smaller by one, has other keys.
    #[must_use]
    pub fn conversation(&self, units: &UnitSet) -> ConversationKeys {
        let key = |label| self.key(label, Some(units));
        ConversationKeys {
            hybrid: HybridReplySeed::from_bytes(key(Label::ReplyHybrid)),
            classic: ClassicReplySeed::from_bytes(key(Label::ReplyClassic)),
            reply: ReplyKey::from_bytes(key(Label::ReplyKey)),
            tag: TagKey::from_bytes(key(Label::TagKey)),
            thread: ThreadSecret::from_bytes(key(Label::ThreadSecret)),
        }
    }

    /// One key.
    fn key(&self, label: Label, units: Option<&UnitSet>) -> [u8; KEY] {
        let mut info = vec![PREFIX, label.name()];
        info.extend(units.into_iter().flat_map(UnitSet::ids).map(|id| id.0.as_slice()));
        let mut key = [0; KEY];
        // HKDF refuses only lengths past 255 hashes.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand_multi_info(&info, &mut key);
        key
    }
}

impl PartialEq for Seed {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Seed {}

impl fmt::Debug for Seed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Seed").finish_non_exhaustive()
    }
}

/// The keys of a conversation with one set of units. Fields are wiped on drop, each by itself.
#[derive(Debug, PartialEq, Eq)]
pub struct ConversationKeys {
    /// Opens hybrid replies.
    pub hybrid: HybridReplySeed,
    /// Opens classic replies.
    pub classic: ClassicReplySeed,
    /// Tells the units' replies from anybody else's.
    pub reply: ReplyKey,
    /// Finds replies on the board.
    pub tag: TagKey,
    /// Goes into reports, so that the units see that they are from one source.
    pub thread: ThreadSecret,
}

#[cfg(test)]
mod tests {
    use candour_desk_card::DropId;

    use super::*;
    use crate::UnitId;

    fn conversation(seed: u8, unit: u8) -> ConversationKeys {
        Seed::from_bytes([seed; LEN]).conversation(&UnitSet::new(&[UnitId([unit; 32])]).unwrap())
    }

    #[test]
    fn equal_are_the_same_bytes_and_no_others() {
        let mut other = [7; LEN];
        other[LEN - 1] ^= 1;
        assert!(Seed::from_bytes([7; LEN]) == Seed::from_bytes([7; LEN]));
        assert!(Seed::from_bytes([7; LEN]) != Seed::from_bytes(other));
        assert!(conversation(7, 1) == conversation(7, 1));
        assert!(conversation(7, 1) != conversation(8, 1) && conversation(7, 1) != conversation(7, 2));
        assert!(Seed::from_bytes([7; LEN]).ledger_key() != Seed::from_bytes(other).ledger_key());
        assert_ne!(salt(&DropId([7; 16])), salt(&DropId([8; 16])));
    }

    #[test]
    fn keys_say_which_they_are_and_nothing_else() {
        let seed = Seed::from_bytes([7; LEN]);
        assert_eq!(format!("{seed:?} {:?}", seed.ledger_key()), "Seed { .. } LedgerKey { .. }");
        assert_eq!(
            format!("{:?}", conversation(7, 1)),
            "ConversationKeys { hybrid: HybridReplySeed { .. }, classic: ClassicReplySeed { .. }, \
             reply: ReplyKey { .. }, tag: TagKey { .. }, thread: ThreadSecret { .. } }"
        );
    }
}
