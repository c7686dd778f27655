//! Damage on the disk: a copy of a key, a whole key, records and files that somebody moved. It is repaired or said, and it stays where
//! it is.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise, their helpers too"
)]

mod support;

use std::path::Path;

use candour_store::{Store, StoreError};
use support::keys::{keys, only_key, place};
use support::{blob, hash, meta, open, put, read};

/// Turns one bit of a copy in the file of keys.
fn damage(store: &Path, slot: u32, copy: u8) {
    let file = store.join("keys");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[place(slot, copy) + 20] ^= 1;
    std::fs::write(&file, bytes).unwrap();
}

/// Whether reading ends with [`StoreError::Damaged`] or an error of a reader, and never with other bytes.
fn fails(store: &Store, hash: &[u8; 32]) -> bool {
    use std::io::Read as _;
    match store.read(hash) {
        Ok(Some(mut reader)) => reader.read_to_end(&mut Vec::new()).is_err(),
        Ok(None) => false,
        Err(error) => matches!(error, StoreError::Damaged),
    }
}

#[test]
fn a_damaged_copy_of_a_key_is_repaired_and_said() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = blob(1, 9000);
    let (store, _) = open(dir.path());
    put(&store, &bytes, meta(1, 1)).unwrap();
    let (slot, key) = keys(dir.path())[0];

    // While it runs: found when the key is used.
    damage(dir.path(), slot, 1);
    assert!(keys(dir.path()).is_empty());
    assert_eq!(store.repaired_keys(), 0);
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
    assert_eq!((store.repaired_keys(), only_key(dir.path())), (1, key));
    drop(store);

    // While it does not: found by the start.
    damage(dir.path(), slot, 0);
    let (store, report) = open(dir.path());
    assert_eq!((report.repaired_keys, report.is_damaged(), only_key(dir.path())), (1, false, key));
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
    drop(store);
    assert_eq!(open(dir.path()).1.repaired_keys, 0);
}

#[test]
fn a_lost_key_is_said_and_no_other_blob_suffers() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    for (number, len) in [(0, 9000), (1, 90_000)] {
        put(&store, &blob(number, len), meta(number, 1)).unwrap();
    }
    let others = keys(dir.path());
    let lost = blob(2, 5000);
    put(&store, &lost, meta(2, 1)).unwrap();
    let slot = keys(dir.path()).into_iter().find(|key| !others.contains(key)).unwrap().0;
    damage(dir.path(), slot, 0);
    damage(dir.path(), slot, 1);
    let check = |store: &Store| {
        for (number, len) in [(0, 9000), (1, 90_000)] {
            let bytes = blob(number, len);
            assert!(read(store, &hash(&bytes)).unwrap() == bytes);
        }
    };
    assert!(matches!(store.read(&hash(&lost)), Err(StoreError::Damaged)));
    check(&store);
    drop(store);
    for _ in 0..2 {
        let (store, report) = open(dir.path());
        assert_eq!((report.damaged_entries, report.blobs, report.is_damaged()), (1, 2, true));
        check(&store);
        put(&store, &blob(3, 700), meta(3, 1)).unwrap();
        store.delete(&hash(&blob(3, 700))).unwrap();
    }
}

#[test]
fn a_file_does_not_open_in_anothers_place() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let blobs = [blob(1, 90_000), blob(2, 90_000)];
    for bytes in &blobs {
        put(&store, bytes, meta(1, 1)).unwrap();
    }
    drop(store);
    let swap = || {
        let mut files = std::fs::read_dir(dir.path().join("blobs")).unwrap().map(|file| file.unwrap().path());
        let (one, two) = (files.next().unwrap(), files.next().unwrap());
        let aside = dir.path().join("aside");
        std::fs::rename(&one, &aside).and_then(|()| std::fs::rename(&two, &one)).unwrap();
        std::fs::rename(&aside, &two).unwrap();
    };
    swap();
    let (store, _) = open(dir.path());
    assert!(blobs.iter().all(|bytes| fails(&store, &hash(bytes))));
    drop(store);
    swap();
    let (store, _) = open(dir.path());
    assert!(blobs.iter().all(|bytes| read(&store, &hash(bytes)).unwrap() == *bytes), "the control");
}

/// Exchanges the values of the two records whose names begin with `shelf`, past the store.
fn swap_records(store: &Path, shelf: u8) {
    let engine: sled::Db<4> = sled::Config::new().path(store.join("records")).flush_every_ms(None).open().unwrap();
    let found: Vec<_> = engine.iter().map(Result::unwrap).filter(|(name, _)| name[0] == shelf).collect();
    assert_eq!(found.len(), 2);
    engine.insert(&found[0].0, &found[1].1).unwrap();
    engine.insert(&found[1].0, &found[0].1).unwrap();
    engine.flush().unwrap();
}

#[test]
fn a_record_does_not_open_in_anothers_place() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let blobs = [blob(1, 9000), blob(2, 9000)];
    for bytes in &blobs {
        put(&store, bytes, meta(1, 1)).unwrap();
    }
    drop(store);

    swap_records(dir.path(), b't');
    let (store, report) = open(dir.path());
    assert!(!report.is_damaged(), "a start reads no blobs");
    assert!(blobs.iter().all(|bytes| fails(&store, &hash(bytes))));
    drop(store);

    swap_records(dir.path(), b't');
    swap_records(dir.path(), b'i');
    let (store, report) = open(dir.path());
    assert_eq!((report.damaged_entries, report.blobs), (2, 0));
    assert!(store.list().is_empty());
    drop(store);

    swap_records(dir.path(), b'i');
    let (store, _) = open(dir.path());
    assert!(blobs.iter().all(|bytes| read(&store, &hash(bytes)).unwrap() == *bytes), "the control");
}
