//! The unit's keys in its home: made once, opened once a run. Owns which file holds what; `protected` owns the passphrase's part.

use std::path::Path;

use candour_cli::passphrase::Passphrase;
use candour_cli::{atomic_file, secret_file};
use candour_desk_card::{Title, UnitCard, UntrustedUnitCard};
use candour_envelope::Identity;
use candour_note::{KeyName, SigningKey};
use rand::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::error::UnitError;
use crate::home::Home;
use crate::protected::{self, Work};
use crate::{identities, signing_key_file};

/// The longest protected file.
const MAX_PROTECTED: usize = 32 * 1024;
/// The name of the file whose presence says that the keys are throw-away ones.
const DEMO: &str = "demo";

/// Makes the keys of a new unit and writes them, and the unit card, into its home.
///
/// # Errors
/// What protecting and writing say.
pub fn make(
    home: &Home,
    name: KeyName,
    title: Title,
    demo: bool,
    passphrase: &Passphrase,
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<(UnitCard, SigningKey), UnitError> {
    let work = if demo { Work::Demo } else { Work::Full };
    let [hybrid, classic] = identities::generate(rng);
    let key = SigningKey::generate(name, rng);
    let recipients = [&hybrid, &classic].map(|identity| identity.to_recipient().to_string());
    let refused = |source| UnitError::Card { path: home.unit_card(), source };
    let [hybrid_recipient, classic_recipient] = &recipients;
    let card = UnitCard::new(title, hybrid_recipient, classic_recipient, key.verifying_key()).map_err(refused)?;
    let note = card.sign(&key).map_err(refused)?;

    let protect = |text: &str| protected::protect(text, passphrase, work).map_err(UnitError::Protect);
    secret_file::create(&home.signing_key(), &protect(&signing_key_file::to_text(&key))?)?;
    if demo {
        secret_file::create(&home.path().join(DEMO), b"throw-away keys\n")?;
    }
    write_public(&home.unit_card(), note.to_bytes())?;
    // Last, because it is what makes the folder a home.
    secret_file::create(&home.identities(), &protect(&identities::to_text(&[hybrid, classic]))?)?;
    Ok((card, key))
}

/// Opens the identities.
///
/// # Errors
/// What the file, the passphrase and the text say.
pub fn identities(home: &Home, passphrase: &Passphrase) -> Result<Vec<Identity>, UnitError> {
    let path = home.identities();
    identities::from_text(&recover(&path, passphrase)?).ok_or(UnitError::NoKeys { path })
}

/// Opens the signing key.
///
/// # Errors
/// What the file, the passphrase and the text say.
pub fn signing_key(home: &Home, passphrase: &Passphrase) -> Result<SigningKey, UnitError> {
    let path = home.signing_key();
    signing_key_file::from_text(&recover(&path, passphrase)?).ok_or(UnitError::NoKeys { path })
}

/// The unit's own card.
///
/// # Errors
/// What the file and the card say.
pub fn unit_card(home: &Home) -> Result<UnitCard, UnitError> {
    read_unit_card(&home.unit_card())
}

/// A unit's card, signed by its own key.
///
/// # Errors
/// What the file and the card say.
pub fn read_unit_card(path: &Path) -> Result<UnitCard, UnitError> {
    let bytes = read_public(path)?;
    let card = UntrustedUnitCard::parse(&bytes).and_then(UntrustedUnitCard::verify);
    card.map_err(|source| UnitError::Card { path: path.to_owned(), source })
}

/// Whether the unit's keys are throw-away ones.
#[must_use]
pub fn are_demo(home: &Home) -> bool {
    home.path().join(DEMO).exists()
}

/// Reads a card: public, short.
///
/// # Errors
/// [`UnitError::Read`]; a file that is longer than any card counts as unreadable.
pub fn read_public(path: &Path) -> Result<Vec<u8>, UnitError> {
    use std::io::Read as _;
    let unreadable = |source| UnitError::Read { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let most = candour_desk_card::LONGEST_CARD as u64;
    std::fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(unreadable(std::io::ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}

/// Writes a card: public, never over another.
///
/// # Errors
/// What the disk says.
pub fn write_public(path: &Path, bytes: &[u8]) -> Result<(), UnitError> {
    Ok(atomic_file::write(path, bytes, 0o644, atomic_file::Existing::Refuse)?)
}

/// Opens one protected file.
fn recover(path: &Path, passphrase: &Passphrase) -> Result<Zeroizing<String>, UnitError> {
    let file = secret_file::read(path, MAX_PROTECTED)?;
    protected::recover(&file, passphrase).map_err(|source| UnitError::Protected { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_longer_than_any_card_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card");
        let most = candour_desk_card::LONGEST_CARD;
        for (len, taken) in [(0, true), (most, true), (most + 1, false), (3 * most, false)] {
            std::fs::write(&path, vec![b'x'; len]).unwrap();
            let read = read_public(&path);
            assert_eq!(read.is_ok_and(|bytes| bytes.len() == len), taken, "{len} bytes");
        }
    }
}
