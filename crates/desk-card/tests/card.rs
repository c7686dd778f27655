//! Cards from outside: made, signed by several, taken, and refused for one reason each.

use candour_desk_card::{
    CardError, DeskCard, Draft, DropCard, DropId, Epoch, Phone, PinnedCard, UnitCard, Unsigned, UntrustedCard,
    UntrustedUnitCard, fill_recipients,
};
use candour_note::SigningKey;
use candour_words::Fingerprint;
use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

fn key(name: &str, seed: u64) -> SigningKey {
    SigningKey::generate(name.parse().expect("a name"), &mut StdRng::seed_from_u64(seed))
}

/// Some bytes in the form of a hybrid recipient.
fn hybrid(byte: u8) -> String {
    enum Long {}
    impl bech32::Checksum for Long {
        type MidstateRepr = u32;
        const CODE_LENGTH: usize = 1 << 16;
        const CHECKSUM_LENGTH: usize = 6;
        const GENERATOR_SH: [u32; 5] = <bech32::Bech32 as bech32::Checksum>::GENERATOR_SH;
        const TARGET_RESIDUE: u32 = 1;
    }
    bech32::encode::<Long>(bech32::Hrp::parse("age1pq").expect("a prefix"), &[byte; 1216]).expect("it fits")
}

fn unit(name: &str, seed: u64) -> (SigningKey, UnitCard) {
    let key = key(name, seed);
    let byte = u8::try_from(seed).expect("a small seed");
    let fills = fill_recipients(100 + u16::from(byte));
    let classic = fills.last().expect("some");
    let card =
        UnitCard::new("A Unit".parse().expect("a title"), &hybrid(byte), classic, key.verifying_key()).expect("a unit");
    (key, card)
}

fn drop_card() -> DropCard {
    let onion = format!("{}d.onion", "a".repeat(55)).parse().expect("an address");
    DropCard { id: DropId([7; 16]), onion: Some(onion), log: key("drop-log", 99).verifying_key() }
}

fn draft(units: Vec<UnitCard>) -> Result<Draft, CardError> {
    Draft::new(drop_card(), 3, Epoch(20_000), Epoch(20_090), 3, false, units, Phone::defaults())
}

/// A card of two units.
fn card() -> DeskCard {
    let ((one, first), (two, second)) = (unit("one", 1), unit("two", 2));
    let note = draft(vec![second, first]).expect("a draft").sign(&one).expect("signed");
    let note = Unsigned::parse(note.to_bytes()).expect("half signed").sign(&two).expect("signed");
    UntrustedCard::parse(note.to_bytes()).expect("a card").verify().expect("signed by all")
}

/// What becomes of a card whose text was changed and signed again by both units.
fn altered(from: &str, to: &str) -> Result<(), CardError> {
    let text = draft(vec![unit("one", 1).1, unit("two", 2).1]).expect("a draft").to_text();
    assert!(text.contains(from), "{from:?} stands in the card");
    let note = unit("one", 1)
        .0
        .sign(&text.replacen(from, to, 1))
        .expect("signed")
        .with_signature(&unit("two", 2).0)
        .expect("signed");
    UntrustedCard::parse(note.to_bytes())?.verify().map(|_| ())
}

#[test]
fn two_units_sign_and_the_card_is_taken() {
    let card = card();
    assert_eq!(
        (card.number(), card.first(), card.last(), card.recipient_count()),
        (3, Epoch(20_000), Epoch(20_090), 3)
    );
    assert_eq!(card.units().iter().map(|unit| unit.name().as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(card.fill(), fill_recipients(2));
    assert_eq!(card.phones(), Phone::defaults());
    assert!(!card.is_demo());
    assert_eq!(altered("number 3\n", "number 4\n"), Ok(()));
}

#[test]
fn every_listed_unit_must_sign() {
    let ((one, first), (two, second)) = (unit("one", 1), unit("two", 2));
    let draft = draft(vec![first, second]).expect("a draft");
    let half = draft.sign(&one).expect("signed");
    let name = "two".parse().expect("a name");
    assert_eq!(UntrustedCard::parse(half.to_bytes()).expect("a card").verify(), Err(CardError::Unsigned(name)));
    let unsigned = Unsigned::parse(half.to_bytes()).expect("half signed");
    assert_eq!(unsigned.signed_by().len(), 1);
    assert_eq!(unsigned.missing().first().map(|name| name.as_str()), Some("two"));
    assert_eq!(draft.sign(&key("two", 3)).err(), Some(CardError::NotAUnit));
    // Whoever signs first, the text is the same.
    assert_eq!(draft.sign(&two).expect("signed").text(), half.text());
}

#[test]
fn a_stranger_cannot_add_a_signature() {
    let note = draft(vec![unit("one", 1).1]).expect("a draft").sign(&unit("one", 1).0).expect("signed");
    let more = note.with_signature(&key("stranger", 9)).expect("signed");
    assert_eq!(UntrustedCard::parse(more.to_bytes()).map(|_| ()), Err(CardError::NotACard));
}

#[test]
fn each_flaw_has_its_own_reason() {
    for (from, to, error) in [
        ("candour-desk-card/v1", "candour-desk-card/v2", CardError::NotACard),
        ("drop 0707", "drop 0G07", CardError::Line(2)),
        (".onion\n", ".onion.example\n", CardError::Line(3)),
        ("log drop-log+", "log drop+", CardError::Line(4)),
        ("number 3\n", "number 03\n", CardError::Line(5)),
        ("number 3\n", "", CardError::Line(5)),
        ("20000 20090", "20000 20091", CardError::Epochs),
        ("20000 20090", "20090 20000", CardError::Epochs),
        ("recipients 3", "recipients 1", CardError::Count),
        ("recipients 3", "recipients 17", CardError::Count),
        ("recipients 3", "recipients 4", CardError::Fill),
        ("recipients 3\n", "recipients 3\ndemo no\n", CardError::Line(8)),
        ("unit A Unit", "unit A \u{202e}Unit", CardError::Line(8)),
        ("hybrid age1pq1", "hybrid age1pq1q", CardError::Recipient),
        ("phone emergency 999\n", "phone emergency 999\nphone emergency 112\n", CardError::Line(19)),
        ("phone emergency 999", "phone emergency call me", CardError::Line(18)),
        ("phone crime 101\n", "phone crime 101\nmore here\n", CardError::Line(20)),
    ] {
        assert_eq!(altered(from, to), Err(error), "{from:?} -> {to:?}");
    }
}

#[test]
fn units_are_distinct() {
    let (_, one) = unit("one", 1);
    let twin = UnitCard::new(
        "Twin".parse().expect("a title"),
        one.hybrid(),
        unit("two", 2).1.classic(),
        key("two", 2).verifying_key(),
    );
    assert_eq!(draft(vec![one.clone(), twin.expect("a unit")]), Err(CardError::Units));
    assert_eq!(draft(vec![one.clone(), one]), Err(CardError::Units));
    assert_eq!(draft(vec![]), Err(CardError::Count));
}

#[test]
fn a_card_is_in_force_from_its_first_to_its_last_epoch() {
    let card = card();
    assert_eq!(card.check_epoch(Epoch(19_999)), Err(CardError::NotYet));
    assert_eq!(card.check_epoch(Epoch(20_000)), Ok(()));
    assert_eq!(card.check_epoch(Epoch(20_090)), Ok(()));
    assert_eq!(card.check_epoch(Epoch(20_091)), Err(CardError::Expired));
}

#[test]
fn only_the_published_fingerprint_pins_a_card() {
    let card = card();
    let fingerprint = card.fingerprint();
    assert_eq!(fingerprint.to_string().split(' ').count(), 10);
    assert!(card.clone().pin(&fingerprint).is_ok());
    assert_eq!(card.clone().pin(&Fingerprint::of(&[1; 32])), Err(CardError::Fingerprint));
    assert_eq!(PinnedCard::demo(card), Err(CardError::NotDemo));
}

#[test]
fn the_fingerprint_is_of_drop_and_signing_keys_alone() {
    let fingerprint = |draft: Draft, seeds: &[u64]| {
        let mut note = draft.sign(&unit("one", seeds[0]).0).expect("signed");
        for seed in &seeds[1..] {
            note = note.with_signature(&unit("two", *seed).0).expect("signed");
        }
        UntrustedCard::parse(note.to_bytes()).expect("a card").verify().expect("signed").fingerprint()
    };
    let base = fingerprint(draft(vec![unit("one", 1).1, unit("two", 2).1]).expect("a draft"), &[1, 2]);
    assert_eq!(base, card().fingerprint());
    let later = Draft::new(
        drop_card(),
        9,
        Epoch(20_100),
        Epoch(20_110),
        5,
        false,
        vec![unit("one", 1).1, unit("two", 2).1],
        vec![],
    );
    assert_eq!(fingerprint(later.expect("a draft"), &[1, 2]), base);
    assert_ne!(fingerprint(draft(vec![unit("one", 1).1, unit("two", 3).1]).expect("a draft"), &[1, 3]), base);
}

#[test]
fn an_older_card_does_not_take_the_place_of_a_newer_one() {
    let make = |number, drop: DropCard, last| {
        let draft = Draft::new(drop, number, Epoch(20_000), Epoch(last), 3, false, vec![unit("one", 1).1], vec![])
            .expect("a draft");
        let note = draft.sign(&unit("one", 1).0).expect("signed");
        UntrustedCard::parse(note.to_bytes()).expect("a card").verify().expect("signed")
    };
    let known = make(4, drop_card(), 20_001);
    assert_eq!(make(5, drop_card(), 20_001).supersedes(&known), Ok(()));
    assert_eq!(known.supersedes(&known), Ok(()));
    assert_eq!(make(3, drop_card(), 20_001).supersedes(&known), Err(CardError::Older));
    assert_eq!(make(4, drop_card(), 20_002).supersedes(&known), Err(CardError::SameNumber));
    let other = DropCard { id: DropId([8; 16]), ..drop_card() };
    assert_eq!(make(5, other, 20_001).supersedes(&known), Err(CardError::OtherDrop));
}

#[test]
fn unit_cards_and_drop_cards_come_back() {
    let (key, card) = unit("one", 1);
    let note = card.sign(&key).expect("signed");
    assert_eq!(UntrustedUnitCard::parse(note.to_bytes()).expect("a card").verify(), Ok(card.clone()));
    assert_eq!(card.sign(&unit("two", 2).0).err(), Some(CardError::NotAUnit));
    let forged = String::from_utf8(note.to_bytes().to_vec()).expect("text").replace("A Unit", "B Unit");
    assert!(matches!(
        UntrustedUnitCard::parse(forged.as_bytes()).expect("a card").verify(),
        Err(CardError::WrongSignature(_))
    ));

    let drop = drop_card();
    assert_eq!(DropCard::parse(&drop.to_text()), Ok(drop.clone()));
    let bare = DropCard { onion: None, ..drop };
    assert_eq!(DropCard::parse(&bare.to_text()), Ok(bare.clone()));
    assert_eq!(DropCard::parse(&format!("{}more\n", bare.to_text())), Err(CardError::Line(5)));
}

proptest! {
    #[test]
    fn any_text_is_judged_and_has_one_spelling(at in 0usize..6000, byte: u8) {
        let mut bytes = card().to_bytes().to_vec();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        // One changed byte: never a card that every unit signed.
        prop_assert!(UntrustedCard::parse(&bytes).and_then(UntrustedCard::verify).is_err());
    }
}
