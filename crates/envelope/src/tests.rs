//! What the crate shows as a whole, against other programs and against hostile input. Each file is one story.

mod card;
mod cctv;
mod conversation;
mod errors;
mod hostile;
mod keys;
mod ladder;
mod lone;
mod npm_age;
mod peers;
mod round_trip;
mod secrets;
mod stock_age;
mod stream;
#[path = "../tests/testkit/tar.rs"]
mod tar;
