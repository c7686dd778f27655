//! `testkit/bundle/`: the format pinned by bytes. `cargo run -p candour-bundle --example bundle-vectors` writes it anew.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test: it may stop at the first surprise")]

#[path = "vectors/generate.rs"]
mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use candour_bundle::{BundleError, UntrustedManifest};

/// The closed list of what a vector may expect.
const WORDS: [&str; 8] =
    ["success", "not-a-manifest", "unsigned", "wrong-signature", "line", "order", "too-long", "other-listing"];

fn stored() -> generate::Files {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/bundle"));
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
    let key = value(head, "log-key").parse().expect("a key");
    let (manifest, listing) = body.split_at(value(head, "manifest-bytes").parse().expect("a number"));
    let read = UntrustedManifest::parse(manifest)
        .and_then(|manifest| manifest.verify(&key))
        .and_then(|manifest| manifest.read_listing(listing));
    match read {
        Ok(_) => "success",
        Err(BundleError::NotAManifest) => "not-a-manifest",
        Err(BundleError::Unsigned(_)) => "unsigned",
        Err(BundleError::WrongSignature(_)) => "wrong-signature",
        Err(BundleError::Line(_)) => "line",
        Err(BundleError::Order(_)) => "order",
        Err(BundleError::TooLong) => "too-long",
        Err(BundleError::OtherListing) => "other-listing",
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
