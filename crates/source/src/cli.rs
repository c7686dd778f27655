//! The command line. Owns names, help and defaults of all verbs; does nothing.

mod names;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use self::names::{CategoryName, KindName, RoleName};
use crate::browser::System;

/// Seal a report of police corruption or serious abuse on this machine, so that only integrity units can open it, and send it.
#[derive(Debug, Parser)]
#[command(name = "candour-source", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Seal a report into a file, to be uploaded by hand or by `send --sealed`
    Seal(Seal),
    /// Seal a report and send it, or send a sealed file
    Send(Send),
    /// Look whether the units have replied to a codename
    Check(Check),
    /// Draw a codename and print it, to be put into a file for --codename-file
    Codename,
    /// Show the ten words of a desk card's fingerprint
    Fingerprint(Fingerprint),
    /// Fetch, look at or pin a desk card
    #[command(subcommand)]
    Card(Card),
    /// Look at a drop's pages as Tor Browser would, and compare every byte with what its version sends
    VerifyPage(VerifyPage),
}

/// `verify-page`.
#[derive(Debug, Args)]
pub(crate) struct VerifyPage {
    /// The way there
    #[command(flatten)]
    pub(crate) way: Way,
    /// The public key of whoever releases this software, as NAME+ID+KEY
    #[arg(long, value_name = "KEY")]
    pub(crate) release_key: Option<String>,
    /// A folder with a pinned card, to compare the drop's card with
    #[arg(long, value_name = "FOLDER", conflicts_with = "fingerprint_file")]
    pub(crate) pins: Option<PathBuf>,
    /// Compare the drop's card with the ten words in this file
    #[arg(long, value_name = "FILE")]
    pub(crate) fingerprint_file: Option<PathBuf>,
    /// Ask as a browser on this system would; without it each visit takes one by chance
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) system: Option<System>,
}

/// `seal`.
#[derive(Debug, Args)]
pub(crate) struct Seal {
    /// The sealed file to write; an existing file is never overwritten
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The desk card to seal to; without it, the one pinned in the folder of --pins
    #[arg(long, value_name = "FILE")]
    pub(crate) card: Option<PathBuf>,
    /// How the card is trusted
    #[command(flatten)]
    pub(crate) trust: Trust,
    /// How it is answered
    #[command(flatten)]
    pub(crate) answer: Answer,
    /// What is reported
    #[command(flatten)]
    pub(crate) report: Report,
}

/// `send`.
#[derive(Debug, Args)]
pub(crate) struct Send {
    /// The way there
    #[command(flatten)]
    pub(crate) way: Way,
    /// Send this sealed file instead of writing a report; broken off, the same command goes on where it stopped
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "scratch", "Trust", "Answer", "Report"])]
    pub(crate) sealed: Option<PathBuf>,
    /// Keep the sealed report in this file too, so that sending can go on in a later run
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Folder for the sealed report while it is sent, if it is larger than 64 KiB [default: the system's temporary folder]
    #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
    pub(crate) scratch: Option<PathBuf>,
    /// Give up after so many failures in a row
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) tries: u32,
    /// How the card is trusted
    #[command(flatten)]
    pub(crate) trust: Trust,
    /// How it is answered
    #[command(flatten)]
    pub(crate) answer: Answer,
    /// What is reported
    #[command(flatten)]
    pub(crate) report: Report,
}

/// `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The way there
    #[command(flatten)]
    pub(crate) way: Way,
    /// Give up after so many failures in a row
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) tries: u32,
    /// How the card is trusted
    #[command(flatten)]
    pub(crate) trust: Trust,
    /// Take the codename from this file (mode 0600) instead of asking for it
    #[arg(long, value_name = "FILE")]
    pub(crate) codename_file: Option<PathBuf>,
    /// The report was kept from this unit; may be given again. Only needed on a card of many units, where not every choice is tried
    #[arg(long, value_name = "UNIT")]
    pub(crate) earlier_left_out: Vec<String>,
    /// For a call handler: show the replies in lines to be read out, page by page, and leave none on the terminal
    #[arg(long)]
    pub(crate) call: bool,
}

/// `fingerprint`.
#[derive(Debug, Args)]
pub(crate) struct Fingerprint {
    /// The desk card
    pub(crate) card: PathBuf,
}

/// `card …`.
#[derive(Debug, Subcommand)]
pub(crate) enum Card {
    /// Fetch the desk card from a drop into a file
    Fetch(Fetch),
    /// Show what a desk card says
    Show(Show),
    /// Compare a desk card with its published fingerprint and keep both in a folder
    Pin(Pin),
}

/// `card fetch`.
#[derive(Debug, Args)]
pub(crate) struct Fetch {
    /// The way there
    #[command(flatten)]
    pub(crate) way: Way,
    /// The file to write; an existing file is never overwritten
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// `card show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The desk card
    pub(crate) card: PathBuf,
}

/// `card pin`.
#[derive(Debug, Args)]
pub(crate) struct Pin {
    /// The desk card
    pub(crate) card: PathBuf,
    /// The folder to keep it in, made if needed; one folder for each drop
    #[arg(long, value_name = "FOLDER")]
    pub(crate) pins: PathBuf,
    /// Take the ten words from this file instead of asking for them
    #[arg(long, value_name = "FILE")]
    pub(crate) fingerprint_file: Option<PathBuf>,
}

/// The way to a drop.
#[derive(Debug, Args)]
pub(crate) struct Way {
    /// The drop's address, such as NAME.onion
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    /// Go through Tor's SOCKS port, for example 127.0.0.1:9050; every visit takes a circuit of its own
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) socks: Option<String>,
    /// Reach a drop on another machine without Tor: whoever watches the network sees it
    #[arg(long)]
    pub(crate) without_tor: bool,
}

/// How a card comes to be trusted.
#[derive(Debug, Args)]
#[group(id = "Trust", multiple = true)]
pub(crate) struct Trust {
    /// A folder with a pinned card and fingerprint; a newer card of the same units is kept there
    #[arg(long, value_name = "FOLDER")]
    pub(crate) pins: Option<PathBuf>,
    /// Take the ten words of the published fingerprint from this file instead of asking for them
    #[arg(long, value_name = "FILE")]
    pub(crate) fingerprint_file: Option<PathBuf>,
    /// Accept the throwaway keys of a demo drop, which anybody can open
    #[arg(long)]
    pub(crate) demo: bool,
}

/// How the report is answered. Without any of these a new codename is shown and typed back, which needs a terminal.
#[derive(Debug, Args)]
#[group(id = "Answer", multiple = true)]
pub(crate) struct Answer {
    /// Continue an earlier report: ask for its codename. The report goes to the same units, if no other option says otherwise
    #[arg(long = "continue")]
    pub(crate) follow_up: bool,
    /// Take the codename from this file (mode 0600), for a first report or for one that continues an earlier one
    #[arg(long, value_name = "FILE")]
    pub(crate) codename_file: Option<PathBuf>,
    /// Send without a codename: nobody can answer, and no later report can continue this one
    #[arg(long, conflicts_with_all = ["follow_up", "codename_file"])]
    pub(crate) no_codename: bool,
    /// The report that is continued was kept from this unit; may be given again. Only needed where no reply tells it
    #[arg(long, value_name = "UNIT", conflicts_with = "no_codename")]
    pub(crate) earlier_left_out: Vec<String>,
    /// Send to every unit on the card, also where the report that is continued was kept from some
    #[arg(long, conflicts_with_all = ["no_codename", "leave_out"])]
    pub(crate) every_unit: bool,
}

/// What is reported.
#[derive(Debug, Args)]
#[group(id = "Report", multiple = true)]
pub(crate) struct Report {
    /// Read the report's text from this file, or from standard input if it is `-`; without it, your EDITOR is opened
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Attach a file; may be given again
    #[arg(long, value_name = "FILE")]
    pub(crate) attach: Vec<PathBuf>,
    /// Let the units see the attachments' own names
    #[arg(long)]
    pub(crate) keep_names: bool,
    /// What kind of matter it is
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) category: Option<CategoryName>,
    /// The police force of the person whom it concerns
    #[arg(long, value_name = "NAME")]
    pub(crate) police_force: Option<String>,
    /// What this person is there
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<RoleName>,
    /// The language of the report, and of a reply
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(crate) language: String,
    /// Keep the report from this unit of the card; may be given again. It can see only that there is a report it cannot open
    #[arg(long, value_name = "UNIT")]
    pub(crate) leave_out: Vec<String>,
    /// The keys to seal to: hybrid resists quantum computers, classic opens with stock age
    #[arg(long, value_name = "KIND", default_value = "hybrid")]
    pub(crate) kind: KindName,
    /// Say in the report that a call handler typed it for a caller; the codename is shown spelled, to be read out and read back
    #[arg(long)]
    pub(crate) call: bool,
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
        let pinned = include_str!("../tests/cmd/help.trycmd");
        for verb in candour_cli::arguments::verbs::<Cli>() {
            assert!(pinned.contains(&format!("$ {verb} --help\n")), "{verb} --help");
        }
    }
}
