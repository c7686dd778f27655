//! candour-source: seal a report on the source's own machine, and send it.
#![doc = include_str!("../README.md")]

mod answering;
mod attachments;
mod boards;
mod browser;
mod cli;
mod codename;
mod composing;
mod day;
mod doubt;
mod error;
#[cfg(test)]
mod errors;
mod inspection;
mod net;
mod pins;
#[cfg(test)]
#[path = "../../../tests/stories/port.rs"]
mod port;
mod resume;
mod sealed_bytes;
mod sealed_file;
#[cfg(test)]
mod test_cards;
#[cfg(test)]
mod test_typist;
mod told;
mod trust;
mod verbs;
mod writing;

use std::process::ExitCode;

use candour_cli::{Voice, arguments, harden};

use crate::cli::{Cli, Verb};

/// Parses, runs, says how it ended.
fn main() -> ExitCode {
    harden::no_core_dumps();
    let voice = Voice::new("candour-source");
    let cli: Cli = match arguments::parse(&voice) {
        Ok(cli) => cli,
        Err(exit) => return exit.into(),
    };
    let outcome = match &cli.verb {
        Verb::Seal(arguments) => verbs::seal::run(arguments, &voice),
        Verb::Send(arguments) => verbs::send::run(arguments, &voice),
        Verb::Check(arguments) => verbs::check::run(arguments, &voice),
        Verb::Codename => verbs::codename::run(&voice),
        Verb::Fingerprint(arguments) => verbs::fingerprint::run(arguments, &voice),
        Verb::Card(arguments) => verbs::card::run(arguments, &voice),
        Verb::VerifyPage(arguments) => verbs::verify_page::run(arguments, &voice),
    };
    voice.finish(outcome).into()
}
