//! What is counted from one parcel to the next: the numbers that conversations have used, and which replies have been put on a board.
//! Lies beside each parcel, so that parcel and count become true in one step. Owns the form; nothing in it is a key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The only version there is.
const VERSION: u8 = 1;

/// A reply of which at least one cell is, or was, on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The report whose way it took, hex.
    pub report: String,
    /// The number of its first cell in its conversation; of a letter, the letter's own.
    pub first: u64,
    /// Its cells.
    pub parts: u16,
    /// How many of them are on their way.
    pub placed: u16,
    /// The parcel with the last of these.
    pub parcel: u32,
}

impl Sent {
    /// Whether no cell of it waits.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.placed == self.parts
    }
}

/// The count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Version of the file.
    version: u8,
    /// For each conversation, by its id: the number that comes next.
    pub next: BTreeMap<String, u64>,
    /// Replies, by number.
    pub sent: BTreeMap<u32, Sent>,
}

impl Default for Counted {
    fn default() -> Self {
        Self { version: VERSION, next: BTreeMap::new(), sent: BTreeMap::new() }
    }
}

impl Counted {
    /// The file's content.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        // Strings and numbers always have a JSON form.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads what [`Counted::to_json`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok().filter(|counted: &Self| counted.version == VERSION)
    }
}
