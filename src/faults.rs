//! Faults on stderr: each kind once a day, without addresses, hashes or times.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use candour_cli::Voice;
use candour_store::StoreError;

use crate::clock;

/// Says faults.
#[derive(Debug)]
pub struct Faults {
    /// Whose voice.
    voice: Voice,
    /// The day, and what was said on it.
    said: Mutex<(u32, BTreeSet<String>)>,
}

impl Faults {
    /// Nothing was said yet.
    #[must_use]
    pub fn new(voice: Voice) -> Self {
        Self { voice, said: Mutex::new((0, BTreeSet::new())) }
    }

    /// Says what the store said, unless it is only an answer to a request.
    pub fn store(&self, error: &StoreError) {
        if let Some(words) = words(error) {
            self.say(&words);
        }
    }

    /// Says something once a day.
    pub fn say(&self, message: &str) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let today = clock::today().0;
        if said.0 != today {
            *said = (today, BTreeSet::new());
        }
        if said.1.insert(message.to_owned()) {
            self.voice.warning(message);
        }
    }
}

/// What a keeper must know of it, where that is anything.
fn words(error: &StoreError) -> Option<String> {
    match error {
        StoreError::NotFound
        | StoreError::OffsetMismatch { .. }
        | StoreError::Incomplete { .. }
        | StoreError::ParcelRepeated
        | StoreError::ParcelGap { .. } => None,
        StoreError::Latched => {
            Some("the storage engine has failed; leaving, so that a new process finds what is stored".to_owned())
        }
        StoreError::NoSpace => Some("the disk is too full to take reports; make room, or collect".to_owned()),
        other => Some(format!("the store has a fault: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_keeper_is_told_of_the_store_in_these_words() {
        let all = [
            StoreError::NoSpace,
            StoreError::Latched,
            StoreError::NotFound,
            StoreError::OffsetMismatch { held: 7 },
            StoreError::TooLong,
            StoreError::Incomplete { held: 7 },
            StoreError::ParcelRepeated,
            StoreError::ParcelGap { next: 7 },
            StoreError::Damaged,
            StoreError::Io(io::Error::from(io::ErrorKind::PermissionDenied)),
        ];
        let said: String = all.iter().filter_map(words).map(|line| line + "\n").collect();
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/faults.txt"), &said);
    }
}
