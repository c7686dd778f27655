//! A blob as a file: a head, then sealed segments on a fixed grid, so that any byte is found without a table.
//!
//! ```text
//! head      "candour1" (8) || slot (4, LE) || sealed { kind (1), total (8, LE; all ones: unknown), expires (4, LE) } || zeros to 96
//! segment   sealed { at most 65536 bytes }; all but the last are full
//! ```
//! An upload and a finished blob look the same; the index says which it is. The last segment of an upload is written anew when more
//! comes. What a segment is sealed for is its file, its number and its length; the whole length is sealed in the index record.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use crate::error::StoreError;
use crate::folder::private;
use crate::item::Id;
use crate::seal::{Key, Label, OVERHEAD, Spot};

/// What a file begins with.
const MAGIC: &[u8; 8] = b"candour1";
/// Bytes of the head.
const HEAD: u64 = 96;
/// Bytes inside a full segment.
pub(crate) const SEGMENT: u64 = 65536;
/// Bytes of a full segment on the disk.
const SEALED: u64 = SEGMENT + OVERHEAD as u64;

/// Why a file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By an upload: kept without an index entry until it expires.
    Upload,
    /// By the close of an epoch, or about to be replaced by it: rubbish without an index entry.
    Rewrite,
}

/// What a head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Why the file was made.
    pub(crate) kind: Kind,
    /// Bytes announced.
    pub(crate) total: Option<u64>,
    /// The last epoch in which an upload is kept.
    pub(crate) expires: u32,
}

/// An open file and its key.
#[derive(Debug)]
pub(crate) struct SealedFile {
    /// The file.
    file: File,
    /// Its name, which everything in it is sealed for.
    id: Id,
    /// Its key.
    key: Key,
}

/// The spot of a head.
fn head_spot(id: Id, slot: u32) -> Spot {
    Spot { label: Label::Head, id, a: u64::from(slot), b: 0 }
}

/// Bytes inside a file of this length on the disk, if every segment is as it should be.
pub(crate) fn plain_len(on_disk: u64) -> u64 {
    let body = on_disk.saturating_sub(HEAD);
    (body / SEALED) * SEGMENT + (body % SEALED).saturating_sub(OVERHEAD as u64)
}

/// Bytes on the disk of a file with `len` bytes inside.
pub(crate) fn disk_len(len: u64) -> u64 {
    let tail = match len % SEGMENT {
        0 => 0,
        tail => tail + OVERHEAD as u64,
    };
    HEAD.saturating_add((len / SEGMENT).saturating_mul(SEALED)).saturating_add(tail)
}

/// The slot that a file names, without its key.
pub(crate) fn slot_of(path: &Path) -> io::Result<Option<u32>> {
    let mut bytes = [0; 12];
    match File::open(path)?.read_exact_at(&mut bytes, 0) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let (magic, slot) = bytes.split_at(MAGIC.len());
    Ok(if magic == MAGIC { slot.try_into().ok().map(u32::from_le_bytes) } else { None })
}

impl SealedFile {
    /// Makes a file.
    pub(crate) fn create(path: &Path, id: Id, slot: u32, key: Key, head: Head) -> Result<Self, StoreError> {
        let file = private().create_new(true).open(path).map_err(StoreError::of_io)?;
        let made = Self { file, id, key };
        made.write_head(slot, head)?;
        Ok(made)
    }

    /// Writes the head, the first or another one.
    pub(crate) fn write_head(&self, slot: u32, head: Head) -> Result<(), StoreError> {
        let mut plain = vec![match head.kind {
            Kind::Upload => 1,
            Kind::Rewrite => 2,
        }];
        plain.extend_from_slice(&head.total.unwrap_or(u64::MAX).to_le_bytes());
        plain.extend_from_slice(&head.expires.to_le_bytes());
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&slot.to_le_bytes());
        self.key.seal_onto(head_spot(self.id, slot), &plain, &mut bytes)?;
        bytes.resize(usize::try_from(HEAD).unwrap_or(0), 0);
        self.file.write_all_at(&bytes, 0).map_err(StoreError::of_io)
    }

    /// Opens a file for reading and writing.
    pub(crate) fn open(path: &Path, id: Id, key: Key) -> Result<Self, StoreError> {
        let file = private().open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound,
            _ => StoreError::Io(error),
        })?;
        Ok(Self { file, id, key })
    }

    /// What the head says, if it opens.
    pub(crate) fn head(&self, slot: u32) -> io::Result<Option<Head>> {
        let mut bytes = [0; 12 + 13 + OVERHEAD];
        match self.file.read_exact_at(&mut bytes, 0) {
            Ok(()) => Ok(self.open_head(slot, &bytes)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens a head.
    fn open_head(&self, slot: u32, bytes: &[u8]) -> Option<Head> {
        let plain = self.key.open(head_spot(self.id, slot), bytes.get(12..)?)?;
        let (kind, rest) = plain.split_first()?;
        let kind = match kind {
            1 => Kind::Upload,
            2 => Kind::Rewrite,
            _ => return None,
        };
        let (total, expires) = rest.split_first_chunk::<8>()?;
        let total = Some(u64::from_le_bytes(*total)).filter(|total| *total != u64::MAX);
        Some(Head { kind, total, expires: u32::from_le_bytes(expires.try_into().ok()?) })
    }

    /// The file itself, for times, lengths and syncs.
    pub(crate) const fn file(&self) -> &File {
        &self.file
    }

    /// The spot of a segment.
    const fn spot(&self, number: u64, len: u64) -> Spot {
        Spot { label: Label::Segment, id: self.id, a: number, b: len }
    }

    /// A segment with `len` bytes inside.
    pub(crate) fn segment(&self, number: u64, len: u64) -> Result<Vec<u8>, StoreError> {
        let size = usize::try_from(len).map_err(|_| StoreError::Damaged)?;
        let mut sealed = vec![0; size.saturating_add(OVERHEAD)];
        self.file.read_exact_at(&mut sealed, HEAD + number * SEALED).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => StoreError::Damaged,
            _ => StoreError::Io(error),
        })?;
        self.key.open(self.spot(number, len), &sealed).ok_or(StoreError::Damaged)
    }

    /// Appends to the `held` bytes that are there.
    pub(crate) fn append(&self, held: u64, bytes: &[u8]) -> Result<(), StoreError> {
        let (first, tail) = (held / SEGMENT, held % SEGMENT);
        let mut plain = if tail > 0 { self.segment(first, tail)? } else { Vec::new() };
        let room = usize::try_from(SEGMENT - tail).unwrap_or(usize::MAX);
        let (head, rest) = bytes.split_at(room.min(bytes.len()));
        plain.extend_from_slice(head);
        let mut sealed = Vec::with_capacity(bytes.len().saturating_add(plain.len()).saturating_add(1024));
        let chunks = core::iter::once(plain.as_slice()).chain(rest.chunks(usize::try_from(SEGMENT).unwrap_or(1)));
        for (number, chunk) in (first..).zip(chunks) {
            let len = u64::try_from(chunk.len()).map_err(|_| StoreError::TooLong)?;
            self.key.seal_onto(self.spot(number, len), chunk, &mut sealed)?;
        }
        self.file.write_all_at(&sealed, HEAD + first * SEALED).map_err(StoreError::of_io)
    }

    /// How many of `len` bytes open, looking from `from` on; cuts off the rest.
    pub(crate) fn trim(&self, from: u64, len: u64) -> Result<u64, StoreError> {
        let mut number = from / SEGMENT;
        let mut good = number * SEGMENT;
        while good < len {
            let size = SEGMENT.min(len - good);
            match self.segment(number, size) {
                Ok(_) => good += size,
                Err(StoreError::Damaged) => break,
                Err(error) => return Err(error),
            }
            number += 1;
        }
        self.file.set_len(disk_len(good)).map_err(StoreError::of_io)?;
        Ok(good)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, SealedFile) {
        let dir = tempfile::tempdir().unwrap();
        let head = Head { kind: Kind::Upload, total: Some(7), expires: 9 };
        let file = SealedFile::create(&dir.path().join("f"), Id([1; 16]), 5, Key::random(), head).unwrap();
        assert_eq!(file.head(5).unwrap(), Some(head));
        assert_eq!(file.head(6).unwrap(), None);
        (dir, file)
    }

    fn whole(file: &SealedFile, len: u64) -> Vec<u8> {
        (0..len.div_ceil(SEGMENT)).flat_map(|n| file.segment(n, SEGMENT.min(len - n * SEGMENT)).unwrap()).collect()
    }

    #[test]
    fn parts_of_any_size_make_one_grid() {
        let (_dir, file) = file();
        let mut expected = Vec::new();
        for part in [1, 2, 65533, 1, 65535, 65536, 3, 200_000, 65536 * 2, 17] {
            let bytes: Vec<u8> = (0..part).map(|at| ((at * 7 + part) % 251) as u8).collect();
            file.append(expected.len() as u64, &bytes).unwrap();
            expected.extend(bytes);
            let len = expected.len() as u64;
            assert_eq!(file.file().metadata().unwrap().len(), disk_len(len));
            assert_eq!(plain_len(disk_len(len)), len);
        }
        assert!(whole(&file, expected.len() as u64) == expected);
    }

    #[test]
    fn an_invalid_tail_is_cut_off() {
        let (_dir, file) = file();
        file.append(0, &vec![3; 200_000]).unwrap();
        file.file().write_all_at(&[0xFF], HEAD + 2 * SEALED + 30).unwrap();
        assert_eq!(file.trim(0, 200_000).unwrap(), 2 * SEGMENT);
        assert_eq!(file.file().metadata().unwrap().len(), disk_len(2 * SEGMENT));
        assert!(whole(&file, 2 * SEGMENT).iter().all(|byte| *byte == 3));
    }

    #[test]
    fn segments_do_not_change_places() {
        let (_dir, file) = file();
        file.append(0, &vec![3; 200_000]).unwrap();
        let mut first = vec![0; usize::try_from(SEALED).unwrap()];
        file.file().read_exact_at(&mut first, HEAD).unwrap();
        file.file().write_all_at(&first, HEAD + SEALED).unwrap();
        assert!(matches!(file.segment(1, SEGMENT), Err(StoreError::Damaged)));
    }
}
