//! Cases: the reports of one source on one matter, under one number. Owns the file `cases.json` and which report belongs where; reads
//! records and opens nothing.
//!
//! A report joins the case that has its conversation, or the one that it continues. One that joins two makes them one, under the lower
//! number. A report without a way back is a case of its own. Numbers are given once and never again; losing the file costs nothing but
//! the numbers, since every record says where its report belongs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::{fs, iter};

use candour_cli::atomic_file::{self, AtomicFileError, Existing};
use serde::{Deserialize, Serialize};

use crate::held::Held;
use crate::home::{Home, HomeError};
use crate::record::{Record, State};
use crate::way::Mark;

/// The only version there is.
const VERSION: u8 = 1;
/// Seconds of a day.
const DAY: u64 = 86_400;

/// A report in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filed {
    /// SHA-256 of the sealed original, hex.
    pub sha256: String,
    /// Day on which the drop took it when it was first held.
    pub epoch: u32,
    /// What orders it among the others, in seconds: when it was written, or the beginning of that day.
    pub written: u64,
    /// The drop that had it, hex.
    pub drop: String,
    /// Its way back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Mark>,
    /// The report that it repeats, hex: the same words of the same source, sealed anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<String>,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its number, from 1.
    pub number: u32,
    /// Its reports, in the order in which they were written; those of one second in that of their coming.
    pub reports: Vec<Filed>,
    /// Numbers of cases that were found to be this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<u32>,
}

impl Case {
    /// The report whose way leads to its source now: the newest that has one, repeats no other, and is of a conversation that none
    /// continues. So a clock that was wrong once does not lead back to units that were left out since.
    #[must_use]
    pub fn answerable(&self) -> Option<&Filed> {
        let ways = || {
            let first = self.reports.iter().rev().filter(|filed| filed.repeats.is_none());
            first.filter_map(|filed| Some((filed, filed.way.as_ref()?)))
        };
        let continued: BTreeSet<&str> = ways().filter_map(|(_, way)| way.earlier.as_deref()).collect();
        let newest = ways().find(|(_, way)| !continued.contains(way.thread.as_str()));
        // Sets that changed there and back again continue each other; then the time decides.
        newest.or_else(|| ways().next()).map(|(filed, _)| filed)
    }

    /// Puts a report in its place.
    fn file(&mut self, mut filed: Filed) {
        let same = |other: &&Filed| match (&other.way, &filed.way) {
            (Some(Mark { report: Some(other), .. }), Some(Mark { report: Some(ours), .. })) => other == ours,
            _ => false,
        };
        filed.repeats = self.reports.iter().find(same).map(|other| other.sha256.clone());
        let at = self.reports.partition_point(|other| other.written <= filed.written);
        self.reports.insert(at, filed);
    }
}

/// Ids by which a report is put into its case.
fn ids(mark: &Mark) -> impl Iterator<Item = &str> {
    iter::once(mark.thread.as_str()).chain(mark.earlier.as_deref())
}

/// All cases.
#[derive(Debug, Default)]
pub struct Cases {
    /// By number.
    cases: BTreeMap<u32, Case>,
    /// The highest number that was ever given.
    last: u32,
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    /// Its version.
    version: u8,
    /// The highest number that was ever given.
    last: u32,
    /// By number.
    cases: Vec<Case>,
}

impl Cases {
    /// Reads the file; none is an empty one.
    ///
    /// # Errors
    /// [`HomeError::Disk`], also for a file that is damaged: numbers are not given out twice.
    pub fn load(home: &Home) -> Result<Self, HomeError> {
        let path = home.cases();
        let json = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            read => read.map_err(|source| HomeError::Disk { path: path.clone(), source })?,
        };
        let wire: Option<Wire> = serde_json::from_slice(&json).ok().filter(|wire: &Wire| wire.version == VERSION);
        let wire = wire.ok_or_else(|| HomeError::Disk { path, source: io::ErrorKind::InvalidData.into() })?;
        Ok(Self { last: wire.last, cases: wire.cases.into_iter().map(|case| (case.number, case)).collect() })
    }

    /// Files every held report that is in no case yet, and writes the file anew if there was one. What a crash between holding and
    /// filing left behind is filed then.
    ///
    /// # Errors
    /// What the disk says.
    pub fn adopt(&mut self, home: &Home, held: &[Held]) -> Result<(), AtomicFileError> {
        let mut fresh: Vec<&Record> = {
            let known = self.by_report();
            let records = held.iter().filter_map(|one| one.record.as_ref());
            records.filter(|one| one.state != State::Failed && !known.contains_key(one.sha256.as_str())).collect()
        };
        if fresh.is_empty() {
            return Ok(());
        }
        fresh.sort_by_key(|record| (written(record), record.epoch, &record.sha256));
        let mut threads = self.threads();
        for record in fresh {
            self.file(record, &mut threads);
        }
        let wire = Wire { version: VERSION, last: self.last, cases: self.cases.values().cloned().collect() };
        // Strings and numbers always have a JSON form.
        let mut json = serde_json::to_vec_pretty(&wire).unwrap_or_default();
        json.push(b'\n');
        atomic_file::write(&home.cases(), &json, 0o600, Existing::Replace)
    }

    /// Ids of conversations, and the numbers of their cases.
    fn threads(&self) -> BTreeMap<String, u32> {
        let mut threads = BTreeMap::new();
        for case in self.all() {
            let ways = case.reports.iter().filter_map(|filed| filed.way.as_ref());
            threads.extend(ways.flat_map(ids).map(|id| (id.to_owned(), case.number)));
        }
        threads
    }

    /// Files one report.
    fn file(&mut self, record: &Record, threads: &mut BTreeMap<String, u32>) {
        let way = record.way.as_deref().cloned();
        let joined: BTreeSet<u32> = way.iter().flat_map(ids).filter_map(|id| threads.get(id).copied()).collect();
        let number = joined.first().copied().unwrap_or_else(|| {
            self.last += 1;
            self.last
        });
        let others: Vec<Case> = joined.iter().skip(1).filter_map(|other| self.cases.remove(other)).collect();
        for other in &others {
            threads.values_mut().filter(|of| **of == other.number).for_each(|of| *of = number);
        }
        threads.extend(way.iter().flat_map(ids).map(|id| (id.to_owned(), number)));
        let case = self.cases.entry(number).or_insert_with(|| Case { number, reports: vec![], also: vec![] });
        for other in others {
            case.also.push(other.number);
            case.also.extend(other.also);
            other.reports.into_iter().for_each(|filed| case.file(filed));
        }
        case.also.sort_unstable();
        case.file(Filed {
            sha256: record.sha256.clone(),
            epoch: record.epoch,
            written: written(record),
            drop: record.drop.clone(),
            way,
            repeats: None,
        });
    }

    /// All of them, by number.
    pub fn all(&self) -> impl Iterator<Item = &Case> {
        self.cases.values()
    }

    /// The case that has, or had, a number.
    #[must_use]
    pub fn find(&self, number: u32) -> Option<&Case> {
        self.cases.get(&number).or_else(|| self.all().find(|case| case.also.contains(&number)))
    }

    /// Every report, by hash: the number of its case, and how it is filed there.
    #[must_use]
    pub fn by_report(&self) -> BTreeMap<&str, (u32, &Filed)> {
        let mut reports = BTreeMap::new();
        for case in self.all() {
            reports.extend(case.reports.iter().map(|filed| (filed.sha256.as_str(), (case.number, filed))));
        }
        reports
    }
}

/// When a report was written, or the beginning of the day on which the drop took it.
fn written(record: &Record) -> u64 {
    let said = record.way.as_ref().and_then(|way| way.written);
    said.unwrap_or(u64::from(record.epoch) * DAY)
}

#[cfg(test)]
mod tests;
