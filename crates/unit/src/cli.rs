//! The command line. Owns its words; does nothing.

use std::path::PathBuf;

use candour_cli::passphrase::PassphraseSource;
use candour_desk_card::{Phone, PhoneKind, Title};
use candour_note::KeyName;
use clap::{Args, Parser, Subcommand};

use crate::day;

/// Open reports on an integrity unit's air-gapped machine
#[derive(Debug, Parser)]
#[command(name = "candour-unit", version, disable_help_subcommand = true)]
pub struct Cli {
    /// The unit's home folder [default: candour-unit in your own home folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make the unit's keys and its unit card
    Init(Init),
    /// Make, sign and check desk cards
    #[command(subcommand)]
    DeskCard(DeskCardVerb),
    /// Open a bundle that the courier brought
    Open(Open),
    /// List what is held
    List,
    /// Show a report and its attachments
    Show(Show),
    /// List the cases: reports of one source on one matter
    Cases,
    /// Show a case: its reports and replies in order
    Case(Case),
    /// Write a reply to the source of a case; it waits for the next parcel
    Reply(Reply),
    /// Take back a reply of which nothing was sent yet
    Withdraw(Withdraw),
    /// Make the next parcel for the courier: the board, with what waits
    Parcel(Parcel),
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The unit's name on cards, such as integrity.example: a-z, 0-9, dot, hyphen
    #[arg(long)]
    pub name: KeyName,
    /// The unit's name as people read it
    #[arg(long, value_parser = title)]
    pub title: Title,
    /// Make throw-away keys, good for demo desk cards only
    #[arg(long)]
    pub demo: bool,
    /// Make a desk card too, with this unit alone, for the drop of this drop card
    #[arg(long, value_name = "FILE", requires = "out")]
    pub drop_card: Option<PathBuf>,
    /// Where that desk card goes
    #[arg(long, value_name = "FILE", requires = "drop_card")]
    pub out: Option<PathBuf>,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// `desk-card`.
#[derive(Debug, Subcommand)]
pub enum DeskCardVerb {
    /// Make a desk card of a drop card and unit cards, and sign it
    Make(MakeDeskCard),
    /// Look at a desk card that another unit made, and sign it
    Sign(SignDeskCard),
    /// Check a desk card; keep it if it is complete and this unit signed it
    Check(CheckDeskCard),
}

/// `desk-card make`.
#[derive(Debug, Args)]
pub struct MakeDeskCard {
    /// The drop's card, as `candour init` printed it
    #[arg(long, value_name = "FILE")]
    pub drop_card: PathBuf,
    /// Another unit's card; this unit's own is always on the desk card
    #[arg(long = "unit-card", value_name = "FILE")]
    pub unit_cards: Vec<PathBuf>,
    /// The card's number: higher than that of the card before it
    #[arg(long, default_value_t = 1)]
    pub number: u32,
    /// The first day on which the card may be used, such as 2026-11-23 [default: today]
    #[arg(long, value_name = "DAY", value_parser = from_day)]
    pub first: Option<u32>,
    /// How many days the card may be used, the first one included
    #[arg(long, default_value_t = LIFE, value_parser = clap::value_parser!(u32).range(1..=91))]
    pub days: u32,
    /// How many recipients each report has, left-out units and throw-away ones included
    #[arg(long, default_value_t = candour_desk_card::DEFAULT_RECIPIENTS)]
    pub recipients: u16,
    /// A phone number that pages show, such as emergency=999; given once, only those given are shown
    #[arg(long = "phone", value_name = "KIND=NUMBER", value_parser = phone)]
    pub phones: Vec<Phone>,
    /// Where the desk card goes
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// Days that a card may be used unless the command line says otherwise.
pub const LIFE: u32 = 91;

/// `desk-card sign`.
#[derive(Debug, Args)]
pub struct SignDeskCard {
    /// The desk card to sign
    pub card: PathBuf,
    /// Where the card with this unit's signature goes
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// `desk-card check`.
#[derive(Debug, Args)]
pub struct CheckDeskCard {
    /// The desk card to check
    pub card: PathBuf,
}

/// `open`.
#[derive(Debug, Args)]
pub struct Open {
    /// The bundle's folder
    pub bundle: PathBuf,
    /// Link sealed originals on the same disk instead of copying them; then never change or shred the bundle
    #[arg(long)]
    pub link: bool,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The beginning of the report's id, as `list` shows it
    pub id: String,
}

/// `case`.
#[derive(Debug, Args)]
pub struct Case {
    /// The case's number, as `cases` shows it
    pub number: u32,
    /// Show the texts of the replies too
    #[arg(long)]
    pub texts: bool,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// `reply`.
#[derive(Debug, Args)]
pub struct Reply {
    /// The case's number, as `cases` shows it
    pub case: u32,
    /// The text file; - for stdin [default: your editor]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// For a source with an age key of her own: a line of her report, by which she trusts the letter
    #[arg(long, value_name = "LINE")]
    pub quote: Option<String>,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// `withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// The reply's number, as `reply` said and `case` shows it
    pub reply: u32,
}

/// `parcel`.
#[derive(Debug, Args)]
pub struct Parcel {
    /// The folder to make, on the courier's medium
    pub out: PathBuf,
    /// The drop, where this unit holds desk cards of several
    #[arg(long, value_name = "ID")]
    pub drop: Option<String>,
    /// Write out an earlier parcel once more instead of making one: its medium was lost
    #[arg(long, value_name = "NUMBER")]
    pub again: Option<u32>,
    /// The passphrase
    #[command(flatten)]
    pub passphrase: PassphraseSource,
}

/// Reads a unit's title.
fn title(text: &str) -> Result<Title, &'static str> {
    text.parse().map_err(|_| "a title is one line of at most 120 bytes, without hidden characters")
}

/// Reads a day.
fn from_day(text: &str) -> Result<u32, &'static str> {
    day::from_text(text).ok_or("a day is written as 2026-11-23")
}

/// Reads a phone number.
fn phone(text: &str) -> Result<Phone, &'static str> {
    let wrong = "KIND is emergency, crime, anonymous-crime, reporting-line, police-conduct or whistleblowing-advice; \
                 NUMBER is digits with single spaces";
    let (kind, number) = text.split_once('=').ok_or(wrong)?;
    PhoneKind::of(kind).and_then(|kind| Phone::new(kind, number)).ok_or(wrong)
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

    #[test]
    fn a_card_lives_as_long_as_it_may() {
        assert_eq!(LIFE - 1, candour_desk_card::LONGEST_LIFE);
    }
}
