//! Writes an age v1 header: one stanza a recipient, in shuffled order, and the MAC. Grammar and limits are `candour-header`'s.
//!
//! ```text
//! age-encryption.org/v1
//! -> X25519 <43 characters>            |  -> mlkem768x25519 <1494 characters>
//! <43 characters>                      |  <43 characters>
//! --- <43 characters>
//! ```

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use candour_header::{MAGIC, MAX_RECIPIENTS};
use hmac::{Hmac, Mac};
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;

use crate::keys::Recipient;
use crate::seal_error::SealError;
use crate::secret::FileKey;

/// Start of a stanza.
pub(crate) const ARROW: &str = "-> ";
/// Start of the MAC line; the MAC covers everything up to and with these three dashes.
const DASHES: &str = "---";

/// Writes the header of a file. Draws from `rng` once for each recipient, in the order given.
///
/// # Errors
/// [`SealError::NoRecipients`], [`SealError::TooManyRecipients`], [`SealError::MixedKinds`], [`SealError::BadRecipient`].
pub(crate) fn write(
    key: &FileKey,
    recipients: &[Recipient],
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<Vec<u8>, SealError> {
    let kind = recipients.first().ok_or(SealError::NoRecipients)?.kind();
    let count = u16::try_from(recipients.len()).map_err(|_| SealError::TooManyRecipients)?;
    if count > MAX_RECIPIENTS {
        return Err(SealError::TooManyRecipients);
    }
    if recipients.iter().any(|recipient| recipient.kind() != kind) {
        return Err(SealError::MixedKinds);
    }
    let mut header = Vec::with_capacity(kind.header_len(count));
    header.extend_from_slice(MAGIC);
    for recipient in recipients {
        let wrapped = recipient.wrap(key, rng).map_err(|_| SealError::BadRecipient)?;
        for part in [ARROW, kind.stanza_type(), " ", &encode(&wrapped.share), "\n", &encode(&wrapped.body), "\n"] {
            header.extend_from_slice(part.as_bytes());
        }
    }
    header.extend_from_slice(DASHES.as_bytes());
    let mac = mac(key, &header)?;
    for part in [" ", &encode(&mac), "\n"] {
        header.extend_from_slice(part.as_bytes());
    }
    Ok(header)
}

/// `HMAC-SHA-256(mac key, header up to "---")`.
fn mac(key: &FileKey, header: &[u8]) -> Result<[u8; 32], SealError> {
    // HMAC takes a key of any length; the type cannot say so.
    let mac = hmac(key, header).ok_or(SealError::BadRecipient)?;
    Ok(mac.finalize().into_bytes().into())
}

/// Whether this is the MAC of a header up to its dashes. Constant time.
pub(crate) fn mac_holds(key: &FileKey, header: &[u8], theirs: &[u8]) -> bool {
    hmac(key, header).is_some_and(|mac| mac.verify_slice(theirs).is_ok())
}

/// The HMAC, with everything in it.
fn hmac(key: &FileKey, header: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::new_from_slice(key.mac_key().as_slice()).ok()?;
    mac.update(header);
    Some(mac)
}

/// Unpadded base64.
fn encode(bytes: &[u8]) -> String {
    BASE64_STANDARD_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Identity;
    use candour_header::Kind;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn every_header_has_the_length_said_and_is_one_the_server_takes() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for kind in [Kind::X25519, Kind::Mlkem768X25519] {
            for count in 1..=MAX_RECIPIENTS {
                let recipients: Vec<_> =
                    (0..count).map(|_| Identity::generate(kind, &mut rng).to_recipient()).collect();
                let header = write(&FileKey::generate(&mut rng), &recipients, &mut rng).unwrap();
                assert_eq!(header.len(), kind.header_len(count));
                let seen = candour_header::scan(&header).unwrap();
                assert_eq!((seen.len, seen.kind, seen.recipients, seen.foreign), (header.len(), kind, count, 0));
            }
        }
        assert_eq!((Kind::X25519.header_len(3), Kind::Mlkem768X25519.header_len(3)), (364, 4741));
    }

    #[test]
    fn refuses_none_too_many_and_both_kinds() {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let key = FileKey::generate(&mut rng);
        let classic = Identity::generate(Kind::X25519, &mut rng).to_recipient();
        let hybrid = Identity::generate(Kind::Mlkem768X25519, &mut rng).to_recipient();
        assert_eq!(write(&key, &[], &mut rng).unwrap_err().to_string(), SealError::NoRecipients.to_string());
        assert!(matches!(write(&key, &[classic.clone(), hybrid], &mut rng), Err(SealError::MixedKinds)));
        let crowd = vec![classic; usize::from(MAX_RECIPIENTS) + 1];
        assert!(matches!(write(&key, &crowd, &mut rng), Err(SealError::TooManyRecipients)));
    }

    #[test]
    fn a_low_order_recipient_is_refused() {
        // The point of order 1: any secret times it is zero.
        let zero = age_core::primitives::bech32_encode(bech32::Hrp::parse_unchecked("age"), &[0; 32]);
        let weak: Recipient = zero.parse().unwrap();
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let key = FileKey::generate(&mut rng);
        assert!(matches!(write(&key, &[weak], &mut rng), Err(SealError::BadRecipient)));
    }
}
