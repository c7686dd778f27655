//! The arithmetic of the age payload (STREAM): lengths only, no cipher.
//!
//! C2SP age, "Payload": a nonce of 16 bytes, then chunks of 65 536 bytes of plaintext, each followed by a tag of 16. Only the last
//! chunk may be shorter; it is empty only where the whole plaintext is.

/// Plaintext bytes in a full chunk.
pub const CHUNK: usize = 65_536;
/// Bytes of a chunk's authentication tag.
pub const TAG: usize = 16;
/// Bytes of the payload's nonce.
pub const NONCE: usize = 16;

/// A full chunk with its tag.
const SEALED_CHUNK: u64 = (CHUNK + TAG) as u64;

/// This length is not that of any age payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no age payload has this length")]
pub struct NotAStream;

/// Chunks in the payload of a plaintext of `plain` bytes; at least one.
#[must_use]
pub const fn chunks(plain: u64) -> u64 {
    if plain == 0 { 1 } else { plain.div_ceil(CHUNK as u64) }
}

/// Length of the payload, nonce included, of a plaintext of `plain` bytes. `None` past `u64`.
#[must_use]
pub const fn sealed_len(plain: u64) -> Option<u64> {
    let Some(tags) = chunks(plain).checked_mul(TAG as u64) else { return None };
    let Some(body) = plain.checked_add(tags) else { return None };
    body.checked_add(NONCE as u64)
}

/// Length of the plaintext in a payload of `sealed` bytes, nonce included.
///
/// # Errors
/// [`NotAStream`] where no plaintext gives this length: shorter than nonce and tag, or with a last chunk that could hold no byte.
pub const fn plain_len(sealed: u64) -> Result<u64, NotAStream> {
    let Some(body) = sealed.checked_sub(NONCE as u64) else { return Err(NotAStream) };
    let full = body / SEALED_CHUNK;
    let rest = body % SEALED_CHUNK;
    match (full, rest) {
        (_, 0) if full > 0 => Ok(full * CHUNK as u64),
        (0, r) if r == TAG as u64 => Ok(0),
        (_, r) if r > TAG as u64 => Ok(full * CHUNK as u64 + r - TAG as u64),
        _ => Err(NotAStream),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_lengths() {
        for (plain, sealed) in
            [(0, 32), (1, 33), (65_535, 65_567), (65_536, 65_568), (65_537, 65_585), (131_072, 131_120)]
        {
            assert_eq!(sealed_len(plain), Some(sealed));
            assert_eq!(plain_len(sealed), Ok(plain));
        }
    }

    #[test]
    fn lengths_that_no_payload_has() {
        // Too short; and a full chunk followed by 1 to 16 bytes, which could only be an empty last chunk.
        for sealed in (0..32).chain(65_569..=65_584) {
            assert_eq!(plain_len(sealed), Err(NotAStream), "{sealed}");
        }
        assert_eq!(sealed_len(u64::MAX), None);
    }

    proptest! {
        #[test]
        fn every_plaintext_length_comes_back(plain in 0u64..=1 << 40) {
            prop_assert_eq!(plain_len(sealed_len(plain).unwrap()), Ok(plain));
        }

        #[test]
        fn what_is_taken_is_exact(sealed in 0u64..=1 << 40) {
            if let Ok(plain) = plain_len(sealed) {
                prop_assert_eq!(sealed_len(plain), Some(sealed));
            }
        }
    }
}
