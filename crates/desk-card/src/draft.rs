//! The fields of a desk card, valid in themselves, and the card while units are still signing it.

use core::fmt::Write as _;

use candour_note::{KeyName, SignedNote, SigningKey, UntrustedNote, VerifyingKey};
use candour_words::Fingerprint;
use sha2::{Digest as _, Sha256};

use crate::lines::{Lines, number};
use crate::{CardError, DropCard, Epoch, LONGEST_LIFE, MOST_RECIPIENTS, Phone, UnitCard, fill_recipients};

/// The first line.
const MAGIC: &str = "candour-desk-card/v1";
/// Domain of the fingerprint.
const FINGERPRINT_LABEL: &[u8] = b"candour/fingerprint/v1";

/// Every field of a desk card. A pure function of what went in: each unit builds the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub(crate) drop: DropCard,
    pub(crate) number: u32,
    pub(crate) first: Epoch,
    pub(crate) last: Epoch,
    pub(crate) recipients: u16,
    pub(crate) demo: bool,
    pub(crate) units: Vec<UnitCard>,
    pub(crate) phones: Vec<Phone>,
}

impl Draft {
    /// The fields of a card. Units and phones may come in any order.
    ///
    /// # Errors
    /// [`CardError::Epochs`], [`CardError::Count`], [`CardError::Units`].
    #[allow(clippy::too_many_arguments, reason = "one argument a line of the card")]
    pub fn new(
        drop: DropCard,
        number: u32,
        first: Epoch,
        last: Epoch,
        recipients: u16,
        demo: bool,
        mut units: Vec<UnitCard>,
        mut phones: Vec<Phone>,
    ) -> Result<Self, CardError> {
        units.sort_by(|a, b| a.name().cmp(b.name()));
        phones.sort_by_key(Phone::kind);
        phones.dedup_by_key(|phone| phone.kind());
        Self { drop, number, first, last, recipients, demo, units, phones }.checked()
    }

    /// The rules that hold between the fields.
    fn checked(self) -> Result<Self, CardError> {
        let life = self.last.0.checked_sub(self.first.0).ok_or(CardError::Epochs)?;
        if life > LONGEST_LIFE {
            return Err(CardError::Epochs);
        }
        let units = self.units.len();
        if units == 0 || units > usize::from(self.recipients) || self.recipients > MOST_RECIPIENTS {
            return Err(CardError::Count);
        }
        let pairs = || self.units.iter().zip(self.units.iter().skip(1));
        if pairs().any(|(a, b)| a.name() >= b.name()) || self.units.iter().any(|unit| self.shares_a_key(unit)) {
            return Err(CardError::Units);
        }
        Ok(self)
    }

    /// Whether another unit has one of this unit's keys, or the drop's log key is among them.
    fn shares_a_key(&self, unit: &UnitCard) -> bool {
        let same = |other: &UnitCard| {
            other.key().as_bytes() == unit.key().as_bytes()
                || other.hybrid() == unit.hybrid()
                || other.classic() == unit.classic()
        };
        self.units.iter().filter(|other| other.name() != unit.name()).any(same)
            || self.drop.log.as_bytes() == unit.key().as_bytes()
    }

    /// The keys that must sign.
    #[must_use]
    pub fn keys(&self) -> Vec<VerifyingKey> {
        self.units.iter().map(|unit| unit.key().clone()).collect()
    }

    /// The units, sorted by name.
    #[must_use]
    pub fn units(&self) -> &[UnitCard] {
        &self.units
    }

    /// The drop.
    #[must_use]
    pub const fn drop_card(&self) -> &DropCard {
        &self.drop
    }

    /// The card's number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Its first and last epoch.
    #[must_use]
    pub const fn epochs(&self) -> (Epoch, Epoch) {
        (self.first, self.last)
    }

    /// Recipients of every report, throw-away ones included.
    #[must_use]
    pub const fn recipient_count(&self) -> u16 {
        self.recipients
    }

    /// Phone numbers, in the order of their kinds.
    #[must_use]
    pub fn phones(&self) -> &[Phone] {
        &self.phones
    }

    /// Whether its keys are throw-away ones that everybody has.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        self.demo
    }

    /// `Fingerprint::of(SHA-256("candour/fingerprint/v1" || drop id || signing keys))`, the units' 32-byte keys sorted as bytes.
    ///
    /// It stays the same over cards with new numbers, epochs, recipients and names; each of these is signed by the keys that it covers.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut keys: Vec<&[u8; 32]> = self.units.iter().map(|unit| unit.key().as_bytes()).collect();
        keys.sort();
        let mut hash = Sha256::new().chain_update(FINGERPRINT_LABEL).chain_update(self.drop.id.0);
        for key in keys {
            hash.update(key);
        }
        Fingerprint::of(&hash.finalize().into())
    }

    /// The text that units sign.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{MAGIC}\n");
        self.drop.write_fields(&mut text);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "number {}\nepochs {} {}\nrecipients {}",
            self.number, self.first, self.last, self.recipients
        );
        if self.demo {
            text.push_str("demo yes\n");
        }
        for unit in &self.units {
            unit.write_fields(&mut text);
        }
        for fill in fill_recipients(self.recipients.saturating_sub(1)) {
            let _ = writeln!(text, "fill {fill}");
        }
        for phone in &self.phones {
            let _ = writeln!(text, "phone {} {}", phone.kind().word(), phone.number());
        }
        text
    }

    /// Parses the text. What is taken has one spelling: it is written again and compared.
    ///
    /// # Errors
    /// A [`CardError`] that says where it fails.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        let mut lines = Lines::of(text, MAGIC)?;
        let drop = DropCard::parse_fields(&mut lines)?;
        let card_number = lines.parse("number", number)?;
        let (first, last) = lines.parse("epochs", |value| {
            let (first, last) = value.split_once(' ')?;
            Some((Epoch(number(first)?), Epoch(number(last)?)))
        })?;
        let recipients = lines.parse("recipients", |value| u16::try_from(number(value)?).ok())?;
        let demo = match lines.optional("demo") {
            None => false,
            Some("yes") => true,
            Some(_) => return Err(lines.bad()),
        };
        let mut units = Vec::new();
        while let Some(unit) = UnitCard::parse_fields(&mut lines)? {
            if units.len() == usize::from(MOST_RECIPIENTS) {
                return Err(CardError::Count);
            }
            units.push(unit);
        }
        let mut fills = Vec::new();
        while let Some(fill) = lines.optional("fill") {
            fills.push(fill.to_owned());
        }
        let phones = Phone::parse_all(&mut lines)?;
        lines.end()?;
        let draft = Self { drop, number: card_number, first, last, recipients, demo, units, phones }.checked()?;
        if fills != fill_recipients(recipients.saturating_sub(1)) {
            return Err(CardError::Fill);
        }
        if draft.to_text() == text { Ok(draft) } else { Err(CardError::NotACard) }
    }

    /// The first signature.
    ///
    /// # Errors
    /// [`CardError::NotAUnit`] where the key is of no unit on the card.
    pub fn sign(&self, key: &SigningKey) -> Result<SignedNote, CardError> {
        self.has(key)?;
        Ok(key.sign(&self.to_text())?)
    }

    /// Whether the key is a unit's.
    fn has(&self, key: &SigningKey) -> Result<(), CardError> {
        let public = key.verifying_key();
        if self.units.iter().any(|unit| *unit.key() == public) { Ok(()) } else { Err(CardError::NotAUnit) }
    }
}

/// A desk card that some units have signed and others may not have.
#[derive(Debug)]
pub struct Unsigned {
    note: UntrustedNote,
    draft: Draft,
}

impl Unsigned {
    /// Parses a card with any number of its signatures.
    ///
    /// # Errors
    /// A [`CardError`] that says where it fails.
    pub fn parse(bytes: &[u8]) -> Result<Self, CardError> {
        let note = UntrustedNote::parse(bytes)?;
        let draft = Draft::parse(note.unverified_text())?;
        if note.signature_count() > draft.units.len() {
            return Err(CardError::NotACard);
        }
        Ok(Self { note, draft })
    }

    /// Its fields, which nobody may have signed: to be looked at before signing.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The units whose signature is there and right.
    #[must_use]
    pub fn signed_by(&self) -> Vec<KeyName> {
        self.draft
            .units
            .iter()
            .filter(|unit| self.note.check(unit.key()).is_ok())
            .map(|unit| unit.name().clone())
            .collect()
    }

    /// The units whose signature is missing or wrong.
    #[must_use]
    pub fn missing(&self) -> Vec<KeyName> {
        self.draft
            .units
            .iter()
            .filter(|unit| self.note.check(unit.key()).is_err())
            .map(|unit| unit.name().clone())
            .collect()
    }

    /// Adds a unit's signature. Those that are there must be right.
    ///
    /// # Errors
    /// [`CardError::NotAUnit`], [`CardError::WrongSignature`].
    pub fn sign(&self, key: &SigningKey) -> Result<SignedNote, CardError> {
        self.draft.has(key)?;
        let own = key.verifying_key();
        let signed: Vec<VerifyingKey> =
            self.draft.keys().into_iter().filter(|other| *other != own && self.note.check(other).is_ok()).collect();
        if signed.is_empty() {
            return self.draft.sign(key);
        }
        Ok(self.note.verify_all(&signed)?.with_signature(key)?)
    }
}
