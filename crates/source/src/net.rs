//! The way to the drop: address, circuit, requests, and what the answers mean. Knows sealed bytes only, never a report.

pub(crate) mod address;
pub(crate) mod answer;
pub(crate) mod parts;
pub(crate) mod patience;
pub(crate) mod route;
pub(crate) mod upload;
pub(crate) mod visit;

#[cfg(test)]
pub(crate) mod fake_drop;
#[cfg(test)]
pub(crate) mod fake_socks;
