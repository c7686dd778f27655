//! sled behind the seam.
//!
//! What was measured and decides how it is used here is in docs/store.md: leaves of four records, no flusher of its own, no
//! second handle, reopened after a bounded number of bytes, and left behind (never dropped) after a failure, since its end can wait for
//! ever.

use std::io;
use std::path::Path;

use rustix::fs::{Advice, fadvise};

use super::{Change, Engine};
use crate::item::{Id, Shelf};

/// Records of a leaf, the unit in which sled rewrites: more means that every small flush rewrites more neighbours.
const LEAF: usize = 4;
/// What sled may keep in memory; it takes this as a hint, which is why it is reopened as well.
const CACHE: usize = 8 * 1024 * 1024;
/// Sealed bytes do not shrink: zstd, which cannot be switched off, shall look as briefly as it can. A tenth faster than level 1.
const COMPRESSION: i32 = -64;

/// The largest leaf that may be of the index.
const SMALL: u32 = 1024;

/// An open database.
pub(crate) struct Sled(::sled::Db<LEAF>);

/// A key: the shelf first, so that a shelf's leaves lie together and no other's.
fn key(shelf: Shelf, id: Id) -> [u8; 17] {
    let mut key = [prefix(shelf); 17];
    key.iter_mut().skip(1).zip(id.0).for_each(|(to, from)| *to = from);
    key
}

/// What the keys of a shelf begin with.
const fn prefix(shelf: Shelf) -> u8 {
    match shelf {
        Shelf::Index => b'i',
        Shelf::Text => b't',
    }
}

/// An id from a key.
fn id(key: &[u8]) -> io::Result<Id> {
    let (_, id) = key.split_first().ok_or(io::ErrorKind::InvalidData)?;
    id.try_into().map(Id).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Lets the kernel read the files of small leaves as a whole: the start looks at every leaf of the index, one by one and in no order.
fn read_ahead(dir: &Path) {
    for size in std::fs::read_dir(dir.join("slabs")).into_iter().flatten().flatten() {
        let is_small =
            size.file_name().to_str().and_then(|name| name.parse::<u32>().ok()).is_some_and(|size| size <= SMALL);
        if let (true, Ok(file)) = (is_small, std::fs::File::open(size.path())) {
            let _ = fadvise(&file, 0, None, Advice::WillNeed);
        }
    }
}

impl Engine for Sled {
    const REWRITES: u64 = LEAF as u64;

    fn open(dir: &Path) -> io::Result<Self> {
        read_ahead(dir);
        let config = ::sled::Config::new()
            .path(dir)
            .flush_every_ms(None)
            .cache_capacity_bytes(CACHE)
            .zstd_compression_level(COMPRESSION);
        config.open().map(Self)
    }

    fn get(&self, shelf: Shelf, id: Id) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(key(shelf, id))?.map(|value| value.to_vec()))
    }

    fn apply(&self, changes: Vec<Change>) -> io::Result<u64> {
        // Nobody else flushes, so that one flush holds all of them, and sled logs a flush as one frame.
        for change in changes {
            match change {
                Change::Put(shelf, id, value) => self.0.insert(key(shelf, id), value)?,
                Change::Remove(shelf, id) => self.0.remove(key(shelf, id))?,
            };
        }
        self.0.flush().map(|flush| flush.write_batch.heap_bytes_written)
    }

    fn scan(&self, shelf: Shelf, from: Id, limit: usize) -> io::Result<Vec<(Id, Vec<u8>)>> {
        self.0
            .range(key(shelf, from)..=key(shelf, Id([0xFF; 16])))
            .take(limit)
            .map(|found| found.and_then(|(key, value)| Ok((id(&key)?, value.to_vec()))))
            .collect()
    }

    fn abandon(self) {
        core::mem::forget(self.0);
    }
}
