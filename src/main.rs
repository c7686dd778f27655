//! The server program: parses, runs one verb, leaves with its exit code.

use std::process::ExitCode;

use candour::cli::{Cli, Verb};
use candour::config::Config;
use candour::keys::Folder;
use candour::serve::{Ended, RESTART};
use candour::{card, clock, init, serve, status};
use candour_cli::{Exit, Voice, arguments, harden};

/// The program's name on stderr.
const VOICE: Voice = Voice::new("candour");

fn main() -> ExitCode {
    harden::no_core_dumps();
    match arguments::parse::<Cli>(&VOICE) {
        Ok(cli) => run(cli).into(),
        Err(exit) => exit.into(),
    }
}

/// Runs the verb; every error is said here.
fn run(cli: Cli) -> Exit {
    let config = match Config::read(&cli.config) {
        Ok(config) => config,
        Err(error) => return VOICE.error(&error),
    };
    match cli.verb {
        Verb::Init { onion, name } => VOICE.finish(init::run(&VOICE, &config, onion, name)),
        Verb::Card { file } => {
            let installed = card::install(&Folder::new(config.keys()), &file, config.demo, clock::today());
            VOICE.finish(installed.map(|card| {
                VOICE.note(&format!("desk card number {} is installed; its fingerprint is", card.number()));
                VOICE.note(&card.fingerprint().to_string());
                VOICE.note("compare it with what the units publish; then restart the server, or send it SIGHUP");
                Exit::Done
            }))
        }
        Verb::Serve => match serve::run(&VOICE, &config) {
            Ok(Ended::Latched) => leave(),
            other => VOICE.finish(other.map(Exit::from)),
        },
        Verb::Status => VOICE.finish(status::run(&VOICE, &config)),
    }
}

/// Leaves at once: dropping a failed engine would never end.
#[allow(clippy::exit, reason = "the failed engine's own shutdown hangs; the supervisor starts a new process")]
fn leave() -> Exit {
    std::process::exit(i32::from(RESTART))
}
