//! A program that runs beside the stories. It ends with this value, also when a story panics, and with it whatever it started: each is
//! the first of a process group of its own.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

/// The program.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts it, with nothing to read.
    pub(crate) fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        Self { child: child.unwrap_or_else(|why| panic!("{command:?}: {why} (cargo xtask test installs it)")) }
    }

    /// Whether it has ended by itself. It is not waited for, so that its id stays its own.
    pub(crate) fn has_ended(&self) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        !matches!(waitid(WaitId::Pid(Pid::from_child(&self.child)), options), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Not waited for yet, so its id, and with it the group's, is nobody else's.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
    }
}
