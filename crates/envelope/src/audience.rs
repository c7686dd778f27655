//! Whom a report goes to: the chosen units, hidden among throw-away recipients.

use candour_desk_card::PinnedCard;
use candour_header::{Kind, MAX_RECIPIENTS};
use rand_core::{CryptoRng, RngCore};

use crate::keys::{Identity, Recipient};
use crate::seal_error::SealError;

/// The chosen units and how many recipients the header has in all.
///
/// # Security
/// The header's length depends on the card and the kind alone. Recipients that fill it up are whole key pairs whose secret half is
/// dropped at once, so their stanzas are like any other; the order is shuffled, so that no place says who was left out.
#[derive(Debug, Clone)]
pub struct Audience {
    kind: Kind,
    count: u16,
    desk_card: [u8; 32],
    units: Vec<String>,
    chosen: Vec<Recipient>,
}

impl Audience {
    /// The units of a pinned card that are named in `chosen`, at the card's recipient count. Naming a unit twice is naming it once.
    ///
    /// # Errors
    /// [`SealError::NoUnits`], [`SealError::UnknownUnit`], [`SealError::BadRecipient`], [`SealError::TooManyUnits`],
    /// [`SealError::TooManyRecipients`].
    pub fn from_card(card: &PinnedCard, chosen: &[impl AsRef<str>], kind: Kind) -> Result<Self, SealError> {
        let card = card.card();
        let mut units: Vec<(String, Recipient)> = Vec::with_capacity(chosen.len());
        for name in chosen {
            let name = name.as_ref();
            let unit = card.units().iter().find(|unit| unit.name().as_str() == name).ok_or(SealError::UnknownUnit)?;
            let recipient = match kind {
                Kind::Mlkem768X25519 => unit.hybrid(),
                Kind::X25519 => unit.classic(),
            };
            let recipient = recipient.parse().map_err(|_| SealError::BadRecipient)?;
            if !units.iter().any(|(known, _)| known == name) {
                units.push((name.to_owned(), recipient));
            }
        }
        Self::new(kind, card.recipient_count(), card.sha256(), units)
    }

    /// Units by name and recipient, filled up to `count`; `desk_card` is the SHA-256 of the card that lists them.
    ///
    /// # Errors
    /// [`SealError::NoUnits`], [`SealError::TooManyUnits`], [`SealError::TooManyRecipients`], [`SealError::MixedKinds`].
    pub(crate) fn new(
        kind: Kind,
        count: u16,
        desk_card: [u8; 32],
        mut units: Vec<(String, Recipient)>,
    ) -> Result<Self, SealError> {
        if units.is_empty() {
            return Err(SealError::NoUnits);
        }
        if count > MAX_RECIPIENTS {
            return Err(SealError::TooManyRecipients);
        }
        if units.len() > usize::from(count) {
            return Err(SealError::TooManyUnits);
        }
        if units.iter().any(|(_, recipient)| recipient.kind() != kind) {
            return Err(SealError::MixedKinds);
        }
        units.sort_by(|(a, _), (b, _)| a.cmp(b));
        let (units, chosen) = units.into_iter().unzip();
        Ok(Self { kind, count, desk_card, units, chosen })
    }

    /// The kind of every recipient.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Recipients in the header: the card's count.
    #[must_use]
    pub const fn recipient_count(&self) -> u16 {
        self.count
    }

    /// Names of the chosen units, sorted.
    #[must_use]
    pub fn units(&self) -> &[String] {
        &self.units
    }

    /// SHA-256 of the desk card.
    #[must_use]
    pub const fn desk_card(&self) -> [u8; 32] {
        self.desk_card
    }

    /// The recipients of one report: the units' and fresh throw-away ones, shuffled.
    pub(crate) fn recipients(&self, rng: &mut (impl CryptoRng + RngCore)) -> Vec<Recipient> {
        let fill = usize::from(self.count).saturating_sub(self.chosen.len());
        let mut recipients = self.chosen.clone();
        recipients.extend((0..fill).map(|_| Identity::generate(self.kind, rng).to_recipient()));
        shuffle(&mut recipients, rng);
        recipients
    }
}

/// Fisher and Yates, from the last place down; each place drawn evenly.
fn shuffle<T>(items: &mut [T], rng: &mut impl RngCore) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(last + 1, rng));
    }
}

/// An even number below `places` (at most 2^16), from 64 drawn bits: `places` divides so far that the bias is below 2^-47.
fn below(places: usize, rng: &mut impl RngCore) -> usize {
    let places = places as u128;
    usize::try_from((u128::from(rng.next_u64()) * places) >> 64).unwrap_or(0)
}
