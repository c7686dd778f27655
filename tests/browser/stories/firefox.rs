//! Firefox as Tor Browser sets it up, at one of its three security levels. Owns the preferences and both processes.
//!
//! Tor Browser itself is in no registry. It is this engine with these preferences; that the levels look like this to a page was
//! cross-checked with the real NoScript.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use serde_json::{Map, Value, json};

use crate::patience::{LONG, awaited, until};
use crate::running::Running;
use crate::webdriver::{Element, Session};

/// Tor Browser's security levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Scripts and WebAssembly.
    Standard,
    /// Scripts, neither WebAssembly nor a just-in-time compiler.
    Safer,
    /// No scripts.
    Safest,
}

/// A release of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// What Debian installs.
    Debian,
    /// The one before it, unpacked from the same archive.
    Before,
}

/// Nothing of its own accord, so that what is recorded is the page's doing.
fn quiet() -> Value {
    json!({
        "app.update.enabled": false, "browser.newtabpage.activity-stream.feeds.topsites": false,
        "browser.safebrowsing.malware.enabled": false, "browser.safebrowsing.phishing.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false, "dom.push.connection.enabled": false,
        "extensions.update.enabled": false, "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false, "network.dns.disablePrefetch": true,
        "network.http.speculative-parallel-limit": 0, "network.predictor.enabled": false, "network.prefetch-next": false,
        "network.trr.mode": 5, "services.settings.server": "data:,#", "toolkit.telemetry.enabled": false,
    })
}

/// What a page can notice of Tor Browser at every level.
fn tor_browser() -> Value {
    json!({
        "browser.cache.disk.enable": false, "browser.privatebrowsing.autostart": true,
        "dom.securecontext.allowlist_onions": true, "dom.security.https_only_mode": true,
        "dom.security.https_only_mode.upgrade_onion": false, "javascript.options.asmjs": true,
        "media.peerconnection.enabled": false, "network.cookie.cookieBehavior": 1, "network.http.http3.enable": false,
        "network.http.referer.hideOnionSource": true, "permissions.memory_only": true, "privacy.firstparty.isolate": true,
        "privacy.partition.network_state": false, "privacy.resistFingerprinting": true, "webgl.disable-extensions": true,
    })
}

/// What the levels add.
fn level(level: Level) -> Value {
    let safer = json!({
        "gfx.font_rendering.graphite.enabled": false, "gfx.font_rendering.opentype_svg.enabled": false,
        "javascript.options.asmjs": false, "javascript.options.baselinejit": false, "javascript.options.ion": false,
        "javascript.options.native_regexp": false, "javascript.options.wasm": false, "mathml.disabled": true,
    });
    match level {
        Level::Standard => json!({}),
        Level::Safer => safer,
        Level::Safest => joined([safer, json!({ "javascript.enabled": false, "svg.disabled": true })]),
    }
}

/// Everything through the client's SOCKS port, names too.
fn through(socks: SocketAddr) -> Value {
    json!({
        "network.dns.blockDotOnion": false, "network.dns.disabled": true, "network.proxy.allow_bypass": false,
        "network.proxy.failover_direct": false, "network.proxy.no_proxies_on": "", "network.proxy.socks": "127.0.0.1",
        "network.proxy.socks5_remote_dns": true, "network.proxy.socks_port": socks.port(),
        "network.proxy.socks_remote_dns": true, "network.proxy.socks_version": 5, "network.proxy.type": 1,
    })
}

/// Below the profiles: what a person saves.
const SAVED: &str = "saved";

/// Files that are saved go to a folder without a question.
fn saving(profiles: &Path) -> Value {
    json!({
        "browser.download.dir": profiles.join(SAVED), "browser.download.folderList": 2,
        "browser.download.alwaysOpenPanel": false, "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
    })
}

/// One table of several; what comes later wins.
fn joined(tables: impl IntoIterator<Item = Value>) -> Value {
    let mut all = Map::new();
    for table in tables {
        all.extend(table.as_object().unwrap().clone());
    }
    Value::Object(all)
}

/// The browser, with a profile of its own that is gone afterwards.
pub(crate) struct Firefox {
    session: Session,
    _driver: Running,
    profiles: tempfile::TempDir,
}

impl Firefox {
    /// Starts it.
    pub(crate) fn start(engine: Engine, at: Level, socks: SocketAddr) -> Self {
        let profiles = tempfile::Builder::new().prefix("candour-firefox").tempdir().unwrap();
        let (driver, address) = geckodriver(profiles.path());
        // Of this name, because the driver takes away at the end what it made itself.
        let profile = profiles.path().join("profile");
        std::fs::create_dir(&profile).unwrap();
        let args = ["-headless", "-profile", profile.to_str().unwrap()];
        let preferences = joined([quiet(), tor_browser(), level(at), through(socks), saving(profiles.path())]);
        let session = Session::new(
            address,
            &json!({
                "browserName": "firefox",
                "pageLoadStrategy": "normal",
                "timeouts": { "pageLoad": LONG.as_secs() * 1000, "script": LONG.as_secs() * 1000 },
                "unhandledPromptBehavior": "ignore",
                "moz:firefoxOptions": { "binary": binary(engine), "args": args, "prefs": preferences },
            }),
        );
        Self { session, _driver: driver, profiles }
    }

    /// Ends the browser; what it left on the disk.
    pub(crate) fn ended(mut self) -> tempfile::TempDir {
        let profiles = tempfile::Builder::new().prefix("candour-firefox").tempdir().unwrap();
        std::mem::replace(&mut self.profiles, profiles)
    }

    /// Follows a link that saves a file under this name, and waits until it is whole.
    pub(crate) fn saved(&self, link: &Element, name: &str) -> PathBuf {
        let path = self.profiles.path().join(SAVED).join(name);
        // The browser keeps the name with an empty file, and puts the whole one in its place at the end.
        let _ = std::fs::remove_file(&path);
        self.session.click(link).unwrap();
        until(name, || path.metadata().is_ok_and(|file| file.len() > 0).then_some(()));
        path
    }

    /// Makes the page's own view so wide and high, in its own pixels.
    pub(crate) fn size(&self, width: u32, height: u32) {
        self.zoom(width, height, 1);
    }

    /// Makes it so wide and high, in the screen's pixels, and everything on it so many times as large.
    pub(crate) fn zoom(&self, width: u32, height: u32, times: u32) {
        let script = "const browser = gBrowser.selectedBrowser; const [width, height, times] = arguments;\
                      browser.style.setProperty('width', width + 'px'); browser.style.setProperty('height', height + 'px');\
                      browser.style.setProperty('flex', 'none'); browser.fullZoom = times;";
        self.session.run_in_window(script, &[json!(width), json!(height), json!(times)]);
        let there = || (self.session.run("return innerWidth", &[]) == json!(width / times)).then_some(());
        assert!(awaited(LONG, there).is_some(), "the page is {width} wide, {times} times as large");
    }
}

impl Deref for Firefox {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        // Politely; what is left of it then goes with the driver's group.
        self.session.end();
    }
}

/// Where an engine is. `cargo xtask test` puts them there.
pub(crate) fn binary(engine: Engine) -> PathBuf {
    match engine {
        Engine::Debian => PathBuf::from("/usr/lib/firefox-esr/firefox-esr"),
        Engine::Before => {
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/firefox-before/usr/lib/firefox-esr/firefox-esr")
        }
    }
}

/// Starts the driver; where it listens.
fn geckodriver(profiles: &Path) -> (Running, SocketAddr) {
    let mut command = Command::new("geckodriver");
    command.args(["--port", "0", "--websocket-port", "0", "--allow-system-access", "--profile-root"]).arg(profiles);
    let mut driver = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let lines = BufReader::new(driver.child().stdout.take().unwrap()).lines();
    let (tell, told) = mpsc::channel();
    // Read to its end, or the driver would wait for somebody to listen.
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            // The browser's own lines come here too, and are of no use.
            let address = line.split_once("Listening on ").and_then(|(_, address)| address.trim().parse().ok());
            if let Some(address) = address {
                let _ = tell.send(address);
            }
        }
    });
    let address = told.recv_timeout(LONG).expect("geckodriver listens");
    (driver, address)
}
