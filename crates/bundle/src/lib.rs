//! The bundle a courier carries: signed manifest, sorted listing, hash-named files. Knows hashes and lengths, no content.
#![doc = include_str!("../README.md")]

mod blob;
mod entry;
mod error;
mod folder;
mod listing;
mod manifest;
mod spelling;
mod survey;

pub use blob::{BlobError, BlobReader};
pub use entry::{BLOB_ENDING, Entry, blob_hash, blob_name};
pub use error::{BundleError, Paper};
pub use folder::Bundle;
pub use listing::{Listing, ListingReader, ListingWriter, Tally};
pub use manifest::{Manifest, Papers, UntrustedManifest};
pub use survey::{Depth, Survey, Unlisted};

/// Name of the signed manifest. Written last: a folder without it is unfinished.
pub const MANIFEST: &str = "manifest";
/// Name of the listing.
pub const LISTING: &str = "listing";
/// Longest manifest in bytes.
pub const LONGEST_MANIFEST: u64 = 64 * 1024;
/// Most entries of a listing: more than a drop keeps, few enough (48 bytes each) for memory.
pub const MOST_ENTRIES: u64 = 1_000_000;
