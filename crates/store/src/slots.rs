//! The file of keys: fixed slots, two copies each, overwritten in place. The only place on the disk where keys are.
//!
//! ```text
//! page 0 (4096)   "candour keys 1\n", zeros
//! step k          4096 first copies (64 bytes each), then 4096 second copies
//! copy            state (1: 0x0F used, 0xF0 free) || random (15) || key or random (32) || check (16)
//! check           SHA-256("candour/store/slot/v1" || slot (4, LE) || copy (1) || the 48 bytes before)[..16]
//! ```
//! A free slot looks the same whether it ever held a key. The file grows by a whole step, written and synced before any of its slots
//! is used, so that a slot's place on the disk never changes. Slots are chosen at random, so that their order says nothing.
//! A pair of one used and one free copy is a deletion or a submission that was cut short: neither was answered as kept, so it is free.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rand::Rng as _;
use rand::rngs::OsRng;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::error::{OpenError, StoreError};
use crate::folder::private;
use crate::seal::{Key, random};

/// The first page.
const PAGE: u64 = 4096;
/// What it begins with.
const MAGIC: &[u8] = b"candour keys 1\n";
/// Slots of a step.
const STEP: u32 = 4096;
/// Bytes of a copy.
const COPY: usize = 64;
/// The same, for places in the file.
const COPY_BYTES: u64 = COPY as u64;
/// Bytes of one step's first copies.
const REGION: u64 = STEP as u64 * COPY_BYTES;
/// Bytes of a step.
const STEP_BYTES: u64 = 2 * REGION;
/// With fewer free slots than this, the file grows, so that the choice stays random.
const KEEP_FREE: usize = 256;
/// A used copy.
const USED: u8 = 0x0F;
/// A free copy.
const FREE: u8 = 0xF0;

/// What a slot holds.
#[derive(Debug)]
pub(crate) enum Slot {
    /// No key.
    Free,
    /// A key.
    Used(Key),
    /// Neither copy can be read.
    Damaged,
}

/// What a slot held at the start, without the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// No key.
    Free,
    /// A key.
    Used,
    /// Neither copy can be read.
    Damaged,
}

/// The file of keys.
#[derive(Debug)]
pub(crate) struct Slots {
    /// The file.
    file: File,
    /// Slots that may be given out.
    free: Mutex<Vec<u32>>,
    /// Steps in the file.
    steps: Mutex<u32>,
    /// Copies repaired since the start.
    repaired: AtomicU64,
    /// Held while a pair is read and judged, or written: a repair must never put a key back that is just being wiped.
    pair: Mutex<()>,
}

/// One copy as read.
enum CopyState {
    /// No key.
    Free,
    /// A key.
    Used(Zeroizing<[u8; 32]>),
    /// Unreadable.
    Damaged,
}

impl Slots {
    /// Opens the file, or makes it. Gives out nothing yet: [`Slots::release`] says which slots are free.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<State>), OpenError> {
        let file = private().create(true).truncate(false).open(path).map_err(OpenError::Keys)?;
        let len = file.metadata().map_err(OpenError::Keys)?.len();
        if len < PAGE {
            // Made and not finished: no key was ever in it.
            let mut page = MAGIC.to_vec();
            page.resize(usize::try_from(PAGE).unwrap_or(0), 0);
            file.write_all_at(&page, 0).and_then(|()| file.sync_all()).map_err(OpenError::Keys)?;
        } else {
            let mut head = [0; MAGIC.len()];
            file.read_exact_at(&mut head, 0).map_err(OpenError::Keys)?;
            if head != MAGIC {
                return Err(OpenError::KeysVersion);
            }
        }
        // A step that was cut short is written again when it is needed: none of its slots was used.
        let steps = u32::try_from(len.saturating_sub(PAGE) / STEP_BYTES).map_err(|_| OpenError::KeysVersion)?;
        let slots = Self {
            file,
            free: Mutex::new(Vec::new()),
            steps: Mutex::new(steps),
            repaired: AtomicU64::new(0),
            pair: Mutex::new(()),
        };
        let states = slots.survey(steps).map_err(OpenError::Keys)?;
        Ok((slots, states))
    }

    /// Reads every slot, step by step, and repairs what one good copy is left of.
    fn survey(&self, steps: u32) -> io::Result<Vec<State>> {
        let mut states = Vec::new();
        let mut bytes = Zeroizing::new(vec![0; usize::try_from(STEP_BYTES).unwrap_or(0)]);
        for step in 0..steps {
            self.file.read_exact_at(&mut bytes, PAGE + u64::from(step) * STEP_BYTES)?;
            let (first, second) = bytes.split_at(bytes.len() / 2);
            for (at, (one, two)) in first.chunks_exact(COPY).zip(second.chunks_exact(COPY)).enumerate() {
                let slot = step * STEP + u32::try_from(at).unwrap_or(0);
                states.push(match self.judge(slot, parse(slot, 0, one), parse(slot, 1, two))? {
                    Slot::Free => State::Free,
                    Slot::Used(_) => State::Used,
                    Slot::Damaged => State::Damaged,
                });
            }
        }
        Ok(states)
    }

    /// What two copies mean together; repairs the pair where one is good. The caller holds the pair.
    fn judge(&self, slot: u32, first: CopyState, second: CopyState) -> io::Result<Slot> {
        let (state, mend) = match (first, second) {
            (CopyState::Free, CopyState::Free) => (Slot::Free, false),
            (CopyState::Used(one), CopyState::Used(two)) if one == two => (Slot::Used(Key::from_slot(*one)), false),
            (CopyState::Used(_), CopyState::Used(_)) | (CopyState::Damaged, CopyState::Damaged) => {
                (Slot::Damaged, false)
            }
            (CopyState::Used(key), CopyState::Damaged) | (CopyState::Damaged, CopyState::Used(key)) => {
                (Slot::Used(Key::from_slot(*key)), true)
            }
            (CopyState::Free, CopyState::Damaged) | (CopyState::Damaged, CopyState::Free) => (Slot::Free, true),
            // Cut short: finish the wiping.
            (CopyState::Free, CopyState::Used(_)) | (CopyState::Used(_), CopyState::Free) => {
                self.write(slot, FREE, &random())?;
                self.sync()?;
                (Slot::Free, false)
            }
        };
        if mend {
            match &state {
                Slot::Used(key) => self.write(slot, USED, key.expose_secret())?,
                _ => self.write(slot, FREE, &random())?,
            }
            self.sync()?;
            self.repaired.fetch_add(1, Ordering::Relaxed);
        }
        Ok(state)
    }

    /// Copies repaired since the start.
    pub(crate) fn repaired(&self) -> u64 {
        self.repaired.load(Ordering::Relaxed)
    }

    /// Takes a free slot, chosen at random. It holds no key yet.
    pub(crate) fn take(&self) -> Result<u32, StoreError> {
        loop {
            {
                let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
                if free.len() > KEEP_FREE {
                    let chosen = OsRng.gen_range(0..free.len());
                    return Ok(free.swap_remove(chosen));
                }
            }
            self.grow().map_err(StoreError::of_io)?;
        }
    }

    /// Gives slots back that hold no key and that no record names any more.
    pub(crate) fn release(&self, slots: impl IntoIterator<Item = u32>) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).extend(slots);
    }

    /// Adds a step of free slots.
    fn grow(&self) -> io::Result<()> {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        if self.free.lock().unwrap_or_else(PoisonError::into_inner).len() > KEEP_FREE {
            return Ok(()); // somebody else was faster
        }
        let base = steps.checked_mul(STEP).ok_or(io::ErrorKind::FileTooLarge)?;
        let mut bytes = Vec::with_capacity(usize::try_from(STEP_BYTES).unwrap_or(0));
        for copy in 0..2 {
            for slot in base..base + STEP {
                bytes.extend_from_slice(&*render(slot, copy, FREE, &random()));
            }
        }
        self.file.write_all_at(&bytes, PAGE + u64::from(*steps) * STEP_BYTES)?;
        self.file.sync_all()?;
        *steps += 1;
        drop(steps);
        self.release(base..base + STEP);
        Ok(())
    }

    /// Writes a key to its slot. Durable only after [`Slots::sync`].
    pub(crate) fn put(&self, slot: u32, key: &Key) -> Result<(), StoreError> {
        let _pair = self.pair.lock().unwrap_or_else(PoisonError::into_inner);
        self.write(slot, USED, key.expose_secret()).map_err(StoreError::of_io)
    }

    /// Overwrites both copies. Gone only after [`Slots::sync`].
    pub(crate) fn wipe(&self, slot: u32) -> Result<(), StoreError> {
        let _pair = self.pair.lock().unwrap_or_else(PoisonError::into_inner);
        self.write(slot, FREE, &random()).map_err(StoreError::of_io)
    }

    /// Makes what was written durable; the file's length does not change, so its data is enough.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// The key in a slot.
    pub(crate) fn read(&self, slot: u32) -> Result<Slot, StoreError> {
        let _pair = self.pair.lock().unwrap_or_else(PoisonError::into_inner);
        let mut copies = [CopyState::Damaged, CopyState::Damaged];
        for (copy, state) in (0..).zip(&mut copies) {
            let mut bytes = Zeroizing::new([0; COPY]);
            self.file.read_exact_at(&mut *bytes, place(slot, copy)).map_err(StoreError::Io)?;
            *state = parse(slot, copy, &*bytes);
        }
        let [first, second] = copies;
        self.judge(slot, first, second).map_err(StoreError::of_io)
    }

    /// The key in a slot, where there must be one.
    pub(crate) fn key(&self, slot: u32) -> Result<Key, StoreError> {
        match self.read(slot)? {
            Slot::Used(key) => Ok(key),
            Slot::Free => Err(StoreError::NotFound),
            Slot::Damaged => Err(StoreError::Damaged),
        }
    }

    /// Writes both copies. The caller holds the pair.
    fn write(&self, slot: u32, state: u8, key: &[u8; 32]) -> io::Result<()> {
        for copy in 0..2 {
            let bytes = render(slot, copy, state, key);
            self.file.write_all_at(&*bytes, place(slot, copy))?;
        }
        Ok(())
    }
}

/// Where a copy lies.
fn place(slot: u32, copy: u8) -> u64 {
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
fn render(slot: u32, copy: u8, state: u8, key: &[u8; 32]) -> Zeroizing<[u8; COPY]> {
    let filler: [u8; 15] = random();
    let mut body = Zeroizing::new([0; 48]);
    body.iter_mut().zip([state].iter().chain(&filler).chain(key)).for_each(|(to, from)| *to = *from);
    let check = check(slot, copy, &*body);
    let mut bytes = Zeroizing::new([0; COPY]);
    bytes.iter_mut().zip(body.iter().chain(&check)).for_each(|(to, from)| *to = *from);
    bytes
}

/// A copy as read.
fn parse(slot: u32, copy: u8, bytes: &[u8]) -> CopyState {
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

#[cfg(test)]
mod tests;
