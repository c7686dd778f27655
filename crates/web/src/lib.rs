//! The page's core: the envelope behind a plain C interface.
#![doc = include_str!("../README.md")]

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod abi;
mod boards;
mod codename;
mod conversation;
mod desk;
mod fault;
mod request;
mod room;
mod said;
mod thread;

pub use desk::Desk;
pub use fault::Fault;
pub use room::{Next, NextOfBoard, Room};
