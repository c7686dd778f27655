//! `testkit/board/`: the format pinned by bytes. `cargo run -p candour-board --example board-vectors` writes it anew.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test: it may stop at the first surprise")]

#[path = "vectors/generate.rs"]
mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use candour_board::{BoardError, CellFault, ParcelError, ReplyPart, Tag, UntrustedBoard, UntrustedParcel, open_cell};
use candour_codename::{ReplyKey, TagKey, UnitId};
use generate::{Files, edit, unhex};

/// The closed list of what a vector may expect.
const WORDS: [&str; 20] = [
    "success",
    "length",
    "not-a-board",
    "count",
    "order",
    "duplicate-tag",
    "duplicate-cell",
    "altered",
    "unsigned",
    "wrong-signature",
    "other-drop",
    "cell",
    "shares",
    "not-a-parcel",
    "reply",
    "invented",
    "malformed",
    "moved",
    "tag",
    "base",
];

fn stored() -> Files {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/board"));
    let mut files: Files = fs::read_dir(folder)
        .expect("the vectors")
        .map(|entry| entry.expect("a vector"))
        .map(|entry| (entry.file_name().into_string().expect("a name"), fs::read(entry.path()).expect("a vector")))
        .collect();
    files.sort();
    files
}

/// Head and body of a vector; a vector of a tag is all head.
fn split(bytes: &[u8]) -> (&str, &[u8]) {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").map_or(bytes.len(), |end| end + 1);
    (std::str::from_utf8(&bytes[..end]).expect("a head in UTF-8"), bytes.get(end + 1..).unwrap_or_default())
}

/// The value of a key of the head.
fn value<'a>(head: &'a str, key: &str) -> &'a str {
    head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).expect("the key")
}

fn key(text: &str) -> [u8; 32] {
    unhex(text).try_into().expect("32 bytes")
}

fn board(head: &str, edits: &[u8], base: &[u8]) -> &'static str {
    let mut bytes = base.to_vec();
    std::str::from_utf8(edits).expect("edits").lines().for_each(|line| edit(&mut bytes, line));
    let drop_id = value(head, "drop").parse().expect("a drop");
    let judged = UntrustedBoard::parse(bytes)
        .and_then(|board| board.verify(&drop_id, &value(head, "key").parse().expect("a key")))
        .and_then(|board| board.check_cells());
    match judged {
        Ok(()) => "success",
        Err(BoardError::Length) => "length",
        Err(BoardError::NotABoard) => "not-a-board",
        Err(BoardError::Count) => "count",
        Err(BoardError::Order(_)) => "order",
        Err(BoardError::DuplicateTag(_)) => "duplicate-tag",
        Err(BoardError::DuplicateCell) => "duplicate-cell",
        Err(BoardError::Altered) => "altered",
        Err(BoardError::Unsigned(_)) => "unsigned",
        Err(BoardError::WrongSignature(_)) => "wrong-signature",
        Err(BoardError::OtherDrop) => "other-drop",
        Err(BoardError::Cell(_)) => "cell",
        Err(BoardError::Shares) => "shares",
        Err(error) => panic!("no word for {error}"),
    }
}

fn parcel(head: &str, bytes: &[u8]) -> &'static str {
    let drop_id = value(head, "drop").parse().expect("a drop");
    let judged = UntrustedParcel::parse(bytes)
        .and_then(|parcel| parcel.verify(&drop_id, &value(head, "key").parse().expect("a key")));
    match judged {
        Ok(_) => "success",
        Err(ParcelError::NotAParcel) => "not-a-parcel",
        Err(ParcelError::Unsigned(_)) => "unsigned",
        Err(ParcelError::WrongSignature(_)) => "wrong-signature",
        Err(ParcelError::OtherDrop) => "other-drop",
        Err(error) => panic!("no word for {error}"),
    }
}

fn cell(head: &str, bytes: &[u8]) -> &'static str {
    let identity = value(head, "identity").parse().expect("an identity");
    let Some(plaintext) = open_cell(bytes.try_into().expect("a cell"), &[identity]) else { return "altered" };
    let reply_key = ReplyKey::from_bytes(key(value(head, "reply-key")));
    match ReplyPart::decode(&plaintext, &reply_key, &UnitId(key(value(head, "unit")))) {
        Ok(part) if part.n.to_string() == value(head, "n") => {
            assert_eq!(part.highest.to_string(), value(head, "highest"));
            assert_eq!(part.part.to_string(), value(head, "part"));
            assert_eq!(part.parts.to_string(), value(head, "parts"));
            assert_eq!(part.text.as_str(), value(head, "text"));
            "reply"
        }
        Ok(_) => "moved",
        Err(CellFault::Invented) => "invented",
        Err(CellFault::Malformed) => "malformed",
        Err(fault) => panic!("no word for {fault}"),
    }
}

fn tag(head: &str) -> &'static str {
    let tag_key = TagKey::from_bytes(key(value(head, "tag-key")));
    let n = value(head, "n").parse().expect("a number");
    assert_eq!(Tag::of(&tag_key, &UnitId(key(value(head, "unit"))), n).to_string(), value(head, "tag"));
    "tag"
}

#[test]
fn every_stored_vector_gives_what_it_expects() {
    let files = stored();
    let base = &files.iter().find(|(name, _)| name == "base").expect("the board to start from").1;
    let mut words = BTreeSet::from(["base"]);
    for (name, bytes) in &files {
        let (head, body) = if name == "base" { ("", [].as_slice()) } else { split(bytes) };
        let said = match name.split_once('-') {
            Some(("board", _)) => board(head, body, base),
            Some(("parcel", _)) => parcel(head, body),
            Some(("cell", _)) => cell(head, body),
            Some(("tag", _)) => tag(head),
            _ => continue,
        };
        assert_eq!(said, value(head, "expect"), "{name}");
        words.insert(said);
    }
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
