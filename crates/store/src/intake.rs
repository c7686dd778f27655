//! The thread that takes in blobs of text size, batch by batch: keys first, synced; then records and index entries in one flush; then
//! the answers. One batch is flushed at a time; whatever comes meanwhile is sealed and goes into the next one.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::catalog::Arrival;
use crate::completion::Promise;
use crate::engine::Change;
use crate::error::StoreError;
use crate::index;
use crate::item::{Entry, Id, Meta, Place, Record, Shelf, Stored};
use crate::seal::Key;
use crate::store::Shared;
use crate::writer::{Message, Then};

/// Most blobs in one batch.
const BATCH: usize = 128;
/// The longest that a batch lingers.
const LINGER: Duration = Duration::from_millis(5);

/// The slot of a blob that has none yet; the file of keys never grows that far.
const NO_SLOT: u32 = u32::MAX;

/// What the thread is asked.
pub(crate) enum Ask {
    /// Keep a blob.
    Put {
        /// Its bytes.
        blob: Vec<u8>,
        /// Their hash.
        hash: [u8; 32],
        /// What comes with it.
        meta: Meta,
        /// Whom to tell.
        promise: Promise<Stored>,
    },
    /// The batch that was being written is written, or has failed.
    Written,
    /// End the thread.
    Stop,
}

/// What is kept of a blob while it is being written.
struct Pending {
    /// Its place.
    record: Record,
    /// Whom to tell.
    promise: Promise<Stored>,
}

/// The thread's own things.
pub(crate) struct Intake {
    /// The store.
    shared: Arc<Shared>,
    /// The way to this thread, for the writer's word that a batch is written.
    own: Sender<Ask>,
    /// The batch being gathered: sealed, nothing written.
    batch: Batch,
    /// When the batch that is being written was sent, and how many it holds.
    writing: Option<(Instant, usize)>,
    /// Until when to linger, and for how many: see [`Intake::is_due`].
    linger: Option<(Instant, usize)>,
}

/// A batch being gathered.
#[derive(Default)]
struct Batch {
    /// Whom to tell.
    pending: Vec<Pending>,
    /// Records and entries.
    changes: Vec<Change>,
    /// Their keys and the slots for them.
    keys: Vec<(u32, Key)>,
    /// Why none of them can be kept.
    failed: Option<StoreError>,
}

impl Intake {
    /// A thread's things.
    pub(crate) fn new(shared: Arc<Shared>, own: Sender<Ask>) -> Self {
        Self { shared, own, batch: Batch::default(), writing: None, linger: None }
    }

    /// Takes blobs until told to stop.
    pub(crate) fn run(mut self, queue: &Receiver<Ask>) {
        let mut stop = false;
        while !(stop && self.batch.pending.is_empty() && self.writing.is_none()) {
            match self.next(queue, stop) {
                Some(Ask::Put { blob, hash, meta, promise }) => self.take(&blob, hash, meta, promise),
                Some(Ask::Written) => self.written(),
                Some(Ask::Stop) => stop = true,
                None => self.linger = None,
            }
            if self.is_due(stop) {
                self.send();
            }
        }
    }

    /// The next message; `None` when there is no use in waiting any longer.
    fn next(&self, queue: &Receiver<Ask>, stop: bool) -> Option<Ask> {
        match self.linger {
            Some((until, _)) if self.writing.is_none() && !self.batch.pending.is_empty() && !stop => {
                queue.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
            }
            // This thread holds a sender itself, so that there is always another message: at the least the one to stop.
            _ => queue.recv().ok(),
        }
    }

    /// Seals a blob, unless the same bytes are there.
    fn take(&mut self, blob: &[u8], hash: [u8; 32], meta: Meta, promise: Promise<Stored>) {
        let Arrival::First(promise) = self.shared.catalog.arrive(hash, promise) else { return };
        let len = u64::try_from(blob.len()).unwrap_or(u64::MAX);
        let entry = Entry { hash, len, tag: meta.tag, epoch: meta.epoch };
        let mut record = Record { id: Id::random(), slot: NO_SLOT, entry, place: Place::Text { settled: false } };
        let batch = &mut self.batch;
        if batch.failed.is_none() {
            batch.failed = seal(&self.shared, blob, &mut record, batch).err();
        }
        batch.pending.push(Pending { record, promise });
    }

    /// A batch is written. Those who were just answered are about to come again: lingering for a part of the time that a flush takes lets
    /// one flush serve all of them instead of every other one.
    fn written(&mut self) {
        if let Some((sent, count)) = self.writing.take() {
            let now = Instant::now();
            let linger = (now.saturating_duration_since(sent) / 4).min(LINGER);
            self.linger = Some((now + linger, count + self.batch.pending.len()));
        }
    }

    /// Whether the batch should be sent: nothing else is being written, and it is full, or as many have come as were here lately, or
    /// nobody else came in time.
    fn is_due(&self, stop: bool) -> bool {
        let count = self.batch.pending.len();
        if count == 0 || self.writing.is_some() {
            return false;
        }
        let lingering = self.linger.is_some_and(|(until, lately)| count < lately && Instant::now() < until);
        stop || self.batch.failed.is_some() || count >= BATCH || !lingering
    }

    /// Sends the batch on its way. Its keys are durable in one copy before; the second copies are written while the engine writes.
    fn send(&mut self) {
        let Batch { pending, changes, keys, failed } = core::mem::take(&mut self.batch);
        let ready = failed.map_or_else(|| self.shared.latch.check(), Err);
        let half = match ready.and_then(|()| self.shared.slots.put(&keys)) {
            Ok(half) => half,
            Err(error) => return undo(&self.shared, pending, &error),
        };
        self.writing = Some((Instant::now(), pending.len()));
        let (after, written) = (Arc::clone(&self.shared), Written(self.own.clone()));
        let then = Then::new(move |result| {
            let _written = written;
            match result {
                Ok(()) => {
                    for Pending { record, promise } in pending {
                        after.catalog.keep(record);
                        let _ = promise.send(Ok(Stored::New));
                    }
                }
                Err(error) => undo(&after, pending, &error),
            }
        });
        self.shared.records.send(Message::Apply { changes, must: false, then });
        if half.finish().is_err() {
            // The first copies hold. But a disk that fails under the keys is for a new process, whose start looks at every one of them.
            self.shared.latch.raise();
        }
    }
}

/// Says that a batch is over, even if telling of it dies half-way: this thread must not wait for ever.
struct Written(Sender<Ask>);

impl Drop for Written {
    fn drop(&mut self) {
        let _ = self.0.send(Ask::Written);
    }
}

/// A blob's two records under a new key.
fn seal(shared: &Shared, blob: &[u8], record: &mut Record, batch: &mut Batch) -> Result<(), StoreError> {
    drop(shared.space.claim(u64::try_from(blob.len()).unwrap_or(u64::MAX))?);
    let key = Key::random();
    record.slot = shared.slots.take()?;
    let text = key.seal(index::text_spot(record), blob)?;
    let entry = index::seal(record, &key)?;
    batch.changes.push(Change::Put(Shelf::Text, record.id, text));
    batch.changes.push(Change::Put(Shelf::Index, record.id, entry));
    batch.keys.push((record.slot, key));
    Ok(())
}

/// Nothing of a batch is kept: keys first, then the answers. If the engine failed half-way and has kept a record after all, its wiped
/// key makes it a deleted one.
fn undo(shared: &Arc<Shared>, pending: Vec<Pending>, error: &StoreError) {
    let slots: Vec<u32> = pending.iter().map(|one| one.record.slot).filter(|slot| *slot != NO_SLOT).collect();
    shared.wipe(&slots);
    let again = || match error {
        StoreError::NoSpace => StoreError::NoSpace,
        StoreError::Io(error) => StoreError::Io(error.kind().into()),
        _ => StoreError::Latched,
    };
    for Pending { record, promise } in pending {
        shared.catalog.give_up(&record.entry.hash, again);
        let _ = promise.send(Err(again()));
    }
}
