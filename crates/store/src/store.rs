//! The store as callers see it. Blocking calls; only a submission of text size answers by a [`Completion`].

use core::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::catalog::Catalog;
use crate::completion::Completion;
use crate::engine::{Change, Sled};
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::index;
use crate::intake::{Ask, Intake};
use crate::item::{Entry, Meta, Record, Shelf, Stored, Upload, UploadId, Usage};
use crate::latch::Latch;
use crate::parcels::{Parcel, Parcels};
use crate::read::BlobReader;
use crate::sealed_file::{SealedFile, disk_len};
use crate::slots::Slots;
use crate::space::Space;
use crate::start::{self, StartReport};
use crate::uploads::Uploads;
use crate::writer::{self, Message, Writer};

/// How many times a reader looks again when the close of an epoch moves the blob under it.
const LOOKS: usize = 8;

/// Few knobs; the defaults are measured (docs/store.md).
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Bytes kept back in a file, given back so that a full disk still takes deletions.
    pub reserve_bytes: u64,
    /// Bytes that a write must leave free, so that the engine never meets a full disk.
    pub floor_bytes: u64,
    /// Bytes written and read after which the engine is reopened: what bounds its memory.
    pub reopen_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { reserve_bytes: 16 << 20, floor_bytes: 16 << 20, reopen_bytes: 128 << 20 }
    }
}

/// Sealed reports as opaque blobs. Cheap to clone; the last clone to go closes it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Store").finish_non_exhaustive()
    }
}

/// What all clones share with no thread of ours.
struct Inner {
    /// What they share with the threads too.
    shared: Arc<Shared>,
    /// The way to the intake.
    intake: Mutex<Sender<Ask>>,
    /// Intake and writer: ended in this order.
    threads: Vec<JoinHandle<()>>,
}

/// What every part of the store works on.
pub(crate) struct Shared {
    /// Where files are.
    pub(crate) folder: Folder,
    /// Room.
    pub(crate) space: Arc<Space>,
    /// Raised when an engine fails.
    pub(crate) latch: Latch,
    /// Keys.
    pub(crate) slots: Slots,
    /// What is kept.
    pub(crate) catalog: Catalog,
    /// What is unfinished.
    pub(crate) uploads: Uploads,
    /// Bytes of what is unfinished.
    upload_bytes: AtomicU64,
    /// The units' last parcels.
    pub(crate) parcels: Parcels,
    /// The engine's owner.
    pub(crate) records: Writer,
    /// Held while a blob is deleted or moved.
    pub(crate) settling: Mutex<()>,
}

impl Store {
    /// Opens the store in a folder, or makes it, and brings it in order.
    ///
    /// # Errors
    /// [`OpenError::Locked`] while another process has it, for longer than a killed one needs to go away; others as they say.
    pub fn open(dir: &Path, options: Options) -> Result<(Self, StartReport), OpenError> {
        if start::is_index_gone(dir)? {
            return Err(OpenError::Parted);
        }
        let folder = Folder::open(dir).map_err(OpenError::Folder)?;
        let space = Space::new(&folder, options.reserve_bytes, options.floor_bytes).map_err(OpenError::Folder)?;
        let space = Arc::new(space);
        // The engine's lock first: nothing else is touched while another process has the store.
        let engine: Sled = writer::open(&folder.records())?;
        if start::are_keys_gone(&folder, &engine)? {
            return Err(OpenError::Parted);
        }
        let (slots, states) = Slots::open(&folder.keys())?;
        let mut found = start::survey(&folder, &slots, states, &engine)?;
        let (parcels, damaged) = Parcels::open(&folder)?;
        found.report.damaged_parcels = damaged;
        let latch = Latch::new();
        let dir = folder.records();
        let (records, writer_thread) = Writer::start(engine, dir, Arc::clone(&space), &latch, options.reopen_bytes)?;
        let report = found.report;
        let shared = Arc::new(Shared {
            folder,
            space: Arc::clone(&space),
            latch,
            slots,
            catalog: found.catalog,
            uploads: found.uploads,
            upload_bytes: AtomicU64::new(found.upload_bytes),
            parcels,
            records,
            settling: Mutex::new(()),
        });
        let (intake, queue) = channel();
        let worker = Intake::new(Arc::clone(&shared), intake.clone());
        let latch = &shared.latch;
        let intake_thread = latch.guard("store-intake", move || worker.run(&queue)).map_err(OpenError::Thread)?;
        let threads = vec![intake_thread, writer_thread];
        Ok((Self(Arc::new(Inner { shared, intake: Mutex::new(intake), threads })), report))
    }

    /// Keeps a blob of at most [`crate::TEXT_TOP`] bytes. `hash` is SHA-256 of `blob`; the caller has it at hand. The answer comes
    /// when the blob is durable. The same hash again, even while the first is on its way, is [`Stored::Already`] and changes nothing.
    pub fn put_text(&self, blob: Vec<u8>, hash: [u8; 32], meta: Meta) -> Completion<Stored> {
        if blob.len() > crate::TEXT_TOP {
            return Completion::failed(StoreError::TooLong);
        }
        if let Err(error) = self.0.shared.latch.check() {
            return Completion::failed(error);
        }
        let (promise, completion) = Completion::new();
        let ask = Ask::Put { blob, hash, meta, promise };
        let _ = self.0.intake.lock().unwrap_or_else(PoisonError::into_inner).send(ask);
        completion
    }

    /// Begins an upload, kept through the epoch `expires`. Without a `total` it is a blob that only this process can bring to its end:
    /// the next start removes what is there of it.
    ///
    /// # Errors
    /// [`StoreError::NoSpace`], [`StoreError::Latched`], [`StoreError::Io`].
    pub fn begin(&self, total: Option<u64>, expires: u32) -> Result<UploadId, StoreError> {
        self.0.shared.begin(total, expires)
    }

    /// Appends a part and gives the bytes then held. They survive the end of this process; after a loss of power the last
    /// megabytes may be missing, and [`Store::upload`] says so.
    ///
    /// # Errors
    /// [`StoreError::OffsetMismatch`], [`StoreError::TooLong`], [`StoreError::NotFound`], and those of [`Store::begin`].
    pub fn append(&self, id: UploadId, offset: u64, bytes: &[u8]) -> Result<u64, StoreError> {
        self.0.shared.append(id, offset, bytes)
    }

    /// Every unfinished upload, in no order.
    #[must_use]
    pub fn unfinished(&self) -> Vec<UploadId> {
        self.0.shared.unfinished()
    }

    /// What is known of an unfinished upload.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Latched`], [`StoreError::Io`].
    pub fn upload(&self, id: UploadId) -> Result<Upload, StoreError> {
        self.0.shared.upload(id)
    }

    /// Bytes held of an unfinished upload.
    ///
    /// # Errors
    /// As [`Store::upload`].
    pub fn offset(&self, id: UploadId) -> Result<u64, StoreError> {
        self.upload(id).map(|upload| upload.offset)
    }

    /// The first bytes of an unfinished upload, at most `max`.
    ///
    /// # Errors
    /// As [`Store::upload`].
    pub fn read_prefix(&self, id: UploadId, max: usize) -> Result<Vec<u8>, StoreError> {
        self.0.shared.read_upload(id, 0, max)
    }

    /// Bytes of an unfinished upload from `from` on, at most `max`.
    ///
    /// # Errors
    /// As [`Store::upload`].
    pub fn read_upload(&self, id: UploadId, from: u64, max: usize) -> Result<Vec<u8>, StoreError> {
        self.0.shared.read_upload(id, from, max)
    }

    /// Makes a complete upload a kept blob, durable on return. `hash` is SHA-256 of all its bytes. After an error other than
    /// [`StoreError::NotFound`] the upload is still there.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`], and those of [`Store::append`].
    pub fn finish(&self, id: UploadId, hash: [u8; 32], meta: Meta) -> Result<Stored, StoreError> {
        self.0.shared.finish(id, hash, meta, |blob| self.put_text(blob, hash, meta))
    }

    /// Gives an upload up; its key is gone on return.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn abort(&self, id: UploadId) -> Result<(), StoreError> {
        self.0.shared.abort(id)
    }

    /// Gives up every upload whose last epoch is before `now`, and says how many there were.
    #[must_use]
    pub fn expire_uploads(&self, now: u32) -> u64 {
        self.0.shared.expire(now)
    }

    /// Every kept blob, in hash order.
    #[must_use]
    pub fn list(&self) -> Vec<Entry> {
        self.0.shared.catalog.records(|_, _| true).iter().map(|record| record.entry).collect()
    }

    /// A kept blob.
    #[must_use]
    pub fn entry(&self, hash: &[u8; 32]) -> Option<Entry> {
        self.0.shared.catalog.get(hash).map(|record| record.entry)
    }

    /// Opens a kept blob for reading; `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Latched`], [`StoreError::Io`].
    pub fn read(&self, hash: &[u8; 32]) -> Result<Option<BlobReader>, StoreError> {
        self.0.shared.read(hash)
    }

    /// Deletes a blob. On return its key is overwritten on the disk, which is what makes it gone; record and file follow. `false` if there
    /// was none.
    ///
    /// # Errors
    /// [`StoreError::Latched`], [`StoreError::Io`]: the blob may still be there.
    pub fn delete(&self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        self.0.shared.delete(hash)
    }

    /// Writes everything that arrived up to `epoch` anew in hash order, under new names and keys, and frees the engine's memory.
    /// Submissions and reads go on meanwhile. After an error it can be called again.
    ///
    /// # Errors
    /// [`StoreError::NoSpace`], [`StoreError::Latched`], [`StoreError::Io`].
    pub fn close_epoch(&self, epoch: u32) -> Result<(), StoreError> {
        self.0.shared.close_epoch(epoch)
    }

    /// Puts a parcel in the place of its unit's last one, durable on return: after a crash the old one lies there or the new one, whole.
    /// `unit` is a file's name: at most 128 of `a-z 0-9 . - +`, the first a letter or digit. The number must be the next one; where the last
    /// parcel is damaged, nobody knows it, and any number is taken.
    ///
    /// # Errors
    /// [`StoreError::ParcelRepeated`], [`StoreError::ParcelGap`], [`StoreError::TooLong`], [`StoreError::NoSpace`],
    /// [`StoreError::Latched`], [`StoreError::Io`].
    pub fn put_parcel(&self, unit: &str, parcel: &Parcel, epoch: u32) -> Result<(), StoreError> {
        let shared = &self.0.shared;
        shared.latch.check()?;
        shared.parcels.put(&shared.space, unit, parcel, epoch)
    }

    /// A unit's last parcel; `None` if there was none. Reads the disk.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Io`].
    pub fn parcel(&self, unit: &str) -> Result<Option<Parcel>, StoreError> {
        self.0.shared.parcels.get(unit)
    }

    /// How much is stored, from memory: for any thread.
    #[must_use]
    pub fn usage(&self) -> Usage {
        let shared = &self.0.shared;
        let totals = shared.catalog.totals();
        Usage {
            text_count: totals.text_count,
            text_bytes: totals.text_bytes,
            large_bytes: totals.large_bytes.saturating_add(shared.upload_bytes.load(Ordering::Relaxed)),
            uploads: shared.uploads.count(),
        }
    }

    /// Bytes free for more, after what the store keeps back. Asks the file system, and waits for it.
    #[must_use]
    pub fn free_bytes(&self) -> u64 {
        self.0.shared.space.free()
    }

    /// Damaged copies of key slots that were repaired since the start.
    #[must_use]
    pub fn repaired_keys(&self) -> u64 {
        self.0.shared.slots.repaired()
    }

    /// The flag that says that only a new process helps.
    #[must_use]
    pub fn latch(&self) -> Latch {
        self.0.shared.latch.clone()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // In this order every batch on its way comes to its end.
        let mut threads = self.threads.drain(..);
        let _ = self.intake.lock().unwrap_or_else(PoisonError::into_inner).send(Ask::Stop);
        let _ = threads.next().map(JoinHandle::join);
        self.shared.records.send(Message::Stop);
        let _ = threads.next().map(JoinHandle::join);
    }
}

impl Shared {
    /// Counts bytes of unfinished uploads.
    pub(crate) fn upload_grew(&self, bytes: u64) {
        self.upload_bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts bytes of unfinished uploads.
    pub(crate) fn upload_shrank(&self, bytes: u64) {
        self.upload_bytes.fetch_sub(bytes, Ordering::Relaxed);
    }

    /// Overwrites keys that no index entry names, and gives their slots back. If they cannot be written they stay taken; the next start
    /// wipes them.
    pub(crate) fn wipe(&self, slots: &[u32]) {
        if self.slots.wipe(slots).is_ok() {
            self.slots.release(slots.iter().copied());
        }
    }

    /// Reads a blob kept as a record.
    pub(crate) fn read_text(&self, record: &Record) -> Result<Vec<u8>, StoreError> {
        let key = self.slots.key(record.slot)?;
        let sealed = self.records.get(record.id)?.ok_or(StoreError::NotFound)?;
        key.open(index::text_spot(record), &sealed).ok_or(StoreError::Damaged)
    }

    /// Opens a blob kept as a file.
    fn open_file(&self, record: &Record) -> Result<BlobReader, StoreError> {
        let key = self.slots.key(record.slot)?;
        let file = SealedFile::open(&self.folder.blob(record.id), record.id, key)?;
        if file.file().metadata().map_err(StoreError::Io)?.len() != disk_len(record.entry.len) {
            return Err(StoreError::Damaged);
        }
        Ok(BlobReader::of_file(file, record.entry.len))
    }

    /// See [`Store::read`].
    fn read(&self, hash: &[u8; 32]) -> Result<Option<BlobReader>, StoreError> {
        self.latch.check()?;
        let mut before = None;
        for _ in 0..LOOKS {
            let Some(record) = self.catalog.get(hash) else { return Ok(None) };
            if before == Some(record.id) {
                break; // nobody moved it: it is not where it should be
            }
            let opened = if record.place.is_text() {
                self.read_text(&record).map(BlobReader::of_text)
            } else {
                self.open_file(&record)
            };
            match opened {
                Ok(reader) => return Ok(Some(reader)),
                // Moved or deleted since we looked, or damaged.
                Err(StoreError::NotFound | StoreError::Damaged) => before = Some(record.id),
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Damaged)
    }

    /// See [`Store::delete`].
    fn delete(&self, hash: &[u8; 32]) -> Result<bool, StoreError> {
        self.latch.check()?;
        let _alone = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(record) = self.catalog.get(hash) else { return Ok(false) };
        self.slots.wipe(&[record.slot])?;
        self.catalog.remove(&record);
        // From here on it is gone; what follows is finished by the next start if it fails.
        let mut changes = vec![Change::Remove(Shelf::Index, record.id)];
        if record.place.is_text() {
            changes.push(Change::Remove(Shelf::Text, record.id));
        } else {
            let _ = std::fs::remove_file(self.folder.blob(record.id));
        }
        if self.records.apply(changes, true).is_ok() {
            // Only now: an entry must never meet another blob's key.
            self.slots.release([record.slot]);
        }
        Ok(true)
    }
}
