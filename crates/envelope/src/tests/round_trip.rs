//! A report through sealing and opening, of both kinds.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::peers::{KINDS, answers, attachments, audience, open, rng, seal};
use crate::{Answers, Attachment, Audience, Extension, Identity, OpenError, SealError, Sealer, open_header};

#[test]
fn everything_comes_back() {
    for kind in KINDS {
        let unit = Identity::generate(kind, &mut rng(1));
        let (bytes, sealed) = seal(&audience(&unit, kind, 3), 2);
        assert_eq!(sealed.sha256, <[u8; 32]>::from(Sha256::digest(&bytes)));
        let (opened, sink) = open(&bytes, unit);
        let opened = opened.unwrap();
        assert_eq!(opened.body.answers, answers());
        assert_eq!((opened.body.desk_card, opened.body.units), ([0xcd; 32], vec!["integrity.example".to_owned()]));
        assert_eq!(opened.body.attachments[0].name.as_deref(), Some("plates.jpg"));
        let names = ["attachments/01.jpg", "attachments/02.bin"].map(String::from);
        assert_eq!(sink.files, names.into_iter().zip(attachments().1).collect::<Vec<_>>());
        assert_eq!(sink.complete, 2);
    }
}

#[test]
fn a_unit_left_out_finds_nothing_and_a_second_identity_is_tried() {
    for kind in KINDS {
        let units: Vec<_> = (20..23).map(|seed| Identity::generate(kind, &mut rng(seed))).collect();
        let (bytes, _) = seal(&audience(&units[0], kind, 3), 2);
        assert!(matches!(open_header(&mut bytes.as_slice(), &units[1..]), Err(OpenError::NoStanzaForUs)));
        assert!(open_header(&mut bytes.as_slice(), &units).is_ok());
    }
}

#[test]
fn sealing_is_deterministic_in_its_randomness_and_fresh_without() {
    for kind in KINDS {
        let unit = Identity::generate(kind, &mut rng(1));
        let audience = audience(&unit, kind, 3);
        assert_eq!(seal(&audience, 7), seal(&audience, 7));
        let (a, b) = (seal(&audience, 7).0, seal(&audience, 8).0);
        let same = a.iter().zip(&b).skip(kind.header_len(3)).filter(|(a, b)| a == b).count();
        assert!(same < a.len() / 100, "{same}");
    }
}

#[test]
fn an_attachment_that_changes_is_noticed() {
    let unit = Identity::generate(KINDS[0], &mut rng(1));
    let list = [Attachment { size: 100_000, extension: Extension::Bin, name: None }];
    let seal = |parts: Vec<io::Result<Box<dyn Read>>>| {
        let sealer = Sealer::new(&audience(&unit, KINDS[0], 3), &answers(), &list, &mut rng(2)).unwrap();
        sealer.seal(io::sink(), parts, |_| {}).map(|sealed| sealed.len)
    };
    let zeros = |len| Ok(Box::new(io::repeat(0).take(len)) as Box<dyn Read>);
    assert_eq!(seal(vec![zeros(100_000)]).unwrap(), 256 * 1024);
    for parts in [vec![zeros(99_999)], vec![zeros(100_001)], vec![], vec![zeros(100_000), zeros(0)]] {
        assert!(matches!(seal(parts), Err(SealError::AttachmentChanged)));
    }
    let gone = vec![Err(io::ErrorKind::NotFound.into())];
    assert!(matches!(seal(gone), Err(SealError::Attachment(_))));
}

#[test]
fn what_cannot_be_sealed_is_said_before_anything_is_written() {
    let unit = Identity::generate(KINDS[0], &mut rng(1));
    let audience = audience(&unit, KINDS[0], 3);
    let refused =
        |answers: &Answers, list: &[Attachment]| Sealer::new(&audience, answers, list, &mut rng(2)).unwrap_err();
    let attachment =
        |size, name: Option<&str>| Attachment { size, extension: Extension::Bin, name: name.map(Into::into) };
    assert!(matches!(refused(&answers(), &[attachment(1 << 30, None)]), SealError::TooLarge));
    assert!(matches!(refused(&answers(), &[attachment(1, Some("a\u{202e}b"))]), SealError::BadName));
    assert!(matches!(refused(&answers(), &vec![attachment(1, None); 1000]), SealError::TooManyAttachments));
    let long = Answers { what: "x".repeat(600_000), ..answers() };
    assert!(matches!(refused(&long, &[]), SealError::TextTooLong));

    let named = |name: &str| (name.to_owned(), unit.to_recipient());
    assert!(matches!(Audience::new(KINDS[0], 3, [0; 32], vec![]), Err(SealError::NoUnits)));
    assert!(matches!(Audience::new(KINDS[0], 1, [0; 32], vec![named("a"), named("b")]), Err(SealError::TooManyUnits)));
    assert!(matches!(Audience::new(KINDS[1], 3, [0; 32], vec![named("a")]), Err(SealError::MixedKinds)));
}

#[test]
fn the_most_attachments_come_back() {
    let unit = Identity::generate(KINDS[0], &mut rng(1));
    let list = vec![Attachment { size: 3, extension: Extension::Txt, name: None }; 999];
    let sealer = Sealer::new(&audience(&unit, KINDS[0], 3), &answers(), &list, &mut rng(2)).unwrap();
    let mut bytes = Vec::new();
    sealer.seal(&mut bytes, list.iter().map(|_| Ok(&b"abc"[..])), |_| {}).unwrap();
    let (opened, sink) = open(&bytes, unit);
    assert_eq!(opened.unwrap().body.attachments[998].file, "attachments/999.txt");
    assert_eq!(sink.complete, 999);
}
