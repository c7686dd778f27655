//! What the boards have for the held codename, as the page shows it. Owns the names of warnings and of units; finding is another room's.

use candour_board::{Board, Found, Reply, Warning, search};
use candour_codename::{Seed, UnitId, UnitSet};
use candour_desk_card::DeskCard;
use serde::Serialize;

use crate::conversation::set;
use crate::fault::Fault;
use crate::said::SecretText;

/// Everything that was found.
#[derive(Serialize)]
pub(crate) struct Thread<'a> {
    /// Cells that were opened, or tried.
    openings: usize,
    found: Vec<Conversation<'a>>,
}

/// What one unit's board has of the conversation with one set of units.
#[derive(Serialize)]
struct Conversation<'a> {
    unit: &'a str,
    set: Vec<&'a str>,
    /// Cells that have left the board.
    gone: u64,
    replies: Vec<ShownReply>,
    warnings: Vec<Warned>,
}

/// A reply.
#[derive(Serialize)]
struct ShownReply {
    first: u64,
    parts: u16,
    missing: u16,
    text: SecretText,
}

/// A warning, with the fields that its kind has.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Warned {
    Altered { n: u64 },
    Invented { n: u64 },
    Moved { n: u64, says: u64 },
    Malformed { n: u64 },
    Gap { n: u64 },
    Hidden { highest: u64, last: u64 },
    Incomplete { first: u64, missing: u16, parts: u16 },
}

impl Warned {
    /// A warning as the page knows it. `None` for one that the page has no sentence for.
    const fn of(warning: Warning) -> Option<Self> {
        Some(match warning {
            Warning::Altered { n } => Self::Altered { n },
            Warning::Invented { n } => Self::Invented { n },
            Warning::Moved { n, says } => Self::Moved { n, says },
            Warning::Malformed { n } => Self::Malformed { n },
            Warning::Gap { n } => Self::Gap { n },
            Warning::Hidden { highest, last } => Self::Hidden { highest, last },
            Warning::Incomplete { first, missing, parts } => Self::Incomplete { first, missing, parts },
            _ => return None,
        })
    }
}

impl From<Reply> for ShownReply {
    fn from(reply: Reply) -> Self {
        Self { first: reply.first, parts: reply.parts, missing: reply.missing(), text: SecretText(reply.text()) }
    }
}

impl<'a> Thread<'a> {
    /// Looks on all boards for every set of the card's units that the source is likely to have chosen, or for the one that she names.
    ///
    /// # Errors
    /// [`Fault::NoUnits`].
    pub(crate) fn find(
        card: &'a DeskCard,
        named: Option<&[String]>,
        boards: &[Board],
        seed: &Seed,
    ) -> Result<Self, Fault> {
        let ids: Vec<_> = card.units().iter().map(UnitId::of).collect();
        let sets: Vec<_> = match named {
            Some(names) => vec![set(card, names)?],
            None => UnitSet::likely(&ids).map_err(|_| Fault::NoUnits)?.collect(),
        };
        let name = |id: &UnitId| {
            let unit = card.units().iter().find(|unit| UnitId::of(unit) == *id);
            unit.map(|unit| unit.name().as_str()).ok_or(Fault::Broken)
        };
        let shown = |Found { set, unit, findings }: Found| -> Result<_, Fault> {
            Ok(Conversation {
                unit: name(&unit)?,
                set: set.ids().iter().map(name).collect::<Result<_, _>>()?,
                gone: findings.gone,
                replies: findings.replies.into_iter().map(ShownReply::from).collect(),
                warnings: findings.warnings.into_iter().map(Warned::of).collect::<Option<_>>().ok_or(Fault::Broken)?,
            })
        };
        let all = search(seed, sets, boards);
        let openings = all.iter().map(|found| found.findings.openings).sum();
        Ok(Self { openings, found: all.into_iter().map(shown).collect::<Result<_, _>>()? })
    }
}
