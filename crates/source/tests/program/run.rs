//! Runs the program without a terminal to ask at, in a folder of its own.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;

use crate::terminal::Terminal;
use crate::test_cards::TestCard;

/// A folder with a card and its fingerprint.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// Today's epoch.
pub(crate) fn today() -> u32 {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    u32::try_from(seconds / 86_400).unwrap()
}

/// What must lie in one day, which it is given: done again where a midnight came in between.
pub(crate) fn in_one_day<T>(mut work: impl FnMut(u32) -> T) -> T {
    loop {
        let day = today();
        let done = work(day);
        if today() == day {
            return done;
        }
    }
}

impl Place {
    /// A card of two units, in force, as `card`, with its words as `words`.
    pub(crate) fn new() -> Self {
        Self::with(&TestCard::in_force(today()))
    }

    /// The same with another card.
    pub(crate) fn with(card: &TestCard) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let card = card.make();
        place.write("card", card.to_bytes());
        place.write("words", card.fingerprint().to_string().as_bytes());
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// A file that nobody else can read.
    pub(crate) fn write_secret(&self, name: &str, content: &str) {
        candour_cli::secret_file::create(&self.path(name), content.as_bytes()).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// Names in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The program, in this folder; `setsid` takes its terminal away, so that it cannot wait for one.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("setsid");
        command.arg("--wait").arg(env!("CARGO_BIN_EXE_candour-source")).args(arguments).current_dir(self.folder.path());
        command.env_remove("VISUAL").env_remove("EDITOR");
        // A proxy in the environment must not matter.
        command.env("ALL_PROXY", "http://127.0.0.1:1").env("http_proxy", "http://127.0.0.1:1");
        command
    }

    /// The program at a terminal of its own.
    pub(crate) fn at_terminal(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let mut command = Command::new("setsid");
        command.args(["--ctty", "--wait", env!("CARGO_BIN_EXE_candour-source")]).args(arguments);
        command
            .current_dir(self.folder.path())
            .env("TERM", "xterm")
            .env_remove("VISUAL")
            .envs(environment.iter().copied());
        Terminal::run(command)
    }

    /// Runs it with something on stdin.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &str, environment: &[(&str, &str)]) -> Ran {
        let mut child = self
            .command(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses early does not read it.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        Ran::of(child.wait_with_output().unwrap(), self.folder.path())
    }

    /// Runs it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "", &[])
    }

    /// Waits until what was started ends.
    pub(crate) fn ended(&self, child: Child) -> Ran {
        Ran::of(child.wait_with_output().unwrap(), self.folder.path())
    }

    /// Starts it; its id is the child's.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

/// The code that a shell would see: a program that a signal ended has one too.
pub(crate) fn code(status: std::process::ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt as _;
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap())
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// With the folder's name and the drop's port taken out, so that it can be compared.
    fn of(output: Output, folder: &Path) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&*folder.to_string_lossy(), "FOLDER");
        Self { code: code(output.status), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Fails with what it said.
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self
    }

    /// The error's lines, after all notes.
    pub(crate) fn error(&self) -> String {
        match self.stderr.split_once("candour-source: error: ") {
            Some((_, error)) => format!("error: {error}"),
            None => panic!("no error: {}", self.stderr),
        }
    }
}
