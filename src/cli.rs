//! The command line. Owns its words; does nothing.

use std::path::PathBuf;

use candour_desk_card::Onion;
use candour_note::KeyName;
use clap::{Parser, Subcommand};

/// The drop: takes sealed reports that it cannot read, and keeps them until they are collected.
#[derive(Debug, Parser)]
#[command(name = "candour", version, about, max_term_width = 100)]
pub struct Cli {
    /// The configuration file.
    #[arg(long, value_name = "FILE", default_value = crate::config::DEFAULT_PATH, global = true)]
    pub config: PathBuf,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make the keys of a new drop and print its drop card.
    ///
    /// The drop card goes to the integrity units, who make the desk card from it. The collection token is written
    /// to keys/collect.token, for the courier. Nothing is ever overwritten.
    Init {
        /// The onion address that sources type, without http://.
        #[arg(long, value_name = "ADDRESS", value_parser = onion)]
        onion: Option<Onion>,
        /// The name of the drop's signing key: a-z, 0-9, dots and hyphens.
        #[arg(long, value_name = "NAME")]
        name: Option<KeyName>,
    },
    /// Install the desk card that the units signed.
    ///
    /// Refused are a card for another drop, one that a unit on it has not signed, one that has expired, and one that is
    /// not newer than the installed card. A running server takes it over at SIGHUP.
    Card {
        /// The desk card.
        file: PathBuf,
    },
    /// Take reports until told to stop (SIGTERM or SIGINT).
    Serve,
    /// Say what a keeper needs to know: counts, room, days of the desk card.
    Status,
}

/// Not an onion address.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("an onion address is 56 characters and .onion")]
struct NotAnOnion;

/// Reads an onion address.
fn onion(text: &str) -> Result<Onion, NotAnOnion> {
    text.parse().map_err(|_| NotAnOnion)
}
