//! The file of keys as whoever holds the disk reads it, from its layout alone.

use std::path::Path;

use sha2::{Digest as _, Sha256};

/// Bytes before the first slot.
const HEAD: usize = 4096;
/// Slots of a step.
const STEP: usize = 4096;
/// Bytes of a copy.
const COPY: usize = 64;

/// Looks before it is believed that nobody will write the second copies any more.
const LOOKS: usize = 2000;

/// Every slot that holds a key in both copies. An answer may come before the second copies are written, so they are waited for; after a crash
/// they never come.
pub fn keys(store: &Path) -> Vec<(u32, [u8; 32])> {
    for _ in 0..LOOKS {
        let (found, is_half) = look(store);
        if !is_half {
            return found;
        }
        std::thread::yield_now();
    }
    look(store).0
}

/// What stands in the file just now, and whether a change is between its first copies and its second ones.
fn look(store: &Path) -> (Vec<(u32, [u8; 32])>, bool) {
    let bytes = std::fs::read(store.join("keys")).unwrap();
    let (mut found, mut is_half) = (Vec::new(), false);
    for slot in 0..u32::try_from((bytes.len() - HEAD) / (2 * COPY)).unwrap() {
        let [first, second] = [0, 1].map(|copy| state(slot, copy, &bytes[place(slot, copy)..][..COPY]));
        match (first, second) {
            (Some(Some(first)), Some(Some(second))) => {
                assert_eq!(first, second);
                found.push((slot, first));
            }
            (Some(first), Some(second)) => is_half |= first != second,
            _ => {}
        }
    }
    (found, is_half)
}

/// The key of a store that holds one blob or upload.
pub fn only_key(store: &Path) -> [u8; 32] {
    let keys = keys(store);
    assert_eq!(keys.len(), 1);
    keys[0].1
}

/// Where a copy of a slot begins in the file.
pub fn place(slot: u32, copy: u8) -> usize {
    let slot = usize::try_from(slot).unwrap();
    HEAD + slot / STEP * (2 * STEP * COPY) + usize::from(copy) * STEP * COPY + slot % STEP * COPY
}

/// What a good copy says: a key, or that there is none. `None` where it is damaged.
fn state(slot: u32, copy: u8, bytes: &[u8]) -> Option<Option<[u8; 32]>> {
    let (body, check) = bytes.split_at(48);
    let digest = Sha256::new()
        .chain_update(b"candour/store/slot/v1")
        .chain_update(slot.to_le_bytes())
        .chain_update([copy])
        .chain_update(body)
        .finalize();
    (digest[..16] == *check).then(|| (body[0] == 0x0F).then(|| body[16..].try_into().unwrap()))
}
