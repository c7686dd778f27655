//! One folder with everything of a story: a drop, its units, what the programs said. Owns making keys and cards with the programs
//! themselves, and the running server; does not know how the drop is reached.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::programs::program;

/// The passphrase of every story.
pub(crate) const PASSPHRASE: &str = "seven plain words for a story";
/// Only a fault waits so long.
const PATIENCE: Duration = Duration::from_secs(600);
/// The server's own patience, so that a program which waits for the processor is not taken for one that has gone.
const PATIENT: &str = "header_seconds = 3600\nidle_seconds = 3600\nstop_seconds = 120";

/// A drop and its units in one folder that is gone afterwards.
pub(crate) struct Scene {
    folder: tempfile::TempDir,
    server: Option<Server>,
}

/// The server, and what it has said.
struct Server {
    child: Child,
    said: JoinHandle<String>,
}

impl Scene {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("story").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let scene = Self { folder, server: None };
        candour_cli::secret_file::create(&scene.path("passphrase"), format!("{PASSPHRASE}\n").as_bytes()).unwrap();
        scene
    }

    /// Makes the drop's keys: its listeners as the configuration names them, its onion address if it has one, its limits.
    pub(crate) fn make_drop(&self, listeners: &str, onion: Option<&str>, limits: &str) {
        let config = format!("data = {:?}\n{listeners}\n[limits]\n{PATIENT}\n{limits}\n", self.path("drop"));
        fs::write(self.path("candour.toml"), config).unwrap();
        let onion = onion.map(|address| ["--onion", address]);
        let init = [&["--config", "candour.toml", "init"][..], onion.as_ref().map_or(&[], |words| &words[..])].concat();
        fs::write(self.path("drop-card"), self.ran("candour", &init).stdout).unwrap();
    }

    /// Makes one unit, whose home is `unit`, and the desk card with it alone.
    pub(crate) fn make_unit(&self) {
        let unit = ["--home", "unit", "init", "--name", "integrity.example", "--title", "Integrity Unit"];
        let cards = ["--drop-card", "drop-card", "--out", "desk-card", "--passphrase-file", "passphrase"];
        self.ran("candour-unit", &[&unit[..], &cards].concat());
    }

    /// Gives the drop the desk card, and publishes its fingerprint.
    pub(crate) fn install_card(&self) {
        let words = self.ran("candour-source", &["fingerprint", "desk-card"]);
        fs::write(self.path("published"), words.stdout).unwrap();
        self.ran("candour", &["--config", "candour.toml", "card", "desk-card"]);
    }

    /// Starts the server and waits until it is ready.
    pub(crate) fn start(&mut self) {
        let mut command = program("candour");
        command.args(["--config", "candour.toml", "serve"]).current_dir(self.folder.path());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (ready, wait) = mpsc::channel();
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            for line in lines.by_ref() {
                if line.ends_with(": ready") {
                    let _ = ready.send(());
                }
                said.push_str(&line);
                said.push('\n');
            }
            said
        });
        self.server = Some(Server { child, said });
        wait.recv_timeout(PATIENCE).expect("the server becomes ready");
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program in this folder.
    pub(crate) fn command(&self, name: &str, args: &[&str]) -> Command {
        let mut command = program(name);
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// A program that must end well.
    pub(crate) fn ran(&self, name: &str, args: &[&str]) -> Output {
        let output = self.command(name, args).output().unwrap();
        assert!(output.status.success(), "{name} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// A line of shell in this folder, which must end well.
    pub(crate) fn shell(&self, line: &str) -> String {
        let output = Command::new("sh").args(["-ec", line]).current_dir(self.folder.path()).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What `collect` is called with.
    pub(crate) fn collect_args(&self, url: &str, bundle: &str) -> Vec<String> {
        ["collect", url, "--into", bundle, "--card", "desk-card", "--token", "drop/keys/collect.token"]
            .map(str::to_owned)
            .to_vec()
    }

    /// Opens a bundle; what the unit said of each blob.
    pub(crate) fn open(&self, bundle: &str) -> String {
        let open = self.ran("candour-unit", &["--home", "unit", "open", bundle, "--passphrase-file", "passphrase"]);
        String::from_utf8(open.stdout).unwrap()
    }

    /// The folders of the reports that the unit holds, sorted.
    pub(crate) fn reports(&self) -> Vec<PathBuf> {
        let mut folders: Vec<_> =
            fs::read_dir(self.path("unit/reports")).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        folders
    }

    /// The server's process id.
    pub(crate) fn server_id(&self) -> u32 {
        self.server.as_ref().unwrap().child.id()
    }

    /// Tells the server something: a signal's name.
    fn tell_server(&self, signal: &str) {
        // The shell's own word: a small Debian has no program of this name.
        let told =
            Command::new("sh").args(["-c", "kill \"$0\" \"$1\"", signal, &self.server_id().to_string()]).status();
        let told = told.unwrap();
        assert!(told.success(), "the server is there");
    }

    /// Tells the server to stop; what it said from its start on.
    pub(crate) fn stop(&mut self) -> String {
        self.tell_server("-TERM");
        let mut server = self.server.take().unwrap();
        assert!(server.child.wait().unwrap().success());
        server.said.join().unwrap()
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.child.kill();
            let _ = server.child.wait();
        }
    }
}

/// Every file below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}
