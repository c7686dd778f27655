//! candour-courier: collect sealed reports from the drop into a bundle, check one, and deliver units' parcels. Parses, hardens, runs.

mod card;
mod check;
mod cli;
mod collect;
mod counted;
mod deliver;
mod error;
mod fault;
mod fetch;
mod folder;
mod held;
mod papers;
mod parcel;
mod part;
mod remark;
mod site;
mod token;

use std::process::ExitCode;

use candour_cli::{Voice, arguments, harden};

use cli::{Cli, Verb};

/// Its name, as a user types it.
const NAME: &str = "candour-courier";

fn main() -> ExitCode {
    harden::no_core_dumps();
    let voice = Voice::new(NAME);
    let cli: Cli = match arguments::parse(&voice) {
        Ok(cli) => cli,
        Err(exit) => return exit.into(),
    };
    let outcome = match &cli.verb {
        Verb::Collect(what) => collect::run(&voice, what),
        Verb::Check(what) => check::run(what),
        Verb::Deliver(what) => deliver::run(&voice, what),
    };
    voice.finish(outcome).into()
}
