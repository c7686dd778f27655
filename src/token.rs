//! The collection token: what a courier shows to the collect listener. Kept as its hash while the server runs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{CryptoRng, RngCore};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Bytes of randomness in a token.
const BYTES: usize = 32;
/// Characters of its text form.
pub const LEN: usize = 43;

/// A new token's text form: 43 characters of base64url.
#[must_use]
pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; BYTES]);
    rng.fill_bytes(bytes.as_mut());
    Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice()))
}

/// SHA-256 of the token: enough to know it again.
#[derive(Clone)]
pub struct TokenHash([u8; 32]);

impl core::fmt::Debug for TokenHash {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("TokenHash").finish_non_exhaustive()
    }
}

impl TokenHash {
    /// Of a token's text form; `None` for what is not one.
    #[must_use]
    pub fn of_text(text: &[u8]) -> Option<Self> {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        (text.len() == LEN && Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?).len() == BYTES)
            .then(|| Self(Sha256::digest(text).into()))
    }

    /// Whether an `Authorization` header's value shows the token.
    ///
    /// # Security
    /// Hashes of fixed length are compared in constant time, so an answer's time tells nothing of the token.
    #[must_use]
    pub fn is_shown_by(&self, authorization: Option<&[u8]>) -> bool {
        let shown = authorization.and_then(|value| value.strip_prefix(b"Bearer ")).unwrap_or_default();
        let hash: [u8; 32] = Sha256::digest(shown).into();
        hash.ct_eq(&self.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_itself_is_accepted() {
        let token = generate(&mut rand::rngs::OsRng);
        let hash = TokenHash::of_text(format!("{}\n", *token).as_bytes()).unwrap();
        assert!(hash.is_shown_by(Some(format!("Bearer {}", *token).as_bytes())));
        for wrong in ["", "Bearer ", "Bearer", &token, &format!("bearer {}", *token), &format!("Bearer {}A", *token)] {
            assert!(!hash.is_shown_by(Some(wrong.as_bytes())), "{wrong}");
        }
        assert!(!hash.is_shown_by(None));
        assert_eq!(format!("{hash:?}"), "TokenHash { .. }");
    }

    #[test]
    fn what_is_not_a_token_is_refused_when_read() {
        for bad in [&b""[..], b"short", &[b'='; LEN], &[b'A'; LEN + 2]] {
            assert!(TokenHash::of_text(bad).is_none());
        }
    }
}
