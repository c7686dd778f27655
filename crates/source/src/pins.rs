//! A folder in which the user keeps what she knows of one drop: `fingerprint` (ten words) and `desk-card` (the newest one seen).
//! Owns these two files; written only where the user named the folder.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use candour_cli::atomic_file::{self, AtomicFileError, Existing};
use candour_cli::{Exit, Hint, sanitize};
use candour_desk_card::{CardError, DeskCard, PinnedCard};
use candour_words::Fingerprint;

use crate::trust::{self, TrustError};

/// The file with the ten words.
const FINGERPRINT: &str = "fingerprint";
/// The file with the card.
const CARD: &str = "desk-card";

/// Why the folder was not read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PinError {
    /// One of its files.
    #[error("the pin in {} cannot be used", sanitize::path(folder))]
    Read {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: TrustError,
    },
    /// There is none.
    #[error("there is no pinned desk card in {}", sanitize::path(folder))]
    Empty {
        /// The folder.
        folder: PathBuf,
    },
    /// Neither a card nor a folder was named.
    #[error("no desk card is named")]
    Unnamed,
    /// The folder could not be made.
    #[error("cannot make the folder {}", sanitize::path(folder))]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot keep the pin")]
    Write(#[source] AtomicFileError),
}

impl Hint for PinError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Read { source, .. } => source.hint(),
            Self::Unnamed => {
                Some("name the card's file with --card, or the folder of a pinned one with --pins".to_owned())
            }
            Self::Empty { .. } => Some("name a card with --card, or pin one with `candour-source card pin`".to_owned()),
            Self::Folder { .. } => Some("name a folder that can be made".to_owned()),
            Self::Write(error) => error.hint(),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Read { source, .. } => source.exit(),
            Self::Write(error) => error.exit(),
            Self::Unnamed => Exit::Usage,
            _ => Exit::Failed,
        }
    }
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Pin {
    /// The ten words.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// The newest card, which has this fingerprint.
    pub(crate) card: Option<DeskCard>,
}

/// Reads a folder. One that is not there yet holds nothing. Words without a card may have been written by hand.
pub(crate) fn read(folder: &Path) -> Result<Pin, PinError> {
    let broken = |source| PinError::Read { folder: folder.to_owned(), source };
    if !folder.join(FINGERPRINT).exists() {
        return Ok(Pin::default());
    }
    let fingerprint = trust::fingerprint_file(&folder.join(FINGERPRINT)).map_err(broken)?;
    let card = match folder.join(CARD) {
        path if path.exists() => Some(trust::card_file(&path).map_err(broken)?),
        _ => None,
    };
    if card.as_ref().is_some_and(|card| card.fingerprint() != fingerprint) {
        return Err(broken(TrustError::Fingerprint(CardError::Fingerprint)));
    }
    Ok(Pin { fingerprint: Some(fingerprint), card })
}

/// Keeps a card and its fingerprint. Writes nothing where nothing is new.
pub(crate) fn keep(folder: &Path, pinned: &PinnedCard) -> Result<(), PinError> {
    let card = pinned.card();
    // A demo card vouches for nothing and must not stand in the way of a real one.
    if card.is_demo() || read(folder)?.card.as_ref() == Some(card) {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|source| PinError::Folder { folder: folder.to_owned(), source })?;
    let words = format!("{}\n", card.fingerprint());
    // The card goes first: a card without words is never read, words without a card are.
    atomic_file::write(&folder.join(CARD), card.to_bytes(), 0o600, Existing::Replace).map_err(PinError::Write)?;
    atomic_file::write(&folder.join(FINGERPRINT), words.as_bytes(), 0o600, Existing::Replace).map_err(PinError::Write)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::test_cards::TestCard;

    fn pinned(card: &TestCard) -> PinnedCard {
        let card = card.make();
        let fingerprint = card.fingerprint();
        card.pin(&fingerprint).unwrap()
    }

    #[test]
    fn what_is_kept_comes_back_and_the_newest_card_stays() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("pins");
        assert!(read(&folder).unwrap().fingerprint.is_none());
        let card = TestCard::in_force(20_000);
        keep(&folder, &pinned(&card)).unwrap();
        let newer = pinned(&TestCard { number: 8, ..card });
        keep(&folder, &newer).unwrap();
        let pin = read(&folder).unwrap();
        assert_eq!(pin.card.as_ref(), Some(newer.card()));
        assert_eq!(pin.fingerprint, Some(newer.card().fingerprint()));
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn words_written_by_hand_are_a_pin() {
        let folder = tempfile::tempdir().unwrap();
        let card = TestCard::in_force(20_000).make();
        fs::write(folder.path().join("fingerprint"), card.fingerprint().to_string()).unwrap();
        let pin = read(folder.path()).unwrap();
        assert_eq!(pin.fingerprint, Some(card.fingerprint()));
        assert!(pin.card.is_none());
    }

    #[test]
    fn a_card_that_is_not_of_the_words_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        keep(folder.path(), &pinned(&TestCard::in_force(20_000))).unwrap();
        let other = TestCard { units: &["north.example"], ..TestCard::in_force(20_000) }.make();
        fs::write(folder.path().join("desk-card"), other.to_bytes()).unwrap();
        assert!(matches!(read(folder.path()), Err(PinError::Read { source: TrustError::Fingerprint(_), .. })));
    }

    #[test]
    fn a_demo_card_is_never_kept() {
        let folder = tempfile::tempdir().unwrap();
        let demo = TestCard { demo: true, ..TestCard::in_force(20_000) }.make();
        keep(folder.path(), &PinnedCard::demo(demo).unwrap()).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
