//! The keys by which a report is answered, as a unit finds them in it.

use candour_envelope::{Conversation, OpenError, ReplyTo};
use candour_header::Kind;

use crate::desk::{Desk, brought, keys, phrase, seed, thread_secret};
use crate::fake_drop::FakeDrop;
use crate::opened;
use crate::run::{Place, Ran, today};

const NORTH: &str = "north.example";
const SOUTH: &str = "south.example";
const HYBRID: Kind = Kind::Mlkem768X25519;

/// A place with the codename 1 in a file, and a drop.
fn case() -> (Place, FakeDrop) {
    let (place, drop) = (Place::new(), FakeDrop::start());
    drop.set_card(place.read("card"));
    place.write_secret("codename", &phrase(1));
    (place, drop)
}

/// `seal` with the codename; what a unit finds.
fn sealed(place: &Place, more: &[&str], by: &str) -> Conversation {
    let seal = ["seal", "--card", "card", "--fingerprint-file", "words", "--out", "r.age", "--report", "-"];
    place.run_with(&[&seal[..], &["--codename-file", "codename"], more].concat(), "x", &[]).done();
    let kind = if more.contains(&"classic") { Kind::X25519 } else { HYBRID };
    let found = opened::by(by, kind, &place.read("r.age")).unwrap();
    std::fs::remove_file(place.path("r.age")).unwrap();
    found.body().conversation().cloned().unwrap()
}

fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap().as_secs()
}

#[test]
fn a_report_brings_the_keys_of_its_codename_and_its_units() {
    let (place, _drop) = case();
    let seed = seed(&phrase(1));
    let before = now();
    for (more, units) in
        [(&[][..], &[NORTH, SOUTH][..]), (&["--leave-out", SOUTH], &[NORTH]), (&["--call"], &[NORTH, SOUTH])]
    {
        let found = sealed(&place, more, NORTH);
        assert!((before..=now()).contains(&found.written));
        assert!(*keys(&found) == brought(&seed, units));
    }
    let classic = sealed(&place, &["--kind", "classic"], SOUTH);
    assert_eq!(keys(&classic).recipient.kind(), Kind::X25519);
}

#[test]
fn a_follow_up_by_hand_says_which_units_the_earlier_one_was_kept_from() {
    let (place, _drop) = case();
    let seed = seed(&phrase(1));
    let earlier = |more: &[&str]| {
        let found = sealed(&place, more, NORTH);
        keys(&found).earlier.as_ref().map(|secret| *secret.expose_secret())
    };
    let secret = |units: &[&str]| Some(*thread_secret(&seed, units).expose_secret());
    assert_eq!(earlier(&["--continue"]), None, "the same units");
    assert_eq!(earlier(&["--continue", "--leave-out", SOUTH]), secret(&[NORTH, SOUTH]));
    assert_eq!(earlier(&["--earlier-left-out", SOUTH]), None, "it goes where that one went");
    assert_eq!(earlier(&["--earlier-left-out", SOUTH, "--every-unit"]), secret(&[NORTH]));
    // It cannot be opened by whom it is kept from, without anybody saying so again.
    let seal = ["seal", "--card", "card", "--fingerprint-file", "words", "--out", "r.age", "--report", "-"];
    let more = ["--codename-file", "codename", "--earlier-left-out", SOUTH];
    place.run_with(&[&seal[..], &more].concat(), "x", &[]).done();
    assert!(matches!(opened::by(SOUTH, HYBRID, &place.read("r.age")), Err(OpenError::NoStanzaForUs)));
}

/// Sends a report with the codename.
fn send(place: &Place, drop: &FakeDrop, more: &[&str]) -> Ran {
    let url = drop.url();
    let send = ["send", &url, "--fingerprint-file", "words", "--codename-file", "codename", "--report", "-"];
    place.run_with(&[&send[..], more].concat(), "x", &[]).done()
}

#[test]
fn a_follow_up_finds_its_units_on_the_boards() {
    let (place, drop) = case();
    let seed = seed(&phrase(1));
    let mut north = Desk::new(NORTH);
    let ran = send(&place, &drop, &[]);
    assert!(ran.stderr.contains("sealed for north.example, south.example\n") && !ran.stderr.contains("continues"));
    drop.set_board(NORTH, north.board(today(), &[(&brought(&seed, &[NORTH]), "To you.")]).to_bytes().to_vec());
    let ran = send(&place, &drop, &[]);
    assert!(ran.stderr.contains("continues the report to north.example\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("sealed for north.example\n"), "{}", ran.stderr);
    let ran = send(&place, &drop, &["--every-unit"]);
    assert!(ran.stderr.contains("sealed for north.example, south.example\n"), "{}", ran.stderr);
    let found: Vec<_> = drop
        .stored()
        .iter()
        .map(|sealed| {
            let body = opened::by(NORTH, HYBRID, sealed).unwrap().body().clone();
            let Some(Conversation { reply_to: ReplyTo::Codename(keys), .. }) = body.conversation().cloned() else {
                panic!("keys")
            };
            (keys.thread, keys.earlier)
        })
        .collect();
    let thread = |units: &[&str]| thread_secret(&seed, units);
    assert!(
        found
            == [
                (thread(&[NORTH, SOUTH]), None),
                (thread(&[NORTH]), None),
                (thread(&[NORTH, SOUTH]), Some(thread(&[NORTH]))),
            ]
    );
}

#[test]
fn boards_that_are_false_or_do_not_come_stop_no_report() {
    let (place, drop) = case();
    drop.set_board(NORTH, b"garbage".to_vec());
    drop.answer_to("/board/south.example", 404, "", "");
    send(&place, &drop, &[]);
    assert_eq!(drop.stored().len(), 1);
}

#[test]
fn the_room_left_is_that_beside_the_keys() {
    let place = Place::new();
    place.write_secret("codename", &phrase(1));
    let seal = ["seal", "--card", "card", "--fingerprint-file", "words", "--out", "r.age", "--report", "-"];
    let said = |more: &[&str], text: &str| {
        let _ = std::fs::remove_file(place.path("r.age"));
        let ran = place.run_with(&[&seal[..], more].concat(), text, &[]).done();
        let room = ran.stderr.split("room left in it: ").nth(1).unwrap().to_owned();
        (room.split(' ').next().unwrap().parse::<usize>().unwrap(), place.read("r.age").len(), ran.stderr)
    };
    let with = ["--codename-file", "codename"];
    let (room, ..) = said(&with, "x");
    let (without, ..) = said(&["--no-codename"], "x");
    assert!(room + 1700 < without, "{room} and {without}");
    assert_eq!(said(&with, &"x".repeat(room + 1)).1, 16 << 10);
    let (_, len, stderr) = said(&with, &"x".repeat(room + 2));
    assert!(len == 64 << 10 && stderr.contains("1 byte too long for the 16 KiB step"), "{stderr}");
}
