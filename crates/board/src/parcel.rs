//! A parcel: the signed, numbered list of what a unit sends to the drop. Knows what a board is; of other items the length and hash.

use core::fmt::Write as _;

use candour_desk_card::{DropId, Epoch};
use candour_note::{KeyName, SigningKey, UntrustedNote, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::{Board, ParcelError, UntrustedBoard, spelling};

/// The first line.
const MAGIC: &str = "candour-parcel/v1";
/// Longest parcel in bytes.
const LONGEST: usize = 256 * 1024;
/// Most items of a parcel.
pub const MOST_ITEMS: usize = 1024;
/// The name of the item that is a board.
pub const BOARD: &str = "board";
/// The name of the file that holds the note, beside the items. No item has it.
pub const NOTE: &str = "parcel";

/// One thing that a parcel carries. Its name is that of the file beside the parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// 1 to 64 of `a-z 0-9 . -`, the first and last a letter or digit.
    pub name: KeyName,
    /// Bytes.
    pub len: u64,
    /// SHA-256.
    pub sha256: [u8; 32],
}

impl Item {
    /// An item of these bytes.
    #[must_use]
    pub fn of(name: KeyName, bytes: &[u8]) -> Self {
        Self { name, len: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }

    /// Whether these are its bytes.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.len == bytes.len() as u64 && self.sha256 == <[u8; 32]>::from(Sha256::digest(bytes))
    }
}

/// What a parcel says.
///
/// Text of the note: `candour-parcel/v1 LF`, then `drop` (32 hex digits), `number` (from 1), `epoch`, and for each item
/// `carries SP name SP length SP sha256`, by rising names, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fields {
    drop: DropId,
    number: u32,
    epoch: Epoch,
    items: Vec<Item>,
}

impl Fields {
    /// Parses the text; `None` where it is not in its one spelling.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(MAGIC)?.strip_prefix('\n')?.strip_suffix('\n')?.split('\n');
        let mut value = |word: &str| lines.next()?.strip_prefix(word)?.strip_prefix(' ');
        let drop = DropId(spelling::decode(value("drop")?)?);
        let number = spelling::number(value("number")?)?;
        let epoch = Epoch(spelling::number(value("epoch")?)?);
        let mut items = Vec::new();
        for line in lines {
            let mut words = line.strip_prefix("carries ")?.splitn(3, ' ');
            let name = words.next()?.parse().ok()?;
            let len = spelling::number(words.next()?)?;
            items.push(Item { name, len, sha256: spelling::decode(words.next()?)? });
        }
        Self { drop, number, epoch, items }.checked()
    }

    /// Itself, if the items are some and in order, and the number is one.
    fn checked(self) -> Option<Self> {
        let rises = self.items.windows(2).all(|pair| matches!(pair, [one, two] if one.name < two.name));
        let free = self.items.iter().all(|item| item.name.as_str() != NOTE);
        (rises && free && (1..=MOST_ITEMS).contains(&self.items.len()) && self.number > 0).then_some(self)
    }

    /// The text.
    fn to_text(&self) -> String {
        let mut text = format!("{MAGIC}\ndrop {}\nnumber {}\nepoch {}\n", self.drop, self.number, self.epoch);
        for item in &self.items {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "carries {} {} {}", item.name, item.len, spelling::encode(&item.sha256));
        }
        text
    }
}

/// A well-formed parcel whose signature nobody has checked.
#[derive(Debug, Clone)]
pub struct UntrustedParcel {
    note: UntrustedNote,
    fields: Fields,
    bytes: Vec<u8>,
}

impl UntrustedParcel {
    /// Parses a parcel: a signed note with exactly one signature, to the last byte.
    ///
    /// # Errors
    /// [`ParcelError::NotAParcel`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ParcelError> {
        if is_too_long(bytes.len()) {
            return Err(ParcelError::NotAParcel);
        }
        let note = UntrustedNote::parse(bytes)?;
        if note.signature_count() != 1 {
            return Err(ParcelError::NotAParcel);
        }
        let fields = Fields::parse(note.unverified_text()).ok_or(ParcelError::NotAParcel)?;
        Ok(Self { note, fields, bytes: bytes.to_vec() })
    }

    /// The parcel, signed by the unit whose key this is, for this drop.
    ///
    /// # Errors
    /// [`ParcelError::Unsigned`], [`ParcelError::WrongSignature`], [`ParcelError::OtherDrop`].
    pub fn verify(self, drop_id: &DropId, key: &VerifyingKey) -> Result<Parcel, ParcelError> {
        self.note.check(key)?;
        if self.fields.drop != *drop_id {
            return Err(ParcelError::OtherDrop);
        }
        Ok(Parcel { fields: self.fields, unit: key.clone(), bytes: self.bytes })
    }
}

/// A parcel that a unit signed. What it lists is still to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    fields: Fields,
    unit: VerifyingKey,
    bytes: Vec<u8>,
}

impl Parcel {
    /// Signs a parcel. The items are put in order.
    ///
    /// # Errors
    /// [`ParcelError::NotAParcel`] for no item, more than [`MOST_ITEMS`], a name twice, an item called `parcel`, or number 0.
    pub fn sign(
        drop_id: &DropId,
        number: u32,
        epoch: Epoch,
        mut items: Vec<Item>,
        key: &SigningKey,
    ) -> Result<Self, ParcelError> {
        items.sort_by(|one, other| one.name.cmp(&other.name));
        let fields = Fields { drop: *drop_id, number, epoch, items }.checked().ok_or(ParcelError::NotAParcel)?;
        let note = key.sign(&fields.to_text())?;
        Ok(Self { fields, unit: key.verifying_key(), bytes: note.to_bytes().to_vec() })
    }

    /// The whole note.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The signing key of its unit, with the unit's name.
    #[must_use]
    pub const fn unit(&self) -> &VerifyingKey {
        &self.unit
    }

    /// Its number, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.fields.number
    }

    /// When it was made.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.fields.epoch
    }

    /// What it carries, by rising names.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.fields.items
    }

    /// Whether it is the next one after the last that was applied (`None`: none was).
    ///
    /// # Errors
    /// [`ParcelError::Repeated`], [`ParcelError::Gap`].
    pub const fn follows(&self, last: Option<u32>) -> Result<(), ParcelError> {
        let last = match last {
            Some(last) => last,
            None => 0,
        };
        if self.fields.number <= last {
            return Err(ParcelError::Repeated(self.fields.number));
        }
        if self.fields.number - last > 1 {
            return Err(ParcelError::Gap(last + 1));
        }
        Ok(())
    }

    /// Everything that it lists is there, nothing else, and each is what was signed; a board among it is a right board, of the same unit,
    /// number and epoch. `contents` are names and bytes in any order.
    ///
    /// # Errors
    /// [`ParcelError::Missing`], [`ParcelError::Unlisted`], [`ParcelError::Altered`], [`ParcelError::Board`],
    /// [`ParcelError::OtherBoard`].
    pub fn check(self, contents: &[(&str, &[u8])]) -> Result<CheckedParcel, ParcelError> {
        let mut board = None;
        for (place, item) in self.items().iter().enumerate() {
            let found = contents.iter().find(|(name, _)| *name == item.name.as_str());
            let (name, bytes) = found.ok_or(ParcelError::Missing(place))?;
            if !item.is(bytes) {
                return Err(ParcelError::Altered(place));
            }
            if *name == BOARD {
                board = Some(self.board(bytes)?);
            }
        }
        // Names are distinct on the list, so more contents than items are contents that are not on it.
        if contents.len() != self.items().len() {
            return Err(ParcelError::Unlisted);
        }
        Ok(CheckedParcel { parcel: self, board })
    }

    /// Its board.
    fn board(&self, bytes: &[u8]) -> Result<Board, ParcelError> {
        let board = UntrustedBoard::parse(bytes.to_vec()).map_err(ParcelError::Board)?;
        let board = board.verify(&self.fields.drop, &self.unit).map_err(ParcelError::Board)?;
        board.check_cells().map_err(ParcelError::Board)?;
        if board.number() == self.number() && board.epoch() == self.epoch() {
            Ok(board)
        } else {
            Err(ParcelError::OtherBoard)
        }
    }
}

/// A parcel with everything that it lists: it may be applied, in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedParcel {
    parcel: Parcel,
    board: Option<Board>,
}

impl CheckedParcel {
    /// The parcel.
    #[must_use]
    pub const fn parcel(&self) -> &Parcel {
        &self.parcel
    }

    /// Its board, if it carries one.
    #[must_use]
    pub const fn board(&self) -> Option<&Board> {
        self.board.as_ref()
    }
}

/// Whether no parcel has so many bytes. Nothing else is then done with them.
const fn is_too_long(len: usize) -> bool {
    len > LONGEST
}

#[cfg(test)]
mod tests;
