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
        match error {
            StoreError::NotFound | StoreError::OffsetMismatch { .. } | StoreError::Incomplete { .. } => {}
            StoreError::Latched => {
                self.say("the storage engine has failed; leaving, so that a new process finds what is stored")
            }
            StoreError::NoSpace => self.say("the disk is too full to take reports; make room, or collect"),
            other => self.say(&format!("the store has a fault: {other}")),
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
