//! A unit's parcel as it lies on the media: read, checked by the desk card, never altered. Owns the folder; sends nothing.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use candour_board::{BOARD, NOTE, ParcelError, UntrustedParcel};
use candour_desk_card::DeskCard;
use candour_note::KeyName;
use candour_wire::{BlobHash, limits};
use sha2::{Digest as _, Sha256};

use crate::error::CourierError;

/// A parcel that a unit on the card signed, with everything that it lists.
pub(crate) struct Parcel {
    /// Its folder.
    pub(crate) path: PathBuf,
    /// Whose.
    pub(crate) unit: KeyName,
    /// Its number.
    pub(crate) number: u32,
    /// The hash of its note.
    pub(crate) note: BlobHash,
    /// Note, zero byte, items: as it is sent.
    pub(crate) body: Vec<u8>,
}

impl std::fmt::Debug for Parcel {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Parcel").field("unit", &self.unit).field("number", &self.number).finish_non_exhaustive()
    }
}

impl Parcel {
    /// Reads a folder and checks everything in it.
    ///
    /// # Errors
    /// [`CourierError::Read`], [`CourierError::HalfAParcel`], [`CourierError::Stranger`], [`CourierError::Parcel`].
    pub(crate) fn read(path: &Path, card: &DeskCard) -> Result<Self, CourierError> {
        let refused = |source| CourierError::Parcel { path: path.to_owned(), source };
        let note = match read(&path.join(NOTE), limits::LARGEST_PARCEL_NOTE) {
            Ok(note) => note,
            // The note comes into a folder last.
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_dir() => {
                return Err(CourierError::HalfAParcel { path: path.to_owned() });
            }
            Err(source) => return Err(CourierError::Read { path: path.join(NOTE), source }),
        };
        let parcel = UntrustedParcel::parse(&note).and_then(|parcel| signed(&parcel, card)).map_err(refused)?;
        let Some(parcel) = parcel else { return Err(CourierError::Stranger { path: path.to_owned() }) };
        // What a later version may carry besides is for a later courier.
        let [item] = parcel.items() else { return Err(refused(ParcelError::NotAParcel)) };
        if item.name.as_str() != BOARD {
            return Err(refused(ParcelError::NotAParcel));
        }
        let file = path.join(BOARD);
        let board = match read(&file, limits::LARGEST_BOARD) {
            Ok(board) => board,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(refused(ParcelError::Missing(0))),
            Err(source) => return Err(CourierError::Read { path: file, source }),
        };
        let disk = |source| CourierError::Read { path: path.to_owned(), source };
        for found in fs::read_dir(path).map_err(disk)? {
            let name = found.map_err(disk)?.file_name();
            if name != NOTE && name != BOARD {
                return Err(refused(ParcelError::Unlisted));
            }
        }
        let (unit, number) = (parcel.unit().name().clone(), parcel.number());
        parcel.check(&[(BOARD, &board)]).map_err(refused)?;
        let hash = BlobHash(Sha256::digest(&note).into());
        let body = [note.as_slice(), &[0], &board].concat();
        Ok(Self { path: path.to_owned(), unit, number, note: hash, body })
    }
}

/// The parcel, signed by a unit on the card for the card's drop; `None` where no unit has signed.
fn signed(parcel: &UntrustedParcel, card: &DeskCard) -> Result<Option<candour_board::Parcel>, ParcelError> {
    for unit in card.units() {
        match parcel.clone().verify(&card.drop_id(), unit.key()) {
            Err(ParcelError::Unsigned(_)) => {}
            judged => return judged.map(Some),
        }
    }
    Ok(None)
}

/// A file of at most so many bytes, and one more where it is longer: its hash is then wrong.
fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
