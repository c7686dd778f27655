//! Sending a sealed report: visits, requests, and what the answers mean. Knows sealed bytes only, never a report.

pub(crate) mod arrival;
pub(crate) mod fault;
pub(crate) mod parts;
pub(crate) mod upload;
pub(crate) mod visit;

#[cfg(test)]
pub(crate) mod fake_drop;
