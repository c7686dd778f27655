//! The command line. Owns its words; does nothing.

use std::path::PathBuf;

use candour_route::{DropAddress, SocksPort};
use clap::{Args, Parser, Subcommand};

/// Carry sealed reports from a drop to its integrity unit, and the unit's parcels back
///
/// Nothing here can open a report or a reply, and no report is ever deleted on the drop.
#[derive(Debug, Parser)]
#[command(name = "candour-courier", version, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Collect what the drop holds into a bundle
    ///
    /// A run that was cut off or stopped goes on where it was when it is started again with the same folder.
    Collect(Collect),
    /// Check a bundle: signature, listing, and every file
    Check(Check),
    /// Deliver units' parcels to the drop
    ///
    /// Every parcel is checked first; then each is applied whole or not at all. One that was applied before is no error, so the same command
    /// can be run again after a break.
    Deliver(Deliver),
}

/// `collect`.
#[derive(Debug, Args)]
pub(crate) struct Collect {
    /// The drop's collect address, such as http://NAME.onion
    #[arg(value_name = "ADDRESS")]
    pub(crate) drop: DropAddress,
    /// The bundle's folder, on removable media; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) into: PathBuf,
    /// The drop card, or a desk card of the drop: it names the key that signs the manifest
    #[arg(long, value_name = "FILE")]
    pub(crate) card: PathBuf,
    /// The file with the collection token, readable by you alone
    #[arg(long, value_name = "FILE")]
    pub(crate) token: PathBuf,
    /// Tor's SOCKS port, such as 127.0.0.1:9050
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) socks: Option<SocksPort>,
    /// Connect to another machine without Tor: the network sees it, and the token
    #[arg(long, conflicts_with = "socks")]
    pub(crate) without_tor: bool,
    /// Leave out what an earlier bundle carried: its folder, or its listing; may be given more than once
    #[arg(long, value_name = "BUNDLE")]
    pub(crate) held: Vec<PathBuf>,
    /// Finish the bundle although the drop does not give some reports; the unit will see which
    #[arg(long)]
    pub(crate) incomplete: bool,
    /// How often a request is tried in a row before giving up
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) tries: u32,
}

/// `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The bundle's folder
    pub(crate) bundle: PathBuf,
    /// The drop card, or a desk card of the drop
    #[arg(long, value_name = "FILE")]
    pub(crate) card: PathBuf,
    /// An earlier bundle's folder or listing: what it carried is not missing here
    #[arg(long, value_name = "BUNDLE")]
    pub(crate) held: Vec<PathBuf>,
}

/// `deliver`.
#[derive(Debug, Args)]
pub(crate) struct Deliver {
    /// The drop's collect address, such as http://NAME.onion
    #[arg(value_name = "ADDRESS")]
    pub(crate) drop: DropAddress,
    /// Parcels' folders, as the units made them; in any order
    #[arg(value_name = "PARCEL", required = true)]
    pub(crate) parcels: Vec<PathBuf>,
    /// The desk card of the drop: it names the units and their keys
    #[arg(long, value_name = "FILE")]
    pub(crate) card: PathBuf,
    /// The file with the collection token, readable by you alone
    #[arg(long, value_name = "FILE")]
    pub(crate) token: PathBuf,
    /// Tor's SOCKS port, such as 127.0.0.1:9050
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) socks: Option<SocksPort>,
    /// Connect to another machine without Tor: the network sees it, and the token
    #[arg(long, conflicts_with = "socks")]
    pub(crate) without_tor: bool,
    /// How often a request is tried in a row before giving up
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) tries: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_verbs_help_is_pinned() {
        let pinned = include_str!("../tests/snapshots/help.trycmd");
        for verb in candour_cli::arguments::verbs::<Cli>() {
            assert!(pinned.contains(&format!("$ {verb} --help\n")), "{verb} --help");
        }
    }
}
