//! The offline tool that opens reports. Opens no socket.
#![doc = include_str!("../README.md")]

pub mod boards;
pub mod cases;
pub mod cli;
pub mod counted;
pub mod day;
pub mod desk_cards;
pub mod error;
#[cfg(test)]
mod errors;
pub mod held;
pub mod home;
pub mod identities;
pub mod intake;
pub mod keys;
mod label;
pub mod others;
pub mod own_key;
pub mod own_seal;
pub mod plan;
pub mod protected;
pub mod record;
pub mod replies;
pub mod shown;
pub mod signing_key_file;
pub mod stream;
pub mod verb;
pub mod warning;
pub mod way;
pub mod writing;
