//! Parsing a command line. Owns how a usage error looks; knows no program's arguments.

use std::ffi::OsString;
use std::io::Write as _;

use clap::{Command, CommandFactory, Parser};

use crate::{Exit, Voice, sanitize, voice};

/// Parses the process's own command line.
///
/// # Errors
/// The exit code to leave with at once: [`Exit::Done`] after `--help` or `--version`, [`Exit::Usage`] otherwise, both already said.
pub fn parse<T: Parser>(speaker: &Voice) -> Result<T, Exit> {
    parse_from(speaker, std::env::args_os())
}

/// Parses a given command line; the first word is the program's own name.
///
/// # Errors
/// As [`parse`].
pub fn parse_from<T: Parser>(speaker: &Voice, words: impl IntoIterator<Item = OsString>) -> Result<T, Exit> {
    T::try_parse_from(words).map_err(|error| {
        let text = error.render().to_string();
        if error.use_stderr() {
            // A missing verb shows the help instead of an error.
            let name = if text.starts_with("error:") { format!("{}: ", speaker.tool()) } else { String::new() };
            let text = format!("{name}{}", sanitize::text(&text));
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
            Exit::Usage
        } else {
            match voice::data(text.as_bytes()) {
                Ok(()) => Exit::Done,
                Err(_) => Exit::Failed,
            }
        }
    })
}

/// The program's name alone, and with each verb and each verb's verbs: what tests look for among the pinned helps.
#[must_use]
pub fn verbs<T: CommandFactory>() -> Vec<String> {
    fn below(command: &Command, before: &str, all: &mut Vec<String>) {
        let words = format!("{before}{}", command.get_name());
        command.get_subcommands().for_each(|verb| below(verb, &format!("{words} "), all));
        all.push(words);
    }
    let mut all = Vec::new();
    below(&T::command(), "", &mut all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Parser)]
    #[command(version)]
    struct Arguments {
        #[arg(long)]
        number: u8,
    }

    #[derive(Debug, Parser)]
    #[command(name = "candour-x")]
    enum Verbs {
        One,
        #[command(subcommand)]
        Two(Below),
    }

    #[derive(Debug, clap::Subcommand)]
    enum Below {
        Three,
    }

    #[test]
    fn every_verb_is_found() {
        assert_eq!(verbs::<Verbs>(), ["candour-x one", "candour-x two three", "candour-x two", "candour-x"]);
    }

    fn parsed(words: &[&str]) -> Result<Arguments, Exit> {
        parse_from(&Voice::new("candour-x"), words.iter().map(OsString::from))
    }

    #[test]
    fn help_is_done_and_a_wrong_word_is_usage() {
        assert_eq!(parsed(&["candour-x", "--help"]).unwrap_err(), Exit::Done);
        assert_eq!(parsed(&["candour-x", "--wrong"]).unwrap_err(), Exit::Usage);
        assert_eq!(parsed(&["candour-x", "--number", "7"]).unwrap().number, 7);
    }
}
