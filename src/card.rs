//! The desk card that this drop serves: read, judged, installed. Owns which card may follow which; makes none.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use candour_cli::atomic_file::{self, Existing};
use candour_desk_card::{DeskCard, DropCard, Epoch, UntrustedCard};

use crate::error::CardFileError;
use crate::keys::Folder;

/// Longest card file that is read.
const LONGEST: u64 = candour_wire::limits::LARGEST_DESK_CARD;

/// The served card; another one can take its place while the server runs.
#[derive(Debug)]
pub struct Card(RwLock<Arc<DeskCard>>);

impl Card {
    /// Serves a card.
    #[must_use]
    pub fn new(card: DeskCard) -> Self {
        Self(RwLock::new(Arc::new(card)))
    }

    /// The card as it is now.
    #[must_use]
    pub fn now(&self) -> Arc<DeskCard> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves another card from now on.
    pub fn replace(&self, card: DeskCard) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(card);
    }
}

/// Reads the installed card. An expired one is given too: a drop past its card's end must still be collected from.
///
/// # Errors
/// [`CardFileError::Missing`] where none was installed; one that cannot be trusted, is for another drop, or of the wrong kind.
pub fn installed(folder: &Folder, demo: bool) -> Result<DeskCard, CardFileError> {
    let path = folder.desk_card_path();
    if path.symlink_metadata().is_err() {
        // A drop without keys has another problem first.
        folder.drop_card()?;
        return Err(CardFileError::Missing);
    }
    let card = read(&path)?;
    check_drop(&card, &folder.drop_card()?)?;
    check_kind(&card, demo)?;
    Ok(card)
}

/// Installs a card from a file: it must be signed by every unit on it, for this drop, of today, and newer than the installed one.
///
/// # Errors
/// Each of these has its own error.
pub fn install(folder: &Folder, file: &Path, demo: bool, today: Epoch) -> Result<DeskCard, CardFileError> {
    let drop_card = folder.drop_card()?;
    let card = read(file)?;
    check_drop(&card, &drop_card)?;
    check_kind(&card, demo)?;
    if card.last() < today {
        return Err(CardFileError::Expired);
    }
    if folder.desk_card_path().symlink_metadata().is_ok() {
        let before = read(&folder.desk_card_path())?;
        if before.to_bytes() != card.to_bytes() {
            card.supersedes(&before).map_err(CardFileError::NotNewer)?;
        }
    }
    atomic_file::write(&folder.desk_card_path(), card.to_bytes(), 0o644, Existing::Replace)
        .map_err(|error| CardFileError::Keys(error.into()))?;
    Ok(card)
}

/// Reads a card that all its units signed.
fn read(path: &Path) -> Result<DeskCard, CardFileError> {
    use std::io::Read as _;
    let unreadable = |source| CardFileError::Read { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    UntrustedCard::parse(&bytes).and_then(|card| card.verify()).map_err(CardFileError::Untrusted)
}

/// Whether a card is for the drop of these keys.
fn check_drop(card: &DeskCard, drop_card: &DropCard) -> Result<(), CardFileError> {
    let same = card.drop_id() == drop_card.id && *card.log_key() == drop_card.log;
    if same { Ok(()) } else { Err(CardFileError::OtherDrop) }
}

/// Throw-away keys belong in a demonstration, and nothing else does.
fn check_kind(card: &DeskCard, demo: bool) -> Result<(), CardFileError> {
    match (card.is_demo(), demo) {
        (true, false) => Err(CardFileError::Demo),
        (false, true) => Err(CardFileError::NotDemo),
        _ => Ok(()),
    }
}
