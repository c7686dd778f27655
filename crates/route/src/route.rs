//! How the drop is reached: through Tor's SOCKS port, or directly where that gives nothing away.
//! Owns the rule which routes are allowed, and the credentials that isolate circuits.

use std::fmt;
use std::net::{SocketAddr, TcpStream};
use std::str::FromStr;
use std::time::Duration;

use candour_cli::{Exit, Hint};
use rand::RngCore as _;
use rand::rngs::OsRng;
use ureq::{Agent, Proxy, ProxyProtocol};

use crate::{DropAddress, Reach};

/// A circuit is given this long to come up, and a silent one this long to say something.
pub(crate) const SILENCE: Duration = Duration::from_secs(120);

/// Tor's SOCKS port, as the user names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SocksPort(SocketAddr);

/// The port is not `HOST:PORT` with an address of a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address and port such as 127.0.0.1:9050")]
pub struct NotAPort;

impl FromStr for SocksPort {
    type Err = NotAPort;

    /// A name is not resolved: nothing but `localhost` would be right here.
    fn from_str(text: &str) -> Result<Self, NotAPort> {
        let text = text.replacen("localhost:", "127.0.0.1:", 1);
        text.parse().map(Self).map_err(|_| NotAPort)
    }
}

impl fmt::Display for SocksPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why there is no way to the drop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RouteError {
    /// An onion name without Tor.
    #[error("an onion address is reached through Tor only")]
    OnionWithoutTor,
    /// A direct connection to another machine.
    #[error("without Tor, the network would see that this machine talks to a drop")]
    Exposed,
    /// Nothing listens on the SOCKS port.
    #[error("no SOCKS port at {port}")]
    NoSocks {
        /// Where it was looked for.
        port: SocksPort,
        /// What the system said.
        source: std::io::Error,
    },
    /// The proxy's address was not taken.
    #[error("the SOCKS port cannot be used")]
    Proxy(#[source] ureq::Error),
}

impl Hint for RouteError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::OnionWithoutTor => "start Tor and add --socks 127.0.0.1:9050 (Tor Browser's own is 127.0.0.1:9150)".to_owned(),
            Self::Exposed => "use the onion address with --socks 127.0.0.1:9050; --without-tor if you know that it does not matter here".to_owned(),
            Self::NoSocks { .. } => "start Tor, or look which port it listens on: 9050 for the system's Tor, 9150 for Tor Browser's".to_owned(),
            Self::Proxy(_) => "write it as 127.0.0.1:9050".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::OnionWithoutTor | Self::Exposed => Exit::Usage,
            _ => Exit::Unreachable,
        }
    }
}

/// A way to a drop. Gives agents, each with a circuit of its own.
#[derive(Clone, Debug)]
pub struct Route {
    /// Where to.
    address: DropAddress,
    /// Through what.
    socks: Option<SocksPort>,
}

impl Route {
    /// A route to `address`, if it is one that may be taken.
    ///
    /// # Errors
    /// [`RouteError`]; a SOCKS port is asked once whether it is there.
    pub fn new(address: DropAddress, socks: Option<SocksPort>, without_tor: bool) -> Result<Self, RouteError> {
        match (socks, address.reach()) {
            (Some(port), _) => {
                // Asked once, so that a missing Tor is told from a drop that is down.
                TcpStream::connect_timeout(&port.0, SILENCE).map_err(|source| RouteError::NoSocks { port, source })?;
            }
            (None, Reach::Loopback) => {}
            (None, Reach::Onion) => return Err(RouteError::OnionWithoutTor),
            (None, Reach::Elsewhere) if without_tor => {}
            (None, Reach::Elsewhere) => return Err(RouteError::Exposed),
        }
        Ok(Self { address, socks })
    }

    /// Where it leads.
    #[must_use]
    pub fn address(&self) -> &DropAddress {
        &self.address
    }

    /// The SOCKS port, where there is one.
    pub(crate) fn socks_address(&self) -> Option<SocketAddr> {
        self.socks.map(|SocksPort(address)| address)
    }

    /// An agent that makes new connections only, and through Tor a circuit that no earlier agent used.
    ///
    /// # Errors
    /// [`RouteError::Proxy`].
    ///
    /// # Security
    /// Tor gives streams with different SOCKS user names or passwords different circuits (`IsolateSOCKSAuth`, on by
    /// default). Both are 16 fresh random bytes in hex, as long and as random for everybody.
    pub fn agent(&self) -> Result<Agent, RouteError> {
        let proxy = match self.socks {
            None => None,
            Some(SocksPort(port)) => {
                let builder = Proxy::builder(ProxyProtocol::Socks5h)
                    .host(&host_of(port))
                    .port(port.port())
                    .username(&random_hex())
                    .password(&random_hex())
                    // The name goes to Tor: a local look-up would tell the network which drop is visited.
                    .resolve_target(false);
                Some(builder.build().map_err(RouteError::Proxy)?)
            }
        };
        let config = Agent::config_builder()
            // Also without Tor: never a proxy that the environment names.
            .proxy(proxy)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // Nothing that tells this program's version, or its user's language.
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .max_idle_connections(1)
            .max_idle_connections_per_host(1)
            .timeout_connect(Some(SILENCE))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE))
            .max_response_header_size(16 * 1024)
            .build();
        Ok(config.new_agent())
    }
}

/// The host part, an IPv6 address in brackets.
fn host_of(port: SocketAddr) -> String {
    match port {
        SocketAddr::V4(v4) => v4.ip().to_string(),
        SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
    }
}

/// 16 random bytes in hex.
pub(crate) fn random_hex() -> String {
    let mut bytes = [0; 16];
    OsRng.fill_bytes(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::*;
    use crate::fake_socks::FakeSocks;

    fn route(address: &str, socks: Option<SocksPort>) -> Result<Route, RouteError> {
        Route::new(address.parse().unwrap(), socks, false)
    }

    #[test]
    fn only_this_machine_is_reached_without_tor() {
        assert!(route("http://127.0.0.1:1", None).is_ok());
        assert!(matches!(route("http://abc.onion", None), Err(RouteError::OnionWithoutTor)));
        assert!(matches!(route("http://example.org", None), Err(RouteError::Exposed)));
        assert!(Route::new("example.org".parse().unwrap(), None, true).is_ok());
        assert!(matches!(Route::new("abc.onion".parse().unwrap(), None, true), Err(RouteError::OnionWithoutTor)));
    }

    #[test]
    fn a_missing_socks_port_is_said_at_once() {
        let nobody = crate::port::free_address();
        assert!(matches!(route("http://abc.onion", Some(SocksPort(nobody))), Err(RouteError::NoSocks { .. })));
    }

    /// Answers every connection with an empty page.
    fn page() -> SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
            }
        });
        address
    }

    #[test]
    fn every_agent_has_its_own_credentials_and_the_proxy_resolves_the_name() {
        let socks = FakeSocks::start(page());
        let route = route("http://abcdef.onion", Some(SocksPort(socks.address()))).unwrap();
        for _ in 0..2 {
            route.agent().unwrap().get(route.address().url("/")).call().unwrap();
        }
        // The look whether the port is there asks for nothing.
        let asked = socks.asked();
        assert_eq!(asked.len(), 2, "one connection for each: {asked:?}");
        for one in &asked {
            assert_eq!((one.host.as_str(), one.port), ("abcdef.onion", 80));
            assert_eq!((one.user.len(), one.password.len()), (32, 32));
        }
        assert_ne!(asked[0].user, asked[1].user);
        assert_ne!(asked[0].password, asked[1].password);
    }

    #[test]
    fn a_socks_port_is_an_address_or_localhost() {
        assert_eq!("localhost:9050".parse::<SocksPort>().unwrap().to_string(), "127.0.0.1:9050");
        assert_eq!("[::1]:9150".parse::<SocksPort>().unwrap().to_string(), "[::1]:9150");
        for bad in ["9050", "example.org:9050", "127.0.0.1", ""] {
            assert_eq!(bad.parse::<SocksPort>(), Err(NotAPort), "{bad}");
        }
    }
}
