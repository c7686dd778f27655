//! The seam between the store and the engine that keeps its records. One engine today; no engine's type goes past this line.

mod sled;

use std::io;
use std::path::Path;

pub(crate) use self::sled::Sled;
use crate::item::{Id, Shelf};

/// One change of one record.
#[derive(Debug)]
pub(crate) enum Change {
    /// Keep a value.
    Put(Shelf, Id, Vec<u8>),
    /// Remove it.
    Remove(Shelf, Id),
}

impl Change {
    /// What it may write, roughly.
    pub(crate) fn bytes(&self) -> u64 {
        match self {
            Self::Put(_, _, value) => u64::try_from(value.len()).unwrap_or(u64::MAX).saturating_add(64),
            Self::Remove(..) => 64,
        }
    }
}

/// A keeper of records. Owned by one thread.
pub(crate) trait Engine: Sized + Send + 'static {
    /// Opens or makes the folder. [`io::ErrorKind::WouldBlock`] if another holds it.
    fn open(dir: &Path) -> io::Result<Self>;

    /// A record's value.
    fn get(&self, shelf: Shelf, id: Id) -> io::Result<Option<Vec<u8>>>;

    /// Makes all changes durable together: after a crash all of them are there or none. Gives the bytes that the engine wrote, neighbours
    /// included: about what it now holds in memory.
    fn apply(&self, changes: Vec<Change>) -> io::Result<u64>;

    /// At most `limit` records of a shelf from `from` on, in the order of their ids. Reads no record of another shelf.
    fn scan(&self, shelf: Shelf, from: Id, limit: usize) -> io::Result<Vec<(Id, Vec<u8>)>>;

    /// How many times a change's bytes may be written, at most.
    const REWRITES: u64;

    /// Leaves a failed engine behind, without letting it run its own end.
    fn abandon(self);
}
