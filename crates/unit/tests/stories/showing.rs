//! `list` and `show`: what a person sees, and what a hostile source cannot make her see.

use std::fs;

use candour_envelope::{Answers, Category, Extension, Reporter, Standing};
use candour_header::Kind;

use crate::world::{World, answers, id};

/// Characters that may stand in a terminal's input: plain text and line ends.
fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || candour_cli::sanitize::is_plain(c))
}

#[test]
fn a_report_is_shown_with_every_answer_and_its_attachments() {
    let world = World::new();
    let answers = Answers {
        category: Some(Category::PersonalAdvantage),
        language: "cy".parse().unwrap(),
        who: Some("Sarjant X".into()),
        what: "Cymerodd arian.\nDwywaith.".into(),
        when: Some("mis Mai".into()),
        r#where: Some("Bangor".into()),
        reporter: Reporter { standing: Standing::Staff, identity: Some("ask for Mair".into()) },
        ..Answers::default()
    };
    let blob = world.seal(Kind::X25519, &answers, &[(b"12345", Extension::Txt, Some("Rhestr – Mai.txt"))]);
    assert_eq!(world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]).code, 0);
    let said = world.run("home", &["show", &id(&blob)[..8]]);
    assert_eq!(said.code, 0, "{}", said.err);
    for line in [
        &format!("id        {}", id(&blob)),
        "taken     2026-11-23",
        "sealed    16384 bytes",
        "sent to   integrity.test",
        "language  cy",
        "category  a policing position used for personal advantage",
        "reporter  police staff",
        "    Sarjant X",
        "    Cymerodd arian.",
        "    Dwywaith.",
        "    mis Mai",
        "    Bangor",
        "    ask for Mair",
        "    attachments/01.txt  5 bytes  sha256 5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5",
        "        named by the source: Rhestr – Mai.txt",
    ] {
        assert!(said.out.lines().any(|shown| shown == line), "{line}\n{}", said.out);
    }
}

#[test]
fn hostile_text_reaches_the_terminal_as_escapes_only() {
    let world = World::new();
    let hostile =
        "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}gpj.exe\r\u{9b}31m\u{200b}\nid        0000\n\u{2028}What happened";
    let everywhere = Answers {
        who: Some(hostile.into()),
        what: hostile.into(),
        when: Some(hostile.into()),
        r#where: Some(hostile.into()),
        reporter: Reporter { standing: Standing::NotSaid, identity: Some(hostile.into()) },
        ..Answers::default()
    };
    let report = world.seal(Kind::X25519, &everywhere, &[]);
    let exhibit = world.payload(hostile.as_bytes());
    assert_eq!(world.open(&world.bundle("bundle", &[report.clone(), exhibit.clone()]), &[]).code, 0);
    for blob in [&report, &exhibit] {
        let said = world.run("home", &["show", &id(blob)]);
        assert_eq!(said.code, 0);
        assert!(is_harmless(&said.out), "{:?}", said.out);
        assert!(said.out.contains(r"\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}gpj.exe"), "{}", said.out);
        assert_eq!(
            said.out.lines().filter(|line| line.starts_with("id ")).count(),
            1,
            "an answer passes for a heading"
        );
        assert_eq!(said.out.lines().filter(|line| *line == "What happened").count(), usize::from(blob == &report));
    }
    assert!(is_harmless(&world.run("home", &["list"]).out));
}

#[test]
fn an_attachment_that_was_changed_or_lost_is_said() {
    let world = World::new();
    let files = [(b"12345".as_slice(), Extension::Txt, None), (b"67890".as_slice(), Extension::Txt, None)];
    let blob = world.seal(Kind::X25519, &answers("x"), &files);
    assert_eq!(world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]).code, 0);
    let folder = world.report_folder(&blob).join("attachments");
    fs::write(folder.join("01.txt"), "123456").unwrap();
    fs::remove_file(folder.join("02.txt")).unwrap();
    let said = world.run("home", &["show", &id(&blob)]);
    assert_eq!(said.code, 6);
    assert!(said.out.contains("attachments/01.txt  CHANGED since it was opened: 6 bytes instead of 5"), "{}", said.out);
    assert!(said.out.contains("attachments/02.txt  MISSING or unreadable"), "{}", said.out);
}

#[test]
fn an_exhibit_is_named_by_its_looks() {
    let world = World::new();
    let blob = world.payload(b"%PDF-1.7\n\xff\xfe");
    assert_eq!(world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]).code, 0);
    let said = world.run("home", &["show", &id(&blob)]);
    assert!(said.out.contains("payload.bin  11 bytes  sha256 "), "{}", said.out);
    assert!(said.out.contains("looks like a PDF document"), "{}", said.out);
}
