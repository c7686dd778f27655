//! The last parcel of each unit, one file each, put in place of the one before in one step. Public bytes: nothing here is sealed or wiped.
//!
//! Owns the order of numbers and the file's form. Knows no signature, and no more of a parcel than its number, its note and what
//! comes with it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::error::{OpenError, StoreError};
use crate::folder::{Folder, coarsen, private, sync_dir};
use crate::space::Space;

/// What a file begins with.
const MAGIC: &[u8; 16] = b"candour parcel 1";
/// Bytes before the note: magic, number, length of the note, length of the rest, SHA-256 over all of it but itself.
const HEAD: usize = 64;
/// Where the SHA-256 stands in the head.
const CHECK: usize = 32;
/// Longest name of a unit's place.
const LONGEST_NAME: usize = 128;
/// Longest file: a note and a board are far below it.
const LONGEST: u64 = 64 << 20;

/// A parcel as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Its number, from 1.
    pub number: u32,
    /// The signed note.
    pub note: Vec<u8>,
    /// What it brings, one behind another.
    pub items: Vec<u8>,
}

impl Parcel {
    /// The file: `magic (16) || number (4, LE) || note's length (4, LE) || items' length (8, LE) || check (32) || note || items`.
    fn to_file(&self) -> Option<Vec<u8>> {
        let note_len = u32::try_from(self.note.len()).ok()?;
        let items_len = u64::try_from(self.items.len()).ok()?;
        let mut file = Vec::with_capacity(HEAD.checked_add(self.note.len())?.checked_add(self.items.len())?);
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&self.number.to_le_bytes());
        file.extend_from_slice(&note_len.to_le_bytes());
        file.extend_from_slice(&items_len.to_le_bytes());
        let check = check(&file, &self.note, &self.items);
        file.extend_from_slice(&check);
        file.extend_from_slice(&self.note);
        file.extend_from_slice(&self.items);
        Some(file)
    }

    /// Reads a file; `None` for anything but the very bytes that were written.
    fn from_file(file: &[u8]) -> Option<Self> {
        let (head, rest) = file.split_at_checked(HEAD)?;
        let (head, told) = head.split_at_checked(CHECK)?;
        let number = u32::from_le_bytes(head.get(16..20)?.try_into().ok()?);
        let note_len = usize::try_from(u32::from_le_bytes(head.get(20..24)?.try_into().ok()?)).ok()?;
        let items_len = usize::try_from(u64::from_le_bytes(head.get(24..32)?.try_into().ok()?)).ok()?;
        let (note, items) = rest.split_at_checked(note_len)?;
        let whole = head.starts_with(MAGIC) && items.len() == items_len && told == check(head, note, items);
        whole.then(|| Self { number, note: note.to_vec(), items: items.to_vec() })
    }
}

/// SHA-256 over the head's first half, note and items.
fn check(head: &[u8], note: &[u8], items: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(head).chain_update(note).chain_update(items).finalize().into()
}

/// What is known of a unit's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// The number of the parcel that lies there.
    Number(u32),
    /// What lies there is damaged: nobody knows its number, so any may follow.
    Damaged,
}

/// The places of all units.
#[derive(Debug)]
pub(crate) struct Parcels {
    /// Their folder.
    dir: PathBuf,
    /// By the unit's name; held while one is written.
    last: Mutex<BTreeMap<String, Last>>,
}

impl Parcels {
    /// Reads what is there, removes what a crash left half written, and says how many are damaged.
    pub(crate) fn open(folder: &Folder) -> Result<(Self, u64), OpenError> {
        let dir = folder.parcels();
        let (mut last, mut damaged) = (BTreeMap::new(), 0);
        for found in fs::read_dir(&dir).map_err(OpenError::Folder)? {
            let found = found.map_err(OpenError::Folder)?;
            let Ok(name) = found.file_name().into_string() else { continue };
            if name.starts_with('.') {
                fs::remove_file(found.path()).map_err(OpenError::Folder)?;
            } else if is_name(&name) {
                let known = read(&found.path()).map_err(OpenError::Folder)?;
                damaged += u64::from(known.is_none());
                last.insert(name, known.map_or(Last::Damaged, |parcel| Last::Number(parcel.number)));
            }
        }
        Ok((Self { dir, last: Mutex::new(last) }, damaged))
    }

    /// The lock.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Last>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// See [`crate::Store::put_parcel`].
    pub(crate) fn put(&self, space: &Space, unit: &str, parcel: &Parcel, epoch: u32) -> Result<(), StoreError> {
        if !is_name(unit) {
            return Err(StoreError::Io(io::ErrorKind::InvalidInput.into()));
        }
        let mut last = self.lock();
        let next = match last.get(unit) {
            None => Some(1),
            Some(Last::Number(number)) => number.checked_add(1),
            Some(Last::Damaged) => Some(parcel.number),
        };
        match next {
            Some(next) if parcel.number > next => return Err(StoreError::ParcelGap { next }),
            Some(next) if parcel.number == next && next > 0 => {}
            _ => return Err(StoreError::ParcelRepeated),
        }
        let file = parcel.to_file().filter(|file| file.len() as u64 <= LONGEST).ok_or(StoreError::TooLong)?;
        let _claim = space.claim(file.len() as u64)?;
        self.write(unit, &file, epoch).map_err(StoreError::of_io)?;
        last.insert(unit.to_owned(), Last::Number(parcel.number));
        Ok(())
    }

    /// Writes beside, syncs, renames, syncs the folder: at every moment the old file or the new one lies there, whole.
    fn write(&self, unit: &str, bytes: &[u8], epoch: u32) -> io::Result<()> {
        let (beside, place) = (self.dir.join(format!(".{unit}")), self.dir.join(unit));
        let written = (|| {
            let mut file = private().create(true).truncate(true).open(&beside)?;
            file.write_all(bytes)?;
            let _ = coarsen(&file, epoch);
            file.sync_all()?;
            fs::rename(&beside, &place)
        })();
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written.and_then(|()| sync_dir(&self.dir))
    }

    /// See [`crate::Store::parcel`].
    pub(crate) fn get(&self, unit: &str) -> Result<Option<Parcel>, StoreError> {
        let last = self.lock();
        if !last.contains_key(unit) {
            return Ok(None);
        }
        read(&self.dir.join(unit)).map_err(StoreError::Io)?.map(Some).ok_or(StoreError::Damaged)
    }
}

/// Reads a file; `None` where it is damaged.
fn read(path: &std::path::Path) -> io::Result<Option<Parcel>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LONGEST.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(Parcel::from_file(&bytes))
}

/// Whether a unit's place can be called so: it is a file's name, and none that is hidden.
fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+');
    let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    begins && name.len() <= LONGEST_NAME && name.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_a_file_counts() {
        let parcel = Parcel { number: 7, note: b"note".to_vec(), items: b"board".to_vec() };
        let file = parcel.to_file().unwrap();
        assert_eq!(Parcel::from_file(&file), Some(parcel));
        for at in 0..file.len() {
            let mut bad = file.clone();
            bad[at] ^= 1;
            assert_eq!(Parcel::from_file(&bad), None, "byte {at}");
            assert_eq!(Parcel::from_file(&file[..at]), None, "cut at {at}");
        }
        assert_eq!(Parcel::from_file(&[file, vec![0]].concat()), None);
    }

    #[test]
    fn a_units_place_is_a_plain_files_name() {
        for good in ["clwyd", "unit.example+0a1b2c3d", "0"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", ".", "..", ".clwyd", "a/b", "A", "a b", "a\0", "é", &"a".repeat(129)] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
