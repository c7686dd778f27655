//! sled behind the seam.
//!
//! What was measured and decides how it is used here is in docs/store.md: leaves of four records, no flusher of its own, no
//! second handle, reopened after a bounded number of bytes, and left behind (never dropped) after a failure, since its end can wait for
//! ever.

use std::io;
use std::path::Path;

use super::{Change, Engine};
use crate::item::Id;

/// Records of a leaf, the unit in which sled rewrites: more means that every small flush rewrites more neighbours.
const LEAF: usize = 4;
/// What sled may keep in memory; it takes this as a hint, which is why it is reopened as well.
const CACHE: usize = 8 * 1024 * 1024;
/// Sealed bytes do not shrink; this is the least that zstd can do.
const COMPRESSION: i32 = 1;

/// An open database.
pub(crate) struct Sled(::sled::Db<LEAF>);

/// An id from a key.
fn id(key: &[u8]) -> io::Result<Id> {
    key.try_into().map(Id).map_err(|_| io::ErrorKind::InvalidData.into())
}

impl Engine for Sled {
    const REWRITES: u64 = LEAF as u64;

    fn open(dir: &Path) -> io::Result<Self> {
        let config = ::sled::Config::new()
            .path(dir)
            .flush_every_ms(None)
            .cache_capacity_bytes(CACHE)
            .zstd_compression_level(COMPRESSION);
        config.open().map(Self)
    }

    fn get(&self, id: Id) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(id.0)?.map(|value| value.to_vec()))
    }

    fn apply(&self, changes: Vec<Change>) -> io::Result<()> {
        // Nobody else flushes, so that one flush holds all of them, and sled logs a flush as one frame.
        for change in changes {
            match change {
                Change::Put(id, value) => self.0.insert(id.0, value)?,
                Change::Remove(id) => self.0.remove(id.0)?,
            };
        }
        self.0.flush().map(|_| ())
    }

    fn scan(&self, from: Id, limit: usize) -> io::Result<Vec<(Id, Vec<u8>)>> {
        self.0
            .range::<[u8; 16], _>(from.0..)
            .take(limit)
            .map(|found| found.and_then(|(key, value)| Ok((id(&key)?, value.to_vec()))))
            .collect()
    }

    fn abandon(self) {
        core::mem::forget(self.0);
    }
}
