//! The close of an epoch cut short, at the one moment that the other tests meet by luck only.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests may stop at the first surprise")]

mod support;

use support::keys::{keys, place};
use support::{blob, hash, meta, open, put, read};

#[test]
fn what_was_rewritten_does_not_come_back_as_an_upload() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = blob(1, 90_000);
    let (store, _) = open(dir.path());
    put(&store, &bytes, meta(1, 3)).unwrap();

    // The old file and the old key, as they are when the index names the new ones and the old ones are not yet gone.
    let old = std::fs::read_dir(dir.path().join("blobs")).unwrap().next().unwrap().unwrap().path();
    std::fs::hard_link(&old, dir.path().join("aside")).unwrap();
    let slot = keys(dir.path())[0].0;
    let before = std::fs::read(dir.path().join("keys")).unwrap();
    store.close_epoch(3).unwrap();
    drop(store);
    assert!(!old.exists());
    std::fs::rename(dir.path().join("aside"), &old).unwrap();
    let mut slots = std::fs::read(dir.path().join("keys")).unwrap();
    for at in [place(slot, 0), place(slot, 1)] {
        slots[at..at + 64].copy_from_slice(&before[at..at + 64]);
    }
    std::fs::write(dir.path().join("keys"), slots).unwrap();
    assert_eq!(keys(dir.path()).len(), 2);

    let (store, report) = open(dir.path());
    assert_eq!((report.blobs, report.uploads), (1, 0));
    assert_eq!((report.files_without_entry, report.stray_keys), (1, 1));
    assert_eq!(keys(dir.path()).len(), 1, "the old key is wiped");
    assert!(!old.exists());
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
}
