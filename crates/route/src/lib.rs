//! The way to a drop: address, Tor's SOCKS port, retries, reading a refusal. Knows no report.
#![doc = include_str!("../README.md")]

mod address;
mod circuit;
mod patience;
mod refused;
mod route;

#[cfg(test)]
mod errors;
#[cfg(test)]
mod fake_socks;
#[cfg(test)]
#[path = "../../../tests/stories/port.rs"]
mod port;

pub use address::{AddressError, DropAddress, Reach};
pub use circuit::Circuit;
pub use patience::Patience;
pub use refused::Refused;
pub use route::{NotAPort, Route, RouteError, SocksPort};
