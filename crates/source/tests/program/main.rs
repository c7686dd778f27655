//! The whole program against a drop of one thread: what it seals opens, what it sends arrives, what it should refuse it refuses.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod answered;
mod checking;
mod desk;
#[path = "../../src/net/fake_drop.rs"]
#[allow(dead_code, reason = "shared with the program's own tests, which use the rest")]
mod fake_drop;
#[path = "../../../route/src/fake_socks.rs"]
#[allow(dead_code, reason = "shared with the route's own tests, which use the rest")]
mod fake_socks;
mod opened;
mod run;
mod terminal;
#[path = "../../src/test_cards.rs"]
#[allow(dead_code, reason = "shared with the program's own tests, which use the rest")]
mod test_cards;
mod typed;

mod fixture;
mod messages;
mod sealing;
mod sending;
mod stopping;
