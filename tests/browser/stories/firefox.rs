//! Firefox as Tor Browser sets it up, at one of its three security levels. Owns the preferences and the process.
//!
//! Tor Browser itself is in no registry. It is this engine with these preferences; that the levels look like this to a page was
//! cross-checked with the real NoScript.

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::marionette::{Element, Refused, Session};
use crate::patience::{awaited, still, until};
use crate::running::Running;

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

/// A browser for tests: no first page, no questions of its own, no end to a slow script, a focus without a window manager.
fn in_tests() -> Value {
    json!({
        "app.normandy.enabled": false, "browser.aboutConfig.showWarning": false, "browser.sessionstore.resume_from_crash": false,
        "browser.shell.checkDefaultBrowser": false, "browser.startup.homepage_override.mstone": "ignore",
        "browser.startup.page": 0, "browser.tabs.remote.unloadDelayMs": 0, "browser.uitour.enabled": false,
        "datareporting.policy.dataSubmissionPolicyBypassNotification": true, "dom.max_chrome_script_run_time": 0,
        "dom.max_script_run_time": 0, "extensions.autoDisableScopes": 0, "extensions.getAddons.cache.enabled": false,
        "focusmanager.testmode": true, "hangmonitor.timeout": 0, "marionette.port": 0,
        "media.gmp-manager.updateEnabled": false, "network.manage-offline-status": false, "signon.autofillForms": false,
        "startup.homepage_welcome_url": "about:blank", "toolkit.startup.max_resumed_crashes": -1,
        "trailhead.firstrun.didSeeAboutWelcome": true,
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

/// Before a page that came to nothing is asked for again: a client that refuses at once would be asked without end.
const BREATH: Duration = Duration::from_secs(1);

/// Tries to reach the drop within the time that a condition may be still.
const TRIES: u32 = 4;

/// The way to the drop, as somebody else knows it.
pub(crate) struct Reach {
    /// How often a path has been asked for there.
    pub(crate) asked: Box<dyn Fn(&str) -> usize>,
    /// Has the Tor client begin with new circuits.
    pub(crate) renew: Box<dyn Fn()>,
}

/// The browser, with a profile of its own that is gone afterwards.
pub(crate) struct Firefox {
    session: Session,
    process: Running,
    reach: Reach,
    profiles: tempfile::TempDir,
}

impl Firefox {
    /// Starts it.
    pub(crate) fn start(engine: Engine, at: Level, socks: SocketAddr, reach: Reach) -> Self {
        let profiles = tempfile::Builder::new().prefix("candour-firefox").tempdir().unwrap();
        let [profile, home] = ["profile", "home"].map(|name| profiles.path().join(name));
        [&profile, &home].into_iter().for_each(|folder| std::fs::create_dir(folder).unwrap());
        let tables = [quiet(), in_tests(), tor_browser(), level(at), through(socks), saving(profiles.path())];
        std::fs::write(profile.join("user.js"), user_js(&joined(tables))).unwrap();
        let mut command = Command::new(binary(engine));
        command
            .args(["-marionette", "-remote-allow-system-access", "-headless", "-no-remote", "-profile"])
            .arg(&profile);
        // Whatever it keeps outside its profile is looked through with it, and gone with it.
        command.env("HOME", &home).env("TMPDIR", &home);
        for name in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env_remove(name);
        }
        command.env("MOZ_CRASHREPORTER_DISABLE", "1").stdout(Stdio::null()).stderr(Stdio::null());
        let process = Running::start(&mut command);
        let port = until("the browser listens", || {
            assert!(!process.has_ended(), "the browser ended at its start");
            std::fs::read_to_string(profile.join("MarionetteActivePort")).ok()?.trim().parse().ok()
        });
        let millis = still().as_millis();
        let session = Session::new(
            SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            &json!({
                "pageLoadStrategy": "normal",
                "timeouts": { "pageLoad": millis, "script": millis },
                "unhandledPromptBehavior": "ignore",
            }),
        );
        Self { session, process, reach, profiles }
    }

    /// Goes to an address and waits until the page is loaded.
    pub(crate) fn go(&self, url: &str) {
        self.arrive(url, || self.session.load(url));
    }

    /// Loads the page again and waits for it, whatever it asks before it goes.
    pub(crate) fn reload(&self) {
        let url = self.session.address();
        self.arrive(&url, || {
            let done = self.session.refresh();
            if self.session.accept_question() { self.session.load(&url) } else { done }
        });
    }

    /// Waits until a page is loaded that `first` asks for. Where nothing of it has reached the drop, Tor has lost it, and it is asked for again on
    /// new circuits, as a person would, for twice as long; where it has, it is waited for, because a second request is what stories count.
    fn arrive(&self, url: &str, first: impl FnOnce() -> Result<(), Refused>) {
        let path = url.strip_prefix("http://").and_then(|rest| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
        let (begun, time, before) = (Instant::now(), still(), (self.reach.asked)(path));
        let left = |of: Duration| of.saturating_sub(begun.elapsed());
        // The page before may have the same address: it is known by this, which goes with it.
        self.session.run("globalThis.beforeThePage = true", &[]);
        self.session.wait_for_pages(time / TRIES);
        let mut outcome = first();
        while let Err(why) = outcome {
            if (self.reach.asked)(path) != before {
                let loaded = awaited(left(time), || self.stands().then_some(()));
                assert!(loaded.is_some(), "waited in vain: {url}, whose request reached the drop: {why:?}");
                break;
            }
            assert!(left(time * 2) > BREATH, "waited in vain: {url}, which never reached the drop: {why:?}");
            println!("{url} has not reached the drop ({why:?}): once more, on new circuits");
            (self.reach.renew)();
            std::thread::sleep(BREATH);
            self.session.wait_for_pages(left(time * 2).min(time / TRIES));
            outcome = self.session.load(url);
        }
        self.session.wait_for_pages(time);
    }

    /// Whether a page stands there, whole, that is neither the one before nor the browser's own about a failure.
    fn stands(&self) -> bool {
        let stands = "return globalThis.beforeThePage !== true && document.readyState === 'complete' && \
                      !document.documentURI.startsWith('about:')";
        self.session.run(stands, &[]) == true
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
        assert!(awaited(still(), there).is_some(), "the page is {width} wide, {times} times as large");
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
        // Politely, so that it writes its profile as it does for a person; what is left of it then goes with its group. Where the story has failed
        // already, nobody waits for manners.
        if !std::thread::panicking() && self.session.end() {
            let _ = awaited(still(), || self.process.has_ended().then_some(()));
        }
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

/// The preferences as Firefox reads them from a profile.
fn user_js(preferences: &Value) -> String {
    let lines = preferences.as_object().unwrap().iter();
    lines.map(|(name, value)| format!("user_pref({}, {value});\n", json!(name))).collect()
}
