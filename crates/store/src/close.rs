//! The close of an epoch: what arrived in it is written again in hash order under new keys and names, and the old keys are wiped, so that
//! places, times and names on the disk say nothing about the order of arrival. Then the engines are reopened, which frees their memory.

use std::collections::HashSet;
use std::sync::PoisonError;

use crate::engine::Change;
use crate::error::StoreError;
use crate::folder::coarsen;
use crate::index;
use crate::item::{Id, Record};
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
        if self.take_sweep() {
            self.sweep()?;
        }
        self.text.reopen()?;
        self.index.reopen()
    }

    /// A new place and key for a record. The key is in its slot but not synced.
    fn new_place(&self, old: &Record) -> Result<(Record, Key), StoreError> {
        let key = Key::random();
        let slot = self.slots.take()?;
        self.slots.put(slot, &key)?;
        Ok((Record { id: Id::random(), slot, entry: old.entry, place: old.place.settle() }, key))
    }

    /// Rewrites records: new ones durable, then the index, then the old keys wiped, then the old ones removed.
    fn rewrite_texts(&self, batch: &[Record]) -> Result<(), StoreError> {
        let _alone = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut moved, mut texts, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        let sealed = (|| {
            for old in batch.iter().filter(|old| self.catalog.get(&old.entry.hash).as_ref() == Some(old)) {
                let blob = match self.read_text(old) {
                    Ok(blob) => blob,
                    Err(StoreError::Damaged | StoreError::NotFound) => continue,
                    Err(error) => return Err(error),
                };
                let (new, key) = self.new_place(old)?;
                moved.push((*old, new));
                texts.push(Change::Put(new.id, key.seal(index::text_spot(&new), &blob)?));
                entries.push(Change::Put(new.id, index::seal(&new, &key)?));
                entries.push(Change::Remove(old.id));
            }
            self.slots.sync().map_err(StoreError::of_io)
        })();
        let written =
            sealed.and_then(|()| self.text.apply(texts, false)).and_then(|()| self.index.apply(entries, false));
        if let Err(error) = written {
            if matches!(error, StoreError::Latched) {
                return Err(error); // whether the index took them is decided at the next start; both keys are needed until then
            }
            // The old ones stay; the new ones lose their keys.
            self.wipe(&moved.iter().map(|(_, new)| new.slot).collect::<Vec<_>>());
            let _ = self.text.apply(moved.iter().map(|(_, new)| Change::Remove(new.id)).collect(), true);
            return Err(error);
        }
        for (old, new) in &moved {
            self.catalog.replace(old, *new);
        }
        self.wipe(&moved.iter().map(|(old, _)| old.slot).collect::<Vec<_>>());
        self.text.apply(moved.iter().map(|(old, _)| Change::Remove(old.id)).collect(), true)
    }

    /// Rewrites a file in the same order of steps.
    fn rewrite_file(&self, old: &Record) -> Result<(), StoreError> {
        let _alone = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
        if self.catalog.get(&old.entry.hash).as_ref() != Some(old) {
            return Ok(());
        }
        let claim = self.space.claim(disk_len(old.entry.len))?;
        let (new, key) = self.new_place(old)?;
        let path = self.folder.blob(new.id);
        let written = (|| {
            self.slots.sync().map_err(StoreError::of_io)?;
            let entry = index::seal(&new, &key)?;
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
            self.index.apply(vec![Change::Put(new.id, entry), Change::Remove(old.id)], false)
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

    /// Removes records that no index entry names: what a crash between the two flushes leaves. Their keys were wiped at the start.
    fn sweep(&self) -> Result<(), StoreError> {
        let mut from = Id([0; 16]);
        loop {
            let found = self.text.scan(from, BATCH)?;
            // A record that is on its way was sent to the index before it could be scanned, so this waits for its end.
            self.index.apply(Vec::new(), false)?;
            let _alone = self.settling.lock().unwrap_or_else(PoisonError::into_inner);
            let known: HashSet<Id> =
                self.catalog.records(|place, _| place.is_text()).iter().map(|one| one.id).collect();
            let stray: Vec<Change> =
                found.iter().filter(|(id, _)| !known.contains(id)).map(|(id, _)| Change::Remove(*id)).collect();
            if !stray.is_empty() {
                self.text.apply(stray, true)?;
            }
            let last = found.last().and_then(|(id, _)| u128::from_be_bytes(id.0).checked_add(1));
            match last {
                Some(next) if found.len() == BATCH => from = Id(next.to_be_bytes()),
                _ => return Ok(()),
            }
        }
    }
}
