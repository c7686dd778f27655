//! Desk cards for tests, with keys that anybody can recompute from the units' names.

use candour_desk_card::{DeskCard, Draft, DropCard, DropId, Epoch, UnitCard, UntrustedCard};
use candour_envelope::Identity;
use candour_header::Kind;
use candour_note::SigningKey;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sha2::{Digest as _, Sha256};

/// The drop of every such card.
pub(crate) const DROP: DropId = DropId([0xd5; 16]);

/// A card to be made.
#[derive(Clone)]
pub(crate) struct TestCard {
    pub(crate) number: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) demo: bool,
    pub(crate) onion: Option<&'static str>,
    pub(crate) units: &'static [&'static str],
}

impl TestCard {
    /// Number 7, in force from yesterday for a month, of two units.
    pub(crate) fn in_force(today: u32) -> Self {
        Self {
            number: 7,
            first: today - 1,
            last: today + 29,
            demo: false,
            onion: None,
            units: &["north.example", "south.example"],
        }
    }

    /// Makes it, signed by all.
    pub(crate) fn make(&self) -> DeskCard {
        let log = signing_key("log.example").verifying_key();
        let drop = DropCard { id: DROP, onion: self.onion.map(|onion| onion.parse().unwrap()), log };
        let units = self.units.iter().map(|name| unit(name)).collect();
        let (first, last) = (Epoch(self.first), Epoch(self.last));
        let recipients = u16::try_from(self.units.len().max(3)).unwrap();
        let draft = Draft::new(drop, self.number, first, last, recipients, self.demo, units, Vec::new()).unwrap();
        let mut note = draft.sign(&signing_key(self.units[0])).unwrap();
        for name in &self.units[1..] {
            note = note.with_signature(&signing_key(name)).unwrap();
        }
        UntrustedCard::parse(note.to_bytes()).unwrap().verify().unwrap()
    }
}

/// A unit's age identity.
pub(crate) fn identity(name: &str, kind: Kind) -> Identity {
    Identity::generate(kind, &mut StdRng::from_seed(seed(name, &format!("{kind:?}"))))
}

/// A unit's card.
pub(crate) fn unit(name: &str) -> UnitCard {
    let recipient = |kind| match identity(name, kind).to_recipient() {
        candour_envelope::Recipient::Hybrid(recipient) => recipient.to_string(),
        candour_envelope::Recipient::Classic(recipient) => recipient.to_string(),
    };
    let title = format!("Unit {name}").parse().unwrap();
    let key = signing_key(name).verifying_key();
    UnitCard::new(title, &recipient(Kind::Mlkem768X25519), &recipient(Kind::X25519), key).unwrap()
}

/// A signing key.
pub(crate) fn signing_key(name: &str) -> SigningKey {
    SigningKey::from_seed(name.parse().unwrap(), &seed(name, "signing"))
}

/// 32 bytes from a name.
fn seed(name: &str, what: &str) -> [u8; 32] {
    Sha256::digest(format!("{what} key of {name}")).into()
}
