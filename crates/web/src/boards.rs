//! The boards that the page brings: none yet, a right one, or a false one, of which nothing is shown. Owns the one that waits for its hash
//! and those that are right; what is on them is `thread`'s.

use candour_board::{Age, Board, BoardError, BoardSize, STEP, UntrustedBoard};
use candour_desk_card::{DeskCard, DropId, Epoch, UnitCard};
use candour_note::VerifyingKey;
use serde::Serialize;

use crate::fault::Fault;

/// Boards in the core's memory.
#[derive(Debug, Default)]
pub(crate) struct Boards {
    /// Parsed; its hash is being made.
    waiting: Option<(UntrustedBoard, VerifyingKey)>,
    right: Vec<Board>,
}

/// What is said of a board.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Verdict {
    state: &'static str,
    fault: Option<&'static str>,
    number: Option<u32>,
    epoch: Option<u32>,
    age: Option<&'static str>,
    /// How many days ago it was made, or how many from now.
    days: Option<u32>,
}

impl Verdict {
    /// Nothing was put up yet.
    fn none() -> Self {
        Self { state: "none", ..Self::default() }
    }

    /// A false one, and why: the words of `docs/board.md`, §9.
    fn wrong(error: &BoardError) -> Self {
        let fault = match error {
            BoardError::Length => "length",
            BoardError::Count => "count",
            BoardError::Order(_) => "order",
            BoardError::DuplicateTag(_) => "duplicate-tag",
            BoardError::DuplicateCell => "duplicate-cell",
            BoardError::Altered => "altered",
            BoardError::Unsigned(_) => "unsigned",
            BoardError::WrongSignature(_) => "wrong-signature",
            BoardError::OtherDrop => "other-drop",
            BoardError::Older => "older",
            BoardError::SameNumber => "same-number",
            _ => "not-a-board",
        };
        Self { state: "false", fault: Some(fault), ..Self::default() }
    }

    /// A right one.
    fn right(board: &Board, today: Epoch) -> Self {
        let (age, days) = match board.age(today) {
            Age::Fresh(days) => ("fresh", days),
            Age::Old(days) => ("old", days),
            Age::Ahead(days) => ("ahead", days),
        };
        let (number, epoch) = (Some(board.number()), Some(board.epoch().0));
        Self { state: "good", fault: None, number, epoch, age: Some(age), days: Some(days) }
    }
}

/// What comes next for a board that was brought.
#[derive(Debug)]
pub(crate) enum Brought<'a> {
    /// Its hash is wanted: SHA-256 of these bytes.
    Hash(&'a [u8]),
    /// Nothing.
    Judged(Verdict),
}

impl Boards {
    /// Takes a board of this unit, as it came.
    pub(crate) fn bring(&mut self, unit: &UnitCard, bytes: Vec<u8>) -> Brought<'_> {
        self.waiting = None;
        if is_nothing(&bytes) {
            // What was there once is not taken back.
            let known = self.right.iter().any(|known| known.unit() == unit.key());
            return Brought::Judged(if known { Verdict::wrong(&BoardError::Older) } else { Verdict::none() });
        }
        match UntrustedBoard::parse(bytes) {
            Ok(board) => Brought::Hash(self.waiting.insert((board, unit.key().clone())).0.hashed()),
            Err(error) => Brought::Judged(Verdict::wrong(&error)),
        }
    }

    /// Judges the board that waits, by its hash, and keeps a right one in the place of the one before.
    ///
    /// # Errors
    /// [`Fault::Broken`] where none waits.
    pub(crate) fn judge(&mut self, drop_id: &DropId, today: Epoch, sha256: &[u8; 32]) -> Result<Verdict, Fault> {
        let (board, key) = self.waiting.take().ok_or(Fault::Broken)?;
        let board = match board.verify_with_hash(drop_id, &key, sha256) {
            Ok(board) => board,
            Err(error) => return Ok(Verdict::wrong(&error)),
        };
        let known = self.right.iter().position(|known| known.unit() == board.unit());
        if let Some(Err(error)) = known.and_then(|place| self.right.get(place)).map(|known| board.supersedes(known)) {
            return Ok(Verdict::wrong(&error));
        }
        let verdict = Verdict::right(&board, today);
        match known.and_then(|place| self.right.get_mut(place)) {
            Some(known) => *known = board,
            None => self.right.push(board),
        }
        Ok(verdict)
    }

    /// Keeps those of the units and the drop of this card.
    pub(crate) fn keep(&mut self, card: &DeskCard) {
        self.waiting = None;
        let is_on = |board: &Board| card.units().iter().any(|unit| unit.key() == board.unit());
        self.right.retain(|board| *board.drop_id() == card.drop_id() && is_on(board));
    }

    /// The right ones.
    pub(crate) fn right(&self) -> &[Board] {
        &self.right
    }
}

/// What stands in the place of a board before a unit's first parcel.
fn is_nothing(bytes: &[u8]) -> bool {
    let smallest = BoardSize::of_cells(STEP).map(BoardSize::len);
    smallest == Some(bytes.len()) && bytes.iter().all(|byte| *byte == 0)
}
