//! Where a drop is: `http://` and a host, nothing else. Owns which addresses are taken; knows no route to them.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use candour_cli::{Exit, Hint};
use ureq::http::Uri;

/// A drop's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropAddress {
    /// Host, and the port if there is one.
    authority: String,
    /// What kind of host.
    reach: Reach,
}

/// How a host is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This machine: a demo or a test.
    Loopback,
    /// An onion service.
    Onion,
    /// Anything else.
    Elsewhere,
}

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Not an address at all.
    #[error("the drop's address is not one")]
    Malformed,
    /// A scheme with a certificate authority in it.
    #[error("the drop's address starts with https")]
    Https,
    /// Another scheme.
    #[error("the drop's address has a scheme other than http")]
    Scheme,
    /// A path, a query, a user name.
    #[error("the drop's address has more in it than a host")]
    More,
}

impl Hint for AddressError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Https => "a drop is an onion service, and those are encrypted by their address alone: \
                            write http:// and the .onion name"
                .to_owned(),
            _ => "write it as http://NAME.onion".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        Exit::Usage
    }
}

impl DropAddress {
    /// How it is reached.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Host and port as a request's `Host` header names them: the port only where it is not 80.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.authority.strip_suffix(":80").unwrap_or(&self.authority)
    }

    /// Host, an IPv6 address without its brackets, and port.
    pub(crate) fn host_and_port(&self) -> (&str, u16) {
        let split = self.authority.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
        let (host, port) = split.unwrap_or((&self.authority, 80));
        (host.trim_start_matches('[').trim_end_matches(']'), port)
    }

    /// The full URL of a path of `candour_wire::paths`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority)
    }
}

impl fmt::Display for DropAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}", self.authority)
    }
}

impl FromStr for DropAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let full = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        let uri: Uri = full.parse().map_err(|_| AddressError::Malformed)?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => return Err(AddressError::Https),
            _ => return Err(AddressError::Scheme),
        }
        if !matches!(uri.path_and_query().map(|rest| rest.as_str()), None | Some("" | "/")) {
            return Err(AddressError::More);
        }
        let authority = uri.authority().ok_or(AddressError::Malformed)?;
        if authority.as_str().contains('@') {
            return Err(AddressError::More);
        }
        let host = authority.host().to_ascii_lowercase();
        if host.is_empty() {
            return Err(AddressError::Malformed);
        }
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let port = authority.port_u16();
        if port.is_none() && !authority.as_str().eq_ignore_ascii_case(&host) {
            return Err(AddressError::Malformed);
        }
        let reach = match bare.parse::<IpAddr>() {
            Ok(ip) if ip.is_loopback() => Reach::Loopback,
            Err(_) if bare == "localhost" => Reach::Loopback,
            Err(_) if bare.ends_with(".onion") => Reach::Onion,
            _ => Reach::Elsewhere,
        };
        let authority = match port {
            Some(port) => format!("{host}:{port}"),
            None => host,
        };
        Ok(Self { authority, reach })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(text: &str) -> Result<Reach, AddressError> {
        text.parse::<DropAddress>().map(|address| address.reach())
    }

    #[test]
    fn the_kind_of_host_is_seen() {
        assert_eq!(reach("http://abc.onion"), Ok(Reach::Onion));
        assert_eq!(reach("ABC.ONION/"), Ok(Reach::Onion));
        assert_eq!(reach("http://127.0.0.1:8080"), Ok(Reach::Loopback));
        assert_eq!(reach("http://[::1]:8080/"), Ok(Reach::Loopback));
        assert_eq!(reach("localhost:80"), Ok(Reach::Loopback));
        assert_eq!(reach("http://example.org"), Ok(Reach::Elsewhere));
        assert_eq!(reach("http://abc.onion.example.org"), Ok(Reach::Elsewhere));
        assert_eq!(reach("http://127.0.0.1.example.org"), Ok(Reach::Elsewhere));
    }

    #[test]
    fn whatever_is_more_than_a_host_is_refused() {
        assert_eq!(reach("https://abc.onion"), Err(AddressError::Https));
        assert_eq!(reach("ftp://abc.onion"), Err(AddressError::Scheme));
        for more in ["http://abc.onion/reports", "http://abc.onion/?x", "http://me@abc.onion", "http://a:b@abc.onion"] {
            assert_eq!(reach(more), Err(AddressError::More), "{more}");
        }
        for bad in ["", "http://", "http:///", "a b", "http://abc.onion:99999"] {
            assert!(reach(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn urls_are_host_and_path() {
        let address: DropAddress = "HTTP://Abc.onion:81/".parse().unwrap();
        assert_eq!(address.url("/desk"), "http://abc.onion:81/desk");
        assert_eq!(address.to_string(), "http://abc.onion:81");
    }
}
