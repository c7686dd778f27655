//! The bytes of a sealed report: in memory or in a file. Owns that several can read them at once, each from a place of its own.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

/// Where they are.
#[derive(Debug)]
enum Held {
    /// In memory.
    Memory(Vec<u8>),
    /// In a file, perhaps without a name.
    File(File),
}

/// A reader of them. A clone reads the same bytes from a place of its own.
#[derive(Clone, Debug)]
pub(crate) struct SealedBytes {
    /// All of them.
    held: Arc<Held>,
    /// The next one.
    at: u64,
}

impl SealedBytes {
    /// In memory.
    pub(crate) fn memory(bytes: Vec<u8>) -> Self {
        Self { held: Arc::new(Held::Memory(bytes)), at: 0 }
    }

    /// In a file, from its beginning.
    pub(crate) fn file(file: File) -> Self {
        Self { held: Arc::new(Held::File(file)), at: 0 }
    }
}

impl Read for SealedBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &*self.held {
            Held::Memory(bytes) => {
                let from = usize::try_from(self.at).unwrap_or(usize::MAX);
                bytes.get(from..).unwrap_or_default().read(buffer)?
            }
            Held::File(file) => file.read_at(buffer, self.at)?,
        };
        self.at = self.at.saturating_add(u64::try_from(read).unwrap_or_default());
        Ok(read)
    }
}

impl Seek for SealedBytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => {
                let len = match &*self.held {
                    Held::Memory(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                    Held::File(file) => file.metadata()?.len(),
                };
                len.checked_add_signed(by)
            }
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn each_reader_has_a_place_of_its_own() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        for mut one in [SealedBytes::memory(b"0123456789".to_vec()), SealedBytes::file(file)] {
            let mut other = one.clone();
            let mut two = [0; 2];
            one.read_exact(&mut two).unwrap();
            assert_eq!(&two, b"01");
            other.seek(SeekFrom::End(-4)).unwrap();
            other.read_exact(&mut two).unwrap();
            assert_eq!(&two, b"67");
            one.seek(SeekFrom::Current(1)).unwrap();
            let mut rest = Vec::new();
            one.read_to_end(&mut rest).unwrap();
            assert_eq!(rest, b"3456789");
            assert_eq!(one.read(&mut two).unwrap(), 0);
            assert!(one.seek(SeekFrom::End(-11)).is_err());
            one.seek(SeekFrom::Start(11)).unwrap();
            assert_eq!(one.read(&mut two).unwrap(), 0);
        }
    }
}
