//! A file that the system does not let us look at: the start ends there, and nothing is deleted for it.
#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise, their helpers too")]

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use candour_store::{OpenError, Store};
use support::keys::keys;
use support::{SMALL, blob, hash, meta, open, put, read};

/// The only file of a store.
fn only_file(store: &Path) -> PathBuf {
    let mut files = fs::read_dir(store.join("blobs")).unwrap().map(|file| file.unwrap().path());
    let first = files.next().unwrap();
    assert!(files.next().is_none());
    first
}

/// Puts something in the place of a file that gives an error instead: a start must say so, leave it and its key, and find everything
/// once the file is back.
fn looked_at(store: &Path, in_its_place: impl Fn(&Path)) {
    let file = only_file(store);
    let aside = store.join("aside");
    fs::rename(&file, &aside).unwrap();
    in_its_place(&file);
    let before = keys(store);
    for _ in 0..2 {
        assert!(matches!(Store::open(store, SMALL), Err(OpenError::Folder(_))));
        assert!(fs::symlink_metadata(&file).is_ok(), "what could not be looked at is still there");
        assert_eq!(keys(store), before, "and so is its key");
    }
    fs::remove_file(&file).unwrap();
    fs::rename(&aside, &file).unwrap();
}

/// What cannot be opened: a name that leads to itself.
fn endless(place: &Path) {
    symlink(place, place).unwrap();
}

/// What opens and cannot be read: this gives EIO, as a failing disk does.
fn unreadable(place: &Path) {
    symlink("/proc/self/mem", place).unwrap();
}

/// What a mount that failed leaves of a file elsewhere.
fn dangling(place: &Path) {
    symlink("/nonexistent/file", place).unwrap();
}

#[test]
fn an_upload_that_cannot_be_looked_at_is_not_taken_for_rubbish() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let bytes = blob(1, 200_000);
    let id = store.begin(Some(200_000), 9).unwrap();
    store.append(id, 0, &bytes[..150_000]).unwrap();
    drop(store);
    for in_its_place in [endless, unreadable, dangling] {
        looked_at(dir.path(), in_its_place);
    }
    let (store, report) = open(dir.path());
    assert_eq!((report.uploads, report.files_without_entry, report.stray_keys), (1, 0, 0));
    store.append(id, 150_000, &bytes[150_000..]).unwrap();
    store.finish(id, hash(&bytes), meta(1, 1)).unwrap();
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
}

#[test]
fn a_blob_that_cannot_be_looked_at_is_not_taken_for_lost() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let bytes = blob(1, 200_000);
    put(&store, &bytes, meta(1, 1)).unwrap();
    drop(store);
    looked_at(dir.path(), endless);
    let (store, report) = open(dir.path());
    assert_eq!((report.blobs, report.is_damaged()), (1, false));
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
}

#[test]
fn parts_of_the_folder_that_cannot_be_looked_at_are_not_taken_for_new() {
    for part in ["keys", "records"] {
        let dir = tempfile::tempdir().unwrap();
        let (store, _) = open(dir.path());
        put(&store, &blob(1, 5000), meta(1, 1)).unwrap();
        drop(store);
        let (place, aside) = (dir.path().join(part), dir.path().join("aside"));
        fs::rename(&place, &aside).unwrap();
        endless(&place);
        assert!(Store::open(dir.path(), SMALL).is_err(), "{part}");
        fs::remove_file(&place).unwrap();
        fs::rename(&aside, &place).unwrap();
        let (store, report) = open(dir.path());
        assert_eq!((report.blobs, report.deletions_finished, store.list().len()), (1, 0, 1));
    }
}
