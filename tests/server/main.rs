//! The server, told as stories: what it takes and refuses, resumes, survives, and never shows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "tests may stop at the first surprise"
)]

mod blob;
mod boards;
mod card;
mod cards;
mod headers;
mod npm;
mod pages;
mod parcel;
mod process;
mod refusals;
mod reports;
mod site;
mod tus;
