//! The close of an epoch: what arrived in it is written again in hash order under new keys and names, and the old keys are wiped, so that
//! places, times and names on the disk say nothing about the order of arrival. Then the engine is reopened, which frees its memory.

use std::sync::PoisonError;

use crate::engine::Change;
use crate::error::StoreError;
use crate::folder::coarsen;
use crate::index;
use crate::item::{Id, Record, Shelf};
use crate::seal::Key;
use crate::sealed_file::{Head, Kind, SEGMENT, SealedFile, disk_len};
use crate::store::Shared;

/// Records rewritten together.
const BATCH: usize = 64;

impl Shared {
    /// See [`crate::Store::close_epoch`].
    pub(crate) fn close_epoch(&self, epoch: u32) -> Result<(), StoreError> {
        self.latch.check()?;
        let texts = self.catalog.records(|place, entry| place.is_text() && !place.is_settled() && entry.epoch <= epoch);
        for batch in texts.chunks(BATCH) {
            self.rewrite_texts(batch)?;
        }
        let files =
            self.catalog.records(|place, entry| !place.is_text() && !place.is_settled() && entry.epoch <= epoch);
        for record in &files {
            match self.rewrite_file(record) {
                // Left as it is, and said by whoever reads it; the others go on.
                Ok(()) | Err(StoreError::Damaged | StoreError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        self.records.reopen()
    }

    /// A new place for a record; its slot holds no key yet.
    fn new_place(&self, old: &Record) -> Result<Record, StoreError> {
        let slot = self.slots.take()?;
        Ok(Record { id: Id::random(), slot, entry: old.entry, place: old.place.settle() })
    }

    /// Rewrites records: the new ones take the place of the old ones in one flush, then the old keys are wiped.
    fn rewrite_texts(&self, batch: &[Record]) -> Result<(), StoreError> {
        let _alone = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut moved, mut changes, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        let sealed = (|| {
            for old in batch.iter().filter(|old| self.catalog.get(&old.entry.hash).as_ref() == Some(old)) {
                let blob = match self.read_text(old) {
                    Ok(blob) => blob,
                    Err(StoreError::Damaged | StoreError::NotFound) => continue,
                    Err(error) => return Err(error),
                };
                let (new, key) = (self.new_place(old)?, Key::random());
                moved.push((*old, new));
                changes.push(Change::Put(Shelf::Text, new.id, key.seal(index::text_spot(&new), &blob)?));
                changes.push(Change::Put(Shelf::Index, new.id, index::seal(&new, &key)?));
                changes.push(Change::Remove(Shelf::Text, old.id));
                changes.push(Change::Remove(Shelf::Index, old.id));
                keys.push((new.slot, key));
            }
            self.slots.put(&keys)?.finish()
        })();
        if let Err(error) = sealed.and_then(|()| self.records.apply(changes, false)) {
            // A failed engine may have taken them all the same: the next start sees, and needs both keys until then.
            if !matches!(error, StoreError::Latched) {
                self.wipe(&moved.iter().map(|(_, new)| new.slot).collect::<Vec<_>>());
            }
            return Err(error);
        }
        for (old, new) in &moved {
            self.catalog.replace(old, *new);
        }
        self.wipe(&moved.iter().map(|(old, _)| old.slot).collect::<Vec<_>>());
        Ok(())
    }

    /// Rewrites a file in the same order of steps.
    fn rewrite_file(&self, old: &Record) -> Result<(), StoreError> {
        let _alone = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        if self.catalog.get(&old.entry.hash).as_ref() != Some(old) {
            return Ok(());
        }
        let claim = self.space.claim(disk_len(old.entry.len))?;
        let (new, key) = (self.new_place(old)?, Key::random());
        let path = self.folder.blob(new.id);
        let written = (|| {
            let entry = index::seal(&new, &key)?;
            let keys = [(new.slot, key)];
            self.slots.put(&keys)?.finish()?;
            let [(_, key)] = keys;
            let from = SealedFile::open(&self.folder.blob(old.id), old.id, self.slots.key(old.slot)?)?;
            let head = Head { kind: Kind::Rewrite, total: Some(old.entry.len), expires: old.entry.epoch };
            let to = SealedFile::create(&path, new.id, new.slot, key, head)?;
            let mut at = 0;
            while at < old.entry.len {
                let size = SEGMENT.min(old.entry.len - at);
                to.append(at, &from.segment(at / SEGMENT, size)?)?;
                at += size;
            }
            let _ = coarsen(to.file(), old.entry.epoch);
            to.file().sync_all().and_then(|()| self.folder.sync_blobs()).map_err(StoreError::of_io)?;
            // It came as an upload, and must not be taken for one if this ends between the swap and the wiping.
            from.write_head(old.slot, head)?;
            let _ = coarsen(from.file(), old.entry.epoch);
            from.file().sync_all().map_err(StoreError::of_io)?;
            let swap = vec![Change::Put(Shelf::Index, new.id, entry), Change::Remove(Shelf::Index, old.id)];
            self.records.apply(swap, false)
        })();
        drop(claim);
        if let Err(error) = written {
            if matches!(error, StoreError::Latched) {
                return Err(error); // as with records
            }
            self.wipe(&[new.slot]);
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        self.catalog.replace(old, new);
        self.wipe(&[old.slot]);
        let _ = std::fs::remove_file(self.folder.blob(old.id));
        Ok(())
    }
}
