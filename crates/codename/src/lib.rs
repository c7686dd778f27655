//! A source's codename and the keys made of it. No I/O, no clock; randomness is an argument.
#![doc = include_str!("../README.md")]

mod check_word;
mod codename;
mod fault;
mod keys;
mod label;
mod near;
mod seed;
mod spelling;
mod unit_set;
mod untrusted;

pub use codename::Codename;
pub use fault::{Fault, NotACodename, Proposal};
pub use keys::{ClassicReplySeed, HybridReplySeed, LedgerKey, ReplyKey, TagKey, ThreadSecret};
pub use seed::{ConversationKeys, ITERATIONS, SALT, Seed, salt};
pub use spelling::spelled;
pub use unit_set::{MOST_TRIED, MOST_UNITS, NotAUnitSet, UnitId, UnitSet};
pub use untrusted::UntrustedCodename;
