//! A large blob on its way to the store, part by part: hashing and sealing run off the runtime's threads, one part while the next is
//! being read. Owns the sizes that keep memory flat for one sender; [`Memory`] bounds all of them together. Judges nothing.

use std::sync::Arc;

use candour_store::{Store, StoreError, UploadId};
use candour_wire::{BlobHash, Problem};
use sha2::{Digest as _, Sha256};
use tokio::task::JoinHandle;

use crate::faults::Faults;
use crate::lane::Lanes;
use crate::memory::{Ahead, Memory};
use crate::problem;

/// A part goes to the store as soon as it has this size and the one before it is there: what a slow sender holds of our memory.
pub const PART_MIN: usize = 64 * 1024;
/// A part never grows past this: what a fast sender holds of our memory, twice.
pub const PART_MAX: usize = 512 * 1024;

/// What all parts share.
#[derive(Debug, Clone)]
pub struct Shares {
    /// Room on the disk.
    pub lanes: Lanes,
    /// Room in memory.
    pub memory: Memory,
    /// Where the store's trouble is said.
    pub faults: Arc<Faults>,
}

/// The end of the pipe that runs on blocking threads.
struct Writer {
    /// Where parts go.
    store: Store,
    /// Which upload.
    id: UploadId,
    /// Bytes that the store holds.
    held: u64,
    /// Over those bytes; `None` after a restart, when the whole must be read once more at the end.
    hasher: Option<Sha256>,
    /// What parts share.
    shares: Shares,
    /// Whether the parts take room on the disk and in memory that others wait for: not those of a report of text size.
    is_large: bool,
}

/// A part being hashed and stored.
type Job = JoinHandle<(Writer, Result<(), Problem>)>;

/// The pipe.
pub struct Parts {
    /// At rest here, or in the job.
    writer: Option<Writer>,
    /// The part before.
    job: Option<Job>,
    /// The part being read.
    next: Vec<u8>,
    /// Memory for what of it goes past [`PART_MIN`].
    ahead: Ahead,
    /// What parts share.
    shares: Shares,
    /// As the writer has it.
    is_large: bool,
    /// For the end.
    store: Store,
    /// Which upload.
    id: UploadId,
}

impl core::fmt::Debug for Parts {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Parts").finish_non_exhaustive()
    }
}

impl Parts {
    /// The pipe of a new upload. Larger reports are measured with every part.
    #[must_use]
    pub fn new(store: Store, id: UploadId, shares: Shares, is_large: bool) -> Self {
        Self::at(store, id, shares, is_large, 0, Some(Sha256::new()))
    }

    /// The pipe of an upload that an earlier process began.
    #[must_use]
    pub fn resumed(store: Store, id: UploadId, shares: Shares, is_large: bool, held: u64) -> Self {
        Self::at(store, id, shares, is_large, held, None)
    }

    /// Either pipe.
    fn at(store: Store, id: UploadId, shares: Shares, is_large: bool, held: u64, hasher: Option<Sha256>) -> Self {
        let writer = Writer { store: store.clone(), id, held, hasher, shares: shares.clone(), is_large };
        let ahead = shares.memory.ahead();
        Self { writer: Some(writer), job: None, next: Vec::new(), ahead, shares, is_large, store, id }
    }

    /// Which upload.
    #[must_use]
    pub const fn id(&self) -> UploadId {
        self.id
    }

    /// Takes bytes. Waits only while a part is being stored and the next one may not grow, or for memory.
    ///
    /// # Errors
    /// What became of an earlier part, or [`Problem::Full`] and [`Problem::NoSpace`].
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.next.extend_from_slice(bytes);
        let len = self.next.len();
        let busy = self.job.as_ref().is_some_and(|job| !job.is_finished());
        if len < PART_MIN || (busy && len < PART_MAX && self.ahead.reaches(len.saturating_sub(PART_MIN))) {
            return Ok(());
        }
        self.settle().await?;
        // Whole segments of the store: one that is begun would have to be sealed anew with the next part.
        let rest = self.next.split_off(len / PART_MIN * PART_MIN);
        self.start().await?;
        self.next = rest;
        Ok(())
    }

    /// Brings everything taken so far to the store.
    ///
    /// # Errors
    /// As [`Parts::push`].
    pub async fn flush(&mut self) -> Result<(), Problem> {
        self.settle().await?;
        if !self.next.is_empty() {
            self.start().await?;
            self.settle().await?;
        }
        Ok(())
    }

    /// After [`Parts::flush`]: the hash of the whole.
    ///
    /// # Errors
    /// What the store says while it reads the whole again, after a restart.
    pub async fn hash(&mut self) -> Result<BlobHash, Problem> {
        self.settle().await?;
        let Some(writer) = &self.writer else { return Err(Problem::Fault) };
        if let Some(hasher) = &writer.hasher {
            return Ok(BlobHash(hasher.clone().finalize().into()));
        }
        let (store, id) = (self.store.clone(), self.id);
        let hasher = tokio::task::spawn_blocking(move || read_again(&store, id)).await.map_err(|_| Problem::Fault)?;
        let hasher = hasher.map_err(|error| self.shares.trouble(&error))?;
        let hash = BlobHash(hasher.clone().finalize().into());
        if let Some(writer) = &mut self.writer {
            writer.hasher = Some(hasher);
        }
        Ok(hash)
    }

    /// Waits for the part before.
    async fn settle(&mut self) -> Result<(), Problem> {
        let Some(job) = &mut self.job else { return Ok(()) };
        let ended = job.await;
        self.job = None;
        let (writer, result) = ended.map_err(|_| Problem::Fault)?;
        self.writer = Some(writer);
        result
    }

    /// Sends the part that was read on its way, once there is memory for it.
    async fn start(&mut self) -> Result<(), Problem> {
        let room = if self.is_large { Some(self.shares.memory.part(self.next.len()).await?) } else { None };
        let part = core::mem::take(&mut self.next);
        self.ahead.give_back();
        let mut writer = self.writer.take().ok_or(Problem::Fault)?;
        self.job = Some(tokio::task::spawn_blocking(move || {
            let result = writer.append(&part);
            drop(part);
            drop(room);
            (writer, result)
        }));
        Ok(())
    }
}

impl Writer {
    /// Stores and hashes one part, if there is room for it on the disk.
    fn append(&mut self, part: &[u8]) -> Result<(), Problem> {
        if self.is_large {
            let more = u64::try_from(part.len()).unwrap_or(u64::MAX);
            self.shares.lanes.attachments(&self.store.usage(), self.store.free_bytes(), more)?;
        }
        let held = self.store.append(self.id, self.held, part);
        self.held = held.map_err(|error| self.shares.trouble(&error))?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(part);
        }
        Ok(())
    }
}

impl Shares {
    /// The store's trouble, said and as a problem.
    fn trouble(&self, error: &StoreError) -> Problem {
        self.faults.store(error);
        problem::of_store(error)
    }
}

/// Hashes what the store holds of an upload. Waits for the disk.
fn read_again(store: &Store, id: UploadId) -> Result<Sha256, StoreError> {
    let mut hasher = Sha256::new();
    let mut at = 0_u64;
    loop {
        let piece = store.read_upload(id, at, PART_MAX)?;
        if piece.is_empty() {
            return Ok(hasher);
        }
        at = at.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        hasher.update(&piece);
    }
}
