//! The real program in a process of its own, on unix sockets with PROXY lines, as Tor would use it.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use candour::proxy_line::ProxyLine;

use crate::card::{self, Kind};

/// Long enough for any machine; only a fault waits so long.
const PATIENCE: Duration = Duration::from_secs(600);
/// The server's own patience, so that a test which waits for the processor is not taken for a client that has gone.
const PATIENT: &str = "header_seconds = 3600\nidle_seconds = 3600\nstop_seconds = 120\n";

/// A running server and its folder.
pub(crate) struct Running {
    pub(crate) folder: PathBuf,
    child: Child,
    lines: mpsc::Receiver<String>,
    said: String,
}

impl Running {
    /// Makes a drop in `folder` and starts it.
    pub(crate) fn new(folder: &Path, limits: &str) -> Self {
        card::make(folder, Some(Kind::today()));
        let data = folder.display();
        let text_reports = if limits.contains("text_reports") { "" } else { "text_reports = 1000\n" };
        let config = format!(
            "data = '{data}'\n[public]\nlisten = 'unix:{data}/public.sock'\nproxy_line = true\n\
             [collect]\nlisten = 'unix:{data}/collect.sock'\nproxy_line = true\n[limits]\n{PATIENT}{text_reports}{limits}"
        );
        std::fs::write(folder.join("candour.toml"), config).unwrap();
        Self::start(folder)
    }

    /// Starts the server on a folder that is there, and waits until it is ready.
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_with(folder, command(folder, "serve"))
    }

    /// Starts the server by another command.
    pub(crate) fn start_with(folder: &Path, mut serve: Command) -> Self {
        let mut child = serve.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        let mut running = Self { folder: folder.to_owned(), child, lines, said: String::new() };
        while !running.said.contains("ready\n") {
            let line = running.lines.recv_timeout(PATIENCE);
            let _ = writeln!(running.said, "{}", line.expect("the server becomes ready"));
        }
        running
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the process with no chance to put anything away.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for its own end; gives its exit code and all that it said.
    pub(crate) fn ended(mut self) -> (Option<i32>, String) {
        let code = self.child.wait().unwrap().code();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            let _ = writeln!(self.said, "{line}");
        }
        (code, std::mem::take(&mut self.said))
    }

    /// Tells it to stop with a signal; gives its exit code and all that it said.
    pub(crate) fn stop(self, signal: &str) -> (Option<i32>, String) {
        // The shell's own word: a small Debian has no program of this name.
        let told = Command::new("sh").args(["-c", "kill \"$0\" \"$1\"", signal, &self.id().to_string()]).status();
        let told = told.unwrap();
        assert!(told.success());
        self.ended()
    }

    /// A stream that begins with Tor's line.
    pub(crate) fn connect(&self, circuit: u32) -> UnixStream {
        connect(&self.folder, circuit)
    }

    /// The peak of its resident memory, in MiB.
    fn peak_mib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1024
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with a verb.
pub(crate) fn command(folder: &Path, verb: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candour"));
    command.arg("--config").arg(folder.join("candour.toml")).arg(verb);
    command
}

fn connect(folder: &Path, circuit: u32) -> UnixStream {
    let mut stream = UnixStream::connect(folder.join("public.sock")).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(ProxyLine { circuit, port: 80 }.to_string().as_bytes()).unwrap();
    stream
}

/// The head of a `POST /reports`.
fn post_head(length: usize) -> String {
    format!("POST /reports HTTP/1.1\r\nHost: drop\r\nContent-Type: application/age\r\nContent-Length: {length}\r\n\r\n")
}

/// The status of an answer, and everything after it until the stream ends or the body of a report's answer is there.
fn status_of(stream: &mut UnixStream) -> Option<(u16, String)> {
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&answer).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
            if body.len() >= length {
                return Some((head.get(9..12)?.parse().ok()?, body.to_owned()));
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(len) => answer.extend_from_slice(&piece[..len]),
        }
    }
}

/// Submits a report on a circuit of its own; `None` if no answer came.
fn submit(folder: &Path, circuit: u32, blob: &[u8]) -> Option<u16> {
    let mut stream = UnixStream::connect(folder.join("public.sock")).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!("{}{}", ProxyLine { circuit, port: 80 }, post_head(blob.len()));
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(blob).ok()?;
    status_of(&mut stream).map(|(status, _)| status)
}

/// What the server holds, read from its folder while it is not running.
fn held(folder: &Path) -> candour_store::Store {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match candour_store::Store::open(&folder.join("store"), candour_store::Options::default()) {
            Ok((store, _)) => return store,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
    }
}

mod disk;
mod parcels;
mod story;
