//! The disk's own measure: 32 writers append to one file, and one `fdatasync` serves all who wait. No store can be quicker.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::noise::Noise;
use super::trouble::Trouble;

/// Bytes of one record: those of a small text report.
const RECORD: usize = 16 * 1024;

/// What the writers share.
#[derive(Debug, Default)]
struct Queue {
    /// Bytes that wait for the next write.
    waiting: Vec<u8>,
    /// The group that is being gathered.
    group: u64,
    /// The last group that is durable.
    durable: u64,
    /// No more records will come.
    closed: bool,
    /// The disk refused.
    failed: bool,
}

/// The queue and its bell.
#[derive(Debug, Default)]
struct Shared {
    /// What is shared.
    queue: Mutex<Queue>,
    /// Rung when there is something to write, and when something is durable.
    bell: Condvar,
}

impl Shared {
    /// The queue; a panicked writer leaves it whole.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Appends a record and waits until it is durable.
    fn append(&self, record: &[u8]) -> bool {
        let mut queue = self.lock();
        queue.waiting.extend_from_slice(record);
        let group = queue.group;
        self.bell.notify_all();
        while queue.durable <= group && !queue.failed {
            queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        !queue.failed
    }

    /// Writes groups until the queue is closed. `durable` counts the groups that are on the disk.
    fn write(&self, mut file: &File) -> std::io::Result<()> {
        loop {
            let mut queue = self.lock();
            while queue.waiting.is_empty() && !queue.closed {
                queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
            }
            if queue.waiting.is_empty() {
                return Ok(());
            }
            let bytes = std::mem::take(&mut queue.waiting);
            queue.group = queue.group.saturating_add(1);
            drop(queue);
            let written = file.write_all(&bytes).and_then(|()| file.sync_data());
            let mut queue = self.lock();
            queue.durable = queue.group;
            queue.failed = written.is_err();
            drop(queue);
            self.bell.notify_all();
            written?;
        }
    }
}

/// Appends `records` records by `writers` threads; how long until the last one was durable.
pub(crate) fn run(path: &Path, writers: usize, records: usize) -> Result<Duration, Trouble> {
    let file = OpenOptions::new().create_new(true).append(true).open(path).map_err(Trouble::file(path))?;
    let shared = Shared::default();
    let begun = Instant::now();
    let (written, durable) = std::thread::scope(|scope| {
        let disk = scope.spawn(|| shared.write(&file));
        let writers: Vec<_> = (0..writers)
            .map(|writer| {
                let shared = &shared;
                let share = records / writers + usize::from(writer < records % writers);
                scope.spawn(move || {
                    let mut record = vec![0; RECORD];
                    Noise::new(writer as u64).fill(&mut record);
                    (0..share).filter(|_| shared.append(&record)).count()
                })
            })
            .collect();
        let durable: usize = writers.into_iter().filter_map(|writer| writer.join().ok()).sum();
        shared.lock().closed = true;
        shared.bell.notify_all();
        (disk.join(), durable)
    });
    let took = begun.elapsed();
    written.map_err(|_| Trouble::Thread)?.map_err(Trouble::file(path))?;
    if durable != records {
        return Err(Trouble::Incomplete { what: "records appended", done: durable, asked: records });
    }
    std::fs::remove_file(path).map_err(Trouble::file(path))?;
    Ok(took)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let file = File::create(&path).unwrap();
        let shared = Shared::default();
        std::thread::scope(|scope| {
            let disk = scope.spawn(|| shared.write(&file));
            let writers: Vec<_> = (0..8).map(|_| scope.spawn(|| (0..50).all(|_| shared.append(&[7; 10])))).collect();
            assert!(writers.into_iter().all(|writer| writer.join().unwrap()));
            shared.lock().closed = true;
            shared.bell.notify_all();
            disk.join().unwrap().unwrap();
        });
        assert_eq!(std::fs::read(&path).unwrap(), [7; 4000]);
    }
}
