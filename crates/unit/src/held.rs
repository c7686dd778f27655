//! The reports that the unit holds, as they lie in its home. Owns finding them; reads records and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use candour_cli::{Hint, sanitize};

use crate::home::{Home, HomeError};
use crate::record::{self, Record, State};

/// Fewest digits of an id that `show` takes.
const SHORTEST_ID: usize = 4;
/// Digits of an id in lists.
const SHOWN_ID: usize = 16;

/// A folder in `reports/` or `failed/`.
#[derive(Clone, Debug)]
pub struct Held {
    /// Where it is.
    pub path: PathBuf,
    /// Its name: SHA-256 of the sealed original, hex.
    pub hex: String,
    /// What was written down; `None` if that file is missing or damaged.
    pub record: Option<Record>,
}

/// Why an id names no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// Too short, or not hex digits.
    #[error("{} is no report id", sanitize::line(id))]
    NotAnId {
        /// What was typed.
        id: String,
    },
    /// Nothing held has an id that begins so.
    #[error("no report with an id that begins with {id}")]
    Unknown {
        /// What was typed.
        id: String,
    },
    /// More than one has.
    #[error("more than one report has an id that begins with {id}")]
    Ambiguous {
        /// What was typed.
        id: String,
    },
}

impl Hint for IdError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NotAnId { .. } => {
                "type the first four or more digits of an id, as `candour-unit list` shows it".to_owned()
            }
            Self::Unknown { .. } => "look at the ids with `candour-unit list`".to_owned(),
            Self::Ambiguous { .. } => "type more of the id's digits".to_owned(),
        })
    }
}

/// The short form of an id, for lists.
#[must_use]
pub fn short(hex: &str) -> &str {
    hex.get(..SHOWN_ID).unwrap_or(hex)
}

/// Everything in `reports/` and `failed/`, by day and then by id.
///
/// # Errors
/// [`HomeError::Disk`].
pub fn all(home: &Home) -> Result<Vec<Held>, HomeError> {
    let mut held = folders(&home.reports(), |_| true)?;
    held.extend(folders(&home.failed(), |_| true)?);
    held.sort_by_key(|one| (one.record.as_ref().map(|record| record.epoch), one.hex.clone()));
    Ok(held)
}

/// The reports held that are not among those `known` by hash. Records of known ones are not read.
///
/// # Errors
/// [`HomeError::Disk`].
pub fn but_for<V>(home: &Home, known: &BTreeMap<&str, V>) -> Result<Vec<Held>, HomeError> {
    folders(&home.reports(), |hex| !known.contains_key(hex))
}

/// The one whose id begins with `id`.
///
/// # Errors
/// An [`IdError`].
pub fn find(held: Vec<Held>, id: &str) -> Result<Held, IdError> {
    let id = id.to_ascii_lowercase();
    if id.len() < SHORTEST_ID || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(IdError::NotAnId { id });
    }
    let mut matching = held.into_iter().filter(|one| one.hex.starts_with(&id));
    match (matching.next(), matching.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(IdError::Ambiguous { id }),
        (None, _) => Err(IdError::Unknown { id }),
    }
}

/// The folders in one of the two whose names are wanted.
fn folders(parent: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<Held>, HomeError> {
    let disk = |source| HomeError::Disk { path: parent.to_owned(), source };
    let mut held = Vec::new();
    let entries = match fs::read_dir(parent) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(held),
        entries => entries.map_err(disk)?,
    };
    for entry in entries {
        let entry = entry.map_err(disk)?;
        // Names that are not ours are not shown: somebody put them there by hand.
        let name = entry.file_name();
        let Some(hex) = name.to_str().filter(|name| is_hash(name) && wanted(name)).map(str::to_owned) else { continue };
        let path = entry.path();
        let record = fs::read(path.join(record::FILE)).ok().and_then(|json| Record::from_json(&json));
        held.push(Held { record: record.filter(|record| record.sha256 == hex), path, hex });
    }
    Ok(held)
}

/// Whether a name is a SHA-256 in hex.
pub(crate) fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Held {
    /// One word for what it is.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.record.as_ref().map(|record| record.state) {
            Some(State::Report) => "report",
            Some(State::Exhibit) => "exhibit",
            Some(State::Failed) => "failed",
            None => "unclear",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(hex: &str) -> Held {
        Held { path: PathBuf::new(), hex: hex.to_owned(), record: None }
    }

    #[test]
    fn an_id_is_found_by_its_beginning() {
        let both = || vec![held("abcd11"), held("abcd22")];
        assert_eq!(find(both(), "ABCD1").unwrap().hex, "abcd11");
        assert!(matches!(find(both(), "abcd"), Err(IdError::Ambiguous { .. })));
        assert!(matches!(find(both(), "ffff"), Err(IdError::Unknown { .. })));
        assert!(matches!(find(both(), "abc"), Err(IdError::NotAnId { .. })));
        assert!(matches!(find(both(), "../etc"), Err(IdError::NotAnId { .. })));
    }
}
