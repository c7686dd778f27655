//! A report's whole way: written, sealed, sent, stored, collected, opened, and nothing of it changed.

use std::fs;

use crate::place::Place;

#[test]
fn a_sealed_report_arrives_at_the_unit_byte_for_byte() {
    let place = Place::new("");
    let photo: Vec<u8> = (0..700_000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
    fs::write(place.path("photo.jpg"), [b"\xff\xd8\xff\xe0".as_slice(), &photo].concat()).unwrap();
    fs::write(place.path("notes.txt"), "Llyfr nodiadau\n").unwrap();
    let text = "Yr hyn a welais.\n\u{202e}What I saw.\n";
    fs::write(place.path("report.txt"), text).unwrap();
    let said = ["--fingerprint-file", "published", "--report", "report.txt", "--no-codename"];
    let with = ["--attach", "photo.jpg", "--attach", "notes.txt"];
    let url = place.url();
    for kind in ["hybrid", "classic"] {
        let args = [&["send", &url, "--kind", kind][..], &said, &with].concat();
        place.ran("candour-source", &args);
    }
    place.ran("candour-source", &[&["send", &url][..], &said].concat());
    let opened = place.collect_and_open("bundle");
    assert_eq!(opened.matches("opened  ").count(), 3, "{opened}");
    let mut with_photo = 0;
    for report in place.reports() {
        let body = fs::read_to_string(report.join("report.json")).unwrap();
        assert!(body.contains("Yr hyn a welais.\\n") && !body.contains("photo.jpg"), "{body}");
        if report.join("attachments").is_dir() {
            with_photo += 1;
            let photo = fs::read(place.path("photo.jpg")).unwrap();
            assert_eq!(fs::read(report.join("attachments/01.jpg")).unwrap(), photo);
            assert_eq!(fs::read(report.join("attachments/02.bin")).unwrap(), "Llyfr nodiadau\n".as_bytes());
        }
    }
    assert_eq!(with_photo, 2);
}

#[test]
fn a_file_sealed_beforehand_is_sent_by_hand_and_arrives_as_it_was() {
    let place = Place::new("");
    fs::write(place.path("report.txt"), "Sealed on a machine without a network.\n").unwrap();
    let seal = ["seal", "--card", "desk-card", "--fingerprint-file", "published"];
    place.ran(
        "candour-source",
        &[&seal[..], &["--report", "report.txt", "--no-codename", "--out", "report.age"]].concat(),
    );
    let sealed = fs::read(place.path("report.age")).unwrap();
    assert_eq!(sealed.len(), 16 * 1024);
    let (status, answer) = crate::http::send_by_form(place.public, "report.age", &sealed);
    assert_eq!(status, 201, "{answer}");
    place.collect_and_open("bundle");
    let [report] = &place.reports()[..] else { panic!("one report") };
    assert_eq!(fs::read(report.join("sealed.age")).unwrap(), sealed);
    let shown = place.ran("candour-unit", &["--home", "unit", "show", report.file_name().unwrap().to_str().unwrap()]);
    assert!(String::from_utf8(shown.stdout).unwrap().contains("Sealed on a machine without a network."));
}

#[test]
fn a_source_who_was_given_a_false_card_sends_nothing() {
    let place = Place::new("");
    let stranger = Place::new("");
    fs::write(place.path("report.txt"), "For the right unit only.\n").unwrap();
    let theirs = stranger.path("published");
    let url = place.url();
    let args =
        ["send", &url, "--fingerprint-file", theirs.to_str().unwrap(), "--report", "report.txt", "--no-codename"];
    let refused = place.command("candour-source", &args).output().unwrap();
    assert_eq!(refused.status.code(), Some(3), "{}", String::from_utf8_lossy(&refused.stderr));
    let opened = place.collect_and_open("bundle");
    assert!(opened.contains(" 0 listed"), "{opened}");
}
