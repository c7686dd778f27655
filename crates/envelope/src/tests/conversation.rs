//! What a report brings so that it can be answered: there and back, in its one spelling, and of one length.

use candour_codename::{Codename, Seed, UnitId, UnitSet};
use candour_codename::{ReplyKey, TagKey, ThreadSecret};
use candour_desk_card::DropId;
use candour_header::Kind;

use super::peers::{KINDS, answers, audience, open, rng};
use crate::{BodyError, Conversation, Identity, OwnKey, Phrase, Plan, ReplyTo, ReportBody, Sealer, ThreadKeys};

/// Keys of one byte each.
pub(super) fn conversation(earlier: Option<u8>) -> Conversation {
    let keys = ThreadKeys {
        recipient: Identity::generate(Kind::Mlkem768X25519, &mut rng(0x31)).to_recipient(),
        reply: ReplyKey::from_bytes([0x32; 32]),
        tag: TagKey::from_bytes([0x33; 32]),
        thread: ThreadSecret::from_bytes([0x34; 32]),
        earlier: earlier.map(|byte| ThreadSecret::from_bytes([byte; 32])),
    };
    Conversation { written: 1_795_000_000, reply_to: ReplyTo::Codename(keys) }
}

/// Letters to an age key.
fn own(phrase: &str) -> Conversation {
    let recipient = Identity::generate(Kind::X25519, &mut rng(0x36)).to_recipient();
    let phrase = Phrase::try_from(phrase.to_owned()).unwrap();
    Conversation { written: 1_795_000_000, reply_to: ReplyTo::OwnKey(OwnKey { recipient, phrase }) }
}

fn body(conversation: Option<Conversation>) -> ReportBody {
    ReportBody::new(answers(), [1; 32], vec!["integrity.example".into()], vec![]).with_conversation(conversation)
}

#[test]
fn both_ways_of_answering_come_back_out_of_a_sealed_report() {
    for kind in KINDS {
        for conversation in [conversation(None), conversation(Some(0x35)), own("y llyfr glas")] {
            let unit = Identity::generate(kind, &mut rng(1));
            let audience = audience(&unit, kind, 3);
            let sealer = Sealer::in_conversation(&audience, &answers(), &[], Some(&conversation), &mut rng(2)).unwrap();
            let planned = Plan::of_conversation(&audience, &answers(), &[], Some(&conversation)).unwrap();
            assert_eq!(*sealer.plan(), planned);
            let mut sealed = Vec::new();
            sealer.seal(&mut sealed, std::iter::empty::<std::io::Result<&[u8]>>(), |_| {}).unwrap();
            let opened = open(&sealed, unit).0.unwrap();
            assert!(opened.body.conversation() == Some(&conversation));
            assert_eq!(opened.body.clone().with_conversation(None).conversation(), None);
        }
    }
}

#[test]
fn a_text_report_has_the_same_step_whether_it_can_be_answered_or_not() {
    let audience = audience(&Identity::generate(KINDS[1], &mut rng(1)), KINDS[1], 3);
    let plan =
        |conversation: Option<&Conversation>| Plan::of_conversation(&audience, &answers(), &[], conversation).unwrap();
    let (without, with) = (plan(None), plan(Some(&conversation(None))));
    assert_eq!((without.step(), with.step()), (16_384, 16_384));
    assert!(with.room_left() > 7_000, "{}", with.room_left());
}

#[test]
fn the_keys_are_those_of_the_codename() {
    let seed = Seed::derive(&Codename::generate(&mut rng(8)), &DropId([7; 16]));
    let set = |byte| UnitSet::new(&[UnitId([byte; 32])]).unwrap();
    let (keys, before) = (seed.conversation(&set(1)), seed.conversation(&set(2)));
    for kind in KINDS {
        let brought = ThreadKeys::new(&keys, kind, Some(&before.thread)).unwrap();
        let printed = if kind == KINDS[0] { keys.classic.expose_identity() } else { keys.hybrid.expose_identity() };
        assert_eq!(brought.recipient, printed.parse::<Identity>().unwrap().to_recipient());
        assert!(brought.reply == keys.reply && brought.tag == keys.tag && brought.thread == keys.thread);
        assert!(brought.earlier.as_ref() == Some(&before.thread));
        assert!(brought.clone() == brought);
    }
}

#[test]
fn the_spelling_is_one_and_nothing_is_passed_over() {
    let json = String::from_utf8(body(Some(conversation(Some(0x35)))).to_json().unwrap()).unwrap();
    assert!(
        json.contains("\"version\":2")
            && json.contains("\"conversation\":{\"written\":1795000000,\"reply_to\":{\"codename\":{\"recipient\":\"")
    );
    assert!(json.contains("\"reply\":\"MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI\""), "{json}");
    let with = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        ReportBody::from_json(json.replacen(from, to, 1).as_bytes()).err()
    };
    assert_eq!(with("x", "x"), None);
    for (from, to) in [
        ("\"version\":2", "\"version\":1"),
        ("\"written\":1795000000,", ""),
        ("\"written\":1795000000", "\"written\":-1"),
        ("\"codename\"", "\"other\""),
        ("\"tag\":", "\"more\":1,\"tag\":"),
        ("MzMz", "MzM"),
        ("MjIyMjI\"", "MjIyMjJ\""),
        ("MjIyMjI\"", "MjIyMjI=\""),
        ("NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU\"", "\""),
        ("\"NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU\"", "null"),
        ("\"recipient\":\"", "\"recipient\":\"AAAA"),
    ] {
        assert_eq!(with(from, to), Some(BodyError::Malformed), "{from} {to}");
    }
    // A report that cannot be answered is what it was before.
    assert!(String::from_utf8(body(None).to_json().unwrap()).unwrap().starts_with("{\"version\":1,"));
}

#[test]
fn a_phrase_is_one_plain_line() {
    assert!(Phrase::try_from("Roedd hi’n bwrw glaw.".to_owned()).is_ok());
    for bad in ["", " a", "a ", "a\nb", "a\u{202e}b", "\u{1b}[2J", &"x".repeat(201)] {
        assert!(Phrase::try_from(bad.to_owned()).is_err(), "{bad:?}");
    }
    let json = String::from_utf8(body(Some(own("y llyfr glas"))).to_json().unwrap()).unwrap();
    for (from, to) in [("y llyfr glas", "y llyfr\\nglas"), ("age1", "age2"), ("\"own-key\"", "\"codename\"")] {
        let changed = json.replacen(from, to, 1);
        assert_eq!(ReportBody::from_json(changed.as_bytes()).err(), Some(BodyError::Malformed), "{from}");
    }
}
