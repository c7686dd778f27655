//! One copy of a slot: its place, its bytes, and what two of them mean together. Reads and writes no file.

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::Slot;
use crate::seal::{Key, random};

/// The first page.
pub(super) const PAGE: u64 = 4096;
/// Slots of a step.
pub(super) const STEP: u32 = 4096;
/// Bytes of a copy.
pub(super) const COPY: usize = 64;
/// The same, for places in the file.
pub(super) const COPY_BYTES: u64 = COPY as u64;
/// Bytes of one step's first copies.
const REGION: u64 = STEP as u64 * COPY_BYTES;
/// Bytes of a step.
pub(super) const STEP_BYTES: u64 = 2 * REGION;
/// A used copy.
pub(super) const USED: u8 = 0x0F;
/// A free copy.
pub(super) const FREE: u8 = 0xF0;

/// One copy as read.
pub(super) enum CopyState {
    /// No key.
    Free,
    /// A key.
    Used(Zeroizing<[u8; 32]>),
    /// Unreadable.
    Damaged,
}

/// The copy that must be written so that both say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mend {
    /// They do.
    Nothing,
    /// This one is damaged.
    Damaged(u8),
    /// The second one was not written any more: a write was cut short.
    CutShort,
}

/// What two copies mean together. Every change writes the first copy, syncs, and only then writes the second: where two good copies
/// differ, the first one is the newer. A key that was cut short there counts, since it may have been answered for; so does a wiping.
pub(super) fn judge(first: CopyState, second: CopyState) -> (Slot, Mend) {
    match (first, second) {
        (CopyState::Free, CopyState::Free) => (Slot::Free, Mend::Nothing),
        (CopyState::Used(one), CopyState::Used(two)) if one == two => (used(&one), Mend::Nothing),
        (CopyState::Used(_), CopyState::Used(_)) | (CopyState::Damaged, CopyState::Damaged) => {
            (Slot::Damaged, Mend::Nothing)
        }
        (CopyState::Used(key), CopyState::Damaged) => (used(&key), Mend::Damaged(1)),
        (CopyState::Damaged, CopyState::Used(key)) => (used(&key), Mend::Damaged(0)),
        (CopyState::Free, CopyState::Damaged) => (Slot::Free, Mend::Damaged(1)),
        (CopyState::Damaged, CopyState::Free) => (Slot::Free, Mend::Damaged(0)),
        (CopyState::Used(key), CopyState::Free) => (used(&key), Mend::CutShort),
        (CopyState::Free, CopyState::Used(_)) => (Slot::Free, Mend::CutShort),
    }
}

/// A used slot.
const fn used(key: &[u8; 32]) -> Slot {
    Slot::Used(Key::from_slot(*key))
}

/// Where a copy lies.
pub(super) fn place(slot: u32, copy: u8) -> u64 {
    PAGE + u64::from(slot / STEP) * STEP_BYTES + u64::from(copy) * REGION + u64::from(slot % STEP) * COPY_BYTES
}

/// The check of a copy.
fn check(slot: u32, copy: u8, body: &[u8]) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update(b"candour/store/slot/v1")
        .chain_update(slot.to_le_bytes())
        .chain_update([copy])
        .chain_update(body)
        .finalize();
    let mut check = [0; 16];
    check.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    check
}

/// A copy as written.
pub(super) fn render(slot: u32, copy: u8, state: u8, key: &[u8; 32]) -> Zeroizing<[u8; COPY]> {
    let filler: [u8; 15] = random();
    let mut body = Zeroizing::new([0; 48]);
    body.iter_mut().zip([state].iter().chain(&filler).chain(key)).for_each(|(to, from)| *to = *from);
    let check = check(slot, copy, &*body);
    let mut bytes = Zeroizing::new([0; COPY]);
    bytes.iter_mut().zip(body.iter().chain(&check)).for_each(|(to, from)| *to = *from);
    bytes
}

/// A copy as read.
pub(super) fn parse(slot: u32, copy: u8, bytes: &[u8]) -> CopyState {
    let Some((body, found)) = bytes.split_last_chunk::<16>() else { return CopyState::Damaged };
    if *found != check(slot, copy, body) {
        return CopyState::Damaged;
    }
    match (body.first(), body.last_chunk::<32>()) {
        (Some(&FREE), _) => CopyState::Free,
        (Some(&USED), Some(key)) => CopyState::Used(Zeroizing::new(*key)),
        _ => CopyState::Damaged,
    }
}
