//! A drop's folder with keys and a desk card, as `candour init`, a unit and `candour card` would leave it.

use std::path::Path;

use candour::keys::{self, Folder};
use candour::{clock, token};
use candour_desk_card::{DeskCard, Draft, DropCard, DropId, Epoch, Phone, UnitCard, UntrustedCard, fill_recipients};
use candour_note::SigningKey;

/// What distinguishes one card of these tests from another.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) number: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) demo: bool,
}

impl Kind {
    /// In force today.
    pub(crate) fn today() -> Self {
        let today = clock::today().0;
        Self { number: 3, first: today - 10, last: today + 70, demo: false }
    }
}

/// Bytes in the form of a hybrid recipient.
fn hybrid() -> String {
    enum Long {}
    impl bech32::Checksum for Long {
        type MidstateRepr = u32;
        const CODE_LENGTH: usize = 1 << 16;
        const CHECKSUM_LENGTH: usize = 6;
        const GENERATOR_SH: [u32; 5] = <bech32::Bech32 as bech32::Checksum>::GENERATOR_SH;
        const TARGET_RESIDUE: u32 = 1;
    }
    bech32::encode::<Long>(bech32::Hrp::parse("age1pq").unwrap(), &[5; 1216]).unwrap()
}

/// A desk card signed by its one unit.
pub(crate) fn desk_card(drop_card: DropCard, kind: Kind) -> DeskCard {
    let key = SigningKey::from_seed("unit.example".parse().unwrap(), &[9; 32]);
    let classic = fill_recipients(50).pop().unwrap();
    let unit = UnitCard::new("A <Unit> & Co".parse().unwrap(), &hybrid(), &classic, key.verifying_key()).unwrap();
    let Kind { number, first, last, demo } = kind;
    let draft = Draft::new(drop_card, number, Epoch(first), Epoch(last), 3, demo, vec![unit], Phone::defaults());
    let note = draft.unwrap().sign(&key).unwrap();
    UntrustedCard::parse(note.to_bytes()).unwrap().verify().unwrap()
}

/// The drop card of these tests.
pub(crate) fn drop_card() -> DropCard {
    DropCard { id: DropId([7; 16]), onion: None, log: log_key().verifying_key() }
}

/// The log key of these tests.
pub(crate) fn log_key() -> SigningKey {
    SigningKey::from_seed("drop.example".parse().unwrap(), &[8; 32])
}

/// Makes `keys/` below `data`; gives the token.
pub(crate) fn make(data: &Path, kind: Option<Kind>) -> String {
    let folder = Folder::new(data.join("keys"));
    keys::make_private(data).unwrap();
    let token = token::generate(&mut rand::rngs::OsRng);
    folder.make(&log_key(), &token, &drop_card()).unwrap();
    if let Some(kind) = kind {
        std::fs::write(folder.desk_card_path(), desk_card(drop_card(), kind).to_bytes()).unwrap();
    }
    token.to_string()
}
