//! One line of the listing, and the file that it names.

use core::fmt;
use std::ffi::OsStr;

use crate::spelling;

/// What stands behind the hash in a blob's file name.
pub const BLOB_ENDING: &str = ".age";

/// One sealed report that the drop holds.
///
/// Text form, one line: `sha256 SP size SP epoch LF`; 64 lower-case hex digits, then two decimal numbers without leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    /// SHA-256 over all bytes of the sealed report; its only name.
    pub sha256: [u8; 32],
    /// Its length in bytes, at least 1.
    pub size: u64,
    /// The day on which the drop took it, counted from 1970-01-01 UTC.
    pub epoch: u32,
}

impl Entry {
    /// Longest line in bytes, with its line feed: hash, 20 digits, 10 digits, two spaces.
    pub(crate) const LONGEST_LINE: u64 = 64 + 1 + 20 + 1 + 10 + 1;

    /// Parses a line without its line feed; `None` where it is not an entry in its one spelling.
    pub(crate) fn parse(line: &[u8]) -> Option<Self> {
        let line = core::str::from_utf8(line).ok()?;
        let (sha256, rest) = line.split_once(' ')?;
        let (size, epoch) = rest.split_once(' ')?;
        let size = spelling::number(size).filter(|size| *size > 0)?;
        let epoch = u32::try_from(spelling::number(epoch)?).ok()?;
        Some(Self { sha256: spelling::decode(sha256)?, size, epoch })
    }

    /// The name of its file in a bundle.
    #[must_use]
    pub fn file_name(&self) -> String {
        blob_name(&self.sha256)
    }
}

impl fmt::Display for Entry {
    /// The line without its line feed.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", spelling::encode(&self.sha256), self.size, self.epoch)
    }
}

/// The name of a blob's file: 64 lower-case hex digits and `.age`.
#[must_use]
pub fn blob_name(sha256: &[u8; 32]) -> String {
    spelling::encode(sha256) + BLOB_ENDING
}

/// The hash that a file's name stands for; `None` where it is no blob's name.
#[must_use]
pub fn blob_hash(name: &OsStr) -> Option<[u8; 32]> {
    spelling::decode(name.to_str()?.strip_suffix(BLOB_ENDING)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_one_spelling() {
        let hash = "0a".repeat(32);
        let good = format!("{hash} 16384 20000");
        let entry = Entry::parse(good.as_bytes()).unwrap();
        assert_eq!(entry, Entry { sha256: [10; 32], size: 16_384, epoch: 20_000 });
        assert_eq!(entry.to_string(), good);
        for bad in [
            String::new(),
            hash.clone(),
            format!("{hash} 1"),
            format!("{hash} 1 2 "),
            format!("{hash} 1 2 3"),
            format!(" {hash} 1 2"),
            format!("{hash}  1 2"),
            format!("{hash}\t1 2"),
            format!("{hash} 01 2"),
            format!("{hash} +1 2"),
            format!("{hash} 0 2"),
            format!("{hash} 1 -2"),
            format!("{hash} 1 4294967296"),
            format!("{hash} 18446744073709551616 2"),
            format!("{hash} 1 2\r"),
            format!("{} 1 2", hash.to_uppercase()),
            format!("{hash}0a 1 2"),
        ] {
            assert_eq!(Entry::parse(bad.as_bytes()), None, "{bad:?}");
        }
        assert_eq!(Entry::parse(&[0xff; 70]), None);
    }

    #[test]
    fn the_longest_line_fits() {
        let entry = Entry { sha256: [0xff; 32], size: u64::MAX, epoch: u32::MAX };
        assert_eq!(u64::try_from(entry.to_string().len() + 1).unwrap(), Entry::LONGEST_LINE);
    }

    #[test]
    fn file_names_come_back() {
        let entry = Entry { sha256: [0xab; 32], size: 1, epoch: 0 };
        assert_eq!(blob_hash(OsStr::new(&entry.file_name())), Some(entry.sha256));
        for bad in ["listing", "manifest", ".age", "ab.age", &entry.file_name().to_uppercase()] {
            assert_eq!(blob_hash(OsStr::new(bad)), None, "{bad}");
        }
    }
}
