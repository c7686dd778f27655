//! The verbs, one file each: what a command line asks for, done in order, and said.

mod cases;
mod desk_card;
mod init;
mod list;
mod open;
mod parcel;
mod reply;
mod show;

use std::path::PathBuf;

use candour_cli::prompt::Tty;
use candour_cli::{Exit, Voice, voice};

use crate::cli::{Cli, Verb};
use crate::error::UnitError;
use crate::home::HomeError;

/// Does what the command line asks for.
///
/// # Errors
/// A [`UnitError`].
pub fn run(cli: Cli, speaker: Voice) -> Result<Exit, UnitError> {
    let home = home(cli.home)?;
    match cli.verb {
        Verb::Init(arguments) => init::run(&home, arguments, speaker, &mut Tty),
        Verb::DeskCard(verb) => desk_card::run(&home, verb, speaker, &mut Tty),
        Verb::Open(arguments) => open::run(&home, &arguments, speaker, &mut Tty),
        Verb::List => list::run(&home),
        Verb::Show(arguments) => show::run(&home, &arguments, speaker),
        Verb::Cases => cases::list(&home),
        Verb::Case(arguments) => cases::show(&home, &arguments, &mut Tty),
        Verb::Reply(arguments) => reply::run(&home, &arguments, speaker, &mut Tty),
        Verb::Withdraw(arguments) => reply::withdraw(&home, arguments.reply),
        Verb::Parcel(arguments) => parcel::run(&home, &arguments, speaker, &mut Tty),
    }
}

/// Where the unit's home is.
fn home(given: Option<PathBuf>) -> Result<PathBuf, UnitError> {
    let own = || std::env::home_dir().map(|own| own.join("candour-unit"));
    given.or_else(own).ok_or_else(|| HomeError::NoHome { path: PathBuf::from("candour-unit") }.into())
}

/// Data to stdout.
fn say(text: &str) -> Result<(), UnitError> {
    voice::data(text.as_bytes()).map_err(UnitError::Stdout)
}
