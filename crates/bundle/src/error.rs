//! Why a bundle as a whole is not taken. A single damaged file is no reason: see [`crate::BlobError`].

use core::fmt;
use std::io;

use candour_note::{KeyName, NoteError};

/// Which of the bundle's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The folder itself.
    Folder,
    /// The signed manifest.
    Manifest,
    /// The listing.
    Listing,
}

impl fmt::Display for Paper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Folder => "folder",
            Self::Manifest => "manifest",
            Self::Listing => "listing",
        })
    }
}

/// Why a bundle is not taken, or its papers cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// A paper cannot be read or written.
    #[error("the bundle's {paper} cannot be read")]
    Unreadable {
        /// Which.
        paper: Paper,
        /// What the system said.
        source: io::Error,
    },
    /// A paper is not there: collecting was not finished, or this is no bundle.
    #[error("the bundle has no {0}")]
    Unfinished(Paper),
    /// A paper is a link, a folder, a pipe or a device.
    #[error("the bundle's {0} is not a regular file")]
    NotAFile(Paper),
    /// Not a manifest of this version.
    #[error("not a manifest of this kind")]
    NotAManifest,
    /// The manifest is not signed by this key: it is of another drop.
    #[error("the manifest is not signed by {0}")]
    Unsigned(KeyName),
    /// The manifest was altered, or signed wrongly.
    #[error("the signature of {0} on the manifest is wrong")]
    WrongSignature(KeyName),
    /// A line of the listing, from 1, is not an entry.
    #[error("line {0} of the listing is not an entry")]
    Line(u64),
    /// A line of the listing, from 1, does not come after the one before it.
    #[error("line {0} of the listing is out of order, or repeats the one before")]
    Order(u64),
    /// More entries, or more bytes in all, than a listing may name.
    #[error("the listing is too long")]
    TooLong,
    /// The listing is not the one that the manifest commits to.
    #[error("the listing is not the one that the manifest was made for")]
    OtherListing,
}

impl From<NoteError> for BundleError {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::Unsigned(name) => Self::Unsigned(name),
            NoteError::WrongSignature(name) => Self::WrongSignature(name),
            _ => Self::NotAManifest,
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_pinned::{every, lines};

    use super::*;
    use crate::BlobError;

    #[test]
    fn every_error_is_said_in_these_words() {
        let name = || "drop.example".parse::<KeyName>().unwrap();
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let papers = every!(Paper { Folder, Manifest, Listing });
        let of_papers =
            |make: fn(Paper) -> BundleError| papers.iter().map(|(_, paper)| make(*paper)).collect::<Vec<_>>();
        let bundle = every!(BundleError {
            Unreadable: papers
                .iter()
                .map(|(_, paper)| BundleError::Unreadable { paper: *paper, source: denied() })
                .collect::<Vec<_>>(),
            Unfinished: of_papers(BundleError::Unfinished),
            NotAFile: of_papers(BundleError::NotAFile),
            NotAManifest,
            Unsigned: [BundleError::Unsigned(name())],
            WrongSignature: [BundleError::WrongSignature(name())],
            Line: [BundleError::Line(2)],
            Order: [BundleError::Order(3)],
            TooLong,
            OtherListing,
        });
        let blob = every!(BlobError {
            Missing,
            NotAFile,
            Size: [BlobError::Size { listed: 16_384, found: 10 }],
            Content,
            Unreadable: [BlobError::Unreadable(denied())],
        });
        let said = format!("BundleError\n{}\nBlobError\n{}", lines(&bundle), lines(&blob));
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
    }
}
