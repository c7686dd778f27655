//! Paths, limits, media types and messages that server and clients share. Opens no socket, links no HTTP library.
#![doc = include_str!("../README.md")]

pub mod answer;
pub mod applied;
pub mod blob_hash;
pub mod headers;
pub mod limits;
pub mod media;
pub mod paths;
pub mod problem;
pub mod tag;

pub use answer::Stored;
pub use applied::Applied;
pub use blob_hash::BlobHash;
pub use problem::Problem;
pub use tag::Tag;
