//! A file that goes to the disk while it is still being written.
//!
//! The intake syncs once, at its end. Without this the disk would rest until then and the processor after; so every few megabytes the
//! kernel is told that what was written will not be read again soon, which makes it start writing it out. It is advice: nothing
//! depends on it, and durability comes from the sync alone.

use std::fs::File;
use std::io::{self, Write};
use std::num::NonZeroU64;

use rustix::fs::{Advice, fadvise};

/// Bytes between two pieces of advice.
const STEP: u64 = 8 << 20;

/// The file, written from its start.
#[derive(Debug)]
pub(super) struct SteadyFile {
    /// The file.
    file: File,
    /// Bytes written.
    written: u64,
    /// Bytes of which the kernel was told.
    told: u64,
}

impl SteadyFile {
    /// Takes a new, empty file.
    #[must_use]
    pub(super) const fn new(file: File) -> Self {
        Self { file, written: 0, told: 0 }
    }
}

impl Write for SteadyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written = self.written.saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
        let fresh = self.written.saturating_sub(self.told);
        if fresh >= STEP {
            let _ = fadvise(&self.file, self.told, NonZeroU64::new(fresh), Advice::DontNeed);
            self.told = self.written;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_written_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut file = SteadyFile::new(File::create(&path).unwrap());
        let content: Vec<u8> = (0..2 * STEP + 5).map(|i| i.to_le_bytes()[1]).collect();
        for piece in content.chunks(70_001) {
            file.write_all(piece).unwrap();
        }
        assert!(file.told > STEP, "the kernel was told on the way");
        assert!(std::fs::read(&path).unwrap() == content);
    }
}
