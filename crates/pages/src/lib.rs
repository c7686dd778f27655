//! The drop's pages in both languages, the assets they load, and the manifest over both. Opens nothing, reads no clock, knows no report.
#![doc = include_str!("../README.md")]

mod asset;
mod date;
mod escape;
mod facts;
mod frame;
mod headers;
mod language;
mod manifest;
mod page;
pub mod release;
mod template;
mod texts;

pub use asset::{ASSETS, Asset};
pub use frame::SIZE;
pub use headers::HEADERS;
pub use language::Language;
pub use manifest::{Entry, Manifest, NotAManifest};
pub use page::Pages;
pub use release::{BadRelease, UntrustedRelease};
pub use texts::text;
