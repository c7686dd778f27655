//! Sends what a long file has so far to the disk while the rest is still being made, so that the last sync finds little to do.
//!
//! Owns one thread for a file that is long enough. Promises nothing: only the sync at the end does. But a fault that the disk reports
//! here is reported once only, so it is kept and given back at the end.

use std::fs::File;
use std::io;
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

/// Bytes between two early syncs.
const STRETCH: u64 = 32 << 20;

/// Watches one file grow.
#[derive(Debug, Default)]
pub(crate) struct EarlySync {
    /// Bytes since the last early sync was asked for.
    since: u64,
    /// The thread, once the file is long.
    worker: Option<Worker>,
}

/// The thread and the way to it.
#[derive(Debug)]
struct Worker {
    /// Each message is one sync. It holds none back: who cannot take another is busy with one.
    nudge: SyncSender<()>,
    /// Ends when `nudge` is dropped, with the first fault.
    thread: JoinHandle<io::Result<()>>,
}

impl Worker {
    /// A thread over a second handle of the same file; `None` where there is none to be had.
    fn start(file: &File) -> Option<Self> {
        let file = file.try_clone().ok()?;
        let (nudge, nudged) = mpsc::sync_channel(0);
        let thread = thread::Builder::new()
            .name("early-sync".into())
            .spawn(move || nudged.into_iter().try_for_each(|()| file.sync_data()))
            .ok()?;
        Some(Self { nudge, thread })
    }
}

impl EarlySync {
    /// So many bytes more were written to `file`.
    pub(crate) fn wrote(&mut self, file: &File, bytes: usize) {
        self.since = self.since.saturating_add(bytes as u64);
        if self.since < STRETCH {
            return;
        }
        if self.worker.is_none() {
            self.worker = Worker::start(file);
        }
        match &self.worker {
            // Busy: asked again with the next bytes. Ended: `finish` says why.
            Some(worker) if worker.nudge.try_send(()).is_err() => {}
            _ => self.since = 0,
        }
    }

    /// Waits for what is under way.
    ///
    /// # Errors
    /// The first fault that the disk reported.
    pub(crate) fn finish(self) -> io::Result<()> {
        let Some(Worker { nudge, thread }) = self.worker else { return Ok(()) };
        drop(nudge);
        thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::*;

    #[test]
    fn a_short_file_has_no_thread_and_a_long_one_is_whole() {
        let mut file = tempfile::tempfile().unwrap();
        let mut early = EarlySync::default();
        early.wrote(&file, 1000);
        assert!(early.worker.is_none());
        file.write_all(&[7; 4096]).unwrap();
        for _ in 0..8 {
            early.wrote(&file, usize::try_from(STRETCH).unwrap());
        }
        assert!(early.worker.is_some());
        early.finish().unwrap();
    }

    #[test]
    fn a_fault_comes_out_at_the_end() {
        // A pipe cannot be synced: the nearest thing to a broken disk.
        let (mut reader, writer) = io::pipe().unwrap();
        let writer = File::from(std::os::fd::OwnedFd::from(writer));
        let mut early = EarlySync::default();
        while early.worker.as_ref().is_none_or(|worker| !worker.thread.is_finished()) {
            early.wrote(&writer, usize::try_from(STRETCH).unwrap());
            thread::yield_now();
        }
        assert_eq!(early.finish().unwrap_err().kind(), io::ErrorKind::InvalidInput);
        drop(writer);
        assert_eq!(reader.read(&mut [0]).unwrap(), 0);
    }
}
