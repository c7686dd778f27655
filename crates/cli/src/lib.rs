//! What the programs share at a terminal: prompts, secret files, atomic output, errors with hints. Links no network.
#![doc = include_str!("../README.md")]

pub mod arguments;
pub mod atomic_file;
mod early_sync;
pub mod editor;
#[cfg(test)]
mod errors;
pub mod exit;
pub mod harden;
pub mod interrupt;
pub mod passphrase;
pub mod private_folder;
pub mod progress;
pub mod prompt;
pub mod sanitize;
mod screen;
pub mod secret_file;
pub mod secret_text;
#[cfg(test)]
mod test_memory;
pub mod voice;

pub use exit::Exit;
pub use voice::{Hint, Voice};
