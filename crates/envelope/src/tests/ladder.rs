//! What an onlooker sees of a sealed report: its length and its header, and that neither tells who was chosen.

use candour_header::{Kind, ladder};
use proptest::prelude::*;

use super::peers::{KINDS, answers, rng};
use crate::{Answers, Attachment, Audience, Extension, Identity, OpenError, Plan, Sealer, open_header};

/// Seals and gives the file.
fn seal(audience: &Audience, answers: &Answers, sizes: &[u64], seed: u64) -> Vec<u8> {
    let list: Vec<_> =
        sizes.iter().map(|size| Attachment { size: *size, extension: Extension::Bin, name: None }).collect();
    let sealer = Sealer::new(audience, answers, &list, &mut rng(seed)).unwrap();
    let step = sealer.plan().step();
    let mut out = Vec::new();
    let content: Vec<_> = sizes.iter().map(|size| vec![1u8; usize::try_from(*size).unwrap()]).collect();
    let mut said = 0;
    let sealed = sealer.seal(&mut out, content.iter().map(|bytes| Ok(bytes.as_slice())), |len| said = len).unwrap();
    assert_eq!((sealed.len, out.len() as u64, said), (step, step, step));
    out
}

fn units(kind: Kind, count: usize) -> Vec<(String, Identity)> {
    (0..count).map(|at| (format!("unit-{at}"), Identity::generate(kind, &mut rng(1000 + at as u64)))).collect()
}

fn choose(kind: Kind, count: u16, units: &[(String, Identity)]) -> Audience {
    let chosen = units.iter().map(|(name, unit)| (name.clone(), unit.to_recipient())).collect();
    Audience::new(kind, count, [0; 32], chosen).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_file_is_a_step_that_the_server_takes(
        hybrid in any::<bool>(),
        count in 1u16..=16,
        text in 0usize..40_000,
        sizes in prop::collection::vec(0u64..300_000, 0..4),
        seed in any::<u64>(),
    ) {
        let kind = KINDS[usize::from(hybrid)];
        let answers = Answers { what: "a".repeat(text), ..answers() };
        let file = seal(&choose(kind, count, &units(kind, 1)), &answers, &sizes, seed);
        prop_assert!(ladder::is_step(file.len() as u64));
        let mut blob = candour_header::Blob::new(ladder::TOP);
        blob.push(&file).unwrap();
        let framed = blob.finish().unwrap();
        prop_assert_eq!((framed.header().kind, framed.header().recipients, framed.header().foreign), (kind, count, 0));
    }
}

#[test]
fn the_header_is_as_long_whoever_is_chosen() {
    for kind in KINDS {
        let units = units(kind, 3);
        for chosen in 1..=3 {
            let file = seal(&choose(kind, 3, &units[..chosen]), &answers(), &[], chosen as u64);
            let header = candour_header::scan(&file).unwrap();
            assert_eq!((header.len, header.recipients), (kind.header_len(3), 3));
        }
    }
}

#[test]
fn the_place_of_a_stanza_says_nothing() {
    let kind = Kind::X25519;
    let units = units(kind, 1);
    let audience = choose(kind, 3, &units);
    let mut places = [0u32; 3];
    for seed in 0..600 {
        let recipients = audience.recipients(&mut rng(seed));
        let unit = units[0].1.to_recipient();
        places[recipients.iter().position(|recipient| *recipient == unit).unwrap()] += 1;
        // The others are fresh each time, and distinct.
        assert_eq!(recipients.iter().filter(|recipient| **recipient == unit).count(), 1);
    }
    // 200 each, with a standard deviation of 11.5; the randomness is fixed.
    assert!(places.iter().all(|count| (150..250).contains(count)), "{places:?}");
}

#[test]
fn throw_away_recipients_are_real_and_never_come_again() {
    for kind in KINDS {
        let audience = choose(kind, 3, &units(kind, 1));
        let mut seen = Vec::new();
        for seed in 0..4 {
            for recipient in audience.recipients(&mut rng(seed)) {
                assert_eq!(recipient.kind(), kind);
                assert_eq!(recipient.to_string().parse(), Ok(recipient.clone()), "a key of the ordinary form");
                seen.push(recipient.to_string());
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 1 + 4 * 2);
    }
}

#[test]
fn a_unit_with_the_secret_of_a_fill_recipient_would_open_it() {
    // The fill key's secret is drawn first: whoever knew the randomness could open the file with it. So its stanza is a real one.
    let kind = Kind::Mlkem768X25519;
    let audience = choose(kind, 2, &units(kind, 1));
    let file = seal(&audience, &answers(), &[], 11);
    let fill = Identity::generate(kind, &mut rng(11));
    assert!(open_header(&mut file.as_slice(), &[fill]).is_ok());
    let stranger = Identity::generate(kind, &mut rng(12));
    assert!(matches!(open_header(&mut file.as_slice(), &[stranger]), Err(OpenError::NoStanzaForUs)));
}

#[test]
fn the_room_left_is_the_text_that_still_fits() {
    let audience = choose(Kind::Mlkem768X25519, 3, &units(Kind::Mlkem768X25519, 1));
    let empty = Answers { what: String::new(), ..Answers::default() };
    let room = Plan::of(&audience, &empty, &[]).unwrap().room_left();
    let of = |len: u64| {
        let answers = Answers { what: "â".repeat(usize::try_from(len / 2).unwrap()), ..Answers::default() };
        Plan::of(&audience, &answers, &[]).unwrap().step()
    };
    assert!((7_000..11_000).contains(&room), "{room}");
    assert_eq!(of(room & !1), ladder::BOTTOM);
    assert_eq!(of(room + 2), ladder::TEXT_TOP);
}
