//! A drop with its unit, made by the programs themselves, and the running server.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::programs::program;

/// Only a fault waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A drop, its unit, and everything else of a story, in one folder that is gone afterwards.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    pub(crate) public: SocketAddr,
    pub(crate) collect: SocketAddr,
    server: Option<Server>,
}

/// The server, and what it has said.
struct Server {
    child: Child,
    said: JoinHandle<String>,
}

impl Place {
    /// Makes keys and cards, and starts the server with these limits.
    pub(crate) fn new(limits: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("story").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let (public, collect) = (free_address(), free_address());
        let place = Self { folder, public, collect, server: None };
        fs::set_permissions(place.folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let config = format!(
            "data = {:?}\n[public]\nlisten = '{public}'\n[collect]\nlisten = '{collect}'\n[limits]\n{limits}\n",
            place.path("drop")
        );
        fs::write(place.path("candour.toml"), config).unwrap();
        candour_cli::secret_file::create(&place.path("passphrase"), b"seven plain words for a story\n").unwrap();
        let card = place.ran("candour", &["--config", "candour.toml", "init"]);
        fs::write(place.path("drop-card"), card.stdout).unwrap();
        let unit = ["--home", "unit", "init", "--name", "integrity.example", "--title", "Integrity Unit"];
        let cards = ["--drop-card", "drop-card", "--out", "desk-card", "--passphrase-file", "passphrase"];
        place.ran("candour-unit", &[&unit[..], &cards].concat());
        let words = place.ran("candour-source", &["fingerprint", "desk-card"]);
        fs::write(place.path("published"), words.stdout).unwrap();
        place.ran("candour", &["--config", "candour.toml", "card", "desk-card"]);
        place.started()
    }

    /// The same place with its server running.
    fn started(mut self) -> Self {
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
        self
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The public address, as sources write it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.public)
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
    pub(crate) fn collect_args(&self, bundle: &str) -> Vec<String> {
        let url = format!("http://{}", self.collect);
        ["collect", &url, "--into", bundle, "--card", "desk-card", "--token", "drop/keys/collect.token"]
            .map(str::to_owned)
            .to_vec()
    }

    /// Collects into a bundle and opens it; what the unit said of each blob.
    pub(crate) fn collect_and_open(&self, bundle: &str) -> String {
        let args = self.collect_args(bundle);
        self.ran("candour-courier", &args.iter().map(String::as_str).collect::<Vec<_>>());
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

    /// Tells the server to stop; what it said from its start on.
    pub(crate) fn stop(&mut self) -> String {
        let mut server = self.server.take().unwrap();
        let told = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
        assert!(told.success() && server.child.wait().unwrap().success());
        server.said.join().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.child.kill();
            let _ = server.child.wait();
        }
    }
}

/// A loopback port that nobody has at the moment.
pub(crate) fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
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
