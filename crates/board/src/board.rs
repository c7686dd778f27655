//! A board: cells, the tags that lead to them, and the unit's signed note. From untrusted to checked; opens nothing.

use core::fmt;

use candour_desk_card::{DropId, Epoch};
use candour_header::{Kind, scan};
use candour_note::{UntrustedNote, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::board_note::BoardNote;
use crate::size::{BoardSize, CELL, GROUP, HYBRID_OF_GROUP, TAG};
use crate::{BoardError, Tag};

/// A board that is so many epochs old, or older, is old: a weekly courier missed one round.
pub const OLD_AFTER: u32 = 15;

/// How old a board is. Everything newer than it may be hidden, so a client shows this, and warns unless it is fresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Made so many epochs ago, fewer than [`OLD_AFTER`].
    Fresh(u32),
    /// Made so many epochs ago.
    Old(u32),
    /// Made so many epochs from now: a clock is wrong, here or at the unit.
    Ahead(u32),
}

/// A board of a right length, in order, without duplicates, ending in a well-formed note. Nobody has checked hash or signature.
#[derive(Clone)]
pub struct UntrustedBoard {
    bytes: Vec<u8>,
    size: BoardSize,
    note: UntrustedNote,
    fields: BoardNote,
}

impl UntrustedBoard {
    /// Parses a board, to the last byte.
    ///
    /// # Errors
    /// [`BoardError::Length`], [`BoardError::NotABoard`], [`BoardError::Count`], [`BoardError::Order`], [`BoardError::DuplicateTag`],
    /// [`BoardError::DuplicateCell`].
    pub fn parse(bytes: Vec<u8>) -> Result<Self, BoardError> {
        let size = BoardSize::of_len(bytes.len()).ok_or(BoardError::Length)?;
        let padding = bytes.get(size.index_end()..size.note_at()).unwrap_or_default();
        if padding.iter().any(|byte| *byte != 0) {
            return Err(BoardError::NotABoard);
        }
        let block = bytes.get(size.note_at()..).unwrap_or_default();
        let zeros = block.iter().rev().take_while(|byte| **byte == 0).count();
        let note = UntrustedNote::parse(block.get(..block.len() - zeros).unwrap_or_default())?;
        // A stranger's line would give one board many spellings.
        if note.signature_count() != 1 {
            return Err(BoardError::NotABoard);
        }
        let fields = BoardNote::parse(note.unverified_text()).ok_or(BoardError::NotABoard)?;
        if fields.size != size {
            return Err(BoardError::Count);
        }
        let board = Self { bytes, size, note, fields };
        board.check_order()?;
        Ok(board)
    }

    /// Tags rise strictly, and no cell stands twice.
    fn check_order(&self) -> Result<(), BoardError> {
        let tags = tags(&self.bytes, self.size);
        for (place, pair) in tags.windows(2).enumerate() {
            match pair {
                [one, two] if one == two => return Err(BoardError::DuplicateTag(place + 1)),
                [one, two] if one > two => return Err(BoardError::Order(place + 1)),
                _ => {}
            }
        }
        let (cells, _) = self.bytes.get(..self.size.index_at()).unwrap_or_default().as_chunks::<CELL>();
        // One by one into their places: the page carries no sorting besides.
        let mut seen: Vec<&[u8; CELL]> = Vec::with_capacity(cells.len());
        for cell in cells {
            match seen.binary_search(&cell) {
                Ok(_) => return Err(BoardError::DuplicateCell),
                Err(place) => seen.insert(place, cell),
            }
        }
        Ok(())
    }

    /// The bytes that the note's hash is of: everything before its block.
    #[must_use]
    pub fn hashed(&self) -> &[u8] {
        self.bytes.get(..self.size.note_at()).unwrap_or_default()
    }

    /// The board, signed by the unit whose key this is, of this drop.
    ///
    /// # Errors
    /// [`BoardError::Unsigned`], [`BoardError::WrongSignature`], [`BoardError::OtherDrop`], [`BoardError::Altered`].
    pub fn verify(self, drop_id: &DropId, key: &VerifyingKey) -> Result<Board, BoardError> {
        let sha256 = Sha256::digest(self.hashed()).into();
        self.verify_with_hash(drop_id, key, &sha256)
    }

    /// As [`UntrustedBoard::verify`], where WebCrypto has made the SHA-256 of [`UntrustedBoard::hashed`]: without a compiler, hashing
    /// 4 MiB takes seconds.
    ///
    /// # Errors
    /// As [`UntrustedBoard::verify`].
    pub fn verify_with_hash(
        self,
        drop_id: &DropId,
        key: &VerifyingKey,
        sha256: &[u8; 32],
    ) -> Result<Board, BoardError> {
        self.note.check(key)?;
        if self.fields.drop != *drop_id {
            return Err(BoardError::OtherDrop);
        }
        if self.fields.sha256 != *sha256 {
            return Err(BoardError::Altered);
        }
        Ok(Board { bytes: self.bytes, size: self.size, fields: self.fields, unit: key.clone() })
    }
}

impl fmt::Debug for UntrustedBoard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("UntrustedBoard").field("note", &self.fields).finish_non_exhaustive()
    }
}

/// A board that a unit signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Board {
    bytes: Vec<u8>,
    size: BoardSize,
    fields: BoardNote,
    unit: VerifyingKey,
}

impl Board {
    /// The whole board.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The signing key of its unit, with the unit's name.
    #[must_use]
    pub const fn unit(&self) -> &VerifyingKey {
        &self.unit
    }

    /// The number of the parcel that brought it.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.fields.number
    }

    /// When it was made.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.fields.epoch
    }

    /// The drop that it is for.
    #[must_use]
    pub const fn drop_id(&self) -> &DropId {
        &self.fields.drop
    }

    /// Its size.
    #[must_use]
    pub const fn size(&self) -> BoardSize {
        self.size
    }

    /// Its tags, rising.
    #[must_use]
    pub fn tags(&self) -> &[[u8; TAG]] {
        tags(&self.bytes, self.size)
    }

    /// Its cells, in the order of their tags.
    #[must_use]
    pub fn cells(&self) -> &[[u8; CELL]] {
        self.bytes.get(..self.size.index_at()).unwrap_or_default().as_chunks::<CELL>().0
    }

    /// The cell of a tag.
    #[must_use]
    pub fn cell(&self, tag: &Tag) -> Option<&[u8; CELL]> {
        let place = self.tags().binary_search(&tag.0).ok()?;
        self.cells().get(place)
    }

    /// How old it is on `today`.
    #[must_use]
    pub const fn age(&self, today: Epoch) -> Age {
        match today.0.checked_sub(self.fields.epoch.0) {
            Some(days) if days < OLD_AFTER => Age::Fresh(days),
            Some(days) => Age::Old(days),
            None => Age::Ahead(self.fields.epoch.0 - today.0),
        }
    }

    /// Whether it may take the place of a known board of the same unit and drop; the same board again may.
    ///
    /// # Errors
    /// [`BoardError::Older`], [`BoardError::SameNumber`], [`BoardError::OtherDrop`]; [`BoardError::Unsigned`] for another unit's.
    pub fn supersedes(&self, known: &Self) -> Result<(), BoardError> {
        if self.unit != known.unit {
            return Err(BoardError::Unsigned(known.unit.name().clone()));
        }
        if self.fields.drop != known.fields.drop {
            return Err(BoardError::OtherDrop);
        }
        match self.number().cmp(&known.number()) {
            core::cmp::Ordering::Less => Err(BoardError::Older),
            core::cmp::Ordering::Equal if self.fields != known.fields => Err(BoardError::SameNumber),
            core::cmp::Ordering::Greater if self.epoch() < known.epoch() => Err(BoardError::Older),
            _ => Ok(()),
        }
    }

    /// Every cell is framed as an age file to one recipient, and the kinds have their shares. For the unit before it signs, and for the
    /// drop before it publishes; a source need not, since a cell that is none of hers is nothing to her.
    ///
    /// # Errors
    /// [`BoardError::Cell`], [`BoardError::Shares`].
    pub fn check_cells(&self) -> Result<(), BoardError> {
        let mut hybrid = 0;
        for (place, cell) in self.cells().iter().enumerate() {
            let header = scan(cell).map_err(|_| BoardError::Cell(place))?;
            if header.recipients != 1 || header.foreign != 0 {
                return Err(BoardError::Cell(place));
            }
            hybrid += usize::from(header.kind == Kind::Mlkem768X25519);
        }
        if hybrid * GROUP == self.size.cells() * HYBRID_OF_GROUP { Ok(()) } else { Err(BoardError::Shares) }
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Board").field("note", &self.fields).field("unit", &self.unit).finish_non_exhaustive()
    }
}

/// The tags of a board's bytes.
fn tags(bytes: &[u8], size: BoardSize) -> &[[u8; TAG]] {
    bytes.get(size.index_at()..size.index_end()).unwrap_or_default().as_chunks::<TAG>().0
}

#[cfg(feature = "cells")]
impl Board {
    /// Puts cells in the order of their tags behind one another, and signs. `None` for a number of cells that no board has, a tag twice,
    /// or a note that cannot be signed.
    pub(crate) fn sign(
        drop: DropId,
        number: u32,
        epoch: Epoch,
        cells: &std::collections::BTreeMap<Tag, Box<[u8; CELL]>>,
        key: &candour_note::SigningKey,
    ) -> Option<Self> {
        let size = BoardSize::of_cells(cells.len())?;
        let mut bytes = Vec::with_capacity(size.len());
        cells.values().for_each(|cell| bytes.extend_from_slice(cell.as_slice()));
        cells.keys().for_each(|tag| bytes.extend_from_slice(&tag.0));
        bytes.resize(size.note_at(), 0);
        let fields = BoardNote { drop, number, epoch, size, sha256: Sha256::digest(&bytes).into() };
        let note = key.sign(&fields.to_text()).ok()?;
        bytes.extend_from_slice(note.to_bytes());
        bytes.resize(size.len(), 0);
        Some(Self { bytes, size, fields, unit: key.verifying_key() })
    }
}

#[cfg(test)]
mod tests;
