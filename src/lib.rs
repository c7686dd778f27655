//! The drop: an HTTP server that takes sealed reports, keeps them as opaque blobs, and gives them to couriers.
//!
//! Owns listening, judging by the age header's grammar, limits and pages. Holds the drop's log key and nothing that could open a
//! report: it links neither `age` nor `candour-envelope`, and opens no connection of its own.

pub mod asset;
pub mod boards;
pub mod body;
pub mod card;
pub mod circuits;
pub mod cli;
pub mod clock;
pub mod collect;
pub mod config;
pub mod connection;
pub mod error;
pub mod faults;
pub mod form;
pub mod headers;
pub mod health;
pub mod init;
pub mod intake;
pub mod keys;
pub mod lane;
pub mod listener;
pub mod memory;
pub mod page;
pub mod parcels;
pub mod parts;
pub mod problem;
pub mod proxy_line;
pub mod public;
pub mod release;
pub mod reports;
pub mod serve;
pub mod state;
pub mod status;
pub mod stream;
pub mod token;
pub mod tus;
pub mod upload;
