//! Half a store: keys without their index, or an index without its keys, change nothing.
#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise, their helpers too")]

mod support;

use std::fs;

use candour_store::{OpenError, Options, Store};
use support::{blob, hash, meta, open, put, read};

/// A store of a text and a large blob with one part moved away: refused, and whole again when the part is back.
fn without(part: &str) {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("store");
    let blobs = [blob(1, 10_000), blob(2, 1_000_000)];
    {
        let (store, _) = open(&dir);
        for (number, bytes) in (0..).zip(&blobs) {
            put(&store, bytes, meta(number, 1)).unwrap();
        }
    }
    let aside = place.path().join("aside");
    fs::rename(dir.join(part), &aside).unwrap();
    for _ in 0..2 {
        assert!(matches!(Store::open(&dir, Options::default()), Err(OpenError::Parted)), "{part} is gone");
        // What a failed mount leaves: an empty folder in its place.
        if aside.is_dir() && !dir.join(part).exists() {
            fs::create_dir(dir.join(part)).unwrap();
        }
    }
    let _ = fs::remove_dir(dir.join(part));
    fs::rename(&aside, dir.join(part)).unwrap();
    let (store, report) = open(&dir);
    assert_eq!((report.blobs, report.stray_keys, report.deletions_finished), (2, 0, 0));
    for bytes in &blobs {
        assert!(read(&store, &hash(bytes)).unwrap() == *bytes);
    }
}

#[test]
fn keys_without_their_index_are_not_wiped() {
    without("records");
}

#[test]
fn an_index_without_its_keys_is_not_taken_for_deletions() {
    without("keys");
}
