//! Hashes of the blobs that were seen whole and are for other units only. Owns the file `others` in the home.
//!
//! A courier who leaves out what an earlier bundle carried leaves these out too, and they are still on the drop's listing. Without
//! this memory every later bundle would call them missing, and nobody would look when one really is. Losing the file costs
//! no report: they are called missing until a bundle carries them again.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use candour_cli::atomic_file::{self, AtomicFileError, Existing};

use crate::home::{Home, HomeError};
use crate::shown::hex;

/// What was seen.
#[derive(Debug, Default)]
pub struct Others {
    /// SHA-256, hex.
    seen: BTreeSet<String>,
}

impl Others {
    /// Reads the file; none is an empty one. A line that is no hash is left out.
    ///
    /// # Errors
    /// [`HomeError::Disk`].
    pub fn load(home: &Home) -> Result<Self, HomeError> {
        let path = home.others();
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            read => read.map_err(|source| HomeError::Disk { path, source })?,
        };
        let text = String::from_utf8_lossy(&bytes);
        Ok(Self { seen: text.lines().filter(|line| crate::held::is_hash(line)).map(str::to_owned).collect() })
    }

    /// Whether a blob was seen.
    #[must_use]
    pub fn contains(&self, sha256: &[u8; 32]) -> bool {
        self.seen.contains(&hex(sha256))
    }

    /// Adds blobs that were seen, and writes the file anew if one of them is new.
    ///
    /// # Errors
    /// What the disk says; the file is as it was then.
    pub fn remember<'a>(
        &mut self,
        home: &Home,
        seen: impl Iterator<Item = &'a [u8; 32]>,
    ) -> Result<(), AtomicFileError> {
        let before = self.seen.len();
        self.seen.extend(seen.map(|sha256| hex(sha256)));
        if self.seen.len() == before {
            return Ok(());
        }
        let text: String = self.seen.iter().flat_map(|hash| [hash.as_str(), "\n"]).collect();
        atomic_file::write(&home.others(), text.as_bytes(), 0o600, Existing::Replace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_known_later_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::create(&place.path().join("home")).unwrap();
        for seen in [[1; 32], [2; 32]] {
            let mut others = Others::load(&home).unwrap();
            assert!(!others.contains(&seen));
            others.remember(&home, [&seen].into_iter()).unwrap();
        }
        let others = Others::load(&home).unwrap();
        assert!(others.contains(&[1; 32]) && others.contains(&[2; 32]) && !others.contains(&[3; 32]));
    }

    #[test]
    fn a_damaged_line_hides_none_of_the_others() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::create(&place.path().join("home")).unwrap();
        let lines = format!("{}\nnot a hash\n{}\n0303", hex(&[1; 32]), hex(&[2; 32]));
        fs::write(home.others(), lines).unwrap();
        let others = Others::load(&home).unwrap();
        assert_eq!((others.contains(&[1; 32]), others.contains(&[2; 32]), others.seen.len()), (true, true, 2));
    }
}
