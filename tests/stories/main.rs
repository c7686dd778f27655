//! Stories that need all four programs: from a source's machine to a unit's, with nothing of the network or the drop trusted.
//!
//! The programs are run as a user runs them, each built on its own, with the features that it is shipped with (`programs`).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests may stop at the first surprise"
)]

mod alike;
#[path = "../server/card.rs"]
#[allow(dead_code, reason = "shared with the server's own tests, which use the rest")]
mod card;
mod claimed;
mod forged;
mod form;
mod heavy;
mod homes;
mod http;
mod liar;
mod markers;
mod memory;
mod pair;
mod parcels;
mod place;
mod programs;
mod proxy;
mod readme;
mod recorder;
mod scene;
mod talk;
mod unlinked;
mod verify;
mod way;
