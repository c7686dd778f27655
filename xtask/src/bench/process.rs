//! Programs that are measured: started, timed, and asked for their memory. Ends only what it started.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::trouble::Trouble;

/// Runs a program to its end; how long it took. Its own words are not shown unless it fails.
pub(crate) fn timed(command: &mut Command) -> Result<Duration, Trouble> {
    let name = command.get_program().to_owned();
    let begun = Instant::now();
    let output = command.stdin(Stdio::null()).output().map_err(Trouble::file(Path::new(&name)))?;
    let took = begun.elapsed();
    if output.status.success() {
        return Ok(took);
    }
    crate::step::say(&String::from_utf8_lossy(&output.stderr));
    Err(Trouble::Program(name.into()))
}

/// Runs a line of shell; how long it took. `set -e` holds, and a pipe fails with its first part.
pub(crate) fn timed_shell(script: &str, folder: &Path) -> Result<Duration, Trouble> {
    timed(Command::new("bash").args(["-e", "-o", "pipefail", "-c", script]).current_dir(folder))
}

/// Lets the disk finish what earlier rounds left to it, so that nobody pays for another's writes.
pub(crate) fn settle() -> Result<(), Trouble> {
    timed(&mut Command::new("sync")).map(drop)
}

/// A program that runs on until it is told to stop.
#[derive(Debug)]
pub(crate) struct Running(Child);

impl Running {
    /// Starts it.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Trouble> {
        let name = command.get_program().to_owned();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn();
        child.map(Self).map_err(Trouble::file(Path::new(&name)))
    }

    /// Whether it has ended by itself.
    pub(crate) fn ended(&mut self) -> bool {
        self.0.try_wait().is_ok_and(|status| status.is_some())
    }

    /// Tells it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> Result<(), Trouble> {
        let told = timed(Command::new("sh").args(["-c", &format!("kill -TERM {}", self.0.id())]));
        told?;
        let status = self.0.wait().map_err(Trouble::file(Path::new("candour")))?;
        if status.success() { Ok(()) } else { Err(Trouble::Program("candour".into())) }
    }

    /// Resident memory now and at its highest, in MiB.
    pub(crate) fn memory(&self) -> Result<Memory, Trouble> {
        let path = format!("/proc/{}/status", self.0.id());
        let text = std::fs::read_to_string(&path).map_err(Trouble::file(Path::new(&path)))?;
        let mib = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
            line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
        };
        Ok(Memory { now: mib("VmRSS:"), highest: mib("VmHWM:") })
    }
}

impl Drop for Running {
    /// A run that broke off leaves nothing running.
    fn drop(&mut self) {
        if !self.ended() {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

/// Resident memory, in MiB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Now.
    pub(crate) now: f64,
    /// The most so far.
    pub(crate) highest: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_pipe_is_a_failure() {
        let here = Path::new(".");
        assert!(timed_shell("true | true", here).is_ok());
        assert!(matches!(timed_shell("false | true", here), Err(Trouble::Program(_))));
    }

    #[test]
    fn a_running_program_has_memory_and_stops() {
        let mut running = Running::start(Command::new("sleep").arg("600")).unwrap();
        assert!(!running.ended() && running.memory().unwrap().highest > 0.0);
        assert!(running.stop().is_err(), "sleep does not end well when it is told to stop");
    }
}
