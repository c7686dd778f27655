//! The complete desk cards that this unit signed, kept in its home: they say which drops are its own, and which cards a
//! report may name.

use std::collections::HashMap;
use std::fs;
use std::io;

use candour_cli::atomic_file::{self, Existing};
use candour_desk_card::{DeskCard, DropId, UntrustedCard};

use crate::error::UnitError;
use crate::home::{Home, HomeError};
use crate::intake::Cards;
use crate::keys::read_public;
use crate::record::Alarm;
use crate::shown::hex;

/// The cards held.
#[derive(Debug, Default)]
pub struct DeskCards {
    /// By SHA-256 of the whole note.
    cards: HashMap<[u8; 32], DeskCard>,
}

impl DeskCards {
    /// Reads and verifies every card in the home.
    ///
    /// # Errors
    /// What the disk says; a card that was changed in its place is refused, not passed over.
    pub fn load(home: &Home) -> Result<Self, UnitError> {
        let folder = home.desk_cards();
        let disk = |source: io::Error| HomeError::Disk { path: folder.clone(), source };
        let mut cards = HashMap::new();
        for entry in fs::read_dir(&folder).map_err(disk)? {
            let path = entry.map_err(disk)?.path();
            if path.extension().is_none_or(|ending| ending != "card") {
                continue;
            }
            let bytes = read_public(&path)?;
            let card = UntrustedCard::parse(&bytes).and_then(UntrustedCard::verify);
            let card = card.map_err(|source| UnitError::Card { path, source })?;
            cards.insert(card.sha256(), card);
        }
        Ok(Self { cards })
    }

    /// Keeps a card. Keeping it again changes nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep(home: &Home, card: &DeskCard) -> Result<(), UnitError> {
        let path = home.desk_cards().join(format!("{}.card", hex(&card.sha256())));
        Ok(atomic_file::write(&path, card.to_bytes(), 0o600, Existing::Replace)?)
    }

    /// The cards, newest number first.
    #[must_use]
    pub fn newest_first(&self) -> Vec<&DeskCard> {
        let mut cards: Vec<&DeskCard> = self.cards.values().collect();
        cards.sort_by_key(|card| std::cmp::Reverse((card.number(), card.sha256())));
        cards
    }

    /// The drops that they are for, each once.
    #[must_use]
    pub fn drops(&self) -> Vec<DropId> {
        let mut drops: Vec<DropId> = self.cards.values().map(DeskCard::drop_id).collect();
        drops.sort_by_key(|drop| drop.0);
        drops.dedup();
        drops
    }

    /// The cards as the intake of one drop's bundle asks for them.
    #[must_use]
    pub const fn of_drop(&self, drop: DropId) -> OfDrop<'_> {
        OfDrop { cards: self, drop }
    }
}

/// The cards, seen from one drop.
#[derive(Debug)]
pub struct OfDrop<'a> {
    /// All of them.
    cards: &'a DeskCards,
    /// The drop whose bundle is opened.
    drop: DropId,
}

impl Cards for OfDrop<'_> {
    fn alarm(&self, card: &[u8; 32]) -> Option<Alarm> {
        match self.cards.cards.get(card) {
            None => Some(Alarm::UnknownCard),
            Some(card) if card.drop_id() != self.drop => Some(Alarm::OtherDrop),
            Some(_) => None,
        }
    }
}
