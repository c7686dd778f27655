//! candour-unit: the offline tool that opens reports. Parses the command line, runs the verb, gives the exit code.

use std::process::ExitCode;

use candour_cli::{Exit, Voice, arguments, harden};
use candour_unit::{cli::Cli, verb};

/// How the program speaks.
const VOICE: Voice = Voice::new("candour-unit");

fn main() -> ExitCode {
    harden::no_core_dumps();
    let exit = match arguments::parse::<Cli>(&VOICE) {
        Ok(cli) => VOICE.finish(verb::run(cli, VOICE)),
        Err(exit) => exit,
    };
    Exit::into(exit)
}
