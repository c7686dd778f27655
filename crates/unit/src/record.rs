//! What the unit writes down about a blob beside what it contained: `record.json`.
//! Owns its fields and its version; knows neither keys nor the report's own words.

use serde::{Deserialize, Serialize};

use crate::way::Mark;

/// Name of the file in a report's folder.
pub const FILE: &str = "record.json";
/// The only version there is.
const VERSION: u8 = 1;

/// What became of a blob that was for this unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum State {
    /// Opened: `report.json` and `attachments/`.
    Report,
    /// Opened, but not in the shape our programs give a report: `payload.bin`.
    Exhibit,
    /// Ours, and did not open.
    Failed,
}

/// Why a card named in a report is no card of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Alarm {
    /// No desk card that this unit signed and holds has the hash that the report names.
    UnknownCard,
    /// The report names a card of ours, but of another drop than the bundle's.
    OtherDrop,
}

impl Alarm {
    /// The alarm as a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnknownCard => "sealed to a desk card that this unit did not sign or does not hold",
            Self::OtherDrop => "sealed to a desk card of another drop",
        }
    }
}

/// The record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Version of this file.
    version: u8,
    /// SHA-256 of the sealed original, hex. Also the name of the folder.
    pub sha256: String,
    /// Bytes of the sealed original.
    pub size: u64,
    /// Day on which the drop took it, counted from 1970-01-01 UTC.
    pub epoch: u32,
    /// The drop that had it, hex.
    pub drop: String,
    /// What became of it.
    pub state: State,
    /// Why it did not open; empty if it did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What is wrong although it opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<Alarm>,
    /// How its source is answered, if she can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Box<Mark>>,
}

impl Record {
    /// A record of this version.
    #[must_use]
    pub fn new(sha256: String, size: u64, epoch: u32, drop: String, state: State) -> Self {
        Self { version: VERSION, sha256, size, epoch, drop, state, reason: String::new(), alarm: None, way: None }
    }

    /// The file's content: JSON, one field a line.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        // Strings and numbers always have a JSON form.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads what [`Record::to_json`] wrote; `None` for anything else, a later version included.
    #[must_use]
    pub fn from_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok().filter(|record: &Self| record.version == VERSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_as_written() {
        let mut record = Record::new("ab".repeat(32), 16384, 20_780, "00".repeat(16), State::Report);
        assert_eq!(Record::from_json(&record.to_json()), Some(record.clone()));
        record.alarm = Some(Alarm::UnknownCard);
        record.reason = "the payload is cut short".to_owned();
        record.state = State::Failed;
        let id = || "cd".repeat(32);
        record.way = Some(Box::new(Mark {
            thread: id(),
            earlier: Some(id()),
            written: Some(1),
            report: Some(id()),
            letter: true,
        }));
        assert_eq!(Record::from_json(&record.to_json()), Some(record));
    }

    #[test]
    fn other_versions_and_other_fields_are_not_guessed_at() {
        let json = String::from_utf8(Record::new(String::new(), 0, 0, String::new(), State::Report).to_json()).unwrap();
        assert!(Record::from_json(json.as_bytes()).is_some());
        assert!(Record::from_json(json.replace("\"version\": 1", "\"version\": 2").as_bytes()).is_none());
        assert!(Record::from_json(json.replace("\"size\"", "\"length\"").as_bytes()).is_none());
        assert!(Record::from_json(b"").is_none());
    }
}
