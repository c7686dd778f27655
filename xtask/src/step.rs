//! One step of a chore: a program that is run, said before and timed after. Owns the list of seconds per step.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

/// Steps so far, with their seconds.
static TIMES: Mutex<Vec<(String, f64)>> = Mutex::new(Vec::new());

/// Why a chore ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    /// The command line was off.
    #[error("{0}")]
    Usage(&'static str),
    /// A program could not be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// Which.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program ended with an error.
    #[error("step failed: {0}")]
    Step(String),
    /// A file of the chore could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Failed {
    /// The command line was off.
    pub(crate) const fn usage(text: &'static str) -> Self {
        Self::Usage(text)
    }
}

/// Says a line on stderr. A closed stderr is no reason to stop.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// A program, to be started in the workspace's folder.
pub(crate) fn program(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args).current_dir(root());
    command
}

/// `cargo`, the one that runs this.
pub(crate) fn cargo(args: &[&str]) -> Command {
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), args)
}

/// Whether a program is there: whether it starts and ends well with these arguments.
pub(crate) fn there(name: &str, args: &[&str]) -> bool {
    let status = program(name, args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Runs a step: says it, waits for its end, notes its seconds.
pub(crate) fn step(name: &str, mut command: Command) -> Result<(), Failed> {
    say(&format!("\n=== {name}"));
    timed(name, || {
        let status = command.stdin(Stdio::null()).status().map_err(|source| Failed::Start {
            program: command.get_program().to_string_lossy().into_owned(),
            source,
        })?;
        if status.success() { Ok(()) } else { Err(Failed::Step(name.to_owned())) }
    })
}

/// Runs a step that runs tests, showing what it says; how many passed and failed, as cargo counts them.
pub(crate) fn count(name: &str, mut command: Command) -> Result<Count, Failed> {
    say(&format!("\n=== {name}"));
    let mut count = Count::default();
    timed(name, || {
        let start = |source| Failed::Start { program: "cargo".to_owned(), source };
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(start)?;
        for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
            let line = line.map_err(start)?;
            count.add(&line);
            let _ = writeln!(std::io::stdout(), "{line}");
        }
        let status = child.wait().map_err(start)?;
        if status.success() { Ok(()) } else { Err(Failed::Step(name.to_owned())) }
    })?;
    Ok(count)
}

/// Tests that ran.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    /// As they should.
    pub(crate) passed: u64,
    /// Otherwise.
    pub(crate) failed: u64,
}

impl Count {
    /// Adds what a closing line of cargo's says: `test result: ok. 3 passed; 0 failed; …`.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let words: Vec<&str> = counts.split([' ', ';']).collect();
        for pair in words.windows(2) {
            let [number, word] = pair else { continue };
            let number = number.parse().unwrap_or(0);
            match *word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// Notes the seconds of anything.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
    let begun = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { "" } else { " (failed)" };
    if let Ok(mut times) = TIMES.lock() {
        times.push((format!("{name}{mark}"), begun.elapsed().as_secs_f64()));
    }
    outcome
}

/// Prints the seconds of every step.
pub(crate) fn summary() {
    let Ok(times) = TIMES.lock() else { return };
    if times.is_empty() {
        return;
    }
    say("\nseconds per step");
    for (name, seconds) in times.iter() {
        say(&format!("{seconds:8.1}  {name}"));
    }
    say(&format!("{:8.1}  all", times.iter().map(|(_, seconds)| seconds).sum::<f64>()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut count = Count::default();
        count.add("test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.02s");
        count.add("test a::b ... test result: FAILED. 1 passed; 2 failed; 0 ignored");
        count.add("test says_2_failed ... ok");
        assert_eq!(count + Count::default(), Count { passed: 13, failed: 2 });
    }
}
