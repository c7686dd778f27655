//! What is not right with boards and replies: one sentence for each, and what it means for how `check` ends. Owns these words; finds
//! nothing itself.

use candour_board::{Age, Board, BoardError, Warning};
use candour_cli::{Exit, Hint as _, sanitize};
use candour_desk_card::Epoch;

use crate::day;
use crate::net::fault::Fault;

/// Something to be told beside the replies. Numbers count from 1.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Doubt {
    /// What came is no board of the unit's.
    #[error(
        "ALARM: what came as the board of {unit} is not its board, and nothing on it is shown; look again later, and tell the unit by \
         another way if it stays so"
    )]
    FalseBoard {
        /// The unit.
        unit: String,
        /// Why.
        source: BoardError,
    },
    /// Nothing came.
    #[error("the board of {unit} did not come, so there may be replies that are not shown; look again later")]
    MissingBoard {
        /// The unit.
        unit: String,
        /// Why.
        source: Fault,
    },
    /// A genuine board that is old.
    #[error(
        "the board of {unit} is of {day} and so {} old: newer replies may be held back; look again in a few days",
        day::days(*days)
    )]
    OldBoard {
        /// The unit.
        unit: String,
        /// Its day.
        day: String,
        /// How many days ago that was.
        days: u32,
    },
    /// A genuine board of another day than there can be.
    #[error(
        "the board of {unit} is of {day}, which is {} from now: the date of this machine is wrong, or the unit's was",
        day::days(*days)
    )]
    AheadBoard {
        /// The unit.
        unit: String,
        /// Its day.
        day: String,
        /// In how many days that is.
        days: u32,
    },
    /// Something about the replies on a board.
    #[error("{}", said(unit, *warning))]
    Reply {
        /// The unit.
        unit: String,
        /// What.
        warning: Warning,
    },
}

impl Doubt {
    /// What there is to say about how old a board is.
    pub(crate) fn of_age(unit: &str, board: &Board, today: Epoch) -> Option<Self> {
        let (unit, day) = (unit.to_owned(), day::written(board.epoch()));
        match board.age(today) {
            Age::Fresh(_) => None,
            Age::Old(days) => Some(Self::OldBoard { unit, day, days }),
            Age::Ahead(days) => Some(Self::AheadBoard { unit, day, days }),
        }
    }

    /// Whether it is the same whoever looks: it tells of a board, and nothing of a codename.
    pub(crate) fn is_of_board(&self) -> bool {
        !matches!(self, Self::Reply { .. })
    }

    /// How `check` ends with it.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::OldBoard { .. } | Self::AheadBoard { .. } => Exit::Done,
            Self::MissingBoard { source, .. } if source.exit() == Exit::Untrusted => Exit::Untrusted,
            Self::MissingBoard { .. } => Exit::Partly,
            Self::Reply {
                warning: Warning::Gap { .. } | Warning::Hidden { .. } | Warning::Incomplete { .. }, ..
            } => Exit::Partly,
            Self::FalseBoard { .. } | Self::Reply { .. } => Exit::Untrusted,
        }
    }
}

/// A warning in words.
fn said(unit: &str, warning: Warning) -> String {
    let unit = sanitize::line(unit);
    match warning {
        Warning::Altered { n } => {
            format!("number {} from {unit} is for you, but was changed and cannot be read; it is not shown", n + 1)
        }
        Warning::Invented { n } => {
            format!("number {} from {unit} was not written by a unit that you wrote to; it is not shown", n + 1)
        }
        Warning::Moved { n, says } => {
            format!("number {} from {unit} was put up again as number {}; it is not shown as new", says + 1, n + 1)
        }
        Warning::Malformed { n } => {
            format!("number {} from {unit} was written by a unit but makes no sense; it is not shown", n + 1)
        }
        Warning::Gap { n } => {
            format!("number {} from {unit} is missing although a later one is there; it may be held back", n + 1)
        }
        Warning::Hidden { highest, last } => format!(
            "{unit} had written up to number {}, and the last one here is number {}; newer ones are held back",
            highest + 1,
            last + 1
        ),
        Warning::Incomplete { first, missing, parts } => format!(
            "{missing} of the {parts} parts of reply {} from {unit} are missing; they may come with its next board",
            first + 1
        ),
        other => format!("{unit}: {other}"),
    }
}

#[cfg(test)]
mod tests {
    use candour_pinned::every;

    use super::*;

    fn replies() -> Vec<Doubt> {
        let all = [
            Warning::Altered { n: 0 },
            Warning::Invented { n: 1 },
            Warning::Moved { n: 5, says: 2 },
            Warning::Malformed { n: 3 },
            Warning::Gap { n: 1 },
            Warning::Hidden { highest: 4, last: 2 },
            Warning::Incomplete { first: 2, missing: 1, parts: 3 },
        ];
        all.map(|warning| Doubt::Reply { unit: "north.example".to_owned(), warning }).into()
    }

    #[test]
    fn every_doubt_is_said_in_these_words() {
        let unit = || "north.example".to_owned();
        let day = || "2026-11-24".to_owned();
        let all = every!(Doubt {
            FalseBoard: [BoardError::Length, BoardError::Altered, BoardError::OtherDrop]
                .map(|source| Doubt::FalseBoard { unit: unit(), source }),
            MissingBoard: [Fault::Broken(ureq::Error::HostNotFound), Fault::Strange]
                .map(|source| Doubt::MissingBoard { unit: unit(), source }),
            OldBoard: [Doubt::OldBoard { unit: unit(), day: day(), days: 15 }],
            AheadBoard: [Doubt::AheadBoard { unit: unit(), day: day(), days: 1 }],
            Reply: replies(),
        });
        let voice = candour_cli::Voice::new("candour-source");
        let said: String = all
            .iter()
            .map(|(name, doubt)| format!("{name}\n{}exit {}\n\n", voice.warning_text(doubt), doubt.exit().code()))
            .collect();
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/doubts.txt"), &said);
    }
}
