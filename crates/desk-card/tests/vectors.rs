//! `testkit/desk-card/`: the formats pinned by bytes. `cargo run -p candour-desk-card --example desk-card-vectors` writes it anew.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test: it may stop at the first surprise")]

#[path = "vectors/generate.rs"]
mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use candour_desk_card::{CardError, DropCard, UntrustedCard, UntrustedUnitCard};

/// The closed list of what a vector may expect.
const WORDS: [&str; 10] =
    ["success", "not-a-card", "line", "recipient", "units", "count", "epochs", "fill", "unsigned", "wrong-signature"];

fn stored() -> generate::Files {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/desk-card"));
    let mut files: generate::Files = fs::read_dir(folder)
        .expect("the vectors")
        .map(|entry| entry.expect("a vector"))
        .map(|entry| (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a vector")))
        .collect();
    files.sort();
    files
}

/// Head and body of a vector.
fn split(bytes: &[u8]) -> (&str, &[u8]) {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").expect("a head and an empty line");
    (std::str::from_utf8(&bytes[..end]).expect("a head in UTF-8"), &bytes[end + 2..])
}

/// The value of a key of the head.
fn value<'a>(head: &'a str, key: &str) -> &'a str {
    head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).expect("the key")
}

/// What becomes of a vector, as a word of the list.
fn said(bytes: &[u8]) -> &'static str {
    let (head, body) = split(bytes);
    let read = match value(head, "kind") {
        "drop" => DropCard::parse(std::str::from_utf8(body).expect("text")).map(|_| ()),
        "unit" => UntrustedUnitCard::parse(body).and_then(UntrustedUnitCard::verify).map(|_| ()),
        "desk" => UntrustedCard::parse(body).and_then(UntrustedCard::verify).map(|card| {
            let sha256: String = card.sha256().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(sha256, value(head, "sha256"));
            assert_eq!(card.fingerprint().to_string(), value(head, "fingerprint"));
            assert_eq!(card.to_bytes(), body);
        }),
        kind => panic!("no kind {kind}"),
    };
    match read {
        Ok(()) => "success",
        Err(CardError::NotACard) => "not-a-card",
        Err(CardError::Line(_)) => "line",
        Err(CardError::Recipient) => "recipient",
        Err(CardError::Units) => "units",
        Err(CardError::Count) => "count",
        Err(CardError::Epochs) => "epochs",
        Err(CardError::Fill) => "fill",
        Err(CardError::Unsigned(_)) => "unsigned",
        Err(CardError::WrongSignature(_)) => "wrong-signature",
        Err(error) => panic!("no word for {error}"),
    }
}

#[test]
fn every_stored_vector_gives_what_it_expects() {
    let wrong: Vec<_> = stored()
        .iter()
        .map(|(name, bytes)| (name.clone(), value(split(bytes).0, "expect").to_owned(), said(bytes)))
        .filter(|(_, expect, said)| expect != said)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_word_of_the_list_has_a_vector() {
    let files = stored();
    let words: BTreeSet<&str> = files.iter().map(|(_, bytes)| value(split(bytes).0, "expect")).collect();
    assert_eq!(words, WORDS.into());
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
