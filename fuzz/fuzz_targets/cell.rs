//! A cell as it may come: nothing panics, and the short way of opening its header agrees with the `age` crate's.
#![no_main]

use std::sync::OnceLock;

use candour_board::open_cell;
use candour_envelope::{Identity, open_header, open_lone_header};
use candour_header::scan;
use libfuzzer_sys::fuzz_target;

/// The identities of the vectors, which are the seeds.
fn identities() -> &'static [Identity] {
    static IDENTITIES: OnceLock<Vec<Identity>> = OnceLock::new();
    IDENTITIES.get_or_init(|| {
        let vectors: [&[u8]; 2] = [
            include_bytes!("../../testkit/board/cell-hybrid-reply"),
            include_bytes!("../../testkit/board/cell-classic-reply"),
        ];
        let identity = |vector: &[u8]| {
            let text = String::from_utf8_lossy(vector);
            let line = text.lines().find_map(|line| line.strip_prefix("identity: ")).expect("a vector of a cell");
            line.parse().expect("an identity")
        };
        vectors.into_iter().map(identity).collect()
    })
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(cell) = bytes.try_into() {
        let _ = open_cell(cell, identities());
    }
    let lone = open_lone_header(bytes, identities());
    // The short way is for one stanza and nothing foreign.
    if scan(bytes).is_ok_and(|header| header.recipients == 1 && header.foreign == 0) {
        let mut rest = bytes;
        assert_eq!(lone.is_some(), open_header(&mut rest, identities()).is_ok());
    } else {
        assert!(lone.is_none());
    }
});
