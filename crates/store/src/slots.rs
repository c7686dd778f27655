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
//!
//! Neighbours share a sector, and a sector that is being written when the power goes may be lost as a whole. So first copies are written
//! and synced before any second copy is touched, one change at a time: at every moment one region of the file is at rest.

mod copy;

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rand::Rng as _;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

use self::copy::{COPY, CopyState, FREE, Mend, PAGE, STEP, STEP_BYTES, USED, judge, parse, place, render};
use crate::error::{OpenError, StoreError};
use crate::folder::private;
use crate::seal::{Key, random};

/// What the file begins with.
const MAGIC: &[u8] = b"candour keys 1\n";
/// With fewer free slots than this, the file grows, so that the choice stays random.
const KEEP_FREE: usize = 256;

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
    /// Held from the first copy of a change to the sync of its second.
    order: Mutex<()>,
    /// Held while copies are read or written, so that nobody reads half of one. Never waited for with the disk's syncs.
    pair: Mutex<()>,
}

/// A slot's new content.
struct Write {
    /// Which.
    slot: u32,
    /// Used or free.
    state: u8,
    /// A key, or random bytes.
    key: Zeroizing<[u8; 32]>,
}

/// A change whose first copies are durable: what it says holds from now on. Nothing else is changed until its second copies are too.
#[must_use = "the second copies are still to be written"]
pub(crate) struct Half<'a> {
    /// Where.
    slots: &'a Slots,
    /// What.
    writes: Vec<Write>,
    /// Keeps other changes away.
    _order: MutexGuard<'a, ()>,
}

impl Half<'_> {
    /// Writes the second copies and makes them durable.
    pub(crate) fn finish(self) -> Result<(), StoreError> {
        self.slots.write(&self.writes, 1)
    }
}

/// Locks; nothing that these locks guard can be left half changed by a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
            order: Mutex::new(()),
            pair: Mutex::new(()),
        };
        let states = slots.survey(steps).map_err(OpenError::Keys)?;
        Ok((slots, states))
    }

    /// Reads every slot, step by step, and writes what is missing of a pair.
    fn survey(&self, steps: u32) -> io::Result<Vec<State>> {
        let mut states = Vec::new();
        let mut bytes = Zeroizing::new(vec![0; usize::try_from(STEP_BYTES).unwrap_or(0)]);
        for step in 0..steps {
            self.file.read_exact_at(&mut bytes, PAGE + u64::from(step) * STEP_BYTES)?;
            let (first, second) = bytes.split_at(bytes.len() / 2);
            for (at, (one, two)) in first.chunks_exact(COPY).zip(second.chunks_exact(COPY)).enumerate() {
                let slot = step * STEP + u32::try_from(at).unwrap_or(0);
                let (state, mend) = judge(parse(slot, 0, one), parse(slot, 1, two));
                self.mend(slot, &state, mend)?;
                states.push(match state {
                    Slot::Free => State::Free,
                    Slot::Used(_) => State::Used,
                    Slot::Damaged => State::Damaged,
                });
            }
        }
        Ok(states)
    }

    /// Writes the one copy that does not say what the slot holds; the other is not touched. No change may be under way.
    fn mend(&self, slot: u32, state: &Slot, mend: Mend) -> io::Result<()> {
        let copy = match mend {
            Mend::Nothing => return Ok(()),
            Mend::Damaged(copy) => copy,
            Mend::CutShort => 1,
        };
        let bytes = match state {
            Slot::Used(key) => render(slot, copy, USED, key.expose_secret()),
            _ => render(slot, copy, FREE, &random()),
        };
        let pair = lock(&self.pair);
        self.file.write_all_at(&*bytes, place(slot, copy))?;
        drop(pair);
        self.file.sync_data()?;
        if mend != Mend::CutShort {
            self.repaired.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Copies repaired since the start.
    pub(crate) fn repaired(&self) -> u64 {
        self.repaired.load(Ordering::Relaxed)
    }

    /// Takes a free slot, chosen at random. It holds no key yet.
    pub(crate) fn take(&self) -> Result<u32, StoreError> {
        loop {
            {
                let mut free = lock(&self.free);
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
        lock(&self.free).extend(slots);
    }

    /// Adds a step of free slots.
    fn grow(&self) -> io::Result<()> {
        let mut steps = lock(&self.steps);
        if lock(&self.free).len() > KEEP_FREE {
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

    /// Writes keys to their slots. Durable on return, in one copy: that is enough to answer for what they seal.
    pub(crate) fn put(&self, keys: &[(u32, Key)]) -> Result<Half<'_>, StoreError> {
        let key = |key: &Key| Zeroizing::new(*key.expose_secret());
        self.change(keys.iter().map(|(slot, it)| Write { slot: *slot, state: USED, key: key(it) }).collect())
    }

    /// Overwrites keys. On return they are gone from the disk.
    pub(crate) fn wipe(&self, slots: &[u32]) -> Result<(), StoreError> {
        let wiped = |slot: &u32| Write { slot: *slot, state: FREE, key: Zeroizing::new(random()) };
        self.change(slots.iter().map(wiped).collect())?.finish()
    }

    /// Writes and syncs first copies.
    fn change(&self, writes: Vec<Write>) -> Result<Half<'_>, StoreError> {
        let order = lock(&self.order);
        self.write(&writes, 0)?;
        Ok(Half { slots: self, writes, _order: order })
    }

    /// Writes and syncs one copy of each. The file's length does not change, so syncing its data is enough.
    fn write(&self, writes: &[Write], copy: u8) -> Result<(), StoreError> {
        if writes.is_empty() {
            return Ok(());
        }
        for Write { slot, state, key } in writes {
            let _pair = lock(&self.pair);
            let bytes = render(*slot, copy, *state, key);
            self.file.write_all_at(&*bytes, place(*slot, copy)).map_err(StoreError::of_io)?;
        }
        self.file.sync_data().map_err(StoreError::of_io)
    }

    /// Both copies as they are now.
    fn look(&self, slot: u32) -> Result<(Slot, Mend), StoreError> {
        let _pair = lock(&self.pair);
        let mut copies = [CopyState::Damaged, CopyState::Damaged];
        for (copy, state) in (0..).zip(&mut copies) {
            let mut bytes = Zeroizing::new([0; COPY]);
            self.file.read_exact_at(&mut *bytes, place(slot, copy)).map_err(StoreError::Io)?;
            *state = parse(slot, copy, &*bytes);
        }
        let [first, second] = copies;
        Ok(judge(first, second))
    }

    /// The key in a slot.
    pub(crate) fn read(&self, slot: u32) -> Result<Slot, StoreError> {
        let (state, mend) = self.look(slot)?;
        if mend == Mend::Nothing {
            return Ok(state);
        }
        // Damaged, or somebody is between the two copies: once nobody is, it shows.
        let _order = lock(&self.order);
        let (state, mend) = self.look(slot)?;
        self.mend(slot, &state, mend).map_err(StoreError::of_io)?;
        Ok(state)
    }

    /// The key in a slot, where there must be one.
    pub(crate) fn key(&self, slot: u32) -> Result<Key, StoreError> {
        match self.read(slot)? {
            Slot::Used(key) => Ok(key),
            Slot::Free => Err(StoreError::NotFound),
            Slot::Damaged => Err(StoreError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests;
