//! A full disk: refused before the engine meets it, and served again when there is room.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise, their helpers too"
)]

mod support;

use candour_store::{Store, StoreError, Stored};
use support::image::Image;
use support::{blob, hash, meta, open, put, read};

/// Puts blobs of `len` bytes, counting from `from`, until there is no room; gives the first number that was refused.
fn fill(store: &Store, from: u64, len: usize) -> u64 {
    for number in from..from + 10_000 {
        match put(store, &blob(number, len), meta(number, 1)) {
            Ok(stored) => assert_eq!(stored, Stored::New),
            Err(StoreError::NoSpace) => return number,
            Err(error) => panic!("blob {number}: {error:?}"),
        }
    }
    panic!("the disk is never full");
}

/// Whether every blob of a run is there.
fn check(store: &Store, numbers: std::ops::Range<u64>, len: usize) {
    for number in numbers {
        let bytes = blob(number, len);
        assert!(read(store, &hash(&bytes)).unwrap() == bytes, "blob {number}");
    }
}

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn a_full_disk_is_refused_and_served_again_when_there_is_room() {
    let Some(image) = Image::new(64) else { return };
    let (store, _) = open(&image.store());
    image.fill("ballast", 24 << 20);
    let texts = fill(&store, 0, 20_000);
    let large = fill(&store, 10_000, 70_000);
    assert!(texts > 100, "{texts} texts found room");
    assert!(!store.latch().is_raised());
    // The upload that the refusal met, if it had begun, is given up when its time is over.
    let begun = store.usage().uploads;
    assert_eq!(store.expire_uploads(u32::MAX), begun);
    check(&store, 0..texts, 20_000);
    check(&store, 10_000..large, 70_000);
    assert_eq!(store.list().len() as u64, texts + large - 10_000);

    image.give_back("ballast");
    assert_eq!(put(&store, &blob(texts, 20_000), meta(texts, 1)).unwrap(), Stored::New);
    assert_eq!(put(&store, &blob(large, 70_000), meta(large, 1)).unwrap(), Stored::New);
    assert!(!store.latch().is_raised());
    drop(store);
    let (store, report) = open(&image.store());
    assert_eq!((report.blobs, report.is_damaged()), (texts + 1 + large + 1 - 10_000, false));
    check(&store, 0..texts + 1, 20_000);
    check(&store, 10_000..large + 1, 70_000);
}

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn an_upload_waits_for_room_and_goes_on() {
    let Some(image) = Image::new(64) else { return };
    let (store, _) = open(&image.store());
    let bytes = blob(1, 12 << 20);
    let id = store.begin(Some(bytes.len() as u64), 5).unwrap();
    let half = bytes.len() / 2;
    store.append(id, 0, &bytes[..half]).unwrap();
    image.fill("ballast", 8 << 20);
    assert!(matches!(store.append(id, half as u64, &bytes[half..]), Err(StoreError::NoSpace)));
    assert_eq!(store.offset(id).unwrap(), half as u64);
    image.fill("more", 0);
    assert!(matches!(store.begin(None, 5), Err(StoreError::NoSpace)));
    assert!(matches!(store.append(id, half as u64, &bytes[half..=half]), Err(StoreError::NoSpace)));
    drop(store);

    // A start on a disk without a free byte.
    let (store, report) = open(&image.store());
    assert_eq!(report.uploads, 1);
    assert!(store.read_prefix(id, usize::MAX).unwrap() == bytes[..half]);
    image.give_back("more");
    image.give_back("ballast");
    store.append(id, half as u64, &bytes[half..]).unwrap();
    assert_eq!(store.finish(id, hash(&bytes), meta(1, 1)).unwrap(), Stored::New);
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
}

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn a_disk_that_others_filled_still_takes_deletions() {
    let Some(image) = Image::new(64) else { return };
    let (store, _) = open(&image.store());
    for number in 0..40 {
        put(&store, &blob(number, if number % 4 == 0 { 70_000 } else { 3000 }), meta(number, 1)).unwrap();
    }
    image.fill("ballast", 0);
    assert!(image.free() < 4096);
    assert!(matches!(put(&store, &blob(99, 3000), meta(99, 1)), Err(StoreError::NoSpace)));
    for number in 0..20 {
        let hash = hash(&blob(number, if number % 4 == 0 { 70_000 } else { 3000 }));
        assert!(store.delete(&hash).unwrap(), "blob {number}");
        assert!(read(&store, &hash).is_none());
    }
    assert!(!store.latch().is_raised());
    // The room that deletions made is not for submissions while the disk is this full.
    assert!(matches!(put(&store, &blob(99, 3000), meta(99, 1)), Err(StoreError::NoSpace)));
    drop(store);
    let (store, report) = open(&image.store());
    assert_eq!((report.blobs, report.is_damaged()), (20, false));
    image.give_back("ballast");
    assert_eq!(put(&store, &blob(99, 3000), meta(99, 1)).unwrap(), Stored::New);
    assert_eq!(store.list().len(), 21);
}
