//! Opaque blobs over sled, erased by their keys, and the last parcel of each unit. Knows no HTTP and no age.
#![doc = include_str!("../README.md")]

mod catalog;
mod close;
mod completion;
mod engine;
mod error;
mod folder;
mod index;
mod intake;
mod item;
mod latch;
mod parcels;
mod read;
mod seal;
mod sealed_file;
mod slots;
mod space;
mod start;
mod store;
mod uploads;
mod writer;

pub use completion::Completion;
pub use error::{OpenError, StoreError};
pub use item::{Entry, Meta, Stored, Upload, UploadId, Usage};
pub use latch::Latch;
pub use parcels::Parcel;
pub use read::BlobReader;
pub use start::StartReport;
pub use store::{Options, Store};

/// The longest blob that is kept as a record; a longer one is a file.
pub const TEXT_TOP: usize = 64 * 1024;
