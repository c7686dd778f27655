//! All of a bundle at a glance: which blobs are there, which are missing or damaged, and what else lies in the folder.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::OsStringExt as _;

use crate::{BlobError, Bundle, Entry, LISTING, MANIFEST, blob_hash};

/// How closely to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Kind and length of each file: cheap.
    Look,
    /// Its hash too: reads everything.
    Hash,
}

/// What was found of every listed blob.
#[derive(Debug, Default)]
pub struct Survey {
    /// There, as far as it was looked.
    pub present: Vec<Entry>,
    /// Not in the folder: left out on purpose (the unit had it already), or lost.
    pub missing: Vec<Entry>,
    /// There, and not what the listing names; why.
    pub damaged: Vec<(Entry, BlobError)>,
}

/// Names in the folder that neither are papers nor are listed. Hostile text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// The names, sorted; at most [`Unlisted::MOST_NAMES`].
    pub names: Vec<OsString>,
    /// How many more there are.
    pub more: u64,
}

impl Unlisted {
    /// Most names that are kept.
    pub const MOST_NAMES: usize = 1_000;
}

impl Bundle {
    /// Looks at every listed blob, in order; `progress` is told the bytes of each as soon as it is done.
    pub fn survey(&self, depth: Depth, mut progress: impl FnMut(u64)) -> Survey {
        let mut survey = Survey::default();
        for entry in self.listing().entries() {
            let found = match depth {
                Depth::Look => self.look(entry),
                Depth::Hash => self.check(entry),
            };
            match found {
                Ok(()) => survey.present.push(*entry),
                Err(BlobError::Missing) => survey.missing.push(*entry),
                Err(error) => survey.damaged.push((*entry, error)),
            }
            progress(entry.size);
        }
        survey
    }

    /// Names of everything in the folder that is no paper and not listed. None of it is opened.
    ///
    /// # Errors
    /// What the system said.
    pub fn unlisted(&self) -> io::Result<Unlisted> {
        let mut unlisted = Unlisted::default();
        for entry in self.names()? {
            let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
            let known = [".", "..", MANIFEST, LISTING].iter().any(|known| name == *known)
                || blob_hash(&name).is_some_and(|hash| self.listing().find(&hash).is_some());
            if known {
                continue;
            }
            if unlisted.names.len() < Unlisted::MOST_NAMES {
                unlisted.names.push(name);
            } else {
                unlisted.more += 1;
            }
        }
        unlisted.names.sort();
        Ok(unlisted)
    }
}
