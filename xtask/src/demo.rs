//! `cargo xtask demo`: a drop on loopback with throw-away keys; with `--once`, one report all the way through.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::port::free_address;
use crate::programs;
use crate::step::{Failed, root, say, step};
use crate::{output, release};

/// Where the demo listens for people; a run that is over at once takes any free port instead, and so does a second demo.
const PUBLIC: u16 = 8080;
/// Where it listens for the courier.
const COLLECT: u16 = 8081;

/// The report of `--once`.
const REPORT: &str = "On the evening of the fourth an officer of our station took money from the man he was to arrest.\n\
    He was let go by the back door. The custody record says that nobody was brought in.\n";

/// One demo: its folder and what runs in it.
struct Demo {
    folder: PathBuf,
    bin: PathBuf,
    public: u16,
    collect: u16,
    server: Option<Child>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            // The one process that was started here.
            let _ = server.kill();
            let _ = server.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Builds the programs and runs a demo until it is stopped, or once through.
pub(crate) fn run(all_the_way: bool) -> Result<(), Failed> {
    programs::build()?;
    if all_the_way {
        return once();
    }
    let (public, collect) = ports();
    let mut demo = Demo::prepare(public, collect)?;
    demo.serve()?;
    demo.wait()
}

/// One report all the way, with the programs that are built.
pub(crate) fn once() -> Result<(), Failed> {
    let mut demo = Demo::prepare(free_address().port(), free_address().port())?;
    demo.serve()?;
    demo.once()
}

/// The usual ports, or two others where somebody listens there already.
fn ports() -> (u16, u16) {
    let free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    if free(PUBLIC) && free(COLLECT) {
        return (PUBLIC, COLLECT);
    }
    say(&format!("another program listens on port {PUBLIC} or {COLLECT}; the demo takes two others"));
    (free_address().port(), free_address().port())
}

/// For `map_err`.
fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Failed + '_ {
    move |source| Failed::File { path: path.to_owned(), source }
}

/// Copies the files of a folder with the modes that keys must have.
fn copy_keys(from: &Path, to: &Path) -> Result<(), Failed> {
    fs::create_dir_all(to).map_err(file(to))?;
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).map_err(file(to))?;
    for entry in fs::read_dir(from).map_err(file(from))? {
        let name = entry.map_err(file(from))?.file_name();
        let copy = to.join(&name);
        fs::copy(from.join(&name), &copy).map_err(file(&copy))?;
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).map_err(file(&copy))?;
    }
    Ok(())
}

impl Demo {
    /// A folder with the throw-away keys and a desk card of today.
    fn prepare(public: u16, collect: u16) -> Result<Self, Failed> {
        let folder = programs::target().join(format!("demo-{public}"));
        if folder.exists() {
            // What an earlier demo left when it was stopped.
            fs::remove_dir_all(&folder).map_err(file(&folder))?;
        }
        fs::create_dir(&folder).map_err(file(&folder))?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).map_err(file(&folder))?;
        let demo = Self { folder, bin: programs::folder(), public, collect, server: None };
        let keys = root().join("keys-example");
        copy_keys(&keys.join("drop"), &demo.folder.join("drop/keys"))?;
        copy_keys(&keys.join("unit"), &demo.folder.join("unit"))?;
        let passphrase = demo.folder.join("passphrase");
        fs::copy(keys.join("passphrase"), &passphrase).map_err(file(&passphrase))?;
        fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o600)).map_err(file(&passphrase))?;
        let note = demo.folder.join("manifest.sig");
        fs::copy(keys.join("release/manifest.sig"), &note).map_err(file(&note))?;
        let config = format!(
            "data = {:?}\ndemo = true\nrelease_signature = {note:?}\n\n[public]\nlisten = \"127.0.0.1:{public}\"\n\n[collect]\nlisten = \"127.0.0.1:{collect}\"\n",
            demo.folder.join("drop")
        );
        let path = demo.folder.join("candour.toml");
        fs::write(&path, config).map_err(file(&path))?;
        demo.call(
            "candour-unit",
            &[
                "--home",
                "unit",
                "desk-card",
                "make",
                "--drop-card",
                "drop/keys/drop.card",
                "--out",
                "desk.card",
                "--passphrase-file",
                "passphrase",
            ],
        )?;
        demo.call("candour", &["--config", "candour.toml", "card", "desk.card"])?;
        Ok(demo)
    }

    /// One of the programs, in the demo's folder.
    fn program(&self, name: &str, args: &[&str]) -> Command {
        let mut command = Command::new(self.bin.join(name));
        command.args(args).current_dir(&self.folder);
        command
    }

    /// Runs a program to its end, showing what it says.
    fn call(&self, name: &str, args: &[&str]) -> Result<(), Failed> {
        step(&format!("{name} {}", args.join(" ")), self.program(name, args))
    }

    /// Starts the server and waits until it says that it is ready.
    fn serve(&mut self) -> Result<(), Failed> {
        let mut command = self.program("candour", &["--config", "candour.toml", "serve"]);
        let mut server = command
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| Failed::Start { program: "candour".to_owned(), source })?;
        let stderr = server.stderr.take();
        self.server = Some(server);
        let Some(stderr) = stderr else { return Err(Failed::Step("candour serve".to_owned())) };
        let mut lines = BufReader::new(stderr).lines();
        for line in lines.by_ref() {
            let line = line.unwrap_or_default();
            say(&line);
            if line.ends_with(": ready") {
                // Whatever it says later is passed on, so that it never waits for a reader.
                let kept = output::of_this_thread();
                std::thread::spawn(move || {
                    output::go_to(kept);
                    lines.map_while(Result::ok).for_each(|line| say(&line));
                });
                return Ok(());
            }
        }
        Err(Failed::Step("candour serve".to_owned()))
    }

    /// Says what to do next, and waits for the server's end.
    fn wait(mut self) -> Result<(), Failed> {
        let (folder, bin) = (self.folder.display(), self.bin.display());
        let key = release::example_key()?;
        say(&format!(
            "\n\
A demo drop listens on http://127.0.0.1:{public}/ with throw-away keys that everybody has.\n\
\n\
Look at its page in a browser. Then, in another terminal:\n\
\n\
  cd {folder}\n\
  echo 'What happened …' | {bin}/candour-source send --demo --report - http://127.0.0.1:{public}\n\
  {bin}/candour-courier collect --into bundle --card desk.card --token drop/keys/collect.token http://127.0.0.1:{collect}\n\
  {bin}/candour-unit --home unit open bundle --passphrase-file passphrase\n\
  {bin}/candour-unit --home unit list\n\
  {bin}/candour-unit --home unit reply 1 --passphrase-file passphrase\n\
  {bin}/candour-unit --home unit parcel parcel --passphrase-file passphrase\n\
  {bin}/candour-courier deliver parcel --card desk.card --token drop/keys/collect.token http://127.0.0.1:{collect}\n\
  {bin}/candour-source check --demo http://127.0.0.1:{public}\n\
  {bin}/candour-source verify-page --release-key '{key}' http://127.0.0.1:{public}\n\
\n\
Stop it with Ctrl-C. The next demo begins with an empty drop.",
            public = self.public,
            collect = self.collect
        ));
        let Some(server) = self.server.as_mut() else { return Ok(()) };
        let status = server.wait().map_err(|source| Failed::Start { program: "candour".to_owned(), source })?;
        if status.success() { Ok(()) } else { Err(Failed::Step("candour serve".to_owned())) }
    }

    /// One report with attachments, from the source to the unit.
    fn once(self) -> Result<(), Failed> {
        let text = self.folder.join("report.txt");
        fs::write(&text, REPORT).map_err(file(&text))?;
        // Attachments of some size, so that the large way is taken too: a picture's first bytes and a pattern behind them.
        let photo = self.folder.join("photo.jpg");
        let pattern: Vec<u8> = (0..300_000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        fs::write(&photo, [b"\xff\xd8\xff\xe0".as_slice(), &pattern].concat()).map_err(file(&photo))?;
        let notes = self.folder.join("notes.txt");
        fs::write(&notes, "My notes of that evening.\n").map_err(file(&notes))?;

        let public = format!("http://127.0.0.1:{}", self.public);
        let collect = format!("http://127.0.0.1:{}", self.collect);
        self.call(
            "candour-source",
            &[
                "send",
                "--demo",
                "--no-codename",
                "--report",
                "report.txt",
                "--attach",
                "photo.jpg",
                "--attach",
                "notes.txt",
                "--category",
                "information-or-influence",
                &public,
            ],
        )?;
        self.call("candour-source", &["verify-page", "--release-key", &release::example_key()?, &public])?;
        self.call(
            "candour-courier",
            &["collect", "--into", "bundle", "--card", "desk.card", "--token", "drop/keys/collect.token", &collect],
        )?;
        self.call("candour-unit", &["--home", "unit", "open", "bundle", "--passphrase-file", "passphrase"])?;
        let list = self
            .program("candour-unit", &["--home", "unit", "list"])
            .output()
            .map_err(|source| Failed::Start { program: "candour-unit".to_owned(), source })?;
        let list = String::from_utf8_lossy(&list.stdout);
        let Some(id) = list.split_whitespace().next() else {
            return Err(Failed::Step("no report was opened".to_owned()));
        };
        let shown = self
            .program("candour-unit", &["--home", "unit", "show", id])
            .output()
            .map_err(|source| Failed::Start { program: "candour-unit".to_owned(), source })?;
        // The demo's result: data, so it goes to stdout.
        output::data(&shown.stdout).map_err(file(Path::new("stdout")))?;
        let shown = String::from_utf8_lossy(&shown.stdout);
        let Some(line) = REPORT.lines().next() else { return Ok(()) };
        if shown.contains(line) {
            Ok(())
        } else {
            Err(Failed::Step("the opened report is not the one that was sent".to_owned()))
        }
    }
}
