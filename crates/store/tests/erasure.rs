//! Deleted means gone: the key of a blob is in the raw image of the file system before, and nowhere in it after.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise, their helpers too"
)]

mod support;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use candour_store::{Store, StoreError};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use support::image::Image;
use support::keys::{keys, only_key};
use support::{blob, hash, meta, open, put, read};

/// How often 32 bytes occur in a file.
fn occurs(file: &Path, key: &[u8; 32]) -> usize {
    let mut reader = File::open(file).unwrap();
    let (mut bytes, mut found) = (Vec::new(), 0);
    while reader.by_ref().take(4 << 20).read_to_end(&mut bytes).unwrap() > 0 {
        found += bytes.windows(32).filter(|window| window[0] == key[0] && window == key).count();
        bytes.drain(..bytes.len().saturating_sub(31));
    }
    found
}

/// Opens a stored file with nothing but a key and the layout: its first segment, of the blob's first 65536 bytes.
fn first_segment(file: &Path, key: &[u8; 32]) -> Option<Vec<u8>> {
    let name = file.file_name()?.to_str()?;
    let bytes = std::fs::read(file).unwrap();
    let sealed = &bytes[96..96 + 12 + 65_536 + 16];
    let mut place = b"candour/store/segment/v1\0".to_vec();
    place.extend(u128::from_str_radix(name, 16).unwrap().to_be_bytes());
    place.extend(0_u64.to_le_bytes());
    place.extend(65_536_u64.to_le_bytes());
    let cipher = ChaCha20Poly1305::new(key.into());
    cipher.decrypt(Nonce::from_slice(&sealed[..12]), Payload { msg: &sealed[12..], aad: &place }).ok()
}

/// The only file of a store.
fn only_file(store: &Path) -> std::path::PathBuf {
    let files: Vec<_> = std::fs::read_dir(store.join("blobs")).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    files[0].clone()
}

/// The control for a blob: its one key is in the image, and without these bytes a copy of the store does not give the blob.
fn control(image: &Image, store: Store, hash: &[u8; 32]) -> [u8; 32] {
    drop(store);
    let key = only_key(&image.store());
    image.sync();
    assert_eq!(occurs(&image.file(), &key), 2, "both copies of the slot, and no other place");

    let copy = image.after_power_loss();
    let (untouched, report) = open(&copy.store());
    assert!(!report.is_damaged());
    assert!(read(&untouched, hash).is_some());
    drop(untouched);
    let file = copy.store().join("keys");
    let mut slots = std::fs::read(&file).unwrap();
    for at in (0..slots.len() - 32).filter(|at| slots[*at..at + 32] == key).collect::<Vec<_>>() {
        slots[at..at + 32].fill(0);
    }
    std::fs::write(&file, slots).unwrap();
    let (without, report) = open(&copy.store());
    assert_eq!((report.damaged_entries, without.list().len()), (1, 0));
    key
}

/// Nowhere any more, with the store open and after the next start.
fn is_gone(image: &Image, key: &[u8; 32]) {
    image.sync();
    assert_eq!(occurs(&image.file(), key), 0);
    assert!(keys(&image.store()).iter().all(|(_, found)| found != key));
}

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn the_key_of_a_deleted_blob_is_nowhere_in_the_image() {
    let Some(image) = Image::new(64) else { return };
    for len in [9000, 150_000] {
        let bytes = blob(1, len);
        let (store, _) = open(&image.store());
        put(&store, &bytes, meta(1, 1)).unwrap();
        let key = control(&image, store, &hash(&bytes));
        if len > candour_store::TEXT_TOP {
            let opened = first_segment(&only_file(&image.store()), &key).expect("the key opens the file");
            assert!(opened == bytes[..65_536]);
            assert!(first_segment(&only_file(&image.store()), &[0; 32]).is_none());
        }
        let (store, _) = open(&image.store());
        assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
        assert!(store.delete(&hash(&bytes)).unwrap());
        is_gone(&image, &key);
        drop(store);
        let (store, _) = open(&image.store());
        assert!(store.list().is_empty());
        is_gone(&image, &key);
    }
}

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn the_key_of_an_upload_that_expired_or_was_given_up_is_nowhere_in_the_image() {
    let Some(image) = Image::new(64) else { return };
    let bytes = blob(2, 150_000);
    let (store, _) = open(&image.store());
    for expires in [true, false] {
        let id = store.begin(Some(200_000), 5).unwrap();
        store.append(id, 0, &bytes).unwrap();
        let key = only_key(&image.store());
        image.sync();
        assert_eq!(occurs(&image.file(), &key), 2);
        let opened = first_segment(&only_file(&image.store()), &key).expect("the key opens the file");
        assert!(opened == bytes[..65_536]);
        if expires {
            assert_eq!(store.expire_uploads(5), 0);
            assert_eq!(occurs(&image.file(), &key), 2);
            assert_eq!(store.expire_uploads(6), 1);
        } else {
            store.abort(id).unwrap();
        }
        is_gone(&image, &key);
        assert!(matches!(store.upload(id), Err(StoreError::NotFound)));
    }
}

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn the_keys_before_the_close_of_an_epoch_are_nowhere_in_the_image() {
    let Some(image) = Image::new(64) else { return };
    let (store, _) = open(&image.store());
    for (number, len) in [(1, 9000), (2, 150_000)] {
        put(&store, &blob(number, len), meta(number, 3)).unwrap();
    }
    let before = keys(&image.store());
    assert_eq!(before.len(), 2);
    image.sync();
    assert!(before.iter().all(|(_, key)| occurs(&image.file(), key) == 2));
    store.close_epoch(3).unwrap();
    before.iter().for_each(|(_, key)| is_gone(&image, key));
    let after = keys(&image.store());
    assert_eq!(after.len(), 2);
    assert!(after.iter().all(|(_, key)| occurs(&image.file(), key) == 2));
}
