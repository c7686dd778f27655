//! What a unit lives through with the program: keys and cards, bundles good and bad, hostile reports, other people's tools.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "tests may stop at the first surprise"
)]

mod cards;
mod crash;
mod drill;
mod example;
mod left_out;
mod letters;
mod look;
mod messages;
mod opening;
mod showing;
mod stock;
mod talk;
mod world;
