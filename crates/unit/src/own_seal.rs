//! What the unit keeps for itself: age files to its own first identity, hybrid where it was made by `init`. Stock age 1.3 opens them with
//! the unit's identities. Owns how they are made and opened; knows not what is in them.

use std::io::{self, Read as _, Write as _};

use candour_envelope::{Identity, Recipient, SealError, StreamReader, open_header, seal_to};
use rand::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// Whom such files are sealed to: the unit that made them, by the first of its identities.
#[derive(Clone, Debug)]
pub struct OwnRecipient(Recipient);

impl OwnRecipient {
    /// The recipient of these identities; `None` where there is none.
    #[must_use]
    pub fn of(identities: &[Identity]) -> Option<Self> {
        identities.first().map(|identity| Self(identity.to_recipient()))
    }

    /// Seals a secret.
    ///
    /// # Errors
    /// What the library says; writing to memory gives it no reason to.
    pub fn seal(&self, secret: &[u8], rng: &mut (impl CryptoRng + RngCore)) -> io::Result<Vec<u8>> {
        let refused = |error: SealError| io::Error::other(error);
        let mut file = seal_to(std::slice::from_ref(&self.0), rng, Vec::new()).map_err(refused)?;
        file.write_all(secret)?;
        file.finish()
    }
}

/// Opens what [`OwnRecipient::seal`] sealed; `None` where it is damaged, or of another unit.
#[must_use]
pub fn unseal(mut file: &[u8], identities: &[Identity]) -> Option<Zeroizing<Vec<u8>>> {
    let len = file.len();
    let header = open_header(&mut file, identities).ok()?;
    // Room for all of it at once: a growing buffer would leave copies behind.
    let mut secret = Zeroizing::new(Vec::with_capacity(len));
    StreamReader::new(header.payload_key(), file).read_to_end(&mut secret).ok()?;
    Some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identities;

    #[test]
    fn only_the_unit_opens_its_own_secrets() {
        let rng = &mut rand::rngs::OsRng;
        let (ours, others) = (identities::generate(rng), identities::generate(rng));
        let file = OwnRecipient::of(&ours).unwrap().seal(b"a thread's keys", rng).unwrap();
        assert_eq!(unseal(&file, &ours).unwrap().as_slice(), b"a thread's keys");
        assert!(unseal(&file, &others).is_none());
        assert!(unseal(&file[..file.len() - 1], &ours).is_none());
        assert!(!file.windows(6).any(|bytes| bytes == b"thread"));
    }
}
