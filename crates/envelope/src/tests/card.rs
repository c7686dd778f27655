//! The desk card decides whom a report goes to.

use candour_desk_card::{
    Draft, DropCard, DropId, Epoch, PinnedCard, UnitCard, Unsigned, UntrustedCard, fill_recipients,
};
use candour_header::Kind;
use candour_note::SigningKey;

use super::peers::{KINDS, answers, open, rng};
use crate::{Audience, Identity, Recipient, SealError, Sealer};

/// A unit's keys, named.
fn unit(name: &str, seed: u8) -> (SigningKey, UnitCard) {
    let key = SigningKey::from_seed(name.parse().unwrap(), &[seed; 32]);
    let recipient = |kind| identity(seed, kind).to_recipient().to_string();
    let (hybrid, classic) = (recipient(Kind::Mlkem768X25519), recipient(Kind::X25519));
    let card = UnitCard::new("A Unit".parse().unwrap(), &hybrid, &classic, key.verifying_key()).unwrap();
    (key, card)
}

fn identity(seed: u8, kind: Kind) -> Identity {
    Identity::generate(kind, &mut rng(u64::from(seed)))
}

/// A card of two units.
fn card() -> PinnedCard {
    let ((north, a), (south, b)) = (unit("north", 101), unit("south", 102));
    let log = SigningKey::from_seed("log".parse().unwrap(), &[103; 32]).verifying_key();
    let drop = DropCard { id: DropId([1; 16]), onion: None, log };
    let draft = Draft::new(drop, 1, Epoch(1), Epoch(2), 3, true, vec![a, b], vec![]).unwrap();
    let half = draft.sign(&north).unwrap();
    let whole = Unsigned::parse(half.to_bytes()).unwrap().sign(&south).unwrap();
    PinnedCard::demo(UntrustedCard::parse(whole.to_bytes()).unwrap().verify().unwrap()).unwrap()
}

#[test]
fn only_the_chosen_unit_opens_and_the_report_names_the_card() {
    let card = card();
    for kind in KINDS {
        let audience = Audience::from_card(&card, &["south", "south"], kind).unwrap();
        assert_eq!((audience.units(), audience.recipient_count()), (&["south".to_owned()][..], 3));
        let mut file = Vec::new();
        let sealer = Sealer::new(&audience, &answers(), &[], &mut rng(1)).unwrap();
        sealer.seal(&mut file, Vec::<std::io::Result<&[u8]>>::new(), |_| {}).unwrap();
        let (opened, _) = open(&file, identity(102, kind));
        let body = opened.unwrap().body;
        assert_eq!((body.desk_card, body.units), (card.card().sha256(), vec!["south".to_owned()]));
        assert!(crate::open_header(&mut file.as_slice(), &[identity(101, kind)]).is_err());
    }
}

#[test]
fn units_that_are_not_on_the_card_are_refused() {
    let of = |chosen: &[&str]| Audience::from_card(&card(), chosen, KINDS[0]).unwrap_err();
    assert!(matches!(of(&["west"]), SealError::UnknownUnit));
    assert!(matches!(of(&[]), SealError::NoUnits));
}

#[test]
fn the_fill_recipients_of_a_card_are_usable() {
    for fill in fill_recipients(16) {
        let recipient: Recipient = fill.parse().unwrap();
        assert!(crate::seal_to(&[recipient], &mut rng(1), Vec::new()).is_ok(), "{fill}");
    }
}
