//! The intake: many blobs opened at once, synced once, made visible at the end.
//!
//! Order, for a crash at any moment: folders are filled in `incoming/`; the whole file system is synced; only then do the
//! folders move to `reports/` and `failed/`, and those two are synced. So what lies there is whole and durable, and what a crash
//! leaves in `incoming/` is nothing but a copy, thrown away before the next intake.

mod blob;
mod folder;
mod steady;

#[cfg(test)]
pub(crate) use blob::reason;
pub use blob::{Cards, Opener, Outcome};
pub use folder::{ATTACHMENTS, Folder, PAYLOAD, REPORT, SEALED, make_folder};

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use candour_bundle::Entry;
use rayon::prelude::*;

use crate::home::{Home, HomeError};
use crate::record::State;
use crate::stream::BATCH;

/// Empties `incoming/`: an intake that was cut off may have left folders there.
///
/// # Errors
/// [`HomeError::Disk`].
pub fn clear(home: &Home) -> Result<(), HomeError> {
    let incoming = home.incoming();
    let disk = |source| HomeError::Disk { path: incoming.clone(), source };
    for entry in fs::read_dir(&incoming).map_err(disk)? {
        fs::remove_dir_all(entry.map_err(disk)?.path()).map_err(disk)?;
    }
    Ok(())
}

/// Opens blobs, and tells `done` of each as it is decided. The outcomes come in the order of the blobs; once the disk has
/// refused one, those that were not begun are [`Outcome::NotTried`].
///
/// Short blobs are opened many at once, one to a core; long ones one after the other, each on all cores. Either way a fixed number of
/// megabytes is in memory.
pub fn open_all(opener: &Opener<'_>, entries: &[&Entry], done: impl Fn() + Sync) -> Vec<Outcome> {
    let stopped = AtomicBool::new(false);
    let open = |entry: &Entry| {
        if stopped.load(Ordering::Relaxed) {
            return Outcome::NotTried;
        }
        let outcome = opener.open(entry);
        if matches!(outcome, Outcome::NotKept(_)) {
            stopped.store(true, Ordering::Relaxed);
        }
        done();
        outcome
    };
    let is_short = |entry: &Entry| entry.size < BATCH as u64;
    let short: Vec<Option<Outcome>> = entries.par_iter().map(|entry| is_short(entry).then(|| open(entry))).collect();
    entries.iter().zip(short).map(|(entry, outcome)| outcome.unwrap_or_else(|| open(entry))).collect()
}

/// Makes durable what waits in `incoming/`, and gives it its place. What this has returned from is held.
///
/// # Errors
/// [`HomeError::Disk`]; then nothing is to be called held, and opening the bundle again repairs it.
pub fn hold(home: &Home, outcomes: &[Outcome]) -> Result<(), HomeError> {
    let ours =
        || outcomes.iter().filter_map(|outcome| if let Outcome::Ours(record) = outcome { Some(record) } else { None });
    if ours().next().is_none() {
        return Ok(());
    }
    let disk = |path: &Path, source: io::Error| HomeError::Disk { path: path.to_owned(), source };
    let (incoming, reports, failed) = (home.incoming(), home.reports(), home.failed());
    let root = File::open(home.path()).map_err(|source| disk(home.path(), source))?;
    rustix::fs::syncfs(&root).map_err(|error| disk(home.path(), error.into()))?;
    for record in ours() {
        let from = incoming.join(&record.sha256);
        let before = failed.join(&record.sha256);
        if before.exists() {
            // The folder of an earlier try: the new one has the same sealed original, and more or a fresher reason.
            fs::rename(&before, incoming.join(format!("{}.before", record.sha256)))
                .map_err(|source| disk(&before, source))?;
        }
        let to = if record.state == State::Failed { &failed } else { &reports }.join(&record.sha256);
        fs::rename(&from, &to).map_err(|source| disk(&to, source))?;
    }
    for folder in [&reports, &failed] {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| disk(folder, source))?;
    }
    // What is left are replaced tries. They are in nobody's way, and gone before the next intake at the latest.
    let _ = clear(home);
    Ok(())
}
