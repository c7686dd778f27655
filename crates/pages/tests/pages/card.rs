//! Cards of as many units as a test wants, signed by each.

use candour_desk_card::{DeskCard, Draft, DropCard, DropId, Epoch, Phone, UnitCard, UntrustedCard, fill_recipients};
use candour_note::SigningKey;

/// The length that hybrid recipients have.
enum Long {}

impl bech32::Checksum for Long {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = 1 << 16;
    const CHECKSUM_LENGTH: usize = 6;
    const GENERATOR_SH: [u32; 5] = <bech32::Bech32 as bech32::Checksum>::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = 1;
}

/// The `number`th unit, with a long title that has markup in it.
fn unit(number: u8) -> (UnitCard, SigningKey) {
    let key = SigningKey::from_seed(format!("unit-{number:02}.example").parse().unwrap(), &[number + 1; 32]);
    let hybrid = bech32::encode::<Long>(bech32::Hrp::parse("age1pq").unwrap(), &[number; 1216]).unwrap();
    let classic = fill_recipients(50 + u16::from(number)).pop().unwrap();
    let title =
        format!("Professional Standards & <Integrity> Unit of the Police Force number {number}").parse().unwrap();
    (UnitCard::new(title, &hybrid, &classic, key.verifying_key()).unwrap(), key)
}

/// A card of so many units.
pub(crate) fn of(units: u8) -> DeskCard {
    let (cards, keys): (Vec<_>, Vec<_>) = (0..units).map(unit).unzip();
    let log = SigningKey::from_seed("drop.example".parse().unwrap(), &[200; 32]).verifying_key();
    let drop = DropCard { id: DropId([7; 16]), onion: None, log };
    let count = u16::from(units).max(3);
    let draft = Draft::new(drop, 3, Epoch(20_771), Epoch(20_851), count, false, cards, Phone::defaults()).unwrap();
    let mut note = draft.sign(&keys[0]).unwrap();
    for key in &keys[1..] {
        note = note.with_signature(key).unwrap();
    }
    UntrustedCard::parse(note.to_bytes()).unwrap().verify().unwrap()
}
