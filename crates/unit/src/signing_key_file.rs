//! The text form of the unit's signing key, as it lies under the passphrase.
//!
//! The form that Go's `note` package writes, so that other C2SP tools can sign with it:
//! `PRIVATE+KEY+<name>+<key id, 8 hex digits>+<base64(0x01 || seed)>` and a line feed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use candour_note::SigningKey;
use zeroize::Zeroizing;

/// How every private key begins.
const PREFIX: &str = "PRIVATE+KEY+";
/// Bytes of the algorithm's number and the seed.
const TYPED_SEED: usize = 33;

/// Writes a key.
#[must_use]
pub fn to_text(key: &SigningKey) -> Zeroizing<String> {
    let mut typed = Zeroizing::new([1; TYPED_SEED]);
    for (place, byte) in typed.iter_mut().skip(1).zip(key.expose_seed()) {
        *place = *byte;
    }
    let seed = Zeroizing::new(STANDARD.encode(typed.as_slice()));
    Zeroizing::new(format!("{PREFIX}{}+{:08x}+{}\n", key.name(), key.verifying_key().key_id(), seed.as_str()))
}

/// Reads a key; `None` if the text is no such key, or its id is not the key's.
#[must_use]
pub fn from_text(text: &str) -> Option<SigningKey> {
    let mut parts = text.strip_suffix('\n').unwrap_or(text).strip_prefix(PREFIX)?.splitn(3, '+');
    let (name, id, seed) = (parts.next()?, parts.next()?, parts.next()?);
    let typed = Zeroizing::new(STANDARD.decode(seed).ok()?);
    let (1, seed) = typed.split_first().map(|(kind, seed)| (*kind, seed))? else { return None };
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().ok()?);
    let key = SigningKey::from_seed(name.parse().ok()?, &seed);
    (format!("{:08x}", key.verifying_key().key_id()) == id).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_seed("unit.test".parse().unwrap(), &[9; 32])
    }

    #[test]
    fn a_key_comes_back() {
        let text = to_text(&key());
        assert!(from_text(&text).unwrap() == key());
        assert!(from_text(text.trim_end()).unwrap() == key());
    }

    #[test]
    fn a_changed_key_is_no_key() {
        let text = to_text(&key());
        assert!(from_text(&text.replace("unit.test", "unit.best")).is_none(), "the id covers the name");
        assert!(from_text(&text.replace("CQkJ", "CQkK")).is_none(), "the id covers the seed");
        assert!(from_text(&text.replace("PRIVATE", "PUBLIC")).is_none());
        assert!(from_text("").is_none());
    }
}
