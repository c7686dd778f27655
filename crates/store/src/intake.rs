//! The thread that takes in blobs of text size, batch by batch: keys first, synced; then records and index entries in one flush; then
//! the answers. While one batch is flushed the next one is being sealed.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::catalog::Arrival;
use crate::completion::Promise;
use crate::engine::Change;
use crate::error::StoreError;
use crate::index;
use crate::item::{Entry, Id, Meta, Place, Record, Shelf, Stored};
use crate::seal::Key;
use crate::store::Shared;
use crate::writer::Message;

/// Most blobs in one batch.
const BATCH: usize = 256;

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
    /// End the thread.
    Stop,
}

/// A blob that is the first of its kind.
struct First {
    /// Its bytes.
    blob: Vec<u8>,
    /// Its place.
    record: Record,
    /// Whom to tell.
    promise: Promise<Stored>,
}

/// What is kept of a blob while it is being written.
struct Pending {
    /// Its place.
    record: Record,
    /// Whom to tell.
    promise: Promise<Stored>,
}

/// Takes blobs until told to stop.
pub(crate) fn run(shared: &Arc<Shared>, queue: &Receiver<Ask>) {
    while let Ok(first) = queue.recv() {
        let mut batch = Vec::new();
        let mut next = Some(first);
        let mut stop = false;
        while let Some(ask) = next {
            match ask {
                Ask::Put { blob, hash, meta, promise } => {
                    if let Arrival::First(promise) = shared.catalog.arrive(hash, promise) {
                        let len = u64::try_from(blob.len()).unwrap_or(u64::MAX);
                        let entry = Entry { hash, len, tag: meta.tag, epoch: meta.epoch };
                        let record =
                            Record { id: Id::random(), slot: NO_SLOT, entry, place: Place::Text { settled: false } };
                        batch.push(First { blob, record, promise });
                    }
                }
                Ask::Stop => stop = true,
            }
            next = if stop || batch.len() >= BATCH { None } else { queue.try_recv().ok() };
        }
        if !batch.is_empty() {
            take_in(shared, batch);
        }
        if stop {
            break;
        }
    }
}

/// Seals a batch and sends it on its way.
fn take_in(shared: &Arc<Shared>, batch: Vec<First>) {
    let (mut pending, mut changes) = (Vec::new(), Vec::new());
    let mut failed = shared.latch.check().err();
    for First { blob, mut record, promise } in batch {
        if failed.is_none() {
            failed = seal(shared, &blob, &mut record, &mut changes).err();
        }
        pending.push(Pending { record, promise });
    }
    if failed.is_none() {
        failed = shared.slots.sync().map_err(StoreError::of_io).err();
    }
    if let Some(error) = failed {
        return undo(shared, pending, &error);
    }
    let after = Arc::clone(shared);
    let then = Box::new(move |result: Result<(), StoreError>| match result {
        Ok(()) => {
            for Pending { record, promise } in pending {
                after.catalog.keep(record);
                let _ = promise.send(Ok(Stored::New));
            }
        }
        Err(error) => undo(&after, pending, &error),
    });
    shared.records.send(Message::Apply { changes, must: false, then });
}

/// A blob's two records under a new key, which is in its slot but not synced.
fn seal(shared: &Shared, blob: &[u8], record: &mut Record, changes: &mut Vec<Change>) -> Result<(), StoreError> {
    drop(shared.space.claim(u64::try_from(blob.len()).unwrap_or(u64::MAX))?);
    let key = Key::random();
    record.slot = shared.slots.take()?;
    shared.slots.put(record.slot, &key)?;
    changes.push(Change::Put(Shelf::Text, record.id, key.seal(index::text_spot(record), blob)?));
    changes.push(Change::Put(Shelf::Index, record.id, index::seal(record, &key)?));
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
