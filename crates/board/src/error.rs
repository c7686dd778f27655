//! Why a board is not taken: one variant for each different next step. Nothing of a refused board is shown.

use candour_note::{KeyName, NoteError};

/// Why a board is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BoardError {
    /// No board has this length: cut, or added to.
    #[error("the board has a length that no board has")]
    Length,
    /// The last block is not a board's note, or the zeros around note and tags are none.
    #[error("the board does not end in a board's note")]
    NotABoard,
    /// The note speaks of another number of cells.
    #[error("the board has not as many cells as its note says")]
    Count,
    /// The tag at this place, from 0, is lower than the one before it.
    #[error("the board's tags are not in order at place {0}")]
    Order(usize),
    /// The tag at this place, from 0, stands twice.
    #[error("the board has the tag at place {0} twice")]
    DuplicateTag(usize),
    /// A cell stands twice, under two tags.
    #[error("the board has a cell twice")]
    DuplicateCell,
    /// Cells or tags are not those that were signed.
    #[error("the board was changed after it was signed")]
    Altered,
    /// The unit has not signed it.
    #[error("the board is not signed by {0}")]
    Unsigned(KeyName),
    /// The unit's signature is wrong.
    #[error("the signature of {0} on the board is wrong")]
    WrongSignature(KeyName),
    /// A board of another drop.
    #[error("the board is of another drop")]
    OtherDrop,
    /// The cell at this place, from 0, is no age file to one recipient.
    #[error("cell {0} of the board is no sealed reply")]
    Cell(usize),
    /// Hybrid and classic cells are not in their shares.
    #[error("the board's cells are not three hybrid to one classic")]
    Shares,
    /// A lower number than that of the board that is known: an old one is served again.
    #[error("the board is older than the one that is known")]
    Older,
    /// The same number with another content: the unit, or whoever has its key, made two.
    #[error("another board with the same number is known")]
    SameNumber,
}

impl From<NoteError> for BoardError {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::Unsigned(name) => Self::Unsigned(name),
            NoteError::WrongSignature(name) => Self::WrongSignature(name),
            _ => Self::NotABoard,
        }
    }
}
