//! `testkit/sealed-report/`: the format pinned by bytes. `cargo run -p candour-envelope --example sealed-report-vectors` writes it anew.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test, or a maker of test files: it may stop at the first surprise"
)]

#[path = "testkit/generate.rs"]
mod generate;
#[path = "testkit/runner.rs"]
mod runner;
#[path = "testkit/tar.rs"]
mod tar;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn stored() -> generate::Files {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/sealed-report"));
    let mut files: generate::Files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_stored_vector_gives_what_it_expects() {
    let files = stored();
    let card = &files.iter().find(|(name, _)| name == "desk-card").unwrap().1;
    let mut wrong = Vec::new();
    for (name, bytes) in &files {
        let result = match name.split_once('-') {
            Some(("open", _)) => runner::check_opening(bytes),
            Some(("seal", _)) => runner::check_sealing(bytes, card),
            _ => continue,
        };
        wrong.extend(result.err().map(|said| format!("{name}: {said}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_word_of_the_list_has_a_vector() {
    let files = stored();
    let words: BTreeSet<_> = files
        .iter()
        .filter(|(name, _)| name.starts_with("open-"))
        .map(|(_, bytes)| runner::Vector::parse(bytes).value("expect").unwrap().to_owned())
        .collect();
    assert_eq!(words.len(), 1 + 8 + 6 + 15, "{words:#?}");
}

#[test]
fn the_stored_vectors_are_what_the_generator_makes() {
    let (stored, made) = (stored(), generate::all());
    let names = |files: &generate::Files| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&stored), names(&made));
    for ((name, stored), (_, made)) in stored.iter().zip(&made) {
        assert!(stored == made, "{name} differs");
    }
}
