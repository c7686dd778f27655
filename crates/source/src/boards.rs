//! The boards that a visit brought, checked. Owns what counts as a board of a unit; opens nothing.

use candour_board::{Board, BoardError, UntrustedBoard};
use candour_desk_card::{DeskCard, DropId, UnitCard};
use candour_wire::limits;

use crate::net::fault::Fault;

/// What came for one unit instead of a board.
#[derive(Debug)]
pub(crate) enum Absent {
    /// It has put nothing up yet.
    Nothing,
    /// Something that is not its board.
    False(BoardError),
    /// Nothing came.
    Missing(Fault),
}

/// All of them.
pub(crate) struct Boards {
    /// Those that their units signed.
    good: Vec<Board>,
    /// What there is instead of the others, by the unit's name.
    absent: Vec<(String, Absent)>,
}

impl Boards {
    /// Checks what came for each unit of the card, in its order.
    pub(crate) fn check(card: &DeskCard, came: Vec<Result<Vec<u8>, Fault>>) -> Self {
        let mut boards = Self { good: Vec::new(), absent: Vec::new() };
        for (unit, came) in card.units().iter().zip(came) {
            match came.map_err(Absent::Missing).and_then(|bytes| board(bytes, &card.drop_id(), unit)) {
                Ok(board) => boards.good.push(board),
                Err(absent) => boards.absent.push((unit.name().to_string(), absent)),
            }
        }
        boards
    }

    /// Those that their units signed.
    pub(crate) fn good(&self) -> &[Board] {
        &self.good
    }

    /// A unit's board, or why there is none.
    pub(crate) fn of(&self, unit: &UnitCard) -> Result<&Board, Option<&Absent>> {
        let absent = || self.absent.iter().find(|(name, _)| name == unit.name().as_str()).map(|(_, absent)| absent);
        self.good.iter().find(|board| board.unit() == unit.key()).ok_or_else(absent)
    }

    /// What there is instead of a unit's board.
    pub(crate) fn take(&mut self, unit: &UnitCard) -> Option<Absent> {
        let at = self.absent.iter().position(|(name, _)| name == unit.name().as_str())?;
        Some(self.absent.swap_remove(at).1)
    }

    /// Whether not one board came.
    pub(crate) fn none_came(&self) -> bool {
        self.good.is_empty() && self.absent.iter().all(|(_, absent)| matches!(absent, Absent::Missing(_)))
    }
}

/// One board.
pub(crate) fn board(bytes: Vec<u8>, drop: &DropId, unit: &UnitCard) -> Result<Board, Absent> {
    if bytes.len() == limits::SMALLEST_BOARD && bytes.iter().all(|byte| *byte == 0) {
        return Err(Absent::Nothing);
    }
    UntrustedBoard::parse(bytes).and_then(|board| board.verify(drop, unit.key())).map_err(Absent::False)
}
