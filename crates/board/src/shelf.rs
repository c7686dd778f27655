//! What a unit keeps between two parcels: which cells came together, and when. Nothing of it is secret: whoever kept every parcel knows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use candour_desk_card::Epoch;

use crate::size::{CELL, GROUP};
use crate::{Board, Tag, spelling};

/// Epochs for which a cell stays on the board, unless the board is full before: replies and dummies alike.
pub const LIFETIME: u32 = 90;

/// The first line of a shelf's text.
const MAGIC: &str = "candour-shelf/v1";

/// Sixteen cells that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The number of the parcel that brought it.
    pub(crate) parcel: u32,
    /// Its epoch.
    pub(crate) born: Epoch,
    /// Whether it only fills the board up to a step, and goes first.
    pub(crate) spare: bool,
    /// Its tags.
    pub(crate) tags: [Tag; GROUP],
}

/// The cells of the last board, in the groups in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    pub(crate) number: u32,
    pub(crate) epoch: Epoch,
    /// Oldest first.
    pub(crate) groups: Vec<Group>,
    pub(crate) cells: BTreeMap<Tag, Box<[u8; CELL]>>,
}

/// A shelf's text and board that do not go together, or no shelf's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a shelf, or not that of the board beside it")]
pub struct NotAShelf;

impl Shelf {
    /// Before the first parcel.
    #[must_use]
    pub fn new() -> Self {
        Self { number: 0, epoch: Epoch(0), groups: Vec::new(), cells: BTreeMap::new() }
    }

    /// The number of the last parcel; 0 before the first.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The tags of the last board.
    pub fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.cells.keys()
    }

    /// The text to keep beside the last board.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{MAGIC}\nnumber {}\nepoch {}\n", self.number, self.epoch);
        for group in &self.groups {
            let word = if group.spare { "spare" } else { "group" };
            // Writing to a string cannot fail.
            let _ = write!(text, "{word} {} {}", group.parcel, group.born);
            for tag in &group.tags {
                let _ = write!(text, " {tag}");
            }
            text.push('\n');
        }
        text
    }

    /// From its text and the last board.
    ///
    /// # Errors
    /// [`NotAShelf`].
    pub fn restore(text: &str, board: &Board) -> Result<Self, NotAShelf> {
        let mut shelf = Self::parse(text).ok_or(NotAShelf)?;
        let tags: BTreeSet<&[u8; 16]> = shelf.groups.iter().flat_map(|group| &group.tags).map(|tag| &tag.0).collect();
        let same = tags.iter().copied().eq(board.tags()) && shelf.groups.len() * GROUP == board.tags().len();
        if !same || shelf.number != board.number() || shelf.epoch != board.epoch() {
            return Err(NotAShelf);
        }
        let cells = board.tags().iter().zip(board.cells());
        shelf.cells = cells.map(|(tag, cell)| (Tag(*tag), Box::new(*cell))).collect();
        Ok(shelf)
    }

    /// The groups of a text; `None` where it is not in its one spelling.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(MAGIC)?.strip_prefix('\n')?.lines();
        let number = spelling::number(lines.next()?.strip_prefix("number ")?)?;
        let epoch = Epoch(spelling::number(lines.next()?.strip_prefix("epoch ")?)?);
        let groups: Option<Vec<Group>> = lines.map(parse_group).collect();
        let shelf = Self { number, epoch, groups: groups?, cells: BTreeMap::new() };
        (shelf.to_text() == text).then_some(shelf)
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}

/// One line of a shelf's text.
fn parse_group(line: &str) -> Option<Group> {
    let mut words = line.split(' ');
    let spare = match words.next()? {
        "spare" => true,
        "group" => false,
        _ => return None,
    };
    let parcel = spelling::number(words.next()?)?;
    let born = Epoch(spelling::number(words.next()?)?);
    let tags: Option<Vec<Tag>> = words.map(|word| spelling::decode(word).map(Tag)).collect();
    Some(Group { parcel, born, spare, tags: tags?.try_into().ok()? })
}
