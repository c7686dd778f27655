//! The one configuration file, as one type. Unknown keys are refused, so a misspelt limit is never silently no limit.

use core::str::FromStr;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::error::{ConfigError, Misread};

/// Where it is looked for unless said otherwise.
pub const DEFAULT_PATH: &str = "/etc/candour/candour.toml";

/// Everything that a keeper can set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder of this drop: `keys/` and `store/` are made below it by `candour init`.
    pub data: PathBuf,
    /// Throw-away keys are in use: refused without this, and every page says so with it.
    #[serde(default)]
    pub demo: bool,
    /// The release's signed note over the manifest of the pages, `manifest.sig`. It comes with a release; no drop can make one.
    #[serde(default)]
    pub release_signature: Option<PathBuf>,
    /// The sources' listener, the one that the onion service names.
    pub public: Listener,
    /// The couriers' listener, for a second onion service with client authorization.
    pub collect: Listener,
    /// Limits; each has a default.
    #[serde(default)]
    pub limits: Limits,
}

/// One listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listener {
    /// `unix:/path/to/socket` or `127.0.0.1:8080`.
    pub listen: Address,
    /// Whether every stream begins with Tor's PROXY line. Both sides must agree, or nothing works.
    #[serde(default)]
    pub proxy_line: bool,
}

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Address {
    /// A unix socket, made with mode 0660.
    Unix(PathBuf),
    /// A TCP address.
    Tcp(SocketAddr),
}

/// Not an address to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a listener is unix:/path/to/socket or address:port")]
pub struct NotAnAddress;

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        match text.strip_prefix("unix:") {
            Some(path) if path.starts_with('/') => Ok(Self::Unix(PathBuf::from(path))),
            Some(_) => Err(NotAnAddress),
            None => text.parse().map(Self::Tcp).map_err(|_| NotAnAddress),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        text.parse()
    }
}

/// Limits, each chosen so that no single client closes the drop.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Reports of text size (at most 64 KiB) that are held. Disk for this many is kept free of attachments.
    pub text_reports: u64,
    /// Bytes of larger reports that are held, unfinished uploads included.
    pub attachment_bytes: u64,
    /// Largest report, in bytes; at most 1 GiB.
    pub report_bytes: u64,
    /// Unfinished uploads that are kept; past it the idle one that holds the fewest bytes goes, the oldest of those.
    pub unfinished_uploads: usize,
    /// Bodies that one circuit may send at once.
    pub bodies_per_circuit: u16,
    /// Sources' connections at once; further ones wait in the kernel's queue. Couriers have places of their own.
    pub connections: usize,
    /// Seconds for a request's header, and for the next request on an open connection.
    pub header_seconds: u64,
    /// Seconds in which a body must bring 1 KiB or its end.
    pub idle_seconds: u64,
    /// Seconds that running requests are given when the server is told to stop.
    pub stop_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_reports: 100_000,
            attachment_bytes: 20 << 30,
            report_bytes: candour_wire::limits::LARGEST_BLOB,
            unfinished_uploads: 4_096,
            bodies_per_circuit: 8,
            connections: 4_096,
            header_seconds: 30,
            idle_seconds: 60,
            stop_seconds: 15,
        }
    }
}

impl Limits {
    /// For a request's header.
    #[must_use]
    pub const fn header_time(&self) -> Duration {
        Duration::from_secs(self.header_seconds)
    }

    /// In which a body must bring 1 KiB or its end.
    #[must_use]
    pub const fn idle_time(&self) -> Duration {
        Duration::from_secs(self.idle_seconds)
    }

    /// Given to running requests at the stop.
    #[must_use]
    pub const fn stop_time(&self) -> Duration {
        Duration::from_secs(self.stop_seconds)
    }
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// [`ConfigError`]: it cannot be read, is not TOML, has unknown or missing keys, or a limit that cannot be.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        let config: Self = text
            .parse()
            .map_err(|why| ConfigError::Parse { path: path.to_owned(), source: Misread::new(&text, why) })?;
        match config.impossible_limit() {
            None => Ok(config),
            Some(key) => Err(ConfigError::Limit { path: path.to_owned(), key }),
        }
    }

    /// The first limit that cannot be.
    fn impossible_limit(&self) -> Option<&'static str> {
        let limits = &self.limits;
        [
            ("text_reports", limits.text_reports == 0),
            ("report_bytes", limits.report_bytes == 0 || limits.report_bytes > candour_wire::limits::LARGEST_BLOB),
            ("unfinished_uploads", limits.unfinished_uploads == 0),
            ("bodies_per_circuit", limits.bodies_per_circuit == 0),
            ("connections", limits.connections == 0),
            ("header_seconds", limits.header_seconds == 0),
            ("idle_seconds", limits.idle_seconds == 0),
        ]
        .into_iter()
        .find_map(|(key, wrong)| wrong.then_some(key))
    }

    /// The folder of keys and cards.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// The folder of the store.
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.data.join("store")
    }
}

impl FromStr for Config {
    type Err = toml::de::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        toml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "data = '/srv/drop'\n[public]\nlisten = 'unix:/run/p'\nproxy_line = true\n[collect]\nlisten = '127.0.0.1:8081'\n";

    #[test]
    fn a_small_file_is_enough() {
        let config: Config = SMALL.parse().unwrap();
        assert_eq!(config.public.listen, Address::Unix("/run/p".into()));
        assert_eq!(config.collect.listen, Address::Tcp("127.0.0.1:8081".parse().unwrap()));
        assert!(config.public.proxy_line && !config.collect.proxy_line && !config.demo);
        assert_eq!(config.limits.text_reports, 100_000);
    }

    #[test]
    fn unknown_keys_are_refused() {
        for extra in ["colour = 1\n", "[limits]\ntext_report = 5\n", "[public.x]\n"] {
            let text = if extra.starts_with('[') { format!("{SMALL}{extra}") } else { format!("{extra}{SMALL}") };
            assert!(text.parse::<Config>().is_err(), "{extra}");
        }
        assert!(SMALL.replace("unix:/run/p", "unix:run/p").parse::<Config>().is_err());
        assert!(SMALL.replace("127.0.0.1:8081", "localhost").parse::<Config>().is_err());
    }

    #[test]
    fn the_shipped_example_is_read() {
        let config: Config = include_str!("../deploy/candour.toml").parse().unwrap();
        assert_eq!(config.impossible_limit(), None);
        assert!(config.public.proxy_line && !config.demo);
    }
}
