//! The start: the index is read, keys and files are held against it, and what a crash or a deletion left half done is finished. No blob
//! is read. What cannot be looked at, because the disk or the system refuses, ends the start: nothing unseen is ever deleted.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::catalog::Catalog;
use crate::engine::{Change, Engine};
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::index;
use crate::item::{Id, Record, Shelf, Upload, UploadId};
use crate::seal::Key;
use crate::sealed_file::{Kind, SealedFile, disk_len, plain_len, slot_of};
use crate::slots::{Slots, State};
use crate::uploads::{Live, Uploads};

/// Index records read at a time.
const PAGE: usize = 4096;

/// Keys without an entry that a crash can leave, and plenty: two batches of submissions, one of rewriting, one a running call. More of
/// them mean that the index is not the one of these keys.
const MOST_STRAYS: usize = 1024;

/// Whether the folder has keys and no index: a lost folder, a mount that failed, a restore of one half. Changes nothing.
pub(crate) fn is_index_gone(dir: &Path) -> Result<bool, OpenError> {
    let folder = Folder::at(dir);
    let keys = is_there(fs::metadata(folder.keys())).map_err(OpenError::Keys)?;
    if keys.is_none_or(|keys| keys.len() == 0) {
        return Ok(false);
    }
    // The engine writes its first file before the file of keys is made.
    let files = is_there(fs::read_dir(folder.records())).map_err(OpenError::Folder)?;
    match files.and_then(|mut files| files.next()) {
        None => Ok(true),
        Some(first) => first.map(|_| false).map_err(OpenError::Folder),
    }
}

/// Whether the index has entries and the keys are gone.
pub(crate) fn are_keys_gone<E: Engine>(folder: &Folder, records: &E) -> Result<bool, OpenError> {
    if folder.keys().try_exists().map_err(OpenError::Keys)? {
        return Ok(false);
    }
    let first = records.scan(Shelf::Index, Id([0; 16]), 1).map_err(OpenError::Engine)?;
    Ok(!first.is_empty())
}

/// What is not there is `None`; every other error stays one.
fn is_there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the start found. Counts only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct StartReport {
    /// Blobs that are there.
    pub blobs: u64,
    /// Unfinished uploads that can go on.
    pub uploads: u64,
    /// Blobs that a crash cut short while they came in one piece, removed with their keys: nobody can go on with them.
    pub cut_short: u64,
    /// Files that no entry names, removed: rests of a crash.
    pub files_without_entry: u64,
    /// Entries whose file is missing or short. They are left as they are.
    pub entries_without_file: u64,
    /// Entries whose key slot is damaged in both copies, or that do not open. They are left as they are.
    pub damaged_entries: u64,
    /// Deletions that had begun and were finished.
    pub deletions_finished: u64,
    /// Keys that nothing named, wiped: rests of a crash.
    pub stray_keys: u64,
    /// Damaged copies of key slots, repaired from the other copy.
    pub repaired_keys: u64,
    /// Units' parcels that are not as they were written. They are left as they are until the unit's next one comes.
    pub damaged_parcels: u64,
}

impl StartReport {
    /// Whether an operator must look: something that was acknowledged cannot be read.
    #[must_use]
    pub const fn is_damaged(&self) -> bool {
        self.entries_without_file > 0 || self.damaged_entries > 0 || self.damaged_parcels > 0
    }
}

/// What the start hands to the store.
#[derive(Debug)]
pub(crate) struct Found {
    /// What is kept.
    pub(crate) catalog: Catalog,
    /// What is unfinished.
    pub(crate) uploads: Uploads,
    /// Bytes of unfinished uploads.
    pub(crate) upload_bytes: u64,
    /// What was found.
    pub(crate) report: StartReport,
}

/// Everything at hand during the start.
struct Survey<'a, E> {
    /// Where files are.
    folder: &'a Folder,
    /// The file of keys.
    slots: &'a Slots,
    /// What its slots held.
    states: Vec<State>,
    /// Slots that a record or an upload names.
    named: HashSet<u32>,
    /// Slots of blobs that were cut short.
    cut_short: HashSet<u32>,
    /// Records.
    records: &'a E,
    /// What comes of it.
    found: Found,
}

/// Holds everything against the index.
pub(crate) fn survey<E: Engine>(
    folder: &Folder,
    slots: &Slots,
    states: Vec<State>,
    records: &E,
) -> Result<Found, OpenError> {
    let found = Found {
        catalog: Catalog::default(),
        uploads: Uploads::default(),
        upload_bytes: 0,
        report: StartReport::default(),
    };
    let mut survey = Survey { folder, slots, states, named: HashSet::new(), cut_short: HashSet::new(), records, found };
    let files = survey.entries()?;
    survey.check_strays(&files)?;
    survey.files(&files)?;
    survey.keys()?;
    survey.found.report.repaired_keys = slots.repaired();
    Ok(survey.found)
}

impl<E: Engine> Survey<'_, E> {
    /// Reads the index. Gives the ids of blobs that are files.
    fn entries(&mut self) -> Result<HashSet<Id>, OpenError> {
        let mut files = HashSet::new();
        let mut deleted = Vec::new();
        let mut from = Id([0; 16]);
        loop {
            let page = self.records.scan(Shelf::Index, from, PAGE).map_err(OpenError::Engine)?;
            let last = page.last().and_then(|(id, _)| u128::from_be_bytes(id.0).checked_add(1));
            let full = page.len() == PAGE;
            for (id, value) in page {
                match self.entry(id, &value)? {
                    Verdict::Kept(record) => {
                        if !record.place.is_text() {
                            files.insert(id);
                            self.check_file(&record)?;
                        }
                        self.found.report.blobs += 1;
                        self.found.catalog.keep(record);
                    }
                    Verdict::Deleted => deleted.push(id),
                    Verdict::Damaged => {
                        files.insert(id);
                        self.found.report.damaged_entries += 1;
                    }
                }
            }
            match last {
                Some(next) if full => from = Id(next.to_be_bytes()),
                _ => break,
            }
        }
        if !deleted.is_empty() {
            self.found.report.deletions_finished = count(deleted.len());
            // Files go with those that no entry names.
            let shelves = [Shelf::Text, Shelf::Index];
            let changes = deleted.iter().flat_map(|id| shelves.map(|shelf| Change::Remove(shelf, *id))).collect();
            let _written = self.records.apply(changes).map_err(OpenError::Engine)?;
        }
        Ok(files)
    }

    /// Opens one entry.
    fn entry(&mut self, id: Id, value: &[u8]) -> Result<Verdict, OpenError> {
        let Some(slot) = index::slot(value) else { return Ok(Verdict::Damaged) };
        let state = usize::try_from(slot).ok().and_then(|slot| self.states.get(slot));
        match state {
            Some(State::Free) => return Ok(Verdict::Deleted),
            Some(State::Used) => {}
            Some(State::Damaged) | None => {
                self.named.insert(slot);
                return Ok(Verdict::Damaged);
            }
        }
        self.named.insert(slot);
        let Some(key) = self.key(slot)? else { return Ok(Verdict::Damaged) };
        Ok(index::open(id, value, &key).map_or(Verdict::Damaged, Verdict::Kept))
    }

    /// A key, unless its slot holds none that can be read.
    fn key(&self, slot: u32) -> Result<Option<Key>, OpenError> {
        match self.slots.key(slot) {
            Ok(key) => Ok(Some(key)),
            Err(StoreError::Io(error)) => Err(OpenError::Keys(error)),
            Err(_) => Ok(None),
        }
    }

    /// Counts a kept blob whose file is missing or short.
    fn check_file(&mut self, record: &Record) -> Result<(), OpenError> {
        let file = is_there(fs::metadata(self.folder.blob(record.id))).map_err(OpenError::Folder)?;
        if file.is_none_or(|file| file.len() != disk_len(record.entry.len)) {
            self.found.report.entries_without_file += 1;
        }
        Ok(())
    }

    /// Refuses to go on where more keys than a crash leaves are named by no entry and can be of no upload.
    fn check_strays(&self, kept: &HashSet<Id>) -> Result<(), OpenError> {
        let files = self.folder.blob_ids().map_err(OpenError::Folder)?;
        let uploads = files.into_iter().filter(|(_, id)| !id.is_some_and(|id| kept.contains(&id))).count();
        let unnamed = (0..)
            .zip(&self.states)
            .filter(|(slot, state)| **state == State::Used && !self.named.contains(slot))
            .count();
        if unnamed > uploads.saturating_add(MOST_STRAYS) { Err(OpenError::Parted) } else { Ok(()) }
    }

    /// Looks at every file that no entry names: an upload, or rubbish.
    fn files(&mut self, kept: &HashSet<Id>) -> Result<(), OpenError> {
        for (path, id) in self.folder.blob_ids().map_err(OpenError::Folder)? {
            if id.is_some_and(|id| kept.contains(&id)) {
                continue;
            }
            let found = match id {
                Some(id) => self.upload(&path, id)?,
                None => None,
            };
            match found {
                // Only the process that took it in could have brought it to its end.
                Some((_, live)) if live.upload.total.is_none() => {
                    self.cut_short.insert(live.slot);
                    self.found.report.cut_short += 1;
                }
                Some((id, live)) => {
                    self.named.insert(live.slot);
                    self.found.report.uploads += 1;
                    self.found.upload_bytes = self.found.upload_bytes.saturating_add(live.upload.offset);
                    self.found.uploads.add(id, live);
                    continue;
                }
                None => self.found.report.files_without_entry += 1,
            }
            fs::remove_file(&path).map_err(OpenError::Folder)?;
        }
        Ok(())
    }

    /// An unfinished upload, if the file is one. `None` only for what was looked at and is none.
    fn upload(&self, path: &Path, id: Id) -> Result<Option<(UploadId, Live)>, OpenError> {
        let Some(slot) = slot_of(path).map_err(OpenError::Folder)? else { return Ok(None) };
        let state = usize::try_from(slot).ok().and_then(|slot| self.states.get(slot));
        if state != Some(&State::Used) || self.named.contains(&slot) || self.cut_short.contains(&slot) {
            return Ok(None);
        }
        let Some(key) = self.key(slot)? else { return Ok(None) };
        let file = SealedFile::open(path, id, key).map_err(unseen)?;
        let Some(head) = file.head(slot).map_err(OpenError::Folder)?.filter(|head| head.kind == Kind::Upload) else {
            return Ok(None);
        };
        let offset = plain_len(file.file().metadata().map_err(OpenError::Folder)?.len());
        let upload = Upload { offset, total: head.total, expires: head.expires };
        Ok(Some((UploadId(id.0), Live::new(slot, upload, false))))
    }

    /// Wipes keys that nothing names and gives all free slots out.
    fn keys(&mut self) -> Result<(), OpenError> {
        let (mut free, mut wiped) = (Vec::new(), Vec::new());
        for (slot, state) in (0..).zip(&self.states) {
            if self.named.contains(&slot) {
                continue;
            }
            if *state != State::Free {
                wiped.push(slot);
            }
            if *state == State::Used && !self.cut_short.contains(&slot) {
                self.found.report.stray_keys += 1;
            }
            free.push(slot);
        }
        self.slots.wipe(&wiped).map_err(|error| match error {
            StoreError::Io(error) => OpenError::Keys(error),
            _ => OpenError::Keys(io::ErrorKind::StorageFull.into()),
        })?;
        self.slots.release(free);
        Ok(())
    }
}

/// What an entry is.
enum Verdict {
    /// A kept blob.
    Kept(Record),
    /// Its key is wiped.
    Deleted,
    /// Its key is lost, or it does not open.
    Damaged,
}

/// A file that was listed and cannot be opened.
fn unseen(error: StoreError) -> OpenError {
    match error {
        StoreError::Io(error) => OpenError::Folder(error),
        _ => OpenError::Folder(io::ErrorKind::NotFound.into()),
    }
}

/// A count.
fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
