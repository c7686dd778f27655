//! `seal`, and what a unit finds in it.

use candour_envelope::{Category, OpenError, ReportKind, Role};
use candour_header::{Kind, scan};

use crate::opened;
use crate::run::Place;
use crate::test_cards::TestCard;

const SEAL: [&str; 7] = ["seal", "--card", "card", "--fingerprint-file", "words", "--out", "r.age"];

/// `seal` with more options.
fn seal<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&SEAL[..], more].concat()
}

#[test]
fn every_unit_opens_what_was_sealed_and_finds_what_was_said() {
    let place = Place::new();
    place.write("report.txt", "Mae o'n cymryd arian – £500\n".as_bytes());
    place.write("Smith.jpg", b"\xff\xd8\xff\xe0 a photo");
    place.write("list.txt", b"");
    let arguments = seal(&[
        "--no-codename",
        "--report",
        "report.txt",
        "--attach",
        "Smith.jpg",
        "--attach",
        "list.txt",
        "--category",
        "personal-advantage",
        "--police-force",
        "Heddlu’r De",
        "--role",
        "staff",
        "--language",
        "cy",
        "--call",
    ]);
    let ran = place.run(&arguments).done();
    assert!(ran.stderr.contains("sealed for north.example, south.example into r.age"), "{}", ran.stderr);
    assert!(ran.stderr.contains("exactly 16 KiB"), "{}", ran.stderr);
    let sealed = place.read("r.age");
    assert_eq!(sealed.len(), 16 * 1024);
    for unit in ["north.example", "south.example"] {
        let opened = opened::by(unit, Kind::Mlkem768X25519, &sealed).unwrap();
        let body = opened.body();
        assert_eq!(body.answers.what, "Mae o'n cymryd arian – £500\n");
        assert_eq!(body.answers.category, Some(Category::PersonalAdvantage));
        assert_eq!((body.answers.force.as_deref(), body.answers.role), (Some("Heddlu’r De"), Some(Role::Staff)));
        assert_eq!((body.answers.language.as_str(), body.answers.kind), ("cy", ReportKind::Call));
        assert_eq!(body.units, ["north.example", "south.example"]);
        let entries: Vec<_> = body.attachments.iter().map(|entry| (entry.file.as_str(), &entry.name)).collect();
        assert_eq!(entries, [("attachments/01.jpg", &None), ("attachments/02.bin", &None)]);
        assert_eq!(opened.attachments, [b"\xff\xd8\xff\xe0 a photo".to_vec(), Vec::new()]);
    }
    assert_eq!(place.names(), ["Smith.jpg", "card", "list.txt", "r.age", "report.txt", "words"]);
}

#[test]
fn a_unit_left_out_cannot_open_and_cannot_tell() {
    let place = Place::new();
    let arguments = seal(&["--no-codename", "--report", "-", "--leave-out", "south.example"]);
    let ran = place.run_with(&arguments, "about the south", &[]).done();
    assert!(ran.stderr.contains("sealed for north.example into"), "{}", ran.stderr);
    let sealed = place.read("r.age");
    assert_eq!(scan(&sealed).unwrap().recipients, 3);
    assert!(opened::by("north.example", Kind::Mlkem768X25519, &sealed).is_ok());
    assert!(matches!(opened::by("south.example", Kind::Mlkem768X25519, &sealed), Err(OpenError::NoStanzaForUs)));
}

#[test]
fn classic_keys_and_names_are_used_only_where_asked_for() {
    let place = Place::new();
    place.write("Smith payments.xlsx", b"PK\x03\x04");
    let arguments = seal(&[
        "--no-codename",
        "--report",
        "-",
        "--kind",
        "classic",
        "--keep-names",
        "--attach",
        "Smith payments.xlsx",
    ]);
    place.run_with(&arguments, "x", &[]).done();
    let sealed = place.read("r.age");
    assert_eq!(scan(&sealed).unwrap().kind, Kind::X25519);
    let opened = opened::by("south.example", Kind::X25519, &sealed).unwrap();
    assert_eq!(opened.body().attachments[0].name.as_deref(), Some("Smith payments.xlsx"));
    assert_eq!(opened.body().attachments[0].file, "attachments/01.zip");
}

#[test]
fn a_long_text_moves_up_and_that_is_said_to_the_byte() {
    let place = Place::new();
    // The longest text of the lowest step, found by asking for the room beside one letter.
    let ran = place.run_with(&seal(&["--no-codename", "--report", "-"]), "x", &[]).done();
    let room: usize = ran.stderr.split("room left in it: ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    for (len, said, size) in
        [(room + 1, "room left in it: 0 bytes", 16), (room + 2, "1 byte too long for the 16 KiB step", 64)]
    {
        std::fs::remove_file(place.path("r.age")).unwrap();
        let ran = place.run_with(&seal(&["--no-codename", "--report", "-"]), &"x".repeat(len), &[]).done();
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert_eq!(place.read("r.age").len(), size * 1024);
    }
}

#[test]
fn the_editor_gives_the_text_and_leaves_nothing() {
    let place = Place::new();
    let shm = tempfile::tempdir().unwrap();
    let kept = place.path("where");
    let editor =
        format!("f() {{ pwd > '{}'; echo swap > \"$HOME/.swap\"; echo written here > \"$1\"; }}; f", kept.display());
    let environment = [("EDITOR", editor.as_str()), ("TMPDIR", shm.path().to_str().unwrap())];
    place.run_with(&seal(&["--no-codename"]), "", &environment).done();
    let opened = opened::by("north.example", Kind::Mlkem768X25519, &place.read("r.age")).unwrap();
    assert_eq!(opened.body().answers.what, "written here\n");
    let folder = String::from_utf8(place.read("where")).unwrap();
    assert!(!std::path::Path::new(folder.trim()).exists(), "{folder}");
}

#[test]
fn a_pin_replaces_typing_and_moves_on_with_newer_cards() {
    let place = Place::new();
    place.run(&["card", "pin", "card", "--pins", "pins", "--fingerprint-file", "words"]).done();
    place.run_with(&["seal", "--pins", "pins", "--out", "a.age", "--no-codename", "--report", "-"], "x", &[]).done();
    let card = TestCard::in_force(crate::run::today());
    place.write("newer", TestCard { number: 8, ..card }.make().to_bytes());
    let newer = ["seal", "--pins", "pins", "--card", "newer", "--out", "b.age", "--no-codename", "--report", "-"];
    place.run_with(&newer, "x", &[]).done();
    let older = ["seal", "--pins", "pins", "--card", "card", "--out", "c.age", "--no-codename", "--report", "-"];
    let refused = place.run_with(&older, "x", &[]);
    assert_eq!(refused.code, 3);
    assert!(refused.error().contains("older"), "{}", refused.stderr);
    assert!(!place.path("c.age").exists());
}
