//! A terminal of the kernel's, and a program at it.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::run::code;

/// Puts up a screen of its own.
pub(crate) const ENTER: &str = "\u{1b}[?1049h";
/// Takes it away.
pub(crate) const LEAVE: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H\u{1b}[?1049l";

/// The side of somebody who looks and types.
pub(crate) struct Terminal {
    side: File,
    child: Child,
    /// Everything that was shown and waited for.
    seen: String,
    /// What was shown after it.
    rest: String,
}

impl Terminal {
    /// Runs a program at it, which it has for stdin, stdout and stderr.
    pub(crate) fn run(mut command: Command) -> Self {
        let side = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&side).unwrap();
        unlockpt(&side).unwrap();
        let name = ptsname(&side, Vec::new()).unwrap();
        let theirs = File::from(open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap());
        command.stdin(theirs.try_clone().unwrap()).stdout(theirs.try_clone().unwrap()).stderr(theirs);
        let child = command.spawn().unwrap();
        Self { side: File::from(side), child, seen: String::new(), rest: String::new() }
    }

    /// Waits until this is shown; what was shown since the last wait, up to its end.
    pub(crate) fn until(&mut self, text: &str) -> String {
        loop {
            if let Some((since, rest)) = self.rest.split_once(text) {
                let (since, rest) = (format!("{since}{text}"), rest.to_owned());
                self.seen.push_str(&since);
                self.rest = rest;
                return since;
            }
            assert!(self.read(), "{text:?} was not shown: {}{}", self.seen, self.rest);
        }
    }

    /// Types a line.
    pub(crate) fn line(&mut self, line: &str) {
        self.keys(&format!("{line}\n"));
    }

    /// Types these keys.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.side.write_all(keys.as_bytes()).unwrap();
    }

    /// Reads more; `false` at the end.
    fn read(&mut self) -> bool {
        let mut piece = [0; 4096];
        // A terminal whose last program has gone gives an error, not an end.
        let read = self.side.read(&mut piece).unwrap_or(0);
        self.rest.push_str(&String::from_utf8_lossy(&piece[..read]));
        read > 0
    }

    /// Waits for the program's end; its exit code, and everything that was shown.
    pub(crate) fn end(mut self) -> (i32, String) {
        while self.read() {}
        (code(self.child.wait().unwrap()), self.seen + &self.rest)
    }
}
