//! What the crate shows as a whole, against other programs and against hostile input. Each file is one story.

mod cctv;
mod hostile;
mod ladder;
mod npm_age;
mod peers;
mod round_trip;
mod secrets;
mod stock_age;
mod stream;
mod wasm;
