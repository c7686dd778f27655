//! The desk card as the page shows it: checked, and in JSON.

use candour_desk_card::{Epoch, PhoneKind, PinnedCard, UntrustedCard};
use serde::Serialize;

use crate::fault::Fault;

/// What the page shows of a desk card.
#[derive(Debug, Serialize)]
pub struct Desk<'a> {
    fingerprint: String,
    number: u32,
    first: u32,
    last: u32,
    expired: bool,
    demo: bool,
    count: u16,
    units: Vec<Unit<'a>>,
    phones: Vec<Phone<'a>>,
    sha256: String,
}

/// A unit on it.
#[derive(Debug, Serialize)]
struct Unit<'a> {
    name: &'a str,
    title: &'a str,
    /// Its signing key: under another key the same name is another unit.
    key: String,
}

/// A phone number on it.
#[derive(Debug, Serialize)]
struct Phone<'a> {
    kind: &'static str,
    number: &'a str,
}

/// Checks a card: form, signatures, days.
pub(crate) fn read(bytes: &[u8], today: u32) -> Result<PinnedCard, Fault> {
    let card = UntrustedCard::parse(bytes)?.verify()?;
    card.check_epoch(Epoch(today))?;
    Ok(PinnedCard::shown(card))
}

impl<'a> Desk<'a> {
    /// What is shown of a card that was taken.
    #[must_use]
    pub fn of(card: &'a PinnedCard) -> Self {
        let card = card.card();
        let unit = |unit: &'a candour_desk_card::UnitCard| Unit {
            name: unit.name().as_str(),
            title: unit.title(),
            key: hex(unit.key().as_bytes()),
        };
        let phone =
            |phone: &'a candour_desk_card::Phone| Phone { kind: PhoneKind::word(phone.kind()), number: phone.number() };
        Self {
            fingerprint: card.fingerprint().to_string(),
            number: card.number(),
            first: card.first().0,
            last: card.last().0,
            expired: false,
            demo: card.is_demo(),
            count: card.recipient_count(),
            units: card.units().iter().map(unit).collect(),
            phones: card.phones().iter().map(phone).collect(),
            sha256: hex(&card.sha256()),
        }
    }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
