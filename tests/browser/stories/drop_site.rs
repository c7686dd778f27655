//! A scene whose drop stands behind the onions, as `deploy/` has it: unix sockets, the PROXY line on, two units on the desk card.

use std::fs;
use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};
use std::process::Output;

use crate::homes;
use crate::scene::Scene;
use crate::world::World;

/// How programs of units get their passphrase.
const SECRET: [&str; 2] = ["--passphrase-file", "passphrase"];

/// How a program ends that does not reach the drop.
const UNREACHABLE: i32 = 4;
/// So often is a program run that never reaches the drop.
const TRIES: u32 = 4;

/// The scene, and how couriers reach its drop.
pub(crate) struct DropSite {
    scene: Scene,
    socks: SocketAddr,
    public: String,
    collect: String,
    /// How many bytes have come to the drop.
    arrived: Box<dyn Fn() -> usize>,
    /// Has the Tor client begin with new circuits.
    renew: Box<dyn Fn()>,
}

impl DropSite {
    /// Makes keys and cards, and starts the server with these limits.
    pub(crate) fn new(world: &World, limits: &str) -> Self {
        let (tor, scene) = (&world.tor, Scene::new());
        let listener = |name: &str| {
            let socket = scene.path(&format!("{name}.sock"));
            format!("[{name}]\nlisten = 'unix:{}'\nproxy_line = true\n", socket.display())
        };
        scene.make_drop(&(listener("public") + &listener("collect")), Some(&tor.public), limits);
        let mut site = Self {
            scene,
            socks: tor.socks,
            public: tor.public.clone(),
            collect: tor.collect.clone(),
            arrived: Box::new(world.arrived()),
            renew: Box::new(tor.renewal()),
        };
        site.make_units();
        site.install_card();
        site.start();
        site
    }

    /// Makes two units, whose homes are `unit` and `other`, and the desk card that both sign.
    pub(crate) fn make_units(&self) {
        for (home, name, title) in
            [("unit", "integrity.example", "Integrity Unit"), ("other", "other.example", "Other Unit")]
        {
            homes::put(&self.path(home), name, title);
        }
        self.make_card("1");
    }

    /// Makes the desk card with this number, of both units.
    pub(crate) fn make_card(&self, number: &str) {
        let unit = ["--home", "unit", "desk-card"];
        let other = ["--home", "other", "desk-card"];
        let make = ["make", "--drop-card", "drop-card", "--unit-card", "other/unit-card", "--number", number];
        self.ran("candour-unit", &[&unit[..], &make, &["--out", "signed-once"], &SECRET].concat());
        self.ran("candour-unit", &[&other[..], &["sign", "signed-once", "--out", "signed-twice"], &SECRET].concat());
        fs::rename(self.path("signed-twice"), self.path("desk-card")).unwrap();
        fs::remove_file(self.path("signed-once")).unwrap();
        for home in [unit, other] {
            self.ran("candour-unit", &[&home[..], &["check", "desk-card"]].concat());
        }
    }

    /// A program that must end well and goes through Tor. Where it says that Tor has lost the drop, and nothing of it has arrived there, it is
    /// run again on new circuits, as its hint says; where something has, what it did is judged.
    pub(crate) fn ran_through_tor(&self, name: &str, args: &[&str]) -> Output {
        let arrived = (self.arrived)();
        let unheard = || assert_eq!((self.arrived)(), arrived, "{name} {args:?} has reached the drop");
        self.repeated_through_tor(name, args, unheard)
    }

    /// The same for what may be run again also where some of it has arrived; `before` each time.
    pub(crate) fn repeated_through_tor(&self, name: &str, args: &[&str], before: impl Fn()) -> Output {
        for _ in 1..TRIES {
            before();
            let output = self.command(name, args).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => return output,
                Some(UNREACHABLE) => println!("{name} {}, once more, on new circuits: {said}", args[0]),
                _ => panic!("{name} {args:?}: {said}"),
            }
            (self.renew)();
        }
        before();
        self.ran(name, args)
    }

    /// Collects through Tor into a bundle and opens it; what the unit said of each blob.
    pub(crate) fn collect_and_open(&self, bundle: &str) -> String {
        let mut args = self.scene.collect_args(&format!("http://{}", self.collect), bundle);
        args.extend(["--socks".to_owned(), self.socks.to_string()]);
        self.repeated_through_tor("candour-courier", &args.iter().map(String::as_str).collect::<Vec<_>>(), || ());
        self.open(bundle)
    }

    /// Draws a codename of no report, and keeps it in a file of this name.
    pub(crate) fn draw_codename(&self, name: &str) -> String {
        let drawn = String::from_utf8(self.ran("candour-source", &["codename"]).stdout).unwrap();
        candour_cli::secret_file::create(&self.path(name), drawn.as_bytes()).unwrap();
        drawn.trim().to_owned()
    }

    /// Sends a report with the codename in this file, by the program for sources and through Tor.
    pub(crate) fn send(&self, codename_file: &str, text: &str) {
        fs::write(self.path("report-text"), text).unwrap();
        let (url, socks) = (format!("http://{}", self.public), self.socks.to_string());
        let with = ["--fingerprint-file", "published", "--codename-file", codename_file, "--socks", &socks];
        self.ran_through_tor("candour-source", &[&["send", &url, "--report", "report-text"][..], &with].concat());
    }

    /// What a unit's program says, by the unit's home and with its passphrase.
    pub(crate) fn unit(&self, home: &str, args: &[&str]) -> String {
        let output = self.ran("candour-unit", &[&["--home", home][..], args, &SECRET].concat());
        String::from_utf8(output.stdout).unwrap()
    }

    /// A unit's cases, a line each.
    pub(crate) fn cases(&self, home: &str) -> String {
        String::from_utf8(self.ran("candour-unit", &["--home", home, "cases"]).stdout).unwrap()
    }

    /// Writes to the source of a case. It waits for the next parcel.
    pub(crate) fn reply(&self, home: &str, case: &str, text: &str) {
        fs::write(self.path("reply-text"), text).unwrap();
        self.unit(home, &["reply", case, "--file", "reply-text"]);
    }

    /// Makes a unit's next parcel and has the courier deliver it through Tor; the board that it brings.
    pub(crate) fn parcel(&self, home: &str) -> Vec<u8> {
        let folder = (1..).map(|number| format!("parcel-{home}-{number}")).find(|name| !self.path(name).exists());
        let folder = folder.unwrap();
        self.unit(home, &["parcel", &folder]);
        self.deliver(&folder);
        fs::read(self.path(&folder).join("board")).unwrap()
    }

    /// Has the courier deliver a parcel through Tor.
    pub(crate) fn deliver(&self, folder: &str) {
        let (url, socks) = (format!("http://{}", self.collect), self.socks.to_string());
        let with = ["--card", "desk-card", "--token", "drop/keys/collect.token", "--socks", &socks];
        self.repeated_through_tor("candour-courier", &[&["deliver", &url, folder][..], &with].concat(), || ());
    }
}

impl Deref for DropSite {
    type Target = Scene;

    fn deref(&self) -> &Scene {
        &self.scene
    }
}

impl DerefMut for DropSite {
    fn deref_mut(&mut self) -> &mut Scene {
        &mut self.scene
    }
}
