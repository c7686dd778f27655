//! The desk card on its way to being trusted: untrusted, signed by every unit on it, pinned by its fingerprint.

use candour_note::{UntrustedNote, VerifyingKey};
use candour_words::Fingerprint;
use sha2::{Digest as _, Sha256};

use crate::{CardError, Draft, DropId, Epoch, LONGEST_CARD, Onion, Phone, UnitCard, fill_recipients};

/// A well-formed card whose signatures nobody has checked.
#[derive(Debug)]
pub struct UntrustedCard {
    note: UntrustedNote,
    draft: Draft,
    bytes: Vec<u8>,
}

impl UntrustedCard {
    /// Parses a card: a signed note with one signature a unit, to the last byte.
    ///
    /// # Errors
    /// A [`CardError`] that says where it fails.
    pub fn parse(bytes: &[u8]) -> Result<Self, CardError> {
        if bytes.len() > LONGEST_CARD {
            return Err(CardError::NotACard);
        }
        let note = UntrustedNote::parse(bytes)?;
        let draft = Draft::parse(note.unverified_text())?;
        // Lines of strangers would give one card many hashes.
        if note.signature_count() > draft.units().len() {
            return Err(CardError::NotACard);
        }
        Ok(Self { note, draft, bytes: bytes.to_vec() })
    }

    /// The card, signed by every unit that it lists.
    ///
    /// # Errors
    /// [`CardError::Unsigned`], [`CardError::WrongSignature`].
    pub fn verify(self) -> Result<DeskCard, CardError> {
        self.note.verify_all(&self.draft.keys())?;
        Ok(DeskCard { draft: self.draft, bytes: self.bytes })
    }
}

/// A card that every unit on it has signed. Whether these are the right units, only the fingerprint tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskCard {
    draft: Draft,
    bytes: Vec<u8>,
}

impl DeskCard {
    /// The drop.
    #[must_use]
    pub const fn drop_id(&self) -> DropId {
        self.draft.drop.id
    }

    /// The card's number; a later card of the same drop has a higher one.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.draft.number
    }

    /// Its first epoch.
    #[must_use]
    pub const fn first(&self) -> Epoch {
        self.draft.first
    }

    /// Its last epoch.
    #[must_use]
    pub const fn last(&self) -> Epoch {
        self.draft.last
    }

    /// The drop's address.
    #[must_use]
    pub const fn onion(&self) -> Option<&Onion> {
        self.draft.drop.onion.as_ref()
    }

    /// The key that signs the drop's manifests.
    #[must_use]
    pub const fn log_key(&self) -> &VerifyingKey {
        &self.draft.drop.log
    }

    /// Recipients of every report, throw-away ones included.
    #[must_use]
    pub const fn recipient_count(&self) -> u16 {
        self.draft.recipients
    }

    /// The units, sorted by name.
    #[must_use]
    pub fn units(&self) -> &[UnitCard] {
        &self.draft.units
    }

    /// Fill recipients for stock age, one fewer than [`DeskCard::recipient_count`].
    #[must_use]
    pub fn fill(&self) -> Vec<String> {
        fill_recipients(self.recipient_count().saturating_sub(1))
    }

    /// Phone numbers, in the order of their kinds.
    #[must_use]
    pub fn phones(&self) -> &[Phone] {
        &self.draft.phones
    }

    /// Whether its keys are throw-away ones that everybody has.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        self.draft.demo
    }

    /// The ten words that are published beside the drop; see [`Draft::fingerprint`].
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.draft.fingerprint()
    }

    /// The card's fields.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// SHA-256 of the whole note, which a report carries.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// The whole note.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether the card is in force.
    ///
    /// # Errors
    /// [`CardError::NotYet`], [`CardError::Expired`].
    pub fn check_epoch(&self, today: Epoch) -> Result<(), CardError> {
        if today < self.first() {
            Err(CardError::NotYet)
        } else if today > self.last() {
            Err(CardError::Expired)
        } else {
            Ok(())
        }
    }

    /// Whether this card may take the place of `known`: the same drop and a higher number, or the very same card.
    ///
    /// # Errors
    /// [`CardError::OtherDrop`], [`CardError::Older`], [`CardError::SameNumber`].
    pub fn supersedes(&self, known: &Self) -> Result<(), CardError> {
        if self.drop_id() != known.drop_id() {
            Err(CardError::OtherDrop)
        } else if self.number() < known.number() {
            Err(CardError::Older)
        } else if self.number() == known.number() && self.bytes != known.bytes {
            Err(CardError::SameNumber)
        } else {
            Ok(())
        }
    }

    /// The card, known to be the right one.
    ///
    /// # Errors
    /// [`CardError::Fingerprint`] where the published fingerprint is another.
    pub fn pin(self, published: &Fingerprint) -> Result<PinnedCard, CardError> {
        if self.fingerprint() == *published { Ok(PinnedCard(self)) } else { Err(CardError::Fingerprint) }
    }
}

/// A card whose fingerprint was compared with a published one, or left to the source to compare. What sealing requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedCard(DeskCard);

impl PinnedCard {
    /// A demo card, which needs no comparing: its keys are public, and whoever calls this says so loudly.
    ///
    /// # Errors
    /// [`CardError::NotDemo`].
    pub fn demo(card: DeskCard) -> Result<Self, CardError> {
        if card.is_demo() { Ok(Self(card)) } else { Err(CardError::NotDemo) }
    }

    /// A card whose fingerprint stands on a page before the source, who alone can compare it.
    ///
    /// # Security
    /// A page comes from the drop that the card describes, and cannot vouch for it: whoever calls this shows the ten words, says where
    /// they are published, and says that this page cannot check them.
    #[must_use]
    pub const fn shown(card: DeskCard) -> Self {
        Self(card)
    }

    /// The card.
    #[must_use]
    pub const fn card(&self) -> &DeskCard {
        &self.0
    }
}
