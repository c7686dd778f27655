//! The PROXY line: what parses is written again as the same bytes.
#![no_main]

use candour::proxy_line::{Progress, parse, scan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(line) = parse(bytes) {
        assert_eq!(line.to_string().as_bytes(), bytes);
    }
    if let Ok(Progress::Line(line, len)) = scan(bytes) {
        assert_eq!(parse(&bytes[..len]), Ok(line));
    }
});
