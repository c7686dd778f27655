//! Unfinished uploads: sealed files that grow part by part. What an append has answered survives the end of the process; what it
//! answered some parts ago survives the loss of power.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::catalog::Arrival;
use crate::completion::Completion;
use crate::engine::Change;
use crate::error::StoreError;
use crate::folder::coarsen;
use crate::index;
use crate::item::{Entry, Id, Meta, Place, Record, Shelf, Stored, Upload, UploadId};
use crate::seal::Key;
use crate::sealed_file::{Head, Kind, SEGMENT, SealedFile};
use crate::store::Shared;

/// Bytes after which an upload is synced, while the next ones come.
const SYNC_EVERY: u64 = 16 * 1024 * 1024;
/// What a loss of power may take of an upload: bytes being synced, bytes that came meanwhile, and the part that waits for both.
const UNSURE: u64 = 4 * SYNC_EVERY;

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Uploads(Mutex<HashMap<UploadId, Arc<Mutex<Live>>>>);

/// One of them.
#[derive(Debug)]
pub(crate) struct Live {
    /// Its key's slot.
    pub(crate) slot: u32,
    /// What callers see.
    pub(crate) upload: Upload,
    /// Bytes since the last sync.
    pub(crate) unsynced: u64,
    /// The sync under way.
    pub(crate) syncing: Option<JoinHandle<io::Result<()>>>,
    /// Whether its end was looked at since the start.
    pub(crate) checked: bool,
    /// Whether it was finished or given up while somebody waited for it.
    pub(crate) ended: bool,
}

impl Live {
    /// One that has just begun, or was found at the start.
    pub(crate) const fn new(slot: u32, upload: Upload, checked: bool) -> Self {
        Self { slot, upload, unsynced: 0, syncing: None, checked, ended: false }
    }

    /// Begins to sync what is there, off this thread: the disk writes while the next parts are sealed.
    fn sync(&mut self, file: &File) -> io::Result<()> {
        let file = file.try_clone()?;
        let thread = std::thread::Builder::new().name("store-sync".to_owned());
        self.syncing = Some(thread.spawn(move || file.sync_data())?);
        self.unsynced = 0;
        Ok(())
    }

    /// Waits for the sync under way.
    fn settle(&mut self) -> Result<(), StoreError> {
        match self.syncing.take().map(JoinHandle::join) {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(error))) => Err(StoreError::of_io(error)),
            Some(Err(_)) => Err(StoreError::Io(io::ErrorKind::Other.into())),
        }
    }
}

/// Locks one.
fn lock(live: &Mutex<Live>) -> Result<MutexGuard<'_, Live>, StoreError> {
    let live = live.lock().unwrap_or_else(PoisonError::into_inner);
    if live.ended { Err(StoreError::NotFound) } else { Ok(live) }
}

impl Uploads {
    /// One more.
    pub(crate) fn add(&self, id: UploadId, live: Live) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::new(Mutex::new(live)));
    }

    /// One of them.
    fn get(&self, id: UploadId) -> Result<Arc<Mutex<Live>>, StoreError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned().ok_or(StoreError::NotFound)
    }

    /// One less.
    fn remove(&self, id: UploadId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// How many.
    pub(crate) fn count(&self) -> u64 {
        u64::try_from(self.0.lock().unwrap_or_else(PoisonError::into_inner).len()).unwrap_or(u64::MAX)
    }

    /// All names.
    pub(crate) fn ids(&self) -> Vec<UploadId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }
}

impl Shared {
    /// Opens an upload's file; after a start, cuts off an end that does not open.
    fn upload_file(&self, id: UploadId, live: &mut Live) -> Result<SealedFile, StoreError> {
        let key = self.slots.key(live.slot)?;
        let file = SealedFile::open(&self.folder.blob(Id(id.0)), Id(id.0), key)?;
        if !live.checked {
            let held = live.upload.offset;
            // Everything before was synced before the last part came.
            let good = file.trim(held.saturating_sub(UNSURE), held)?;
            self.upload_shrank(held.saturating_sub(good));
            live.upload.offset = good;
            live.checked = true;
        }
        Ok(file)
    }

    /// See [`crate::Store::begin`].
    pub(crate) fn begin(&self, total: Option<u64>, expires: u32) -> Result<UploadId, StoreError> {
        self.latch.check()?;
        let _claim = self.space.claim(SEGMENT)?;
        let id = Id::random();
        let key = Key::random();
        let slot = self.slots.take()?;
        let path = self.folder.blob(id);
        let keys = [(slot, key)];
        let made = self.slots.put(&keys).and_then(|half| {
            half.finish()?;
            let [(_, key)] = keys;
            let head = Head { kind: Kind::Upload, total, expires };
            let file = SealedFile::create(&path, id, slot, key, head)?;
            let _ = coarsen(file.file(), expires);
            file.file().sync_all().and_then(|()| self.folder.sync_blobs()).map_err(StoreError::of_io)
        });
        if let Err(error) = made {
            let _ = std::fs::remove_file(path);
            self.wipe(&[slot]);
            return Err(error);
        }
        let upload = Upload { offset: 0, total, expires };
        self.uploads.add(UploadId(id.0), Live::new(slot, upload, true));
        Ok(UploadId(id.0))
    }

    /// See [`crate::Store::append`].
    pub(crate) fn append(&self, id: UploadId, offset: u64, bytes: &[u8]) -> Result<u64, StoreError> {
        self.latch.check()?;
        let live = self.uploads.get(id)?;
        let mut live = lock(&live)?;
        let file = self.upload_file(id, &mut live)?;
        let held = live.upload.offset;
        if offset != held {
            return Err(StoreError::OffsetMismatch { held });
        }
        let more = u64::try_from(bytes.len()).map_err(|_| StoreError::TooLong)?;
        let end = held.checked_add(more).ok_or(StoreError::TooLong)?;
        if live.upload.total.is_some_and(|total| end > total) {
            return Err(StoreError::TooLong);
        }
        if more == 0 {
            return Ok(held);
        }
        let claim = self.space.claim(more.saturating_add(SEGMENT))?;
        if let Err(error) = file.append(held, bytes) {
            live.checked = false; // the last segment may be half written
            return Err(error);
        }
        drop(claim);
        self.upload_grew(more);
        live.upload.offset = end;
        live.unsynced = live.unsynced.saturating_add(more);
        let _ = coarsen(file.file(), live.upload.expires);
        if live.unsynced >= SYNC_EVERY {
            live.settle()?;
            live.sync(file.file()).map_err(StoreError::of_io)?;
        }
        Ok(end)
    }

    /// Every unfinished upload.
    pub(crate) fn unfinished(&self) -> Vec<UploadId> {
        self.uploads.ids()
    }

    /// See [`crate::Store::upload`].
    pub(crate) fn upload(&self, id: UploadId) -> Result<Upload, StoreError> {
        self.latch.check()?;
        let live = self.uploads.get(id)?;
        let mut live = lock(&live)?;
        if !live.checked {
            self.upload_file(id, &mut live)?;
        }
        Ok(live.upload)
    }

    /// See [`crate::Store::read_prefix`].
    pub(crate) fn read_upload(&self, id: UploadId, from: u64, max: usize) -> Result<Vec<u8>, StoreError> {
        self.latch.check()?;
        let live = self.uploads.get(id)?;
        let mut live = lock(&live)?;
        let file = self.upload_file(id, &mut live)?;
        let held = live.upload.offset;
        drop(live);
        let mut bytes = Vec::new();
        let mut at = from;
        while at < held && bytes.len() < max {
            let number = at / SEGMENT;
            let segment = file.segment(number, SEGMENT.min(held - number * SEGMENT))?;
            let within = usize::try_from(at - number * SEGMENT).unwrap_or(usize::MAX);
            let rest = segment.get(within..).unwrap_or(&[]);
            bytes.extend(rest.iter().take(max - bytes.len()));
            at = (number + 1) * SEGMENT;
        }
        Ok(bytes)
    }

    /// See [`crate::Store::finish`]. `put_text` keeps a blob of text size.
    pub(crate) fn finish(
        &self,
        id: UploadId,
        hash: [u8; 32],
        meta: Meta,
        put_text: impl FnOnce(Vec<u8>) -> Completion<Stored>,
    ) -> Result<Stored, StoreError> {
        self.latch.check()?;
        let live = self.uploads.get(id)?;
        let mut live = lock(&live)?;
        let file = self.upload_file(id, &mut live)?;
        let len = live.upload.offset;
        if live.upload.total.is_some_and(|total| len != total) {
            return Err(StoreError::Incomplete { held: len });
        }
        if len <= u64::try_from(crate::TEXT_TOP).unwrap_or(0) {
            let blob = if len == 0 { Vec::new() } else { file.segment(0, len)? };
            let stored = put_text(blob).wait()?;
            self.discard(id, &mut live);
            return Ok(stored);
        }
        live.settle()?;
        let (promise, completion) = Completion::new();
        if let Arrival::First(promise) = self.catalog.arrive(hash, promise) {
            let entry = Entry { hash, len, tag: meta.tag, epoch: meta.epoch };
            let record = Record { id: Id(id.0), slot: live.slot, entry, place: Place::Large { settled: false } };
            match self.enter_file(&file, &record) {
                Ok(()) => {
                    self.upload_shrank(len);
                    self.catalog.keep(record);
                    live.ended = true;
                    self.uploads.remove(id);
                    let _ = promise.send(Ok(Stored::New));
                }
                Err(error) => {
                    self.catalog.give_up(&hash, || StoreError::Latched);
                    let _ = promise.send(Err(error));
                }
            }
            return completion.wait();
        }
        let stored = completion.wait()?;
        self.discard(id, &mut live);
        Ok(stored)
    }

    /// The file is made durable, then its index record.
    fn enter_file(&self, file: &SealedFile, record: &Record) -> Result<(), StoreError> {
        let _ = coarsen(file.file(), record.entry.epoch);
        file.file().sync_all().map_err(StoreError::of_io)?;
        let key = self.slots.key(record.slot)?;
        self.records.apply(vec![Change::Put(Shelf::Index, record.id, index::seal(record, &key)?)], false)
    }

    /// See [`crate::Store::abort`].
    pub(crate) fn abort(&self, id: UploadId) -> Result<(), StoreError> {
        let live = self.uploads.get(id)?;
        let mut live = lock(&live)?;
        self.discard(id, &mut live);
        Ok(())
    }

    /// See [`crate::Store::expire_uploads`].
    pub(crate) fn expire(&self, now: u32) -> u64 {
        let mut expired = 0;
        for id in self.uploads.ids() {
            let Ok(live) = self.uploads.get(id) else { continue };
            let Ok(mut live) = lock(&live) else { continue };
            if live.upload.expires < now {
                self.discard(id, &mut live);
                expired += 1;
            }
        }
        expired
    }

    /// Removes an upload, its key first.
    fn discard(&self, id: UploadId, live: &mut Live) {
        let _ = live.settle();
        self.wipe(&[live.slot]);
        let _ = std::fs::remove_file(self.folder.blob(Id(id.0)));
        self.upload_shrank(live.upload.offset);
        live.ended = true;
        self.uploads.remove(id);
    }
}
