//! A drop's folder with keys and a desk card, as `candour init`, a unit and `candour card` would leave it.

use std::path::Path;
use std::sync::OnceLock;

use candour::keys::{self, Folder};
use candour::{clock, token};
use candour_desk_card::{
    DeskCard, Draft, DropCard, DropId, Epoch, Phone, UnitCard, Unsigned, UntrustedCard, fill_recipients,
};
use candour_note::SigningKey;

/// What distinguishes one card of these tests from another.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) number: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) demo: bool,
}

/// The day on which these tests began: what one test makes twice is the same although a midnight passes.
pub(crate) fn today() -> u32 {
    static TODAY: OnceLock<u32> = OnceLock::new();
    *TODAY.get_or_init(|| clock::today().0)
}

impl Kind {
    /// In force today.
    pub(crate) fn today() -> Self {
        let today = today();
        Self { number: 3, first: today - 10, last: today + 70, demo: false }
    }
}

/// Bytes in the form of a hybrid recipient.
fn hybrid(fill: u8) -> String {
    enum Long {}
    impl bech32::Checksum for Long {
        type MidstateRepr = u32;
        const CODE_LENGTH: usize = 1 << 16;
        const CHECKSUM_LENGTH: usize = 6;
        const GENERATOR_SH: [u32; 5] = <bech32::Bech32 as bech32::Checksum>::GENERATOR_SH;
        const TARGET_RESIDUE: u32 = 1;
    }
    bech32::encode::<Long>(bech32::Hrp::parse("age1pq").unwrap(), &[fill; 1216]).unwrap()
}

/// The name of the unit.
pub(crate) const UNIT: &str = "unit.example";

/// The signing key of the unit.
pub(crate) fn unit_key() -> SigningKey {
    SigningKey::from_seed(UNIT.parse().unwrap(), &[9; 32])
}

/// A desk card signed by its one unit.
pub(crate) fn desk_card(drop_card: DropCard, kind: Kind) -> DeskCard {
    desk_card_of(drop_card, kind, &[unit_key()])
}

/// A desk card signed by the units of these keys.
pub(crate) fn desk_card_of(drop_card: DropCard, kind: Kind, keys: &[SigningKey]) -> DeskCard {
    let unit = |(key, classic): (&SigningKey, String)| {
        let title = "A <Unit> & Co".parse().unwrap();
        UnitCard::new(title, &hybrid(key.verifying_key().as_bytes()[0]), &classic, key.verifying_key()).unwrap()
    };
    let units = keys.iter().zip(fill_recipients(50).into_iter().rev()).map(unit).collect();
    let Kind { number, first, last, demo } = kind;
    let draft = Draft::new(drop_card, number, Epoch(first), Epoch(last), 3, demo, units, Phone::defaults()).unwrap();
    let (first, rest) = keys.split_first().unwrap();
    let mut note = draft.sign(first).unwrap();
    for key in rest {
        note = Unsigned::parse(note.to_bytes()).unwrap().sign(key).unwrap();
    }
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
