//! Which hosts browsers and programs ask the client for, as the client itself tells it. Owns who may be asked for.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::control::Control;

/// Whom Firefox asks for on its own account. Tor Browser does not; no page can send anything there.
const FIREFOX: [&str; 4] = [".mozilla.com", ".mozilla.net", ".mozilla.org", ".firefox.com"];

/// Every host that was asked for.
pub(crate) struct Hosts(Arc<Mutex<Heard>>);

/// What the client has told.
#[derive(Default)]
struct Heard {
    hosts: BTreeSet<String>,
    /// Those of them that a story was blamed for.
    blamed: BTreeSet<String>,
    /// Streams to any host.
    streams: usize,
}

impl Hosts {
    /// Listens to the node of this folder from now on.
    pub(crate) fn of(node: &Path) -> Self {
        let asked: Arc<Mutex<Heard>> = Arc::default();
        let hosts = Self(Arc::clone(&asked));
        let mut control = Control::open(node);
        control.ask("SETEVENTS STREAM");
        std::thread::spawn(move || {
            control.listen(|line| {
                if let Some(host) = asked_for(line) {
                    let mut heard = asked.lock().unwrap_or_else(PoisonError::into_inner);
                    heard.streams += 1;
                    heard.hosts.insert(host.to_owned());
                }
            });
        });
        hosts
    }

    /// Whether this one was asked for.
    pub(crate) fn has(&self, host: &str) -> bool {
        self.heard().hosts.contains(host)
    }

    /// Streams so far, to whatever host.
    pub(crate) fn streams(&self) -> usize {
        self.heard().streams
    }

    /// Those that are neither `onions` nor Firefox's own, and have not been told before: each is one story's doing.
    pub(crate) fn strangers(&self, onions: &[&str]) -> Vec<String> {
        let known = |host: &String| {
            onions.contains(&host.as_str()) || FIREFOX.iter().any(|ending| format!(".{host}").ends_with(ending))
        };
        let mut heard = self.heard();
        let strange: Vec<_> = heard.hosts.difference(&heard.blamed).filter(|host| !known(host)).cloned().collect();
        heard.blamed.extend(strange.iter().cloned());
        strange
    }

    /// What was told so far.
    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The host of a line that tells of a new stream: `650 STREAM 12 NEW 0 host:port … PURPOSE=USER`. Those for the directory are tor's own.
fn asked_for(line: &str) -> Option<&str> {
    if !line.split_whitespace().any(|word| word == "PURPOSE=USER") {
        return None;
    }
    let mut words = line.strip_prefix("650 STREAM ")?.split_whitespace().skip(1);
    let (state, target) = (words.next()?, words.nth(1)?);
    if state == "NEW" { target.rsplit_once(':').map(|(host, _)| host) } else { None }
}

/// Lines as tor writes them.
pub(crate) fn hosts_are_read() {
    assert_eq!(asked_for("650 STREAM 7 NEW 0 abc.onion:80 SOURCE_ADDR=127.0.0.1:9 PURPOSE=USER"), Some("abc.onion"));
    assert_eq!(asked_for("650 STREAM 7 SENTCONNECT 3 abc.onion:80 PURPOSE=USER"), None);
    assert_eq!(asked_for("650 STREAM 8 NEW 0 [::1]:443 PURPOSE=USER\r\n"), Some("[::1]"));
    assert_eq!(asked_for("650 STREAM 9 NEW 0 127.0.0.1.$AB.exit:5 PURPOSE=DIR_FETCH"), None);
    assert_eq!(asked_for("250 OK"), None);
}
