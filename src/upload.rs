//! Unfinished uploads in memory: who writes to which, and what each has shown of its header. The store holds the bytes.
//!
//! The newest request to an upload wins: a source whose circuit broke comes back before the server has noticed the break, so an older
//! request is told to put away what it has and to end. Knows no HTTP.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use candour_header::ladder::is_text;
use candour_header::{Blob, MAX_HEADER};
use candour_store::{Store, StoreError, UploadId};
use candour_wire::Problem;
use tokio::sync::{Mutex as Turns, OwnedMutexGuard, watch};

use crate::parts::{Parts, Shares};

/// How long a newer request waits for an older one to put away what it has.
const TAKE_OVER: Duration = Duration::from_secs(10);
/// Finished uploads that are remembered, so that a lost answer to the last part can be asked for again.
const REMEMBERED: usize = 4_096;

/// All uploads that this process has seen.
#[derive(Debug, Default)]
pub struct Uploads {
    /// By id.
    inner: Mutex<Inner>,
}

/// What is behind the lock.
#[derive(Debug, Default)]
struct Inner {
    /// Unfinished ones.
    slots: HashMap<UploadId, Arc<Slot>>,
    /// Finished ones and their lengths, oldest first.
    finished: VecDeque<(UploadId, u64)>,
    /// Counts slots, to know the oldest.
    born: u64,
}

/// One unfinished upload.
#[derive(Debug)]
pub struct Slot {
    /// Which.
    id: UploadId,
    /// The how-manieth slot of this process.
    born: u64,
    /// Bytes held, for choosing which one goes when there are too many.
    held: AtomicU64,
    /// Grows with every request: an older one that sees it grow ends.
    newest: watch::Sender<u64>,
    /// The upload itself; `None` until it is read back from the store.
    open: Arc<Turns<Option<Open>>>,
}

/// An upload in the hands of one request.
#[derive(Debug)]
pub struct Open {
    /// The judge, until the header is complete.
    pub judge: Option<Blob>,
    /// The way to the store.
    pub parts: Parts,
    /// Bytes taken so far.
    pub held: u64,
    /// Bytes of the whole.
    pub total: u64,
    /// The day on which it is given up.
    pub expires: u32,
}

/// A request's turn at an upload.
#[derive(Debug)]
pub struct Turn {
    /// The upload, `None` until it is read back.
    pub open: OwnedMutexGuard<Option<Open>>,
    /// Changes when a newer request wants the upload.
    pub newer: watch::Receiver<u64>,
}

impl Uploads {
    /// A panic elsewhere cannot leave the maps half changed.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers an upload that was just begun.
    pub fn begun(&self, id: UploadId, open: Open) {
        let mut inner = self.lock();
        inner.slot(id, Some(open));
    }

    /// The slot of an upload, made empty where this process has not seen it yet.
    #[must_use]
    pub fn find(&self, id: UploadId) -> Arc<Slot> {
        self.lock().slot(id, None)
    }

    /// Remembers an upload that an earlier process began, so that it can be the one that goes.
    pub fn known(&self, id: UploadId, held: u64) {
        self.find(id).holds(held);
    }

    /// The length of a finished upload.
    #[must_use]
    pub fn finished(&self, id: UploadId) -> Option<u64> {
        self.lock().finished.iter().find_map(|(done, len)| (*done == id).then_some(*len))
    }

    /// Forgets an upload that was refused, ended or is gone.
    pub fn forget(&self, id: UploadId) {
        self.lock().slots.remove(&id);
    }

    /// Remembers an upload as finished.
    pub fn finish(&self, id: UploadId, len: u64) {
        let mut inner = self.lock();
        inner.slots.remove(&id);
        if inner.finished.len() >= REMEMBERED {
            inner.finished.pop_front();
        }
        inner.finished.push_back((id, len));
    }

    /// The idle upload that is missed least: the one that holds the fewest bytes, and of those the oldest.
    #[must_use]
    pub fn least(&self) -> Option<UploadId> {
        let inner = self.lock();
        let idle = inner.slots.values().filter(|slot| slot.open.try_lock().is_ok());
        idle.min_by_key(|slot| (slot.held.load(Ordering::Acquire), slot.born)).map(|slot| slot.id)
    }

    /// Puts the idle ones away: who asks again finds what the store still has. Their places stay, so that [`Uploads::least`] knows them;
    /// `unfinished` are those that the store has, and the places of others go.
    pub fn put_away(&self, unfinished: &[UploadId]) {
        let live: HashSet<UploadId> = unfinished.iter().copied().collect();
        let mut inner = self.lock();
        inner.slots.retain(|id, slot| match slot.open.try_lock() {
            Ok(mut open) => {
                *open = None;
                live.contains(id)
            }
            Err(_) => true,
        });
        inner.finished.clear();
    }
}

impl Inner {
    /// A slot, old or new.
    fn slot(&mut self, id: UploadId, open: Option<Open>) -> Arc<Slot> {
        self.born = self.born.saturating_add(1);
        let born = self.born;
        let slot = self.slots.entry(id).or_insert_with(|| {
            let open = Arc::new(Turns::new(open));
            Arc::new(Slot { id, born, held: AtomicU64::new(0), newest: watch::Sender::new(0), open })
        });
        Arc::clone(slot)
    }
}

impl Slot {
    /// Takes the upload over from whatever older request has it.
    ///
    /// # Errors
    /// [`Problem::UploadBusy`] if the older one does not end in time.
    pub async fn take_over(self: &Arc<Self>) -> Result<Turn, Problem> {
        self.newest.send_modify(|number| *number = number.wrapping_add(1));
        let newer = self.newest.subscribe();
        let open = tokio::time::timeout(TAKE_OVER, Arc::clone(&self.open).lock_owned()).await;
        Ok(Turn { open: open.map_err(|_| Problem::UploadBusy)?, newer })
    }

    /// Notes what is held.
    pub fn holds(&self, held: u64) {
        self.held.store(held, Ordering::Release);
    }
}

impl Open {
    /// An upload that was just begun.
    ///
    /// # Errors
    /// An announced length that cannot be.
    pub fn new(
        store: &Store,
        shares: &Shares,
        cap: u64,
        id: UploadId,
        total: u64,
        expires: u32,
    ) -> Result<Self, Problem> {
        let judge = Some(Blob::with_total(cap, total)?);
        Ok(Self {
            judge,
            parts: Parts::new(store.clone(), id, shares.clone(), !is_text(total)),
            held: 0,
            total,
            expires,
        })
    }

    /// Reads an upload of an earlier process back: its header is judged once more. Waits for the disk.
    ///
    /// # Errors
    /// What the store says; the inner error is a refusal, after which the upload must go.
    pub fn recover(
        store: &Store,
        shares: &Shares,
        cap: u64,
        id: UploadId,
    ) -> Result<Result<Self, Problem>, StoreError> {
        let found = store.upload(id)?;
        let Some(total) = found.total else { return Err(StoreError::NotFound) };
        let prefix = store.read_prefix(id, MAX_HEADER)?;
        let judge = match judge_prefix(cap, total, &prefix) {
            Ok(judge) => judge,
            Err(refused) => return Ok(Err(refused)),
        };
        let parts = Parts::resumed(store.clone(), id, shares.clone(), !is_text(total), found.offset);
        Ok(Ok(Self { judge, parts, held: found.offset, total, expires: found.expires }))
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// The first byte that does not fit, more bytes than announced, or the store's trouble.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let more = u64::try_from(bytes.len()).map_err(|_| Problem::TooLarge)?;
        let held = self.held.checked_add(more).ok_or(Problem::TooLarge)?;
        if held > self.total {
            return Err(Problem::WrongLength);
        }
        if let Some(judge) = &mut self.judge {
            judge.push(bytes)?;
            if judge.header().is_some() {
                // With the header complete and the length announced, nothing is left to judge.
                self.judge = None;
            }
        }
        self.parts.push(bytes).await?;
        self.held = held;
        Ok(())
    }

    /// Whether every byte is there.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.held == self.total
    }
}

/// The judge of an upload after its first bytes; `None` once the header is complete.
fn judge_prefix(cap: u64, total: u64, prefix: &[u8]) -> Result<Option<Blob>, Problem> {
    let mut judge = Blob::with_total(cap, total)?;
    judge.push(prefix)?;
    Ok(if judge.header().is_some() { None } else { Some(judge) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The id of a number.
    fn id(number: u64) -> UploadId {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        UploadId(id)
    }

    #[test]
    fn as_many_finished_uploads_are_remembered_as_there_is_room_for_and_the_oldest_goes_first() {
        let uploads = Uploads::default();
        let most = REMEMBERED as u64;
        (0..most).for_each(|number| uploads.finish(id(number), number));
        assert!((0..most).all(|number| uploads.finished(id(number)) == Some(number)));
        uploads.finish(id(most), 7);
        assert_eq!([0, 1, most].map(|number| uploads.finished(id(number))), [None, Some(1), Some(7)]);
    }
}
