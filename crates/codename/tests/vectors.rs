//! `testkit/codename/`: the format pinned by bytes. `cargo run -p candour-codename --example codename-vectors` writes it anew.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test: it may stop at the first surprise"
)]

#[path = "vectors/generate.rs"]
mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use candour_codename::{Codename, Fault, Seed, UnitId, UnitSet, UntrustedCodename};
use candour_desk_card::DropId;
use candour_envelope::Identity;
use generate::{Files, Written, hex};

/// The closed list of what a vector may expect.
const WORDS: [&str; 6] = ["keys", "success", "count", "unknown", "order", "check"];

fn stored() -> Files {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/codename"));
    let mut files: Files = fs::read_dir(folder)
        .expect("the vectors")
        .map(|entry| entry.expect("a vector"))
        .map(|entry| (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a vector")))
        .collect();
    files.sort();
    files
}

/// The value of a key of the head.
fn value<'a>(head: &'a str, key: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

fn unhex<const N: usize>(text: &str) -> [u8; N] {
    let bytes: Vec<u8> =
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect();
    bytes.try_into().expect("the length")
}

/// Derives everything anew and compares.
fn check_keys(head: &str) {
    let value = |key| value(head, key).expect("the key");
    let random = value("random");
    let random = (0..random.len()).step_by(2).map(|at| u8::from_str_radix(&random[at..at + 2], 16).expect("hex"));
    let codename = Codename::generate(&mut Written(random.collect()));
    assert_eq!(codename.expose_phrase().as_str(), value("codename"));
    assert_eq!(UntrustedCodename::new(value("codename")).check().as_ref(), Ok(&codename));
    let seed = Seed::derive(&codename, &DropId(unhex(value("drop"))));
    assert_eq!(hex(seed.expose_secret()), value("seed"));
    // A seed from WebCrypto is as good.
    let seed = Seed::from_bytes(unhex(value("seed")));
    assert_eq!(hex(seed.ledger_key().expose_secret()), value("ledger-key"));
    let ids: Vec<UnitId> = value("units").split(' ').map(|id| UnitId(unhex(id))).collect();
    let keys = seed.conversation(&UnitSet::new(&ids).expect("units"));
    for (name, key) in [
        ("reply-hybrid", keys.hybrid.expose_secret()),
        ("reply-classic", keys.classic.expose_secret()),
        ("reply-key", keys.reply.expose_secret()),
        ("tag-key", keys.tag.expose_secret()),
        ("thread-secret", keys.thread.expose_secret()),
    ] {
        assert_eq!(hex(key), value(name), "{name}");
    }
    for (name, identity) in
        [("hybrid-identity", keys.hybrid.expose_identity()), ("classic-identity", keys.classic.expose_identity())]
    {
        assert_eq!(identity.as_str(), value(name));
        let parsed: Identity = identity.parse().expect("an identity of age's");
        assert_eq!(parsed.expose_secret().expose_secret(), identity.as_str());
    }
}

/// What becomes of a typed text, and the proposal.
fn said(text: &str) -> (&'static str, Option<String>) {
    match UntrustedCodename::new(text).check() {
        Ok(_) => ("success", None),
        Err(error) => {
            let word = match error.fault() {
                Fault::Count(_) => "count",
                Fault::Unknown(_) => "unknown",
                Fault::Order => "order",
                Fault::Check => "check",
                fault => panic!("no word for {fault}"),
            };
            (word, error.into_proposal().map(|proposal| format!("{} {}", proposal.place(), proposal.expose_word())))
        }
    }
}

#[test]
fn every_stored_vector_gives_what_it_expects() {
    for (name, bytes) in stored() {
        let text = String::from_utf8(bytes).expect("UTF-8");
        if name.starts_with("keys-") {
            check_keys(&text);
        } else {
            let (head, typed) = text.split_once("\n\n").expect("a head and an empty line");
            let (word, proposal) = said(typed);
            assert_eq!((Some(word), proposal.as_deref()), (value(head, "expect"), value(head, "proposal")), "{name}");
        }
    }
}

#[test]
fn every_word_of_the_list_has_a_vector() {
    let files = stored();
    let words: BTreeSet<&str> = files
        .iter()
        .map(|(_, bytes)| value(std::str::from_utf8(bytes).expect("UTF-8"), "expect").expect("what is expected"))
        .collect();
    assert_eq!(words, WORDS.into());
}

#[test]
fn the_stored_vectors_are_what_the_generator_makes() {
    let (stored, made) = (stored(), generate::all());
    let names = |files: &Files| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&stored), names(&made));
    for ((name, stored), (_, made)) in stored.iter().zip(&made) {
        assert!(stored == made, "{name} differs");
    }
}

#[test]
fn sets_of_units_and_drops_have_nothing_in_common() {
    let seed = Seed::from_bytes([7; 64]);
    let (a, b) = (UnitId([1; 32]), UnitId([2; 32]));
    let both = seed.conversation(&UnitSet::new(&[b, a]).expect("units"));
    assert!(both == seed.conversation(&UnitSet::new(&[a, b]).expect("units")));
    for alone in [a, b] {
        let alone = seed.conversation(&UnitSet::new(&[alone]).expect("a unit"));
        assert!(alone.hybrid != both.hybrid && alone.classic != both.classic && alone.reply != both.reply);
        assert!(alone.tag != both.tag && alone.thread != both.thread);
    }
    assert!(seed != Seed::from_bytes([8; 64]));
    let shown = format!("{seed:?} {both:?} {:?}", seed.ledger_key());
    assert!(!shown.contains('7') && !shown.contains('['), "{shown}");
}
