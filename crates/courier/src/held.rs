//! What earlier bundles carried, so that it need not travel again. Owns reading an earlier bundle's folder or listing.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use candour_bundle::{BundleError, ListingReader, blob_hash};
use candour_wire::BlobHash;

use crate::error::CourierError;

/// Reports that are not collected again.
#[derive(Debug, Default)]
pub(crate) struct Held(HashSet<BlobHash>);

impl Held {
    /// Reads what each of the earlier bundles carried.
    ///
    /// Of a folder, what is there counts; of a listing, every line.
    ///
    /// # Errors
    /// [`CourierError::Read`], [`CourierError::Held`].
    pub(crate) fn read(earlier: &[PathBuf]) -> Result<Self, CourierError> {
        let mut held = Self::default();
        for path in earlier {
            let unreadable = |source| CourierError::Read { path: path.clone(), source };
            if path.metadata().map_err(unreadable)?.is_dir() {
                held.add_folder(path)?;
            } else {
                held.add_listing(path)?;
            }
        }
        Ok(held)
    }

    /// Whether a report is held.
    pub(crate) fn contains(&self, hash: &BlobHash) -> bool {
        self.0.contains(hash)
    }

    /// An earlier bundle's files.
    fn add_folder(&mut self, path: &Path) -> Result<(), CourierError> {
        let unreadable = |source| CourierError::Read { path: path.to_owned(), source };
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            self.0.extend(blob_hash(&name).map(BlobHash));
        }
        Ok(())
    }

    /// A listing's lines. Nobody has signed them here: the courier vouches for its own earlier bundle.
    fn add_listing(&mut self, path: &Path) -> Result<(), CourierError> {
        let file = File::open(path).map_err(|source| CourierError::Read { path: path.to_owned(), source })?;
        for entry in ListingReader::new(BufReader::new(file)) {
            let entry = entry.map_err(|source: BundleError| CourierError::Held { path: path.to_owned(), source })?;
            self.0.insert(BlobHash(entry.sha256));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_counts_by_its_files_and_a_listing_by_its_lines() {
        let folder = tempfile::tempdir().unwrap();
        let (here, listed) = (BlobHash([1; 32]), BlobHash([2; 32]));
        fs::write(folder.path().join(format!("{here}.age")), "").unwrap();
        fs::write(folder.path().join(format!("{listed}.age.part")), "").unwrap();
        let listing = folder.path().join("listing");
        fs::write(&listing, format!("{listed} 5 20000\n")).unwrap();
        let by_folder = Held::read(&[folder.path().to_owned()]).unwrap();
        assert!(by_folder.contains(&here) && !by_folder.contains(&listed));
        let by_listing = Held::read(std::slice::from_ref(&listing)).unwrap();
        assert!(!by_listing.contains(&here) && by_listing.contains(&listed));
        for bad in ["x 5\n", "\n", &format!("{listed} 5 20000"), &format!("{listed}\n")] {
            fs::write(&listing, bad).unwrap();
            assert!(matches!(Held::read(std::slice::from_ref(&listing)), Err(CourierError::Held { .. })), "{bad}");
        }
    }
}
