//! Conversations with changing sets of units, and reports with keys that nobody can use.

use candour_board::{Findings, Reader};
use candour_codename::{ReplyKey, TagKey, ThreadSecret};
use candour_envelope::{Conversation, Recipient, ReplyTo, ThreadKeys};
use candour_header::Kind;

use crate::talk::{Source, pinned, sealed};
use crate::world::{UNIT, World, id, two_units};

/// The other unit.
const OTHER: &str = "other.test";

#[test]
fn a_unit_left_out_of_a_follow_up_recognises_nothing_of_the_later_conversation() {
    let (world, card) = two_units();
    let source = Source::new(&world);
    let kind = Kind::Mlkem768X25519;
    let both = source.keys(&card, &[UNIT, OTHER]);
    let first = source.seal(&card, &[UNIT, OTHER], "to both", 1, None, kind);
    // Written before the follow-up came, and sent after it.
    assert_eq!(world.open(&world.bundle("one", std::slice::from_ref(&first)), &[]).code, 0);
    assert_eq!(world.reply("1", "before").code, 0);
    let second = source.seal(&card, &[UNIT], "to one", 2, Some(&both.thread), kind);
    let bundle = world.bundle("two", &[first.clone(), second.clone()]);
    let said = world.open(&bundle, &[]);
    assert!(said.out.contains(&format!("opened        {}  case 1\n", &id(&second)[..16])), "{}", said.out);
    assert_eq!(world.reply("1", "after").code, 0);
    let (_, board) = world.parcel("parcel");
    // The source finds both under her new keys. The unit that was left out has the old ones.
    let texts = |findings: &Findings| -> Vec<String> {
        findings.replies.iter().map(|reply| reply.text().to_string()).collect()
    };
    assert_eq!(texts(&board.find(&Reader::from(source.keys(&card, &[UNIT])))), ["before", "after"]);
    assert_eq!(board.find(&Reader::from(both)), Findings::default());
    // At that unit the follow-up is one of the blobs for others, and joins no case.
    let said = world.with_pass("other", &["open", bundle.to_str().unwrap()]);
    assert!(said.out.ends_with("1 opened, 0 held already, 0 failed, 0 missing, 0 damaged, 1 for other units\n"));
    assert!(world.run("other", &["cases"]).out.contains("  1 reports"));
}

#[test]
fn a_follow_up_to_more_units_continues_the_case() {
    let (world, card) = two_units();
    let source = Source::new(&world);
    let alone = source.keys(&card, &[UNIT]);
    let first = source.seal(&card, &[UNIT], "to one", 1, None, Kind::Mlkem768X25519);
    let second = source.seal(&card, &[UNIT, OTHER], "to both", 2, Some(&alone.thread), Kind::Mlkem768X25519);
    // The follow-up comes first.
    world.open(&world.bundle("one", &[second]), &[]);
    world.open(&world.bundle("two", &[first]), &[]);
    assert!(world.cases().starts_with("case 1") && world.cases().contains("  2 reports"), "{}", world.cases());
    world.reply("1", "to the set of now");
    let (_, board) = world.parcel("parcel");
    assert_eq!(board.find(&Reader::from(source.keys(&card, &[UNIT, OTHER]))).replies.len(), 1);
    assert_eq!(board.find(&Reader::from(alone)), Findings::default());
}

#[test]
fn a_report_with_a_key_that_nobody_made_keeps_no_other_from_its_reply() {
    let world = World::new();
    let source = Source::new(&world);
    let card = pinned(&world);
    let keys = ThreadKeys {
        recipient: Recipient::from_bytes(&[0; 32]).unwrap(),
        reply: ReplyKey::from_bytes([1; 32]),
        tag: TagKey::from_bytes([2; 32]),
        thread: ThreadSecret::from_bytes([3; 32]),
        earlier: None,
    };
    let conversation = Conversation { written: 1, reply_to: ReplyTo::Codename(keys) };
    let hostile = sealed(&card, &[UNIT], "answer this", &conversation, Kind::X25519);
    world.open(&world.bundle("bundle", &[hostile, source.report(&world, "x", 2)]), &[]);
    assert_eq!(world.reply("1", "to the hostile one").code, 0);
    assert_eq!(world.reply("2", "to the other one").code, 0);
    let said = world.with_pass("home", &["parcel", &world.name("parcel")]);
    assert_eq!(said.code, 6);
    assert_eq!(
        said.err,
        "candour-unit: warning: reply 1 to case 1 does not go: the report's reply key is not usable\n"
    );
    assert_eq!(source.find(&world, &world.taken("parcel").1).replies.len(), 1);
}

#[test]
fn two_reports_that_bring_the_same_keys_do_not_share_numbers() {
    let world = World::new();
    let source = Source::new(&world);
    let card = pinned(&world);
    let mut keys = ThreadKeys::new(&source.keys(&card, &[UNIT]), Kind::Mlkem768X25519, None).unwrap();
    keys.thread = ThreadSecret::from_bytes([9; 32]);
    let conversation = Conversation { written: 2, reply_to: ReplyTo::Codename(keys) };
    let twin = sealed(&card, &[UNIT], "another thread, the same tags", &conversation, Kind::Mlkem768X25519);
    world.open(&world.bundle("bundle", &[twin, source.report(&world, "x", 1)]), &[]);
    assert_eq!((world.reply("1", "one").code, world.reply("2", "two").code), (0, 0));
    let (_, board) = world.parcel("parcel");
    let findings = source.find(&world, &board);
    assert_eq!((findings.replies.len(), findings.warnings), (2, vec![]));
}
