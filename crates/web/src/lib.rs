//! The page's core: the envelope behind a plain C interface.
#![doc = include_str!("../README.md")]

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod abi;
mod desk;
mod fault;
mod request;
mod room;

pub use desk::Desk;
pub use fault::Fault;
pub use room::{Next, Room};
