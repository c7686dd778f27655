//! What is kept, in memory: rebuilt from the index at the start, so that lists, sizes and "is it there already" cost no reads.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::completion::Promise;
use crate::error::StoreError;
use crate::item::{Entry, Place, Record, Stored};

/// Everything that is kept or on its way.
#[derive(Debug, Default)]
pub(crate) struct Catalog(Mutex<Inner>);

/// Inside the lock.
#[derive(Debug, Default)]
struct Inner {
    /// By SHA-256 of the blob.
    known: HashMap<[u8; 32], Known>,
    /// Totals of what is kept.
    totals: Totals,
}

/// Totals of what is kept.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Totals {
    /// Blobs kept as records.
    pub(crate) text_count: u64,
    /// Their bytes.
    pub(crate) text_bytes: u64,
    /// Bytes of blobs kept as files.
    pub(crate) large_bytes: u64,
}

impl Totals {
    /// One more.
    fn add(&mut self, record: &Record) {
        if record.place.is_text() {
            self.text_count = self.text_count.saturating_add(1);
            self.text_bytes = self.text_bytes.saturating_add(record.entry.len);
        } else {
            self.large_bytes = self.large_bytes.saturating_add(record.entry.len);
        }
    }

    /// One less.
    fn remove(&mut self, record: &Record) {
        if record.place.is_text() {
            self.text_count = self.text_count.saturating_sub(1);
            self.text_bytes = self.text_bytes.saturating_sub(record.entry.len);
        } else {
            self.large_bytes = self.large_bytes.saturating_sub(record.entry.len);
        }
    }
}

/// One blob.
#[derive(Debug)]
enum Known {
    /// On its way; whoever sent the same bytes waits for the first one's end.
    Arriving(Vec<Promise<Stored>>),
    /// Durable.
    Kept(Record),
}

/// What a submission meets.
#[derive(Debug)]
pub(crate) enum Arrival {
    /// It is the first; the caller must end it with [`Catalog::keep`] or [`Catalog::give_up`].
    First(Promise<Stored>),
    /// The same bytes are there or on their way, and the promise is taken care of.
    Answered,
}

impl Catalog {
    /// The lock.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A submission arrives.
    pub(crate) fn arrive(&self, hash: [u8; 32], promise: Promise<Stored>) -> Arrival {
        let mut inner = self.lock();
        match inner.known.get_mut(&hash) {
            Some(Known::Kept(_)) => {
                let _ = promise.send(Ok(Stored::Already));
                Arrival::Answered
            }
            Some(Known::Arriving(waiting)) => {
                waiting.push(promise);
                Arrival::Answered
            }
            None => {
                inner.known.insert(hash, Known::Arriving(Vec::new()));
                Arrival::First(promise)
            }
        }
    }

    /// A submission is durable.
    pub(crate) fn keep(&self, record: Record) {
        let mut inner = self.lock();
        inner.totals.add(&record);
        let before = inner.known.insert(record.entry.hash, Known::Kept(record));
        drop(inner);
        if let Some(Known::Arriving(waiting)) = before {
            for promise in waiting {
                let _ = promise.send(Ok(Stored::Already));
            }
        }
    }

    /// A submission failed; those who waited for it fail alike.
    pub(crate) fn give_up(&self, hash: &[u8; 32], error: impl Fn() -> StoreError) {
        let before = self.lock().known.remove(hash);
        if let Some(Known::Arriving(waiting)) = before {
            for promise in waiting {
                let _ = promise.send(Err(error()));
            }
        }
    }

    /// A kept blob.
    pub(crate) fn get(&self, hash: &[u8; 32]) -> Option<Record> {
        match self.lock().known.get(hash) {
            Some(Known::Kept(record)) => Some(*record),
            _ => None,
        }
    }

    /// Takes a blob out, if it is still this record.
    pub(crate) fn remove(&self, record: &Record) -> bool {
        let mut inner = self.lock();
        match inner.known.get(&record.entry.hash) {
            Some(Known::Kept(kept)) if kept.id == record.id => {
                inner.known.remove(&record.entry.hash);
                inner.totals.remove(record);
                true
            }
            _ => false,
        }
    }

    /// Puts another record in a blob's place, if it is still there.
    pub(crate) fn replace(&self, old: &Record, new: Record) {
        if let Some(Known::Kept(kept)) = self.lock().known.get_mut(&old.entry.hash)
            && kept.id == old.id
        {
            *kept = new;
        }
    }

    /// Every kept record that fits, in hash order.
    pub(crate) fn records(&self, fits: impl Fn(Place, &Entry) -> bool) -> Vec<Record> {
        let mut records: Vec<Record> = self
            .lock()
            .known
            .values()
            .filter_map(|known| match known {
                Known::Kept(record) if fits(record.place, &record.entry) => Some(*record),
                _ => None,
            })
            .collect();
        records.sort_unstable_by_key(|record| record.entry.hash);
        records
    }

    /// Totals of what is kept.
    pub(crate) fn totals(&self) -> Totals {
        self.lock().totals
    }
}
