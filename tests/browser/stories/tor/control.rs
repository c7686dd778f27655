//! A node's control connection. Owns the little of that protocol that is needed here.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::patience::until;

/// The connection. The node ends when it is closed.
pub(crate) struct Control {
    lines: BufReader<UnixStream>,
    /// Onions, without the ending, whose descriptor a directory has taken.
    uploaded: Vec<String>,
}

impl Control {
    /// Connects to the node of this folder, and takes it over.
    pub(crate) fn open(node: &Path) -> Self {
        let stream = until("a control socket", || UnixStream::connect(node.join("control")).ok());
        let cookie = until("a control cookie", || fs::read(node.join("cookie")).ok().filter(|bytes| bytes.len() == 32));
        let mut control = Self { lines: BufReader::new(stream), uploaded: Vec::new() };
        let cookie: String = cookie.iter().map(|byte| format!("{byte:02x}")).collect();
        control.ask(&format!("AUTHENTICATE {cookie}"));
        control.ask("TAKEOWNERSHIP");
        control
    }

    /// Sends a command, which must be taken.
    pub(crate) fn ask(&mut self, command: &str) {
        self.lines.get_mut().write_all(format!("{command}\r\n").as_bytes()).unwrap();
        let answer = loop {
            let line = self.line().expect("tor answers");
            // What begins with 650 is news that nobody waits for here.
            if !line.starts_with("650") {
                break line;
            }
        };
        let word = command.split(' ').next().unwrap();
        assert!(answer.starts_with("250 ") || answer.starts_with("251 "), "tor, asked to {word}: {answer}");
    }

    /// Waits until the descriptor of each onion is with a directory.
    pub(crate) fn wait_for_uploads(&mut self, onions: &[&str], time: Duration) {
        let end = Instant::now() + time;
        self.lines.get_ref().set_read_timeout(Some(Duration::from_secs(1))).unwrap();
        while !onions.iter().all(|onion| self.uploaded.iter().any(|name| name == onion.trim_end_matches(".onion"))) {
            assert!(Instant::now() < end, "no descriptor of {onions:?} was taken");
            let _ = self.line();
        }
        self.lines.get_ref().set_read_timeout(None).unwrap();
    }

    /// Gives every later line to `each`, until the node ends.
    pub(crate) fn listen(mut self, mut each: impl FnMut(&str)) {
        let mut line = String::new();
        while self.lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            each(&line);
            line.clear();
        }
    }

    /// The next line, noted if it tells of a descriptor; `None` if none came in time.
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line).ok()?;
        assert!(read > 0, "tor keeps its control connection");
        let words: Vec<_> = line.split_whitespace().collect();
        if let ["650", "HS_DESC", "UPLOADED", onion, ..] = words[..] {
            self.uploaded.push(onion.to_owned());
        }
        Some(line)
    }
}
