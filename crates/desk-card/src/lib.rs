//! The desk card and what it is made from: drop card and unit cards. Checks signatures; knows no cipher, opens nothing.
#![doc = include_str!("../README.md")]

mod desk_card;
mod draft;
mod drop_card;
mod drop_id;
mod epoch;
mod error;
mod fill;
mod lines;
mod onion;
mod phones;
mod recipient;
mod unit_card;

pub use desk_card::{DeskCard, PinnedCard, UntrustedCard};
pub use draft::{Draft, Unsigned};
pub use drop_card::DropCard;
pub use drop_id::DropId;
pub use epoch::Epoch;
pub use error::CardError;
pub use fill::fill_recipients;
pub use onion::Onion;
pub use phones::{Phone, PhoneKind};
pub use unit_card::{Title, UnitCard, UntrustedUnitCard};

/// Most units on a card, and most recipients of a report (the header's limit).
pub const MOST_RECIPIENTS: u16 = 16;
/// Recipients of a report unless the card says otherwise.
pub const DEFAULT_RECIPIENTS: u16 = 3;
/// Most days from a card's first epoch to its last.
pub const LONGEST_LIFE: u32 = 90;
/// Longest card in bytes.
pub const LONGEST_CARD: usize = 128 * 1024;
