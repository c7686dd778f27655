//! The project's own chores: `cargo xtask demo|test|check|lint|bench|…`. Parses, runs, says how long each step took.

mod advisories;
mod bench;
mod check;
mod demo;
mod examples;
mod fetch;
mod fuzz;
mod install;
mod lint;
mod mutants;
mod output;
mod page_tests;
mod plan;
#[path = "../../tests/stories/port.rs"]
#[allow(clippy::unwrap_used, reason = "shared with the stories: claims of ports, and nothing from outside")]
mod port;
mod programs;
mod release;
mod rust_tests;
mod screenshots;
mod step;
mod test;
mod web;

use std::process::ExitCode;
use std::time::Instant;

use release::Chore;
use step::Failed;
use test::Kind;

/// What is said when no chore is named.
const USAGE: &str = "\
usage: cargo xtask CHORE

  demo    a drop on loopback with throw-away keys; or one report all the way through   [--once]
  test    fetch what the tests need, then run all of them; with the lints beside them   [--lint]
  test KIND [NAME]   one kind, and of it those with NAME in their names
          KIND: rust, page, server, stories, browser, fuzz
  check   the inner loop, in about a minute: formatting, clippy, unit tests, the page's scripts
  lint    formatting, clippy, links in the documentation, licences, sources, advisories
  programs   build the four programs, each with its own features alone, into target/programs
  fuzz    run every fuzz target for a while   [--seconds N]
  mutants CRATE [SHARE]   which changes to a crate's code its tests miss: of all of them, or of so many
  bench   measure speed, each figure beside a peer   [--short] [--only NAME] [--built] [--write]
  web     build what the browser loads into crates/web/dist, or see that it is up to date   [--check]
  screenshots FOLDER   every page and step, both languages, narrow and wide
  sign-release   sign this version's manifest: with the throw-away key, or a real one   [--check | --key FILE --out FILE]
  release-key FILE NAME   make a release key and print its public half
";

/// Finds the chore and runs it.
fn run(args: &[String]) -> Result<(), Failed> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["demo"] => demo::run(false),
        ["demo", "--once"] => demo::run(true),
        ["test"] => test::run(false),
        ["test", "--lint"] => test::run(true),
        ["test", kind, rest @ ..] => {
            let (kind, name) = kind_and_name(kind, rest)?;
            test::run_kind(kind, name)
        }
        ["check"] => check::run(),
        ["programs"] => programs::build(),
        ["screenshots", folder] => screenshots::run(folder),
        ["web"] => web::run(false),
        ["web", "--check"] => web::run(true),
        ["sign-release"] => release::run(Chore::Example),
        ["sign-release", "--check"] => release::run(Chore::Check),
        ["sign-release", "--key", key, "--out", out] => release::run(Chore::Real { key, out }),
        ["release-key", file, name] => release::make_key(file, name),
        ["lint"] => lint::run(),
        ["fuzz"] => fuzz::run(20),
        ["fuzz", "--seconds", seconds] => fuzz::run(seconds.parse().map_err(|_| Failed::usage(USAGE))?),
        ["mutants", name] => mutants::run(name, None),
        ["mutants", name, share] => mutants::run(name, Some(share.parse().map_err(|_| Failed::usage(USAGE))?)),
        ["bench", rest @ ..] => bench::run(rest),
        ["help" | "--help" | "-h"] => {
            output::data(USAGE.as_bytes()).map_err(|source| Failed::File { path: "stdout".into(), source })
        }
        _ => Err(Failed::usage(USAGE)),
    }
}

/// What `test KIND [NAME]` names.
fn kind_and_name<'a>(kind: &str, rest: &[&'a str]) -> Result<(Kind, Option<&'a str>), Failed> {
    let word = |what: String, hint| Failed::Word { what, hint };
    let Some(known) = Kind::named(kind) else {
        return Err(word(format!("there is no kind of tests called {kind:?}"), Kind::WORDS));
    };
    match *rest {
        [] => Ok((known, None)),
        [name] if !name.starts_with('-') => Ok((known, Some(name))),
        [flag] => Err(word(format!("{flag:?} is no name of a test"), "`cargo xtask test KIND [NAME]` takes no flags")),
        _ => Err(word("more than one name".to_owned(), "one NAME; put a name with spaces into quotes")),
    }
}

fn main() -> ExitCode {
    let begun = Instant::now();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = run(&args);
    step::summary(begun);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            step::say(&format!("\nxtask: error: {failed}"));
            ExitCode::FAILURE
        }
    }
}
