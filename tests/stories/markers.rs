//! Ten reports go through, then everything that others may get hold of is searched for what only sources and units may know.

use std::fs;

use crate::http::send_by_form;
use crate::place::Place;
use crate::scene::files_below;

/// What must be found nowhere: words of the text, a codename's words, an attachment's content and its name, an upload's name.
const MARKERS: [&str; 6] = [
    "PLAINTEXT-MARKER-5811",
    "crewless snowfield lantern unwired parsnip grimy quantum ledge",
    "ATTACHMENT-MARKER-5812",
    "NAME-MARKER-5813",
    "FORM-NAME-MARKER-5814",
    "127.0.0.1",
];

#[test]
fn ten_reports_leave_nothing_readable_at_the_drop_or_with_the_courier() {
    let mut place = Place::new("");
    let [text, codename, attachment, name, form_name, _] = MARKERS;
    fs::write(place.path("report.txt"), format!("{text}\nMy codename is {codename}.\n")).unwrap();
    let attached = format!("{name}.pdf");
    fs::write(place.path(&attached), attachment.repeat(5_000)).unwrap();
    let said = ["--fingerprint-file", "published", "--report", "report.txt", "--no-codename"];
    let url = place.url();
    for turn in 0..8 {
        let kind = if turn % 2 == 0 { "hybrid" } else { "classic" };
        let mut args = [&["send", &url, "--kind", kind][..], &said].concat();
        if turn >= 4 {
            args.extend(["--attach", &attached, "--keep-names"]);
        }
        place.ran("candour-source", &args);
    }
    for turn in 0..2 {
        let out = format!("{turn}.age");
        let seal = ["seal", "--card", "desk-card", "--out", &out, "--attach", &attached];
        place.ran("candour-source", &[&seal[..], &said].concat());
        let sealed = fs::read(place.path(&out)).unwrap();
        assert_eq!(send_by_form(place.public, &format!("{form_name}.age"), &sealed).0, 201);
    }
    let opened = place.collect_and_open("bundle");
    assert_eq!(opened.matches("opened  ").count(), 10, "{opened}");
    let said = place.stop();

    let found = |bytes: &[u8]| -> Vec<&str> {
        let there = |marker: &&str| bytes.windows(marker.len()).any(|at| at == marker.as_bytes());
        MARKERS.into_iter().filter(there).collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(found(said.as_bytes()), none, "{said}");
    let mut searched = 0;
    for file in [files_below(&place.path("drop")), files_below(&place.path("bundle"))].concat() {
        assert_eq!(found(file.to_str().unwrap().as_bytes()), none, "the name {}", file.display());
        assert_eq!(found(&fs::read(&file).unwrap()), none, "{}", file.display());
        searched += 1;
    }
    assert!(searched > 12, "{searched} files were searched");
    // The search does find what is there: the unit, and nobody else, can read it.
    let unit = files_below(&place.path("unit/reports"));
    let at_unit: Vec<_> = unit.iter().flat_map(|file| found(&fs::read(file).unwrap())).collect();
    for marker in [text, codename, attachment, name] {
        assert!(at_unit.contains(&marker), "{marker} reached the unit");
    }
}
