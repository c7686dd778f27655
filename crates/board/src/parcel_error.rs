//! Why a parcel is not applied: one variant for each different next step. A parcel is applied whole or not at all.

use candour_note::{KeyName, NoteError};

use crate::BoardError;

/// Why a parcel is not applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParcelError {
    /// Not a parcel's note of this version, or longer than any.
    #[error("not a parcel")]
    NotAParcel,
    /// The unit has not signed it.
    #[error("the parcel is not signed by {0}")]
    Unsigned(KeyName),
    /// The unit's signature is wrong.
    #[error("the signature of {0} on the parcel is wrong")]
    WrongSignature(KeyName),
    /// A parcel for another drop.
    #[error("the parcel is for another drop")]
    OtherDrop,
    /// The number was applied before.
    #[error("parcel {0} was applied before")]
    Repeated(u32),
    /// Parcels before it are missing; the number is that of the first.
    #[error("parcel {0} must be applied first")]
    Gap(u32),
    /// The item at this place of the list, from 0, is missing.
    #[error("item {0} of the parcel is missing")]
    Missing(usize),
    /// Something comes with it that is not on its list.
    #[error("the parcel comes with something that is not on its list")]
    Unlisted,
    /// The item at this place of the list, from 0, is not the one that was signed.
    #[error("item {0} of the parcel was changed after it was signed")]
    Altered(usize),
    /// Its board is refused.
    #[error("the parcel's board is refused")]
    Board(#[source] BoardError),
    /// Its board is of another parcel or epoch.
    #[error("the parcel's board is of another parcel")]
    OtherBoard,
}

impl From<NoteError> for ParcelError {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::Unsigned(name) => Self::Unsigned(name),
            NoteError::WrongSignature(name) => Self::WrongSignature(name),
            _ => Self::NotAParcel,
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_pinned::{every, lines};

    use super::*;

    #[test]
    fn every_refusal_is_said_in_these_words() {
        let unit = || "integrity.example".parse::<KeyName>().unwrap();
        let board = every!(BoardError {
            Length,
            NotABoard,
            Count,
            Order: [BoardError::Order(7)],
            DuplicateTag: [BoardError::DuplicateTag(7)],
            DuplicateCell,
            Altered,
            Unsigned: [BoardError::Unsigned(unit())],
            WrongSignature: [BoardError::WrongSignature(unit())],
            OtherDrop,
            Cell: [BoardError::Cell(7)],
            Shares,
            Older,
            SameNumber,
        });
        let parcel = every!(ParcelError {
            NotAParcel,
            Unsigned: [ParcelError::Unsigned(unit())],
            WrongSignature: [ParcelError::WrongSignature(unit())],
            OtherDrop,
            Repeated: [ParcelError::Repeated(7)],
            Gap: [ParcelError::Gap(7)],
            Missing: [ParcelError::Missing(0)],
            Unlisted,
            Altered: [ParcelError::Altered(0)],
            Board: [ParcelError::Board(BoardError::Altered)],
            OtherBoard,
        });
        let said = format!("BoardError\n{}\nParcelError\n{}", lines(&board), lines(&parcel));
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
    }
}
