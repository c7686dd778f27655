//! `send` and `card fetch`.

use std::sync::{Arc, Mutex};

use candour_header::Kind;

use crate::fake_drop::{Cut, FakeDrop};
use crate::fake_socks::FakeSocks;
use crate::opened;
use crate::run::{Place, today};
use crate::test_cards::TestCard;

/// A drop that serves the place's card.
fn drop_of(place: &Place) -> FakeDrop {
    let drop = FakeDrop::start();
    drop.set_card(place.read("card"));
    drop
}

fn lines(drop: &FakeDrop) -> Vec<String> {
    drop.requests().iter().map(|request| request.line()).collect()
}

#[test]
fn a_report_arrives_and_nothing_is_kept() {
    let place = Place::new();
    let drop = drop_of(&place);
    let arguments = ["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "-"];
    let ran = place.run_with(&arguments, "He took money.", &[]).done();
    assert!(ran.stderr.ends_with("candour-source: the drop has stored the report (16 KiB)\n"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert_eq!(
        lines(&drop),
        ["GET /", "GET /desk", "GET /board/north.example", "GET /board/south.example", "POST /reports"]
    );
    let [sealed] = drop.stored().try_into().unwrap();
    let opened = opened::by("north.example", Kind::Mlkem768X25519, &sealed).unwrap();
    assert_eq!(opened.body().answers.what, "He took money.");
    assert_eq!(place.names(), ["card", "words"]);
}

#[test]
fn a_large_report_survives_a_broken_circuit() {
    let place = Place::new();
    place.write("film", &vec![7; 3 << 20]);
    let drop = drop_of(&place);
    drop.cut_next(Cut::InPart { after: 500_000 });
    let arguments =
        ["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "-", "--attach", "film"];
    place.run_with(&arguments, "a film", &[]).done();
    let [sealed] = drop.stored().try_into().unwrap();
    assert_eq!(sealed.len(), 4 << 20);
    let opened = opened::by("south.example", Kind::Mlkem768X25519, &sealed).unwrap();
    assert!(opened.attachments == [vec![7; 3 << 20]]);
    assert_eq!(place.names(), ["card", "film", "words"]);
}

#[test]
fn a_sealed_file_goes_on_in_a_later_run() {
    let place = Place::new();
    place.write("film", &vec![7; 3 << 20]);
    let drop = drop_of(&place);
    drop.cut_next(Cut::InPart { after: 700_000 });
    let url = drop.url();
    let first = place.run_with(
        &[
            "send",
            &url,
            "--tries",
            "1",
            "--fingerprint-file",
            "words",
            "--no-codename",
            "--report",
            "-",
            "--attach",
            "film",
            "--out",
            "r.age",
        ],
        "a film",
        &[],
    );
    assert_eq!(first.code, 4, "{}", first.stderr);
    assert!(first.stderr.contains("the sealed report is in r.age"), "{}", first.stderr);
    assert_eq!(place.names(), ["card", "film", "r.age", "r.age.upload", "words"]);
    let kept = String::from_utf8(place.read("r.age.upload")).unwrap();
    assert!(!kept.contains("127.0.0.1"), "the address is not kept: {kept}");

    place.run(&["send", &url, "--sealed", "r.age"]).done();
    assert!(drop.stored() == [place.read("r.age")]);
    assert_eq!(lines(&drop).iter().filter(|line| *line == "POST /uploads").count(), 1);
    assert_eq!(place.names(), ["card", "film", "r.age", "words"]);
}

#[test]
fn what_is_not_sealed_is_not_sent() {
    let place = Place::new();
    place.write("plain.txt", b"He took money.");
    let drop = drop_of(&place);
    let ran = place.run(&["send", &drop.url(), "--sealed", "plain.txt"]);
    assert_eq!(ran.code, 1);
    assert_eq!(lines(&drop), [""; 0], "not one request");
}

#[test]
fn a_drop_with_another_card_gets_nothing() {
    let place = Place::new();
    let drop = drop_of(&place);
    drop.set_card(TestCard { units: &["evil.example"], ..TestCard::in_force(today()) }.make().to_bytes().to_vec());
    let arguments = ["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "-"];
    let ran = place.run_with(&arguments, "x", &[]);
    assert_eq!(ran.code, 3);
    // A visit as any other; what is sealed stays here.
    assert_eq!(lines(&drop), ["GET /", "GET /desk", "GET /board/evil.example"]);
}

#[test]
fn a_demo_drop_is_loud() {
    let place = Place::with(&TestCard { demo: true, ..TestCard::in_force(today()) });
    let drop = drop_of(&place);
    let refused = place.run_with(&["send", &drop.url(), "--no-codename", "--report", "-"], "x", &[]);
    assert_eq!(refused.code, 3);
    let taken = place.run_with(&["send", &drop.url(), "--no-codename", "--report", "-", "--demo"], "x", &[]).done();
    assert!(taken.stderr.contains("warning: DEMO KEYS"), "{}", taken.stderr);
}

#[test]
fn a_fetched_card_is_the_drops_own_bytes() {
    let place = Place::new();
    let drop = drop_of(&place);
    place.run(&["card", "fetch", &drop.url(), "--out", "fetched"]).done();
    assert_eq!(place.read("fetched"), place.read("card"));
    drop.set_card(b"not a card\n".to_vec());
    assert_eq!(place.run(&["card", "fetch", &drop.url(), "--out", "other"]).code, 3);
    assert!(!place.path("other").exists());
}

/// Peak resident memory in KiB of a run that sends `attachment` bytes, read while it waits for its last answer.
fn peak(attachment: usize) -> u64 {
    let place = Place::new();
    place.write("text", b"x");
    place.write("film", &vec![7; attachment]);
    let drop = drop_of(&place);
    let (peak, id) = (Arc::new(Mutex::new(0)), Arc::new(Mutex::new(None)));
    let (seen, whose) = (Arc::clone(&peak), Arc::clone(&id));
    drop.watch(move || {
        let Some(id): Option<u32> = *whose.lock().unwrap() else { panic!("the program is known") };
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        *seen.lock().unwrap() = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    });
    let arguments =
        ["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "text", "--attach", "film"];
    let mut known = id.lock().unwrap();
    let mut child = place.start(&arguments);
    *known = Some(child.id());
    std::mem::drop(known);
    assert!(child.wait().unwrap().success());
    *peak.lock().unwrap()
}

#[test]
fn memory_does_not_grow_with_the_report() {
    let (small, large) = (peak(100), peak(48 << 20));
    assert!(small > 1024, "it was measured: {small} KiB");
    assert!(large < small + 12 * 1024, "{small} KiB for a small report, {large} KiB for one of 64 MiB");
}

const ONION: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaad.onion";

#[test]
fn through_tor_every_circuit_is_a_new_one() {
    let place = Place::with(&TestCard { onion: Some(ONION), ..TestCard::in_force(today()) });
    place.write("film", &vec![7; 3 << 20]);
    let drop = drop_of(&place);
    drop.cut_next(Cut::InPart { after: 500_000 });
    let socks = FakeSocks::start(drop.address());
    let port = socks.address().to_string();
    let arguments = [
        "send",
        ONION,
        "--socks",
        &port,
        "--fingerprint-file",
        "words",
        "--no-codename",
        "--report",
        "-",
        "--attach",
        "film",
    ];
    place.run_with(&arguments, "a film", &[]).done();
    assert_eq!(drop.stored().len(), 1);
    let asked = socks.asked();
    assert_eq!(asked.len(), 2, "before the break and after it: {asked:?}");
    assert!(asked.iter().all(|one| one.host == ONION && one.port == 80));
    assert!(asked[0].user != asked[1].user && asked[0].password != asked[1].password);
}

#[test]
fn a_card_of_another_onion_gets_nothing() {
    let place = Place::with(&TestCard { onion: Some(ONION), ..TestCard::in_force(today()) });
    let drop = drop_of(&place);
    let socks = FakeSocks::start(drop.address());
    let port = socks.address().to_string();
    let arguments =
        ["send", "bbbb.onion", "--socks", &port, "--fingerprint-file", "words", "--no-codename", "--report", "-"];
    let ran = place.run_with(&arguments, "x", &[]);
    assert_eq!(
        (ran.code, ran.error()),
        (
            3,
            format!(
                "error: this desk card is of the drop at {ONION}\n\
                 hint: compare the address with a second published place\n"
            )
        )
    );
    assert_eq!(lines(&drop), ["GET /", "GET /desk", "GET /board/north.example", "GET /board/south.example"]);
}
