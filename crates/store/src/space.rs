//! Room on the disk: refuses writes while there is still enough left for the engine to finish what it began.
//!
//! A writer claims its bytes before it writes; what others claimed and have not written yet counts as gone. Below the floor
//! nothing but a deletion is written, and for that the reserve file is given back. It is made again when there is room.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rustix::fs::{FallocateFlags, fallocate, fstatvfs};

use crate::error::StoreError;
use crate::folder::{Folder, private};

/// Asks a disk for its free bytes, as an unprivileged process sees them.
type Ask = Box<dyn Fn() -> io::Result<u64> + Send + Sync>;

/// What is free, and what is spoken for.
pub(crate) struct Space {
    /// Asks the disk.
    ask: Ask,
    /// Where the reserve lies.
    reserve_path: PathBuf,
    /// How large the reserve is.
    reserve: u64,
    /// What a write must leave free.
    floor: u64,
    /// Claimed and not yet written; and whether the reserve is there.
    state: Mutex<State>,
}

impl core::fmt::Debug for Space {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Space").finish_non_exhaustive()
    }
}

/// Inside the lock.
#[derive(Debug)]
struct State {
    /// Claimed bytes.
    claimed: u64,
    /// Whether the reserve file is there in full.
    reserved: bool,
}

/// Bytes that may be written; drop it once they are.
#[derive(Debug)]
#[must_use]
pub(crate) struct Claim<'a> {
    /// Whose.
    space: &'a Space,
    /// How many.
    bytes: u64,
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        let mut state = self.space.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.claimed = state.claimed.saturating_sub(self.bytes);
    }
}

impl Space {
    /// Looks at the folder's disk. If it is nearly full, the reserve is given back so that the engine can open.
    pub(crate) fn new(folder: &Folder, reserve: u64, floor: u64) -> io::Result<Self> {
        let root = File::open(folder.root())?;
        let ask = move || {
            let disk = fstatvfs(&root)?;
            Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
        };
        let space = Self::over(Box::new(ask), folder.reserve(), reserve, floor);
        space.for_deletion();
        Ok(space)
    }

    /// Over any disk that can be asked.
    pub(crate) fn over(ask: Ask, reserve_path: PathBuf, reserve: u64, floor: u64) -> Self {
        let reserved = fs::metadata(&reserve_path).is_ok_and(|file| file.len() == reserve);
        Self { ask, reserve_path, reserve, floor, state: Mutex::new(State { claimed: 0, reserved }) }
    }

    /// Free bytes on the disk. Waits for the file system.
    fn on_disk(&self) -> Result<u64, StoreError> {
        (self.ask)().map_err(StoreError::Io)
    }

    /// Free bytes that a write may claim.
    pub(crate) fn free(&self) -> u64 {
        let claimed = self.state.lock().unwrap_or_else(PoisonError::into_inner).claimed;
        self.on_disk().unwrap_or(0).saturating_sub(self.floor).saturating_sub(claimed)
    }

    /// Claims `bytes`.
    pub(crate) fn claim(&self, bytes: u64) -> Result<Claim<'_>, StoreError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.on_disk()?.saturating_sub(self.floor).saturating_sub(state.claimed);
        if !state.reserved && free >= self.reserve.saturating_mul(2) {
            state.reserved = self.make_reserve().is_ok();
        }
        // Without a reserve only deletions are written, so that there is always one.
        if free < bytes || !state.reserved {
            return Err(StoreError::NoSpace);
        }
        state.claimed = state.claimed.saturating_add(bytes);
        Ok(Claim { space: self, bytes })
    }

    /// Whether the engine may do something that needs little room but must not meet a full disk.
    pub(crate) fn is_above_floor(&self) -> bool {
        self.on_disk().is_ok_and(|free| free >= self.floor)
    }

    /// Before a deletion is written: gives the reserve back if the disk is nearly full.
    pub(crate) fn for_deletion(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.reserved && !self.is_above_floor() && fs::remove_file(&self.reserve_path).is_ok() {
            state.reserved = false;
        }
    }

    /// Makes the reserve.
    fn make_reserve(&self) -> io::Result<()> {
        let file = private().create(true).truncate(true).open(&self.reserve_path)?;
        let made = fallocate(&file, FallocateFlags::empty(), 0, self.reserve).map_err(io::Error::from);
        if made.is_err() {
            let _ = fs::remove_file(&self.reserve_path);
        }
        made
    }
}
