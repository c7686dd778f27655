//! The drop's id and log key, from a drop card or a desk card. Owns telling the two apart.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use candour_desk_card::{CardError, DeskCard, DropCard, DropId, LONGEST_CARD, UntrustedCard};
use candour_note::VerifyingKey;

use crate::error::CourierError;

/// What a courier needs to know a drop by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The drop's id.
    pub(crate) id: DropId,
    /// The key that signs manifests.
    pub(crate) log: VerifyingKey,
}

/// Reads either card. A desk card must carry its units' signatures; its days do not matter here.
///
/// # Errors
/// [`CourierError::Read`], [`CourierError::Card`].
pub(crate) fn read(path: &Path) -> Result<Known, CourierError> {
    parse(&bytes(path)?).map_err(|source| CourierError::Card { path: path.to_owned(), source })
}

/// Reads a desk card, which names the units.
///
/// # Errors
/// [`CourierError::Read`], [`CourierError::DeskCard`].
pub(crate) fn read_desk(path: &Path) -> Result<DeskCard, CourierError> {
    let card = UntrustedCard::parse(&bytes(path)?).and_then(|card| card.verify());
    card.map_err(|source| CourierError::DeskCard { path: path.to_owned(), source })
}

/// A card's bytes, and one more where there are too many.
fn bytes(path: &Path) -> Result<Vec<u8>, CourierError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST_CARD).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|source| CourierError::Read { path: path.to_owned(), source })?;
    Ok(bytes)
}

/// Parses either card.
fn parse(bytes: &[u8]) -> Result<Known, CardError> {
    let drop_card = std::str::from_utf8(bytes).ok().map(DropCard::parse);
    match drop_card {
        Some(Ok(card)) => Ok(Known { id: card.id, log: card.log }),
        // A drop card with a broken line is told as such, anything else is judged as a desk card.
        Some(Err(error @ CardError::Line(_))) => Err(error),
        _ => {
            let card = UntrustedCard::parse(bytes)?.verify()?;
            Ok(Known { id: card.drop_id(), log: card.log_key().clone() })
        }
    }
}
