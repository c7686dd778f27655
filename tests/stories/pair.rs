//! A scene whose desk card has two units, with everything that a source, the units and their courier do in a conversation.

use std::fs;
use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use crate::homes;
use crate::place::free_address;
use crate::scene::Scene;

/// Home and name of each unit, in the card's order.
pub(crate) const UNITS: [(&str, &str); 2] = [("unit", "integrity.example"), ("other", "other.example")];
/// How programs of units get their passphrase.
const SECRET: [&str; 2] = ["--passphrase-file", "passphrase"];

/// The scene, and where its drop listens.
pub(crate) struct Pair {
    scene: Scene,
    pub(crate) public: SocketAddr,
    collect: SocketAddr,
}

/// What came of `candour-source check`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) code: i32,
    pub(crate) shown: String,
    pub(crate) said: String,
}

impl Checked {
    /// The replies of one unit, in their order.
    pub(crate) fn replies(&self, unit: &str) -> Vec<String> {
        let mut of = "";
        let mut replies = Vec::new();
        for line in self.shown.lines() {
            if let Some(rest) = line.strip_prefix("unit          ") {
                of = rest.split(' ').next().unwrap();
            } else if let Some(text) = line.strip_prefix("    ").filter(|_| of == unit) {
                replies.push(text.to_owned());
            }
        }
        replies
    }
}

impl Pair {
    /// Makes keys and cards, and starts the server.
    pub(crate) fn new() -> Self {
        Self::titled("A Unit")
    }

    /// The same with other units of the same names, whose keys are others.
    pub(crate) fn of_namesakes() -> Self {
        Self::titled("A Namesake")
    }

    /// With units of this title.
    fn titled(title: &str) -> Self {
        let (public, collect) = (free_address(), free_address());
        let mut scene = Scene::new();
        let listeners = format!("[public]\nlisten = '{public}'\n[collect]\nlisten = '{collect}'");
        scene.make_drop(&listeners, None, "");
        for (home, name) in UNITS {
            homes::put(&scene.path(home), name, title);
        }
        let make =
            ["--home", "unit", "desk-card", "make", "--drop-card", "drop-card", "--unit-card", "other/unit-card"];
        scene.ran("candour-unit", &[&make[..], &["--out", "signed-once"], &SECRET].concat());
        let sign = ["--home", "other", "desk-card", "sign", "signed-once", "--out", "desk-card"];
        scene.ran("candour-unit", &[&sign[..], &SECRET].concat());
        for (home, _) in UNITS {
            scene.ran("candour-unit", &["--home", home, "desk-card", "check", "desk-card"]);
        }
        scene.install_card();
        scene.start();
        Self { scene, public, collect }
    }

    /// Draws a codename into a file; its words.
    pub(crate) fn codename(&self, file: &str) -> String {
        let drawn = String::from_utf8(self.ran("candour-source", &["codename"]).stdout).unwrap();
        candour_cli::secret_file::create(&self.path(file), drawn.as_bytes()).unwrap();
        drawn.trim().to_owned()
    }

    /// Sends a report with the codename in a file; what the program said.
    pub(crate) fn send(&self, codename: &str, text: &str, more: &[&str]) -> String {
        self.send_to(self.public, codename, text, more)
    }

    /// Sends it to a drop that is reached there.
    pub(crate) fn send_to(&self, at: SocketAddr, codename: &str, text: &str, more: &[&str]) -> String {
        fs::write(self.path("report.txt"), text).unwrap();
        let url = format!("http://{at}");
        let send = ["send", &url, "--fingerprint-file", "published", "--codename-file", codename];
        let ran = self.ran("candour-source", &[&send[..], &["--report", "report.txt"], more].concat());
        String::from_utf8(ran.stderr).unwrap()
    }

    /// Looks for replies to the codename in a file.
    pub(crate) fn check(&self, codename: &str) -> Checked {
        self.check_at(self.public, codename)
    }

    /// Looks for them at a drop that is reached there.
    pub(crate) fn check_at(&self, at: SocketAddr, codename: &str) -> Checked {
        let url = format!("http://{at}");
        let check = ["check", &url, "--tries", "1", "--fingerprint-file", "published", "--codename-file", codename];
        let output = self.command("candour-source", &check).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Checked { code: output.status.code().unwrap(), shown: text(output.stdout), said: text(output.stderr) }
    }

    /// Collects into a bundle, which both units open; what a unit said of each blob.
    pub(crate) fn collect_and_open(&self, bundle: &str) -> [String; 2] {
        let args = self.scene.collect_args(&format!("http://{}", self.collect), bundle);
        self.ran("candour-courier", &args.iter().map(String::as_str).collect::<Vec<_>>());
        UNITS.map(|(home, _)| self.open_by(home, bundle).1)
    }

    /// A unit opens a bundle; exit code, and what it said.
    pub(crate) fn open_by(&self, home: &str, bundle: &str) -> (i32, String) {
        let open = ["--home", home, "open", bundle];
        let output = self.command("candour-unit", &[&open[..], &SECRET].concat()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    /// What a verb of a unit prints.
    pub(crate) fn unit(&self, home: &str, verb: &[&str]) -> String {
        String::from_utf8(self.ran("candour-unit", &[&["--home", home], verb].concat()).stdout).unwrap()
    }

    /// A unit answers a case.
    pub(crate) fn reply(&self, home: &str, case: u32, text: &str) {
        fs::write(self.path("reply.txt"), text).unwrap();
        let case = case.to_string();
        self.unit(home, &[&["reply", &case, "--file", "reply.txt"], &SECRET[..]].concat());
    }

    /// The number of the case whose reports say this.
    pub(crate) fn case_of(&self, home: &str, text: &str) -> u32 {
        let cases = self.unit(home, &["cases"]);
        let numbers = cases.lines().map(|line| line.split_whitespace().nth(1).unwrap().parse().unwrap());
        let says = |number: &u32| self.texts(home, *number).iter().any(|said| said.contains(text));
        numbers.into_iter().find(says).expect("a case")
    }

    /// What the reports of a case say, in the unit's order.
    pub(crate) fn texts(&self, home: &str, case: u32) -> Vec<String> {
        let shown = self.unit(home, &["case", &case.to_string()]);
        let reports = shown.split("\nReports\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
        let ids = reports.map(|line| line.split_whitespace().next().unwrap().to_owned());
        ids.map(|id| self.unit(home, &["show", &id])).collect()
    }

    /// A unit makes a parcel; its folder.
    pub(crate) fn parcel(&self, home: &str, name: &str) -> PathBuf {
        self.unit(home, &[&["parcel", name], &SECRET[..]].concat());
        self.path(name)
    }

    /// The courier brings a parcel; exit code, and what it said.
    pub(crate) fn deliver(&self, name: &str) -> (i32, String) {
        let url = format!("http://{}", self.collect);
        let deliver = ["deliver", &url, name, "--card", "desk-card", "--token", "drop/keys/collect.token"];
        let output = self.command("candour-courier", &deliver).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// A unit's parcel on its whole way.
    pub(crate) fn put_up(&self, home: &str, name: &str) {
        self.parcel(home, name);
        let (code, said) = self.deliver(name);
        assert_eq!(code, 0, "{said}");
    }
}

impl Deref for Pair {
    type Target = Scene;

    fn deref(&self) -> &Scene {
        &self.scene
    }
}

impl DerefMut for Pair {
    fn deref_mut(&mut self) -> &mut Scene {
        &mut self.scene
    }
}
